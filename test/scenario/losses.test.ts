/** The losses of certain predictions: almost 0, very large, and at the ends of the range of a probability. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { Session } from '../../src/session/session.ts';
import { stepText } from '../../src/view/words/words.ts';
import { naiveStops } from '../support/naive.ts';
import { scenarioOf } from '../support/networks.ts';
import { execute, valuesOf } from '../support/scenario.ts';
import '../support/seed.ts';

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

describe('the cross-entropy of softmax', () => {
  type Classes = readonly [
    logits: readonly number[],
    targets: readonly number[],
    loss: number,
    slopes: readonly number[],
  ];

  // Σ t (log Σ exp(z) − z) and exp(z) ÷ Σ exp(z) − t, computed with 900 digits (Python's decimal).
  const figures: readonly Classes[] = [
    [[36, 0], [1, 0], 2.319522830243569e-16, [-2.3195228302435686e-16, 2.3195228302435686e-16]],
    [[40, 0], [1, 0], 4.248354255291589e-18, [-4.248354255291589e-18, 4.248354255291589e-18]],
    [[0, 40], [0, 1], 4.248354255291589e-18, [4.248354255291589e-18, -4.248354255291589e-18]],
    [[100, 0], [1, 0], 3.720075976020836e-44, [-3.720075976020836e-44, 3.720075976020836e-44]],
    [[700, 0], [1, 0], 9.85967654375977e-305, [-9.85967654375977e-305, 9.85967654375977e-305]],
    [[40, 0], [0, 1], 40, [1, -1]],
    [[800, 0], [0, 1], 800, [1, -1]],
    [[36, 36], [1, 0], Math.LN2, [-0.5, 0.5]],
    [
      [30, -6, -7],
      [1, 0, 0],
      3.1728275928179756e-16,
      [-3.172827592817975e-16, 2.3195228302435686e-16, 8.533047625744063e-17],
    ],
    [
      [-20, 21, 1],
      [0, 1, 0],
      2.061153621877263e-9,
      [1.5628821861136485e-18, -2.061153619753086e-9, 2.0611536181902037e-9],
    ],
    [
      [1000, 960, 960, 960],
      [1, 0, 0, 0],
      1.2745062765874767e-17,
      [-1.2745062765874767e-17, 4.248354255291589e-18, 4.248354255291589e-18, 4.248354255291589e-18],
    ],
    [
      [2, -0.5, 0.25],
      [1, 0, 0],
      0.227819754473424,
      [-0.20373222939491373, 0.06536163885437346, 0.13837059054054027],
    ],
    [
      [2, -0.5, 0.25],
      [0, 0, 1],
      1.977819754473424,
      [0.7962677706050862, 0.06536163885437346, -0.8616294094594598],
    ],
    [
      [2, -0.5, 0.25],
      [0.125, 0.5, 0.375],
      2.134069754473424,
      [0.6712677706050862, -0.43463836114562654, -0.23662940945945973],
    ],
    [[50, 0, -50], [0, 0, 1], 100, [1, 1.9287498479639178e-22, -1]],
    [
      [40, 0, 0],
      [0.9990234375, 0.00048828125, 0.00048828125],
      0.03906250000000001,
      [0.0009765624999999915, -0.00048828124999999577, -0.00048828124999999577],
    ],
  ];

  /** A network whose logits are its inputs: each has the weight 1 for its own node, 0 for the others. */
  const classes = (
    logits: readonly number[],
    target: readonly number[],
    activation: 'identity' | 'softmax',
  ) => {
    const inputs = logits.map((_logit, index) => `x${index}`);
    const nodes = Object.fromEntries(
      inputs.map((name, node) => [`y${node}`, inputs.map((other) => Number(other === name))]),
    );
    return scenarioOf(
      JSON.stringify({
        title: 'Several outputs',
        inputs,
        layers: [{ name: 'output', activation, nodes }],
        data: [{ inputs: logits, target }],
        loss: 'softmax_cross_entropy',
        input_gradients: true,
      }),
    );
  };

  const lossOf = (...given: Parameters<typeof classes>) =>
    valuesOf('loss', execute(classes(...given)))[0] as number;

  test.each(['identity', 'softmax'] as const)(
    'has all its digits, however certain the prediction is, after a layer with %s',
    (activation) => {
      for (const [logits, targets, loss, slopes] of figures) {
        const steps = execute(classes(logits, targets, activation));
        const at = `${logits} for the targets ${targets}`;
        expect(relativeError(valuesOf('loss', steps)[0] as number, loss), `loss of ${at}`).toBeLessThan(
          1e-15,
        );
        slopes.forEach((slope, index) => {
          const actual = valuesOf(`grad(x${index})`, steps)[0] as number;
          // Share − target: for a target of 1, a share close to it has the digits of numbers close to 1.
          const error = targets[index] === 0 ? relativeError(actual, slope) : Math.abs(actual - slope);
          expect(error, `slope by x${index} at ${at}`).toBeLessThan(1e-15);
        });
      }
    },
  );

  test('loses no digits on the way', () => {
    for (const [logits, targets] of figures) {
      const session = new Session(classes(logits, targets, 'identity'));
      const lost = stepsCaught(session, 'cancel').map((step) => session.step(step));
      expect(lost.filter(({ phase }) => phase === 'loss')).toEqual([]);
    }
  });

  test('says why it leaves the largest power out', () => {
    const session = new Session(classes([40, 0, 1], [1, 0, 0], 'identity'));
    const at = execute(session.scenario).findIndex(({ name }) => name === 'loss.exp_rest') + 1;
    expect(stepText(session, at)).toMatchObject({
      what: 'All powers except the largest, which is 1, are added up.',
      why: 'When the network is certain, the other powers are tiny. If they were added to the 1, they would lose their digits.',
      means: 'The other powers add up to 1.58e−17.',
    });
    expect(stepText(session, at + 1).what).toBe('The logarithm of 1 + the other powers (1.58e−17) is taken.');
  });

  test('is log1p of the sum of the other exponentials, for any logits and any class', () => {
    const logit = fc.oneof(fc.double({ min: -60, max: 60, noNaN: true }), fc.integer({ min: -3, max: 3 }));
    fc.assert(
      fc.property(fc.array(logit, { minLength: 2, maxLength: 12 }), fc.nat(), (logits, drawn) => {
        const right = drawn % logits.length;
        const largest = Math.max(...logits);
        const first = logits.indexOf(largest);
        const others = logits.filter((_logit, index) => index !== first).map((z) => Math.exp(z - largest));
        const expected = Math.log1p(exactSum(others)) + (largest - (logits[right] as number));
        const targets = logits.map((_logit, index) => Number(index === right));
        expect(relativeError(lossOf(logits, targets, 'identity'), expected)).toBeLessThan(5e-15);
      }),
    );
  });
});

/** A sum with the rounding errors of its additions added in the end (Neumaier 1974). */
function exactSum(values: readonly number[]): number {
  let [sum, lost] = [0, 0];
  for (const value of values) {
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}
