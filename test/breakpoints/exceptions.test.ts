import { describe, expect, test } from 'vitest';
import { addBreakpoint } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { type Direction, run, type Stop } from '../../src/breakpoints/run.ts';
import { Session } from '../../src/session/session.ts';
import { naiveStops } from '../support/naive.ts';
import { scenarioOf } from '../support/networks.ts';

/** One input, one weight, squared error. 7 steps: product, error, square, 2 × error, gradient, delta, weight. */
interface OneWeight {
  readonly x?: readonly number[];
  readonly weight: number;
  readonly target?: number;
  readonly rate?: number;
  readonly epochs?: number;
  readonly activation?: string;
  readonly l2?: number;
  readonly more?: string;
}

function oneWeight({
  x = [1],
  weight,
  target = 0,
  rate = 0.1,
  epochs = 1,
  activation = 'identity',
  l2 = 0,
  more = '',
}: OneWeight): Session {
  const rows = x.map((value) => `{ inputs: [${value}], target: ${target} }`);
  return new Session(
    scenarioOf(`
title: t
inputs: [x]
layers: [{ name: l, activation: ${activation}, nodes: { y: [${weight}] } }]
data: [${rows.join(', ')}]
loss: squared_error
optimizer: { kind: sgd, learning_rate: ${rate}, l2: ${l2} }
training: { epochs: ${epochs}${more} }`),
  );
}

/** All stops of `catch …`. Both directions must find the same ones, and they must match the definitions. */
function stopsOf(session: Session, text: string): Stop[] {
  const parsed = parseBreakpoint(`catch ${text}`, session);
  if (!parsed.ok) throw new Error(parsed.fault.expected);
  const list = addBreakpoint([], parsed.spec);
  const all = (direction: Direction, from: number) => {
    session.seek(from);
    const stops: Stop[] = [];
    for (;;) {
      const work = run(session, list, direction);
      let next = work.next();
      while (!next.done) next = work.next();
      if (next.value.breakpoints.length === 0) return stops;
      stops.push(next.value);
    }
  };
  const there = all('forward', 0);
  const back = all('reverse', session.total).reverse();
  expect(back).toEqual(there.filter(({ position }) => position < session.total));
  expect(there.map(({ position }) => position)).toEqual(naiveStops(session, parsed.spec));
  for (const { reason } of there) expect(reason).toBe('exception');
  return there;
}

/** For each stop: its position, the name of the step's result, and the reason. */
function read(session: Session, text: string): [position: number, name: string, why: string][] {
  return stopsOf(session, text).map(({ position, text: why }) => [
    position,
    session.step(position).result.name,
    why,
  ]);
}

describe('nan', () => {
  test('stops at the first operation whose result is not finite, not at those that use it', () => {
    const session = oneWeight({ weight: 1e200 });
    expect(read(session, 'nan')).toEqual([
      [3, 'loss', "loss became ∞: it is too large for the computer's numbers"],
    ]);
  });

  test('training that explodes first stops at an infinite loss, and all results before it are finite', () => {
    const session = oneWeight({ weight: 3, x: [4], rate: 1, epochs: 400 });
    const stops = read(session, 'nan');
    const [first] = stops;
    expect(first?.[1]).toBe('loss');
    for (let position = 1; position < (first?.[0] as number); position++) {
      expect(Number.isFinite(session.step(position).result.value)).toBe(true);
    }
    session.seek(session.total);
    expect(session.read('y')).toBeNaN();
  });
});

describe('invalid and infinity', () => {
  /** The weight goes to −1e308 × 2, the error to −∞, and the next update subtracts ∞ from ∞. */
  const exploding = () => oneWeight({ weight: 3, x: [4], rate: 1, epochs: 400 });

  test('each has its own stops, and nan has both', () => {
    const [infinite, invalid] = [read(exploding(), 'infinity'), read(exploding(), 'invalid')];
    expect(infinite[0]?.slice(1)).toEqual([
      'loss',
      "loss became ∞: it is too large for the computer's numbers",
    ]);
    expect(invalid).toHaveLength(1);
    expect(invalid[0]?.slice(1)).toEqual([
      'y.w[0]',
      'y.w[0] became NaN: infinity minus infinity has no value',
    ]);
    expect(invalid[0]?.[0]).toBeGreaterThan(infinite.at(-1)?.[0] as number);
    expect(read(exploding(), 'nan')).toEqual([...infinite, ...invalid]);
  });

  test('a division by 0 gives infinity, and 0 ÷ 0 is invalid', () => {
    const divided = (x: number) =>
      new Session(
        scenarioOf(`
          title: t
          inputs: [x]
          formulas: { q: "x / (x - x)", y: q - q }
          data: [{ inputs: [${x}] }]`),
      );
    const names = (x: number, exception: string) => read(divided(x), exception).map(([, , why]) => why);
    expect(names(1, 'infinity')).toEqual(['q became ∞: it is a division by 0']);
    expect(names(1, 'invalid')).toEqual(['y became NaN: infinity minus infinity has no value']);
    expect(names(0, 'infinity')).toEqual([]);
    expect(names(0, 'invalid')).toEqual(['q became NaN: 0 divided by 0 has no value']);
  });
});

