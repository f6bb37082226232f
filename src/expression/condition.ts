/**
 * Expressions over addresses, for conditions of breakpoints, for watches and for printing.
 *
 * Our tokenizer finds the addresses and reports the first syntax error with its location. The library jsep gets a
 * simplified text and only builds the tree from it. The tree is evaluated here; it is never run as code.
 */
import jsep from 'jsep';
import type { TimeWord } from '../core/schedule.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { catchFault, type ExpressionFault, failAt, skipSpaces } from './addresses.ts';
import { binary, conditionSyntax, functions, unary, valueSyntax } from './condition-syntax.ts';
import type { Syntax, Time } from './syntax.ts';
import { callOf, Tokenizer, type Until } from './tokens.ts';
import { addressAt } from './vocabulary.ts';

export type { ExpressionFault } from './addresses.ts';

/** Reads the value of an address; null if it has none yet. */
type Read = (address: string) => number | null;

/** The number of the epoch, the batch or the example; null if it is not known. */
export type ReadTime = (word: TimeWord) => number | null;

export interface Expression {
  /** The text as it was typed, on one line. */
  readonly text: string;
  /** The addresses in it, each once, in the order of the text. */
  readonly addresses: readonly string[];
  /** Whether it depends on the epoch, the batch or the example. */
  readonly isTimed: boolean;
  /**
   * The numbers that values are compared with, if nothing is computed: between two of them it does not change. Null if
   * anything is computed.
   */
  readonly compared: readonly number[] | null;
  /** Whether it contains an operator. A single value or a function of values has none. */
  readonly hasOperator: boolean;
  /** Its value; comparisons and logic give 1 or 0. Null if it depends on an address or a time that has no value. */
  evaluate(read: Read, time?: ReadTime): number | null;
}

export type ParsedExpression =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ExpressionFault };

export type ParsedAssignment =
  | { readonly ok: true; readonly address: string; readonly expression: Expression }
  | { readonly ok: false; readonly fault: ExpressionFault };

/** Reads a text as an expression. @param names all addresses of the run */
export function parseExpression(text: string, names: readonly string[]): ParsedExpression {
  return catchFault(text, () => ({ ok: true, expression: expressionAt(text, 0, names).expression }));
}

/**
 * Reads `ADDRESS = EXPRESSION`.
 *
 * @param names all addresses of the run
 * @param from the offset in the text at which it starts
 */
export function assignment(text: string, names: readonly string[], from = 0): ParsedAssignment {
  return catchFault(text, () => {
    const start = skipSpaces(text, from);
    const { name: address, end } = addressAt(text, start, names);
    const sign = skipSpaces(text, end);
    if (text[sign] !== '=' || text[sign + 1] === '=') failAt(text, sign, t`"=" and a value`);
    return { ok: true, address, expression: expressionAt(text, sign + 1, names, [], valueSyntax).expression };
  });
}

type Evaluate = (read: Read, time: ReadTime) => number | null;

/**
 * Reads an expression that starts at offset `from`.
 *
 * @param until what may follow it; without that it goes to the end of the text
 * @param words what it can contain
 * @returns the expression, and the offset of its end
 * @throws SyntaxFault at the first fault
 */
export function expressionAt(
  text: string,
  from: number,
  names: readonly string[],
  until: Until = [],
  words: Syntax = conditionSyntax,
): { readonly expression: Expression; readonly end: number } {
  const tokens = new Tokenizer(text, from, names, words, until).read();
  const { code, leaves, end } = tokens;
  const tree = jsep(code.join(' '));
  const built = build(tree, tokens);
  const evaluate: Expression['evaluate'] = (read, time = () => null) => built(read, time);
  const isTimed = leaves.some((leaf) => typeof leaf === 'object');
  const addresses = [...new Set(leaves.filter((leaf) => typeof leaf === 'string'))];
  const hasOperator = code.some(
    (sign) => conditionSyntax.signs.has(sign) || conditionSyntax.operators.has(sign),
  );
  return {
    expression: {
      text: sanitize(text.slice(from, end)),
      addresses,
      isTimed,
      compared: comparedIn(tree, leaves),
      hasOperator,
      evaluate,
    },
    end,
  };
}

