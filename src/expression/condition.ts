/**
 * Expressions over addresses: for the conditions of breakpoints, for watches and for printing.
 *
 * A text is read token by token, which finds every fault at its place and every address; what is left for the
 * library is a text of plain signs whose tree it builds. The tree is evaluated here, and never run as code.
 */
import jsep from 'jsep';
import { printable } from '../diagnostics/printable.ts';
import { english, t } from '../i18n/translate.ts';
import {
  type ExpressionFault,
  matchAt,
  ofRun,
  orFault,
  readAddress,
  refuse,
  skipSpaces,
  wordAt,
} from './addresses.ts';
import { addressesAlone, Reader, type Syntax } from './tokens.ts';

export type { ExpressionFault } from './addresses.ts';

/** The value of an address; null where it has none yet. */
type Read = (address: string) => number | null;

export interface Expression {
  /** As it was written, on one line. */
  readonly text: string;
  /** The addresses in it, each once, in their order. */
  readonly addresses: readonly string[];
  /** Whether it computes anything: a mere value, or a function of one, has no operator. */
  readonly hasOperator: boolean;
  /** Its value, comparisons and logic as 1 or 0; null where that depends on a value which is not known yet. */
  evaluate(read: Read): number | null;
}

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ExpressionFault };

export type ParsedAssignment =
  | { readonly ok: true; readonly address: string; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** Reads a text as an expression. @param names every address of the run */
export function parseExpression(text: string, names: readonly string[]): ParsedExpression {
  return orFault(text, () => ({ ok: true, expression: readExpression(text, 0, names) }));
}

/** Reads `ADDRESS = EXPRESSION`. @param names every address of the run */
export function assignment(text: string, names: readonly string[]): ParsedAssignment {
  return orFault(text, () => {
    const start = skipSpaces(text, 0);
    if (matchAt(wordAt, text, start) === '') refuse(text, start, t`an address`);
    const { name: address, end } = readAddress(text, start, addressesAlone(names));
    const sign = skipSpaces(text, end);
    if (text[sign] !== '=' || text[sign + 1] === '=') refuse(text, sign, t`"=" and a value`);
    return { ok: true, address, expression: readExpression(text, sign + 1, names) };
  });
}

/** Words that are numbers. */
const constants = new Map([
  ['nan', Number.NaN],
  ['NaN', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['true', 1],
  ['false', 0],
]);

/** The functions; those of `many` take any number of values, the others one. */
const functions = new Map<string, { readonly many: boolean; apply(...values: number[]): number }>([
  ['abs', { many: false, apply: Math.abs }],
  ['min', { many: true, apply: Math.min }],
  ['max', { many: true, apply: Math.max }],
  ['sqrt', { many: false, apply: Math.sqrt }],
  ['exp', { many: false, apply: Math.exp }],
  ['log', { many: false, apply: Math.log }],
]);

/** What the operators before a value compute. */
const unary = new Map<string, (value: number) => number>([
  ['-', (value) => -value],
  ['+', (value) => value],
  ['!', (value) => Number(!value)],
]);

/** What the operators between two values compute; `&&` and `||`, which may need one alone, are not among them. */
const binary = new Map<string, (left: number, right: number) => number>([
  ['**', (left, right) => left ** right],
  ['*', (left, right) => left * right],
  ['/', (left, right) => left / right],
  ['%', (left, right) => left % right],
  ['+', (left, right) => left + right],
  ['-', (left, right) => left - right],
  ['<', (left, right) => Number(left < right)],
  ['<=', (left, right) => Number(left <= right)],
  ['>', (left, right) => Number(left > right)],
  ['>=', (left, right) => Number(left >= right)],
  ['==', (left, right) => Number(left === right)],
  ['!=', (left, right) => Number(left !== right)],
]);

/** What to write for signs that mean something elsewhere. */
const hints = new Map([
  ['=', english('write == to compare')],
  ['&', english('write && or and')],
  ['|', english('write || or or')],
  ['@', english('an expression uses the values of the current iteration: leave out @ …')],
]);

const syntax: Syntax = {
  functions,
  constants,
  signs: new Set(unary.keys()),
  operators: new Set([...binary.keys(), '&&', '||']),
  expected: ofRun,
  hints,
  beside: '',
};

type Evaluate = (read: Read) => number | null;

/**
 * Reads what stands from `from` on as an expression.
 *
 * @throws Refusal at its first fault
 */
export function readExpression(text: string, from: number, names: readonly string[]): Expression {
  const { code, leaves } = new Reader(text, from, names, syntax).read();
  const evaluate = build(jsep(code.join(' ')) as jsep.CoreExpression, leaves);
  const addresses = [...new Set(leaves.filter((leaf) => typeof leaf === 'string'))];
  const hasOperator = code.some((sign) => syntax.signs.has(sign) || syntax.operators.has(sign));
  return { text: printable(text.slice(from)), addresses, hasOperator, evaluate };
}

function build(tree: jsep.Expression, leaves: readonly (number | string)[]): Evaluate {
  const node = tree as jsep.CoreExpression;
  const built = (nodes: readonly jsep.Expression[]) => nodes.map((each) => build(each, leaves));
  switch (node.type) {
    case 'Identifier': {
      const leaf = leaves[Number(node.name.slice(1))] as number | string;
      return typeof leaf === 'number' ? () => leaf : (read) => read(leaf);
    }
    case 'UnaryExpression':
      return strict(unary.get(node.operator), built([node.argument]));
    case 'BinaryExpression': {
      const [left, right] = built([node.left, node.right]) as [Evaluate, Evaluate];
      if (node.operator === '&&' || node.operator === '||') return logic(node.operator === '||', left, right);
      return strict(binary.get(node.operator), [left, right]);
    }
    case 'CallExpression':
      return strict(functions.get(String(node.callee.name))?.apply, built(node.arguments));
    default:
      throw new TypeError(`an expression cannot contain ${node.type}`);
  }
}

/** An operation that needs all its operands. */
function strict(
  operation: ((...values: [number, number]) => number) | undefined,
  operands: readonly Evaluate[],
): Evaluate {
  if (!operation) throw new TypeError('no such operation');
  const [first, second] = operands;
  if (first && second && operands.length === 2) {
    return (read) => {
      const a = first(read);
      if (a === null) return null;
      const b = second(read);
      return b === null ? null : operation(a, b);
    };
  }
  return (read) => {
    const values: number[] = [];
    for (const operand of operands) {
      const value = operand(read);
      if (value === null) return null;
      values.push(value);
    }
    return operation(...(values as [number, number]));
  };
}

/** `||` where `deciding` is true, `&&` where it is false: one operand of that truth decides, whatever the other. */
function logic(deciding: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (read) => {
    const first = left(read);
    if (first !== null && isTrue(first) === deciding) return Number(deciding);
    const second = right(read);
    if (second !== null && isTrue(second) === deciding) return Number(deciding);
    return first === null || second === null ? null : Number(!deciding);
  };
}

/** Whether a condition of this value holds. */
export function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}
