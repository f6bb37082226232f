import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { bundle, oneWeight } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'backstep-tui-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

/** The program in a terminal, with a state directory of its own. */
async function start(
  args: readonly string[],
  { cols = 120, rows = 36, state = path.join(folder, 'state') } = {},
) {
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, ...args],
    cols,
    rows,
    env: { XDG_STATE_HOME: state },
  });
  opened.push(terminal);
  await terminal.waitFor('? keys');
  return terminal;
}

test('a breakpoint with a condition is hit forwards and backwards', async () => {
  const screen = await start(['back-propagation']);
  screen.write(':break loss < 1\r');
  await screen.waitFor('Breakpoint 1 set: loss < 1');
  screen.write('c');
  await screen.waitFor('Breakpoint 1 hit at step 43: loss < 1');
  await screen.waitFor(' 43 / 160');
  screen.write('G');
  await screen.waitFor(' 160 / 160');
  screen.write('C');
  await screen.waitFor(' 43 / 160');
  screen.write('C');
  await screen.waitFor(' 0 / 160');
  screen.write('L');
  await screen.waitFor(/▸ 1 +● +0 +loss < 1/);
  screen.write('\u001b');
  await screen.waitFor(' 0 / 160');
});

test('an edit makes target-13 give 13; it can be undone and redone', async () => {
  const screen = await start(['target-13']);
  screen.write(':set output.w[0] = 3\r');
  await screen.waitFor('output 14');
  screen.write(':set output.w[1] = -2');
  // The prediction is updated while the edit is typed.
  await screen.waitFor(/would give: +output 14 → 13/);
  screen.write('\r');
  await screen.waitFor(/with these numbers: +output 13 +· +error 0 +· +loss 0/);
  screen.write(':11\r');
  await screen.waitFor(/▸ 11 +loss .* 0² = 0/);
  screen.write('z');
  await screen.waitFor('Undone: step 0: output.w[1] = −2.');
  await screen.waitFor(/▸ 11 +loss .* 1² = 1/);
  screen.write('Z');
  await screen.waitFor(/▸ 11 +loss .* 0² = 0/);
  screen.write('g:set output.w[0] = 2.5\r');
  await screen.waitFor('output.w[0] = 2.5');
});

test('the selected value can be nudged, and the prediction changes with it', async () => {
  const screen = await start(['target-13']);
  // In reading order: children, accounts, four weights of the hidden layer, output.w[0].
  screen.write('\t');
  for (let row = 0; row < 7; row++) screen.write('j');
  await screen.waitFor(/output\.w\[0\] 2 /);
  screen.write('+');
  await screen.waitFor(/output 9\.5/);
  screen.write('+++');
  await screen.waitFor(/output 11/);
  screen.write('-');
  await screen.waitFor(/output 10\.5/);
});

test('why, uses, linked step and gradient check show lists that lead to their steps', async () => {
  const screen = await start(['target-13']);
  screen.write(':13\r');
  await screen.waitFor(' 13 / 32');
  screen.write('w');
  await screen.waitFor('Where grad(output.w[0]) comes from');
  await screen.waitFor(/├ node_0 +5 +3 +add/);
  screen.write('j\r');
  await screen.waitFor(' 3 / 32');
  screen.write("''");
  await screen.waitFor(' 13 / 32');
  screen.write('P');
  await screen.waitFor('relative error');
  screen.write('\u001b');
  await screen.waitFor('▸ tape');
  screen.write('%');
  await screen.waitFor(' 7 / 32');
  screen.write('W');
  await screen.waitFor('What uses output.product[0]');
});

test('the command line has completion, a history and error messages', async () => {
  const screen = await start(['target-13']);
  screen.write(':rev\t');
  await screen.waitFor(':reverse-▏');
  screen.write('c\t');
  await screen.waitFor(':reverse-continue ▏');
  screen.write('\u001b');
  await screen.waitFor('? keys');
  screen.write(':print lss\r');
  await screen.waitFor('did you mean "loss"');
  screen.write(':\u001b[A');
  await screen.waitFor(':print lss▏');
  screen.write('\u0017loss\r');
  await screen.waitFor('loss = not known yet');
});