/** `one if other`: true if both are. */
export function bothOf(one: Expression, other: Expression): Expression {
  const both = logic(false, one.evaluate, other.evaluate);
  return {
    text: [one.text, 'if', other.text].join(' '),
    addresses: [...new Set([...one.addresses, ...other.addresses])],
    isTimed: one.isTimed || other.isTimed,
    compared: one.compared && other.compared && [...one.compared, ...other.compared],
    hasOperator: true,
    evaluate: (read, time = () => null) => both(read, time),
  };
}

/** As `Expression.compared`. */
function comparedIn(tree: jsep.Expression, leaves: Tokenizer['leaves']): number[] | null {
  const node = tree as jsep.CoreExpression;
  switch (node.type) {
    case 'Identifier': {
      const leaf = leaves[Number(node.name.slice(1))];
      // 0 and 1 are the results of comparisons, and 0 is not true.
      return typeof leaf === 'number' ? [leaf] : [0, 1];
    }
    case 'UnaryExpression': {
      const numbers = comparedIn(node.argument, leaves);
      if (numbers === null) return null;
      if (node.operator === '!') return [...numbers, 0, 1];
      return numbers.length === 1 ? numbers.map((each) => (node.operator === '-' ? -each : each)) : null;
    }
    case 'BinaryExpression': {
      const [left, right] = [comparedIn(node.left, leaves), comparedIn(node.right, leaves)];
      return left && right && /^[<>=!&|]/.test(node.operator) ? [...left, ...right] : null;
    }
    default:
      return null;
  }
}

function build(tree: jsep.Expression, tokens: Pick<Tokenizer, 'leaves' | 'calls'>): Evaluate {
  const node = tree as jsep.CoreExpression;
  const built = (nodes: readonly jsep.Expression[]) => nodes.map((each) => build(each, tokens));
  switch (node.type) {
    case 'Identifier': {
      const leaf = tokens.leaves[Number(node.name.slice(1))] as number | string | Time;
      if (typeof leaf === 'object') return (_read, time) => time(leaf.time);
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
      return strict(functions.get(callOf(node, tokens.calls).name)?.apply, built(node.arguments));
    default:
      throw new TypeError(`an expression cannot contain ${node.type}`);
  }
}

/** Evaluates an operation that needs all its operands: null if one of them is null. */
function strict(
  operation: ((...values: [number, number]) => number) | undefined,
  operands: readonly Evaluate[],
): Evaluate {
  if (!operation) throw new TypeError('no such operation');
  const [first, second] = operands;
  if (first && second && operands.length === 2) {
    return (read, time) => {
      const a = first(read, time);
      if (a === null) return null;
      const b = second(read, time);
      return b === null ? null : operation(a, b);
    };
  }
  return (read, time) => {
    const values: number[] = [];
    for (const operand of operands) {
      const value = operand(read, time);
      if (value === null) return null;
      values.push(value);
    }
    return operation(...(values as [number, number]));
  };
}

/** `||` if `deciding` is true, `&&` if it is false. One operand with that truth value decides, even if one is null. */
function logic(deciding: boolean, left: Evaluate, right: Evaluate): Evaluate {
  return (read, time) => {
    const first = left(read, time);
    if (first !== null && isTrue(first) === deciding) return Number(deciding);
    const second = right(read, time);
    if (second !== null && isTrue(second) === deciding) return Number(deciding);
    return first === null || second === null ? null : Number(!deciding);
  };
}

/** Whether a condition with this value is true: neither 0 nor NaN. */
export function isTrue(value: number): boolean {
  return value !== 0 && !Number.isNaN(value);
}
