import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { bundle } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'backstep-teaching-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

async function start(
  args: readonly string[],
  options: { cols?: number; rows?: number; env?: NodeJS.ProcessEnv },
) {
  const terminal = openTerminal({ command: process.execPath, args: [bundle, ...args], ...options });
  opened.push(terminal);
  await terminal.waitFor(/[1-9?] keys|\? /);
  return terminal;
}

test('a lesson: a wrong prediction, then a correct one; a change of language, a resize, a zoomed pane and back', async () => {
  const screen = await start(['backprop-slope'], { cols: 100, rows: 30 });
  screen.write('p');
  await screen.waitFor("the scenario's own questions");
  screen.write('\r');
  await screen.waitFor('quiz 0/0');
  screen.write('c');
  await screen.waitFor('What slope does this weight need?');
  await screen.waitFor(' 4 / 5');
  expect(screen.text()).not.toContain('2 × 3');
  screen.write('5\r');
  await screen.waitFor('Not 5.');
  screen.write('?');
  await screen.waitFor(/▌ 5 +grad\(to_node\.w\[0\]\) +from_node × grad\(to_node\.in\) += \?/);
  expect(screen.text()).not.toContain('2 × 3');
  screen.write('?');
  await screen.waitFor('2 × 3 = ?');
  screen.write('6\r');
  await screen.waitFor('Right this time: grad(to_node.w[0]) = 6. 0 of 1 right the first time.');
  await screen.waitFor('2 × 3 = 6');

  screen.write('A');
  await screen.waitFor(/এই ওয়েট দিয়ে/);
  await screen.waitFor('স্লোপের তিন');
  screen.resize(60, 16);
  await screen.waitFor(
    (terminal) => terminal.screen().length === 16 && terminal.text().includes('2 × 3 = 6'),
  );
  screen.resize(140, 45);
  await screen.waitFor(/┬─ values/);
  screen.write('A');
  await screen.waitFor('Three factors of a slope');

  screen.write('oz');
  // A frame may arrive in two pieces: the panes go together.
  await screen.waitFor((terminal) => !/┬─ values/.test(terminal.text()));
  expect(screen.text()).toContain('─▸ tape');
  screen.write('oz');
  await screen.waitFor(/┬─ values/);
});

test('hidden parts and large letters are restored when a session is resumed', async () => {
  const env = { XDG_STATE_HOME: path.join(folder, 'state') };
  const first = await start(['target-13'], { cols: 100, rows: 30, env });
  first.write('lllosol');
  await first.waitFor(/╭─ operation/);
  expect(first.text()).not.toContain('─ values');
  first.write('q');
  await first.waitFor('Enter open');
  first.write('q');
  await first.exit;
  const second = await start(['target-13'], { cols: 100, rows: 30, env });
  await second.waitFor('press r to resume');
  second.write('r');
  await second.waitFor(/╭─ operation/);
  second.write('ol');
  await second.waitFor(' 3 / 32');
  await second.waitFor(/╭─▸? 1 network/);
  expect(second.text()).not.toContain('─ values');
});

test('view options are kept for the next scenario and the next start of the program', async () => {
  const env = { XDG_STATE_HOME: path.join(folder, 'looks') };
  const first = await start(['target-13'], { cols: 100, rows: 30, env });
  first.write('os8');
  await first.waitFor('import numpy');
  first.write('q');
  await first.waitFor('Enter open');
  first.write('jj\r');
  await first.waitFor(/learning-rate[\s\S]*import numpy/);
  expect(first.text()).not.toContain('─ values');
  first.write('qq');
  await first.exit;
  const second = await start(['relu'], { cols: 100, rows: 30, env });
  await second.waitFor('import numpy');
  expect(second.text()).not.toContain('─ values');
});

test('playing pauses at a note and resumes, at the chosen speed', async () => {
  const screen = await start(['target-13'], { cols: 100, rows: 30 });
  screen.write('>>>');
  await screen.waitFor('every 0.12 seconds');
  screen.write(' ');
  await screen.waitFor('paused at a note: Space continues');
  const paused = / (\d+) \/ 32/.exec(screen.text())?.[1];
  screen.write(' ');
  await screen.waitFor((terminal) => !terminal.text().includes(` ${paused} / 32`));
});

test('a locale without UTF-8 gets ASCII, and an option asks for it', async () => {
  const locale = await start(['target-13'], { cols: 80, rows: 24, env: { LANG: 'C' } });
  locale.write('n');
  await locale.waitFor('2 + 3 = 5');
  expect(locale.text()).toMatch(/^[\x20-\x7e\n]*$/);
  const option = await start(['--ascii'], { cols: 80, rows: 24 });
  await option.waitFor('Enter open');
  expect(option.text()).toMatch(/^[\x20-\x7e\n]*$/);
});

test('with a screen reader every step is a sentence, in both languages', async () => {
  const env = { INK_SCREEN_READER: 'true' };
  const screen = openTerminal({ command: process.execPath, args: [bundle], cols: 100, rows: 30, env });
  opened.push(screen);
  await screen.waitFor(/Choose a scenario: number 1 of \d+\./);
  expect(screen.bufferType()).toBe('normal');
  screen.write('j\r');
  await screen.waitFor('This is the start of 32 steps. Nothing is computed yet;');
  screen.write(':13\r');
  await screen.waitFor(/Step 13 of 32, backward phase: 5 times minus 8 is minus 40\./);
  expect(screen.text()).not.toMatch(/[─│●▸]/);
  screen.write('A');
  await screen.waitFor(/\p{Script=Bengali}/u);
  screen.write('o');
  await screen.waitFor(/[১২৩৪৫৬৭৮৯০]+টির মধ্যে ১/);
});
