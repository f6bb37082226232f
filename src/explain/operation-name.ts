import { type OpName, ops } from '../core/operations.ts';
import { english, translated } from '../i18n/translate.ts';

/** Words for kinds of values that no operation made. */
const values: Readonly<Record<string, string>> = {
  input: english('given: an input'),
  target: english('given: a target'),
  parameter: english('given: a weight or bias'),
  setting: english('given: a setting'),
  statistic: english('computed from the data before the run'),
  constant: english('a constant'),
  accumulator: english('a sum that starts at 0'),
};

const isOperation = (kind: string): kind is OpName => Object.hasOwn(ops, kind);

/**
 * `multiply`, `relu slope`; for what no operation made, what it is. Functions are called as they are written in
 * formulas and on the screen, in every language.
 */
export function operationName(kind: string): string {
  const word = values[kind];
  if (word !== undefined) return translated(word);
  const own = isOperation(kind) ? ops[kind].kindName?.() : undefined;
  return own ?? kind.replaceAll('_', ' ');
}
