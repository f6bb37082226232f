import { expect, test } from 'vitest';
import { backstep, linesOf, oneWeight, scratch } from '../support/backstep.ts';

const files = scratch();
const exploding = files.write('exploding.yaml', oneWeight({ rate: '1e308', epochs: '3' }));
const zero = files.write('zero.yaml', oneWeight({ weight: '-0' }));

async function json(...args: string[]): Promise<Record<string, number | string>> {
  const { code, out, err } = await backstep(['values', ...args, '--format', 'json']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out);
}

async function table(...args: string[]): Promise<string[][]> {
  const { code, out, err } = await backstep(['values', ...args]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return linesOf(out).map((line) => line.split(/ {2,}/));
}

test('at the end parameters have their updated values, other addresses the values computed last', async () => {
  const rows = await table('target-13');
  expect(rows).toContainEqual(['node_0.w[0]', '1.32']);
  expect(rows).toContainEqual(['output.w[1]', '-0.92']);
  expect(rows).toContainEqual(['output', '9']);
  expect(rows).toContainEqual(['grad(node_1.w[1])', '24']);
  expect(rows).toHaveLength(36);
  expect(await table('target-13', '--at', 'end')).toEqual(rows);
  expect(await table('target-13', '--at', '32')).toEqual(rows);
});

test('at an earlier step there are only the values known there', async () => {
  expect(await table('target-13', '--at', '0')).toEqual([
    ['children', '2'],
    ['accounts', '3'],
    ['target', '13'],
    ['node_0.w[0]', '1'],
    ['node_0.w[1]', '1'],
    ['node_1.w[0]', '-1'],
    ['node_1.w[1]', '1'],
    ['output.w[0]', '2'],
    ['output.w[1]', '-1'],
    ['learning_rate', '0.01'],
  ]);
  const nine = await json('target-13', '--at', '9');
  expect(nine).toMatchObject({ output: 9, 'output.w[0]': 2 });
  expect(nine).not.toHaveProperty('error');
  const within = await json('target-13', '--at', '22');
  expect(within).toMatchObject({ 'output.w[0]': 2.4, 'output.w[1]': -1 });
});

test('the JSON object has every address of every value', async () => {
  expect(await json('target-13')).toMatchObject({
    target: 13,
    'target[0]': 13,
    node_0: 5,
    'node_0.in': 5,
    'node_0.sum[1]': 5,
    error: -4,
    'error[0]': -4,
    loss: 16,
    'error.squared': 16,
    'error[0].squared': 16,
    'loss.term[0]': 16,
    'grad(output)': -8,
    'grad(error)': -8,
    'grad(output.in)': -8,
    'delta(output.w[0])': -0.4,
  });
});

test('the last epoch’s values are those at the end', async () => {
  const file = files.write('epochs.yaml', oneWeight({ epochs: '1000' }));
  const end = await json(file);
  expect(end['y.w[0]']).toBeCloseTo(1.5, 12);
  // One step into an epoch, the weight is still the result of the last update.
  expect((await json(file, '--at', '8'))['y.w[0]']).toBe((await json(file, '--at', '7'))['y.w[0]']);
});

test('a variant has its own numbers', async () => {
  expect(await json('target-13', '--variant', 'better_output', '--at', '11')).toMatchObject({
    'output.w[0]': 3,
    output: 13,
    loss: 0,
  });
});

test('of a saved session: where it left off, with its edits and what they make out of date', async () => {
  const file = files.at('edited.session');
  const commands = ['11', 'set target = 9', `save ${file}`].flatMap((line) => ['--command', line]);
  expect((await backstep(['run', 'target-13', ...commands])).code).toBe(0);
  const rows = await table(file);
  expect(rows).toContainEqual(['target', '9', 'set by hand']);
  expect(rows).toContainEqual(['loss', '16', 'out of date after an edit']);
  expect(rows).toContainEqual(['node_0', '5']);
  expect(rows.map(([name]) => name)).not.toContain('grad(loss)');
  expect((await json(file)).target).toBe(9);
  expect((await table(file, '--at', 'end')).length).toBeGreaterThan(rows.length);
});

test('NaN, the infinities and −0', async () => {
  expect(await json(exploding)).toMatchObject({ 'y.w[0]': 'NaN', loss: 'NaN', learning_rate: 1e308 });
  expect(await json(exploding, '--at', '7')).toMatchObject({
    'y.w[0]': 'Infinity',
    'delta(y.w[0])': '-Infinity',
  });
  expect(await table(exploding, '--at', '7')).toContainEqual(['delta(y.w[0])', '-Infinity']);
  expect(await json(zero, '--at', '1')).toMatchObject({ 'y.w[0]': '-0', y: '-0' });
  expect(await table(zero, '--at', '1')).toContainEqual(['y', '-0']);
});

test.each([
  '33',
  '-1',
  '1.5',
  '1e1',
  '0x1',
  '',
  'END',
  '3 4',
  '101%',
  'epoch 2',
  'hiden',
  '99999999999999999999',
])('no step: %j', async (at) => {
  const { code, out, err } = await backstep(['values', 'target-13', '--at', at]);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('--at: expected a step from 0 to 32, a share such as 50%, start, end, or a place');
});

test.each([
  ['50%', '16'],
  ['start', '0'],
  ['loss', '10'],
  ['backward node_0', '17'],
])('a place as for goto: %s', async (place, step) => {
  expect(await json('target-13', '--at', place)).toEqual(await json('target-13', '--at', step));
});

test('expressions over the run: CSV with a heading, JSON lines, and at one step', async () => {
  const print = async (...args: string[]) => {
    const { code, out, err } = await backstep(['values', exploding, ...args]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    return linesOf(out);
  };
  const csv = await print('--address', 'y.w[0]', '--address', 'max(y, 1)', '--every', 'epoch');
  expect(csv[0]).toBe('step,epoch,batch,example,y.w[0],"max(y, 1)"');
  expect(csv).toHaveLength(4);
  // The slope is −4, and a learning rate of 1e308 times it is infinite.
  expect(csv[1]).toBe('7,1,,,Infinity,2');
  const json = await print('--address', 'y.w[0]', '--every', 'batch', '--format', 'jsonl');
  expect(json.map((line) => JSON.parse(line)).at(-1)).toMatchObject({ epoch: 3, batch: 1, example: null });
  expect(await print('--address', 'grad(y)', '--address', 'y + 1', '--at', '0')).toEqual([
    'grad(y)',
    'y + 1',
  ]);
  expect(JSON.parse((await print('--address', 'y.w[0]', '--at', '0', '--format', 'json')).join(''))).toEqual({
    'y.w[0]': 1,
  });
});

test.each([
  [
    ['--address', 'lss'],
    '--address lss: expected an address in this run, found "lss"',
    'did you mean "loss"?',
  ],
  [
    ['--every', 'epoch'],
    '--every: expected an --address to print, found none',
    'for example, write --address loss',
  ],
  [
    ['--address', 'loss', '--format', 'csv'],
    '--format: expected table or json, found the text "csv"',
    'for example, add --every epoch',
  ],
  [
    ['--address', 'loss', '--every', 'step', '--format', 'json'],
    '--format: expected csv or jsonl, with --every, found the text "json"',
    'write --format csv',
  ],
])('%j: what is wrong', async (args, first, fix) => {
  const { code, err } = await backstep(['values', 'target-13', ...args]);
  expect(code).toBe(2);
  expect(linesOf(err)).toEqual([first, `  fix: ${fix}`]);
});
