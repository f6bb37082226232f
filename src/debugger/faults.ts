/** Faults of typed text, as one line. */
import type { ExpressionFault } from './address.ts';

/** `Expected a value, found the end, after "loss <": write …`. */
export function faultText(text: string, { at, expected, found, fix }: ExpressionFault): string {
  const before = text.slice(0, at).trim();
  return `Expected ${expected}, found ${found}${before === '' ? '' : `, after "${before}"`}${fix === '' ? '.' : `: ${fix}`}`;
}