describe('underflow', () => {
  test('a product that rounds to 0 although its operands are not 0', () => {
    expect(read(oneWeight({ weight: 1e-200, x: [1e-200] }), 'underflow')).toEqual([
      [1, 'y', 'y underflowed to 0'],
    ]);
    // 1e-160 squared is subnormal, so it has lost digits; its operand is normal.
    expect(read(oneWeight({ weight: 1e-160 }), 'underflow')).toEqual([
      [3, 'loss', `loss underflowed to ${1e-160 ** 2}`],
    ]);
  });

  test('not a ReLU below 0, a product with 0 or a slope of 1 − 1, which are exactly 0', () => {
    expect(read(oneWeight({ weight: -1, activation: 'relu' }), 'underflow')).toEqual([]);
    expect(read(oneWeight({ weight: 0 }), 'underflow')).toEqual([]);
    expect(read(oneWeight({ weight: 100, activation: 'sigmoid' }), 'underflow')).toEqual([]);
    expect(read(oneWeight({ weight: -800, activation: 'sigmoid' }), 'underflow')[0]).toEqual([
      2,
      'y',
      'y underflowed to 0',
    ]);
  });
});

test('cancel: a sum or a difference with few significant digits left', () => {
  const session = () => oneWeight({ weight: 1, target: 1 - 1e-9 });
  expect(read(session(), 'cancel')).toEqual([[2, 'error', 'error lost more than 8 digits']]);
  expect(read(session(), 'cancel 9.5')).toEqual([]);
  expect(read(session(), 'cancel 8.9')).toHaveLength(1);
  // A result of exactly 0 does not count as a loss of digits.
  expect(read(oneWeight({ weight: 1, target: 1 }), 'cancel')).toEqual([]);
});

test('rise: at the last loss of an epoch whose loss is higher than that of the previous epoch', () => {
  // Each update multiplies the weight by 1 − 0.2 x², with the x of its example.
  const worse = oneWeight({ weight: 1, x: [4, 0.5], epochs: 3 });
  expect(read(worse, 'rise')).toEqual([
    [24, 'loss', 'the mean loss in training is higher in epoch 2 than in the previous epoch'],
    [38, 'loss', 'the mean loss in training is higher in epoch 3 than in the previous epoch'],
  ]);
  expect(read(oneWeight({ weight: 1, x: [1, 2], epochs: 3 }), 'rise')).toEqual([]);
  // The loss stays as it is; the weight, and so the penalty, doubles in each epoch.
  expect(read(oneWeight({ weight: 1, x: [0], target: 1, rate: 0.3, l2: 10, epochs: 2 }), 'rise')).toEqual([
    [
      12,
      'loss',
      'the mean loss in training, with its penalty, is higher in epoch 2 than in the previous epoch',
    ],
  ]);
  const finish = oneWeight({ weight: 1, x: [4], epochs: 1, more: ', finish: loss' });
  expect(read(finish, 'rise')).toEqual([
    [10, 'loss', 'the mean loss is higher after training than it was in training, in the last epoch'],
  ]);
});

