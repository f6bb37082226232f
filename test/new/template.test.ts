/** The texts of new scenarios: whatever is answered, they have no errors and no warnings. */
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { type ActivationName, ops } from '../../src/core/operations.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { languages, setLanguage } from '../../src/i18n/translate.ts';
import {
  type Answers,
  activations,
  lossesFor,
  predictedIn,
  readHidden,
  readInputs,
  readRow,
  usualRows,
} from '../../src/new/answers.ts';
import { type Column, columnsOf, inputNames, usableIn } from '../../src/new/columns.ts';
import { layerNames } from '../../src/new/layer-names.ts';
import { scenarioText } from '../../src/new/template.ts';
import { columnsFor } from '../../src/new/used-columns.ts';
import type { LossName } from '../../src/scenario/losses/losses.ts';
import { optimizerNames, optimizers } from '../../src/scenario/optimizers/optimizers.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import '../support/languages.ts';
import '../support/seed.ts';

afterEach(() => setLanguage('en'));

const usual: Answers = {
  title: 'My network',
  inputs: ['x0', 'x1'],
  isFormulas: false,
  hidden: [3, 2],
  activation: 'tanh',
  outputs: 1,
  loss: 'squared_error',
  optimizer: 'sgd',
  learningRate: 0.05,
  epochs: 3,
  rows: usualRows(2, 1, 'squared_error'),
  columns: null,
};

/** What a text is; it has no errors and no warnings. */
function scenarioOf(answers: Answers, csv = '') {
  const text = scenarioText(answers, './scenario.schema.json');
  const read = parseScenario(text, () => ({ text: csv }));
  const found = read.ok ? read.warnings() : read.diagnostics;
  if (!read.ok || found.length > 0)
    throw new Error(`${text}\n${found.map((each) => diagnosticText('new.yaml', text, each)).join('\n')}`);
  return read.scenario;
}

test.each([1, 2, 3])('each loss with %d outputs, with the examples that are made up for it', (outputs) => {
  for (const loss of lossesFor(outputs, 'numbers')) {
    for (const inputs of [['x'], ['x0', 'x1'], ['a', 'b', 'c', 'd']]) {
      const rows = usualRows(inputs.length, outputs, loss);
      expect(scenarioOf({ ...usual, inputs, outputs, loss, rows }).data).toHaveLength(rows.length);
    }
  }
});

test('no target that is made up is beyond what the output can reach', () => {
  for (const row of usualRows(3, 1, 'squared_error', 1))
    expect(Math.max(...row.targets)).toBeLessThanOrEqual(1);
  expect(Math.max(...usualRows(3, 1, 'squared_error').flatMap(({ targets }) => targets))).toBeGreaterThan(1);
});

test('each activation and each optimizer, as layers and as formulas', () => {
  for (const activation of activations) scenarioOf({ ...usual, activation });
  for (const activation of activations)
    scenarioOf({
      ...usual,
      isFormulas: true,
      hidden: [],
      activation,
      inputs: ['w0', 'b', 'y'],
      rows: usualRows(3, 1, 'huber'),
    });
  for (const optimizer of optimizerNames)
    scenarioOf({ ...usual, optimizer, learningRate: optimizers[optimizer].usualRate, hidden: [] });
});

test.each(languages)('the comments are in the language (%s), and any title is a text', (language) => {
  setLanguage(language);
  for (const title of ['আমার নেটওয়ার্ক', 'true', '12', 'a: b # c', '"quoted"', '- x'])
    expect(scenarioOf({ ...usual, title }).title.en).toBe(title);
  expect(/[\u0980-\u09ff]/.test(scenarioText(usual, 'x'))).toBe(language === 'bn');
});

const flowers = `sepal length;2nd;petal;petal;kind
${Array.from({ length: 12 }, (_, row) => `${row},5;${row};${row % 3};1;${['rose', 'true', 'no name'][row % 3]}`).join('\n')}
`;

