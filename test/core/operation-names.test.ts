/** Code must ask for the properties of an operation. Only its own file and code that emits steps may use its name. */
import type { AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import { opNames } from '../../src/core/operations.ts';
import { nodesIn, sourceFiles } from '../support/texts.ts';

/** Files that may name any operation, because they emit steps. */
const emitting = /^src\/(?:core\/differentiate\.ts|scenario\/(?:compile|losses|optimizers)\/)/;

/** Files that may name some operations, and why. */
const allowed: Readonly<Record<string, readonly [names: string, reason: string]>> = {
  'src/core/wasm/operation-writer.ts': ['exp tanh', 'functions of the language that compiled code calls'],
  'src/explain/provenance.ts': ['multiply', 'a weight is the factor of a product'],
  'src/expression/condition.ts': ['abs exp log max sqrt', 'functions of conditions'],
  'src/numpy/expressions.ts': ['add max multiply', 'a chain of sums or of maxima is one call of NumPy'],
  'src/numpy/names.ts': ['max', 'a variable of a softmax layer'],
  'src/numpy/network.ts': ['exp max', 'parts of softmax in addresses'],
};

const names: ReadonlySet<string> = new Set(opNames);

/** The operations that a source names in strings or as keys, each once, in alphabetical order. */
function namedIn(source: string, loader: 'ts' | 'tsx'): string {
  const found = new Set<string>();
  for (const { node } of nodesIn(source, loader)) {
    const text = textOf(node);
    if (typeof text === 'string' && names.has(text)) found.add(text);
  }
  return [...found].sort().join(' ');
}

function textOf(node: AnyNode): unknown {
  if (node.type === 'Literal') return node.value;
  const isKey = node.type === 'Property' && !node.shorthand && !node.computed;
  return isKey && node.key.type === 'Identifier' ? node.key.name : null;
}

test('names are found in strings and keys, and nowhere else', () => {
  const source = `type Op = 'add'; const multiply = { relu: 1, ['abs']: 2, exp }; switch (op) { case 'log': add(multiply.max); }`;
  expect(namedIn(source, 'ts')).toBe('abs log relu');
});

test('no operation is named outside its file, but where it is emitted', () => {
  const found = sourceFiles()
    .filter(({ file }) => !file.startsWith('src/core/operations') && !emitting.test(file))
    .map(({ file, source, loader }) => [file, namedIn(source, loader)] as const)
    .filter(([, text]) => text !== '');
  expect(Object.fromEntries(found)).toEqual(
    Object.fromEntries(Object.entries(allowed).map(([file, [text]]) => [file, text])),
  );
});
