/** What is allowed but makes no sense: it is told, with a place and a fix, and the run is computed as it is written. */
import { describe, expect, test } from 'vitest';
import { activationNames } from '../../src/core/operations.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { setLanguage } from '../../src/i18n/translate.ts';
import { losses, lossNames } from '../../src/scenario/losses/losses.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { besideShipped, fourClasses, shipped, sourceOf } from '../support/scenario.ts';

function told(source: string, csv = ''): readonly string[] {
  const result = parseScenario(source, () => ({ text: csv }));
  if (!result.ok) throw new Error(result.diagnostics.map((each) => diagnosticText('f', source, each)).join());
  return result.warnings().map((each) => diagnosticText('f', source, each));
}

/** The first line of each warning. */
const heads = (source: string, csv?: string) => told(source, csv).map((text) => text.split('\n')[0]);

interface Parts {
  readonly inputs?: string;
  readonly layers?: string;
  readonly data?: string;
  readonly rest?: string;
}

const scenario = ({
  inputs = '[x]',
  layers = 'layers: [{ name: o, nodes: { y: [1] } }]',
  data = '[{ inputs: [1], target: 1 }]',
  rest = 'loss: squared_error',
}: Parts) => `title: t\ninputs: ${inputs}\n${layers}\ndata: ${data}\n${rest}\n`;

/** One output with this activation and this loss. */
const activated = (activation: string, loss: string) =>
  scenario({
    layers: `layers: [{ name: o, activation: ${activation}, nodes: { y: [1] } }]`,
    rest: `loss: ${loss}`,
  });

