/**
 * What each key of the scenario format is for, with an example: for editors, which show it beside the key. The build
 * puts it into the JSON Schema; the program itself does not need it.
 */

/** A sentence or two, and a value that the key can have. */
export type KeyNote = readonly [description: string, example: unknown];

/** By the path of the key: `[]` is an element of a list, `*` any name that the author chooses. */
export const keyNotes: Readonly<Record<string, KeyNote>> = {
  title: ['The title, in one language or in several.', 'Two inputs and a target'],
  intro: [
    'A paragraph that the menu shows: what is computed, and what to look at.',
    'A network of one node.',
  ],
  teaches: ['In a few words what a reader learns.', 'How a slope changes a weight'],
  group: ['The heading that it stands under in the menu.', 'training'],
  order: ['Sorts the scenarios of a group in the menu.', 3],
  picture: ['The view that it opens with.', 'network'],
  inputs: ['The names of the inputs. In formulas an input can be an array.', ['children', 'accounts']],

  layers: [
    'The layers from the first hidden one to the output, instead of formulas.',
    [{ name: 'output', nodes: { y: [1, 1] } }],
  ],
  'layers[].name': ['The name of the layer.', 'hidden'],
  'layers[].activation': ['The function that each sum passes through. Without it: identity.', 'relu'],
  'layers[].bias': [
    'The bias of each node. In a layer that is given by its size, whether its nodes have one.',
    0,
  ],
  'layers[].nodes': [
    'Its nodes by name: the weights of the inputs, in the order of the layer before.',
    { node_0: [1, 1], node_1: [-1, 1] },
  ],
  'layers[].nodes.*.weights': ['The weights, in the order of the layer before.', [2, -1]],
  'layers[].nodes.*.bias': ['The bias of this node.', 0.5],
  'layers[].nodes.*.from': ['The node of the layer before that is passed on as it is.', 'node_0'],
  'layers[].dropout': [
    'In training, values of this layer are set to 0 at random and the others are scaled up.',
    { rate: 0.2, seed: 1 },
  ],
  'layers[].dropout.rate': ['The probability of 0.', 0.2],
  'layers[].dropout.seed': ['The seed of the random numbers.', 1],
  'layers[].size': ['The number of nodes, instead of nodes with weights. init draws the weights.', 4],
  'layers[].init': [
    'How the first weights of a layer given by its size are drawn.',
    { kind: 'xavier', seed: 3 },
  ],
  'layers[].init.kind': [
    'The rule: uniform and normal use scale; xavier and he use the sizes of the layers.',
    'he',
  ],
  'layers[].init.seed': ['The seed of the random numbers.', 3],
  'layers[].init.scale': [
    'For uniform the largest size of a weight, for normal the standard deviation.',
    0.5,
  ],

  use: [
    'Files of definitions: shipped ones, or of the folder definitions beside the scenario.',
    ['attention'],
  ],
  parameters: [
    'With formulas: the parameters that are learned, with their first values. Lists are vectors and matrices.',
    { w: [[0.5, -1]], b: 0 },
  ],
  define: [
    'Formulas with parameters that other formulas call.',
    { 'twice(x)': '2 * x', 'cell(x, h)': { sum: 'x + h', next: 'tanh(sum)' } },
  ],
  formulas: [
    'Instead of layers: formulas with names, in their order. The last ones that no other uses are the outputs.',
    { sum: 'w * x + b', y: 'tanh(sum)' },
  ],
  'formulas.*.repeat': [
    'The formulas below are computed once for each row of a list, or a number of times.',
    { over: 'x', as: 'now', carry: { h: 0 } },
  ],
  'formulas.*.repeat.over': ['The array whose rows are gone through.', 'x'],
  'formulas.*.repeat.as': ['The name of the row at hand.', 'now'],
  'formulas.*.repeat.times': ['How often, without an array.', 3],
  'formulas.*.repeat.carry': [
    'Values that a turn takes from the one before, with those before the first: numbers, or names.',
    { h: 0 },
  ],

  keep: [
    'With formulas: values that are kept from batch to batch, and are changed by a formula and not by the optimizer.',
    { mean: { start: 0, next: '0.9 * mean + 0.1 * average' } },
  ],
  'keep.*.start': ['The value before the first batch: a number, or lists of numbers.', [0, 0]],
  'keep.*.next': ['What it becomes after a batch.', '0.9 * mean + 0.1 * average'],

  data: ['The examples, as a list or in a CSV file.', [{ inputs: [2, 3], target: 13 }]],
  'data[].inputs': ['The values of the inputs, in their order.', [2, 3]],
  'data[].target': [
    'The target, or one for each output. With several losses: by the names of the targets.',
    13,
  ],
  'data.csv': ['A CSV file beside the scenario, or the file and how it is written.', 'iris.csv'],
  'data.csv.file': ['The name of the file.', 'iris.csv'],
  'data.csv.separator': ['The sign between cells. Without it, it is found.', ';'],
  'data.csv.decimal': ['The decimal sign. Without it, it is found.', ','],
  'data.csv.thousands': ['The sign between thousands.', ' '],
  'data.csv.skip': ['The number of lines above the names of the columns.', 2],
  'data.csv.names': ['The names of the columns, if the file has none.', ['x', 'y']],
  'data.csv.units': ['Words and signs beside numbers, which are left out.', ['kg', '€']],
  'data.csv.percent': ['Whether 45% is the fraction 0.45 or the number 45.', 'fraction'],
  'data.inputs': ['The columns of the inputs. Without it, those with the names of the inputs.', ['x', 'y']],
  'data.target': ['The column of the target, or several.', 'price'],
  'data.classes': [
    'The texts in the target column: each has an output, with the target 1 or 0. Of two, a single output has 0 or 1.',
    ['cat', 'dog'],
  ],
  'data.categories': [
    'The texts in columns of words, by column. Each is an input with the value 1 or 0.',
    { colour: ['red', 'blue'] },
  ],
  'data.missing': ['What becomes of rows with missing cells: dropped, or filled.', 'drop'],
  'data.standardize': [
    'Which columns become (value − mean) ÷ standard deviation: true for all inputs, or a list.',
    true,
  ],
  'data.split': ['Which part of the rows is held out of training.', { test: 0.2, seed: 1 }],
  'data.split.test': ['The share that is held out.', 0.2],
  'data.split.seed': ['The seed by which it is drawn.', 1],

  loss: ['The loss of the outputs, or a list of losses with weights.', 'squared_error'],
  'loss[].of': ['The value that is compared: a node, a layer, a formula or a number of an array.', 'y'],
  'loss[].kind': ['The loss. Without it, the value is itself the loss.', 'squared_error'],
  'loss[].target': ['The name of its targets, or of the values that it is compared with.', 'aux'],
  'loss[].weight': ['What it is multiplied by in the sum.', 0.3],
  'loss[].name': ['Its name in addresses. Without it, the name of what is compared.', 'aux'],
  'loss[].huber_delta': ['Of the Huber loss: where the square becomes a line.', 1],
  'loss[].label_smoothing': ['The share of each target that is spread over all classes.', 0.1],
  'loss[].class_weights': ['A weight for each class, in the order of the outputs.', [1, 2]],
  huber_delta: ['Of the Huber loss: where the square becomes a line.', 1],
  label_smoothing: ['The share of each target that is spread over all classes.', 0.1],
  class_weights: ['A weight for each class, in the order of the outputs.', [1, 2]],
  reduction: ['Whether the loss of a batch is the mean or the sum over its examples.', 'mean'],
  output_gradient: ['Without a loss: the gradient at the output, from which the backward phase starts.', 1],
  input_gradients: ['Whether the gradients of the inputs are computed as well.', true],

  optimizer: ['How weights are updated.', { kind: 'sgd', learning_rate: 0.01 }],
  'optimizer.kind': ['The rule.', 'adam'],
  'optimizer.learning_rate': ['The learning rate.', 0.01],
  'optimizer.learning_rates': [
    'Learning rates of layers, nodes and parameters, by their names.',
    { output: 0.001 },
  ],
  'optimizer.l1': ['The penalty on the absolute values of weights.', 0.001],
  'optimizer.l2': ['The penalty on the squares of weights.', 0.001],
  'optimizer.momentum': ['The share of the velocity that is kept.', 0.9],
  'optimizer.epsilon': ['A small number that keeps divisors away from 0.', 1e-8],
  'optimizer.decay': ['The share of the running mean of squares that is kept.', 0.99],
  'optimizer.beta1': ['The share of the running mean that is kept.', 0.9],
  'optimizer.beta2': ['The share of the running mean of squares that is kept.', 0.999],
  'optimizer.weight_decay': ['The share by which weights shrink at each update, besides the gradient.', 0.01],
  'optimizer.momentum_decay': ['Of NAdam: how the momentum grows.', 0.004],
  'optimizer.penalty_on': ['What the penalty counts.', 'weights'],
  'optimizer.form': ['Which of several published forms of the rule.', 'pytorch'],
  'optimizer.epsilon_position': ['Whether epsilon is added outside or inside the square root.', 'inside'],
  'optimizer.clip': ['The largest gradient: its norm, or each of its numbers.', { norm: 1 }],
  'optimizer.clip.norm': ['The largest norm of all gradients together.', 1],
  'optimizer.clip.epsilon': ['Added to the norm that is divided by.', 1e-6],
  'optimizer.clip.value': ['The largest size of each number.', 0.5],
  'optimizer.start': ['What is kept from updates before the run, by address or by state.', { updates: 10 }],
  'optimizer.schedule': ['How the learning rate changes.', { kind: 'step', every: 10, factor: 0.5 }],
  'optimizer.schedule.kind': ['The rule.', 'cosine'],
  'optimizer.schedule.every': ['After how many epochs.', 10],
  'optimizer.schedule.factor': ['What the rate is multiplied by.', 0.5],
  'optimizer.schedule.epochs': ['The number of epochs that it takes.', 20],
  'optimizer.schedule.times': ['By what the period grows at each restart.', 2],
  'optimizer.schedule.from': ['The share of the learning rate at which it starts.', 0.1],
  'optimizer.schedule.after': ['The schedule after the warm-up.', { kind: 'cosine' }],
  frozen: ['Parameters that are not updated: layers, nodes or single weights.', ['hidden']],

  training: ['How long, and in which batches.', { epochs: 20, batch: 4 }],
  'training.epochs': ['How often all examples are gone through.', 20],
  'training.batch': ['The number of examples before an update, or all.', 4],
  'training.together': ['Whether formulas take all examples of a batch at once, as rows.', true],
  'training.accumulate': ['The number of batches between two updates.', 4],
  'training.finish': ['What is computed once more after the last update.', 'loss'],
  'training.shuffle': ['Whether examples are shuffled in each epoch.', { seed: 7 }],
  'training.shuffle.seed': ['The seed of the shuffling.', 7],
  stop_after: ['The phase after which the run ends.', 'backward'],

  variants: ['Other values to compare with.', { better: { set: { 'y.w[0]': 3 } } }],
  'variants.*.title': ['What the variant is called.', 'Other weights'],
  'variants.*.set': ['Values by address.', { 'y.w[0]': 3 }],
  notes: ['Texts that are shown at steps.', [{ at: 'y', text: { en: 'The prediction.', bn: 'অনুমান।' } }]],
  'notes[].at': ['The address of a value: the note stands where it is computed.', 'grad(y)'],
  'notes[].text': ['The text, in one language or in several.', 'The prediction.'],
  questions: [
    'Questions that are asked before a value is shown.',
    [{ at: 'loss', ask: 'How large is the loss?' }],
  ],
  'questions[].at': ['The address of the value that is asked for.', 'loss'],
  'questions[].ask': ['The question, in one language or in several.', 'How large is the loss?'],
};

/** The note of a key; null if it has none. A text has the same keys everywhere, and so has a schedule. */
export function noteOf(path: string): KeyNote | null {
  const [, language] = /\.(en|bn)$/.exec(path) ?? [];
  if (language === 'en') return ['The English text.', 'A text'];
  if (language === 'bn') return ['The Bangla text.', 'একটি লেখা'];
  return keyNotes[path.replace('schedule.after.', 'schedule.')] ?? null;
}
