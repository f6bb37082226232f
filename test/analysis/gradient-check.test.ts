import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AllChecks,
  checkAllGradients,
  checkGradient,
  type GradientCheck,
} from '../../src/analysis/gradients/gradient-check.ts';
import { checkRows, verdictOfAll } from '../../src/commands/rows/check-rows.ts';
import { rowOfExample } from '../../src/core/program.ts';
import { Session } from '../../src/session/session.ts';
import { openCase } from '../support/case-files.ts';
import {
  addresses,
  allNetworks,
  documents,
  type NetworkDocument,
  scenarioOf,
  squares,
} from '../support/networks.ts';
import { forward } from '../support/reference.ts';

const checkAt = (session: Session, position: number): GradientCheck => {
  session.seek(position);
  const found = checkGradient(session);
  if ('reason' in found) throw new Error(found.reason);
  return found;
};
const reasonAt = (session: Session, position: number): string => {
  session.seek(position);
  const found = checkGradient(session);
  return 'reason' in found ? found.reason : 'none';
};
const allAt = (session: Session, position: number): AllChecks => {
  session.seek(position);
  const work = checkAllGradients(session);
  let next = work.next();
  while (!next.done) next = work.next();
  return next.value;
};
/** Each gradient with its value and verdict. */
const verdictsAt = (session: Session, position: number) =>
  allAt(session, position).checks.map(
    ({ gradient, analytic, verdict }) => `${gradient} ${analytic} ${verdict}`,
  );
const stepOf = (session: Session, name: string, nth = 1): number => {
  let left = nth;
  for (let step = 1; step <= session.total; step++) {
    const { result } = session.engine.schedule.instructionAt(step);
    if (session.engine.run.slots[result]?.names.includes(name) && --left === 0) return step;
  }
  throw new Error(`no ${name}`);
};
const chapter = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