test('a table: numbers are inputs, the texts of the target are classes', () => {
  const csv = 'length,width,kind\n1,2,a\n3,1,b\n2,,a\n4,4,b\n';
  const table = columnsOf(csv);
  const target = usableIn(table?.columns ?? []).at(-1);
  if (!table || !target) throw new Error('no table');
  const columns = columnsFor('rows.csv', table, target);
  expect(columns).toMatchObject({
    inputs: ['length', 'width'],
    classes: ['a', 'b'],
    missing: 'drop',
    rows: 3,
  });
  for (const loss of lossesFor(2, 'classes'))
    expect(
      scenarioOf({ ...usual, inputs: ['length', 'width'], outputs: 2, loss, rows: null, columns }, csv).data,
    ).toHaveLength(3);
});

test('the usual loss is the one for what is predicted, if the outputs suit it', () => {
  const ofColumn = (cells: readonly string[]) => {
    const csv = ['x,y', ...cells.map((cell, row) => `${row},${cell}`), ''].join('\n');
    const table = columnsOf(csv);
    if (!table) throw new Error('no table');
    const columns = columnsFor('rows.csv', table, table.columns[1] as Column);
    const outputs = columns.classes?.length ?? 1;
    const [loss] = lossesFor(outputs, columns.predicted);
    scenarioOf({ ...usual, inputs: ['x'], outputs, loss: loss as LossName, rows: null, columns }, csv);
    return loss;
  };
  expect(ofColumn(['1.5', '2', '0', '1'])).toBe('squared_error');
  expect(ofColumn(['0', '1', '1.0', '0'])).toBe('binary_cross_entropy_from_logits');
  expect(ofColumn(['-1', '1', '1', '-1'])).toBe('hinge');
  expect(ofColumn(['yes', 'no', 'no', 'yes'])).toBe('softmax_cross_entropy');
  expect(ofColumn(['a', 'b', 'c', 'a'])).toBe('softmax_cross_entropy');
  expect(ofColumn(['1', '1', '1', '1'])).toBe('squared_error');

  const kinds = (...targets: readonly (readonly number[])[]) => predictedIn(targets);
  expect(kinds()).toBe('numbers');
  expect(kinds([1])).toBe('numbers');
  expect(kinds([0, 1], [1, 0])).toBe('classes');
  expect(kinds([0, 1], [1, 1])).toBe('bits');
  expect(kinds([0.5, 0.5], [1, 0])).toBe('numbers');

  const ofBits = (name: ActivationName) => lossesFor(1, 'bits', ops[name].traits?.bounds)[0];
  expect(ofBits('sigmoid')).toBe('binary_cross_entropy');
  expect(ofBits('tanh')).toBe('squared_error');
});

test('a table with other separators, decimal commas and names that are none', () => {
  const table = columnsOf(flowers);
  expect(table?.rows).toBe(12);
  expect(table?.columns.map(({ isNumeric }) => isNumeric)).toEqual([true, true, true, true, false]);
  expect(inputNames(['sepal length', '2nd', 'petal', 'petal', 'output'], ['output'])).toEqual([
    'sepal_length',
    'x1',
    'petal',
    'petal_2',
    'output_2',
  ]);
  const text = flowers.replace('petal;petal', 'petal;leaf');
  const read = columnsOf(text);
  const target = usableIn(read?.columns ?? []).at(-1);
  if (!read || !target) throw new Error('no table');
  const columns = columnsFor('rows.csv', read, target);
  const inputs = inputNames(columns.inputs, ['output']);
  const scenario = scenarioOf(
    { ...usual, inputs, outputs: 3, loss: 'softmax_cross_entropy', rows: null, columns },
    text,
  );
  expect({ data: scenario.data.length, test: scenario.test.length }).toEqual({ data: 10, test: 2 });
});

/** Cells of one column, of a kind that real files have. */
const cellKinds: readonly ((row: number) => string)[] = [
  (row) => String(row),
  (row) => `"${1000 + row * 7},${row}${row % 10}0"`,
  (row) => `${row * 3}.5 m2`,
  (row) => `$${row}`,
  (row) => `${row}%`,
  (row) => ['yes', 'no', 'New York', '"a, b"'][row % 4] as string,
  (row) => `2024-01-${row + 10}`,
  (row) => `id ${row}`,
  () => '7',
  () => '',
  (row) => (row % 3 === 0 ? 'NA' : `${row}e2`),
  (row) => (row % 5 === 0 ? '' : String(row)),
  (row) => (row % 5 === 0 ? String(row) : ''),
];