describe('ReLUs', () => {
  // 10 steps: product, relu, error, square, 2 × error, slope, term, gradient, delta, weight. The first update changes
  // the weight from 1 to 1 − 0.6 × 2 × 1 × (1 + 1) = −1.4.
  const dying = () => oneWeight({ weight: 1, target: -1, rate: 0.6, epochs: 4, activation: 'relu' });

  test('dead: once, at the last ReLU step of the epoch in which it dies', () => {
    expect(read(dying(), 'dead')).toEqual([[12, 'y', 'the slope of y was 0 for every example in epoch 2']]);
  });

  test.each(['dead', 'flip'])(
    '%s: not by an activation of a value that is kept from batch to batch',
    (name) => {
      const stops = (next: string) => {
        const session = new Session(
          scenarioOf(`
title: t
inputs: [x]
parameters: { w: 1 }
keep: { k: { start: -1, next: ${next} } }
formulas: { y: relu(w * x) }
data: [{ inputs: [1], target: -10 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 4 }`),
        );
        const { schedule } = session.engine;
        return read(session, name).map(([position, result, why]) => {
          const { epoch, program } = schedule.segmentAt(position);
          return [epoch, program, result, why];
        });
      };
      const expected = stops('0.5 * k');
      expect(expected).toHaveLength(1);
      expect(stops('relu(k) - 1')).toEqual(expected);
    },
  );

  test('dead: again, if it was alive in between', () => {
    const session = dying();
    session.seek(20);
    session.set('y.w[0]', 1);
    expect(read(session, 'dead').map(([position]) => position)).toEqual([12, 32]);
  });

  test('dead: only if no example gives it a slope', () => {
    const two = oneWeight({ weight: 1, x: [1, -1], epochs: 3, rate: 0, activation: 'relu' });
    expect(read(two, 'dead')).toEqual([]);
    const none = oneWeight({ weight: -1, x: [1, 2], epochs: 3, rate: 0, activation: 'relu' });
    expect(read(none, 'dead')).toEqual([[12, 'y', 'the slope of y was 0 for every example in epoch 1']]);
    expect(read(oneWeight({ weight: -1, epochs: 2, activation: 'leaky_relu' }), 'dead')).toEqual([]);
  });

  test.each([
    ['tanh', 20],
    ['sigmoid', 40],
    ['sigmoid', -800],
    ['elu', -800],
    ['softplus', -800],
    ['gelu', -20],
    ['silu', -800],
  ])('dead: a %s at %i has a slope of exactly 0, too', (activation, weight) => {
    const flat = oneWeight({ weight, x: [1, 2], target: 1, epochs: 2, activation });
    const stops = read(flat, 'dead');
    expect(stops.map(([, , why]) => why)).toEqual(['the slope of y was 0 for every example in epoch 1']);
    flat.seek(stops[0]?.[0] as number);
    expect(flat.read('slope(y)') ?? 0).toBeCloseTo(0, 300);
    expect(read(oneWeight({ weight: weight / 2, x: [1, 0], target: 1, activation }), 'dead')).toEqual([]);
  });

  test('flip: compares the same example, also if shuffling moves it in every epoch', () => {
    const more = ', shuffle: { seed: 1 }';
    const still = oneWeight({ x: [1, -1, 2, -2], weight: 1, rate: 0, epochs: 6, activation: 'relu', more });
    expect(
      new Set([1, 2, 3, 4, 5, 6].map((epoch) => still.engine.run.order?.(epoch).join())).size,
    ).toBeGreaterThan(3);
    expect(read(still, 'flip')).toEqual([]);
  });

  test('flip: compares with the same example of the previous epoch, not with the previous example', () => {
    const still = oneWeight({ weight: 1, x: [1, -1], epochs: 3, rate: 0, activation: 'leaky_relu' });
    expect(read(still, 'flip')).toEqual([]);
    const session = dying();
    expect(read(session, 'flip')).toEqual([[12, 'y', 'y switched off: its sum is no longer above 0']]);
    session.seek(20);
    session.set('y.w[0]', 1);
    expect(read(session, 'flip')).toEqual([
      [12, 'y', 'y switched off: its sum is no longer above 0'],
      [22, 'y', 'y switched on: its sum is now above 0'],
      [32, 'y', 'y switched off: its sum is no longer above 0'],
    ]);
  });
});

test('nan: not at an operation of many values of which one was infinite already', () => {
  const session = new Session(
    scenarioOf(`
      title: t
      inputs: [a, b]
      formulas: { c: 1 / a, y: "max(a, b, c)", z: "min(b, y, a)" }
      data: [{ inputs: [0, 1] }]`),
  );
  expect(read(session, 'nan')).toEqual([[1, 'c', 'c became ∞: it is a division by 0']]);
});

describe('gradients', () => {
  test('explode: where the absolute value rises above the limit, and again only after it was below', () => {
    // With x = 4 and rate 0.1, each update multiplies the weight by −2.2, and with it its gradient, 32 × weight.
    const session = () => oneWeight({ weight: 3, x: [4], epochs: 6 });
    expect(read(session(), 'explode')).toEqual([
      [26, 'grad(y.w[0])', 'the size of grad(y.w[0]) went above 1000'],
    ]);
    expect(read(session(), 'explode 50').map(([position]) => position)).toEqual([5]);
    const edited = session();
    edited.seek(28);
    edited.set('y.w[0]', 1);
    expect(read(edited, 'explode').map(([position]) => position)).toEqual([26]);
    expect(read(edited, 'explode 50').map(([position]) => position)).toEqual([5, 40]);
  });

  test('explode: the penalty is part of the gradient that an update follows', () => {
    // The loss has no gradient here, and each update multiplies the weight by 1 − 0.3 × 10 = −2.
    const session = oneWeight({ weight: 1, x: [0], rate: 0.3, l2: 10, epochs: 9 });
    const [[position, name, why] = [], ...others] = read(session, 'explode');
    expect([name, why]).toEqual([
      'delta(y.w[0]).gradient',
      'the size of delta(y.w[0]).gradient went above 1000',
    ]);
    // 10 × 2⁷ is the first that is above 1000.
    expect(session.engine.schedule.segmentAt(position as number).epoch).toBe(8);
    expect(others).toEqual([]);
  });

  test('a batch is judged by its sum, once, and not by the share of one example', () => {
    const more = ', batch: all';
    const parts = oneWeight({ weight: 0, x: [1, -1, 1], target: 300, epochs: 2, rate: 0, more });
    // The shares are −200, 200 and −200; the sum is −200 in both epochs.
    expect(read(parts, 'explode 199').map(([position]) => position)).toEqual([27]);
    expect(read(parts, 'explode 201')).toEqual([]);
  });

  test('vanish: where the absolute value becomes small, but not 0', () => {
    const session = () => oneWeight({ weight: 1, epochs: 4, rate: 0.4999 });
    expect(read(session(), 'vanish 1e-3')).toEqual([
      [12, 'grad(y.w[0])', 'the size of grad(y.w[0]) went below 0.001'],
    ]);
    expect(read(session(), 'vanish').map(([position]) => position)).toEqual([26]);
    expect(read(oneWeight({ weight: 0, epochs: 3 }), 'vanish')).toEqual([]);
  });
});