describe('one gradient', () => {
  test('the slope −40: the loss falls 40 times as fast as the weight rises', () => {
    const session = chapter();
    session.seek(13);
    const before = [...session.registers];
    const check = checkAt(session, 13);
    expect(check).toMatchObject({
      address: 'output.w[0]',
      gradient: 'grad(output.w[0])',
      step: 13,
      verdict: 'agrees',
    });
    expect(check.analytic).toBe(-40);
    const { slope, error, h, plus, minus } = check.numeric as NonNullable<GradientCheck['numeric']>;
    // The loss is (5w − 14)² at w = 2.
    expect(plus).toBeCloseTo((5 * (2 + h) - 14) ** 2, 12);
    expect(minus).toBeCloseTo((5 * (2 - h) - 14) ** 2, 12);
    expect(Math.abs(slope + 40)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-8);
    expect(check.difference).toBe(Math.abs(-40 - slope) / Math.max(40, -slope));
    expect([...session.registers]).toEqual(before);
    expect(session.position).toBe(13);
  });

  test('every gradient in target-13, and no other step', () => {
    const session = chapter();
    const found = Array.from({ length: session.total + 1 }, (_, position) => {
      session.seek(position);
      const check = checkGradient(session);
      return 'reason' in check ? null : `${position}: ${check.gradient} ${check.analytic} ${check.verdict}`;
    });
    expect(found.filter((text) => text !== null)).toEqual([
      '12: grad(output) -8 agrees',
      '13: grad(output.w[0]) -40 agrees',
      '14: grad(output.w[1]) -8 agrees',
      '15: grad(node_0) -16 agrees',
      '16: grad(node_1) 8 agrees',
      '17: grad(node_0.w[0]) -32 agrees',
      '18: grad(node_0.w[1]) -48 agrees',
      '19: grad(node_1.w[0]) 16 agrees',
      '20: grad(node_1.w[1]) 24 agrees',
    ]);
    expect(reasonAt(session, 11)).toBe('This step did not compute the gradient of a value.');
    expect(reasonAt(session, 0)).toBe('No operation has been done yet.');
  });

  test('a wrong gradient differs', () => {
    const session = chapter();
    session.seek(17);
    const { result } = session.engine.schedule.instructionAt(17);
    // The gradient without the slope of the square, and one that is wrong in the eighth digit.
    for (const wrong of [-16, -32.000001, Number.NaN, Number.POSITIVE_INFINITY]) {
      (session.registers as Float64Array)[result] = wrong;
      expect(checkGradient(session)).toMatchObject({ analytic: wrong, verdict: 'differs' });
    }
  });

  test('an edit inside the iteration makes the check impossible, an edit before it does not', () => {
    const session = chapter();
    session.set('output.w[0]', 3);
    expect(checkAt(session, 13)).toMatchObject({ analytic: 2 * 5 * (14 - 13), verdict: 'agrees' });
    session.seek(7);
    session.set('output.w[0]', 4);
    const inside =
      'output.w[0] was set at step 7, in the middle of this iteration, so the gradient belongs to other values.';
    expect(reasonAt(session, 13)).toBe(inside);
    expect(allAt(session, 13)).toEqual({ checks: [], reasons: [inside] });
    session.undo();
    session.seek(13);
    session.set('children', 4);
    expect(reasonAt(session, 13)).toContain('children was set at step 13');
    // No gradient depends on the learning rate, nor on an edit after the step.
    session.undo();
    session.set('learning_rate', 4);
    session.seek(20);
    session.set('children', 7);
    expect(checkAt(session, 19)).toMatchObject({ address: 'node_1.w[0]', verdict: 'agrees' });
  });

  test('an edit at the start of the iteration is allowed, because the whole iteration uses it', () => {
    const twice = `
      title: Two epochs
      inputs: [x]
      layers: [{ name: l, nodes: { y: [2] } }]
      data: [{ inputs: [3], target: 1 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.01 }
      training: { epochs: 2 }`;
    const session = new Session(scenarioOf(twice));
    const [first, second] = [stepOf(session, 'grad(y.w[0])'), stepOf(session, 'grad(y.w[0])', 2)];
    expect(checkAt(session, first).analytic).toBe(2 * 3 * 5);
    session.seek(session.total / 2);
    session.set('y.w[0]', 1);
    expect(checkAt(session, second)).toMatchObject({ analytic: 2 * 3 * 2, verdict: 'agrees' });
  });

  test('without a loss the check uses the outputs and their given gradients', () => {
    const session = new Session(
      scenarioOf(`
        title: Given gradients
        inputs: [x]
        layers: [{ name: h, nodes: { h: [2] } }, { name: l, nodes: { a: [1], b: [2] } }]
        data: [{ inputs: [3] }]
        output_gradient: [5, 7]
        input_gradients: true`),
    );
    const check = checkAt(session, stepOf(session, 'grad(h.w[0])'));
    expect(check).toMatchObject({ analytic: 3 * (5 + 2 * 7), verdict: 'agrees' });
    const { h = 0, plus } = check.numeric ?? {};
    expect(plus).toBeCloseTo(5 * 3 * (2 + h) + 7 * 6 * (2 + h), 9);
    expect(checkAt(session, stepOf(session, 'grad(x)'))).toMatchObject({ analytic: 38, verdict: 'agrees' });
  });
});

/** One weight, one example, squared error. */
const kinked = (weight: number, activation: string) =>
  new Session(
    scenarioOf(`
      title: A kink
      inputs: [x]
      layers: [{ name: l, activation: ${activation}, nodes: { y: [${weight}] } }]
      data: [{ inputs: [3], target: 1 }]
      loss: squared_error`),
  );

