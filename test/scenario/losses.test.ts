/** The losses of certain predictions: almost 0, very large, and at the ends of the range of a probability. */
import { describe, expect, test } from 'vitest';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { Session } from '../../src/session/session.ts';
import { naiveStops } from '../support/naive.ts';
import { scenarioOf } from '../support/networks.ts';
import { execute, valuesOf } from '../support/scenario.ts';

/** A network that passes its input on, with a loss. */
const single = (loss: string, rows: readonly (readonly [input: number, target: number])[]) =>
  scenarioOf(
    JSON.stringify({
      title: 'One output',
      inputs: ['x'],
      layers: [{ name: 'output', nodes: { y: { from: 'x' } } }],
      data: rows.map(([input, target]) => ({ inputs: [input], target })),
      loss,
      input_gradients: true,
    }),
  );

const relativeError = (actual: number, expected: number) =>
  expected === 0 ? Math.abs(actual) : Math.abs(actual - expected) / Math.abs(expected);

/** Checks the loss and its slope, to a few units in the last place. */
function expectLosses(loss: string, rows: readonly Row[]): void {
  const steps = execute(
    single(
      loss,
      rows.map(([input, target]) => [input, target]),
    ),
  );
  const [losses, gradients] = [valuesOf('loss', steps), valuesOf('grad(x)', steps)];
  rows.forEach(([input, target, value, gradient], index) => {
    const at = `${input} for the target ${target}`;
    expect(relativeError(losses[index] as number, value), `loss of ${at}`).toBeLessThan(1e-15);
    expect(relativeError(gradients[index] as number, gradient), `slope at ${at}`).toBeLessThan(1e-15);
  });
}

/** The steps at which `catch …` stops. */
function stepsCaught(session: Session, text: string): readonly number[] {
  const parsed = parseBreakpoint(`catch ${text}`, session);
  if (!parsed.ok) throw new Error(parsed.fault.expected);
  return naiveStops(session, parsed.spec);
}

type Row = readonly [input: number, target: number, loss: number, gradient: number];

describe('the binary cross-entropy of logits', () => {
  // t log(1 + exp(−z)) + (1 − t) log(1 + exp(z)) and 1 ÷ (1 + exp(−z)) − t, computed with 800 digits (Python's decimal).
  const figures: readonly Row[] = [
    [0, 0, Math.LN2, 0.5],
    [0, 1, Math.LN2, -0.5],
    [10, 1, 4.539889921686465e-5, -4.5397868702434395e-5],
    [20, 1, 2.061153620314381e-9, -2.0611536181902037e-9],
    [30, 1, 9.357622968839737e-14, -9.357622968839299e-14],
    [36, 1, 2.319522830243569e-16, -2.3195228302435686e-16],
    [40, 1, 4.248354255291589e-18, -4.248354255291589e-18],
    [100, 1, 3.720075976020836e-44, -3.720075976020836e-44],
    [800, 1, 0, 0],
    [-800, 1, 800, -1],
    [40, 0, 40, 1],
    [800, 0, 800, 1],
    [-10, 0, 4.539889921686465e-5, 4.5397868702434395e-5],
    [-36, 0, 2.319522830243569e-16, 2.3195228302435686e-16],
    [-40, 0, 4.248354255291589e-18, 4.248354255291589e-18],
    // Targets between 0 and 1.
    [0.5, 0.5, 0.7240769841801067, 0.12245933120185457],
    [3, 0.25, 2.298587351573742, 0.7025741268224333],
    [-36, 0.25, 9, -0.24999999999999978],
    [50, 0.9990234375, 0.048828125, 0.0009765625],
  ];

  test('has all its digits, however certain the prediction is', () => {
    expectLosses('binary_cross_entropy_from_logits', figures);
  });

  test('loses no digits on the way', () => {
    const rows = [10, 20, 30, 36].map((z) => [z, 1] as const);
    const session = new Session(single('binary_cross_entropy_from_logits', rows));
    expect(stepsCaught(session, 'cancel')).toEqual([]);
  });
});
