import { type OpName, ops } from '../core/operations.ts';
import { msg, t } from '../i18n/translate.ts';

/** Words for kinds of values that no operation made. */
const values: Readonly<Record<string, string>> = {
  input: msg('given: an input'),
  target: msg('given: a target'),
  parameter: msg('given: a weight or bias'),
  setting: msg('given: a setting'),
  statistic: msg('computed from the data before the run'),
  constant: msg('a constant'),
  accumulator: msg('a sum that starts at 0'),
};

const isOperation = (kind: string): kind is OpName => Object.hasOwn(ops, kind);

/**
 * `multiply`, `relu slope`; for what no operation made, what it is. Functions are called as they are written in
 * formulas and on the screen, in every language.
 */
export function operationName(kind: string): string {
  const word = values[kind];
  if (word !== undefined) return t(word);
  const own = isOperation(kind) ? ops[kind].kindName?.() : undefined;
  return own ?? kind.replaceAll('_', ' ');
}