describe('kinks', () => {
  test.each([
    ['relu', 0],
    ['leaky_relu', -0.06],
  ])('at a kink of %s there are two slopes, and the one on the left is %d', (activation, left) => {
    const session = kinked(0, activation);
    const check = checkAt(session, session.total);
    expect(check).toMatchObject({ verdict: 'kink', numeric: null, difference: null });
    expect(check.kink?.at).toBe('y.in');
    expect(check.kink?.left).toBeCloseTo(left, 6);
    expect(check.kink?.right).toBeCloseTo(-6, 6);
    // Nothing has been compared, so nothing agrees.
    expect(verdictOfAll([check])).toEqual({
      text: 'No gradient could be compared with a central difference',
    });
  });

  test.each(['relu', 'leaky_relu'])('beside a kink of %s a smaller h is used', (activation) => {
    for (const weight of [1e-4, -1e-4, 1e-7, -1e-7]) {
      const session = kinked(weight, activation);
      const check = checkAt(session, session.total);
      expect(check.verdict).toBe('agrees');
      expect(check.numeric?.h).toBeLessThan(Math.abs(weight));
    }
  });

  test('a slope at a kink that is on neither side is a convention, too', () => {
    const formula = new Session(
      scenarioOf(`
        title: Equal slopes on both sides
        inputs: [x]
        formulas: { y: relu(x) - relu(-x) }
        data: [{ inputs: [0] }]
        output_gradient: 1
        input_gradients: true`),
    );
    const check = checkAt(formula, stepOf(formula, 'grad(x)'));
    // Both slopes are 1, but relu′(0) = 0.
    expect(check).toMatchObject({ verdict: 'kink', analytic: 0 });
    expect([check.kink?.left, check.kink?.right]).toEqual([1, 1]);
  });

  test.each([
    ['where(x > 0, 3 * x, 2 * x)', 0, 2, [2, 3]],
    ['where(x >= 0, 3 * x, 2 * x)', 0, 3, [2, 3]],
    ['where(not (x > 1 or x == 1), x, 1)', 1, 0, [1, 0]],
    ['clip(x, 0, 1)', 0, 1, [0, 1]],
    ['clip(x, 0, 1)', 1, 1, [1, 0]],
    ['x * sign(x)', 0, 0, [-1, 1]],
  ])('of %s at %d, where the gradient is %d, there are two slopes', (formula, x, analytic, sides) => {
    const session = new Session(
      scenarioOf({
        title: 'A choice',
        inputs: ['x'],
        formulas: { y: formula },
        data: [{ inputs: [x] }],
        output_gradient: 1,
        input_gradients: true,
      }),
    );
    const check = checkAt(session, stepOf(session, 'grad(x)'));
    expect(check).toMatchObject({ verdict: 'kink', analytic });
    expect(
      [check.kink?.left, check.kink?.right].map((slope) => Math.round((slope ?? 9) * 1e6) / 1e6),
    ).toEqual(sides);
  });

  test('a sum that is at a kink and does not change is checked: its slope is a convention', () => {
    const session = new Session(
      scenarioOf(`
        title: A node that is off
        inputs: [x, z]
        layers: [{ name: l, activation: relu, nodes: { y: [1, 1] } }]
        data: [{ inputs: [0, 0], target: 1 }]
        loss: squared_error`),
    );
    expect(checkAt(session, session.total)).toMatchObject({ verdict: 'agrees', difference: 0 });
  });

  test.each([
    [2, { verdict: 'kink', analytic: 2.5, kink: { at: 'y.part[0]' } }],
    [2.001, { verdict: 'agrees', analytic: 2.001 }],
    [1.999, { verdict: 'agrees', analytic: 3 }],
  ])('the largest of several numbers has a kink where two are equal: %d', (x, expected) => {
    const session = new Session(
      scenarioOf(`
        title: The largest
        inputs: [x]
        parameters: { w: 1 }
        formulas: { y: "max(0.5, w * x, 3 * w - 1, w - 4)" }
        data: [{ inputs: [${x}] }]
        output_gradient: 1`),
    );
    expect(allAt(session, session.total).checks.find(({ address }) => address === 'w')).toMatchObject(
      expected,
    );
  });
});

