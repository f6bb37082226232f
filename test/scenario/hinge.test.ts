/** The hinge loss, compared with NumPy, for classes that are written in either way. */
import { describe, expect, test } from 'vitest';
import { checkGradient } from '../../src/analysis/gradients/gradient-check.ts';
import { currentState } from '../../src/analysis/metrics.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from '../support/networks.ts';
import { execute, valuesOf } from '../support/scenario.ts';

/** A network that passes its inputs on, with the hinge loss. */
const source = (rows: readonly (readonly [outputs: readonly number[], targets: readonly number[]])[]) => {
  const names = (rows[0]?.[0] ?? []).map((_output, index) => index);
  return JSON.stringify({
    title: 'Hinge',
    inputs: names.map((index) => `x${index}`),
    layers: [
      { name: 'o', nodes: Object.fromEntries(names.map((index) => [`y${index}`, { from: `x${index}` }])) },
    ],
    data: rows.map(([inputs, target]) => ({ inputs, target })),
    loss: 'hinge',
    input_gradients: true,
  });
};

/**
 * Computed with NumPy 2.4.6: margin = s * y for s = np.where(t == 1, 1, -1), the loss np.maximum(0, 1 - margin).mean(),
 * the gradient -s * np.where(margin == 1, 0.5, margin < 1) / len(y).
 */
const figures: readonly (readonly [
  outputs: readonly number[],
  targets: readonly number[],
  loss: number,
  gradient: readonly number[],
])[] = [
  [[0.25], [1], 0.75, [-1]],
  [[-0.3], [-1], 0.7, [1]],
  [[-0.3], [0], 0.7, [1]],
  [[2.5, 0.5, -1.75], [1, -1, 1], 1.4166666666666667, [0, 0.3333333333333333, -0.3333333333333333]],
  [[2.5, 0.5, -1.75], [1, 0, 1], 1.4166666666666667, [0, 0.3333333333333333, -0.3333333333333333]],
  // A margin of exactly 1.
  [[1, -1], [1, 0], 0, [-0.25, 0.25]],
  [[1, -1], [1, -1], 0, [-0.25, 0.25]],
  [[1, -1], [-1, 1], 2, [0.5, -0.5]],
  [[1e300, -0.1, 0], [0, 0, 1], 3.3333333333333335e299, [1 / 3, 1 / 3, -1 / 3]],
];

test.each(figures)(
  'NumPy gives the same for outputs %j and targets %j',
  (outputs, targets, loss, gradient) => {
    const steps = execute(scenarioOf(source([[outputs, targets]])));
    const actual = ['loss', ...outputs.map((_output, index) => `grad(x${index})`)].map(
      (name) => valuesOf(name, steps)[0] as number,
    );
    [loss, ...gradient].forEach((expected, index) => {
      const bound = 2 * Number.EPSILON * Math.abs(expected);
      expect(Math.abs((actual[index] as number) - expected)).toBeLessThanOrEqual(bound);
    });
  },
);

test.each([[-1], [0]])('an output is right on the side of its class, the other class being %j', (other) => {
  const rows = [
    [[0.2], [1]],
    [[-0.2], [1]],
    [[-3], [other]],
    [[0.2], [other]],
    [[0], [other]],
  ] as const;
  const session = new Session(scenarioOf(source(rows)));
  session.seek(session.total);
  expect(currentState(session).trained).toMatchObject({ examples: 5, correct: 3 });
});

describe('the gradient check', () => {
  const checked = (weight: number) => {
    const session = new Session(
      scenarioOf(`
        title: At the margin
        inputs: [x]
        layers: [{ name: o, nodes: { y: [${weight}] } }]
        data: [{ inputs: [2], target: -1 }]
        loss: hinge`),
    );
    session.seek(session.total);
    return checkGradient(session);
  };

  test('finds the kink at a margin of 1', () => {
    // Below −0.5 the example is right by more than the margin.
    expect(checked(-0.5)).toMatchObject({
      verdict: 'kink',
      kink: { at: 'loss.shortfall[0]', left: 0, right: 2 },
    });
  });

  test('agrees on both sides of it', () => {
    expect(checked(-0.25)).toMatchObject({ analytic: 2, verdict: 'agrees' });
    expect(checked(-0.75)).toMatchObject({ analytic: 0, verdict: 'agrees' });
  });
});

test.each([
  [
    [1, 0.5],
    'data[1].target: expected targets that are all 0 or 1, or all -1 or 1, because of the loss hinge, found the number 0.5',
  ],
  [
    [0, -1],
    'data[1].target: expected targets that are all 0 or 1, or all -1 or 1, because of the loss hinge, found both 0 and -1',
  ],
])('told: targets %j', (targets, expected) => {
  const text = source(targets.map((target) => [[1], [target]]));
  const result = parseScenario(text.replaceAll(/"target":\[([-.\d]+)\]/g, '"target":$1'));
  const told = result.ok ? [] : result.diagnostics.map((each) => diagnosticText('s.yaml', text, each));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain(expected);
  expect(told[0]).toContain('fix: write 1 for one class, and for the other always 0 or always -1');
});
