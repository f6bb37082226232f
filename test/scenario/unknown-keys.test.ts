/** Keys that are not allowed where they stand: one diagnostic, which says what was meant. */
import { expect, test } from 'vitest';
import { scenarioSchema } from '../../src/scenario/format/schema.ts';
import { namesOf, plainName, synonymOf } from '../../src/scenario/format/synonyms.ts';
import { parseScenario } from '../../src/scenario/parse.ts';

const base = `title: T
inputs: [x]
layers: [{ name: o, nodes: { y: [1] } }]
data: [{ inputs: [1], target: 1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
training: { epochs: 2, batch: 1 }
`;

function complaints(source: string): string[] {
  const result = parseScenario(source);
  return result.ok ? [] : result.diagnostics.map(({ path, found, fix }) => `${path}: ${found}; ${fix}`);
}

test.each([
  // Letters in the wrong order, and another name: the missing key is not told beside them.
  ['title:', 'titel:', 'titel: unknown key "titel"; did you mean "title"?'],
  ['title:', 'name:', 'name: unknown key "name"; did you mean "title"?'],
  ['loss:', 'cost:', 'cost: unknown key "cost"; did you mean "loss"?'],
  ['nodes:', 'neurons:', 'layers[0].neurons: unknown key "neurons"; did you mean "nodes"?'],
  ['target:', 'label:', 'data[0].label: unknown key "label"; did you mean "target"?'],
  ['learning_rate:', 'lr:', 'optimizer.lr: unknown key "lr"; did you mean "learning_rate"?'],
  ['learning_rate:', 'eta:', 'optimizer.eta: unknown key "eta"; did you mean "learning_rate"?'],
  ['learning_rate:', 'alpha:', 'optimizer.alpha: unknown key "alpha"; did you mean "learning_rate"?'],
  [
    'learning_rate:',
    'learningRate:',
    'optimizer.learningRate: unknown key "learningRate"; did you mean "learning_rate"?',
  ],
  ['kind:', 'type:', 'optimizer.type: unknown key "type"; did you mean "kind"?'],
  ['epochs:', 'epoch:', 'training.epoch: unknown key "epoch"; did you mean "epochs"?'],
  ['batch:', 'batch_size:', 'training.batch_size: unknown key "batch_size"; did you mean "batch"?'],
  // A key of another mapping.
  ['loss:', 'batch_size: 4\nloss:', 'batch_size: unknown key "batch_size"; write batch under training'],
  [
    'epochs: 2,',
    'loss: huber,',
    'training.loss: unknown key "loss"; write loss at the top level, beside title',
  ],
  [
    'optimizer: { kind: sgd, learning_rate: 0.1 }',
    'optimizer: { kind: sgd }\nlr: 0.1',
    'lr: unknown key "lr"; write learning_rate under optimizer',
  ],
  ['nodes:', 'dropouts: 1, nodes:', 'layers[0].dropouts: unknown key "dropouts"; did you mean "dropout"?'],
  // In brackets, YAML takes a decimal comma for the end of the number.
  [
    'target: 1',
    'target: 1,5',
    'data[0].5: unknown key "5"; write decimal numbers with a point, for example 1.5',
  ],
])('%s written as %s', (right, wrong, expected) => {
  expect(complaints(base.replace(right, wrong))).toEqual([expected]);
});

test('an unknown key that is like none gets the list of keys', () => {
  expect(complaints(`${base}colour: red\n`)).toEqual([
    expect.stringMatching(/^colour: unknown key "colour"; remove it, or try title, intro, /),
  ]);
});

test('every other name belongs to a key of the format, and no key has a name that is another key beside it', () => {
  const keys = Object.keys(scenarioSchema.shape);
  for (const key of keys) {
    expect(synonymOf(key, keys)).toBe(key);
    for (const name of namesOf(key).slice(1)) {
      expect(keys.map(plainName), name).not.toContain(name);
      expect(keys).toContain(synonymOf(name, keys));
    }
  }
});