describe('numbers at the ends', () => {
  test('a loss that is not finite has no slope', () => {
    const session = new Session(
      scenarioOf(`
        title: Too large
        inputs: [x]
        layers: [{ name: l, nodes: { y: [1e200] } }]
        data: [{ inputs: [1e200], target: 1 }]
        loss: squared_error`),
    );
    const check = checkAt(session, session.total);
    expect(check).toMatchObject({ verdict: 'not finite', numeric: null, kink: null });
    expect(checkRows(session, check).map(({ text }) => text)).toEqual([
      'gradient             Infinity',
      'The loss is not finite here or beside it, so there is no difference to take.',
      // y = 1e400 is infinite already in the forward phase.
      "y became ∞ at step 1: it is too large for the computer's numbers.",
    ]);
    // That there is no difference to take is not said as a disagreement.
    expect(verdictOfAll([check])).toEqual({
      text: 'No gradient could be compared with a central difference',
    });
  });

  test('beside a pole a smaller h is used', () => {
    const session = new Session(
      scenarioOf(`
        title: Beside a pole
        inputs: [x]
        parameters: { w: 1e-7 }
        formulas: { loss: log(w * x) }
        data: [{ inputs: [1] }]
        optimizer: { kind: sgd, learning_rate: 1 }`),
    );
    const check = checkAt(session, stepOf(session, 'grad(w)'));
    expect(check.verdict).toBe('agrees');
    expect(check.numeric?.h).toBeLessThan(1e-7);
  });

  test('NaN differs where the loss has a slope', () => {
    // exp overflows, 1 ÷ ∞ is 0, and the chain rule multiplies 0 by ∞. The true slope is about e⁻⁸⁰⁰, in doubles 0.
    const session = new Session(
      scenarioOf(`
        title: A sigmoid by hand
        inputs: [x]
        parameters: { w: 1 }
        formulas: { y: "1 / (1 + exp(-w * x))", loss: (y - 1) ** 2 }
        data: [{ inputs: [-800] }]`),
    );
    const found = allAt(session, session.total).checks.find(({ address }) => address === 'w');
    expect(found).toMatchObject({ verdict: 'differs', analytic: Number.NaN });
    expect(found?.numeric?.slope).toBeCloseTo(0, 12);
  });

  test('a gradient that drowns in the rounding errors of the loss is too small', () => {
    const session = (weight: number) =>
      new Session(
        scenarioOf(`
          title: Small beside the loss
          inputs: [x]
          parameters: { w: ${weight}, c: 1e9 }
          formulas: { loss: c + sin(w * x) }
          data: [{ inputs: [1] }]`),
      );
    const found = (weight: number) => {
      const opened = session(weight);
      return allAt(opened, opened.total).checks.find(({ address }) => address === 'w');
    };
    // The slope is cos w.
    expect(found(0)).toMatchObject({ verdict: 'agrees' });
    expect(found(Math.PI / 2 - 1e-9)).toMatchObject({ verdict: 'too small' });
  });

  test.each([1e-8, 1, 2104, 1e8])('a function of %d times the weight finds an h of its own', (scale) => {
    const session = new Session(
      scenarioOf(`
        title: Steep
        inputs: [x]
        parameters: { w: ${0.3 / scale} }
        formulas: { loss: sin(w * x) }
        data: [{ inputs: [${scale}] }]`),
    );
    const check = allAt(session, session.total).checks.find(({ address }) => address === 'w');
    expect(check?.verdict).toBe('agrees');
    expect((check?.numeric?.slope ?? 0) / (scale * Math.cos(0.3))).toBeCloseTo(1, 5);
  });
});

