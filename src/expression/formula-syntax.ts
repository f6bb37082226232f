/** The functions, operators and words of formulas, as the operations and the functions over arrays spell them. */
import jsep from 'jsep';
import { memoize } from '../core/memo.ts';
import type { FormulaSpelling } from '../core/operations/operation.ts';
import { type OpName, opNames, ops } from '../core/operations.ts';
import { msg } from '../i18n/translate.ts';
import type { NumberOfValues } from './arrays/array-function.ts';
import { arrayFunctionOf, arrayFunctions } from './arrays/array-functions.ts';
import type { KnownValues } from './known-values.ts';
import type { Syntax } from './syntax.ts';

/** Pairs of a spelling in formulas and its operation, in the order of the operations. */
function spelled(spellings: (formula: FormulaSpelling) => readonly string[]): [string, OpName][] {
  return opNames.flatMap((op) =>
    spellings(ops[op].formula ?? {}).map((spelling): [string, OpName] => [spelling, op]),
  );
}

const called = spelled(({ names = [] }) => names);

/**
 * The functions of single values, which are applied to each number of an array. Those with the same name as the
 * operation come first, and so do they in messages.
 */
export const functions = new Map<string, OpName>(
  [...called.filter(([name, op]) => name === op), ...called.filter(([name, op]) => name !== op)].filter(
    ([name]) => !arrayFunctionOf.has(name),
  ),
);

/** The names of all functions. */
export const functionNames: readonly string[] = [...functions.keys(), ...arrayFunctionOf.keys()];

export const operators = new Map(
  spelled(({ operator, right }) => (operator === undefined || right !== undefined ? [] : [operator])),
);
export const signs = new Map(spelled(({ sign }) => (sign === undefined ? [] : [sign])));

export const rightNumbers = new Map(
  opNames.flatMap((op): [string, OpName][] => {
    const { operator, right } = ops[op].formula ?? {};
    return operator === undefined || right === undefined ? [] : [[`${operator} ${right}`, op]];
  }),
);

/** The operator between two arrays that is no operation on their numbers. It binds as tightly as a product. */
export const PRODUCT = '@';
jsep.addBinaryOp(PRODUCT, jsep.binary_ops['*'] as number);

/** How many values a function of single values takes. */
function valuesOf(op: OpName): NumberOfValues {
  const { arity } = ops[op];
  return arity === 'many' ? { least: 1, most: Number.POSITIVE_INFINITY } : { least: arity, most: arity };
}

const syntax: Syntax = {
  functions: new Map([
    ...[...functions].map(([name, op]) => [name, valuesOf(op)] as const),
    ...arrayFunctions.flatMap(({ names, values, takesAxis }) =>
      names.map((name) => [name, { ...values, takesAxis }] as const),
    ),
  ]),
  constants: new Map([
    ['pi', Math.PI],
    ['e', Math.E],
  ]),
  signs: new Set([...signs.keys(), '+']),
  operators: new Set([...operators.keys(), PRODUCT]),
  expected: {
    address: msg('an input, a parameter or an earlier formula'),
    called: msg('a function, an input, a parameter or an earlier formula'),
  },
  hints: new Map([
    ['=', msg('write == to compare')],
    ['&', msg('write && or and')],
    ['|', msg('write || or or')],
    ['?', msg('write where(condition, a, b)')],
    ['%', msg('a formula has + - * / **, comparisons and functions, but no remainder')],
  ]),
  beside: msg('write * for a product'),
  hasArrays: true,
};

/** The syntax with the functions that are defined, and without constants whose names are taken. */
export const syntaxFor = memoize(
  (known: KnownValues) => known,
  (known): Syntax => ({
    ...syntax,
    isFaulty: (name) => known.isFaulty(name),
    functions: new Map([...syntax.functions, ...(known.definitions?.values ?? [])]),
    constants: new Map([...syntax.constants].filter(([word]) => !known.taken.has(word))),
  }),
);
