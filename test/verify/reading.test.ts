/** Numbers in every form in which people have them. */
import { describe, expect, test } from 'vitest';
import { Session } from '../../src/session/session.ts';
import { asPrecise, numberAt, type WrittenNumber } from '../../src/verify/numbers/written-number.ts';
import { readNumbers } from '../../src/verify/reading/read.ts';
import { scenarioOf } from '../support/networks.ts';

const session = new Session(
  scenarioOf({
    title: 'Two examples',
    inputs: ['x'],
    layers: [{ name: 'output', nodes: { y: { weights: [0.5], bias: 0.25 } } }],
    data: [
      { inputs: [1], target: 2 },
      { inputs: [3], target: 1 },
    ],
    loss: 'half_squared_error',
    optimizer: { kind: 'sgd', learning_rate: 0.1 },
    training: { epochs: 3 },
  }),
);

/** What was read: the address or step, its time, and the number as it is written. */
function read(text: string) {
  const { entries, faults, blanks } = readNumbers(session, text);
  const found = entries.map((entry) => {
    const time = entry.kind === 'address' && entry.time ? `@${entry.time.epoch}.${entry.time.example}` : '';
    return `${entry.kind === 'address' ? entry.name : entry.step}${time} ${entry.number.text}`;
  });
  return {
    found,
    faults: faults.map(({ line, column, found: what }) => `${line}:${column} ${what}`),
    blanks,
  };
}

describe('a written number', () => {
  test('gives its digits to a value, and no sign to one that is rounded to 0', () => {
    const written = numberAt('0.4', 0)?.number as WrittenNumber;
    expect([-0.26, -1e-17].map((value) => asPrecise(value, written))).toEqual(['-0.3', '0.0']);
  });

  test.each([
    ['0.5', 0.5, 0.05],
    ['3', 3, 0.5],
    ['-.25', -0.25, 0.005],
    ['−1.50', -1.5, 0.005],
    ['1.2e-3', 1.2e-3, 0.05e-3],
    ['1.2×10^-3', 1.2e-3, 0.05e-3],
    ['4 × 10⁻³', 4e-3, 0.5e-3],
    ['2.5*10**2', 250, 5],
    ['০.৩৭৫', 0.375, 0.0005],
    ['-inf', Number.NEGATIVE_INFINITY, 0],
  ])('%s', (text, value, halfUnit) => {
    const number = numberAt(text, 0);
    expect(number?.end).toBe(text.length);
    expect(number?.number.value).toBe(value);
    expect(number?.number.halfUnit).toBeCloseTo(halfUnit, 12);
  });

  test.each(['x', '', '--1', '1a', 'e5'])('%j is none', (text) => {
    expect(numberAt(text, 0)).toBeNull();
  });
});

describe('lines', () => {
  test('with any sign between an address and its number, and comments', () => {
    expect(read('y 0.75\ny.in = .8 # mine\nloss: 1,  error ≈ -1.25; grad( y ) −1.2')).toEqual({
      found: ['y 0.75', 'y.in .8', 'loss 1', 'error -1.25', 'grad(y) −1.2'],
      faults: [],
      blanks: 0,
    });
  });

  test('with a time for one number, or for all that follow', () => {
    expect(read('y@2 1\ny@2.2 3\nepoch 3\ny 4\nexample 2:\ny 5').found).toEqual([
      'y@2.null 1',
      'y@2.2 3',
      'y@3.null 4',
      'y@3.2 5',
    ]);
  });

  test('with places that are not filled in', () => {
    expect(read('y = ____\nloss ?\nerror 1')).toEqual({ found: ['error 1'], faults: [], blanks: 2 });
  });

  test('a line that cannot be read says where and what', () => {
    expect(read('y 0.5\n  hh 2\ny x\ny 0,5').faults).toEqual(['2:3 "hh"', '3:3 "x"', '4:5 "5"']);
  });

  test('a decimal comma is told to be a point', () => {
    const fixes = (text: string) => readNumbers(session, text).faults.map(({ fix }) => fix);
    expect(fixes('y 0,5')).toEqual(['write decimal numbers with a point, for example 1.5']);
    expect(fixes('y 0.5, 5')).not.toEqual(fixes('y 0,5'));
  });

  test('nothing at all is a fault', () => {
    expect(read('\n# only a comment\n').faults).toEqual(['1:1 nothing']);
  });
});

