/** Learning rates of layers, nodes and parameters: which parameter follows which key, and where it is shown. */
import { expect, test } from 'vitest';
import { Debugger } from '../../../src/commands/debugger.ts';
import { execute } from '../../../src/commands/sections/commands.ts';
import { numpyText } from '../../../src/numpy/listing.ts';
import { Session } from '../../../src/session/session.ts';
import { stepText } from '../../../src/view/words/words.ts';
import { scenarioOf } from '../../support/networks.ts';

const twoLayers = (optimizer: string, more = '') => `
  title: t
  inputs: [x]
  layers:
    - { name: hidden, bias: 0.5, nodes: { h: [1], i: [2] } }
    - { name: y, nodes: { y: { weights: [1, 2], bias: 0 }, z: [3, 4] } }
  data: [{ inputs: [1], target: [1, 2] }]
  loss: squared_error
  optimizer: { learning_rate: 0.1, ${optimizer} }
  ${more}`;

/** What each parameter is multiplied by: change ÷ gradient, in plain gradient descent. */
function ratesOf(source: string): Record<string, number> {
  const session = new Session(scenarioOf(source));
  session.seek(session.total);
  const addresses = ['h.w[0]', 'i.w[0]', 'layer(hidden).bias', 'y.w[0]', 'y.w[1]', 'y.bias', 'z.w[0]'];
  const rate = (address: string) => {
    const [change, gradient] = [`delta(${address})`, `grad(${address})`].map((each) => session.read(each));
    return Math.round(((change as number) / (gradient as number)) * 1e9) / 1e9;
  };
  return Object.fromEntries(addresses.map((address) => [address, rate(address)]));
}

test('the most specific key holds; a layer is named by layer() where a node has its name', () => {
  const all = { 'h.w[0]': 0.1, 'i.w[0]': 0.1, 'layer(hidden).bias': 0.1 };
  const output = { 'y.w[0]': 0.1, 'y.w[1]': 0.1, 'y.bias': 0.1, 'z.w[0]': 0.1 };
  const rates = (keys: string) => ratesOf(twoLayers(`kind: sgd, learning_rates: { ${keys} }`));
  expect(rates('')).toEqual({ ...all, ...output });
  expect(rates('hidden: 0.2, h: 0.3')).toEqual({
    ...{ 'h.w[0]': 0.3, 'i.w[0]': 0.2, 'layer(hidden).bias': 0.2 },
    ...output,
  });
  expect(rates('y: 0.2, "y.w": 0.3, "y.w[1]": 0.4')).toEqual({
    ...all,
    ...{ 'y.w[0]': 0.3, 'y.w[1]': 0.4, 'y.bias': 0.2, 'z.w[0]': 0.1 },
  });
  expect(rates('layer(y): 0.2, y.bias: 0.3')).toEqual({
    ...all,
    ...{ 'y.w[0]': 0.2, 'y.w[1]': 0.2, 'y.bias': 0.3, 'z.w[0]': 0.2 },
  });
});

test('parameters of formulas: all numbers of a list, or one of them', () => {
  const session = new Session(
    scenarioOf(`
      title: t
      inputs: [x]
      parameters: { w: [1, 2], b: 3 }
      formulas: { loss: "x * w[0] * w[1] + b" }
      data: [{ inputs: [1] }]
      optimizer: { kind: sgd, learning_rate: 1, learning_rates: { w: 0.5, "w[1]": 0.25 } }`),
  );
  session.seek(session.total);
  expect(['delta(w[0])', 'delta(w[1])', 'delta(b)'].map((each) => session.read(each))).toEqual([1, 0.25, 1]);
});

test('a rate of its own is a value: in the words, in a variant, and to be set', () => {
  const source = twoLayers(
    'kind: sgd, learning_rates: { h: 0.5 }, schedule: { kind: step, every: 1, factor: 0.5 }',
    'variants: { slow: { set: { learning_rate(h): 0.25 } } }',
  );
  const session = new Session(scenarioOf(source));
  const { example, update } = session.engine.run;
  const texts = update.instructions.map((_each, index) =>
    stepText(session, example.instructions.length + index + 1),
  );
  expect(texts.map(({ what }) => what)).toContain(
    'learning_rate(h) (0.5) is multiplied by the factor of the learning rate (1).',
  );
  expect(texts.map(({ means }) => means)).toContain('In this update, learning_rate(h).now is 0.5.');
  const own = texts.filter(({ what }) =>
    what.startsWith('learning_rate(h).now (0.5) is multiplied by the gradient of h.w[0] ('),
  );
  expect(own).toHaveLength(1);
  const debug = new Debugger(session);
  expect(execute(debug, 'set learning_rate(h) = 0.75')).toMatchObject({ kind: 'said' });
  session.seek(session.total);
  expect(session.read('learning_rate(h).now')).toBe(0.75);
  const variant = session.scenario.variants[0];
  expect(new Session(session.scenario, variant).read('learning_rate(h)')).toBe(0.25);
});

test('the code has a variable for each, and writes a matrix with several of them element by element', () => {
  const code = numpyText(scenarioOf(twoLayers('kind: sgd, learning_rates: { h: 0.2, "layer(y)": 0.3 }')));
  expect(code).toContain('learning_rate_of_h = 0.2\nlearning_rate_of_layer_y = 0.3\n');
  expect(code).toContain(`
y_w -= learning_rate_of_layer_y * grad_y_w`);
  expect(code).toContain(`
hidden_w[0, 0] -= learning_rate_of_h * grad_hidden_w[0, 0]
hidden_w[1, 0] -= learning_rate * grad_hidden_w[1, 0]`);
});
