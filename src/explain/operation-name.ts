import { type OpName, ops } from '../core/operations.ts';
import { msg, t } from '../i18n/translate.ts';

/** The names for kinds of values that are not the result of an operation. */
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
 * The name of an operation, such as `multiply` or `relu slope`, or of another kind of value, in the current language.
 * Functions keep in every language the name that they have in formulas.
 */
export function operationName(kind: string): string {
  const word = values[kind];
  if (word !== undefined) return t(word);
  const own = isOperation(kind) ? ops[kind].kindName?.() : undefined;
  return own ?? kind.replaceAll('_', ' ');
}
