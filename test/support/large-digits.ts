/** Reads large digits back from the rows of a screen, without the code that drew them. */
import type { Line } from '../../src/view/terminal/text.ts';

/** The segments of each digit on a seven-segment display: a at the top, then clockwise, g in the middle. */
const segments: Readonly<Record<string, string>> = {
  abcdef: '0',
  abdeg: '2',
  abcdg: '3',
  bcfg: '4',
  acdfg: '5',
  acdefg: '6',
  abc: '7',
  abcdefg: '8',
  abcdfg: '9',
};

/** Where the middle of each segment is, in points: column and row. */
const middles = { a: [1, 0], b: [2, 1], c: [2, 3], d: [1, 4], e: [0, 3], f: [0, 1], g: [1, 2] } as const;

/** Signs that are no digits of such a display, as a person sees them. */
const signs: Readonly<Record<string, string>> = {
  '.#. ##. .#. .#. ###': '1',
  '##. .#. .#. .#. ###': '1',
  '... ... ### ... ...': '−',
  '. . . . #': '.',
  '.# #. #. #. .#': '(',
  '#. .# .# .# #.': ')',
  '### ..# .## ... .#.': '?',
  '... ### ### #.. ###': 'e',
  '... ##. .## #.# ###': 'a',
  '#..# ##.# #.## #..# #..#': 'N',
  '..... .#.#. #.#.# .#.#. .....': '∞',
};

/**
 * The numbers that rows of blocks show, from left to right.
 *
 * @param rows without what is not of this scale
 */
export function readLarge(rows: readonly string[], scale: number): string[] {
  const points = pointsOf(rows, scale);
  const width = Math.max(...points.map(({ length }) => length));
  const isBlank = (x: number) => points.every((row) => row[x] !== true);
  const words: string[] = [];
  let word = '';
  // Columns of a number start at any cell: scan in cells, and jump by points within a glyph.
  for (let x = 0; x < width; ) {
    if (isBlank(x)) {
      let end = x;
      while (end < width && isBlank(end)) end += 1;
      if (end - x > scale && word !== '') {
        words.push(word);
        word = '';
      }
      x = end;
      continue;
    }
    let end = x;
    while (end < width && !isBlank(end)) end += 1;
    // Letters such as ∞ have no blank columns inside.
    word += glyphOf(points, x, end, scale);
    x = end;
  }
  return word === '' ? words : [...words, word];
}

/** Whether each cell of half rows is set; a half row for each point's height. */
function pointsOf(rows: readonly string[], scale: number): boolean[][] {
  const halves = rows.flatMap((row) => [
    Array.from(row, (cell) => cell === '█' || cell === '▀'),
    Array.from(row, (cell) => cell === '█' || cell === '▄'),
  ]);
  return Array.from({ length: 5 }, (_, point) => halves[point * scale] ?? []);
}

function glyphOf(points: readonly boolean[][], from: number, to: number, scale: number): string {
  const width = Math.round((to - from) / scale);
  const rows = points.map((row) =>
    Array.from({ length: width }, (_, x) => (row[from + x * scale] ? '#' : '.')).join(''),
  );
  const known = signs[rows.join(' ')];
  if (known !== undefined) return known;
  const lit = Object.entries(middles)
    .filter(([, [x, y]]) => rows[y]?.[x] === '#')
    .map(([name]) => name)
    .join('');
  return segments[lit] ?? `[${rows.join(' ')}]`;
}

/** The rows of a pane with only the spans that `isShown` accepts; the others are blank. */
export function onlySpans(lines: readonly Line[], isShown: (tone: string) => boolean): string[] {
  return lines.map((line) =>
    line.map(({ text, tone }) => (isShown(tone) ? text : ' '.repeat(text.length))).join(''),
  );
}
