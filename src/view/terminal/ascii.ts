/**
 * Lines for terminals that can show only ASCII. Each sign becomes one character, so that nothing moves; a few become
 * two or three, and then spaces of a gap in the same panel are removed, so that columns and borders stay aligned.
 */
import { BRAILLE, dotBits } from './canvas.ts';
import { cut, type Line, lineWidth, pad, plainText, type Span } from './text.ts';

/** Signs by the character that they become. */
const alike: Readonly<Record<string, string>> = {
  '-': '─╌┄┈╴╶╸╺▬−–—▅',
  '=': '━╍┅┉▆',
  '|': '│┃╵╷╹╻▌▐▍▎▋▊▉',
  ':': '┆┇┊┋╎╏⋮▒',
  '.': '╭╮┌┐·░▁▂',
  "'": '╰╯└┘′‘’▘',
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
  '≠': '!=',
  π: 'pi',
};

const signs = new Map([
  ...Object.entries(longer),
  ...Object.entries(alike).flatMap(([ascii, all]) => Array.from(all, (sign) => [sign, ascii] as const)),
]);

/** Box drawing. What is not a plain line is a corner or a junction. */
const BOX = { first: 0x2500, last: 0x257f } as const;

/** A vertical line, on which every panel ends. */
const BORDERS = /([│┃├┤┝┥┠┨])/u;

/**
 * A line in ASCII, at most `columns` wide. Letters of other scripts stay, since ASCII has nothing for them. A part of it
 * between two borders keeps its width. It is cut before its signs are replaced, because only then its numbers are known.
 */
export function asciiLine(line: Line, columns: number): Line {
  if (/^[\x20-\x7e]*$/.test(plainText(line))) return line;
  const parts = partsOf(line);
  const made: Span[] = [];
  for (const [index, part] of parts.entries()) {
    if (index === parts.length - 1) made.push(...fittedPart(part, columns - lineWidth(made), ''));
    else made.push(...pad(fittedPart(part, lineWidth(part), '…'), lineWidth(part)));
  }
  return made;
}

/** A line divided at its borders, which are parts of their own. */
function partsOf(line: Line): Span[][] {
  const parts: Span[][] = [[]];
  for (const each of line) {
    if (each.value !== undefined || !BORDERS.test(each.text)) {
      parts.at(-1)?.push(each);
      continue;
    }
    for (const [index, text] of each.text.split(BORDERS).entries()) {
      if (index % 2 === 1) parts.push([{ ...each, text }], []);
      else if (text !== '') parts.at(-1)?.push({ ...each, text });
    }
  }
  return parts;
}

const CUT_DIGIT = /\d~ *$/u;

/** A part in ASCII, at most `columns` wide; if it does not fit, it is cut and ends in `sign`. */
function fittedPart(part: Line, columns: number, sign: string): Line {
  const width = lineWidth(part);
  for (let kept = width; kept > 0; kept--) {
    const spans = written(cut(part, kept, sign));
    // A raised 2 right before the sign would look like a number that is cut.
    if (lineWidth(spans) <= columns && (kept === width || !CUT_DIGIT.test(plainText(spans)))) return spans;
  }
  return [];
}

/** A line in ASCII. Its gaps give up spaces, from the next one on and then from those before, so that it stays as wide. */
function written(line: Line): Line {
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
  if (excess === 0) return spans;
  const fitted = spans
    .toReversed()
    .map((each): Span => {
      const text = each.text.replace(/ +(?= )/gu, (gap) => {
        const taken = Math.min(gap.length, excess);
        excess -= taken;
        return gap.slice(taken);
      });
      return { ...each, text };
    })
    .reverse();
  return withoutMargins(fitted, excess);
}

/** A part without up to `excess` blanks at its end, and then at its start. */
function withoutMargins(line: Line, excess: number): Line {
  if (excess <= 0) return line;
  const last = line.at(-1);
  if (last?.text.endsWith(' '))
    return withoutMargins([...line.slice(0, -1), { ...last, text: last.text.slice(0, -1) }], excess - 1);
  const [first, ...rest] = line;
  return first?.text.startsWith(' ') ? [{ ...first, text: first.text.slice(1) }, ...rest] : line;
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
