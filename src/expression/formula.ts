/**
 * Formulas: the alternative to layers in a scenario. A text such as `w * x + b` becomes a tree of operations.
 */
import jsep from 'jsep';
import type { FormulaSpelling } from '../core/operations/operation.ts';
import { type OpName, opNames, ops } from '../core/operations.ts';
import { msg } from '../i18n/translate.ts';
import { catchFault, type ExpressionFault } from './addresses.ts';
import type { NumberOfValues, Syntax } from './syntax.ts';
import { Tokenizer } from './tokens.ts';

/** A node of the tree: a number, the name of a value, or an operation on other nodes. */
export type FormulaTree =
  | { readonly number: number }
  | { readonly name: string }
  | { readonly op: OpName; readonly operands: readonly FormulaTree[] };

export type ParsedFormula =
  | { readonly ok: true; readonly term: FormulaTree }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** Pairs of a spelling in formulas and its operation, in the order of the operations. */
function spelled(spellings: (formula: FormulaSpelling) => readonly string[]): [string, OpName][] {
  return opNames.flatMap((op) =>
    spellings(ops[op].formula ?? {}).map((spelling): [string, OpName] => [spelling, op]),
  );
}

const called = spelled(({ names = [] }) => names);

/** The functions of formulas. Those with the same name as the operation come first, and so do they in messages. */
const functions = new Map<string, OpName>([
  ...called.filter(([name, op]) => name === op),
  ...called.filter(([name, op]) => name !== op),
]);

/** The names of functions. */
export const functionNames: readonly string[] = [...functions.keys()];

const operators = new Map(
  spelled(({ operator, right }) => (operator === undefined || right !== undefined ? [] : [operator])),
);
const signs = new Map(spelled(({ sign }) => (sign === undefined ? [] : [sign])));

const rightNumbers = new Map(
  opNames.flatMap((op): [string, OpName][] => {
    const { operator, right } = ops[op].formula ?? {};
    return operator === undefined || right === undefined ? [] : [[`${operator} ${right}`, op]];
  }),
);

/** The operation for an operator with this number on its right: `** 2` is a square. */
const withNumber = (operator: string, number: number) => rightNumbers.get(`${operator} ${number}`);

/** How many values a function takes. The largest of a single value is that value. */
function valuesOf(op: OpName): NumberOfValues {
  const { arity } = ops[op];
  return arity === 'many' ? { least: 1, most: Number.POSITIVE_INFINITY } : { least: arity, most: arity };
}

const syntax: Syntax = {
  functions: new Map([...functions].map(([name, op]) => [name, valuesOf(op)])),
  constants: new Map([
    ['pi', Math.PI],
    ['e', Math.E],
  ]),
  signs: new Set([...signs.keys(), '+']),
  operators: new Set(operators.keys()),
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
};

/**
 * Reads a formula. Sums, products and quotients are evaluated from left to right, powers from right to left.
 *
 * @param names the names of inputs, parameters and earlier formulas
 * @param taken further words that are no constants, because something else in the scenario is called so
 */
export function parseFormula(
  text: string,
  names: ReadonlySet<string>,
  taken: ReadonlySet<string> = new Set(),
): ParsedFormula {
  return catchFault(text, () => {
    const constants = new Map([...syntax.constants].filter(([word]) => !taken.has(word)));
    const { code, leaves } = new Tokenizer(text, 0, names, { ...syntax, constants }).read();
    return { ok: true, term: termOf(jsep(code.join(' ')), leaves) };
  });
}

/** The words of a formula that may be names, and not functions. They are not checked. */
export function possibleNames(text: string): string[] {
  return text.match(/(?<![\w.])[A-Za-z_]\w*(?![\w]|\s*\()/g) ?? [];
}

function termOf(tree: jsep.Expression, leaves: readonly (number | string)[]): FormulaTree {
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
      if ('number' in operand && node.operator === '-') return { number: -operand.number };
      return { op: signs.get(node.operator) as OpName, operands: [operand] };
    }
    case 'BinaryExpression': {
      const [left, right] = [inside(node.left), inside(node.right)];
      const special = 'number' in right ? withNumber(node.operator, right.number) : undefined;
      if (special) return { op: special, operands: [left] };
      return { op: operators.get(node.operator) as OpName, operands: [left, right] };
    }
    case 'CallExpression': {
      const op = functions.get(String(node.callee.name)) as OpName;
      const operands = node.arguments.map(inside);
      const isAlone = ops[op].arity === 'many' && operands.length === 1;
      return isAlone ? (operands[0] as FormulaTree) : { op, operands };
    }
    default:
      throw new TypeError(`a formula cannot contain ${node.type}`);
  }
}
