/** Where the inputs and targets of a CSV file come from: the cell, and what became of it. */
import { afterEach, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import '../support/languages.ts';
import { scenarioOfTable } from '../support/tables.ts';

afterEach(() => setLanguage('en'));

const source = `
title: Flats
inputs: [city, age, rooms, area]
layers: [{ name: output, nodes: { cheap: [1, 1, 1, 1, 1], dear: [1, 1, 1, 1, 1] } }]
data:
  csv: flats.csv
  target: price
  classes: [cheap, dear]
  categories: { city: { dhaka: Dhaka, khulna: Khulna } }
  missing: { age: mean, rooms: 2 }
  standardize: [age]
loss: softmax_cross_entropy
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2, batch: 2 }
variants: { other: { set: { area: 7 } } }
`;
const text =
  '# flats\ncity,age,rooms,area,price\nDhaka,10,3,"1,200",dear\nKhulna,,?,950,cheap\nDhaka,14,NA,"1,234.5",dear\n';

const open = (scenarioText = source) =>
  new Debugger(new Session(scenarioOfTable(scenarioText, text)), formatNumber);

/** The rows of `origin` for an address, in one line. */
function originOf(debug: Debugger, address: string): string {
  const outcome = execute(debug, `origin ${address}`);
  return outcome.kind === 'listed'
    ? outcome.rows.map(({ text: row }) => row.trim()).join('; ')
    : JSON.stringify(outcome);
}

/** Goes to the first step of an example, and returns the rows of its inputs and targets. */
function rowsAt(debug: Debugger, example: number): string[] {
  execute(debug, `goto example ${example}`);
  const { run } = debug.session.engine;
  return [...run.inputs, ...run.targets].map((slot) => originOf(debug, run.slots[slot]?.names[0] ?? ''));
}

const prices = `
title: Flats
inputs: [rooms]
layers: [{ name: output, nodes: { y: [1] } }]
data: { csv: flats.csv, target: area, missing: { rooms: 2 }, standardize: [area] }
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
`;

test('a standardized target says how it was made', () => {
  const debug = open(prices);
  expect(rowsAt(debug, 1).at(-1)).toBe(
    'target = 0.5666531804835556   given: a target; flats.csv:3: "1,200" in column area; standardized: minus the mean 1128.1666666666667, divided by the standard deviation 126.7677228459814',
  );
});

test('each says its line, its cell, and how the number was made of it', () => {
  const debug = open();
  expect(rowsAt(debug, 1)).toEqual([
    'city.dhaka = 1   given: an input; flats.csv:3: city is "Dhaka", so 1',
    'city.khulna = 0   given: an input; flats.csv:3: city is "Dhaka", so 0',
    'age = -1.224744871391589   given: an input; flats.csv:3: "10" in column age; standardized: minus the mean 12, divided by the standard deviation 1.632993161855452',
    'rooms = 3   given: an input; flats.csv:3: "3" in column rooms',
    'area = 1200   given: an input; flats.csv:3: "1,200" in column area',
    'target[0] = 0   given: a target; flats.csv:3: price is "dear", so 0',
    'target[1] = 1   given: a target; flats.csv:3: price is "dear", so 1',
  ]);
  expect(rowsAt(debug, 2)).toEqual([
    'city.dhaka = 0   given: an input; flats.csv:4: city is "Khulna", so 0',
    'city.khulna = 1   given: an input; flats.csv:4: city is "Khulna", so 1',
    'age = 0   given: an input; flats.csv:4: an empty cell in column age; filled with the mean 12 of the training rows; standardized: minus the mean 12, divided by the standard deviation 1.632993161855452',
    'rooms = 2   given: an input; flats.csv:4: "?" in column rooms; filled with 2',
    'area = 950   given: an input; flats.csv:4: "950" in column area',
    'target[0] = 1   given: a target; flats.csv:4: price is "cheap", so 1',
    'target[1] = 0   given: a target; flats.csv:4: price is "cheap", so 0',
  ]);
});

test('in Bangla, too', () => {
  const debug = open();
  execute(debug, 'goto example 2');
  setLanguage('bn');
  expect(originOf(debug, 'city.khulna')).toBe(
    'city.khulna = 1   দেওয়া আছে: ইনপুট; flats.csv:4: city কলামে আছে "Khulna", তাই 1',
  );
  expect(originOf(debug, 'age')).toBe(
    'age = 0   দেওয়া আছে: ইনপুট; flats.csv:4: age কলামের খালি ঘর; ট্রেনিংয়ের সারিগুলোর গড় 12 দিয়ে ভরা হয়েছে; স্ট্যান্ডার্ডাইজ করা: গড় 12 বিয়োগ করে স্ট্যান্ডার্ড ডেভিয়েশন 1.632993161855452 দিয়ে ভাগ করা হয়েছে',
  );
});

test('in a shuffled order, the row is that of the loaded example at every step', () => {
  const shuffled = source.replace('epochs: 2', 'epochs: 3, shuffle: { seed: 5 }');
  const debug = open(shuffled);
  const areas = new Map([
    [3, 1200],
    [4, 950],
    [5, 1234.5],
  ]);
  const seen = new Set<number>();
  for (let step = 1; step <= debug.session.total; step++) {
    debug.session.seek(step);
    const [, line] = /flats\.csv:(\d+)/.exec(originOf(debug, 'area')) ?? [];
    seen.add(Number(line));
    expect(debug.session.read('area')).toBe(areas.get(Number(line)));
  }
  expect(seen.size).toBe(3);
});

test('a number that was edited, or that a variant sets, is not said to be from the file', () => {
  const debug = open();
  execute(debug, 'goto example 1');
  debug.session.switchVariant('other');
  expect(originOf(debug, 'area')).toBe('area = 7   given: an input');
  expect(originOf(debug, 'rooms')).toContain('flats.csv:3');
  execute(debug, 'set rooms = 5');
  expect(originOf(debug, 'rooms')).toMatch(/^rooms = 5 {3}set by hand/);
});
