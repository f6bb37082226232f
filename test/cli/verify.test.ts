import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { backstep, linesOf, scratch } from '../support/backstep.ts';

const files = scratch();
const net = fileURLToPath(new URL('../cases/03-wrong-hidden-delta/net.yaml', import.meta.url));
const wrong = files.write('wrong.txt', 'grad(h0.in) = 0.0776, h0.w[1] = 0.39224\n');

test('the first wrong number is named with its operation, what it should be, and what explains it', async () => {
  const { code, out, err } = await backstep(['verify', net, wrong]);
  expect({ code, err }).toEqual({ code: 1, err: '' });
  expect(linesOf(out)).toEqual([
    'Right: 0. Wrong: 1. Following from a wrong one: 1.',
    'The first wrong number',
    '  grad(h0.in) is 0.0776, and should be -0.0119 (-0.011877479681510148)   step 25',
    '    grad(h0.in) = slope(h0) × grad(h0) = 0.24026074574152914 × (-0.04943578962452676) = -0.011877479681510148',
    '    grad(o.in) lacks slope(o), the slope of the activation.',
    '    grad(h0) lacks the weight o.w[0].',
    '    This gives 0.0776.',
    'These follow from a wrong number',
    '  h0.w[1] is 0.39224, and should be 0.40119 (0.40118774796815104)   step 39   follows from grad(h0.in)',
  ]);
});

test('as JSON it has every number', async () => {
  const { code, out } = await backstep(['verify', net, wrong, '--format', 'json']);
  expect(code).toBe(1);
  const report = JSON.parse(out);
  expect(report).toMatchObject({
    right: false,
    blanks: 0,
    unplaced: [],
    numbers: [
      { address: 'grad(h0.in)', line: 1, column: 1, given: '0.0776', status: 'wrong', step: 25, epoch: 1 },
      { address: 'h0.w[1]', line: 1, column: 23, status: 'follows', follows: 'grad(h0.in)', step: 39 },
    ],
  });
  expect(report.first).toEqual(report.numbers[0]);
  expect(report.first.explanations).toMatchObject([{ kind: 'factor missing', everywhere: false }]);
  expect(report.first.explanations[0].gives).toBeCloseTo(0.07759832, 8);
});

test('right numbers end with 0, in the other language too', async () => {
  const right = files.write('right.txt', 'h0 0.5987\no 0.322975\n');
  expect(await backstep(['verify', net, right])).toEqual({
    code: 0,
    out: 'All 2 numbers are right.\n',
    err: '',
  });
  const { code, out } = await backstep(['verify', net, right, '--lang', 'bn']);
  expect({ code, out }).toEqual({ code: 0, out: '২টি সংখ্যার সবগুলোই ঠিক।\n' });
});

test('what `values` prints is right, with the step it was printed for', async () => {
  for (const format of ['json', 'table']) {
    const { out } = await backstep(['values', 'xor', '--at', '1000', '--format', format]);
    const values = files.write(`values-${format}`, out);
    const { code, out: said } = await backstep(['verify', 'xor', values, '--at', '1000']);
    expect({ code, said: said.replace(/\d+/, '?') }).toEqual({ code: 0, said: 'All ? numbers are right.\n' });
  }
});

test('a filled worksheet is marked, in either language', async () => {
  for (const lang of ['en', 'bn']) {
    const { out } = await backstep(['export', 'target-13', '--to', 'worksheet', '--lang', lang]);
    const answers = new Map(
      Array.from(out.matchAll(/^(\d+)\. .*\*\*(.*)\*\*$/gm), ([, step, answer]) => [step, answer]),
    );
    expect(answers.size).toBe(32);
    const filled = out.replace(/^(\d+)(\. `.*` = )_+$/gm, (_line, step, rest) => {
      const answer = step === '9' ? '8' : answers.get(step);
      const local =
        lang === 'bn' ? answer?.replace(/\d/g, (digit) => '০১২৩৪৫৬৭৮৯'[Number(digit)] as string) : answer;
      return Number(step) > 20 ? `${step}${rest}______` : `${step}${rest}__${local}__`;
    });
    const sheet = files.write(`sheet-${lang}.md`, filled);
    const { code, out: said, err } = await backstep(['verify', 'target-13', sheet, '--format', 'json']);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    const { first, blanks, numbers } = JSON.parse(said);
    expect(first).toMatchObject({ address: 'output', step: 9, value: 9 });
    expect(blanks).toBe(12);
    expect(numbers.filter((each: { status: string }) => each.status === 'right')).toHaveLength(19);
  }
});

test('numbers that cannot be read are told with their places', async () => {
  const bad = files.write('bad.txt', 'h0 0.6\n  h2 = 0.5\n');
  const { code, err } = await backstep(['verify', net, bad]);
  expect(code).toBe(2);
  expect(err).toContain(`${bad}:2:3: expected an address in this run, found "h2"`);
  expect(linesOf(err)[2]).toMatch(/│ {3}\^$/);
  expect((await backstep(['verify', net, files.at('none.txt')])).err).toContain('expected a file of numbers');
});

test('a script checks numbers and a file of them', async () => {
  const { code, out } = await backstep([
    ...['run', net, '--command', 'verify h0 0.7, o.in -0.81105', '--command', 'next-wrong'],
    ...['--command', `verify ${wrong}`],
  ]);
  expect(code).toBe(0);
  const lines = linesOf(out);
  expect(lines.slice(0, 2)).toEqual(['Your numbers', '  Right: 0. Wrong: 1. Following from a wrong one: 1.']);
  expect(lines.find((line) => line.startsWith('step 4 of'))).toContain('sigmoid(h0.in)');
  expect(lines.filter((line) => line.includes('grad(h0.in) is 0.0776'))).toHaveLength(1);
  const none = await backstep(['run', net, '--command', 'verify none.txt']);
  expect(none.code).toBe(2);
  expect(none.err).toContain('none.txt: expected a file of numbers, found no such file');
});
