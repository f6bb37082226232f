import { constants } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { bundle } from '../support/backstep.ts';
import { openShell } from '../support/terminal.ts';

const right = '\u001b[C';
const left = '\u001b[D';
const enter = '\r';

const opened: { dispose(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

/** The program as a user starts it: from an interactive shell, which gets the terminal back afterwards. */
async function start(args: readonly string[] = [], { cols = 80, rows = 24, node = [] as string[] } = {}) {
  const shell = openShell({ cols, rows });
  opened.push(shell);
  await shell.run('echo before');
  const pid = await shell.start(process.execPath, [...node, bundle, ...args]);
  await shell.waitFor(() => shell.bufferType() === 'alternate' && shell.text() !== '');
  return { shell, pid };
}

type Shell = Awaited<ReturnType<typeof start>>['shell'];

/** Checks that the main screen, the cursor and cooked mode are restored. */
async function expectRestored(shell: Shell) {
  expect(shell.bufferType()).toBe('normal');
  expect(shell.cursorVisible()).toBe(true);
  expect(shell.text()).toContain('before');
  expect(await shell.flags()).toMatchObject({ icanon: true, echo: true, isig: true, icrnl: true });
}

test('menu, target-13, to the end, back to the start, the other variant predicts 13, quit', async () => {
  const { shell } = await start();
  await shell.waitFor('Enter open');
  shell.write(`j${enter}`);
  await shell.waitFor(' 0 / 32');
  for (let step = 1; step <= 9; step++) {
    shell.write(right);
    await shell.waitFor(` ${step} / 32`);
  }
  await shell.waitFor(/▸ +9 +output .* = 9 /);
  shell.write(right.repeat(23));
  await shell.waitFor(/▸ 32 +node_1\.w\[1\] .* 1 − 0\.24 = 0\.76/);
  await shell.waitFor('End of the run. The prediction went from 9 to 17.029; the target is 13.');
  shell.write(right);
  await shell.waitFor('You are at the end of the run');
  for (let step = 31; step >= 23; step--) {
    shell.write(left);
    await shell.waitFor(` ${step} / 32`);
  }
  shell.write(left.repeat(23));
  await shell.waitFor(' 0 / 32');
  shell.write(left);
  await shell.waitFor('You are at the start of the run');
  shell.write('v');
  await shell.waitFor('better_output');
  shell.write('nnn');
  await shell.waitFor('15 + (−2) = 13');
  shell.write('q');
  await shell.waitFor('Enter open');
  shell.write('q');
  expect(await shell.prompt()).toBe(0);
  await expectRestored(shell);
});

test('keys held down or typed fast are all counted, also when they arrive as one chunk', async () => {
  const { shell } = await start(['target-13']);
  shell.write('l'.repeat(20));
  await shell.waitFor(' 20 / 32');
  shell.write('hhh}{nN:7\r');
  await shell.waitFor(' 7 / 32');
  shell.write('q');
  await shell.waitFor('Enter open');
  // The menu highlights target-13; the next entry is slope.
  shell.write('jjjkk\r');
  await shell.waitFor(' 0 / 8');
});

test('a step that does not exist is reported, and the cursor does not move', async () => {
  const { shell } = await start(['target-13']);
  shell.write('ll:33\r');
  await shell.waitFor('There is no step "33": type a number from 0 to 32.');
  expect(shell.text()).toContain(' 2 / 32');
});

test('help shows every key, and closing it restores the screen', async () => {
  const { shell } = await start(['target-13'], { cols: 100, rows: 30 });
  shell.write('l?');
  await shell.waitFor('step back one operation');
  shell.write('G');
  await shell.waitFor('quit Backstep at once');
  shell.write('?');
  await shell.waitFor(' 1 / 32');
});

test('the menu can be filtered by words, and shows all entries again', async () => {
  const { shell } = await start();
  await shell.waitFor('Enter open');
  shell.write('/zebra');
  await shell.waitFor('/zebra');
  await shell.waitFor('No scenario has these words');
  shell.write('\u007f'.repeat(5));
  shell.write('going');
  await shell.waitFor(/▸ gradient-descent/);
  shell.write(`${enter}${enter}`);
  await shell.waitFor(' 0 / 59');
});

test('the screen follows the size of the terminal, with a message if it is too small', async () => {
  const { shell } = await start(['target-13']);
  shell.write('l');
  await shell.waitFor(' 1 / 32');
  shell.resize(59, 16);
  await shell.waitFor('Backstep needs 60 × 16');
  shell.resize(60, 15);
  await shell.waitFor('60 × 15');
  shell.resize(140, 45);
  await shell.waitFor(' 1 / 32');
  await shell.waitFor(() => shell.screen().every((line) => line.length <= 140) && shell.screen()[44] !== '');
  shell.resize(60, 16);
  await shell.waitFor(/ 1 \/ 32\n/);
});

test('Ctrl-C twice leaves', async () => {
  const { shell } = await start(['target-13']);
  shell.write('ll\u0003\u0003');
  expect(await shell.prompt()).toBe(0);
  await expectRestored(shell);
});

test('Ctrl-Z returns to the shell, and fg continues at the same step', async () => {
  const { shell } = await start(['target-13']);
  shell.write('lll');
  await shell.waitFor(' 3 / 32');
  for (const step of [4, 5]) {
    shell.write('\u001a');
    expect(await shell.prompt()).toBe(128 + constants.signals.SIGTSTP);
    expect(shell.bufferType()).toBe('normal');
    await shell.run('fg');
    await shell.waitFor(() => shell.bufferType() === 'alternate');
    shell.write('l');
    await shell.waitFor(` ${step} / 32`);
  }
});
