import { afterEach, expect, test } from 'vitest';
import { backstep, bundle, oneWeight, scratch, startBackstep } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();
const opened: { dispose(): Promise<void> }[] = [];

function terminal(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const opening = openTerminal({ command: process.execPath, args: [bundle, ...args], cols: 120, env });
  opened.push(opening);
  return opening;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

test('without a terminal, the list replaces the menu and a trace the debugger', async () => {
  expect(await backstep([])).toEqual(await backstep(['list']));
  expect(await backstep(['--lang', 'bn'])).toEqual(await backstep(['list', '--lang', 'bn']));
  expect(await backstep(['target-13'])).toEqual(await startBackstep(['trace', 'target-13']));
  const own = files.write('own.yaml', oneWeight());
  expect(await backstep([own])).toEqual(await backstep(['trace', own]));
});

test('a wrong scenario is reported without touching the screen', async () => {
  const bad = files.write('bad.yaml', oneWeight({ rate: 'fast' }));
  const screen = terminal([bad]);
  expect((await screen.exit).code).toBe(2);
  expect(screen.text()).toContain('fix: ');
  expect(screen.rawBytes()).not.toContain('\u001b');
});

test('a dumb terminal gets plain output', async () => {
  // The pseudo-terminal sets its own TERM and ignores the environment's.
  const args = ['TERM=dumb', process.execPath, bundle];
  const screen = openTerminal({ command: 'env', args, cols: 120, rows: 60 });
  opened.push(screen);
  expect((await screen.exit).code).toBe(0);
  expect(screen.text()).toMatch(/^NAME +STEPS/);
  expect(screen.rawBytes()).not.toContain('\u001b');
});

test('variables that are meant for other programs change nothing', async () => {
  // With this one Ink looks for tools for its developers, which are not in the package.
  const screen = terminal(['target-13'], { DEV: 'true' });
  await screen.waitFor('0 / 32');
  screen.write('l');
  await screen.waitFor('1 / 32');
});

test('a real terminal gets the screen, without colours if NO_COLOR is set', async () => {
  const drawn = (screen: ReturnType<typeof terminal>) =>
    screen.waitFor(() => screen.bufferType() === 'alternate' && screen.text() !== '');
  const plain = terminal(['target-13'], { NO_COLOR: '1' });
  const coloured = terminal(['target-13'], { NO_COLOR: '' });
  await Promise.all([drawn(plain), drawn(coloured)]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  const colour = /\u001b\[(?:\d+;)*(?:3\d|4\d|9\d|10\d)[;m]/;
  expect(coloured.rawBytes()).toMatch(colour);
  expect(plain.rawBytes()).not.toMatch(colour);
  plain.write('l');
  await plain.waitFor(' 1 / 32');
  // Reverse video is not a colour, so it stays: it marks what has just been written.
  expect(plain.rawBytes()).toContain('\u001b[7m');
  const menu = terminal([], { NO_COLOR: '1' });
  await drawn(menu);
  expect(menu.rawBytes()).not.toMatch(colour);
});

test.each([
  ['truecolor', { COLORTERM: 'truecolor' }, '48;5;30m'],
  ['256 colours', { COLORTERM: '' }, '48;5;30m'],
  ['16 colours', { FORCE_COLOR: '1' }, '46m'],
])('the colours of a terminal with %s', async (_name, env, accent) => {
  const screen = terminal(['target-13'], env);
  await screen.waitFor(' 0 / 32');
  expect(screen.rawBytes()).toContain(accent);
  for (const other of ['38;2', '48;5;30m', '46m']) {
    if (other !== accent) expect(screen.rawBytes()).not.toContain(other);
  }
});
