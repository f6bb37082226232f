/** Wrong files and their error messages. In a source, ▸ marks the location of each error. */
import { describe, expect, test } from 'vitest';
import { activationNames } from '../../src/core/operations.ts';
import { diagnosticText } from '../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

interface Said {
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

type Case = readonly [what: string, marked: string, ...said: readonly Said[]];

const said = (path: string, expected: string, found: string, fix: string): Said => ({
  path,
  expected,
  found,
  fix,
});

const head = 'title: T\ninputs: [a, b]\n';
const data = 'data: [{ inputs: [2, 3] }]\n';
const target = 'data: [{ inputs: [2, 3], target: 5 }]\nloss: squared_error\n';
const layers = 'layers: [{ name: out, nodes: { y: [1, 1] } }]\n';
const network = head + layers;
const activations = [...activationNames, 'softmax'].join(', ');
const node = (text: string) => `${head}layers: [{ name: out, nodes: { ${text} } }]\n${data}`;

const aName = 'a name: letters, digits and _, not starting with a digit';
const anEpoch = 'a whole number from 1 to 1000000000';
const aText = 'text, or { en: …, bn: … }';
const aNode = 'a list of weights, or { weights: […], bias: … }, or { from: … }';
const topKeys =
  'try title, intro, teaches, group, order, picture, inputs, layers, use, parameters, define, formulas (and 16 more)';
const begin = 'start with the keys title, inputs, layers and data';
const twoWeights = '2 weights, one for each incoming value (a, b)';
const settable = 'the address of a weight, a bias, the learning rate, an input or a target';

const shape: Case[] = [
  ['an empty file', '▸', said('', 'a scenario', 'an empty file', begin)],
  ['only a comment', '▸# nothing here\n', said('', 'a scenario', 'an empty file', begin)],
  ['a list', '▸- a\n- b\n', said('', 'a scenario', 'a list', begin)],
  ['a scalar', '▸hello\n', said('', 'a scenario', 'a single value', begin)],
  [
    'everything missing',
    '▸▸▸title: T\n',
    said('inputs', 'a list', 'nothing', 'add inputs, for example inputs: [children, accounts]'),
    said(
      'data',
      'a list of examples, or { csv: …, inputs: […], target: … }',
      'nothing',
      'add data, for example data: [{ inputs: [2, 3] }]',
    ),
    said(
      'layers',
      'layers, or formulas',
      'nothing',
      'add layers, for example layers: [{ name: output, nodes: { y: [1, 1] } }]',
    ),
  ],
  [
    'a function with too few values',
    `title: T\ninputs: [q]\nformulas:\n  y: clip(q▸)\ndata: [{ inputs: [1] }]\n`,
    said('formulas.y', 'an operator or ","', '")"', 'clip takes 3 values'),
  ],
  [
    'a key without its colon',
    `title: T\n▸inputs [a, b]\n${layers}`,
    said(
      '',
      'YAML',
      'a line without a colon',
      'write a colon and a space after the key, for example inputs: [a, b]',
    ),
  ],
  [
    'a key alone without its colon',
    `title: T\ninputs: [x]\n▸layers\n  - { nodes: { y: [1] } }\ndata: [{ inputs: [1] }]\n`,
    said(
      '',
      'YAML',
      'a line without a colon',
      'write a colon and a space after the key, for example inputs: [a, b]',
    ),
  ],
  [
    'an unknown key that is near to one',
    `${network}${data}▸los: squared_error\n`,
    said('los', 'a key that is allowed here', 'unknown key "los"', 'did you mean "loss"?'),
  ],
  [
    'an unknown key that is near to none',
    `${network}${data}▸wallpaper: blue\n`,
    said('wallpaper', 'a key that is allowed here', 'unknown key "wallpaper"', `remove it, or ${topKeys}`),
  ],
  [
    'a word that is no picture',
    `${network}${data}picture: ▸contuor\n`,
    said(
      'picture',
      'one of network, weights, gradients, function, valley, loss, plane, metrics, contour, line, shares, window, confusion',
      'the text "contuor"',
      'did you mean "contour"?',
    ),
  ],
  [
    'a picture that the scenario does not have',
    `${network}${data}picture: ▸contour\n`,
    said('picture', 'a view that this scenario has', 'the text "contour"', 'try network, weights, plane'),
  ],
  [
    'a misspelt key is not reported as missing too',
    node('y: { ▸wieghts: [1, 1] }'),
    said(
      'layers[0].nodes.y.wieghts',
      'a key that is allowed here',
      'unknown key "wieghts"',
      'did you mean "weights"?',
    ),
  ],
  [
    'keys that do not go together',
    node('y: { from: a, ▸bias: 1 }'),
    said(
      'layers[0].nodes.y.bias',
      'a key that is allowed here',
      'unknown key "bias"',
      'remove it: it cannot be used with the other keys here',
    ),
  ],
  [
    'a node of another kind',
    node('y: ▸5'),
    said('layers[0].nodes.y', aNode, 'the number 5', `write ${aNode}`),
  ],
  [
    'a title that is a number',
    `title: ▸13\ninputs: [a, b]\n${layers}${data}`,
    said('title', aText, 'the number 13', 'put it in quotes'),
  ],
  [
    'a title that is empty',
    `title: { en: T, bn: ▸"" }\ninputs: [a, b]\n${layers}${data}`,
    said('title.bn', 'text that is not empty', 'the text ""', 'write text that is not empty'),
  ],
  [
    'a key without its value',
    `▸title:\ninputs: [a, b]\n${layers}${data}`,
    said('title', aText, 'nothing (null)', `write ${aText}`),
  ],
];

const numbers: Case[] = [
  [
    'a string for a number',
    node('y: [▸"1", ▸two]'),
    said('layers[0].nodes.y[0]', 'a number', 'the text "1"', 'write 1 without quotes'),
    said('layers[0].nodes.y[1]', 'a number', 'the text "two"', 'write, for example, 0.5'),
  ],
  [
    'Bangla digits and a minus sign out of a book',
    node('y: [▸১২, ▸−0.5]'),
    said(
      'layers[0].nodes.y[0]',
      'a number',
      'the text "১২"',
      'write 12 (with digits 0 to 9, and a hyphen for minus)',
    ),
    said(
      'layers[0].nodes.y[1]',
      'a number',
      'the text "−0.5"',
      'write -0.5 (with digits 0 to 9, and a hyphen for minus)',
    ),
  ],
  [
    'infinity and not a number',
    node('y: [▸.inf, ▸.nan]').replace('[2, 3]', '[▸-.inf, ▸1e999]'),
    said('layers[0].nodes.y[0]', 'a number', 'the number Infinity', 'write a finite number'),
    said('layers[0].nodes.y[1]', 'a number', 'the number NaN', 'write a finite number'),
    said('data[0].inputs[0]', 'a number', 'the number -Infinity', 'write a finite number'),
    said('data[0].inputs[1]', 'a number', 'the number Infinity', 'write a finite number'),
  ],
  [
    'a target in quotes',
    `${network}data: [{ inputs: [2, 3], target: ▸"5" }]\nloss: squared_error\n`,
    said('data[0].target', 'a number, or a list of numbers', 'the text "5"', 'write 5 without quotes'),
  ],
  [
    'a number outside its range, and values of another kind',
    `${network}${target.replace('squared_error', 'huber')}huber_delta: ▸-1
frozen: ▸true
optimizer: { kind: sgd, learning_rate: ▸fast, start: ▸1 }
training: { epochs: ▸many, shuffle: ▸true }
`,
    said('huber_delta', 'a number above 0', 'the number -1', 'write, for example, huber_delta: 0.5'),
    said('frozen', 'a list', 'true (true or false)', 'write frozen: [hidden]'),
    said('optimizer.learning_rate', 'a number', 'the text "fast"', 'write, for example, learning_rate: 0.01'),
    said('optimizer.start', 'a mapping', 'the number 1', 'write start: { updates: 10 }'),
    said('training.epochs', anEpoch, 'the text "many"', 'write, for example, epochs: 4'),
    said('training.shuffle', 'a mapping', 'true (true or false)', 'write shuffle: { seed: 1 }'),
  ],
  [
    'epochs and batch',
    `${network}${target}training: { epochs: ▸0, batch: ▸-1, finish: ▸never }\n`,
    said('training.epochs', anEpoch, 'the number 0', 'write, for example, epochs: 4'),
    said('training.batch', 'a whole number, 1 or more', 'the number -1', 'write, for example, batch: 4'),
    said('training.finish', '"loss"', 'the text "never"', 'write loss'),
  ],
  [
    'an epoch and a half',
    `${network}${target}training: { epochs: ▸1.5 }\n`,
    said('training.epochs', anEpoch, 'the number 1.5', 'write, for example, epochs: 4'),
  ],
  [
    'more epochs than steps can be counted for',
    `${network}${target}training: { epochs: ▸1000000001 }\n`,
    said('training.epochs', anEpoch, 'the number 1000000001', 'write, for example, epochs: 4'),
  ],
];

const names: Case[] = [
  [
    'no such activation',
    `${head}layers: [{ name: out, activation: ▸rulu, nodes: { y: [1, 1] } }]\n${data}`,
    said('layers[0].activation', `one of ${activations}`, 'the text "rulu"', 'did you mean "relu"?'),
  ],
  [
    'an activation that is no word',
    `${head}layers: [{ name: out, activation: ▸{ toString: 1 }, nodes: { y: [1, 1] } }]\n${data}`,
    said('layers[0].activation', `one of ${activations}`, 'a mapping', `try ${activations}`),
  ],
  [
    'an optimizer without its learning rate',
    `${network}${target}optimizer: ▸{ kind: sgd }\n`,
    said(
      'optimizer.learning_rate',
      'a number',
      'nothing',
      'add learning_rate, for example learning_rate: 0.01',
    ),
  ],
  [
    'names that are no identifiers',
    node('▸"y 1": [1, 1], ▸2nd: [1, 1]').replace('[a, b]', '[a, ▸b-c]'),
    said('inputs[1]', aName, 'the text "b-c"', `write ${aName}`),
    said('layers[0].nodes.y 1', aName, 'the name "y 1"', `write ${aName}`),
    said('layers[0].nodes.2nd', aName, 'the name "2nd"', `write ${aName}`),
  ],
  [
    'a name that is too long',
    node(`▸${'y'.repeat(41)}: [1, 1]`),
    said(
      `layers[0].nodes.${'y'.repeat(41)}`,
      'at most 40 characters',
      `the name "${'y'.repeat(41)}"`,
      'write a shorter name',
    ),
  ],
  [
    'words that are reserved',
    `title: T\ninputs: [▸target, b]\nlayers: [{ name: out, nodes: { ▸loss: [1, 1] } }]\n${data}`,
    said(
      'inputs[0]',
      'a name for an input that is not a reserved word',
      '"target"',
      'in addresses, target is a value of the run itself: choose another name, for example target_1',
    ),
    said(
      'layers[0].nodes.loss',
      'a name for a node of layer out that is not a reserved word',
      '"loss"',
      'in addresses, loss is a value of the run itself: choose another name, for example loss_1',
    ),
  ],
  [
    'names that stand twice',
    `title: T
inputs: [a, ▸a]
layers:
  - { name: hidden, nodes: { ▸a: [1, 1], h: [1, 1] } }
  - { name: ▸hidden, nodes: { ▸h: [1, 1] } }
${data}`,
    said(
      'inputs[1]',
      'a different name for every input and node',
      '"a" again (it is already an input)',
      'rename one of the two',
    ),
    said(
      'layers[0].nodes.a',
      'a different name for every input and node',
      '"a" again (it is already an input)',
      'rename one of the two',
    ),
    said('layers[1].name', 'a different name for every layer', '"hidden" again', 'rename one of the two'),
    said(
      'layers[1].nodes.h',
      'a different name for every input and node',
      '"h" again (it is already a node of layer hidden)',
      'rename one of the two',
    ),
  ],
  [
    'keys that stand twice, among them a node',
    `title: T\n▸title: U\ninputs: [a, b]\nlayers:\n  - name: out\n    nodes:\n      y: [1, 1]\n      ▸y: [2, 2]\n${data}`,
    said(
      'title',
      'each key once',
      '"title" again (it is already on line 1)',
      'rename or remove one of the two',
    ),
    said(
      'layers[0].nodes.y',
      'each key once',
      '"y" again (it is already on line 7)',
      'rename or remove one of the two',
    ),
  ],
  [
    'the prototype of objects as a key',
    `${network}${data}▸__proto__: { polluted: 1 }\n`,
    said('__proto__', 'a key that is not a reserved word', '"__proto__"', 'choose another name'),
  ],
  [
    'keys that are no words',
    `${network}${data}? ▸[a, b]\n: 1\n▸null: 2\n? ▸{ c: d }\n: 3\n`,
    said('', 'a word as the key', 'a list', 'write a word before the colon'),
    said('', 'a word as the key', 'nothing', 'write a word before the colon'),
    said('', 'a word as the key', 'a mapping', 'write a word before the colon'),
  ],
];

const agreement: Case[] = [
  [
    'wrong counts of weights, inputs and targets',
    `${head}layers:
  - name: hidden
    nodes:
      h: ▸[1, 1, 1]
      k: { weights: ▸[1], bias: 2 }
  - { name: out, nodes: { y: ▸[1] } }
data:
  - { inputs: ▸[2], target: ▸[1, 2] }
  - ▸{ inputs: [2, 3] }
loss: squared_error
`,
    said('layers[0].nodes.h', twoWeights, '3 weights', 'remove 1'),
    said('layers[0].nodes.k.weights', twoWeights, '1 weight', 'add 1 more'),
    said('layers[1].nodes.y', '2 weights, one for each incoming value (h, k)', '1 weight', 'add 1 more'),
    said('data[0].inputs', '2 numbers, one for each input (a, b)', '1 number', 'add 1 more'),
    said('data[0].target', '1 target, one for each output (y)', '2 targets', 'remove 1'),
    said(
      'data[1]',
      'a target for each output (y), because there is a loss',
      'nothing',
      'add a target, for example target: 13, or remove the loss',
    ),
  ],
  [
    'an empty list is only complained of once',
    node('y: ▸[]'),
    said('layers[0].nodes.y', 'at least 1 value', 'an empty list', 'add at least one'),
  ],
  [
    'a layer without nodes',
    `${head}layers: [{ name: out, nodes: ▸{} }]\n${data}`,
    said(
      'layers[0].nodes',
      'at least one node',
      'an empty mapping',
      'add a node, for example node_0: [1, 1]',
    ),
  ],
  [
    'from: the name of nothing',
    node('y: { from: ▸c }'),
    said(
      'layers[0].nodes.y.from',
      'the name of an input or of a node in an earlier layer',
      'the text "c"',
      'did you mean "a"?',
    ),
  ],
  [
    'two biases',
    `${head}layers: [{ name: out, bias: 1, nodes: { y: { weights: [1, 1], ▸bias: 1 } } }]\n${data}`,
    said('layers[0].nodes.y.bias', 'one bias, on the node or on its layer', 'both', 'remove one of the two'),
  ],
  [
    'a loss and an output gradient',
    `${network}${target}▸output_gradient: ▸[3, 4]\n`,
    said(
      'output_gradient',
      'either a loss or an output_gradient',
      'both',
      'remove one: the loss computes the gradient of the output itself',
    ),
    said('output_gradient', '1 gradient, one for each output (y)', '2 gradients', 'remove 1'),
  ],
  [
    'phases without a loss',
    `${network}${data}▸optimizer: { kind: sgd, learning_rate: 1 }\nstop_after: ▸loss\ntraining: { ▸finish: loss }\n`,
    said(
      'optimizer',
      'a loss for the optimizer',
      'none',
      'add a loss, for example loss: squared_error, or remove the optimizer',
    ),
    said(
      'stop_after',
      'a phase of this scenario',
      '"loss" without a loss',
      'add a loss, or write stop_after: forward',
    ),
    said('training.finish', 'a loss, which finish needs', 'none', 'add a loss, or remove finish'),
  ],
  [
    'addresses of nothing',
    `${network}${target}frozen: [▸"y.w[2]"]
variants: { v: { set: { ▸"y.w[7]": 1, ▸learning_rate: 2 } } }
notes:
  - { at: ▸y.inn, text: x }
  - { at: y.in, text: x }
  - { at: ▸grad(y), text: x }
questions: [{ at: loss, ask: x }, { at: ▸target, ask: x }]
stop_after: loss
`,
    said('frozen[0]', 'the address of a weight or a bias', 'the text "y.w[2]"', 'did you mean "y.w[0]"?'),
    said('variants.v.set.y.w[7]', settable, 'the text "y.w[7]"', 'did you mean "y.w[0]"?'),
    said(
      'variants.v.set.learning_rate',
      settable,
      'the text "learning_rate"',
      'try y.w[0], y.w[1], a, b, target',
    ),
    said('notes[0].at', 'an address of this scenario', 'the text "y.inn"', 'did you mean "y.in"?'),
    said(
      'notes[2].at',
      'an address of this scenario',
      'the text "grad(y)"',
      'try a, b, target, y.w[0], y.w[1], y.product[0], y.product[1], y, error, loss',
    ),
    said(
      'questions[1].at',
      'the address of a value that is computed',
      'the text "target"',
      'try y.product[0], y.product[1], y, error, loss',
    ),
  ],
];

const syntax: Case[] = [
  [
    'an address in a list, not in quotes',
    `${network}${data}frozen: [y.w▸[0]]\n`,
    said(
      '',
      'YAML',
      'an index in brackets, in text without quotes',
      'put the whole text in quotes: "y.w[0]", "w[0] * x"',
    ),
  ],
  [
    'a formula with an index in braces, not in quotes: the lines after it are not told',
    `title: T\ninputs: [x]\nparameters: { w: [1] }\nformulas: { y: w▸[0] * x }\ndata: [{ inputs: [1] }]\n`,
    said(
      '',
      'YAML',
      'an index in brackets, in text without quotes',
      'put the whole text in quotes: "y.w[0]", "w[0] * x"',
    ),
  ],
  [
    'a bracket that is not closed',
    `title: T\ninputs: [x\n▸data: [{ inputs: [1] }]\n`,
    said(
      '',
      'YAML',
      'an open bracket, or a line with another indentation',
      'close every bracket, and indent lines that belong together by the same number of spaces',
    ),
  ],
  [
    'a colon in a text, on two lines',
    `title: ▸a: b\nintro: ▸c: d\n`,
    said(
      '',
      'YAML',
      'a second colon, or a list, on the line of a key',
      'put text that contains a colon in quotes, and each key on its own line',
    ),
    said(
      '',
      'YAML',
      'a second colon, or a list, on the line of a key',
      'put text that contains a colon in quotes, and each key on its own line',
    ),
  ],
  [
    'several faults on one line, of which the first is told',
    `title: ▸a: b: c\n`,
    said(
      '',
      'YAML',
      'a second colon, or a list, on the line of a key',
      'put text that contains a colon in quotes, and each key on its own line',
    ),
  ],
  [
    'tabs',
    `${head}layers:\n▸\t- name: out\n▸\t  nodes: { y: [1, 1] }\n${data}`,
    said('', 'YAML', 'a tab', 'indent with spaces'),
    said('', 'YAML', 'a tab', 'indent with spaces'),
  ],
  [
    'two documents',
    `${network}${data}▸---\n${network}${data}`,
    said('', 'YAML', 'a second document', 'one scenario per file: remove the line ---'),
  ],
  [
    'tags',
    `title: ▸!!binary aGVsbG8=\nintro: ▸!mine x\n`,
    said('', 'YAML', 'a tag', 'remove the word that starts with !'),
    said('', 'YAML', 'a tag', 'remove the word that starts with !'),
  ],
  [
    'aliases, each spoken of once',
    `title: &t T\ninputs: [▸*t, *t]\nintro: ▸*nowhere\n`,
    said(
      'inputs[0]',
      'the value itself',
      'the alias "*t"',
      'write the value itself here, or put text that starts with * in quotes',
    ),
    said(
      'intro',
      'the value itself',
      'the alias "*nowhere"',
      'write the value itself here, or put text that starts with * in quotes',
    ),
  ],
];

/** Removes the marks. Returns the source, and the line and column of each mark. */
function unmark(marked: string) {
  const places: { line: number; column: number }[] = [];
  let source = '';
  for (const character of marked) {
    if (character === '▸') {
      const lines = source.split('\n');
      places.push({ line: lines.length, column: (lines.at(-1) as string).length + 1 });
    } else source += character;
  }
  return { source, places };
}

describe.each(Object.entries({ shape, numbers, names, agreement, syntax }))('%s', (_group, cases) => {
  test.each(cases.map(([what, ...rest]) => [what, rest] as const))('%s', (_what, [marked, ...expected]) => {
    const { source, places } = unmark(marked);
    expect(places).toHaveLength(expected.length);
    const result = parseScenario(source);
    expect(result.ok ? [] : result.diagnostics).toEqual(
      expected.map((each, index) => ({ severity: 'error', ...places[index], ...each })),
    );
  });
});

const placesOf = (source: string) => {
  const result = parseScenario(source);
  return result.ok ? [] : result.diagnostics.map(({ line, column, path }) => [line, column, path]);
};

test('all faults of the structure are reported together', () => {
  const source = `title: 13
inputs: [a, b]
layers:
  - name: hidden
    activation: rulu
    nodes: { h: [1, 1, 1] }
  - { name: out, nodes: { y: { from: hh } } }
data:
  - { inputs: [2, x], target: 1 }
loss: square_error
optimizer: { kind: lbfgs, learning_rate: 0.1 }
frozen: ["z.w[0]"]
notes: [{ at: grad(q), text: x }, { at: slope(h), text: { en: y } }]
notes: []
los: 1
`;
  expect(placesOf(source)).toEqual([
    [1, 8, 'title'],
    [5, 17, 'layers[0].activation'],
    [6, 17, 'layers[0].nodes.h'],
    [7, 38, 'layers[1].nodes.y.from'],
    [9, 19, 'data[0].inputs[1]'],
    [10, 7, 'loss'],
    [11, 20, 'optimizer.kind'],
    [14, 1, 'notes'],
    [15, 1, 'los'],
  ]);
});

test('if the structure is correct, all unknown addresses are reported together', () => {
  const source = `title: t
inputs: [a, b]
layers:
  - { name: hidden, activation: relu, nodes: { h: [1, 1] } }
  - { name: out, nodes: { y: { from: h } } }
data:
  - { inputs: [2, 1], target: 1 }
loss: squared_error
optimizer: { kind: adam, learning_rate: 0.1 }
frozen: ["z.w[0]", "h.w[1]"]
variants: { v: { set: { "h.w[2]": 1, learning_rate: 2 } } }
notes: [{ at: grad(q), text: x }, { at: "m(h.w[0])", text: x }, { at: slope(a), text: { en: y } }]
questions: [{ at: a, ask: x }, { at: h, ask: x }]
`;
  expect(placesOf(source)).toEqual([
    [10, 10, 'frozen[0]'],
    [11, 25, 'variants.v.set.h.w[2]'],
    [12, 15, 'notes[0].at'],
    [12, 71, 'notes[2].at'],
    [13, 19, 'questions[0].at'],
  ]);
});

describe('a diagnostic as text', () => {
  const textOf = (source: string) => {
    const result = parseScenario(source);
    return result.ok ? [] : result.diagnostics.map((each) => diagnosticText('my.yaml', source, each));
  };

  test('has the place, the line, a caret and the fix', () => {
    expect(textOf(node('y: [1, one]'))).toEqual([
      [
        'my.yaml:3:39: layers[0].nodes.y[1]: expected a number, found the text "one"',
        '     3 │ layers: [{ name: out, nodes: { y: [1, one] } }]',
        '       │                                       ^',
        '  fix: write, for example, 0.5',
      ].join('\n'),
    ]);
  });

  test('its caret does not count combining marks of Bangla letters', () => {
    // ক্ষু is two letters wide: the joining sign and the vowel below have no width.
    expect(textOf(`${network}${data}intro: { bn: ক্ষু, en: 5 }\n`)).toEqual([
      [
        'my.yaml:5:24: intro.en: expected text, found the number 5',
        '     5 │ intro: { bn: ক্ষু, en: 5 }',
        '       │                      ^',
        '  fix: put it in quotes',
      ].join('\n'),
    ]);
  });

  test('leaves out a line that is very long', () => {
    const [text] = textOf(`${network}${data}intro: { en: "${'x'.repeat(300)}", bn: 5 }\n`);
    expect(text?.split('\n')).toHaveLength(2);
  });
});
