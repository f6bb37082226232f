/** A scenario as plain data: standardized numbers are kept as they were in the file, drawn weights as their rule. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepScenario, restoreScenario } from '../../src/scenario/kept-scenario.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import '../support/seed.ts';

const yaml = `
title: Kept
inputs: [a, b]
layers:
  - { name: hidden, size: 3, activation: tanh, init: { kind: normal, seed: 5, scale: 0.5 }, bias: false }
  - { name: output, nodes: { y: { weights: [1, -0.5, 2], bias: 0.25 } } }
data: { csv: rows.csv, target: t, standardize: [a, t], split: { test: 0.2, seed: 3 } }
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
`;

function scenarioOf(rows: readonly (readonly number[])[]) {
  const csv = `a,b,t\n${rows.map((row) => row.join(',')).join('\n')}\n`;
  const read = parseScenario(yaml, () => ({ text: csv }));
  return read.ok ? read.scenario : null;
}

test('numbers with few digits are kept with them, and drawn weights without any', () => {
  const scenario = scenarioOf([1.5, 2, -3.25, 10, 0.1].map((each) => [each, 1, each * 2]));
  if (!scenario) return expect.unreachable();
  const kept = keepScenario(scenario);
  const written = [...kept.data, ...kept.test].map(({ inputs }) => inputs[0]);
  expect(written.toSorted()).toEqual([-3.25, 0.1, 1.5, 10, 2]);
  expect(kept.layers[0]?.nodes).toEqual({ size: 3, incoming: 2, bias: null });
  expect(kept.layers[1]).toBe(scenario.layers[1]);
  const { data, test: heldOut, layers } = scenario;
  expect(restoreScenario(kept)).toMatchObject({ data, test: heldOut, layers });
});

test('whatever the numbers are, they are restored to the last bit', () => {
  const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const rows = fc.array(fc.tuple(number, number, number), { minLength: 5, maxLength: 12 });
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(rows, (all) => {
      const scenario = scenarioOf(all);
      fc.pre(scenario !== null);
      const kept = keepScenario(scenario);
      seen.add(kept.isRaw);
      const { data, test: heldOut } = restoreScenario(JSON.parse(JSON.stringify(kept)));
      expect([data, heldOut]).toEqual([scenario.data, scenario.test]);
    }),
    { numRuns: 250 },
  );
  // Of some numbers it is not known how they were written.
  expect(seen).toEqual(new Set([true, false]));
});
