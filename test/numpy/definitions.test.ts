/** Listings of optimizers and losses that are not shipped: their values must be found on the tape. */
import { expect, test, vi } from 'vitest';
import type { StateName } from '../../src/core/address.ts';
import type { Slot } from '../../src/core/program.ts';
import { defineLoss } from '../../src/scenario/losses/common/loss.ts';
import { defineOptimizer, type UpdateWriter } from '../../src/scenario/optimizers/common/optimizer.ts';

type Writer = UpdateWriter<string>;

/** What is said of an optimizer. The listing does not read it. */
const said = { usualRate: 0.1, forms: {}, parts: {}, why: () => '', convention: () => '' };

const totalState = 'total' as StateName;

/** An optimizer that keeps a state with a new name that does not start at 0, and its largest value so far. */
const otherStates = defineOptimizer({
  ...said,
  keys: {},
  change: (writer: Writer) => {
    const total = writer.state(writer.kept(totalState), 0.5, (before) =>
      writer.step('total', writer.kept(totalState), 'add', before, writer.gradient),
    );
    const largest = writer.kept(totalState, 'max');
    const direction = writer.state(largest, 0, (before) =>
      writer.step('largest', largest, 'maximum', before, total),
    );
    return { direction };
  },
});

/** An optimizer that reads kept values after they were replaced: one per parameter, and one shared. */
const readLater = defineOptimizer<string>({
  ...said,
  keys: {},
  shared: (writer) => {
    const power = { kind: 'correction', state: 'm', part: 'power' } as const;
    let old: Slot = 0;
    writer.state(power, 1, (before) => {
      old = before;
      return writer.step('power', power, 'multiply', writer.constant(0.5), before);
    });
    return { old };
  },
  change: (writer, { old }) => {
    let kept: Slot = 0;
    writer.state(writer.kept('m'), 0, (before) => {
      kept = before;
      return writer.gradient;
    });
    const sum = writer.step('sum', writer.delta('sum'), 'add', kept, writer.gradient);
    return {
      direction: writer.step('direction', writer.delta('direction'), 'multiply', sum, old as Slot),
    };
  },
});

/** Optimizers that shrink weights so that the listing cannot do it by a separate change in place. */
const shrinking = (shrunk: (writer: Writer) => Slot) =>
  defineOptimizer({
    ...said,
    keys: {},
    change: (writer: Writer) => {
      const pull = writer.step('pull', writer.delta('pull'), 'square', writer.parameter);
      const direction = writer.step('direction', writer.delta('direction'), 'add', writer.gradient, pull);
      return { direction, base: shrunk(writer) };
    },
  });

const made = {
  other_states: otherStates,
  read_later: readLater,
  scaled: shrinking((writer) =>
    writer.step('shrunk', writer.delta('shrunk'), 'multiply', writer.parameter, writer.constant(0.5)),
  ),
  needed: shrinking((writer) =>
    writer.step('shrunk', writer.delta('shrunk'), 'subtract', writer.parameter, writer.constant(0.5)),
  ),
};

vi.mock(import('../../src/scenario/optimizers/optimizers.ts'), async (original) => {
  const real = await original();
  const optimizers = { ...real.optimizers, ...made };
  return { ...real, optimizers, optimizerNames: Object.keys(optimizers) as typeof real.optimizerNames };
});

vi.mock(import('../../src/scenario/losses/losses.ts'), async (original) => {
  const real = await original();
  const words = { what: () => '', why: () => '', means: () => '' };
  const shared = defineLoss({
    reduction: 'sum',
    prepare: (writer) => {
      const { exps } = writer.exponentials();
      const total = exps.reduce((sum, each) => writer.part('sum', null, 'add', sum, each));
      const root = writer.part('root', null, 'sqrt', total);
      const shares = exps.map((slot, index) => writer.part('portion', index, 'divide', slot, root));
      return ({ target, index }) => writer.part('weighted', index, 'multiply', target, shares[index] as Slot);
    },
    parts: {
      sum: { word: 'exp_sum', words },
      root: { word: 'root', words },
      portion: { word: 'portion', words },
      weighted: { word: null, words },
    },
    expects: { outputs: 'anything', targets: 'anything' },
    sentence: () => '',
    convention: () => '',
  });
  const losses = { ...real.losses, shared };
  return { ...real, losses, lossNames: Object.keys(losses) as typeof real.lossNames };
});