test('whatever the columns are, the scenario has no errors and no warnings', () => {
  const kinds = fc.array(fc.nat(cellKinds.length - 1), { minLength: 2, maxLength: 6 });
  let made = 0;
  fc.assert(
    fc.property(kinds, fc.integer({ min: 3, max: 24 }), (chosen, count) => {
      const lines = Array.from({ length: count }, (_line, row) =>
        chosen.map((kind) => cellKinds[kind]?.(row)).join(','),
      );
      const csv = `${[chosen.map((_kind, index) => `c ${index}`).join(','), ...lines].join('\n')}\n`;
      const table = columnsOf(csv);
      if (!table) return expect.unreachable();
      const usable = table.columns.filter(({ lack }) => lack === null);
      const target = usable.at(-1);
      if (!target || usable.length < 2) return;
      const columns = columnsFor('rows.csv', table, target);
      made += 1;
      const outputs = columns.classes?.length ?? 1;
      const [loss] = lossesFor(outputs, columns.predicted);
      const inputs = inputNames(columns.inputs, ['output']);
      const { data, test: heldOut } = scenarioOf(
        { ...usual, inputs, outputs, loss: loss as LossName, rows: null, columns },
        csv,
      );
      expect(data.length + heldOut.length).toBe(columns.rows);
    }),
    { numRuns: 60 },
  );
  expect(made).toBeGreaterThan(30);
});

test('inputs have names that a scenario and its layers leave free, and cells without a value are missing', () => {
  const hidden = [3, 2];
  const columns = ['clip', 'and', 'hidden_1', 'output', 'hidden'];
  expect(inputNames(columns, layerNames(hidden))).toEqual([
    'clip_2',
    'and_2',
    'hidden_1_2',
    'output_2',
    'hidden',
  ]);
  const table = columnsOf('a,b,y\n1,1,2\n2,NA,3\n3,5,?\n');
  expect(table?.columns.map(({ isNumeric, hasMissing }) => [isNumeric, hasMissing])).toEqual([
    [true, false],
    [true, true],
    [true, true],
  ]);
});

test('the weights before what cuts off negative values are drawn with he, others with xavier', () => {
  const withHe = activations.filter((activation) =>
    scenarioText({ ...usual, activation }, 'x').includes('kind: he,'),
  );
  expect(withHe.toSorted()).toEqual(['elu', 'gelu', 'leaky_relu', 'relu', 'silu']);
});

test('a text that is no table', () => {
  for (const text of ['', 'a,b\n', 'only\n1\n2\n', '"a,b\n1,2\n']) expect(columnsOf(text)).toBeNull();
});

test('answers that cannot be read say what was expected', () => {
  for (const text of ['', '0', '101', 'a a', '1x', 'a,b-c', 'x, target', 'hidden_2', 'output'])
    expect(readInputs(text, true)).toMatchObject({ ok: false });
  expect(readInputs('output, hidden_1', false)).toEqual({ ok: true, value: ['output', 'hidden_1'] });
  expect(readInputs('1', true)).toEqual({ ok: true, value: ['x'] });
  expect(readInputs('hours, coffee', true)).toEqual({ ok: true, value: ['hours', 'coffee'] });
  for (const text of ['', '3,0', '-1', 'three']) expect(readHidden(text)).toMatchObject({ ok: false });
  expect(readHidden('0')).toEqual({ ok: true, value: [] });
  for (const text of ['1 2', '1: 2', '1 2: 3 4', '1 2: 3: 4', '1 b: 3'])
    expect(readRow(text, 2, 1)).toMatchObject({ ok: false, fix: 'write, for example, "1 2: 0"' });
  expect(readRow('1, -2.5: 3e2', 2, 1)).toEqual({ ok: true, value: { inputs: [1, -2.5], targets: [300] } });
});
