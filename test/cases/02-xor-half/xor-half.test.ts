/** A batch's gradient is judged by its sum. The figures are computed by NumPy from the definitions. */
import { expect, test } from 'vitest';
import { openCase, runLines } from '../../support/case-files.ts';

test('catch explode stops at a sum of 3,200, of which every example has only 800', () => {
  const debug = openCase('02-xor-half/batch-explode.yaml');
  expect(runLines(debug, 'catch explode', 'continue')).toMatchObject({ reason: 'exception' });
  expect(debug.session.read('batch.grad(y.w[0])')).toBe(3200);
  expect(debug.session.engine.schedule.segmentAt(debug.session.position).example).toBe(4);
  const back = openCase('02-xor-half/batch-explode.yaml');
  runLines(back, 'goto 100%', 'catch explode', 'reverse-continue');
  expect(back.session.position).toBe(debug.session.position);
});

test.each([
  ['vanish', 1, 5e-11],
  ['vanish 4e-11', 3, 3.2e-11],
])('catch %s stops in epoch %i, where two examples cancel', (exception, epoch, size) => {
  const debug = openCase('02-xor-half/batch-vanish.yaml');
  expect(runLines(debug, `catch ${exception}`, 'continue')).toMatchObject({ reason: 'exception' });
  const { session } = debug;
  expect(session.engine.schedule.segmentAt(session.position).epoch).toBe(epoch);
  const gradient = session.step(session.position).result.value;
  expect(Math.abs(gradient) / size).toBeCloseTo(1, 1);
});
