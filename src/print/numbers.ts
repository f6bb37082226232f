/** Numbers in headless output: all digits, and nothing that JSON has no word for. */
import { exactNumber } from '../view/format.ts';

/** As a JSON value: NaN, the infinities and −0, which JSON numbers cannot carry, are strings. */
export function jsonNumber(value: number): number | string {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : exactNumber(value);
}
