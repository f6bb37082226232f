import { constants } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { openShell, openTerminal } from './terminal.ts';

const opened: { dispose(): Promise<void> }[] = [];

function node(script: string, options: Partial<Parameters<typeof openTerminal>[0]> = {}) {
  const terminal = openTerminal({ command: process.execPath, args: ['-e', script], ...options });
  opened.push(terminal);
  return terminal;
}

function shell() {
  const opening = openShell({ cols: 100, rows: 30 });
  opened.push(opening);
  return opening;
}

afterEach(async () => {
  await Promise.all(opened.splice(0).map((terminal) => terminal.dispose()));
});

const stayOpen = 'setInterval(() => {}, 1e6);';

test('a program sees a real terminal of the given size, and no build machine', async () => {
  process.env.CI ??= 'true';
  const terminal = node(
    `const { env, stdin, stdout } = process;
     console.log(stdin.isTTY, stdout.isTTY, stdout.columns, stdout.rows, 'CI' in env, env.TERM, env.ADDED);`,
    { cols: 91, rows: 17, env: { ADDED: 'yes' } },
  );
  expect(await terminal.exit).toEqual({ code: 0, signal: 0 });
  expect(terminal.screen()).toHaveLength(17);
  expect(terminal.screen()[0]).toBe('true true 91 17 false xterm-256color yes');
});

test('keys can be typed, and tests can wait for text, a pattern or a predicate', async () => {
  const terminal = node(`process.stdin.setRawMode(true); console.log('ready');
    process.stdin.on('data', (keys) => console.log('got ' + JSON.stringify(String(keys))));`);
  await terminal.waitFor('ready');
  terminal.write('\u001b[A');
  await terminal.waitFor(/^got "\\u001b\[A"$/m);
  terminal.write('q');
  await terminal.waitFor((seen) => seen.screen()[2] === 'got "q"');
});

test('a wait that fails shows the screen, at the deadline or when the program ends', async () => {
  const running = node(`console.log('only this'); ${stayOpen}`);
  await running.waitFor('only this');
  await expect(running.waitFor('something else', 50)).rejects.toThrow(
    /50 ms.*"something else"[\s\S]*only this/,
  );
  const ended = node(`console.log('last words'); process.exitCode = 3;`);
  await expect(ended.waitFor('never')).rejects.toThrow(/ended \(code 3, signal 0\)[\s\S]*last words/);
});

test('the alternate screen and the cursor are tracked', async () => {
  const terminal = node(`const { stdin, stdout } = process; stdin.setRawMode(true);
    stdout.write('before\\u001b[?1049h\\u001b[?25l\\u001b[Hinside');
    stdin.once('data', () => { stdout.write('\\u001b[?25h\\u001b[?1049l'); process.exit(); });`);
  expect(terminal.bufferType()).toBe('normal');
  expect(terminal.cursorVisible()).toBe(true);
  await terminal.waitFor('inside');
  expect(terminal.bufferType()).toBe('alternate');
  expect(terminal.cursorVisible()).toBe(false);
  expect(terminal.text()).toBe('inside');
  terminal.write('x');
  await terminal.exit;
  expect(terminal.bufferType()).toBe('normal');
  expect(terminal.cursorVisible()).toBe(true);
  expect(terminal.text()).toBe('before');
  expect(terminal.rawBytes()).toContain('\u001b[?1049l');
});

test('a resize and a signal reach the program', async () => {
  const terminal =
    node(`const { stdout } = process; const size = () => console.log(stdout.columns, stdout.rows);
    process.stdout.on('resize', size); size(); ${stayOpen}`);
  await terminal.waitFor('80 24');
  terminal.resize(60, 12);
  await terminal.waitFor('60 12');
  expect(terminal.screen()).toHaveLength(12);
  terminal.kill('SIGTERM');
  expect(await terminal.exit).toEqual({ code: 0, signal: 15 });
});

test('no output is lost at the end', async () => {
  const terminal = node(`process.stdout.write('line\\n'.repeat(20000) + 'the end');`);
  await terminal.exit;
  expect(terminal.text()).toMatch(/line\nthe end$/);
  expect(terminal.rawBytes().split('line').length - 1).toBe(20000);
});

test('a terminal left in raw mode is detected', async () => {
  const leftRaw = shell();
  expect(await leftRaw.flags()).toMatchObject({ icanon: true, echo: true, isig: true, icrnl: true });
  await leftRaw.run('stty raw -echo');
  expect(await leftRaw.flags()).toMatchObject({ icanon: false, echo: false, isig: false, icrnl: false });

  const restored = shell();
  await restored.start(process.execPath, [
    '-e',
    `process.stdin.setRawMode(true); console.log('raw'); process.stdin.once('data', () => process.exit(7));`,
  ]);
  await restored.waitFor(/^raw$/m);
  restored.write('x');
  expect(await restored.prompt()).toBe(7);
  expect(await restored.flags()).toMatchObject({ icanon: true, echo: true, isig: true, icrnl: true });
});

test('a program in the shell is stopped, resumed and ended by signals', async () => {
  const terminal = shell();
  const pid = await terminal.start(process.execPath, ['-e', `console.log("it's", 'up'); ${stayOpen}`]);
  await terminal.waitFor(/^it's up$/m);
  process.kill(pid, 'SIGTSTP');
  expect(await terminal.prompt()).toBe(128 + constants.signals.SIGTSTP);
  await terminal.run('fg');
  process.kill(pid, 'SIGTERM');
  expect(await terminal.prompt()).toBe(128 + constants.signals.SIGTERM);
});
