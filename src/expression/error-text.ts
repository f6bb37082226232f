/** Prints syntax errors of typed text, each on one line. */
import { t } from '../i18n/translate.ts';
import type { ExpressionFault } from './addresses.ts';

/**
 * `Expected a value, found the end, after "loss <": write …`.
 *
 * @param from where the part of the text starts that was read
 */
export function describeFault(text: string, { at, expected, found, fix }: ExpressionFault, from = 0): string {
  const before = text.slice(from, at).trim();
  if (before === '') {
    return fix === ''
      ? t`Expected ${expected}, found ${found}.`
      : t`Expected ${expected}, found ${found}: ${fix}`;
  }
  return fix === ''
    ? t`Expected ${expected}, found ${found}, after "${before}".`
    : t`Expected ${expected}, found ${found}, after "${before}": ${fix}`;
}