describe('outputs', () => {
  test('a sigmoid before a loss of logits, with a caret and two ways to mend it', () => {
    expect(told(activated('sigmoid', 'binary_cross_entropy_from_logits'))).toEqual([
      `f:3:33: warning: layers[0].activation: expected outputs that can be any number (logits), because of the loss binary_cross_entropy_from_logits, found sigmoid, which gives only numbers from 0 to 1
     3 │ layers: [{ name: o, activation: sigmoid, nodes: { y: [1] } }]
       │                                 ^
  fix: write activation: identity, or loss: binary_cross_entropy`,
    ]);
  });

  test('an output that is a copy lies where the value lies', () => {
    const copied = (activation: string, loss: string) =>
      heads(
        `title: t\ninputs: [x]\nparameters: { w: 1 }\nformulas: { q: "${activation}(w * x)", p: q }\n` +
          `data: [{ inputs: [1], target: 1 }]\nloss: ${loss}\n`,
      );
    expect(copied('sigmoid', 'binary_cross_entropy')).toEqual([]);
    expect(copied('relu', 'binary_cross_entropy_from_logits')).toHaveLength(1);
  });

  test('no sigmoid before a loss of probabilities', () => {
    expect(told(scenario({ rest: 'loss: binary_cross_entropy' }))).toEqual([
      `f:5:7: warning: loss: expected outputs that are probabilities, because of the loss binary_cross_entropy, found y, which can be any number
     5 │ loss: binary_cross_entropy
       │       ^
  fix: write activation: sigmoid, or loss: binary_cross_entropy_from_logits`,
    ]);
  });

  test.each([
    ['relu', 'binary_cross_entropy', 'relu, which gives only numbers from 0 on'],
    ['tanh', 'binary_cross_entropy', 'tanh, which gives only numbers from -1 to 1'],
    ['tanh', 'binary_cross_entropy_from_logits', 'tanh, which gives only numbers from -1 to 1'],
    ['silu', 'binary_cross_entropy_from_logits', 'silu, which gives only numbers from -0.279 on'],
    ['sigmoid', 'hinge', 'sigmoid, which gives only numbers from 0 to 1'],
  ])('%s before %s', (activation, loss, found) => {
    expect(heads(activated(activation, loss))).toEqual([expect.stringContaining(`found ${found}`)]);
  });

  test.each([
    ['sigmoid', 'binary_cross_entropy'],
    ['identity', 'binary_cross_entropy_from_logits'],
    ['leaky_relu', 'binary_cross_entropy_from_logits'],
    ['tanh', 'hinge'],
    ['sigmoid', 'squared_error'],
  ])('%s before %s makes sense', (activation, loss) => {
    expect(heads(activated(activation, loss))).toEqual([]);
  });

  test('softmax in the last layer is not repeated by the loss', () => {
    expect(told(fourClasses(''))).toEqual([]);
    expect(told(fourClasses('\n    activation: softmax'))).toEqual([]);
  });

  test('a sigmoid before a softmax in the loss: no other loss would do', () => {
    const source = fourClasses('\n    activation: sigmoid');
    expect(told(source)).toHaveLength(1);
    expect(told(source)[0]).toContain('found sigmoid, which gives only numbers from 0 to 1');
    expect(told(source)[0]).toMatch(/ {2}fix: write activation: identity$/);
  });

  test('a value that is passed on has the bounds of where it was computed', () => {
    const layers = `layers:
  - { name: h, activation: sigmoid, nodes: { h0: [1] } }
  - { name: o, nodes: { y: { from: h0 } } }`;
    expect(heads(scenario({ layers, rest: 'loss: binary_cross_entropy' }))).toEqual([]);
    const logits = heads(scenario({ layers, rest: 'loss: binary_cross_entropy_from_logits' }));
    expect(logits).toEqual([expect.stringContaining('found y, which gives only numbers from 0 to 1')]);
  });

  test('in formulas only an activation tells what an output can be', () => {
    const formulas = (text: string, loss: string) =>
      heads(scenario({ layers: `parameters: { w: 1 }\nformulas: { y: ${text} }`, rest: `loss: ${loss}` }));
    expect(formulas('1 / (1 + exp(-w * x))', 'binary_cross_entropy')).toEqual([]);
    expect(formulas('sigmoid(w * x)', 'binary_cross_entropy')).toEqual([]);
    expect(formulas('w * x', 'binary_cross_entropy_from_logits')).toEqual([]);
    expect(formulas('sigmoid(w * x)', 'binary_cross_entropy_from_logits')).toHaveLength(1);
  });

  test('softmax by formulas before a softmax in the loss: the outputs add up to 1', () => {
    const formulas = (outputs: string) =>
      heads(`title: t
inputs: [x]
parameters: { a: 1, b: -0.5 }
formulas: { ea: exp(a * x), eb: exp(b * x), ${outputs} }
data: [{ inputs: [1], target: [1, 0] }, { inputs: [-3], target: [0, 1] }]
loss: softmax_cross_entropy
`);
    expect(formulas('pa: ea / (ea + eb), pb: eb / (ea + eb)')).toEqual([
      'f:6:7: warning: loss: expected outputs that can be any number (logits), because of the loss softmax_cross_entropy, found outputs that add up to 1 in every example, like the outputs of softmax',
    ]);
    expect(formulas('pa: ea / (ea + eb), pb: eb / (ea + eb) + 0.1')).toEqual([]);
  });

  test('dropout on the outputs', () => {
    const layers = 'layers: [{ name: o, nodes: { y: [1] }, dropout: { rate: 0.5, seed: 1 } }]';
    expect(heads(scenario({ layers }))).toEqual([
      'f:3:40: warning: layers[0].dropout: expected dropout on a hidden layer, found dropout on the outputs, which the loss compares with the targets',
    ]);
  });

  test('more outputs than classes', () => {
    const three = (targets: readonly string[]) =>
      heads(
        scenario({
          layers: 'layers: [{ name: o, nodes: { c0: [1], c1: [2], c2: [3] } }]',
          data: `[${targets.map((target) => `{ inputs: [1], target: ${target} }`).join(', ')}]`,
          rest: 'loss: softmax_cross_entropy',
        }),
      );
    expect(three(['[1, 0, 0]', '[0, 1, 0]', '[1, 0, 0]'])).toEqual([
      'f:3:48: warning: layers[0].nodes.c2: expected an example of every class: 3 outputs are 3 classes, found none of c2: the target is always 0',
    ]);
    expect(three(['[1, 0, 0]', '[0, 1, 0]', '[0, 0, 1]'])).toEqual([]);
    // Two examples cannot be of three classes.
    expect(three(['[1, 0, 0]', '[0, 1, 0]'])).toEqual([]);
  });
});

