/** Numbers as text with all their digits. */

/** What JavaScript needs to read the same double back; −0 as `-0`. */
export function exactNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** As a JSON value: NaN, the infinities and −0, which JSON numbers cannot carry, are strings. */
export function jsonNumber(value: number): number | 'NaN' | 'Infinity' | '-Infinity' | '-0' {
  const hasWord = Number.isFinite(value) && !Object.is(value, -0);
  return hasWord ? value : (exactNumber(value) as 'NaN' | 'Infinity' | '-Infinity' | '-0');
}
