/**
 * Names in less room. Letters are left out inside words and never digits or brackets, because most names differ in
 * those: `node_0.product[1]` becomes `node_0.pr…t[1]`, not `node_0.pro…`. Of a long path the first words become
 * initials: `b.g(hidden[0].w[1])`.
 */
import { memoizeRecent } from '../../core/memo.ts';
import { cut, plainText, span } from './text.ts';

/** A run of letters, in which letters may be left out. */
const WORD = /[\p{L}_]+/gu;
/** A word that something of it follows: of a path, or of a call. */
const HEAD = /[\p{L}_]{2,}(?=[.(])/gu;

/** The characters that a word keeps, with the `…`: while its first words are whole, and at least. */
const READABLE = 5;
const LEAST = 3;

/** How many texts are kept, since the same few names appear in every frame. */
const MOST_KEPT = 2000;
/** How many names are kept for a short form: those around its row. */
const MOST_AROUND = 150;

interface Fitting {
  readonly name: string;
  readonly columns: number;
}

const keyOf = ({ name, columns }: Fitting) => `${columns} ${name}`;

/** A name, or an operation in names, in at most `columns` cells; empty if there is no room. */
export function shortName(name: string, columns: number): string {
  if (name.length <= columns) return name;
  return columns <= 0 ? '' : madeShort({ name, columns });
}

const madeShort = memoizeRecent(MOST_KEPT, keyOf, ({ name, columns }: Fitting) => shortened(name, columns));

/** The start of a name, at most `columns` wide, and `…`. */
export function startOfName(name: string, columns: number): string {
  return name.length <= columns ? name : madeStart({ name, columns });
}

const madeStart = memoizeRecent(MOST_KEPT, keyOf, ({ name, columns }: Fitting) =>
  plainText(cut([span(name)], columns)),
);

/**
 * A short form of a name that none of some other names can be meant by; empty if there is none. It depends on the names
 * alone, not on how the others are shortened.
 */
export function distinctName(name: string, columns: number, others: readonly string[]): string {
  if (name.length <= columns) return name;
  if (columns <= 0) return '';
  const isDistinct = (form: string) => {
    const canMean = meaningOf(form);
    return !others.some((other) => other !== name && canMean(other));
  };
  const usual = madeShort({ name, columns });
  if (isDistinct(usual)) return usual;
  return madeParts({ name, columns }).find(isDistinct) ?? '';
}

const madeParts = memoizeRecent(MOST_KEPT, keyOf, ({ name, columns }: Fitting) =>
  withoutMiddle(initialsOf(name), columns),
);

const itself = (text: string) => text;

/** What stays of a name without its letters and the brackets at its end. */
const signsOf = memoizeRecent(MOST_KEPT, itself, (name) => name.replace(WORD, '').replace(/\)+$/u, ''));

/**
 * Whether a short form can mean a name: a letter is a word, `…` is anything, brackets at the end may be left out. The
 * same names stand around a row from frame to frame, so what is found is kept.
 */
const meaningOf = memoizeRecent(MOST_KEPT, itself, (form) => {
  const [start = '', ...others] = form.split('…');
  const [first, last] = [signsOf(start), signsOf(others.at(-1) ?? start)];
  let pattern: RegExp | null = null;
  return memoizeRecent(MOST_AROUND, itself, (name: string) => {
    // Names differ most in their digits and brackets. Comparing those takes far less time than making the pattern.
    const signs = signsOf(name);
    if (!signs.startsWith(first) || !signs.endsWith(last)) return false;
    pattern ??= patternOf(form);
    return pattern.test(name);
  });
});

function patternOf(form: string): RegExp {
  const parts = form.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&').split('…');
  const words = parts.map((part) => part.replace(/(?<![\p{L}_])\p{L}(?![\p{L}_])/gu, '$&[\\p{L}_]*'));
  return new RegExp(`^${words.join('.*')}\\)*$`, 'u');
}

function shortened(name: string, columns: number): string {
  const readable = elide(name, columns, READABLE);
  if (readable.length <= columns) return readable;
  const initialed = withInitials(name, columns);
  const elided = elide(initialed, columns, LEAST);
  if (elided.length <= columns) return elided;
  const initials = initialsOf(name);
  if (initials.length <= columns) return widened(initialed, columns);
  return withoutMiddle(initials, columns)[0] ?? '';
}

/** The cells in which a name has the initials of its words, and all else of it. */
export function initialsWidth(name: string): number {
  return initialsOf(name).length;
}

function initialsOf(name: string): string {
  return name.replace(WORD, (word) => word.slice(0, 1));
}

/** The first words of a path as initials, from the left on, as many as needed. */
function withInitials(name: string, columns: number): string {
  let width = name.length;
  return name.replace(HEAD, (word) => {
    if (width <= columns) return word;
    width -= word.length - 1;
    return word.slice(0, 1);
  });
}

/** Leaves letters out inside the longest words until the name fits, or until no word is longer than `least`. */
function elide(name: string, columns: number, least: number): string {
  const words = Array.from(name.matchAll(WORD), ([word]) => ({ word, kept: word.length }));
  const width = () => words.reduce((sum, { word, kept }) => sum + kept - word.length, name.length);
  while (width() > columns) {
    const longest = words.reduce((a, b) => (b.kept > a.kept ? b : a), { word: '', kept: 0 });
    if (longest.kept <= least) break;
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
  let width = elide(name, 0, LEAST).length;
  const first = name.replace(WORD, (word) => {
    if (width <= columns || word.length < 2) return word;
    width -= Math.min(word.length, LEAST) - 1;
    return word.slice(0, 1);
  });
  return elide(first, columns, LEAST);
}

/** Whether every bracket of a text has its partner. */
function isClosed(text: string): boolean {
  const open: string[] = [];
  for (const sign of text) {
    if (sign === '(' || sign === '[') open.push(sign);
    if (sign === ')' && open.pop() !== '(') return false;
    if (sign === ']' && open.pop() !== '[') return false;
  }
  return open.length === 0;
}

/** What a shortened name has to keep: its digits, by which names differ, then its letters. */
function worthOf(text: string): number {
  return Array.from(text).reduce(
    (sum, sign) => sum + (/\d/u.test(sign) ? 4 : /\p{L}/u.test(sign) ? 1 : 0),
    0,
  );
}

/**
 * A name without a part of it, so that no bracket stays open and no number is divided; the best one first. The brackets
 * around the end of a name, which are the same in all names, may be left out as well.
 */
function withoutMiddle(name: string, columns: number): string[] {
  const forms: { readonly short: string; readonly worth: number }[] = [];
  for (const text of [name, name.replace(/\)+$/u, '')])
    for (let from = 0; from < text.length; from++)
      for (let to = text.length; to > from; to--) {
        const short = `${text.slice(0, from)}…${text.slice(to)}`;
        if (short.length > columns) break;
        if (isClosed(short) && !/[\d.]…|…[\d.]/u.test(short)) forms.push({ short, worth: worthOf(short) });
      }
  // Of equally good ones the one with the longest end.
  return forms
    .reverse()
    .sort((a, b) => b.worth - a.worth)
    .map(({ short }) => short);
}
