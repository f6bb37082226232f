/** Missing cells and words in the columns of inputs: what the scenario can say about them, and what becomes of them. */
import { describe, expect, test } from 'vitest';
import { describeSource } from '../../src/scenario/data/description.ts';
import { initialWeights } from '../../src/scenario/format/initial-weights.ts';
import type { DataSource } from '../../src/scenario/format/scenario.ts';
import { complaintsOf, readTableDocument, scenarioOfTable, tableDocument } from '../support/tables.ts';

const cars = 'mpg,horsepower,weight\n18,130,3504\n25,?,2046\n15,165,3693\n21,NA,2875\n22,,2500\n';
const car = (rest: string) =>
  tableDocument(`csv: cars.csv, inputs: [horsepower, weight], target: mpg${rest}`, {
    inputs: ['hp', 'weight'],
  });

const things = 'colour,size,y\nred,1,0\nblue,2,1\nred,3,1\n';
const thing = (rest: string, weights = 3) =>
  tableDocument(`csv: things.csv, target: y${rest}`, { inputs: ['colour', 'size'], weights });

const complaints = (source: string, text: string) => complaintsOf(readTableDocument(source, text), source);
const said = (source: DataSource | null) => describeSource(source as DataSource);

describe('missing cells', () => {
  test('are reported with their rows, and with what can be done', () => {
    expect(complaints(car(''), cars)).toEqual([
      'cars.csv:3:4: expected a number, found "?", "NA", an empty cell: column horsepower has no value in 3 of 5 rows | fix: write missing: drop under data to leave out these rows, or missing: mean to fill in the mean of the column',
    ]);
  });

  test('can leave out their rows', () => {
    const { data, source } = scenarioOfTable(car(', missing: drop'), cars);
    expect(data).toEqual([
      { inputs: [130, 3504], targets: [18] },
      { inputs: [165, 3693], targets: [15] },
    ]);
    expect(source).toMatchObject({ rows: 5, dropped: 3 });
    expect([0, 1].map((example) => source?.lineOf(example))).toEqual([2, 4]);
    expect(said(source)).toBe('cars.csv: 5 rows, separator ",", 3 rows with missing cells left out');
  });

  test('can be filled with the mean, before the column is standardized', () => {
    const { data, scales, source } = scenarioOfTable(car(', missing: mean, standardize: true'), cars);
    // By NumPy: nanmean, where, mean, std.
    expect(data.map(({ inputs }) => inputs[0])).toEqual([-1.5811388300841898, 0, 1.5811388300841898, 0, 0]);
    expect(scales).toEqual([
      { of: 'input', index: 0, mean: 147.5, deviation: 11.067971810589327 },
      { of: 'input', index: 1, mean: 2923.6, deviation: 613.3222970021553 },
    ]);
    expect(source?.columns[0]).toEqual({
      name: 'horsepower',
      fill: { kind: 'mean', value: 147.5, cells: 3 },
      filled: [1, 3, 4],
    });
    expect(said(source)).toBe(
      'cars.csv: 5 rows, separator ",", 3 missing cells of horsepower filled with the mean 147.5 of the training rows',
    );
  });

  test('can be filled with a number, and treated differently in each column', () => {
    const text = 'mpg,horsepower,weight\n18,130,3504\n25,?,2046\nNaN,165,3693\n21,null,n/a\n';
    const { data, source } = scenarioOfTable(
      car(', missing: { horsepower: -1, weight: mean, mpg: drop }'),
      text,
    );
    expect(data).toEqual([
      { inputs: [130, 3504], targets: [18] },
      { inputs: [-1, 2046], targets: [25] },
      { inputs: [-1, 2775], targets: [21] },
    ]);
    expect(said(source)).toBe(
      'cars.csv: 4 rows, separator ",", 1 row with missing cells left out, 2 missing cells of horsepower filled with -1, 1 missing cell of weight filled with the mean 2775 of the training rows',
    );
  });

  test('rows are left out before the split, and the mean is that of the training rows', () => {
    const rows = Array.from(
      { length: 40 },
      (_, row) => `${row},${row % 4 === 0 ? '' : row},${row % 10 === 0 ? '?' : 1}`,
    );
    const source = tableDocument(
      'csv: a.csv, inputs: [id, x], target: y, missing: { x: mean, y: drop }, split: { test: 0.25, seed: 3 }, standardize: [x]',
      { inputs: ['id', 'x'] },
    );
    const {
      data,
      test: apart,
      scales,
      source: from,
    } = scenarioOfTable(source, `id,x,y\n${rows.join('\n')}\n`);
    expect([data.length, apart.length]).toEqual([27, 9]);
    const ids = data.map(({ inputs }) => inputs[0] as number);
    expect([...ids, ...apart.map(({ inputs }) => inputs[0])]).not.toContain(10);
    expect(ids.map((_, example) => from?.lineOf(example))).toEqual(ids.map((id) => id + 2));
    const known = ids.filter((id) => id % 4 !== 0);
    const mean = known.reduce((sum, id) => sum + id, 0) / known.length;
    expect(from?.columns[1]).toEqual({
      name: 'x',
      fill: { kind: 'mean', value: mean, cells: 8 },
      filled: [...ids.keys()].filter((index) => (ids[index] as number) % 4 === 0),
    });
    const [scale] = scales;
    for (const { inputs } of [...data, ...apart]) {
      const [id = 0, x] = inputs;
      const number = id % 4 === 0 ? mean : id;
      expect(x).toBe((number - (scale?.mean ?? 0)) / (scale?.deviation ?? 0));
    }
  });

  test.each<[string, string, string, string[]]>([
    [
      'in the target, which is not filled',
      ', missing: mean',
      'mpg,horsepower,weight\n1,2,3\n,2,3\n',
      [
        'cars.csv:3:1: expected a number, found an empty cell: column mpg has no value in 1 of 2 rows | fix: write missing: { mpg: drop } under data to leave out these rows',
      ],
    ],
    [
      'in every row',
      ', missing: drop',
      'mpg,horsepower,weight\n1,,3\n2,2,?\n',
      [
        's.yaml:5:76: data.missing: expected at least one row without missing cells, found none | fix: write missing: mean, or list fewer columns',
      ],
    ],
    [
      'in every row, also in the target',
      ', missing: drop',
      'mpg,horsepower,weight\n1,,3\n,2,3\n',
      [
        's.yaml:5:76: data.missing: expected at least one row without missing cells, found none | fix: write missing: { horsepower: mean, mpg: drop }, or list fewer columns',
      ],
    ],
    [
      'in every row of the target',
      ', missing: drop',
      'mpg,horsepower,weight\n,1,3\n,2,3\n',
      [
        's.yaml:5:76: data.missing: expected at least one row without missing cells, found none | fix: list fewer columns',
      ],
    ],
    [
      'in all rows of a column',
      ', missing: mean',
      'mpg,horsepower,weight\n1,,3\n2,?,4\n',
      [
        's.yaml:5:76: data.missing: expected numbers in column horsepower of the training rows whose mean can be computed, found none | fix: write drop or a number instead of mean',
      ],
    ],
    [
      'filled with something else',
      ', missing: { horsepower: median }',
      cars,
      [
        's.yaml:5:90: data.missing.horsepower: expected a number, or the word drop or mean, found the text "median" | fix: write a number, or the word drop or mean',
      ],
    ],
    [
      'filled in other columns',
      ', missing: { horse_power: 0, mpg: mean }',
      cars,
      [
        's.yaml:5:78: data.missing.horse_power: expected the column of an input or a target, found the text "horse_power" | fix: did you mean "horsepower"?',
        's.yaml:5:99: data.missing.mpg: expected the word drop, because the column holds targets or words, found the text "mean" | fix: write mpg: drop',
      ],
    ],
  ])('%s', (_what, rest, text, expected) => {
    expect(complaints(car(rest), text)).toEqual(expect.arrayContaining(expected));
  });
});