describe('all gradients', () => {
  const batch = (reduction: string, l2 = 0) =>
    new Session(
      scenarioOf(`
        title: A batch
        inputs: [x]
        layers: [{ name: l, nodes: { y: { weights: [2], bias: 1 } } }]
        data: [{ inputs: [3], target: 1 }, { inputs: [1], target: 5 }, { inputs: [2], target: 5 }]
        loss: squared_error
        reduction: ${reduction}
        optimizer: { kind: sgd, learning_rate: 0, l2: ${l2} }
        training: { batch: 2 }`),
    );

  test('before the first step and before the backward phase the reason is given', () => {
    const session = chapter();
    expect(allAt(session, 0)).toEqual({ checks: [], reasons: ['No operation has been done yet.'] });
    expect(allAt(session, 5)).toEqual({
      checks: [],
      reasons: ['No gradient is known at this step: go to the backward phase.'],
    });
  });

  test('those of an example, of the batch so far, and those with the penalty', () => {
    const session = batch('mean', 0.1);
    // Errors 6, −2, 0 and shares 1/2, 1/2, 1.
    const end = session.engine.schedule.batchStart(1);
    const summed = verdictsAt(session, stepOf(session, 'batch.grad(y.bias)'));
    expect(summed).toContain('batch.grad(y.w[0]) 18 agrees');
    expect(summed).toContain('grad(y.bias) 6 agrees');
    const second = verdictsAt(session, end);
    expect(second).toEqual(
      expect.arrayContaining([
        'grad(y.w[0]) -2 agrees',
        'grad(y.bias) -2 agrees',
        'grad(error) -2 agrees',
        'batch.grad(y.w[0]) 16 agrees',
        'batch.grad(y.bias) 4 agrees',
        'delta(y.w[0]).gradient 16.2 agrees',
        'delta(y.bias).gradient 4.1 agrees',
      ]),
    );
    expect(verdictsAt(session, session.total)).toContain('batch.grad(y.w[0]) 0 agrees');
    const total = batch('sum');
    expect(verdictsAt(total, total.engine.schedule.batchStart(1))).toEqual(
      expect.arrayContaining(['grad(y.w[0]) -4 agrees', 'batch.grad(y.w[0]) 32 agrees']),
    );
  });

  const penalised = (weight: number, more: string) =>
    new Session(
      scenarioOf(`
        title: Penalties and clipping
        inputs: [x]
        layers: [{ name: l, nodes: { y: [${weight}] } }]
        data: [{ inputs: [3], target: 1 }]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.1, ${more} }`),
    );

  test('a penalty on absolute values has a kink at 0', () => {
    const away = penalised(2, 'l1: 0.5, l2: 0.25');
    // 2 × 5 × 3 + 0.5 + 0.25 × 2
    expect(verdictsAt(away, away.total)).toContain('delta(y.w[0]).gradient 31 agrees');
    const at = penalised(0, 'l1: 0.5');
    const found = allAt(at, at.total).checks.find(({ loss }) => loss === 'penalised');
    expect(found).toMatchObject({ verdict: 'kink', analytic: -6, kink: { at: 'y.w[0]' } });
    expect(found?.kink?.left).toBeCloseTo(-6.5, 6);
    expect(found?.kink?.right).toBeCloseTo(-5.5, 6);
  });

  test('a gradient that has been clipped is not the gradient of a loss', () => {
    const clipped = (most: number) => penalised(2, `l2: 0.25, clip: { value: ${most} }`);
    const shortened = allAt(clipped(1), clipped(1).total);
    expect(shortened.checks.map(({ loss }) => loss)).not.toContain('penalised');
    expect(shortened.reasons).toEqual([
      'delta(y.w[0]).gradient has been clipped, so it is not the gradient of a loss.',
    ]);
    expect(verdictsAt(clipped(100), clipped(100).total)).toContain('delta(y.w[0]).gradient 30.5 agrees');
  });

  test('the step of each of them can be checked alone', () => {
    const session = batch('mean', 0.1);
    const { checks } = allAt(session, session.engine.schedule.batchStart(1));
    for (const { step, analytic, loss } of checks) {
      session.seek(step);
      expect(checkGradient(session)).toMatchObject({ analytic, loss, verdict: 'agrees' });
    }
    expect(new Set(checks.map(({ loss }) => loss))).toEqual(new Set(['example', 'batch', 'penalised']));
  });

  test('the largest disagreement comes first', () => {
    const session = batch('mean');
    const end = session.engine.schedule.batchStart(1);
    session.seek(end);
    const slot = session.engine.run.updates[1]?.gradient ?? 0;
    const written = session.engine.run.example.carries.find(({ to }) => to === slot)?.from ?? slot;
    (session.registers as Float64Array)[written] = 5;
    const { checks } = allAt(session, end);
    expect(checks[0]).toMatchObject({ gradient: 'batch.grad(y.bias)', verdict: 'differs' });
    const rest = checks.slice(1).map(({ difference }) => difference ?? 0);
    expect(rest).toEqual([...rest].sort((a, b) => b - a));
  });

  test('an edit of an input at the start of the first example belongs to the batch', () => {
    const session = batch('sum');
    session.set('x', 10);
    const end = session.engine.schedule.batchStart(1);
    // 2 × 20 × 10 + 2 × (−2) × 1
    expect(verdictsAt(session, end)).toContain('batch.grad(y.w[0]) 396 agrees');
    session.seek(session.engine.run.example.instructions.length + 2);
    session.set('x', 7);
    const { checks, reasons } = allAt(session, end);
    expect(checks.map(({ gradient }) => gradient)).not.toContain('batch.grad(y.w[0])');
    // The gradients of the example and of the batch have the same reason.
    expect(reasons).toEqual([expect.stringContaining('x was set at step')]);
    expect(reasons[0]).toContain('in the middle of this batch');
  });

  test('a parameter that is used twice has the sum of both slopes', () => {
    const session = new Session(
      scenarioOf(`
        title: Shared
        inputs: [x]
        parameters: { w: 0.5 }
        formulas: { h: tanh(w * x), y: sin(w * h), loss: (y - x) ** 2 }
        data: [{ inputs: [1.5] }]
        input_gradients: true`),
    );
    const loss = (w: number, x: number) => (Math.sin(w * Math.tanh(w * x)) - x) ** 2;
    const h = 1e-5;
    const { checks } = allAt(session, session.total);
    const of = (name: string) => checks.find(({ address }) => address === name)?.analytic;
    expect(of('w')).toBeCloseTo((loss(0.5 + h, 1.5) - loss(0.5 - h, 1.5)) / (2 * h), 8);
    expect(of('x')).toBeCloseTo((loss(0.5, 1.5 + h) - loss(0.5, 1.5 - h)) / (2 * h), 8);
    expect(new Set(checks.map(({ verdict }) => verdict))).toEqual(new Set(['agrees']));
  });

  test('the numbers of a network whose hidden gradients are often computed wrongly', () => {
    const { session } = openCase('03-wrong-hidden-delta/net.yaml');
    const { checks } = allAt(session, session.engine.schedule.batchStart(1));
    const of = (name: string) => checks.find(({ gradient }) => gradient === name);
    for (const [name, value] of [
      ['grad(o.in)', 0.0706225566064668],
      ['grad(h0.in)', -0.01187748],
      ['grad(h1.in)', -0.01357426],
    ] as const) {
      expect(of(name)?.analytic).toBeCloseTo(value, 8);
      expect(of(name)?.numeric?.slope).toBeCloseTo(value, 8);
      expect(of(name)?.verdict).toBe('agrees');
    }
    const updated = ['h0.w[1]', 'o.w[0]', 'o.w[1]'].map((name) => session.read(name));
    for (const [index, value] of [0.40118775, -0.70422809, -0.80283417].entries()) {
      expect(updated[index]).toBeCloseTo(value, 8);
    }
  });

  test('dropout masks stay as they are drawn', () => {
    const session = new Session(
      scenarioOf(`
        title: Dropped
        inputs: [x]
        layers:
          - { name: hidden, activation: tanh, dropout: { rate: 0.5, seed: 2 }, nodes: { h0: [0.3], h1: [-0.8], h2: [0.5] } }
          - { name: output, nodes: { y: [1, -2, 0.5] } }
        data: [{ inputs: [1.5], target: 1 }, { inputs: [-0.5], target: 2 }]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.1 }
        training: { epochs: 6, batch: all }`),
    );
    const { schedule, run } = session.engine;
    const seen = new Set<number>();
    for (let epoch = 1; epoch <= 6; epoch++) {
      const update = schedule.epochStart(epoch + 1) - run.update.instructions.length;
      const masks = [1, 2].map((example) => {
        session.seek(update - (2 - example) * run.example.instructions.length);
        return [0, 1, 2].map((node) => session.read(`h${node}.mask`) as number);
      });
      session.seek(update);
      const weights = run.parameters.map((slot) => session.registers[slot] as number);
      const loss = (parameters: readonly number[]) => {
        const errors = [1.5, -0.5].map((x, index) => {
          const hidden = [0, 1, 2].map(
            (node) => Math.tanh((parameters[node] as number) * x) * (masks[index]?.[node] as number),
          );
          return hidden.reduce((sum, h, node) => sum + h * (parameters[3 + node] as number), -(index + 1));
        });
        return errors.reduce((sum, error) => sum + error ** 2, 0) / 2;
      };
      const { checks } = allAt(session, update);
      for (const [index, slot] of run.parameters.entries()) {
        const name = run.slots[slot]?.names[0];
        const check = checks.find(({ gradient }) => gradient === `batch.grad(${name})`);
        const moved = (h: number) => loss(weights.map((weight, at) => (at === index ? weight + h : weight)));
        expect(check?.verdict).toBe('agrees');
        expect(check?.analytic).toBeCloseTo((moved(1e-5) - moved(-1e-5)) / 2e-5, 7);
      }
      for (const mask of masks.flat()) seen.add(mask);
    }
    expect(seen).toEqual(new Set([0, 2]));
  });
});