/** The listing of a small network, without indentation. */
async function listed(loss: string, optimizer: string): Promise<string> {
  // Imported here, because imports at the top of the file are loaded before the definitions above exist.
  const { numpyText } = await import('../../src/numpy/listing.ts');
  const { scenarioOf } = await import('../support/networks.ts');
  const scenario = scenarioOf(`
title: t
inputs: [x]
layers: [{ name: y, nodes: { p: [1], q: [2] } }]
data: [{ inputs: [1], target: [1, 2] }, { inputs: [2], target: [2, 3] }]
loss: ${loss}
optimizer: { kind: ${optimizer}, learning_rate: 0.125 }`);
  return numpyText(scenario).replace(/^ +/gm, '');
}

test('an optimizer state with a new name that does not start at 0', async () => {
  const text = await listed('squared_error', 'other_states');
  expect(text).toContain('total_y_w = np.full_like(y_w, 0.5)\ntotal_max_y_w = np.zeros_like(y_w)\n');
  expect(text).toContain(`# update
total_y_w = total_y_w + grad_y_w
total_max_y_w = np.maximum(total_max_y_w, total_y_w)
y_w -= learning_rate * total_max_y_w
`);
});

test('a kept value is copied if it is needed after it has been overwritten', async () => {
  expect(await listed('squared_error', 'read_later')).toContain(`# update
m_power_before = m_power
m_power = 0.5 * m_power_before
m_y_w_before = np.copy(m_y_w)
m_y_w = grad_y_w
y_w -= learning_rate * ((m_y_w_before + m_y_w) * m_power_before)
`);
});

test.each([
  ['scaled', 'y_w * 0.5'],
  ['needed', 'y_w - 0.5'],
])('a parameter is assigned if it cannot be changed in place: %s', async (optimizer, shrunk) => {
  expect(await listed('squared_error', optimizer)).toContain(`# update
y_w = ${shrunk} - learning_rate * (grad_y_w + y_w**2)
`);
});

test('values shared by all outputs of a loss, and the gradients', async () => {
  const text = await listed('shared', 'sgd');
  expect(text).toContain(`# loss
loss_max = np.max(y)
loss_shifted = y - loss_max
loss_exp = np.exp(loss_shifted)
loss_exp_sum = np.sum(loss_exp)
loss_root = np.sqrt(loss_exp_sum)
loss_portion = loss_exp / loss_root
loss = np.sum(target * loss_portion)
`);
  expect(text).toContain(`# backward
grad_loss_root = np.sum((-(loss_portion / loss_root)) * target)
grad_loss_exp_sum = 0.5 / loss_root * grad_loss_root
`);
});

test('the variable of a layer never has the name of a value of any optimizer or loss', async () => {
  const { numpyText } = await import('../../src/numpy/listing.ts');
  const { scenarioOf } = await import('../support/networks.ts');
  const layers = ['loss_root', 'rate', 'y', 'total_y_w']
    .map((name, index) => `{ name: ${name}, nodes: { n${index}: [1] } }`)
    .join(', ');
  const text = numpyText(
    scenarioOf(`{ title: t, inputs: [x], layers: [${layers}], data: [{ inputs: [1] }] }`),
  );
  const names = [...text.matchAll(/(\w+) = \w+ @/g)].map(([, name]) => name);
  expect(names).toEqual(['loss_root_layer', 'rate_layer', 'y', 'total_y_w_layer']);
});
