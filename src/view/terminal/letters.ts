/**
 * Numbers in large digits, made of half blocks. The usual banner fonts lack signs of arithmetic (×, ², a minus of full
 * width), so the glyphs are defined here.
 */
import { memoizeRecent } from '../../core/memo.ts';

/** Glyphs as five rows of points, separated by `/`. */
const glyphs: Readonly<Record<string, string>> = {
  '0': '###/# #/# #/# #/###',
  '1': '## / # / # / # /###',
  '2': '###/  #/###/#  /###',
  '3': '###/  #/###/  #/###',
  '4': '# #/# #/###/  #/  #',
  '5': '###/#  /###/  #/###',
  '6': '###/#  /###/# #/###',
  '7': '###/  #/  #/  #/  #',
  '8': '###/# #/###/# #/###',
  '9': '###/# #/###/  #/###',
  '.': ' / / / /#',
  '−': '   /   /###/   /   ',
  '+': '   / # /###/ # /   ',
  '×': '   /# #/ # /# #/   ',
  '÷': ' # /   /###/   / # ',
  '=': '   /###/   /###/   ',
  '≈': ' ##  #/#  ## /      / ##  #/#  ## ',
  '(': ' #/# /# /# / #',
  ')': '# / #/ #/ #/# ',
  '?': '###/  #/ ##/   / # ',
  '∞': '     / # # /# # #/ # # /     ',
  e: '   /###/###/#  /###',
  a: '   /## / ##/# #/###',
  N: '#  #/## #/# ##/#  #/#  #',
};

/** A sign above the line: its glyph, drawn in about half the scale. */
const raised: Readonly<Record<string, string>> = { '²': '2' };

/** Rows of a glyph, in points. */
const HEIGHT = 5;

/** Rows of large text, in cells. A point is `scale` columns wide and `scale` half rows high. */
export function largeHeight(scale: number): number {
  return Math.ceil((HEIGHT * scale) / 2);
}

/** Whether every character has a large form. */
export function hasLargeForm(text: string): boolean {
  return Array.from(text).every((character) => character in glyphs || character in raised);
}

/** Columns of large text. */
export function largeWidth(text: string, scale: number): number {
  const letters = Array.from(text);
  return letters.reduce((sum, letter) => sum + letterWidth(letter, scale), (letters.length - 1) * scale);
}

function letterWidth(letter: string, scale: number): number {
  const small = raised[letter];
  if (small !== undefined) return scale === 1 ? 1 : pointsOf(small)[0].length * halved(scale);
  return pointsOf(letter)[0].length * scale;
}

/** The scale of raised signs. In the least scale they are ordinary characters. */
function halved(scale: number): number {
  return Math.round(scale / 2);
}

type Points = readonly [string, ...string[]];

/** @throws RangeError if the character has no large form */
function pointsOf(letter: string): Points {
  const glyph = glyphs[letter];
  if (glyph === undefined) throw new RangeError(`${letter} has no large form`);
  return glyph.split('/') as [string, ...string[]];
}

/** How many texts are kept, since a screen is drawn many times. */
const MOST_KEPT = 500;

interface Lettering {
  readonly text: string;
  readonly scale: number;
}

/**
 * Text in large digits: `largeHeight(scale)` rows of equal width, of `█`, `▀`, `▄` and blanks.
 *
 * @throws RangeError if a character has no large form; see `hasLargeForm`
 */
export function largeRows(text: string, scale: number): readonly string[] {
  return drawnRows({ text, scale });
}

const drawnRows = memoizeRecent(
  MOST_KEPT,
  ({ text, scale }: Lettering) => `${scale} ${text}`,
  ({ text, scale }: Lettering): readonly string[] => {
    const letters = Array.from(text, (letter) => letterRows(letter, scale));
    return Array.from({ length: largeHeight(scale) }, (_, row) =>
      letters.map((letter) => letter[row]).join(' '.repeat(scale)),
    );
  },
);

function letterRows(letter: string, scale: number): readonly string[] {
  const small = raised[letter];
  if (small === undefined) return inBlocks(pointsOf(letter), scale, largeHeight(scale));
  return scale === 1
    ? Array.from({ length: largeHeight(scale) }, (_, row) => (row === 0 ? letter : ' '))
    : inBlocks(pointsOf(small), halved(scale), largeHeight(scale));
}

function inBlocks(points: Points, scale: number, height: number): string[] {
  const isSet = (halfRow: number, x: number) => points[Math.floor(halfRow / scale)]?.[x] === '#';
  return Array.from({ length: height }, (_, row) =>
    Array.from(points[0], (_point, x) => {
      const upper = isSet(2 * row, x);
      const lower = isSet(2 * row + 1, x);
      return (upper ? (lower ? '█' : '▀') : lower ? '▄' : ' ').repeat(scale);
    }).join(''),
  );
}
