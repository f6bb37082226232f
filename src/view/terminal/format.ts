/** Numbers as the screen shows them: rounded for reading, never for computing. */

/** Significant digits that are shown. */
export const DIGITS = 5;

/**
 * A number in a few characters: at most `digits` significant digits (one less with an exponent), `−` (U+2212) for minus, an exponent only
 * where the number is very large or very small. −0 keeps its sign.
 */
export function formatNumber(value: number, digits = DIGITS): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Object.is(value, -0)) return '−0';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  if (Number.isInteger(value) && Math.abs(value) < 1e7) return typographic(String(value));
  const size = Math.abs(value);
  if (size >= 1e7 || size < 10 ** (1 - digits))
    return typographic(value.toExponential(digits - 2).replace(/\.?0+e/, 'e'));
  return typographic(String(Number(value.toPrecision(digits))));
}

function typographic(text: string): string {
  return text.replace('e+', 'e').replaceAll('-', '−');
}
