/** Scenarios and their CSV files, read from a folder. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadScenario } from '../../src/cli/loading/files.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { restoreSession } from '../../src/commands/saved/restored.ts';
import { saveSession } from '../../src/commands/saved/saved.ts';
import { Session } from '../../src/session/session.ts';

let folder = '';
const file = (name: string) => path.join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'backstep-files-'));
  writeFileSync(file('data.csv'), 'x,label\n1,2\n2,4\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes a scenario that names this CSV file, and reads it. */
async function read(csv: string) {
  writeFileSync(
    file('scenario.yaml'),
    `title: t
inputs: [x]
layers: [{ name: output, nodes: { y: [1] } }]
data: { csv: ${JSON.stringify(csv)}, target: label }
loss: squared_error
`,
  );
  return loadScenario(file('scenario.yaml'));
}

const complaint = (csv: string) =>
  read(csv).then(
    () => 'nothing',
    (error: Error) => error.message,
  );

test('data next to the scenario is read, also from a subfolder', async () => {
  mkdirSync(file('below'));
  writeFileSync(file('below/data.csv'), '\uFEFFx,label\n3,4\n');
  expect((await read('data.csv')).scenario.data).toHaveLength(2);
  expect((await read('below/data.csv')).scenario.data).toEqual([{ inputs: [3], targets: [4] }]);
});

test.each([
  ['missing', 'none.csv', 'found no such file', 'put the file next to the scenario, or correct its name'],
  ['a folder', 'folder', 'found a folder', 'choose a file in it'],
  ['a device', 'device', 'found something that is not a regular file', 'copy the data into a file'],
  ['too large', 'large.csv', 'found a file larger than 500 MB', 'leave out some of the rows'],
  ['binary', 'binary.csv', 'found a binary file, or another encoding', 'save it as UTF-8 text'],
  ['Latin-1', 'latin.csv', 'found a binary file, or another encoding', 'save it as UTF-8 text'],
])('a file that is %s', async (_what, name, found, fix) => {
  mkdirSync(file('folder'), { recursive: true });
  writeFileSync(file('large.csv'), '');
  // A sparse file: it has a size, and takes no room on the disk.
  truncateSync(file('large.csv'), 500_000_001);
  writeFileSync(file('binary.csv'), 'x,label\n1,\0\n');
  writeFileSync(file('latin.csv'), Buffer.from([0x78, 0x2c, 0xe9, 0x0a]));
  rmSync(file('device'), { force: true });
  symlinkSync('/dev/null', file('device'));
  const text = await complaint(name);
  expect(text).toContain('scenario.yaml:4:14: data.csv: expected a CSV file, ');
  expect(text).toContain(found);
  expect(text).toContain(fix);
});

test.each(['../data.csv', '/etc/passwd', 'a/../../data.csv', 'C:\\data.csv'])(
  'nothing outside the folder of the scenario: %s',
  async (name) => {
    expect(await complaint(name)).toContain("expected a file in the scenario's folder");
  },
);

test('a saved session detects whether its data has changed', async () => {
  const before = await read('data.csv');
  const about = { id: 'scenario.yaml', source: before.source, layout: {} };
  const saved = saveSession(new Debugger(new Session(before.scenario)), about);
  const notices = async () => {
    const { scenario, source } = await read('data.csv');
    const restored = restoreSession(saved, scenario, source, String);
    return restored.ok ? restored.notices : [restored.text];
  };
  expect(await notices()).toEqual([]);
  writeFileSync(file('data.csv'), 'x,label\n1,2\n2,5\n');
  expect(await notices()).toEqual(['The scenario has changed since this was saved.']);
});