test('search goes to a step by its kind, and to the next one', async () => {
  const screen = await start(['target-13']);
  screen.write('/square\r');
  await screen.waitFor(' 11 / 32');
  screen.write('g/add\r');
  await screen.waitFor(' 3 / 32');
  screen.write('..');
  await screen.waitFor(' 9 / 32');
  screen.write(',');
  await screen.waitFor(' 6 / 32');
});

test('a row of the help can be run', async () => {
  const screen = await start(['target-13']);
  screen.write('?/go to the end of the run');
  await screen.waitFor(/▸ +G +End +go to the end of the run/);
  screen.write('\r\r');
  await screen.waitFor(' 32 / 32');
});

test('a run of a thousand million steps goes on while keys are answered, and stops at Esc', async () => {
  const file = path.join(folder, 'long.yaml');
  writeFileSync(file, oneWeight({ epochs: '150000000', rate: '0.000001' }));
  const screen = await start([file]);
  await screen.waitFor('of 1,050,000,000');
  screen.write('G');
  await screen.waitFor(/▸ running: step/);
  await screen.waitFor(' 1,050,000,000 / 1,050,000,000', 60_000);
  screen.write(':break loss < -1\r');
  await screen.waitFor('Breakpoint 1 set');
  screen.write('C');
  await screen.waitFor(/⟲ running: step [\d,]+ of 1,050,000,000 · [\d,]+ steps\/s/);
  screen.write('\u001b');
  await screen.waitFor(/Stopped at step \d+/);
  screen.write('C');
  await screen.waitFor(/⟲ running: step/);
  screen.write('\u0003');
  await screen.waitFor(/Stopped at step \d+/);
  screen.write('h');
  await screen.waitFor('? keys');
});

test('two variants are compared, and the user can go to the step where they first differ', async () => {
  const screen = await start(['target-13']);
  screen.write(':9\r');
  await screen.waitFor(' 9 / 32');
  screen.write('D');
  await screen.waitFor('The first operation with another result is step 7.');
  await screen.waitFor(/≠ +output\.w\[0\] +2 +3/);
  screen.write('\r');
  await screen.waitFor(' 7 / 32');
});

test('an edit in the past makes a second timeline, and T switches between them', async () => {
  const screen = await start(['target-13']);
  screen.write(':9\r:set output.w[0] = 5\r');
  await screen.waitFor('output.w[0] = 5 from step 9 on.');
  screen.write('g:set output.w[0] = 3\r');
  await screen.waitFor('A later edit exists, so this started the timeline "as written #2"');
  screen.write(':9\r');
  await screen.waitFor(/▸ +9 +output .* 15 \+ \(−1\) = 14/);
  screen.write('T');
  await screen.waitFor(/▸ +9 +output .* 10 \+ \(−1\) = 9/);
});

test('a session is saved on quitting, offered at the next start, and resumes at the same step', async () => {
  const state = path.join(folder, 'kept');
  const first = await start(['target-13'], { state });
  first.write(':set output.w[0] = 3\r');
  await first.waitFor('output.w[0] = 3 from step 0 on.');
  first.write(':break loss < 10\r');
  await first.waitFor('Breakpoint 1 set');
  first.write(':watch output\r');
  await first.waitFor('Watch 1 added: output.');
  first.write(':9\r');
  await first.waitFor(' 9 / 32');
  first.write('\u0003\u0003');
  expect((await first.exit).code).toBe(0);

  const second = await start(['target-13'], { state });
  await second.waitFor('You left off at step 9, with 1 edit: press r to resume.');
  expect(second.text()).toContain(' 0 / 32');
  second.write('r');
  await second.waitFor(' 9 / 32');
  await second.waitFor('15 + (−1) = 14');
  await second.waitFor(/watch output +14/);
  second.write('c');
  await second.waitFor('Breakpoint 1 hit at step 11: loss < 10');
  // A session left for the menu is saved too.
  second.write('qq');
  expect((await second.exit).code).toBe(0);
  const third = await start([], { state });
  await third.waitFor('Enter open');
  third.write('j\r');
  await third.waitFor('You left off at step 11, with 1 edit');
});

test('a session saved under a name is opened by that name', async () => {
  const file = path.join(folder, 'my.session');
  const first = await start(['back-propagation']);
  first.write(':40\r');
  await first.waitFor(' 40 / 160');
  first.write(`:save ${file}\r`);
  await first.waitFor('Saved. To open it again:');
  const second = await start([file]);
  await second.waitFor(' 40 / 160');
});
