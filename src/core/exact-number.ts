/** Numbers as text with all their digits. */

/** The shortest text that JavaScript reads back as the same double; −0 is `-0`. */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** A number as a JSON value: NaN, the infinities and −0 become strings, because JSON numbers cannot represent them. */
export function jsonNumber(value: number): number | 'NaN' | 'Infinity' | '-Infinity' | '-0' {
  const hasWord = Number.isFinite(value) && !Object.is(value, -0);
  return hasWord ? value : (exactNumber(value) as 'NaN' | 'Infinity' | '-Infinity' | '-0');
}
