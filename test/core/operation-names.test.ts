/**
 * Code must ask for the properties of an operation, a loss or an optimizer. Only its own file may use its name, and
 * code that emits steps may name operations.
 */
import { expect, test } from 'vitest';
import { opNames } from '../../src/core/operations.ts';
import { lossNames } from '../../src/scenario/losses/losses.ts';
import { optimizerNames } from '../../src/scenario/optimizers/optimizers.ts';
import { allTexts, type Texts, textsIn } from '../support/texts.ts';

/** Files that may name any operation, because they emit steps. */
const emitting =
  /^src\/(?:core\/gradients\/differentiate\.ts|expression\/arrays\/|scenario\/(?:compile|losses|optimizers)\/)/;

/** Files that may name some operations, and why. */
const allowed: Readonly<Record<string, readonly [names: string, reason: string]>> = {
  'src/app/actions/actions.ts': ['copy', 'the word of a key'],
  'src/scenario/checks/network.ts': ['power', 'a part of addresses'],
  'src/scenario/pictures/windows.ts': ['add multiply', 'a window is a sum of products'],
  'src/scenario/pictures/shares.ts': ['add divide exp sum_minus_one', 'values that are divided by their sum'],
  'src/core/execution/columns.ts': ['add multiply', 'a call for each number would take longer'],
  'src/core/execution/strided-loops.ts': [
    'add copy divide multiply relu relu_slope sqrt square subtract',
    'the same',
  ],
  'src/breakpoints/clauses/clauses.ts': ['log', 'a word of breakpoints: write a message'],
  'src/commands/sections/breakpoints.ts': ['log', 'the same'],
  'src/dap/breakpoints.ts': ['log', 'the same'],
  'src/page/platform.ts': ['copy', 'a command of browsers'],
  'src/scenario/key-notes.ts': ['relu', 'examples for authors'],
  'src/commands/sections/commands.ts': ['where', 'the word of a command'],
  'src/commands/sections/values.ts': ['where', 'the same'],
  'src/commands/line.ts': ['where', 'the same'],
  'src/scenario/format/schema-errors.ts': ['greater_than less_than', 'words of a package'],
  'src/expression/condition-syntax.ts': ['abs exp log max sqrt', 'functions of conditions'],
  'src/verify/mistakes/products.ts': ['divide multiply', 'mistakes in products and quotients'],
  'src/verify/mistakes/signs.ts': ['add subtract', 'one is taken for the other'],
  'src/verify/mistakes/sums.ts': ['add divide multiply', 'mistakes in sums and means'],
  'src/numpy/writing/expressions.ts': [
    'add max multiply',
    'a chain of sums or of maxima is one call of NumPy',
  ],
  'src/numpy/writing/products.ts': ['multiply', 'a product of matrices is one expression of NumPy'],
  'src/numpy/writing/whole-arrays.ts': [
    'add max multiply',
    'sums, maxima and products of arrays are one expression of NumPy',
  ],
  'src/new/gather.ts': ['identity tanh', 'what is offered first'],
  'src/new/template.ts': ['identity', 'an activation that is not written'],
  'src/numpy/variables/names.ts': ['max', 'a variable of a softmax layer'],
  'src/numpy/variables/layers.ts': ['exp max', 'parts of softmax in addresses'],
};

/** Registries, and operations: one has the name of a loss. */
const apart = /^src\/(?:core\/operations\/|scenario\/(?:losses\/losses|optimizers\/optimizers)\.ts)/;

/** Files that may name losses or optimizers, and why. */
const allowedLossesAndOptimizers: Readonly<Record<string, readonly [names: string, reason: string]>> = {
  'src/scenario/format/synonyms.ts': ['momentum', 'a setting has the name of an optimizer'],
  'src/scenario/losses/kinds/softmax-cross-entropy.ts': [
    'binary_cross_entropy_from_logits',
    'the loss for a single output',
  ],
  'src/scenario/losses/kinds/cross-entropy.ts': ['binary_cross_entropy', 'the same'],
  'src/scenario/losses/kinds/multiclass-hinge.ts': ['hinge', 'the same'],
  'src/scenario/losses/kinds/cosine-distance.ts': ['mean_squared_error', 'the same'],
  'src/new/gather.ts': ['adam sgd', 'what is offered first'],
  'src/scenario/key-notes.ts': ['adam sgd squared_error', 'examples for authors'],
  'src/scenario/optimizers/other-names.ts': ['momentum nesterov', 'settings of other libraries'],
};

/** The names of a list that a source has in strings or as keys, each once, in alphabetical order. */
function namedIn({ literals, keys }: Texts, names: readonly string[]): string {
  const found = [...literals, ...keys].filter((text) => names.includes(text));
  return [...new Set(found)].sort().join(' ');
}

/** The names that source files have, by file. A file may have its own: `losses/huber.ts` the name `huber`. */
function namedAnywhere(names: readonly string[], isApart: (file: string) => boolean) {
  const found = allTexts()
    .filter(({ file }) => !isApart(file))
    .map((texts) => {
      const own = texts.file.replace(/^.*\/|\.tsx?$/g, '').replaceAll('-', '_');
      const others = names.filter((name) => name !== own);
      return [texts.file, namedIn(texts, others)] as const;
    });
  return Object.fromEntries(found.filter(([, text]) => text !== ''));
}

const namesOf = (files: typeof allowed) =>
  Object.fromEntries(Object.entries(files).map(([file, [text]]) => [file, text]));

test('names are found in strings and keys, and nowhere else', () => {
  const source = `type Op = 'add'; const multiply = { relu: 1, ['abs']: 2, exp }; switch (op) { case 'log': add(multiply.max); }`;
  expect(namedIn(textsIn(source), opNames)).toBe('abs log relu');
});

test('no operation is named outside its file, except where it is emitted', () => {
  const isApart = (file: string) => file.startsWith('src/core/operations') || emitting.test(file);
  expect(namedAnywhere(opNames, isApart)).toEqual(namesOf(allowed));
});

test('no loss and no optimizer is named outside its file and the list of all', () => {
  const names = [...lossNames, ...optimizerNames];
  expect(namedAnywhere(names, (file) => apart.test(file))).toEqual(namesOf(allowedLossesAndOptimizers));
});
