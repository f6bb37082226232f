/** What a kind of expression can contain: its functions, words and operators, and how these are spelled. */
import type { TimeWord } from '../core/schedule.ts';
import type { Vocabulary } from './addresses.ts';
import type { NumberOfValues } from './arrays/array-function.ts';

/** A word that has another number at other steps. */
export interface Time {
  readonly time: TimeWord;
}

/** How many values a function takes, and whether an axis after them. */
export interface TakenValues extends NumberOfValues {
  readonly takesAxis?: boolean;
}

/** The functions, words and operators that a text can contain. */
export interface Syntax {
  readonly functions: ReadonlyMap<string, TakenValues>;
  /** Words that are numbers, or that stand for the number of the epoch, the batch or the example. */
  readonly constants: ReadonlyMap<string, number | Time>;
  /** The operators before a value, and between two values, in their standard spelling. */
  readonly signs: ReadonlySet<string>;
  readonly operators: ReadonlySet<string>;
  readonly expected: Vocabulary['expected'];
  /** Fixes for signs that are valid in other notations but not here; in English. */
  readonly hints: ReadonlyMap<string, string>;
  /** The fix if a word or a bracket follows a value without an operator; in English. */
  readonly beside: string;
  /** Whether there are lists, indexes and slices, and names of whole arrays. */
  readonly hasArrays: boolean;
  /** Whether nothing but its name is known of a value: then what follows in a name may be right. */
  readonly isFaulty?: (name: string) => boolean;
}

/** Other spellings of operators, with the standard one. */
export const spellings = new Map([
  ['−', '-'],
  ['×', '*'],
  ['÷', '/'],
  ['^', '**'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['and', '&&'],
  ['or', '||'],
  ['not', '!'],
]);

/** The standard spelling of an operator. */
export function canonicalSpelling(written: string): string {
  return spellings.get(written) ?? written;
}

/** A number without a sign. Also matches one whose exponent still lacks its digits. */
export const numberPattern = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+−]?\d*)?/y;
export const prefixAt = /[-+−]|!(?!=)|not(?![\p{L}\p{M}\p{N}_])/uy;
export const operatorAt = /&&|\|\||\*\*|[<>=!]=|[-+*/%@<>−×÷^≤≥≠]|(?:and|or)(?![\p{L}\p{M}\p{N}_])/uy;
