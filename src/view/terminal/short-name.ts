/**
 * Names in less room. Letters are left out inside words and never digits or brackets, because most names differ in
 * those: `node_0.product[1]` becomes `node_0.pr…t[1]`, not `node_0.pro…`.
 */
import { cut, cutStart, plainText, span } from './text.ts';

/** A run of letters, in which letters may be left out. */
const WORD = /[\p{L}_]+/gu;

/** A word with letters left out has its first and last ones, and this many others at least. */
const LEAST_INSIDE = 0;

/** Texts made before, since the same few names appear in every frame; and how many are kept. */
const made = new Map<string, string>();
const MOST_MADE = 2000;

function once(key: string, make: () => string): string {
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= MOST_MADE) made.clear();
  const text = make();
  made.set(key, text);
  return text;
}

/** A name, or an operation in names, in at most `columns` cells; empty if there is no room. */
export function shortName(name: string, columns: number): string {
  if (name.length <= columns) return name;
  return columns <= 0 ? '' : once(`${columns} ${name}`, () => shortened(name, columns));
}

/** The start of a name, at most `columns` wide, and `…`. */
export function startOfName(name: string, columns: number): string {
  if (name.length <= columns) return name;
  return once(`start ${columns} ${name}`, () => plainText(cut([span(name)], columns)));
}

function shortened(name: string, columns: number): string {
  const elided = elide(name, columns);
  if (elided.length <= columns) return elided;
  const initials = name.replace(WORD, (word) => word.slice(0, 1));
  if (initials.length <= columns) return widened(name, columns);
  // The brackets at the end are the same in all names.
  const open = initials.replace(/\)+$/u, '');
  return open.length <= columns ? open : plainText(cutStart([span(open)], columns));
}

/** Leaves letters out inside the longest words until the name fits, or until every word is three characters long. */
function elide(name: string, columns: number): string {
  const words = Array.from(name.matchAll(WORD), ([word]) => ({ word, kept: word.length }));
  const width = () => words.reduce((sum, { word, kept }) => sum + kept - word.length, name.length);
  while (width() > columns) {
    const longest = words.reduce((a, b) => (b.kept > a.kept ? b : a), { word: '', kept: 0 });
    if (longest.kept <= LEAST_INSIDE + 3) break;
    longest.kept -= 1;
  }
  let next = 0;
  return name.replace(WORD, (word) => {
    const kept = words[next++]?.kept ?? word.length;
    return kept === word.length ? word : `${word.slice(0, kept - 2)}…${word.slice(-1)}`;
  });
}

/** Words as initials from the left on, as many as needed; the others keep three characters. */
function widened(name: string, columns: number): string {
  let width = elide(name, 0).length;
  const first = name.replace(WORD, (word) => {
    if (width <= columns || word.length < 2) return word;
    width -= Math.min(word.length, 3) - 1;
    return word.slice(0, 1);
  });
  return elide(first, columns);
}
