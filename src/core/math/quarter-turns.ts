/**
 * An angle as quarter turns and a rest. Up to 2¹⁹ quarter turns: fdlibm, e_rem_pio2.c (https://www.netlib.org/fdlibm/;
 * its notice is in LICENSE-fdlibm.txt). Beyond: with as many digits of π as the angle needs.
 */
import { highWord } from './bits.ts';

/** An angle: `turns` × π ÷ 2 + high + low. Only the last two bits of `turns` count. */
export interface Reduced {
  readonly turns: number;
  readonly high: number;
  readonly low: number;
}

const HALF_PI = Math.PI / 2;
const INVERSE_HALF_PI = 0.6366197723675814;

/** π ÷ 2 in parts of 33 bits. After each of them, what is left of π ÷ 2. */
const parts = [
  { part: 1.5707963267341256, left: 6.077100506506192e-11 },
  { part: 6.077100506303966e-11, left: 2.0222662487959506e-21 },
  { part: 2.0222662487111665e-21, left: 8.4784276603689e-32 },
] as const;

/** High words of π ÷ 4 and 2¹⁹ π ÷ 2. */
const FIRST = 0x3fe921fb;
const LAST = 0x413921fb;

/** @param x a finite angle */
export function reduced(x: number): Reduced {
  const high = highWord(x) & 0x7fffffff;
  if (high <= FIRST) return { turns: 0, high: x, low: 0 };
  const rest = high <= LAST ? ofSmall(Math.abs(x), high) : ofLarge(Math.abs(x));
  return x < 0 ? { turns: -rest.turns, high: -rest.high, low: -rest.low } : rest;
}

function ofSmall(x: number, word: number): Reduced {
  const turns = Math.trunc(x * INVERSE_HALF_PI + 0.5);
  const exponent = word >> 20;
  let rest = x - turns * parts[0].part;
  let left = turns * parts[0].left;
  let high = rest - left;
  // The more leading digits have cancelled, the more digits of π are needed.
  const cancelled = () => exponent - ((highWord(high) >> 20) & 0x7ff);
  const more = ({ part, left: after }: (typeof parts)[number]) => {
    const before = rest;
    const product = turns * part;
    rest = before - product;
    left = turns * after - (before - rest - product);
    high = rest - left;
  };
  const isFar = turns < 32 && word !== highWord(turns * HALF_PI);
  if (!isFar && cancelled() > 16) {
    more(parts[1]);
    if (cancelled() > 49) more(parts[2]);
  }
  return { turns, high, low: rest - high - left };
}

/** Number of binary digits after the point in the arithmetic for large angles. */
const DIGITS = 1280n;

/** arctan(1 ÷ n) × 2^DIGITS, from its series. */
function arctanOfInverse(n: bigint): bigint {
  let sum = 0n;
  let power = (1n << DIGITS) / n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += k % 4n === 1n ? power / k : -power / k;
    power /= n * n;
  }
  return sum;
}

let halfPi = 0n;

function ofLarge(x: number): Reduced {
  // π = 16 arctan(1/5) − 4 arctan(1/239) (Machin 1706).
  if (halfPi === 0n) halfPi = 8n * arctanOfInverse(5n) - 2n * arctanOfInverse(239n);
  const scaled = x < 2 ** 60 ? BigInt(x * 2 ** 40) << (DIGITS - 40n) : BigInt(x) << DIGITS;
  const turns = (2n * scaled + halfPi) / (2n * halfPi);
  const rest = scaled - turns * halfPi;
  const high = toNumber(rest);
  return { turns: Number(turns & 3n), high, low: toNumber(rest - toScaled(high)) };
}

/** value ÷ 2^DIGITS, rounded to a double. */
function toNumber(value: bigint): number {
  const shift = Math.max(0, (value < 0n ? -value : value).toString(2).length - 64);
  return Number(value >> BigInt(shift)) * 2 ** (shift - Number(DIGITS));
}

/** A double × 2^DIGITS. */
function toScaled(value: number): bigint {
  return BigInt(value * 2 ** 200) << (DIGITS - 200n);
}
