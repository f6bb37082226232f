/**
 * Text in large letters, for a projector. The usual banner fonts lack signs of arithmetic (×, ², a minus of full
 * width), so the glyphs are defined here.
 */
import { type Line, span } from './text.ts';

/** Glyphs as five rows of dots, separated by `/`. */
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
  '†': ' # /###/ # / # / # ',
  '≈': ' ## #/#  # /     / ## #/#  # ',
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

/** Rows of a glyph, in dots. */
const HEIGHT = 5;

/** Width and height of a dot, in cells, the largest first. */
const scales = [
  { wide: 4, high: 2 },
  { wide: 2, high: 1 },
  { wide: 1, high: 1 },
] as const;

/**
 * Text in the largest letters that fit, as lines of equal width. Null if even the smallest do not fit, or if a
 * character has no glyph.
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
