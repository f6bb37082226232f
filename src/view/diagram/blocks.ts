/**
 * Block elements and braille dots as shapes. Glyphs of fonts leave gaps between them, stick out of their cells, or come
 * from a font with wider ones.
 */
import { BRAILLE, dotBits } from '../terminal/canvas.ts';

/** A part of a cell, in shares of its width and height, from the upper left corner. */
interface Part {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const part = (x: number, y: number, width: number, height: number): Part => ({ x, y, width, height });

/** The blocks of the screen by character (Unicode 15, U+2580 … U+2598): halves, eighths from below or the left, and a quarter. */
const parts: ReadonlyMap<string, Part> = new Map([
  ['▀', part(0, 0, 1, 1 / 2)],
  ['▐', part(1 / 2, 0, 1 / 2, 1)],
  ['▘', part(0, 0, 1 / 2, 1 / 2)],
  ...Array.from('▁▂▃▄▅▆▇█', (sign, index): [string, Part] => {
    const height = (index + 1) / 8;
    return [sign, part(0, 1 - height, 1, height)];
  }),
  ...Array.from('▏▎▍▌▋▊▉', (sign, index): [string, Part] => [sign, part(0, 0, (index + 1) / 8, 1)]),
]);

/** Cell size and the place of a text, in pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
  readonly cell: { readonly width: number; readonly height: number };
}

/**
 * The path of the blocks in a text whose characters are one cell wide each; empty if there are none. Neighbours of one
 * shape are one rectangle.
 */
export function blockPath(text: string, { x, y, cell }: Place, rounded: (pixels: number) => number): string {
  let path = '';
  const characters = Array.from(text);
  for (let index = 0; index < characters.length; ) {
    const sign = characters[index] as string;
    const own = parts.get(sign);
    let end = index + 1;
    // Parts that fill the width of their cells join.
    while (own && own.width === 1 && characters[end] === sign) end += 1;
    if (own) {
      const left = rounded(x + (index + own.x) * cell.width);
      const right = rounded(x + (own.width === 1 ? end : index + own.x + own.width) * cell.width);
      const top = rounded(y + own.y * cell.height);
      const bottom = rounded(y + (own.y + own.height) * cell.height);
      path += `M${left} ${top}H${right}V${bottom}H${left}Z`;
    }
    index = end;
  }
  return path;
}

/** The dots of a braille sign as bits; 0 for any other sign. */
function dotsOf(sign: string): number {
  const dots = (sign.codePointAt(0) as number) - BRAILLE;
  return dots >= 0 && dots < 256 ? dots : 0;
}

/**
 * The path of the braille dots in a text whose characters are one cell wide each; empty if there are none. It is to be
 * drawn with a line that has round ends: each dot is a line without length.
 */
export function dotPath(text: string, { x, y, cell }: Place, rounded: (pixels: number) => number): string {
  let path = '';
  for (const [index, sign] of Array.from(text).entries()) {
    const dots = dotsOf(sign);
    if (dots === 0) continue;
    for (const [row, bits] of dotBits.entries())
      for (const [column, bit] of bits.entries()) {
        if ((dots & bit) === 0) continue;
        const left = rounded(x + (index + (column + 1 / 2) / 2) * cell.width);
        path += `M${left} ${rounded(y + ((row + 1 / 2) / 4) * cell.height)}h0`;
      }
  }
  return path;
}

/** The text without its blocks and braille signs, which become blanks. */
export function withoutShapes(text: string): string {
  return Array.from(text, (sign) => (parts.has(sign) || dotsOf(sign) > 0 ? ' ' : sign)).join('');
}
