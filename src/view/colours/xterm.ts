/** xterm's 256 colours, of which the first 16 belong to the user's theme. */

/** The six levels of red, green and blue in xterm's 6 × 6 × 6 colour cube, and its first grey and their distance. */
const levels = [0, 95, 135, 175, 215, 255] as const;
const FIRST_GREY = 232;
const DARKEST_GREY = 8;
const GREY_STEP = 10;

/** The red, green and blue of a colour, from 0 to 255. */
function partsOf(index: number): number[] {
  const place = index - 16;
  return index >= FIRST_GREY
    ? Array.from({ length: 3 }, () => DARKEST_GREY + (index - FIRST_GREY) * GREY_STEP)
    : [Math.floor(place / 36), Math.floor(place / 6) % 6, place % 6].map((level) => levels[level] ?? 0);
}

/**
 * The hexadecimal form of one of xterm's 256 colours: `#0087ff` for 33.
 *
 * @param index 16 … 255: a colour of the cube or one of the 24 greys; the first 16 belong to the user's theme
 */
export function hexOf(index: number): string {
  return `#${partsOf(index)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** The relative luminance of a colour, from 0 for black to 1 for white (WCAG 2; sRGB of IEC 61966-2-1). */
export function luminanceOf(parts: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const BLACK = 16;
const WHITE = 231;

/** The contrast at which text can be read well (WCAG 2, level AA). */
const READABLE = 4.5;

/**
 * The index of black or white for text on a colour: the preferred one if it can be read well, else the other. One of
 * the two always can.
 */
export function inkOn(index: number, preferred: number): number {
  const luminance = luminanceOf(partsOf(index)) + 0.05;
  const contrast = preferred === BLACK ? luminance / 0.05 : 1.05 / luminance;
  if (contrast >= READABLE) return preferred;
  return preferred === BLACK ? WHITE : BLACK;
}