describe('saturate', () => {
  test('a wrong output on the flat part: once, until an epoch without it', () => {
    const wrong = (target: number) => oneWeight({ weight: 10, target, epochs: 3, activation: 'sigmoid' });
    const y = 1 / (1 + Math.exp(-10));
    const [[position, , why] = [], ...others] = read(wrong(0), 'saturate');
    expect(why).toBe(`y is saturated: its slope is ${y * (1 - y)}, and its error is ${y}`);
    expect([position, others]).toEqual([6, []]);
    // Right and sure is no problem.
    expect(read(wrong(1), 'saturate')).toEqual([]);
    expect(read(wrong(0), 'saturate 1e-6')).toEqual([]);
    const edited = wrong(0);
    edited.seek(10);
    edited.set('y.w[0]', 0);
    edited.seek(20);
    edited.set('y.w[0]', 10);
    expect(read(edited, 'saturate').map(([at]) => at)).toEqual([6, 26]);
  });

  const hidden = (target: number, more = '') =>
    new Session(
      scenarioOf(`
        title: t
        inputs: [x]
        layers:
          - { name: hidden, activation: tanh, nodes: { h: [30] } }
          - { name: output, nodes: { y: [0.5] } }
        data: [{ inputs: [0.001], target: 3 }, { inputs: [1], target: ${target} }]
        loss: half_squared_error
        optimizer: { kind: sgd, learning_rate: 0 }
        training: { epochs: 2${more} }`),
    );

  test.each([
    ['', -1.75],
    [', batch: all', -0.875],
  ])('a hidden node is judged by the gradient that arrives (%j)', (more, arriving) => {
    // The error of the output is 0.5 − 4, and half of it arrives. The share of the example in its batch is no matter for the
    // judgement, and the number is that of the tape.
    expect(read(hidden(4, more), 'saturate').map(([, , why]) => why)).toEqual([
      `h is saturated: its slope is 0, and the gradient that arrives is ${arriving}`,
    ]);
    expect(read(hidden(0.5, more), 'saturate')).toEqual([]);
  });

  test('a surely right output of a cross-entropy is not saturated, though a gradient of 1 arrives', () => {
    const formula = (target: number) =>
      new Session(
        scenarioOf(`
          title: t
          inputs: [x, t]
          parameters: { w: 8 }
          formulas:
            p: sigmoid(w * x)
            loss: "-(t * log(p) + (1 - t) * log(1 - p))"
          data: [{ inputs: [1, ${target}] }]
          optimizer: { kind: sgd, learning_rate: 0 }`),
      );
    expect(read(formula(1), 'saturate')).toEqual([]);
    expect(read(formula(0), 'saturate').map(([, name]) => name)).toEqual(['slope(p)']);
  });
});

test('an operation is tested with the values it had, also if an edit changes its operand or result right after it', () => {
  // The update subtracts the whole weight except for a billionth of it.
  const session = () => oneWeight({ weight: 1, rate: 0.4999999995, epochs: 2 });
  const expected = [[7, 'y.w[0]', 'y.w[0] lost more than 8 digits']];
  expect(read(session(), 'cancel').slice(0, 1)).toEqual(expected);
  const edited = session();
  edited.seek(7);
  edited.set('y.w[0]', 0);
  expect(read(edited, 'cancel')).toEqual(expected);
  const operand = oneWeight({ weight: 1, target: 1 - 1e-9 });
  operand.seek(2);
  operand.set('target', 7);
  expect(read(operand, 'cancel').map(([position]) => position)).toEqual([2]);
});
