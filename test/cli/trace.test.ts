import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { textDigest } from '../../src/i18n/text-digest.ts';
import { traceTable } from '../../src/print/trace.ts';
import { keepScenario, restoreScenario } from '../../src/scenario/kept-scenario.ts';
import { withPlaces, withTexts } from '../../src/scenario/kept-texts.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { backstep, bundle, linesOf, oneWeight, run, scratch, startBackstep } from '../support/backstep.ts';
import type { Outcome } from '../support/command-line.ts';
import { load, shipped } from '../support/scenario.ts';

const files = scratch();
const exploding = files.write('exploding.yaml', oneWeight({ rate: '1e308', epochs: '3' }));
const zero = files.write('zero.yaml', oneWeight({ weight: '-0' }));

/** Cells are separated by two or more spaces. */
const cells = (line: string) => line.trim().split(/ {2,}/);

async function table(...args: string[]) {
  return tableOf(await backstep(['trace', ...args]));
}

function tableOf({ code, out, err }: Outcome) {
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [heading = '', ...rows] = linesOf(out);
  return { titles: cells(heading), rows: rows.map(cells), lines: [heading, ...rows] };
}

async function records(...args: string[]) {
  const { code, out, err } = await backstep(['trace', ...args, '--format', 'jsonl']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return linesOf(out).map((line) => JSON.parse(line));
}

test('the fast path to a trace does not load the format readers', () => {
  // An import once added the parsers to this bundle and made it ten times as large; only the start-up time showed it.
  const chunks = readdirSync('dist').filter((file) => /^trace-.*\.mjs$/.test(file));
  expect(chunks).toHaveLength(1);
  const bytes = readFileSync(`dist/${chunks[0]}`).length;
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThan(130_000);
});

test('a shipped scenario in the build is the same as that of its file', async () => {
  const sources = readdirSync('scenarios').filter((file) => file.endsWith('.yaml'));
  const files = readdirSync('dist').filter((file) => file.startsWith('scenario-'));
  expect(files.sort()).toEqual(sources.map((file) => `scenario-${file.replace('.yaml', '.json')}`).sort());
  for (const file of sources) {
    const source = readFileSync(`scenarios/${file}`, 'utf8');
    const { beside, ...own } = JSON.parse(
      readFileSync(`dist/scenario-${file.replace('.yaml', '.json')}`, 'utf8'),
    );
    const read = parseScenario(source, (name) => ({ text: readFileSync(`scenarios/${name}`, 'utf8') }));
    const scenario = read.ok ? read.scenario : expect.unreachable();
    expect(own).toEqual({
      source: textDigest(source),
      scenario: withPlaces(keepScenario(scenario), source),
      steps: new Session(scenario).total,
    });
    const kept = keepScenario(scenario);
    expect(withTexts(own.scenario, source)).toEqual(kept);
    const restored = restoreScenario(kept);
    expect(keepScenario(restored)).toEqual(kept);
    const { data, test: heldOut, layers } = scenario;
    expect(restored).toMatchObject({ data, test: heldOut, layers });
    for (const [name, digest] of Object.entries(beside))
      expect(textDigest(readFileSync(`scenarios/${name}`, 'utf8'))).toBe(digest);
  }
});

/** Lines of a trace that are compared: of a large scenario some epochs. */
const COMPARED = 2000;

// The fast path goes without what the shipped scenarios do not use of operations, losses and optimizers.
test.each(shipped)('by its name, %s is traced as its file is', async (name) => {
  const line = `"$0" "$1" trace ${name} | head -n ${COMPARED}`;
  const byName = await run('sh', ['-c', line, process.execPath, bundle]);
  const expected: string[] = [];
  for (const each of traceTable(load(name), null)) if (expected.push(each) === COMPARED) break;
  expect(byName).toEqual({ code: 0, err: '', out: `${expected.join('\n')}\n` });
});

test('a shipped scenario whose file has changed since the build is read again', async () => {
  for (const folder of ['dist', 'scenarios']) cpSync(folder, files.at(folder), { recursive: true });
  files.write('package.json', '{ "type": "module" }');
  const trace = () => run(process.execPath, [files.at('dist/backstep.js'), 'trace', 'slope']);
  const before = await trace();
  const source = readFileSync('scenarios/slope.yaml', 'utf8');
  files.write('scenarios/slope.yaml', source.replace('[3, 4]', '[5, 4]'));
  const after = await trace();
  expect(before.out).toContain('3 × 1 = 3');
  expect(after.out).toContain('5 × 1 = 5');
  expect(after.err).toBe('');
});

test('the worked example as a table', async () => {
  const { titles, rows, lines } = tableOf(await startBackstep(['trace', 'target-13']));
  expect(titles).toEqual(['STEP', 'PHASE', 'NODE', 'RESULT', 'OPERATION', 'IN NUMBERS']);
  expect(rows).toHaveLength(32);
  expect(rows[0]).toEqual([
    '1',
    'forward',
    'node_0',
    'node_0.product[0]',
    'children × node_0.w[0]',
    '2 × 1 = 2',
  ]);
  expect(rows.map((row) => row.at(-1))).toEqual([
    '2 × 1 = 2',
    '3 × 1 = 3',
    '2 + 3 = 5',
    '2 × (-1) = -2',
    '3 × 1 = 3',
    '-2 + 3 = 1',
    '5 × 2 = 10',
    '1 × (-1) = -1',
    '10 + (-1) = 9',
    '9 − 13 = -4',
    '(-4)² = 16',
    '2 × (-4) = -8',
    '5 × (-8) = -40',
    '1 × (-8) = -8',
    '2 × (-8) = -16',
    '-1 × (-8) = 8',
    '2 × (-16) = -32',
    '3 × (-16) = -48',
    '2 × 8 = 16',
    '3 × 8 = 24',
    '0.01 × (-40) = -0.4',
    '2 − (-0.4) = 2.4',
    '0.01 × (-8) = -0.08',
    '-1 − (-0.08) = -0.92',
    '0.01 × (-32) = -0.32',
    '1 − (-0.32) = 1.32',
    '0.01 × (-48) = -0.48',
    '1 − (-0.48) = 1.48',
    '0.01 × 16 = 0.16',
    '-1 − 0.16 = -1.16',
    '0.01 × 24 = 0.24',
    '1 − 0.24 = 0.76',
  ]);
  // All columns but the last are aligned: each cell starts where its title starts.
  const start = lines[0]?.indexOf('OPERATION') ?? 0;
  for (const line of lines) expect(line.slice(start - 2, start + 1)).toMatch(/^ {2}\S$/);
});

test('the worked example as JSON lines', async () => {
  const { out } = await backstep(['trace', 'target-13', '--format', 'jsonl']);
  const lines = linesOf(out);
  expect(lines).toHaveLength(32);
  expect(lines[12]).toBe(
    '{"step":13,"epoch":1,"batch":1,"example":1,"phase":"backward","layer":"output","node":"output",' +
      '"kind":"multiply","operands":[{"name":"node_0","value":5},{"name":"grad(output)","value":-8}],' +
      '"result":{"name":"grad(output.w[0])","value":-40}}',
  );
  const update = JSON.parse(lines[20] ?? '');
  expect(update).toMatchObject({ phase: 'update', example: null, result: { name: 'delta(output.w[0])' } });
  const keys = ['step', 'epoch', 'batch', 'example', 'phase', 'layer', 'node', 'kind', 'operands', 'result'];
  for (const line of lines) expect(Object.keys(JSON.parse(line))).toEqual(keys);
});

test('a variant has its own numbers', async () => {
  const { rows } = await table('target-13', '--variant', 'better_output');
  expect(rows[8]?.at(-1)).toBe('15 + (-2) = 13');
  expect((await records('target-13', '--variant', 'better_output'))[8].result.value).toBe(13);
});

test('all digits are printed', async () => {
  const file = files.write('digits.yaml', oneWeight({ weight: '0.1', rate: '1e-7' }));
  const { rows } = await table(file);
  expect(rows[1]?.at(-1)).toBe('0.2 − 3 = -2.8');
  expect(rows[2]?.at(-1)).toBe('(-2.8)² = 7.839999999999999');
  expect(rows[5]?.at(-1)).toBe('1e-7 × (-11.2) = -0.0000011199999999999999');
  expect((await records(file))[5].result.value).toBe(1e-7 * -11.2);
});

test('NaN and infinities are strings in JSON; −0 keeps its sign', async () => {
  const explosion = await records(exploding);
  expect(explosion[5].result.value).toBe('-Infinity');
  expect(explosion[6].result.value).toBe('Infinity');
  expect(explosion[13]).toMatchObject({
    operands: [{ value: 'Infinity' }, { value: 'Infinity' }],
    result: { value: 'NaN' },
  });
  expect((await table(exploding)).rows[13]?.at(-1)).toBe('Infinity − Infinity = NaN');
  expect((await records(zero))[0]).toMatchObject({
    operands: [{ value: 2 }, { value: '-0' }],
    result: { value: '-0' },
  });
  expect((await table(zero)).rows[0]?.at(-1)).toBe('2 × (-0) = -0');
});

const batches = (batch: string, more = '') =>
  files.write(
    `batch-${batch}.yaml`,
    `title: Batches
inputs: [x]
layers:
  - { name: h, bias: 1, nodes: { a: [1], b: [2] } }
  - { name: output, nodes: { y: [1, 1] } }
data:
  - { inputs: [1], target: 1 }
  - { inputs: [2], target: 2 }
  - { inputs: [3], target: 3 }
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { batch: ${batch}${more} }
`,
  );

test('epoch, batch and example are shown if there are several', async () => {
  const always = ['PHASE', 'NODE', 'RESULT', 'OPERATION', 'IN NUMBERS'];
  expect((await table(exploding)).titles).toEqual(['STEP', 'EPOCH', ...always]);
  expect((await table(batches('1'))).titles).toEqual(['STEP', 'EXAMPLE', ...always]);
  expect((await table(batches('all'))).titles).toEqual(['STEP', 'EXAMPLE', ...always]);
  expect((await table(batches('2'))).titles).toEqual(['STEP', 'BATCH', 'EXAMPLE', ...always]);
  const { titles, rows } = await table(batches('2', ', epochs: 2, finish: loss'));
  expect(titles).toEqual(['STEP', 'EPOCH', 'BATCH', 'EXAMPLE', ...always]);
  expect(rows.at(-1)?.slice(1, 6)).toEqual(['3', '1', '3', 'loss', '-']);
  // Missing parts of a frame are marked, so that every line has as many cells as the heading.
  for (const row of rows) expect(row).toHaveLength(titles.length);
  expect(rows.find((row) => row.includes('update'))?.[3]).toBe('-');
});

test('a scenario without any operation has a heading and no steps', async () => {
  const file = files.write(
    'nothing.yaml',
    'title: Nothing\ninputs: [x]\nlayers: [{ name: output, nodes: { y: { from: x } } }]\ndata: [{ inputs: [2] }]\n',
  );
  expect((await table(file)).rows).toEqual([]);
  expect(await records(file)).toEqual([]);
  expect((await table(file, '--every', 'epoch')).rows).toEqual([]);
  expect(await records(file, '--every', 'epoch')).toEqual([]);
  expect((await backstep(['values', file])).out).toBe('x  2\n');
});

const epoch = ['--every', 'epoch'] as const;

test('every epoch as a table, without empty columns', async () => {
  const { titles, rows, lines } = await table('iris', ...epoch);
  const measures = ['LOSS', 'ACCURACY', "UPDATE'S GRADIENT NORM", 'DEAD', 'TEST LOSS', 'TEST ACCURACY'];
  expect(titles).toEqual(['AFTER EPOCH', 'STEP', ...measures]);
  expect(rows).toHaveLength(20);
  for (const row of rows) expect(row).toHaveLength(titles.length);
  // Counts are aligned right; all other columns are aligned left.
  const heading = lines[0] ?? '';
  const end = heading.indexOf('STEP') + 'STEP'.length;
  for (const line of lines) {
    expect(line.slice(end - 1, end + 1)).toMatch(/^\S $/);
    for (const title of measures.filter((each) => each !== 'DEAD')) {
      const start = heading.indexOf(`  ${title}`) + 2;
      expect(line.slice(start - 2, start + 1)).toMatch(/^ {2}\S$/);
    }
  }
  expect((await table('xor', ...epoch)).titles).not.toContain('TEST LOSS');
  expect((await table('transactions', ...epoch)).titles).toEqual(['AFTER EPOCH', 'STEP']);
});

test('every epoch as JSON lines', async () => {
  // At weight 1 the gradient is 2 × 2 × (2 − 3) = −4. The update makes the weight 1.4, with loss (2.8 − 3)².
  const [first] = await records(files.write('two.yaml', oneWeight({ epochs: '2' })), ...epoch);
  expect(first).toEqual({
    epoch: 1,
    step: 7,
    loss: (2 * 1.4 - 3) ** 2,
    penalised_loss: null,
    accuracy: null,
    gradient_norm: 4,
    dead: null,
    test_loss: null,
    test_accuracy: null,
  });
  expect((await records(exploding, ...epoch)).at(-1)).toMatchObject({ epoch: 3, loss: 'NaN' });
  const iris = await records('iris', ...epoch);
  const { rows } = await table('iris', ...epoch);
  // The table has no column for the loss with a penalty if there is no penalty.
  expect(iris.map(({ penalised_loss: _none, ...each }) => Object.values(each).map(String))).toEqual(rows);
  expect(iris.at(-1).accuracy).toBeGreaterThan(0.9);
});

test('every epoch of a variant; every step if requested', async () => {
  const [own] = await records('target-13', ...epoch);
  const [other] = await records('target-13', '--variant', 'better_output', ...epoch);
  expect(own.gradient_norm).toBeGreaterThan(0);
  expect(other).toMatchObject({ loss: 0, gradient_norm: 0 });
  expect(await table('target-13', '--every', 'step')).toEqual(await table('target-13'));
});
