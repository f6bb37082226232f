/** Examples from CSV files: the values read, and the error messages for wrong files. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { SiblingFile } from '../../src/scenario/data/sibling-file.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { complaintsOf, readTableDocument, scenarioOfTable, tableDocument } from '../support/tables.ts';
import '../support/seed.ts';

const points = 'x,y,label\n1,2,0\n3,4,1\n5,9,1\n7,5,0\n';

const document = (data: string, rest = 'loss: squared_error') => `
title: Points
inputs: [x, y]
layers: [{ name: output, nodes: { p: [1, 1] } }]
data: { ${data} }
${rest}
`;

const complaints = (source: string, text: string | SiblingFile) =>
  complaintsOf(
    parseScenario(source, () => (typeof text === 'string' ? { text } : text)),
    source,
  );

describe('a good file', () => {
  test('gives its columns in the order of the inputs', () => {
    const {
      data,
      test: apart,
      scales,
    } = scenarioOfTable(document('csv: p.csv, inputs: [y, x], target: label'), points);
    expect(data.map(({ inputs }) => inputs)).toEqual([
      [2, 1],
      [4, 3],
      [9, 5],
      [5, 7],
    ]);
    expect(data.map(({ targets }) => targets)).toEqual([[0], [1], [1], [0]]);
    expect([apart, scales]).toEqual([[], []]);
  });

  test('uses the names of the inputs as default columns, and needs no targets', () => {
    const { data } = scenarioOfTable(document('csv: p.csv', ''), points);
    expect(data[0]).toEqual({ inputs: [1, 2], targets: [] });
  });

  test.each([
    ['a byte order mark, Windows line ends, spaces', '\uFEFFx , y,label\r\n 1, 2,0\r\n3 ,4,1\r\n'],
    ['semicolons', 'x;y;label\n1;2;0\n3;4;1'],
    ['tabs, and empty lines', 'x\ty\tlabel\n\n1\t2\t0\n\n3\t4\t1\n\n'],
    ['quotes, and another column', '"x","y",note,label\n1,"2","a, ""b""\nc",0\n3,4,,1\n'],
    ['other ways to write a number', 'x,y,label\n+1.,.2e1,0\n3,4,1e0\n'],
  ])('may have %s', (_what, text) => {
    const { data } = scenarioOfTable(document('csv: p.csv, target: label'), text);
    expect(data).toEqual([
      { inputs: [1, 2], targets: [0] },
      { inputs: [3, 4], targets: [1] },
    ]);
  });

  test('may have classes, which are targets of 1 and 0', () => {
    const source = `
title: Kinds
inputs: [x]
layers: [{ name: output, nodes: { a: [1], b: [1], c: [1] } }]
data: { csv: k.csv, target: kind, classes: [red, green, blue] }
loss: squared_error`;
    const { data } = scenarioOfTable(source, 'x,kind\n1,green\n2,red\n3,blue\n');
    expect(data.map(({ targets }) => targets)).toEqual([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]);
  });

  test('of two classes with an output for each column, the second is the target 1 and the first 0', () => {
    const text = 'x,a,b\n1,no,yes\n2,yes,yes\n3,no,no\n';
    const targetsOf = (target: string, outputs: number) =>
      scenarioOfTable(
        tableDocument(`csv: k.csv, target: ${target}, classes: [no, yes]`, { inputs: ['x'], outputs }),
        text,
      ).data.map(({ targets }) => targets);
    expect(targetsOf('a', 1)).toEqual([[0], [1], [0]]);
    expect(targetsOf('[a, b]', 2)).toEqual([
      [0, 1],
      [1, 1],
      [0, 0],
    ]);
    expect(targetsOf('a', 2)).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ]);
  });

  test('is standardized by mean and population standard deviation, which are values of the run', () => {
    const source = document('csv: p.csv, target: label, standardize: [x]');
    const read = scenarioOfTable(source, points);
    // Mean 4, deviations from it −3, −1, 1, 3: the variance is 20 ÷ 4.
    expect(read.scales).toEqual([{ of: 'input', index: 0, mean: 4, deviation: Math.sqrt(5) }]);
    expect(read.data.map(({ inputs }) => inputs[0])).toEqual(
      [-3, -1, 1, 3].map((each) => each / Math.sqrt(5)),
    );
    expect(read.data.map(({ inputs }) => inputs[1])).toEqual([2, 4, 9, 5]);
    const named = compile(read).slots.filter(({ kind }) => kind === 'statistic');
    const address = { kind: 'statistic', of: { kind: 'value', name: 'x' } };
    expect(named.map(({ kind, addresses, names, initial }) => ({ kind, addresses, names, initial }))).toEqual(
      [
        { kind: 'statistic', addresses: [{ ...address, part: 'mean' }], names: ['x.mean'], initial: 4 },
        {
          kind: 'statistic',
          addresses: [{ ...address, part: 'std' }],
          names: ['x.std'],
          initial: Math.sqrt(5),
        },
      ],
    );
  });

  test('can have a standardized target, by its name alone', () => {
    const of = (standardize: string) =>
      scenarioOfTable(
        document(`csv: p.csv, target: y, inputs: [x, label], standardize: ${standardize}`),
        points,
      );
    const targetsOf = ({ data }: ReturnType<typeof of>) => data.map(({ targets }) => targets[0]);
    // Mean 5, deviations from it −3, −1, 4, 0: the variance is 26 ÷ 4.
    const deviation = Math.sqrt(6.5);
    const read = of('[y]');
    expect(read.scales).toEqual([{ of: 'target', index: 0, mean: 5, deviation }]);
    expect(targetsOf(read)).toEqual([-3, -1, 4, 0].map((each) => each / deviation));
    expect(targetsOf(of('true'))).toEqual([2, 4, 9, 5]);
    const named = compile(read).slots.filter(({ kind }) => kind === 'statistic');
    expect(named.map(({ names, initial }) => [names, initial])).toEqual([
      [['target.mean'], 5],
      [['target.std'], deviation],
    ]);
  });

  test('is split by the seed: every row once, in order, and standardized by the training set', () => {
    const rows = Array.from({ length: 20 }, (_, index) => `${index},${index * index},0`);
    const text = `x,y,label\n${rows.join('\n')}`;
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 99 }), (seed, percent) => {
        const share = percent / 100;
        const source = (rest: string) =>
          document(`csv: p.csv, target: label, split: { test: ${share}, seed: ${seed} }${rest}`);
        const result = readTableDocument(source(''), text);
        const kept = Math.max(1, Math.round(20 * share));
        if (kept === 20) {
          expect(result.ok).toBe(false);
          return;
        }
        if (!result.ok) throw new Error('refused');
        const { data, test: apart } = result.scenario;
        const xs = (examples: typeof data) => examples.map(({ inputs }) => inputs[0] as number);
        expect(apart).toHaveLength(kept);
        expect([...xs(data), ...xs(apart)].sort((a, b) => a - b)).toEqual([...Array(20).keys()]);
        for (const each of [xs(data), xs(apart)]) expect(each).toEqual([...each].sort((a, b) => a - b));
        if (data.length < 2) return;
        const scaled = scenarioOfTable(source(', standardize: true'), text);
        const mean = xs(scaled.data).reduce((sum, x) => sum + x, 0) / data.length;
        expect(mean).toBeCloseTo(0, 12);
        const [scale] = scaled.scales;
        expect(xs(scaled.test)).toEqual(
          xs(apart).map((x) => (x - (scale?.mean ?? 0)) / (scale?.deviation ?? 0)),
        );
      }),
      { numRuns: 50 },
    );
    const splits = [1, 2, 3].map(
      (seed) =>
        scenarioOfTable(document(`csv: p.csv, target: label, split: { test: 0.2, seed: ${seed} }`), text)
          .test,
    );
    expect(new Set(splits.map((each) => JSON.stringify(each))).size).toBe(3);
  });
});

describe('a wrong file is reported', () => {
  const good = document('csv: p.csv, target: label');
  test.each<[string, string, string | SiblingFile, string[]]>([
    [
      'missing',
      good,
      { found: 'nothing there', fix: 'put it there' },
      ['s.yaml:5:14: data.csv: expected a CSV file, found nothing there | fix: put it there'],
    ],
    [
      'outside the folder',
      document('csv: ../p.csv, target: label'),
      points,
      [
        `s.yaml:5:14: data.csv: expected a file in the scenario's folder, found the text "../p.csv" | fix: put the file next to the scenario, and write only its name`,
      ],
    ],
    [
      'empty',
      good,
      '',
      [
        'p.csv:1:1: expected the names of the columns, and rows of numbers, found an empty file | fix: add a row',
      ],
    ],
    [
      'without rows',
      good,
      'x,y,label\n',
      ['p.csv:1:1: expected at least one row below the names, found nothing | fix: add a row'],
    ],
    [
      'with cells that are no numbers',
      good,
      'x,y,label\n1,2,0\nক,২,0\n3, ,yes\n4,,1\n',
      [
        'p.csv:3:1: expected a number, found the text "ক" | fix: write a number, or remove the row',
        'p.csv:3:3: expected a number, found the text "২" | fix: write 2 (with digits 0 to 9, and a hyphen for minus)',
        'p.csv:4:4: expected a number, found an empty cell: column y has no value in 2 of 4 rows | fix: write missing: drop under data to leave out these rows, or missing: mean to fill in the mean of the column',
        'p.csv:4:5: expected a number, found the text "yes" | fix: write a number, or remove the row',
      ],
    ],
    [
      'with a number that is too large, and an empty cell',
      good,
      'x,y,label\n1e999,,0\n',
      [
        'p.csv:2:1: expected a number, found the text "1e999" | fix: write a smaller number',
        'p.csv:2:7: expected a number, found an empty cell: column y has no value in 1 of 1 rows | fix: write missing: drop under data to leave out these rows, or missing: mean to fill in the mean of the column',
      ],
    ],
    [
      'with rows that are too short or too long',
      good,
      'x,y,label\n\n1,2\n3,4,1\n5,6,7,8\n',
      [
        'p.csv:3:1: expected 3 cells, found 2 cells | fix: one cell for each column (x, y, label)',
        'p.csv:5:1: expected 3 cells, found 4 cells | fix: one cell for each column (x, y, label)',
      ],
    ],
    [
      'with a quote that is not closed',
      good,
      'x,y,label\n1,"2,0\n',
      ['p.csv:2:1: expected CSV, found a quote that is not closed | fix: close the quote'],
    ],
    [
      'with something after a quote',
      good,
      'x,y,label\n1,"2"3,0\n',
      [
        'p.csv:2:1: expected CSV, found something after a closing quote | fix: put a comma after the quote, or double any quotes inside the text',
      ],
    ],
    [
      'with a quote in a cell',
      good,
      'x,y,label\n1,2",0\n',
      [
        'p.csv:2:1: expected CSV, found a quote in the middle of a cell | fix: put the whole cell in quotes, or remove the quote',
      ],
    ],
    [
      'without the columns that are named',
      document('csv: p.csv, inputs: [x, z], target: labels'),
      points,
      [
        's.yaml:5:33: data.inputs[1]: expected the name of a column of "p.csv", found the text "z" | fix: did you mean "x"?',
        's.yaml:5:45: data.target: expected the name of a column of "p.csv", found the text "labels" | fix: did you mean "label"?',
      ],
    ],
    [
      'without a column called like an input',
      good,
      'x,why,label\n1,2,0',
      [
        's.yaml:3:13: inputs[1]: expected the name of a column of "p.csv", found the text "y" | fix: did you mean "x"?',
      ],
    ],
    [
      'with two columns of one name',
      good,
      'x,y,x,label\n1,2,3,0\n',
      ['p.csv:1:5: expected each column once, found "x" again | fix: rename one of the two'],
    ],
    [
      'with other classes',
      document('csv: p.csv, target: label, classes: [one]'),
      'x,y,label\n1,2,one\n1,2,two\n',
      ['p.csv:3:5: expected one of the classes, found the text "two" | fix: try one'],
    ],
    [
      'with a column that is always the same',
      document('csv: p.csv, target: label, standardize: true'),
      'x,y,label\n1,2,0\n1,3,0\n',
      [
        's.yaml:5:49: data.standardize: expected columns whose numbers vary and are not too large, found "x", whose standard deviation is 0 | fix: list the other columns under standardize',
      ],
    ],
    [
      'with too few rows to keep some apart',
      document('csv: p.csv, target: label, split: { test: 0.2, seed: 1 }'),
      'x,y,label\n1,2,0\n',
      [
        's.yaml:5:43: data.split: expected fewer test examples than the 1 in the file, found all of them | fix: write a smaller number, or add rows to the file',
      ],
    ],
  ])('%s', (_what, source, text, expected) => {
    expect(complaints(source, text)).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    [
      'columns for other inputs',
      document('csv: p.csv, inputs: [x], target: label'),
      [
        's.yaml:5:29: data.inputs: expected 2 columns, one for each input (x, y), found 1 column | fix: add 1 more',
      ],
    ],
    [
      'columns for other outputs',
      document('csv: p.csv, target: [x, label]'),
      [
        's.yaml:5:29: data.target: expected 1 column, one for each output (p), found 2 columns | fix: remove 1',
      ],
    ],
    [
      'one column for the classes of several outputs',
      document('csv: p.csv, target: label').replace('p: [1, 1]', 'p: [1, 1], q: [1, 1], r: [1, 1]'),
      [
        's.yaml:5:29: data.target: expected 3 columns, one for each output (p, q, r), found 1 column | fix: add classes: ["1", "2", "3"], or 2 columns',
      ],
    ],
    [
      'classes for other outputs',
      document('csv: p.csv, target: label, classes: ["0", "1", "2"]'),
      [
        's.yaml:5:45: data.classes: expected 1 class, one for each output (p), found 3 classes | fix: remove 2',
      ],
    ],
    [
      'no target',
      document('csv: p.csv'),
      [
        's.yaml:5:7: data: expected a target for each output (p), because there is a loss, found nothing | fix: add the column, for example target: label, or remove the loss',
      ],
    ],
    [
      'a column to standardize that is none',
      document('csv: p.csv, target: label, standardize: [other]'),
      [
        's.yaml:5:50: data.standardize[0]: expected the column of an input or a target, found the text "other" | fix: try x, y, label',
      ],
    ],
    [
      'a key that there is not, and a seed that is none',
      document('csv: p.csv, target: label, split: { tests: 0.2, seed: 1.5 }'),
      [
        's.yaml:5:45: data.split.tests: expected a key that is allowed here, found unknown key "tests" | fix: did you mean "test"?',
        's.yaml:5:63: data.split.seed: expected a whole number, 0 or more, found the number 1.5 | fix: write, for example, seed: 1',
      ],
    ],
    [
      'neither examples nor a file',
      document('csv: p.csv').replace('{ csv: p.csv }', 'p.csv'),
      [
        's.yaml:5:7: data: expected a list of examples, or { csv: …, inputs: […], target: … }, found the text "p.csv" | fix: write a list of examples, or { csv: …, inputs: […], target: … }',
      ],
    ],
  ])('and a scenario with %s', (_what, source, expected) => {
    expect(complaints(source, points)).toEqual(expected);
  });

  test('with a caret below the cell, after the problems of the scenario', () => {
    const source = document('csv: p.csv, target: label', 'loss: squared');
    const result = readTableDocument(source, 'x,y,label\n1,two,0\n');
    const texts = result.ok ? [] : result.diagnostics.map((each) => diagnosticText('s.yaml', source, each));
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain('s.yaml:6:7: loss');
    expect(texts[1]?.split('\n').slice(1, 3)).toEqual(['     2 │ 1,two,0', '       │   ^']);
  });

  test('and never throws, whatever the file contains', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const each of [text, `x,y,label\n${text}`, `x,y,label\n1,2,${text}\n`]) complaints(good, each);
      }),
      { numRuns: 60 },
    );
  });
});