describe('targets', () => {
  const ofTwo = ['binary_cross_entropy', 'binary_cross_entropy_from_logits'] as const;
  const twoRows = '[{ inputs: [1], target: 3 }, { inputs: [-1], target: -1 }]';

  test.each(ofTwo)('that are no probabilities, for %s', (loss) => {
    const layers = `layers: [{ name: o, activation: ${loss.endsWith('logits') ? 'identity' : 'sigmoid'}, nodes: { y: [1] } }]`;
    expect(heads(scenario({ layers, data: twoRows, rest: `loss: ${loss}` }))).toEqual([
      `f:4:31: warning: data[0].target: expected targets that are probabilities: from 0 to 1, because of the loss ${loss}, found the number 3 (and 1 more)`,
    ]);
  });

  test.each([
    ['[1, 1]', 'found the sum 2'],
    ['[0, 0]', 'found the sum 0'],
    ['[2, -1]', 'data[0].target[0]: '],
  ])('of classes that are %s', (target, expected) => {
    const source = scenario({
      layers: 'layers: [{ name: o, nodes: { c0: [1], c1: [2] } }]',
      data: `[{ inputs: [1], target: ${target} }]`,
      rest: 'loss: softmax_cross_entropy',
    });
    expect(heads(source)).toEqual([expect.stringContaining(expected)]);
  });

  test('rounded probabilities are probabilities', () => {
    const source = scenario({
      layers: 'layers: [{ name: o, nodes: { c0: [1], c1: [2], c2: [3] } }]',
      data: '[{ inputs: [1], target: [0.333, 0.333, 0.334] }, { inputs: [1], target: [0.1, 0.2, 0.7] }]',
      rest: 'loss: softmax_cross_entropy',
    });
    expect(heads(source)).toEqual([]);
  });

  test('of a CSV file, at the key that names the column', () => {
    const source = `title: t
inputs: [x]
layers: [{ name: o, activation: sigmoid, nodes: { y: [1] } }]
data: { csv: data.csv, target: y }
loss: binary_cross_entropy
`;
    expect(heads(source, 'x,y\n1,0\n2,7\n')).toEqual([
      'f:4:32: warning: data.target: expected targets that are probabilities: from 0 to 1, because of the loss binary_cross_entropy, found the number 7',
    ]);
  });

  test('a loss of numbers takes all of them', () => {
    expect(heads(scenario({ data: twoRows }))).toEqual([]);
  });
});

describe('what has no effect', () => {
  const optimizer = 'optimizer: { kind: sgd, learning_rate: 0.1 }';

  test.each([
    ['frozen without an optimizer', 'loss: squared_error\nfrozen: ["y.w[0]"]', 'frozen: expected updates'],
    [
      'frozen with stop_after',
      `loss: squared_error\n${optimizer}\nstop_after: backward\nfrozen: ["y.w[0]"]`,
      'frozen: expected updates',
    ],
    ['everything frozen', `loss: squared_error\n${optimizer}\nfrozen: ["y.w[0]"]`, 'found only frozen ones'],
    ['input_gradients without a loss', 'input_gradients: true', 'input_gradients: expected a backward phase'],
    [
      'input_gradients before the backward phase',
      'loss: squared_error\nstop_after: loss\ninput_gradients: true',
      'input_gradients: expected a backward phase',
    ],
    ['an optimizer with stop_after', `loss: squared_error\n${optimizer}\nstop_after: loss`, 'optimizer: '],
    [
      'a learning rate of 0',
      'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0 }',
      'optimizer.learning_rate: expected a learning rate above 0, found 0, with which no weight changes',
    ],
    [
      'a negative learning rate',
      'loss: squared_error\noptimizer: { kind: sgd, learning_rate: -0.1 }',
      'found a negative one, with which the loss goes up',
    ],
    [
      'a batch with more examples than there are',
      'loss: squared_error\ntraining: { batch: 5 }',
      'training.batch: expected at most 1, for the only example, found the number 5',
    ],
  ])('%s', (_what, rest, expected) => {
    const all = heads(scenario({ rest }));
    expect(all[all.length - 1]).toContain(expected);
  });

  test.each([
    ['frozen with an optimizer', `loss: squared_error\n${optimizer}\nfrozen: []`],
    ['input_gradients with a loss', 'loss: squared_error\ninput_gradients: true'],
    ['a batch of all examples', 'loss: squared_error\ntraining: { batch: 1 }'],
    [
      'a negative learning rate that makes an output larger',
      'output_gradient: 1\noptimizer: { kind: sgd, learning_rate: -0.1 }',
    ],
  ])('%s makes sense', (_what, rest) => {
    expect(heads(scenario({ rest }))).toEqual([]);
  });

  test('a batch says how many examples there are', () => {
    const data = '[{ inputs: [1], target: 1 }, { inputs: [2], target: 1 }]';
    expect(heads(scenario({ data, rest: 'loss: squared_error\ntraining: { batch: 2 }' }))).toEqual([]);
    expect(heads(scenario({ data, rest: 'loss: squared_error\ntraining: { batch: 5 }' }))).toEqual([
      'f:6:20: warning: training.batch: expected at most 2, the number of examples, found the number 5',
    ]);
  });

  const formulas = (parameters: string, text: string, inputs = '[x]') =>
    heads(
      `title: t\ninputs: ${inputs}\nparameters: ${parameters}\nformulas: ${text}\ndata: [{ inputs: [1] }]\n${optimizer}\n`,
    );

  test('a parameter that no formula uses, by its element', () => {
    expect(formulas('{ w: [2, -3], b: 1 }', '{ loss: "(w[0] * x + b) ** 2" }')).toEqual([
      'f:3:22: warning: parameters.w[1]: expected a parameter that a formula uses, found w[1], which nothing uses',
    ]);
  });

  test('a parameter that the loss does not depend on', () => {
    expect(formulas('{ w: 2, v1: 1 }', '{ y: v1 * x, loss: "(w * x) ** 2" }')).toEqual([
      'f:3:25: warning: parameters.v1: expected a parameter that the loss depends on, found v1, which no update changes',
    ]);
  });

  test('an input that nothing uses', () => {
    const source = `title: t\ninputs: [a, b]\nformulas: { y: a * 2 }\ndata: [{ inputs: [1, 2] }]\n`;
    expect(heads(source)).toEqual([
      'f:2:13: warning: inputs[1]: expected an input that something is computed from, found b, which nothing uses',
    ]);
  });
});

