/** Names in fewer cells than they need: their middle is left out, and two different names never look alike. */
import { memoize, memoizeRecent } from '../../core/memo.ts';
import { lineWidth, span } from './text.ts';

const widthOf = (text: string) => lineWidth([span(text)]);

/** How many widths are kept for a list of names. */
const MOST_WIDTHS = 32;

const shortened = memoize(
  (names: readonly string[]) => names,
  (names) => memoizeRecent(MOST_WIDTHS, String, (columns: number) => shortenAll(names, columns)),
);

/**
 * The names in at most `columns` cells each, in their order. A name that is too long loses its middle: `hidd…r[12]`.
 * Where that would make two names alike, other characters are left out; where nothing else tells them apart, there is
 * the place of the name among the others, from 1.
 */
export function shortNames(names: readonly string[], columns: number): readonly string[] {
  return shortened(names)(columns);
}

function shortenAll(names: readonly string[], columns: number): readonly string[] {
  const taken = new Set(names.filter((name) => widthOf(name) <= columns));
  return names.map((name, index) => {
    if (widthOf(name) <= columns) return name;
    const fitting = [...shortForms(name, columns), `…${index + 1}`].filter(
      (form) => widthOf(form) <= columns,
    );
    const form = fitting.find((each) => !taken.has(each)) ?? (columns > 0 ? '…' : '');
    taken.add(form);
    return form;
  });
}

/** The last of several words of a name, without a digit in it. */
const LAST_WORD = /(?<=[\p{L}\d]_)\p{L}+$/u;

/**
 * The ways to leave out the middle of a name, the most even one first. Of several words the last one keeps its start,
 * which tells more than its end: `p…le` and `p…wi` for petal_length and petal_width.
 */
function shortForms(name: string, columns: number): string[] {
  const characters = Array.from(name);
  const kept = Math.min(columns, characters.length) - 1;
  if (kept < 2) return [];
  const word = Array.from(LAST_WORD.exec(name)?.[0] ?? '');
  const tails = Array.from({ length: kept }, (_, tail) => tail + 1).sort(
    (a, b) => Math.abs(a - kept / 2) - Math.abs(b - kept / 2) || b - a,
  );
  const form = (tail: number, end: readonly string[]) =>
    [...characters.slice(0, kept - tail), '…', ...end].join('');
  const starts = tails.filter((tail) => tail < word.length).map((tail) => form(tail, word.slice(0, tail)));
  return [...starts, ...tails.map((tail) => form(tail, characters.slice(-tail)))];
}
