/** A learning rate that is far too large. The figures are computed by NumPy, with the same order of sums. */
import { expect, test } from 'vitest';
import { openCase, runLines } from '../../support/case-files.ts';

/** To 14 digits. */
const ratios = (values: readonly (number | null)[], expected: readonly number[]) =>
  values.map((value, index) => Number(((value ?? 0) / (expected[index] as number)).toPrecision(14)));

const open = () => openCase('01-houses-nan/houses.yaml');

test('the gradients of the first epoch, and the weights after it', () => {
  const { session } = open();
  session.seek(session.engine.schedule.epochStart(2));
  const names = ['price.w[0]', 'price.w[1]', 'price.bias'];
  const gradients = names.map((name) => session.read(`batch.grad(${name})`));
  expect(ratios(gradients, [-799723850, -1186600, -361766.66666666669])).toEqual([1, 1, 1]);
  const weights = names.map((name) => session.read(name));
  expect(ratios(weights, [799723.85, 1186.6, 361.76666666666665])).toEqual([1, 1, 1]);
});

test.each(['nan', 'infinity'])('catch %s stops at the first value that is not finite', (exception) => {
  const debug = open();
  runLines(debug, `catch ${exception}`, 'continue');
  const { session } = debug;
  const { position } = session;
  expect(session.step(position).result).toEqual({ name: 'error.squared', value: Number.POSITIVE_INFINITY });
  expect(ratios([session.read('error')], [6.170976693195431e155])).toEqual([1]);
  expect(session.engine.schedule.segmentAt(position)).toMatchObject({ epoch: 42, example: 1 });
  expect(position).toBe(4434);
  // From the end the last stop is another one, but the first is found as well.
  runLines(debug, 'continue', 'reverse-continue');
  expect(debug.session.position).toBe(4434);
});

test('catch invalid stops at the first NaN: a weight, where infinity is subtracted from infinity', () => {
  const debug = open();
  expect(runLines(debug, 'catch invalid', 'continue')).toMatchObject({
    text: expect.stringContaining('price.w[0] became NaN'),
  });
  const { session } = debug;
  expect(session.engine.schedule.segmentAt(session.position)).toMatchObject({ program: 'update', epoch: 84 });
});

test('the first output that is NaN is found by a condition', () => {
  const debug = open();
  runLines(debug, 'break price != price', 'continue');
  expect(debug.session.position).toBe(9076);
  expect(debug.session.engine.schedule.segmentAt(9076)).toMatchObject({ epoch: 85, example: 1 });
});