describe('large targets', () => {
  const csv = 'area,city,price\n50,a,90000\n70,b,150000\n';
  const prices = (rest: string) => `title: t
inputs: [area, city]
layers: [{ name: o, nodes: { y: [1, 1, 1] } }]
data: { csv: p.csv, target: price, categories: { city: [a, b] }${rest} }
loss: squared_error
optimizer: { kind: adam, learning_rate: 0.01 }
`;

  test('of a file can be standardized', () => {
    expect(told(prices(', standardize: true'), csv)).toEqual([
      `f:4:29: warning: data.target: expected targets of about 1, which weights of the usual size reach in a few updates, found targets up to 150000, from which the loss is large and falls slowly
     4 │ data: { csv: p.csv, target: price, categories: { city: [a, b] }, standardize: true }
       │                             ^
  fix: write standardize: [area, price] under data, and the targets are standardized, too`,
    ]);
    expect(told(prices(''), csv).join()).toContain('fix: write standardize: [price] under data');
    expect(told(prices(', standardize: [area, price]'), csv)).toEqual([]);
  });

  test('of the scenario can be divided, and are as they should be if the inputs are as large', () => {
    const rest = 'loss: squared_error\noptimizer: { kind: sgd, learning_rate: 0.1 }';
    expect(told(scenario({ data: '[{ inputs: [1], target: 2500 }]', rest })).join()).toContain(
      'fix: divide all targets by 1000',
    );
    expect(told(scenario({ data: '[{ inputs: [900], target: 2500 }]', rest }))).toEqual([]);
    expect(told(scenario({ data: '[{ inputs: [1], target: 2500 }]' }))).toEqual([]);
  });
});

test.each(shipped)('the shipped scenario %s gives no warning', (name) => {
  const result = parseScenario(sourceOf(name), besideShipped);
  expect(result.ok && result.warnings()).toEqual([]);
});

test('for every loss there is an activation that makes sense', () => {
  for (const loss of lossNames.filter((name) => (losses[name].leastOutputs?.count ?? 1) === 1)) {
    const all = activationNames.flatMap((name) => heads(activated(name, loss)));
    expect(all.length).toBeLessThan(activationNames.length);
  }
});

test('warnings are in the language of the moment', () => {
  const source = activated('sigmoid', 'binary_cross_entropy_from_logits');
  const result = parseScenario(source);
  const texts = () => (result.ok ? result.warnings().map((each) => diagnosticText('f', source, each)) : []);
  const english = texts();
  setLanguage('bn');
  const bangla = texts();
  setLanguage('en');
  expect(english.join()).not.toMatch(/\p{Script=Bengali}/u);
  expect(bangla).toHaveLength(english.length);
  expect(bangla.join()).toMatch(/^f:3:33: \p{Script=Bengali}.*binary_cross_entropy_from_logits/u);
  expect(texts()).toEqual(english);
});