describe('words in the column of an input', () => {
  test('are reported with the list to write, for inputs and for targets', () => {
    expect(complaints(thing('', 2), things)).toEqual([
      'things.csv:2:1: expected a number, found words in column colour: "red", "blue" | fix: write categories: { colour: [red, blue] } under data, for one input each',
    ]);
    const text = 'colour,size,y\nNew York,1,<=50K\n>3,2,>50K\nNew York,3,<=50K\n';
    expect(complaints(thing('', 2), text)).toEqual([
      'things.csv:2:1: expected a number, found words in column colour: "New York", ">3" | fix: write categories: { colour: { New_York: New York, category_2: ">3" } } under data, for one input each',
      'things.csv:2:12: expected a number, found words in column y: "<=50K", ">50K" | fix: write classes: ["<=50K", ">50K"] under data, for the targets 0 and 1, or for one output each',
    ]);
  });

  test('are one input each, 1 for its word and 0 for the others, and are not standardized', () => {
    const { data, inputs, scales } = scenarioOfTable(
      thing(', categories: { colour: [blue, red] }, standardize: true'),
      things,
    );
    expect(inputs).toEqual(['colour.blue', 'colour.red', 'size']);
    const deviation = Math.sqrt(2 / 3);
    expect(scales).toEqual([{ of: 'input', index: 2, mean: 2, deviation }]);
    expect(data.map(({ inputs: numbers }) => numbers)).toEqual([
      [0, 1, -1 / deviation],
      [1, 0, 0],
      [0, 1, 1 / deviation],
    ]);
  });

  test('can have other names, and leave out rows without a word', () => {
    const source = thing(', categories: { colour: { warm: "রং ১", unknown: "?" } }, missing: drop');
    const { data, inputs } = scenarioOfTable(source, 'colour,size,y\nরং ১,1,0\n?,2,1\nNA,3,1\n');
    expect(inputs).toEqual(['colour.warm', 'colour.unknown', 'size']);
    expect(data.map(({ inputs: numbers }) => numbers)).toEqual([
      [1, 0, 1],
      [0, 1, 2],
    ]);
  });

  test('count in the number of weights, also of weights that are drawn', () => {
    expect(complaints(thing(', categories: { colour: [red, blue] }', 2), things)).toEqual([
      's.yaml:4:39: layers[0].nodes.p0: expected 3 weights, one for each incoming value (colour.red, colour.blue, size), found 2 weights | fix: add 1 more',
    ]);
    const sized = thing(', categories: { colour: [red, blue] }').replace(
      'nodes: { p0: [1,1,1] }',
      'size: 1, init: { kind: he, seed: 1 }',
    );
    const { layers } = scenarioOfTable(sized, things);
    expect(layers[0]?.nodes[0]?.weights).toEqual(initialWeights({ kind: 'he', seed: 1 }, 3, 1)[0]);
  });

  test('can be used in formulas', () => {
    const source = `
title: Prices
inputs: [colour]
parameters: { w: [1, 2] }
formulas: { y: "w[0] * colour.red + w[1] * colour.blue" }
data: { csv: things.csv, target: y, categories: { colour: [red, blue] } }
loss: squared_error`;
    const { formulas, inputs } = scenarioOfTable(source, things);
    expect(inputs).toEqual(['colour.red', 'colour.blue']);
    expect(JSON.stringify(formulas[0]?.cells)).toContain('{"name":"colour.blue"}');
  });

  test.each<[string, string, string[]]>([
    [
      'of other words',
      ', categories: { colour: [red, green] }',
      ['things.csv:3:1: expected one of the categories, found the text "blue" | fix: try red, green'],
    ],
    [
      'with a word twice',
      ', categories: { colour: [red, blue, red] }',
      [
        's.yaml:5:71: data.categories.colour[2]: expected each category once, found "red" again | fix: remove one of the two',
      ],
    ],
    [
      'with a word under two names',
      ', categories: { colour: { a: red, b: red, c: blue } }',
      [
        's.yaml:5:72: data.categories.colour.b: expected each category once, found "red" again | fix: remove one of the two',
      ],
    ],
    [
      'of another column',
      ', categories: { color: [red, blue] }',
      [
        's.yaml:5:51: data.categories.color: expected the column of an input, found the text "color" | fix: did you mean "colour"?',
      ],
    ],
    [
      'that is standardized',
      ', categories: { colour: [red, blue] }, standardize: [colour]',
      [
        's.yaml:5:88: data.standardize[0]: expected a column of numbers, found the text "colour" | fix: try size, y',
      ],
    ],
    [
      'with a text that is no name',
      ', categories: { colour: [red, "dark blue"] }',
      [
        's.yaml:5:65: data.categories.colour[1]: expected a name of letters, digits and _; for other texts a mapping: { new_york: "New York" }, found the text "dark blue" | fix: write a name of letters, digits and _; for other texts a mapping: { new_york: "New York" }',
      ],
    ],
  ])('a list %s is refused', (_what, rest, expected) => {
    expect(complaints(thing(rest), things)).toEqual(expect.arrayContaining(expected));
  });
});
