/** Where a value that is not finite began. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { beginningsOf } from '../../src/explain/not-finite.ts';
import { pathContributions } from '../../src/explain/provenance.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

const houses = () =>
  new Session(
    scenarioOf(`
title: House prices
inputs: [area, rooms]
layers: [{ name: output, nodes: { price: { weights: [0, 0], bias: 0 } } }]
data:
  - { inputs: [2104, 3], target: 399900 }
  - { inputs: [1600, 3], target: 329900 }
  - { inputs: [2400, 3], target: 369000 }
  - { inputs: [1416, 2], target: 232000 }
  - { inputs: [3000, 4], target: 539900 }
  - { inputs: [1985, 4], target: 299900 }
loss: half_squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { epochs: 90, batch: all }`),
  );

/** The rows that a command lists, as text. */
function rowsOf(session: Session, line: string): string[] {
  const outcome = execute(new Debugger(session), line);
  return outcome.kind === 'listed' ? outcome.rows.map(({ text }) => text) : [];
}

test('training that explodes: the weight and the epoch that NumPy finds', () => {
  const session = houses();
  session.seek(session.total);
  expect(session.read('price.w[0]')).toBeNaN();
  const [first, ...earlier] = beginningsOf(session, session.total);
  expect(first).toMatchObject({
    address: 'price.w[0]',
    value: Number.NaN,
    reason: 'infinity minus infinity has no value',
  });
  expect(session.step(first?.step ?? 0)).toMatchObject({ epoch: 84, phase: 'update' });
  for (const { value, reason } of earlier) {
    expect(Math.abs(value)).toBe(Number.POSITIVE_INFINITY);
    expect(reason).toBe("it is too large for the computer's numbers");
  }
  expect(earlier.length).toBeGreaterThan(0);
});

test('each beginning has no operand that explains it, and the earliest has finite operands', () => {
  let seen = 0;
  fc.assert(
    fc.property(documents({ training: true, huge: true, layers: 2, nodes: 2, epochs: 2 }), (document) => {
      const session = new Session(scenarioOf(document));
      session.seek(session.total);
      for (let step = 1; step <= Math.min(session.total, 80); step++) {
        const found = beginningsOf(session, step);
        expect(found.length > 0).toBe(!Number.isFinite(session.step(step).result.value));
        const last = found.at(-1);
        if (!last) continue;
        seen += 1;
        expect(session.step(last.step).operands.every(({ value }) => Number.isFinite(value))).toBe(true);
        expect(last.step).toBeLessThanOrEqual(step);
      }
    }),
    networksTried(30),
  );
  expect(seen).toBeGreaterThan(0);
});

test('origin says where a value stopped being finite, and names the reason', () => {
  const session = new Session(
    scenarioOf(`
title: A pole
inputs: [x]
formulas: { a: log(x), y: a * 0 }
data: [{ inputs: [0] }]`),
  );
  session.seek(session.total);
  expect(rowsOf(session, 'origin y').slice(-3)).toEqual([
    'Where it stopped being a finite number',
    '  y became NaN at step 2: 0 times infinity has no value.',
    '  a became −∞ at step 1: the logarithm of 0 is minus infinity.',
  ]);
  session.seek(0);
  expect(rowsOf(session, 'origin x').join()).not.toContain('finite');
});

test.each([
  ['NaN', '(w * x) / (w - w) - (w * x) / (w - w)', 'NaN'],
  ['0', 'w * x - w * x', '0'],
])('paths whose sum is %s have no percentages, and origin says why', (_what, text, sum) => {
  const session = new Session(
    scenarioOf(`
title: No shares
inputs: [x]
parameters: { w: 1 }
formulas: { loss: ${text} }
data: [{ inputs: [1] }]
optimizer: { kind: sgd, learning_rate: 1 }`),
  );
  const isSum = (step: number) => session.engine.schedule.instructionAt(step).role.kind === 'gradientSum';
  const steps = Array.from({ length: session.total }, (_step, index) => index + 1).filter(isSum);
  const step = steps.at(-1) as number;
  session.seek(step);
  expect(pathContributions(session, step).map(({ share }) => share)).toContain(null);
  const rows = rowsOf(session, 'origin').join('\n');
  expect(rows).not.toContain('%');
  expect(rows).toContain(`  no percentages: the sum is ${sum}`);
});
