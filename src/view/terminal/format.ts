/** Numbers as the screen shows them. They are rounded for display only; computations use the exact values. */

/** Default number of significant digits. */
export const DIGITS = 5;

/**
 * A number with at most `digits` significant digits, one less if it has an exponent; whole numbers below 10⁷ have all
 * their digits. Minus is `−` (U+2212), and −0 keeps it. Magnitudes of at least 10⁷ or below 10^(1 − digits) have an
 * exponent.
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
