/** `backstep new`: by options, and by questions in a real terminal. */
import { copyFileSync, existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { schemaAddress } from '../../src/new/new.ts';
import { backstep, bundle, scratch } from '../support/backstep.ts';
import { openShell, openTerminal } from '../support/terminal.ts';

const files = scratch();
const cwd = files.folder;
const iris = new URL('../../scenarios/iris.csv', import.meta.url);
const enter = '\r';

const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

function ask(args: readonly string[], cols = 90) {
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, 'new', ...args],
    cols,
    rows: 60,
    cwd,
  });
  opened.push(terminal);
  return terminal;
}

const textOf = (name: string) => readFileSync(files.at(name), 'utf8');

test('options answer without questions, and the file is checked without a warning', async () => {
  const options = [
    '--title',
    'Two hidden',
    '--inputs',
    'hours,coffee',
    '--hidden',
    '3,2',
    '--activation',
    'relu',
  ];
  const further = ['--optimizer', 'adam', '--learning-rate', '0.02', '--epochs', '4', '--example', '1 2: 3'];
  const made = await backstep(['new', 'two', ...options, ...further], { cwd });
  expect(made).toEqual({ code: 0, out: 'Wrote two.yaml. To open it: backstep two.yaml\n', err: '' });
  expect(textOf('two.yaml')).toContain('inputs: [hours, coffee]');
  expect(textOf('two.yaml')).toContain('  - { inputs: [1, 2], target: 3 }');
  expect(textOf('two.yaml')).toContain('training: { epochs: 4, batch: 1, finish: loss }');
  expect(await backstep(['check', '--strict', 'two.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });
});

test('a CSV file beside the scenario', async () => {
  copyFileSync(iris, files.at('iris.csv'));
  await backstep(['new', 'flowers.yaml', '--csv', 'iris.csv', '--target', 'species'], { cwd });
  const { code, out, err } = await backstep(['check', '--strict', 'flowers.yaml'], { cwd });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain('120 training examples, 30 held out');
  expect(textOf('flowers.yaml')).toContain('loss: softmax_cross_entropy');
  const elsewhere = await backstep(['new', `${files.makeFolder('sub')}/x.yaml`, '--csv', 'iris.csv'], {
    cwd,
  });
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.err).toContain("--csv: expected a CSV file in the scenario's folder or below, found");
});

const cities = `city,rooms,floor area,price
${['Dhaka,3,120,9', 'Khulna,2,80,5', 'Sylhet,4,200,7'].join('\n')}
`;

const messy = `\uFEFF# exported
id code;area;price;share;city;sold;note;rooms
A1;35 m2;"1.250";45 %;Dhaka;03.01.2024;"quiet; with ""garden""";2
A2;"40,5 m2";"1.400,50";12 %;Cox's Bazar;04.01.2024;;3
A3;;"900";30 %;Dhaka;05.01.2024;b;2
A4;52 m2;2.100;NA;Khulna;06.01.2024;c;many
A5;60 m2;"12.150";5 %;Dhaka;07.01.2024;d;4
A6;61 m2;"12.250";7,5 %;Cox's Bazar;08.01.2024;e;5
`;

test('a messy CSV file: what is found in its columns is written, and what is left out is told', async () => {
  files.write('messy.csv', messy);
  const made = await backstep(['new', 'messy', '--csv', 'messy.csv', '--target', 'price'], { cwd });
  expect(made).toEqual({
    code: 0,
    err: '',
    out: `Column "id code" is left out: too many different texts.
Column "sold" is left out: dates or times.
Column "note" is left out: too many different texts.
Column "rooms" is left out: numbers and other texts.
Wrote messy.yaml. To open it: backstep messy.yaml
`,
  });
  const written = textOf('messy.yaml');
  expect(written).toContain('  # Column "sold" is left out: dates or times.');
  expect(written).toContain('  csv: { file: messy.csv, units: [m2], percent: fraction }\n');
  expect(written).toContain(
    '  categories: { city: { Dhaka: Dhaka, Cox_s_Bazar: "Cox\'s Bazar", Khulna: Khulna } }',
  );
  expect(written).toContain('  missing: drop');
  expect(written).toContain('  standardize: [area, share, price]');
  expect(await backstep(['check', '--strict', 'messy.yaml'], { cwd })).toMatchObject({ code: 0, err: '' });
  const { out } = await backstep(['values', 'messy.yaml', '--at', '1', '--format', 'json'], { cwd });
  const values = JSON.parse(out);
  // Of the rows without missing cells: 35, 40.5, 60, 61; 1250, 1400.5, 12150, 12250.
  expect(values).toMatchObject({ 'area.mean': 49.125, 'target.mean': 6762.625, 'city.Dhaka': 1 });
  const { out: trace } = await backstep(['trace', 'messy.yaml', '--every', 'epoch'], { cwd });
  const losses = trace
    .split('\n')
    .slice(1, -1)
    .map((line) => Number(line.trim().split(/\s+/)[2]));
  expect(losses).toHaveLength(20);
  expect(losses.at(-1)).toBeLessThan((losses[0] as number) / 4);
});

test('a loss of classes makes numbers of the target classes, in their order', async () => {
  files.write('labels.csv', 'x,label\n1,10\n2,1\n3,2\n4,?\n5,10\n');
  const made = async (name: string, loss: string) => {
    const options = ['--csv', 'labels.csv', '--target', 'label', '--loss', loss, '--yes'];
    expect(await backstep(['new', name, ...options], { cwd })).toMatchObject({ code: 0, err: '' });
    return textOf(`${name}.yaml`);
  };
  expect(await made('labels', 'softmax_cross_entropy')).toContain('  classes: ["1", "2", "10"]\n');
  const { out } = await backstep(['values', 'labels.yaml', '--at', '1', '--format', 'json'], { cwd });
  expect(JSON.parse(out)).toMatchObject({ 'target[0]': 0, 'target[1]': 0, 'target[2]': 1 });
  expect(await made('amounts', 'huber')).not.toContain('classes');
});

test('a column of numbers that only tell rows apart is no input, unless it is chosen', async () => {
  const names = [
    'id',
    'patient_id',
    'userId',
    'grid',
    'No.',
    'room id',
    '#',
    'Unnamed: 0',
    'sample',
    'ক্রমিক নং',
    'index',
    'heat index',
    'y',
  ];
  const rows = Array.from({ length: 6 }, (_row, row) => {
    const at = row + 1;
    // The ids of rooms are not different, and those in "index" are no whole numbers.
    return [at, 900 - at, at * 7, at, at, at % 3, at, row, at, at, at / 2, 30 + at, at * at].join();
  });
  files.write('ids.csv', [names.join(), ...rows, ''].join('\n'));
  const { out } = await backstep(['new', 'ids', '--csv', 'ids.csv', '--target', 'y'], { cwd });
  const left = ['id', 'patient_id', 'userId', 'No.', '#', 'Unnamed: 0', 'sample', 'ক্রমিক নং'];
  expect(out.split('\n').filter((line) => line.includes('left out'))).toEqual(
    left.map((name) => `Column "${name}" is left out: another number in each row.`),
  );
  await backstep(['new', 'with-id', '--csv', 'ids.csv', '--inputs', 'id', '--target', 'y'], { cwd });
  expect(textOf('with-id.yaml')).toContain('inputs: [id]');
  files.write('only.csv', 'id,y\n1,2\n2,4\n3,6\n');
  await backstep(['new', 'only', '--csv', 'only.csv', '--target', 'y'], { cwd });
  expect(textOf('only.yaml')).toContain('inputs: [id]');
});

test('inputs are the columns of a table that are chosen', async () => {
  files.write('cities.csv', cities);
  const chosen = ['--inputs', 'floor area, rooms', '--yes'];
  const made = await backstep(['new', 'prices', '--csv', 'cities.csv', ...chosen], { cwd });
  expect(made).toMatchObject({ code: 0, err: '' });
  expect(textOf('prices.yaml')).toContain('  inputs: [floor area, rooms]');
  await backstep(['new', 'rooms', '--csv', 'cities.csv', '--inputs', 'rooms', '--yes'], { cwd });
  expect(textOf('rooms.yaml')).toContain('inputs: [rooms]');
  const { out } = await backstep(['values', 'rooms.yaml', '--at', '1', '--format', 'json'], { cwd });
  expect(Object.keys(JSON.parse(out))).not.toContain('floor_area');
});

test.each([
  [['other.yaml'], 'new: expected a terminal to ask in, or options that answer the questions, found neither'],
  [
    ['other.yaml', '--inputs', '0'],
    '--inputs: expected a number from 1 to 100, or names, found the text "0"',
  ],
  [
    ['other.yaml', '--inputs', 'x, target'],
    '--inputs: expected a name for an input that is not a reserved word',
  ],
  [['other.yaml', '--loss', 'hubr'], 'fix: did you mean "huber"?'],
  [['other.yaml', '--example', '1: 2'], '--example: expected the inputs (2), a colon, and the targets (1)'],
  [['other.yaml', '--csv', 'none.csv'], 'no such file'],
  [['nowhere/other.yaml', '--yes'], 'nowhere/other.yaml: expected a file to write, found no such folder'],
  [
    ['other.yaml', '--outputs', '2', '--loss', 'softmax_cross_entropy', '--example', '1 2: 0.4 0.3', '--yes'],
    'These answers do not fit together, so nothing was written:',
  ],
  [
    ['other.yaml', '--csv', 'cities.csv', '--outputs', '7', '--yes'],
    'fix: leave it out: formulas have one output, and a table has one, or one for each class',
  ],
  [
    ['other.yaml', '--csv', 'cities.csv', '--example', '1 2: 3', '--yes'],
    '--example: expected no such option for a scenario of the kind table, found the text "1 2: 3"',
  ],
  [['other.yaml', '--kind', 'network', '--csv', 'cities.csv'], 'fix: leave it out: only a table has it'],
  [['other.yaml', '--kind', 'formulas', '--hidden', '4'], 'fix: leave it out: formulas have no layers'],
  [
    ['other.yaml', '--hidden', '0', '--activation', 'relu'],
    '--activation: expected no such option without a hidden layer, found the text "relu"',
  ],
  [
    ['other.yaml', '--csv', 'messy.csv', '--inputs', 'area,sold'],
    '--inputs: expected columns of numbers or words, and sold has dates or times, found the text "area,sold"',
  ],
  [
    ['other.yaml', '--csv', 'kinds.csv', '--target', 'size', '--yes'],
    '--target: expected another column than the only one that can be an input, found the text "size"\n  fix: try kind',
  ],
  [['other.yaml', '--csv', 'cities.csv', '--inputs', 'room'], 'fix: did you mean "rooms"?'],
  [['other.yaml', '--csv', 'cities.csv', '--inputs', 'rooms price'], 'fix: try city, rooms, floor area'],
])('what is wrong leaves no file: %j', async (args, message) => {
  files.write('cities.csv', cities);
  files.write('kinds.csv', 'kind,size\na,1\nb,2\n');
  files.write('messy.csv', messy);
  const { code, out, err } = await backstep(['new', ...args], { cwd });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(existsSync(files.at('other.yaml'))).toBe(false);
});

test('nothing is overwritten, also not through a link that leads nowhere', async () => {
  files.write('mine.yaml', 'mine');
  const { code, err } = await backstep(['new', 'mine', '--yes'], { cwd });
  expect(code).toBe(2);
  expect(err).toContain('mine.yaml: expected a new file, found one that is already there');
  expect(textOf('mine.yaml')).toBe('mine');
  symlinkSync('target-of-link.yaml', files.at('link.yaml'));
  expect((await backstep(['new', 'link.yaml', '--yes'], { cwd })).code).toBe(2);
  expect(existsSync(files.at('target-of-link.yaml'))).toBe(false);
});

test('questions in the terminal, with a mistake on the way', async () => {
  const screen = ask([]);
  await screen.waitFor('◆  File');
  screen.write(`mine${enter}`);
  await screen.waitFor('Expected a new file; this one is already there');
  screen.write(`-2${enter}`);
  await screen.waitFor('◆  Title');
  screen.write(`Asked${enter}`);
  await screen.waitFor('◆  What is it?');
  screen.write(enter);
  await screen.waitFor('◆  Inputs');
  screen.write(`a b c${enter}`);
  await screen.waitFor('◆  Nodes of each hidden layer');
  screen.write(`4${enter}`);
  await screen.waitFor('◆  Activation function');
  screen.write(enter);
  await screen.waitFor('◆  Outputs');
  screen.write(`2${enter}`);
  await screen.waitFor('◆  Loss');
  screen.write(enter);
  await screen.waitFor('◆  Optimizer');
  screen.write(`\u001b[B${enter}`);
  await screen.waitFor('◆  Learning rate');
  screen.write(`0${enter}`);
  await screen.waitFor('Expected a number above 0');
  screen.write(`.5${enter}`);
  await screen.waitFor('◆  An example');
  screen.write(`1 2 3: 4 5${enter}`);
  await screen.waitFor('◆  Another example');
  screen.write(enter);
  await screen.waitFor('Wrote mine-2.yaml. To open it: backstep mine-2.yaml');
  expect((await screen.exit).code).toBe(0);
  expect(textOf('mine-2.yaml')).toContain('optimizer: { kind: momentum, learning_rate: 0.5 }');
  expect(textOf('mine-2.yaml')).toContain('  - { inputs: [1, 2, 3], target: [4, 5] }');
  expect((await backstep(['check', '--strict', 'mine-2.yaml'], { cwd })).code).toBe(0);
});

test('in Bangla, with an option as one of the answers', async () => {
  const screen = ask(['bangla.yaml', '--lang', 'bn', '--kind', 'formulas', '--inputs', '1']);
  await screen.waitFor('শিরোনাম');
  for (const question of ['অ্যাক্টিভেশন ফাংশন', 'লস', 'অপটিমাইজার', 'লার্নিং রেট', 'শুধু Enter']) {
    screen.write(enter);
    await screen.waitFor(
      (each) => each.text().includes(question.normalize('NFC')) || each.text().includes(question),
    );
  }
  screen.write(enter);
  await screen.waitFor('backstep bangla.yaml');
  expect(textOf('bangla.yaml')).toContain('y: tanh(z)');
});

test.each([
  ['en', 40],
  ['bn', 40],
  ['bn', 80],
] as const)(
  'in %s on %i columns every line is in the frame, and nothing is left of an error',
  async (language, cols) => {
    const screen = ask(['framed.yaml', '--lang', language], cols);
    const lines = () =>
      screen
        .text()
        .split('\n')
        .filter((line) => line.trim() !== '');
    const question = language === 'en' ? 'Inputs: how many' : 'ইনপুট: কয়টি'.normalize('NFD');
    await screen.waitFor('Framed');
    screen.write(enter);
    await screen.waitFor('○ table');
    expect(lines().every((line) => /^[┌│└◇◆]/u.test(line))).toBe(true);
    screen.write(enter);
    await screen.waitFor(question);
    screen.write(`a 1${enter}`);
    await screen.waitFor('coffee');
    const end = lines().findIndex((line) => line.startsWith('└'));
    expect(lines().slice(0, end)).toEqual(
      lines()
        .slice(0, end)
        .filter((line) => /^[┌│◇▲]/u.test(line)),
    );
    expect(
      lines()
        .slice(end + 1)
        .every((line) => line.startsWith('   ')),
    ).toBe(true);
    screen.write('\u001b');
    await screen.waitFor('■');
    expect((await screen.exit).code).toBe(130);
    expect(screen.text()).not.toContain('▲');
  },
);

test.each([
  ['Ctrl-C', '\u0003'],
  ['Esc', '\u001b'],
])('%s leaves nothing, and the terminal as it was', async (_name, key) => {
  const before = readdirSync(cwd);
  const shell = openShell({ cwd, cols: 90 });
  opened.push(shell);
  await shell.start(process.execPath, [bundle, 'new', 'cancelled.yaml']);
  await shell.waitFor('◆  Title');
  shell.write(key);
  await shell.waitFor('Nothing was written.');
  expect(await shell.prompt()).toBe(130);
  expect(readdirSync(cwd)).toEqual(before);
  expect(await shell.flags()).toMatchObject({ icanon: true, echo: true });
  expect(shell.cursorVisible()).toBe(true);
});

test('editors find the schema: by a path in the project of the installation, otherwise where it is', () => {
  const own = path.resolve('/project/node_modules/backstep/dist/scenario.schema.json');
  expect(schemaAddress('/project/lessons/a.yaml', own)).toBe(
    '../node_modules/backstep/dist/scenario.schema.json',
  );
  expect(schemaAddress('/project/a.yaml', own)).toBe('./node_modules/backstep/dist/scenario.schema.json');
  expect(schemaAddress('/projects/a.yaml', own)).toBe(`file://${own}`);
  expect(schemaAddress('/home/a.yaml', '/opt/my tools/dist/s.json')).toBe(
    'file:///opt/my%20tools/dist/s.json',
  );
  expect(schemaAddress('/copy/mine.yaml', '/copy/dist/s.json')).toBe('./dist/s.json');
});
