/** Clipping the gradient by its norm: its steps, its words, the code. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochMetrics } from '../../../src/analysis/metrics.ts';
import { linkedStep } from '../../../src/explain/counterpart.ts';
import { traceOrigin } from '../../../src/explain/provenance.ts';
import { numpyText } from '../../../src/numpy/listing.ts';
import { Session } from '../../../src/session/session.ts';
import { conventionOf } from '../../../src/view/words/conventions.ts';
import { stepText } from '../../../src/view/words/words.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../../support/networks.ts';
import { expectClose, parameters, trainedOn, valuesAfter } from '../../support/training.ts';

const clipped = { kind: 'sgd', clip: { norm: 1.5 } };

test('the metrics have the norm that is left, of every network', () => {
  let compared = 0;
  fc.assert(
    fc.property(documents({ training: true, layers: 3, nodes: 3, epochs: 2 }), (document) => {
      if (!document.optimizer || document.loss === undefined) return;
      const optimizer = { ...document.optimizer, clip: { norm: 0.5 } };
      const session = new Session(scenarioOf({ ...document, optimizer }));
      for (const { gradientNorm } of epochMetrics(session)) {
        const [norm, factor] = ['gradient_norm', 'clip'].map((each) => session.read(each));
        if (typeof norm !== 'number' || typeof factor !== 'number') continue;
        expectClose([gradientNorm ?? 0], [norm * factor], 'norm');
        expect(factor).toBe(Math.min(1, 0.5 / (norm + 1e-6)));
        compared += 1;
      }
    }),
    networksTried(60),
  );
  expect(compared).toBeGreaterThan(shareOf(16));
});

test('the code has sums over whole arrays', () => {
  expect(numpyText(trainedOn(clipped, 2).scenario)).toContain(`
        gradient_norm = np.sqrt(np.sum(batch_grad_output_w**2) + np.sum(batch_grad_output_b**2))
        clip = np.minimum(1, 1.5 / (gradient_norm + 1 / 1000000))
        output_w -= learning_rate * (clip * batch_grad_output_w)
        output_b -= learning_rate * (clip * batch_grad_output_b)
`);
});

test('its steps: squares, their sum, the root, the factor, the shorter gradients', () => {
  const session = trainedOn(clipped, 1, 1);
  const { length } = session.engine.run.example.instructions;
  const names = session.engine.run.update.instructions.map(
    (_each, index) => session.step(length + index + 1).result.name,
  );
  expect(names.slice(0, 9)).toEqual([
    ...['clip.square[0]', 'clip.square[1]', 'clip.square[2]'],
    ...['clip.sum[1]', 'clip.sum[2]', 'gradient_norm'],
    ...['clip.safe', 'clip.ratio', 'clip'],
  ]);
  expect(names.slice(9, 12)).toEqual(['delta(y.w[0]).clipped', 'delta(y.w[0])', 'y.w[0]']);
  const of = (name: string) => length + names.indexOf(name) + 1;
  session.seek(length + names.length);
  expect(session.step(of('clip.square[2]')).operands[0]?.name).toBe('grad(y.bias)');
  expect(linkedStep(session, of('clip.square[2]'))).toEqual(linkedStep(session, of('delta(y.bias)')));
  expect(linkedStep(session, of('gradient_norm'))).toEqual({
    reason: 'gradient_norm comes from the gradients of all weights and biases together.',
  });
  expect(traceOrigin(session, 'gradient_norm', 2)?.operands[0]).toMatchObject({
    address: 'clip.sum[2]',
    operands: [{ address: 'clip.sum[1]' }, { address: 'clip.square[2]' }],
  });
  expect(stepText(session, of('clip')).means).toMatch(/^The gradient is too long: .* by 0\.\d+\.$/);
  expect(conventionOf(session.scenario, session.engine.schedule.instructionAt(of('gradient_norm')))).toBe(
    'clip: gradient × min(1, largest norm ÷ (norm + epsilon)), before penalties are added',
  );
});

test('only over what is updated: a frozen weight does not count', () => {
  const { scenario } = trainedOn(clipped, 1);
  const session = new Session({ ...scenario, frozen: ['y.w[0]'] });
  valuesAfter(session, 1, []);
  const [weight, bias] = ['grad(y.w[1])', 'grad(y.bias)'].map((each) => session.read(each) as number);
  expectClose(
    [session.read('gradient_norm') as number],
    [Math.hypot(weight as number, bias as number)],
    'norm',
  );
  expect(numpyText(session.scenario)).toContain('np.sum(grad_output_w[output_w_free]**2)');
  expect(numpyText({ ...scenario, frozen: parameters })).not.toContain('gradient_norm');
});

test('weights before biases, layer by layer, as frameworks list them', () => {
  const session = new Session(
    scenarioOf(`
        title: t
        inputs: [x]
        layers:
          - { name: hidden, bias: 0.5, nodes: { h: [1], i: [2] } }
          - { name: output, nodes: { y: { weights: [1, 2], bias: 0 } } }
        data: [{ inputs: [1], target: 1 }]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.1, clip: { norm: 1 } }`),
  );
  const { example, update } = session.engine.run;
  const squared = update.instructions.flatMap(({ op }, index) =>
    op === 'square' ? (session.step(example.instructions.length + index + 1).operands[0]?.name ?? []) : [],
  );
  expect(squared).toEqual(
    ['h.w[0]', 'i.w[0]', 'layer(hidden).bias', 'y.w[0]', 'y.w[1]', 'y.bias'].map((each) => `grad(${each})`),
  );
});