/** Bound on the relative rounding error of the loss: some tens of operations, each with an error of half a unit. */
const ROUNDING = 128 * Number.EPSILON;

/** The central difference of a loss by plain loops, with its error; null if a kink is near. */
function plainDifference(
  document: NetworkDocument,
  rows: readonly { readonly row: number; readonly share: number }[],
  now: Readonly<Record<string, number>>,
  address: string,
  penalty: (value: number) => number,
) {
  const value = now[address] as number;
  const h = Math.cbrt(Number.EPSILON) * Math.max(1, Math.abs(value));
  const at = (changed: number) =>
    rows.map(({ row, share }) => ({ share, ...forward(document, row, { ...now, [address]: changed }) }));
  const points = [at(value - h), at(value), at(value + h)] as const;
  const sides = points.map((all) =>
    all.flatMap(({ beforeBends }) => beforeBends.map((each) => each > 0)).join(),
  );
  if (new Set(sides).size > 1) return null;
  const total = (all: ReturnType<typeof at>) =>
    all.reduce((sum, each) => sum + each.objective * each.share, 0);
  const scale = points.flat().reduce((sum, each) => sum + each.scale * each.share, 0);
  return {
    slope: (total(points[2]) - total(points[0])) / (2 * h) + penalty(value),
    rounding: (ROUNDING * (scale + 1)) / h,
  };
}

