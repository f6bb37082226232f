/**
 * Formulas: what a scenario computes where it is not written as layers. A text such as `w * x + b` becomes a tree
 * of operations, each a row of the op table.
 */
import jsep from 'jsep';
import { activationNames, type OpName, ops } from '../core/operations.ts';
import { english } from '../i18n/translate.ts';
import { type ExpressionFault, orFault } from './addresses.ts';
import { Reader, type Syntax } from './tokens.ts';

/** A number, a value by its name, or an operation on others. */
export type Term =
  | { readonly number: number }
  | { readonly name: string }
  | { readonly op: OpName; readonly operands: readonly Term[] };

export type ParsedFormula =
  | { readonly ok: true; readonly term: Term }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** What the functions of formulas are in the op table. */
const functions = new Map<string, OpName>([
  ...(['exp', 'log', 'sqrt', 'abs', 'sin', 'cos'] as const).map((name) => [name, name] as const),
  ...activationNames.filter((name) => name !== 'identity').map((name) => [name, name] as const),
  ['ln', 'log'],
  ['max', 'maximum'],
  ['min', 'minimum'],
]);

/** No input, parameter or formula may be called like a function. */
export const functionNames: readonly string[] = [...functions.keys()];

const operators = new Map<string, OpName>([
  ['**', 'power'],
  ['*', 'multiply'],
  ['/', 'divide'],
  ['+', 'add'],
  ['-', 'subtract'],
]);

const syntax: Syntax = {
  functions: new Map([...functions].map(([name, op]) => [name, { many: ops[op].arity === 2 }])),
  constants: new Map(),
  signs: new Set(['-', '+']),
  operators: new Set(operators.keys()),
  expected: {
    address: english('an input, a parameter or an earlier formula'),
    called: english('a function, an input, a parameter or an earlier formula'),
  },
  hints: new Map(
    ['=', '<', '>', '≤', '≥', '≠', '!', '&', '|', '%'].map((sign) => [
      sign,
      english('a formula has + - * / ** and functions, but no comparisons'),
    ]),
  ),
  beside: english('write * for a product'),
};

/**
 * Reads a formula. Products, sums and quotients are worked out from left to right, powers from right to left; of
 * more than two values, max and min take two at a time, from left to right.
 *
 * @param names what it may speak of
 */
export function parseFormula(text: string, names: readonly string[]): ParsedFormula {
  return orFault(text, () => {
    const { code, leaves } = new Reader(text, 0, names, syntax).read();
    return { ok: true, term: termOf(jsep(code.join(' ')), leaves) };
  });
}

/** The words of a formula that may be names, read without a look at what there is. */
export function wordsOf(text: string): string[] {
  return text.match(/(?<![\w.])[A-Za-z_]\w*/g) ?? [];
}

function termOf(tree: jsep.Expression, leaves: readonly (number | string)[]): Term {
  const node = tree as jsep.CoreExpression;
  const inside = (each: jsep.Expression) => termOf(each, leaves);
  switch (node.type) {
    case 'Identifier': {
      const leaf = leaves[Number(node.name.slice(1))] as number | string;
      return typeof leaf === 'number' ? { number: leaf } : { name: leaf };
    }
    case 'UnaryExpression': {
      const operand = inside(node.argument);
      if (node.operator === '+') return operand;
      return 'number' in operand ? { number: -operand.number } : { op: 'negate', operands: [operand] };
    }
    case 'BinaryExpression': {
      const [left, right] = [inside(node.left), inside(node.right)];
      const isSquare = node.operator === '**' && 'number' in right && right.number === 2;
      if (isSquare) return { op: 'square', operands: [left] };
      return { op: operators.get(node.operator) as OpName, operands: [left, right] };
    }
    case 'CallExpression': {
      const op = functions.get(String(node.callee.name)) as OpName;
      const [first, ...rest] = node.arguments.map(inside) as [Term, ...Term[]];
      if (ops[op].arity === 1) return { op, operands: [first] };
      return rest.reduce((before, term): Term => ({ op, operands: [before, term] }), first);
    }
    default:
      throw new TypeError(`a formula cannot contain ${node.type}`);
  }
}
