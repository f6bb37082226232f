/** Styles as the parameters of SGR, the sequence of terminals that sets them (ECMA-48, 8.3.117). */
import type { ColourName, Paint } from './palette.ts';

/** The colours of 16 by their number; from 8 on they are the bright ones. */
const numbers: Readonly<Record<ColourName, number>> = {
  black: 0,
  red: 1,
  green: 2,
  yellow: 3,
  magenta: 5,
  cyan: 6,
  white: 7,
  blueBright: 12,
};

/** A colour of text or, with `base` 40, of its ground. */
function colourCode(colour: Paint['foreground'], base: 30 | 40): string | null {
  if (colour === null) return null;
  if (typeof colour === 'number') return `${base + 8};5;${colour}`;
  const number = numbers[colour];
  return String(number < 8 ? base + number : base + 60 + number - 8);
}

/** The parameters that set a style from the default one, separated by `;`; empty for the default style. */
export function sgrOf({ foreground, background, bold, dim, inverse }: Paint): string {
  return [
    bold ? '1' : null,
    dim ? '2' : null,
    inverse ? '7' : null,
    colourCode(foreground, 30),
    colourCode(background, 40),
  ]
    .filter((code) => code !== null)
    .join(';');
}

/** The parameters that change one style to another, as few characters as possible; empty if they are the same. */
export function sgrBetween(from: Paint, to: Paint): string {
  const whole = sgrOf(to);
  if (sgrOf(from) === whole) return '';
  const anew = whole === '' ? '' : `0;${whole}`;
  // Bold and dim end together.
  const isLighter = (from.bold && !to.bold) || (from.dim && !to.dim);
  const changed = [
    isLighter ? '22' : null,
    to.bold && (isLighter || !from.bold) ? '1' : null,
    to.dim && (isLighter || !from.dim) ? '2' : null,
    to.inverse === from.inverse ? null : to.inverse ? '7' : '27',
    to.foreground === from.foreground ? null : (colourCode(to.foreground, 30) ?? '39'),
    to.background === from.background ? null : (colourCode(to.background, 40) ?? '49'),
  ]
    .filter((code) => code !== null)
    .join(';');
  return changed.length < anew.length ? changed : anew;
}