test('random networks: every gradient of a weight or an input is that of plain loops, and none is called wrong', () => {
  const seen: Record<string, number> = {};
  fc.assert(
    fc.property(
      documents({
        training: true,
        passOn: true,
        optimizers: true,
        epochs: 2,
        layers: 3,
        nodes: 3,
        losses: squares,
      }),
      fc.gen(),
      (document, g) => {
        const session = new Session(scenarioOf(document));
        const { run, schedule } = session.engine;
        session.seek(g(fc.integer, { min: 0, max: session.total }));
        const { position } = session;
        const { epoch, example, firstExample, size, batchIndex } = schedule.segmentAt(position);
        const last = example ?? firstExample + size - 1;
        const rows = Array.from({ length: last - firstExample + 1 }, (_, index) => ({
          row: rowOfExample(run, epoch, firstExample + index),
          share: run.batchShare === null ? 1 : 1 / size,
        }));
        const { checks, reasons } = allAt(session, position);
        if (checks.length === 0) expect(reasons).toHaveLength(1);
        session.seek(schedule.batchStart(batchIndex));
        const parameters = addresses(document.layers);
        const now = Object.fromEntries(parameters.map((name) => [name, session.read(name) as number]));
        const inputs = document.data[rows.at(-1)?.row ?? 0]?.inputs ?? [];
        for (const [index, name] of document.inputs.entries()) now[name] = inputs[index] as number;
        const { l1 = 0, l2 = 0 } = session.scenario.optimizer?.settings ?? {};
        const slopeOfPenalty = (value: number) => l1 * Math.sign(value) + l2 * value;
        for (const { address, loss, verdict, analytic, numeric, kink } of checks) {
          expect(verdict).not.toBe('differs');
          expect(verdict === 'kink').toBe(kink !== null);
          seen[`${loss} ${verdict}`] = (seen[`${loss} ${verdict}`] ?? 0) + 1;
          if (!(address in now) || numeric === null) continue;
          const isInput = document.inputs.includes(address);
          const own = loss === 'example' || run.batch === 1 ? rows.slice(-1) : rows;
          // Other examples have other inputs.
          const values = isInput
            ? now
            : Object.fromEntries(parameters.map((name) => [name, now[name] as number]));
          const plain = plainDifference(
            document,
            own,
            values,
            address,
            loss === 'penalised' ? slopeOfPenalty : () => 0,
          );
          if (plain === null) continue;
          for (const each of [analytic, numeric.slope]) {
            expect(Math.abs(each - plain.slope), address).toBeLessThanOrEqual(
              2e-6 * Math.max(Math.abs(each), Math.abs(plain.slope)) + plain.rounding + numeric.error,
            );
          }
          seen[`${loss} compared`] = (seen[`${loss} compared`] ?? 0) + 1;
          if (isInput) seen.inputs = (seen.inputs ?? 0) + 1;
        }
      },
    ),
    allNetworks(120),
  );
  for (const what of ['example agrees', 'batch agrees', 'penalised agrees', 'inputs'])
    expect(seen[what], what).toBeGreaterThan(8);
  for (const what of ['example compared', 'batch compared', 'penalised compared'])
    expect(seen[what], what).toBeGreaterThan(15);
  expect(seen['example kink'], 'kinks').toBeGreaterThan(2);
});
