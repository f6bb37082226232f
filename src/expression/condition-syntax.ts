/** The functions, operators and words of conditions and of other expressions over addresses. */
import { exp } from '../core/math/exp.ts';
import { log } from '../core/math/log.ts';
import { pow } from '../core/math/pow.ts';
import { timeWords } from '../core/schedule.ts';
import { msg } from '../i18n/translate.ts';
import { runVocabularyTexts, valueTexts } from './addresses.ts';
import type { NumberOfValues } from './arrays/array-function.ts';
import type { Syntax, Time } from './syntax.ts';

/** Words that are numbers. No value of a run has such a name. */
const numbers = new Map([
  ['nan', Number.NaN],
  ['NaN', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['true', 1],
  ['false', 0],
]);

/** The words that are numbers. */
export const conditionNumbers: readonly string[] = [...numbers.keys()];

/** If a value of a run is called like a word for a time, the value is meant. */
const constants = new Map<string, number | Time>([
  ...numbers,
  ...timeWords.map((time) => [time, { time }] as const),
]);

const single: NumberOfValues = { least: 1, most: 1 };
const several: NumberOfValues = { least: 1, most: Number.POSITIVE_INFINITY };

/** The functions of conditions. */
export const functions = new Map<string, NumberOfValues & { apply(...values: number[]): number }>([
  ['abs', { ...single, apply: Math.abs }],
  ['min', { ...several, apply: Math.min }],
  ['max', { ...several, apply: Math.max }],
  ['sqrt', { ...single, apply: Math.sqrt }],
  ['exp', { ...single, apply: exp }],
  ['log', { ...single, apply: log }],
]);

/** The names of functions, of numbers and of times, which can stand where a value is expected, besides addresses. */
export const conditionWords: readonly string[] = [...functions.keys(), ...constants.keys()];

/** The operators before a value. */
export const unary = new Map<string, (value: number) => number>([
  ['-', (value) => -value],
  ['+', (value) => value],
  ['!', (value) => Number(!value)],
]);

/** The operators between two values. Not `&&` and `||`: they may need only one of their operands. */
export const binary = new Map<string, (left: number, right: number) => number>([
  ['**', pow],
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

/** Fixes for signs that are valid in other notations but not here. */
const hints = new Map([
  ['=', msg('write == to compare')],
  ['&', msg('write && or and')],
  ['|', msg('write || or or')],
  ['@', msg('an expression uses the values of the current iteration: leave out @ …')],
]);

/** What an expression can contain. */
export const conditionSyntax: Syntax = {
  functions,
  constants,
  signs: new Set(unary.keys()),
  operators: new Set([...binary.keys(), '&&', '||']),
  expected: runVocabularyTexts,
  hints,
  beside: '',
  hasArrays: false,
};

/** What an expression for a new value can contain. */
export const valueSyntax: Syntax = { ...conditionSyntax, expected: valueTexts };
