/** Numbers in the cells of a matrix: all with the same number of digits after the point, so that they compare. */
import { fitNumber } from '../terminal/format.ts';

/** From this width on, without its gap, a cell has room for numbers as they are written elsewhere. */
const PLAIN_WIDTH = 6;
const PLAIN_DIGITS = 4;

/** Digits after the point where there is less room, and the sizes that need no factor with them. */
const DECIMALS = 2;
const WITHOUT_FACTOR = { from: 0.1, to: 100 };

export interface CellFormat {
  /** Width of a number, in cells. */
  readonly width: number;
  /** The numbers are written in units of 10 to this power. */
  readonly exponent: number;
}

/** @param largest the largest magnitude in the matrix */
export function cellFormat(width: number, largest: number): CellFormat {
  const { from, to } = WITHOUT_FACTOR;
  const isPlain = width >= PLAIN_WIDTH || largest === 0 || (largest >= from && largest < to);
  return { width, exponent: isPlain ? 0 : Math.floor(Math.log10(largest)) + 1 };
}

/** A number in units of the format: the value that `cellText` writes. */
export function inUnits(value: number, { exponent }: CellFormat): number {
  // Powers from an exponent in a text are the nearest doubles.
  return exponent === 0 ? value : value / Number(`1e${exponent}`);
}

/** A number in units of the format, in at most its width: `−.42`, `1.17`, `12.3`; `…` if it does not fit. */
export function cellText(units: number, { width }: CellFormat): string {
  if (width >= PLAIN_WIDTH || !Number.isFinite(units)) return fitNumber(units, width, PLAIN_DIGITS);
  for (let decimals = DECIMALS; decimals >= 0; decimals--) {
    const digits = Math.abs(units).toFixed(decimals).replace(/^0\./, '.');
    const text = units < 0 ? `−${digits}` : digits;
    if (text.length <= width && !digits.includes('e')) return text;
  }
  return fitNumber(units, width, PLAIN_DIGITS);
}
