/** The mouse and the function keys in a real pseudo-terminal: what is reported, what it does, and that it is given back. */
import { afterEach, describe, expect, test } from 'vitest';
import { bundle, scratch } from '../support/backstep.ts';
import { openShell, openTerminal } from '../support/terminal.ts';

const files = scratch();
const opened: { dispose(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

const [CSI, OSC] = ['\u001b[', '\u001b]'];
/** The reports of buttons and the wheel, and their form. */
const ON = [`${CSI}?1000h`, `${CSI}?1006h`];
const OFF = [`${CSI}?1000l`, `${CSI}?1006l`];

async function start(args: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, 'target-13', '--theme', 'dark', ...args],
    cols: 100,
    rows: 30,
    env,
  });
  opened.push(terminal);
  await terminal.waitFor('0 / 32');
  return terminal;
}

type Started = Awaited<ReturnType<typeof start>>;

/** Presses and releases a button at the first cell of a text on the screen. */
function click(terminal: Started, text: string): void {
  const row = terminal.screen().findIndex((line) => line.includes(text));
  const column = terminal.screen()[row]?.indexOf(text) ?? -1;
  if (column < 0) throw new Error(`"${text}" is not on the screen:\n${terminal.text()}`);
  const at = `${column + 1};${row + 1}`;
  terminal.write(`${CSI}<0;${at}M${CSI}<0;${at}m`);
}

const wheel = (by: 1 | -1) => `${CSI}<${by === 1 ? 65 : 64};50;12M`;

/** Whether the mouse is reported at the end of what a program wrote. */
function isReported(raw: string): boolean {
  const [on, off] = [
    Math.max(...ON.map((each) => raw.lastIndexOf(each))),
    Math.max(...OFF.map((each) => raw.lastIndexOf(each))),
  ];
  return on > off;
}

describe('the mouse', () => {
  test('shows a view by its tab, goes through the steps with the wheel, and types nothing into a command', async () => {
    const terminal = await start();
    await terminal.waitFor(() => ON.every((each) => terminal.rawBytes().includes(each)));
    terminal.write(wheel(1).repeat(3));
    await terminal.waitFor(' 3 / 32');
    terminal.write(wheel(-1));
    await terminal.waitFor(' 2 / 32');
    click(terminal, '6 loss');
    await terminal.waitFor('loss in training');
    terminal.write(':');
    await terminal.waitFor('Enter run it');
    click(terminal, '1 network');
    terminal.write('goto 4\r');
    await terminal.waitFor(' 4 / 32');
    expect(terminal.text()).toContain('loss in training');
  });

  test('is left to the terminal by --no-mouse', async () => {
    const terminal = await start(['--no-mouse']);
    terminal.write('qq');
    await terminal.exit;
    for (const each of [...ON, ...OFF]) expect(terminal.rawBytes()).not.toContain(each);
  });

  test.each([
    ['the end', (terminal: Started) => terminal.write('qq')],
    ['Ctrl-C', (terminal: Started) => terminal.write('\u0003\u0003')],
    ['SIGTERM', (terminal: Started) => terminal.kill('SIGTERM')],
    ['SIGHUP', (terminal: Started) => terminal.kill('SIGHUP')],
  ])('is given back at %s', async (_name, leave) => {
    const terminal = await start();
    await terminal.waitFor(() => isReported(terminal.rawBytes()));
    leave(terminal);
    await terminal.exit;
    expect(isReported(terminal.rawBytes())).toBe(false);
    expect(terminal.bufferType()).toBe('normal');
  });

  test('is given back at a crash, whose error is told', async () => {
    const crash = files.write(
      'crash.cjs',
      "process.on('SIGUSR2', () => { throw new Error('a fault of the test'); });",
    );
    const terminal = await start([], { NODE_OPTIONS: `--require ${crash}` });
    await terminal.waitFor(() => isReported(terminal.rawBytes()));
    terminal.kill('SIGUSR2');
    expect((await terminal.exit).code).not.toBe(0);
    expect(isReported(terminal.rawBytes())).toBe(false);
    expect(terminal.bufferType()).toBe('normal');
    expect(terminal.text()).toContain('a fault of the test');
  });

  test('is given back while the program is suspended, and used again afterwards', async () => {
    const shell = openShell({ cols: 100, rows: 30 });
    opened.push(shell);
    await shell.start(process.execPath, [bundle, 'target-13', '--theme', 'dark']);
    await shell.waitFor('0 / 32');
    shell.write('\u001a');
    await shell.prompt();
    expect(isReported(shell.rawBytes())).toBe(false);
    await shell.run('fg');
    await shell.waitFor(() => isReported(shell.rawBytes()));
    await shell.waitFor('0 / 32');
    shell.write(wheel(1));
    await shell.waitFor(' 1 / 32');
  });
});

test('function keys step as those of other debuggers do', async () => {
  const terminal = await start();
  const steps: readonly (readonly [string, string, string])[] = [
    ['F11', '23~', ' 1 / 32'],
    ['F10', '21~', ' 3 / 32'],
    ['F11', '23~', ' 4 / 32'],
    ['Shift-F11', '23;2~', ' 6 / 32'],
    ['F9', '20~', ' 6 / 32'],
  ];
  for (const [name, sequence, place] of steps) {
    terminal.write(`${CSI}${sequence}`);
    await terminal
      .waitFor(place)
      .catch((error: Error) => Promise.reject(new Error(`${name}: ${error.message}`)));
  }
  terminal.write(':break phase loss\r');
  await terminal.waitFor('Breakpoint');
  terminal.write(`${CSI}15~`);
  await terminal.waitFor('10 / 32');
});

test('y gives the terminal the text for its clipboard, whatever is in it', async () => {
  const terminal = await start();
  const clipboard = () =>
    Array.from(
      terminal.rawBytes().matchAll(new RegExp(`\\${OSC}52;c;([A-Za-z0-9+/=]+)\u0007`, 'g')),
      ([, text]) => Buffer.from(text ?? '', 'base64').toString('utf8'),
    );
  terminal.write(':13\r');
  await terminal.waitFor('13 / 32');
  terminal.write('y');
  await terminal.waitFor('Copied:');
  await terminal.waitFor(() => clipboard().length === 1);
  expect(clipboard()).toEqual(['grad(output.w[0]) = node_0 × grad(output) = 5 × (-8) = -40']);
  terminal.write('5y');
  await terminal.waitFor('Copied: the view valley.');
  expect(clipboard()[1]).toMatch(/●.*\n/s);
  expect(
    clipboard()[1]
      ?.split('\n')
      .every((line) => line.length <= 96),
  ).toBe(true);
});
