/** A scenario that an editor saves while it is open, in a real terminal. */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { bundle, oneWeight, scratch } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

async function start(...args: string[]) {
  const env = { XDG_STATE_HOME: files.at('state') };
  const options = { command: process.execPath, args: [bundle, ...args], cols: 120, rows: 36, env };
  const terminal = openTerminal({ ...options, cwd: files.folder });
  opened.push(terminal);
  await terminal.waitFor('? keys');
  return terminal;
}

/** Saves as editors do that write another file and give it the name. */
function replace(name: string, text: string): void {
  renameSync(files.write(`${name}.new`, text), files.at(name));
}

test('each save is shown where one is: written in place, replaced, broken and mended', async () => {
  files.write('one.yaml', oneWeight({ epochs: '3' }));
  const screen = await start('one.yaml');
  screen.write(':goto epoch 2 backward\r:break y if y > 2\r:mark a\r:set y.w[0] = 4\r');
  await screen.waitFor('with these numbers');
  replace('one.yaml', oneWeight({ epochs: '5' }));
  await screen.waitFor('Reloaded one.yaml: you are still at step 11.');
  expect(screen.text()).toContain(' 11 / 35');
  replace('one.yaml', oneWeight({ epochs: '5', weight: 'one' }));
  await screen.waitFor(/one\.yaml:5:18: .*expected a number.*the last working version stays/);
  screen.write(':edits\r');
  await screen.waitFor('y.w[0] = 4');
  files.write('one.yaml', oneWeight({ epochs: '4', weight: '1.5' }));
  await screen.waitFor(' 11 / 28');
  screen.write('L');
  await screen.waitFor(/1 +● +\d+ +node y if y > 2/);
  screen.write('\u001b');
  await screen.waitFor('q menu');
  screen.write('q');
  await screen.waitFor('Enter open');
  // What is saved belongs to the file as it is now.
  screen.write('q');
  expect((await screen.exit).code).toBe(0);
  const [name = ''] = readdirSync(files.at('state/backstep/sessions'));
  expect(readFileSync(files.at(`state/backstep/sessions/${name}`), 'utf8')).toContain('"address": "y.w[0]"');
  const again = await start('one.yaml');
  again.write('r');
  await again.waitFor(' 11 / 28');
  expect(again.text()).not.toContain('changed since');
});

test('a data file, a file of definitions and the target of a link are watched, too', async () => {
  mkdirSync(files.at('data/definitions'), { recursive: true });
  files.write('data/rows.csv', 'x,y\n1,2\n2,3\n');
  files.write('data/definitions/mine.yaml', 'define:\n  double(a): a * 2\n');
  files.write(
    'data/table.yaml',
    `title: Table
use: [mine]
inputs: [x]
parameters: { w: 0.5 }
formulas: { p: double(w * x) }
data: { csv: rows.csv, target: y }
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
`,
  );
  symlinkSync('table.yaml', files.at('data/link.yaml'));
  const screen = await start('data/link.yaml');
  const steps = () => Number(/ 0 \/ (\d+)/.exec(screen.text())?.[1]);
  const before = steps();
  replace('data/rows.csv', 'x,y\n1,2\n2,3\n3,4\n4,5\n');
  await screen.waitFor(() => steps() === 2 * before);
  replace('data/definitions/mine.yaml', 'define:\n  double(a): a + a + 0\n');
  await screen.waitFor(() => steps() > 2 * before);
  rmSync(files.at('data/rows.csv'));
  await screen.waitFor(/link\.yaml:6:\d+: data\.csv: expected .*no such file.*stays/);
  replace('data/rows.csv', 'x,y\n1,2\n');
  await screen.waitFor(() => steps() < before);
  replace('data/table.yaml', readFileSync(files.at('data/table.yaml'), 'utf8').replace('Table', 'Renamed'));
  await screen.waitFor('Renamed');
});
