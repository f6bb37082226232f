/** Reads what follows an array in a formula: indexes and slices in brackets, and the axis of a function. */
import { t } from '../i18n/translate.ts';
import { failAt, matchAt, skipSpaces } from './addresses.ts';
import type { AxisIndex } from './arrays/terms.ts';

/** The whole number that is written; null if it is left out. */
function numberOf(written: string): number | null {
  return written === '' ? null : Number(written.replace('−', '-'));
}

/**
 * Reads `[0]`, `[1:3, 0]`. There must be a bracket at `at`.
 *
 * @returns the indexes, and the offset of their end
 * @throws SyntaxFault if they are not indexes
 */
export function readIndexes(
  text: string,
  at: number,
): { readonly indexes: readonly AxisIndex[]; readonly end: number } {
  const indexes: AxisIndex[] = [];
  for (let place = at + 1; ; place += 1) {
    const { index, end } = readIndex(text, place);
    indexes.push(index);
    if (text[end] === ']') return { indexes, end: end + 1 };
    if (text[end] !== ',') failAt(text, end, t`"," or "]"`);
    place = end;
  }
}

/** Reads one index, or a slice of up to three numbers, with the spaces around them. */
function readIndex(text: string, at: number): { readonly index: AxisIndex; readonly end: number } {
  const parts: (number | null)[] = [];
  let end = at;
  for (;;) {
    const start = skipSpaces(text, end);
    const written = matchAt(/[-−]?\d+/y, text, start);
    parts.push(numberOf(written));
    end = skipSpaces(text, start + written.length);
    if (text[end] !== ':' || parts.length === 3) break;
    end += 1;
  }
  const [from = null, to = null, step = null] = parts;
  if (parts.length > 1) return { index: { from, to, step }, end };
  if (from === null) failAt(text, end, t`an index: 0, 1, 2 …`);
  return { index: from, end };
}

/**
 * Reads `axis=0`, the last thing in the brackets of a function.
 *
 * @throws SyntaxFault if there is no axis, or something follows it
 */
export function readAxis(text: string, at: number): { readonly axis: number; readonly end: number } {
  const written = matchAt(/axis\s*=\s*[-−]?\d+/y, text, at);
  if (written === '') failAt(text, at, t`an axis, for example axis=0`);
  const end = skipSpaces(text, at + written.length);
  if (text[end] !== ')') failAt(text, end, '")"');
  return { axis: numberOf(written.replace(/.*=\s*/, '')) ?? 0, end };
}

/** Whether the transpose of what is before `at` is written there: `.T`. */
export function isTransposed(text: string, at: number): boolean {
  return matchAt(/\.T(?![\p{L}\p{M}\p{N}_])/uy, text, at) !== '';
}
