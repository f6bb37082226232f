/**
 * Lines for terminals that can show only ASCII. Each sign becomes one character, so that nothing moves; a few become
 * two or three, and then spaces of the next gap are removed, so that columns stay aligned.
 */
import { BRAILLE, dotBits } from './canvas.ts';
import { cut, type Line, lineWidth, plainText, type Span } from './text.ts';

/** Signs by the character that they become. */
const alike: Readonly<Record<string, string>> = {
  '-': '─╌┄┈╴╶╸╺▬−–—▅',
  '=': '━╍┅┉▆',
  '|': '│┃╵╷╹╻▌▐▍▎▋▊▉',
  ':': '┆┇┊┋╎╏⋮▒',
  '.': '╭╮┌┐·░▁▂',
  "'": '╰╯└┘′‘’',
  '+': '✓',
  '#': '█▇◆■',
  '*': '●×★',
  o: '○◇□◦',
  '@': '◉',
  '>': '▸›→▶',
  '<': '◂‹←◀⟲',
  '^': '↑▲✎',
  v: '↓▾▼',
  '"': '▀“”',
  _: '▄▃▏',
  '%': '▓',
  '/': '╱÷↗↙',
  '\\': '╲↖↘',
  '~': '…≈',
  '!': '†',
  x: '✗',
  d: '∂',
  D: 'Δ',
  S: 'Σ',
  V: '√',
  s: 'σ',
  n: 'η',
  m: 'μ',
};

/** Signs that need more than one character. */
const longer: Readonly<Record<string, string>> = {
  '∞': 'inf',
  '²': '^2',
  '³': '^3',
  '½': '1/2',
  '≤': '<=',
  '≥': '>=',
};

const signs = new Map([
  ...Object.entries(longer),
  ...Object.entries(alike).flatMap(([ascii, all]) => Array.from(all, (sign) => [sign, ascii] as const)),
]);

/** Box drawing. What is not a plain line is a corner or a junction. */
const BOX = { first: 0x2500, last: 0x257f } as const;

/**
 * A line in ASCII, at most `columns` wide. Letters of other scripts stay, since ASCII has nothing for them. The line is
 * cut before its signs are replaced, because only then its numbers are known.
 */
export function asciiLine(line: Line, columns: number): Line {
  if (/^[\x20-\x7e]*$/.test(plainText(line))) return line;
  const { spans, excess } = written(line);
  const tooWide = excess > 0 ? lineWidth(spans) - columns : 0;
  return tooWide > 0 ? asciiLine(cut(line, lineWidth(line) - tooWide, ''), columns) : spans;
}

/** A line in ASCII, and by how many cells it is longer than the original. */
function written(line: Line): { readonly spans: Line; readonly excess: number } {
  let excess = 0;
  const spans = line.map((each): Span => {
    const characters = Array.from(each.text);
    const ascii = characters.map((character, index) => {
      // The last space of a gap stays, so that the texts on both sides of it remain apart.
      if (character === ' ' && excess > 0 && characters[index + 1] === ' ') {
        excess -= 1;
        return '';
      }
      const sign = asciiOf(character);
      excess += sign.length - 1;
      return sign;
    });
    return { ...each, text: ascii.join('') };
  });
  return { spans, excess };
}

function asciiOf(character: string): string {
  const known = signs.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= BOX.first && code <= BOX.last) return '+';
  const dots = code - BRAILLE;
  return dots >= 0 && dots < 256 ? asciiOfDots(dots) : character;
}

/** The ASCII character most like a braille pattern: a falling, rising, vertical or horizontal stroke, or a dot. */
function asciiOfDots(dots: number): string {
  const rows = dotBits.map(([left, right]) => ({ left: (dots & left) !== 0, right: (dots & right) !== 0 }));
  const middle = (side: 'left' | 'right') => {
    const at = rows.flatMap((row, index) => (row[side] ? [index] : []));
    return at.length === 0 ? null : at.reduce((sum, row) => sum + row, 0) / at.length;
  };
  const [left, right] = [middle('left'), middle('right')];
  if (left === null && right === null) return ' ';
  const isTall = rows.filter((row) => row.left || row.right).length >= 3;
  if (left === null || right === null) return isTall ? '|' : (left ?? right ?? 0) > 1.5 ? '.' : "'";
  const slope = right - left;
  if (slope >= 0.75) return '\\';
  if (slope <= -0.75) return '/';
  if (isTall) return '#';
  const height = (left + right) / 2;
  return height < 1 ? '"' : height > 2.4 ? '_' : '-';
}
