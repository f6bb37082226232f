/** A softmax layer before the softmax loss: softmax is taken once. */
import { describe, expect, test } from 'vitest';
import { execute, fourClasses, parse, valuesOf } from '../support/scenario.ts';

describe('softmax in the last layer and in the loss is one softmax', () => {
  const [once, twice] = [parse(fourClasses('')), parse(fourClasses('\n    activation: softmax'))];

  test('with the losses of one softmax, computed in NumPy', () => {
    const losses = valuesOf('batch.loss', execute(twice)).filter((_loss, index) => index % 4 === 3);
    // The loss is the one before the update of the epoch; the last is that after training.
    expect(losses[1]).toBeCloseTo(0.4873748865302048, 15);
    expect(losses[10]).toBeCloseTo(0.07393434636699354, 15);
    expect(losses).toEqual(valuesOf('batch.loss', execute(once)).filter((_loss, index) => index % 4 === 3));
  });

  test('its outputs are the shares, and the loss takes no softmax of them', () => {
    const steps = execute(twice);
    const shares = ['c0', 'c1', 'c2', 'c3'].map((name) => valuesOf(name, steps)[0] as number);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 15);
    expect(valuesOf('loss.term[0]', steps)[0]).toBeCloseTo(-Math.log(shares[0] as number), 15);
    expect(steps.filter(({ phase, op }) => phase === 'loss' && op === 'exp')).toEqual([]);
  });
});
