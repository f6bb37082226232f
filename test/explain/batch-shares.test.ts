/** Where a batch's gradient comes from: the share of each example, and what the shares do together. */
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { batchShares } from '../../src/explain/batch-shares.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changedSession, changes } from '../support/replay.ts';

afterEach(() => setLanguage('en'));

function answer(session: Session, line: string): string[] {
  const outcome = execute(new Debugger(session), line);
  if (outcome.kind !== 'listed') throw new Error(JSON.stringify(outcome));
  return outcome.rows.map(({ text }) => text);
}

/** Exclusive or without a hidden layer: after 400 epochs all four outputs are 0.5, and the gradients cancel. */
const xor = {
  title: 'Exclusive or, without a hidden layer',
  inputs: ['a', 'b'],
  layers: [
    {
      name: 'output',
      activation: 'softmax' as const,
      nodes: { yes: { weights: [0.4, -0.3], bias: 0.1 }, no: { weights: [-0.2, 0.5], bias: 0 } },
    },
  ],
  data: [
    { inputs: [0, 0], target: [0, 1] },
    { inputs: [0, 1], target: [1, 0] },
    { inputs: [1, 0], target: [1, 0] },
    { inputs: [1, 1], target: [0, 1] },
  ],
  loss: 'binary_cross_entropy' as const,
  optimizer: { kind: 'sgd' as const, learning_rate: 0.5 },
  training: { epochs: 400, batch: 'all' as const, finish: 'loss' as const },
};

test('four examples of exclusive or cancel, each with a share of 0.125 in size', () => {
  const session = new Session(scenarioOf(xor));
  execute(new Debugger(session), 'goto epoch 400 update');
  // The values are those of NumPy: the sum is −4.26e−10, the shares of the examples with a = 1 are ±0.125.
  expect(session.read('batch.grad(yes.w[0])')).toBeCloseTo(-4.26e-10, 12);
  const rows = answer(session, 'origin batch.grad(yes.w[0])');
  expect(rows[1]).toBe('What each example adds to it');
  expect(rows[2]).toMatch(/^ {2}example 1 +0 {3}a = 0, b = 0, target\[0\] = 0, target\[1\] = 1$/);
  expect(rows[4]).toMatch(
    /^ {2}example 3 +-0\.1249999998\d+ {3}a = 1, b = 0, target\[0\] = 1, target\[1\] = 0$/,
  );
  expect(rows[5]).toMatch(
    /^ {2}example 4 +0\.1249999994\d+ {3}a = 1, b = 1, target\[0\] = 0, target\[1\] = 1$/,
  );
  expect(rows[6]).toMatch(
    /^ {2}They cancel: their sizes add up to 0\.24999999\d+, but their sum is only -4\.26\d+e-10\.$/,
  );
  setLanguage('bn');
  expect(answer(session, 'origin batch.grad(yes.w[0])')[6]).toContain('এগুলো একে অন্যকে কাটে');
});

describe('the last sentence', () => {
  const last = (targets: readonly number[]) => {
    const session = new Session(
      scenarioOf({
        title: 't',
        inputs: ['x'],
        layers: [{ name: 'output', nodes: { y: { weights: [0], bias: 0 } } }],
        data: targets.map((target) => ({ inputs: [1], target })),
        loss: 'half_squared_error',
        reduction: 'sum',
        optimizer: { kind: 'sgd', learning_rate: 0.1 },
        training: { epochs: 1, batch: 'all' },
      }),
    );
    session.seek(session.total);
    return answer(session, 'origin batch.grad(y.w[0])');
  };

  test.each([
    [[-1, -2, -5], '  They do not cancel: they add up to 8.'],
    [[1, -3], '  They partly cancel: their sizes add up to 4, and 50.0% of that is left (2).'],
    [[100, -101], '  They cancel: their sizes add up to 201, but their sum is only 1.'],
    [[0, 0], '  All of them are 0.'],
  ])('for the targets %j', (targets, text) => {
    expect(last(targets)).toContain(text);
  });

  test('of many examples comes after the largest ones, and the others are counted', () => {
    const rows = last(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(rows.slice(2, 4)).toEqual([
      '  example 30   -30   x = 1, target = 30',
      '  example 29   -29   x = 1, target = 29',
    ]);
    expect(rows[10]).toBe('  and 22 more, together -253');
    expect(rows[11]).toBe('  They do not cancel: they add up to -465.');
  });
});

test('the shares of random batches add up to the gradient, also after edits, and each is what its step has added', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      documents({ training: true, dropout: true, layers: 2, nodes: 2, epochs: 2 }),
      fc.array(changes, { maxLength: 3 }),
      (document, made) => {
        const session = changedSession(document, made);
        session.seek(session.total);
        for (let step = 1; step <= Math.min(session.total, 300); step++) {
          const found = batchShares(session, step);
          if (!found) continue;
          compared += 1;
          const { shares, sum, sizes } = found;
          expect(shares.at(-1)?.step).toBe(step);
          expect(shares.reduce((total, { value }) => total + value, 0)).toBe(sum);
          if (Number.isFinite(sizes)) expect(Math.abs(sum)).toBeLessThanOrEqual(sizes * (1 + 1e-12));
          for (const share of shares) expect(session.step(share.step).operands[1]?.value).toBe(share.value);
        }
      },
    ),
    networksTried(60),
  );
  expect(compared).toBeGreaterThan(100);
});
