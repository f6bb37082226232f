/** The distance between doubles in units in the last place. */
const double = new DataView(new ArrayBuffer(8));

/** The position of a double in the order of all doubles; 0 and −0 have the same. */
function position(x: number): bigint {
  double.setFloat64(0, x);
  const bits = double.getBigUint64(0);
  return bits >> 63n === 0n ? bits : (1n << 63n) - bits;
}

/** 0 for equal numbers and for two NaNs, ∞ for NaN and a number, or for numbers of different signs. */
export function ulpsBetween(a: number, b: number): number {
  if (Object.is(a, b)) return 0;
  if (Number.isNaN(a) || Number.isNaN(b) || Object.is(a, 0) || Object.is(a, -0))
    return Number.POSITIVE_INFINITY;
  const distance = position(a) - position(b);
  return Number(distance < 0n ? -distance : distance);
}
