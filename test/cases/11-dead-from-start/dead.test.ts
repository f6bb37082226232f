/** A ReLU that is dead from the first epoch on. The figures are computed by NumPy. */
import { expect, test } from 'vitest';
import { predictExample } from '../../../src/analysis/forecast.ts';
import { openCase, runLines } from '../../support/case-files.ts';

test('catch dead stops at the end of the first epoch, and the weights never change', () => {
  const debug = openCase('11-dead-from-start/dead.yaml');
  expect(runLines(debug, 'catch dead', 'continue')).toMatchObject({
    reason: 'exception',
    text: expect.stringContaining('the slope of h was 0 for every example in epoch 1'),
  });
  const { session } = debug;
  expect(session.step(session.position)).toMatchObject({
    epoch: 1,
    example: 3,
    result: { name: 'h', value: 0 },
  });
  session.seek(session.total);
  expect(['h.w[0]', 'h.w[1]', 'y.bias'].map((name) => session.read(name))).toEqual([
    -0.03, -0.02, 0.6333973094577622,
  ]);
  expect(predictExample(session).outputs).toEqual([{ name: 'y', value: 0.6532593921920309 }]);
});
