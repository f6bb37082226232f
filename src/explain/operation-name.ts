import { type OpName, ops } from '../core/operations.ts';
import type { SlotKind } from '../core/program.ts';
import { msg, t } from '../i18n/translate.ts';

/** The kinds of values that are not the result of an operation. */
export type GivenKind = Exclude<SlotKind, 'computed'>;

const values: Readonly<Record<GivenKind, string>> = {
  input: msg('given: an input'),
  target: msg('given: a target'),
  mask: msg('given: a mask that dropout has drawn'),
  parameter: msg('given: a weight or bias'),
  setting: msg('given: a setting'),
  outputGradient: msg('given: the gradient of an output'),
  kept: msg('given: a value that is kept from batch to batch'),
  statistic: msg('computed from the data before the run'),
  constant: msg('a constant'),
  accumulator: msg('a sum that starts at 0'),
};

/** The same in a column of its own, where it need not be a sentence. */
const shortValues: Readonly<Record<GivenKind, string>> = {
  input: msg('an input'),
  target: msg('a target'),
  mask: msg('a mask of dropout'),
  parameter: msg('a weight or bias'),
  setting: msg('a setting'),
  outputGradient: msg('given gradient of an output'),
  kept: msg('a kept value'),
  statistic: msg('from the data'),
  constant: msg('a constant'),
  accumulator: msg('a sum that starts at 0'),
};

const isGiven = (kind: string): kind is GivenKind => Object.hasOwn(values, kind);

/**
 * The name of an operation, such as `multiply` or `relu slope`, or of another kind of value, in the current language.
 * Functions keep in every language the name that they have in formulas.
 *
 * @param isShort for a column of a table
 */
export function operationName(kind: OpName | GivenKind, isShort = false): string {
  if (isGiven(kind)) return t((isShort ? shortValues : values)[kind]);
  return ops[kind].kindName?.() ?? kind.replaceAll('_', ' ');
}