test('numbers alone are those of the steps, in their order', () => {
  expect(read('0.5 0.75\n_ -1.25')).toEqual({ found: ['1 0.5', '2 0.75', '4 -1.25'], faults: [], blanks: 1 });
});

describe('a table', () => {
  test('with a row for each number', () => {
    const text = 'epoch,example,address,value\n1,2,y,3.0\n2,,loss,0.50\n3,1,y,\n';
    expect(read(text)).toEqual({ found: ['y@1.2 3.0', 'loss@2.null 0.50'], faults: [], blanks: 1 });
  });

  test('with a column for each address: a row for each time', () => {
    expect(read('y;loss\n0.75;0.8\n1,5;x').faults).toEqual(['3:1 "1,5"', '3:5 "x"']);
    expect(read('y\tloss\n0.75\t0.8\n1.5\t2').found).toEqual(['y 0.75', 'loss 0.8', 'y 1.5', 'loss 2']);
  });

  test('an unknown address is a fault', () => {
    expect(read('address,value\nyy,1').faults).toEqual(['2:1 "yy"']);
  });
});

describe('JSON', () => {
  test('keeps how a number is written', () => {
    expect(read('{"y": 0.750, "loss": "1.2e-3", "error": null}').found).toEqual(['y 0.750', 'loss 1.2e-3']);
  });

  test('with times as objects, and as a list', () => {
    expect(read('{"epoch 2": {"y": 1, "example 2": {"y": 2}}}').found).toEqual(['y@2.null 1', 'y@2.2 2']);
    expect(read('[{"address": "y", "value": 1, "epoch": 2}]').found).toEqual(['y@2.null 1']);
    expect(read('[{"y": 1}, {"y": 2}]').found).toEqual(['y 1', 'y 2']);
  });

  test.each([
    ['{"y" 1}', '1:6 "1"'],
    ['{"y": 1', '1:8 the end of the text'],
    ['{"z": 1}', '1:2 "z"'],
    ['{"y": [1]}', '1:7 "["'],
    ['{"y": "a"}', '1:7 """'],
  ])('%s is a fault', (text, fault) => {
    expect(read(text).faults).toEqual([fault]);
  });
});

describe('a worksheet', () => {
  const sheet = [
    '# Worksheet: Two examples',
    '1. `y.product[0] = x × y.w[0]` = 0.5',
    '2. `y = y.product[0] + y.bias` = ______',
    '3. `error = y − target` = **−1.25**',
    '4. `error.squared = error²` = ১.৫৬২৫',
    '| Epoch | Loss |',
    '| --- | --- |',
    '| 1 | 0.5 |',
    '| 2 | ______ |',
    '# Answers: Two examples',
    '2. `y = 0.5 + 0.25` = **0.75**',
  ].join('\n');

  test('has the numbers of its lines, up to its own answers', () => {
    const { run, schedule } = session.engine;
    const loss = run.example.instructions.findIndex(({ result }) => result === run.loss);
    const last = schedule.epochStart(2) - run.update.instructions.length - run.example.instructions.length;
    expect(read(sheet)).toEqual({
      found: ['1 0.5', '3 −1.25', '4 ১.৫৬২৫', `${last + loss + 1} 0.5`],
      faults: [],
      blanks: 2,
    });
  });

  test('an answer that is no number is a fault', () => {
    expect(read('1. `y = …` = about 3').faults).toEqual(['1:14 "about 3"']);
  });
});
