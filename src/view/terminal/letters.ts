/**
 * Operations in letters of five rows, for a room that reads from afar. Fonts for banners have no signs for
 * arithmetic (×, a minus of its own width, ²): these letters are made for it.
 */
import { type Line, span } from './text.ts';

/** Rows of dots, `/` between them: all letters are five rows high. */
const glyphs: Readonly<Record<string, string>> = {
  '0': '###/# #/# #/# #/###',
  '1': ' # /## / # / # /###',
  '2': '###/  #/###/#  /###',
  '3': '###/  #/ ##/  #/###',
  '4': '# #/# #/###/  #/  #',
  '5': '###/#  /###/  #/###',
  '6': '###/#  /###/# #/###',
  '7': '###/  #/  #/  #/  #',
  '8': '###/# #/###/# #/###',
  '9': '###/# #/###/  #/###',
  '.': ' / / / /#',
  ',': '  /  /  / #/# ',
  '−': '   /   /###/   /   ',
  '+': '   / # /###/ # /   ',
  '×': '   /# #/ # /# #/   ',
  '÷': ' # /   /###/   / # ',
  '/': '  #/  #/ # /#  /#  ',
  '=': '   /###/   /###/   ',
  '(': ' #/# /# /# / #',
  ')': '# / #/ #/ #/# ',
  '²': '##/ #/##/# /##',
  '³': '##/ #/##/ #/##',
  '′': '#/#/ / / ',
  '^': ' # /# #/   /   /   ',
  '?': '###/  #/ # /   / # ',
  '∞': '     / # # /# # #/ # # /     ',
  _: '   /   /   /   /###',
  '<': '  #/ # /#  / # /  #',
  '>': '#  / # /  #/ # /#  ',
  '[': '##/# /# /# /##',
  ']': '##/ #/ #/ #/##',
  a: '   / ##/# #/# #/ ##',
  b: '#  /#  /## /# #/## ',
  c: '   / ##/#  /#  / ##',
  d: '  #/  #/ ##/# #/ ##',
  e: '###/# #/###/#  /###',
  f: ' ##/#  /## /#  /#  ',
  g: ' ##/# #/ ##/  #/## ',
  h: '#  /#  /## /# #/# #',
  i: '#/ /#/#/#',
  j: ' #/  / #/ #/# ',
  k: '#  /# #/## /# #/# #',
  l: '# /# /# /# /##',
  m: '     /## # /# # #/# # #/# # #',
  n: '   /## /# #/# #/# #',
  o: '   / # /# #/# #/ # ',
  p: '## /# #/## /#  /#  ',
  q: ' ##/# #/ ##/  #/  #',
  r: '   /# #/## /#  /#  ',
  s: ' ##/#  / # /  #/## ',
  t: ' # /###/ # / # / ##',
  u: '   /# #/# #/# #/ ##',
  v: '   /# #/# #/# #/ # ',
  w: '     /# # #/# # #/# # #/ # # ',
  x: '   /# #/ # / # /# #',
  y: '# #/# #/ ##/  #/## ',
  z: '   /###/ ##/#  /###',
  N: '#  #/## #/# ##/#  #/#  #',
};

/** Rows of a letter. */
const HEIGHT = 5;

/** How wide and how high a dot is, the largest first. */
const scales = [
  { wide: 4, high: 2 },
  { wide: 2, high: 1 },
  { wide: 1, high: 1 },
] as const;

/**
 * Text in the largest letters that fit; null where even the smallest do not, or where a character has no letter.
 * Its lines are all of one width.
 */
export function largeLines(pieces: Line, columns: number, rows: number): Line[] | null {
  const letters = pieces.flatMap(({ text, tone }) =>
    Array.from(text, (character) => ({ dots: dotsOf(character), tone })),
  );
  if (letters.some(({ dots }) => dots === null)) return null;
  const width = letters.reduce((sum, { dots }) => sum + (dots?.[0]?.length ?? 0) + 1, -1);
  const scale = scales.find(({ wide, high }) => width * wide <= columns && HEIGHT * high <= rows);
  if (!scale) return null;
  const lines = Array.from(
    { length: HEIGHT },
    (_, row): Line =>
      letters.flatMap(({ dots, tone }, index) => [
        ...(index === 0 ? [] : [span(' '.repeat(scale.wide), tone)]),
        span(
          Array.from(dots?.[row] ?? '', (dot) => (dot === '#' ? '█' : ' ').repeat(scale.wide)).join(''),
          tone,
        ),
      ]),
  );
  return lines.flatMap((line) => Array.from({ length: scale.high }, () => line));
}

function dotsOf(character: string): readonly string[] | null {
  if (character === ' ') return Array.from({ length: HEIGHT }, () => ' ');
  return glyphs[character]?.split('/') ?? null;
}
