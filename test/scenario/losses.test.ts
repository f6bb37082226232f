/** The losses of certain predictions: almost 0, very large, and at the ends of the range of a probability. */
import { describe, expect, test } from 'vitest';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { Session } from '../../src/session/session.ts';
import { stepText } from '../../src/view/words/words.ts';
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

describe('the binary cross-entropy of probabilities', () => {
  // −t log p − (1 − t) log(1 − p), without the terms with a factor 0, and its derivative, computed with 60 digits
  // (Python's decimal).
  const figures: readonly Row[] = [
    [1, 1, 0, -1],
    [0, 0, 0, 1],
    [0.5, 0, Math.LN2, 2],
    [0.9, 1, 0.10536051565782628, -1.1111111111111112],
    [0.9999546021312976, 1, 4.539889921682063e-5, -1.0000453999297625],
    [1 - 2 ** -53, 1, 1.1102230246251565e-16, -1.0000000000000002],
    [1 - 2 ** -53, 0, 36.7368005696771, 9007199254740992],
    [4.5397868702434395e-5, 0, 4.539889921686465e-5, 1.0000453999297625],
    [9.357622968839299e-14, 0, 9.357622968839737e-14, 1.0000000000000935],
    [4.248354255291589e-18, 0, 4.248354255291589e-18, 1],
    [1e-300, 1, 690.7755278982137, -9.999999999999999e299],
    [0.25, 0.3, 0.6172657590522138, -0.2666666666666666],
    [4.248354255291589e-18, 0.5, 20, -1.1769263341851e17],
    [0.999, 0.75, 1.7276891949957216, 249.24924924924903],
  ];

  test('holds from 0 to 1, and keeps its digits close to 0', () => {
    expectLosses('binary_cross_entropy', figures);
  });

  /** A node with a sigmoid that has arrived at 0 or 1. */
  const arrived = (rows: readonly (readonly [input: number, target: number])[]) =>
    scenarioOf(
      JSON.stringify({
        title: 'A sigmoid that has arrived',
        inputs: ['x'],
        layers: [{ name: 'output', activation: 'sigmoid', nodes: { p: { weights: [1], bias: 0 } } }],
        data: rows.map(([input, target]) => ({ inputs: [input], target })),
        loss: 'binary_cross_entropy',
        optimizer: { kind: 'sgd', learning_rate: 0.1 },
      }),
    );

  test('of a certain and right prediction is 0, as in PyTorch, Keras and MLX, and training goes on', () => {
    const scenario = arrived([
      [40, 1],
      [-800, 0],
      [2, 1],
    ]);
    const steps = execute(scenario);
    expect(valuesOf('loss', steps).map((loss) => loss.toPrecision(12))).toEqual([
      '0.00000000000',
      '0.00000000000',
      '0.126928011043',
    ]);
    expect(valuesOf('grad(p.in)', steps).slice(0, 2).map(Math.abs)).toEqual([0, 0]);
    expect(steps.every(({ result }) => Number.isFinite(result))).toBe(true);
    expect(stepsCaught(new Session(scenario), 'nan')).toEqual([]);
  });

  test('of a certain and wrong prediction is infinite, and says so; its slope is 0, so no weight is lost', () => {
    const session = new Session(
      arrived([
        [40, 0],
        [-800, 1],
      ]),
    );
    const steps = execute(session.scenario);
    expect(valuesOf('loss', steps)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(valuesOf('grad(p.in)', steps)).toEqual([0, 0]);
    expect(valuesOf('p.w[0]', steps)).toEqual([1, 1]);
    const [first = 0] = stepsCaught(session, 'nan');
    expect(session.step(first).result.name).toBe('loss.miss[0]');
    expect(stepText(session, first).means).toBe(
      'The target counts on a class with the probability 0, whose logarithm is infinite: so is the loss. A loss that is computed from logits stays finite.',
    );
    const slope = steps.findIndex(({ name }) => name === 'slope(loss.miss[0])[1]') + 1;
    expect(stepText(session, slope).means).toBe('The logarithm of 0 has no slope: here it is taken as 0.');
  });

  test('as a textbook writes it, in formulas, is not a number there', () => {
    const loss = '-(t * log(p) + (1 - t) * log(1 - p))';
    const source = { title: 't', inputs: ['p', 't'], formulas: { loss }, data: [{ inputs: [1, 1] }] };
    expect(valuesOf('loss', execute(scenarioOf(JSON.stringify(source))))).toEqual([Number.NaN]);
  });
});
