/**
 * Expressions of which the functions of compiled code are made: doubles, their bits as integers, and tests. They are
 * data, and `../function-writer.ts` writes them for one double or for a vector of two. Each expression has the same bits
 * in both forms.
 */

import type { PlainName } from '../encoding/code.ts';

/** What an expression computes from its operands: the instructions for one value and for two. Null: there is none. */
type Instructions = readonly [one: PlainName | null, two: PlainName | null];

const instructions = {
  plus: ['f64.add', 'f64x2.add'],
  minus: ['f64.sub', 'f64x2.sub'],
  times: ['f64.mul', 'f64x2.mul'],
  over: ['f64.div', 'f64x2.div'],
  negated: ['f64.neg', 'f64x2.neg'],
  absolute: ['f64.abs', 'f64x2.abs'],
  truncated: ['f64.trunc', 'f64x2.trunc'],
  floored: ['f64.floor', 'f64x2.floor'],
  // NaN is the first operand of these, if one is, and `pmin` and `pmax` keep the first operand then.
  atMost: ['f64.min', 'f64x2.pmin'],
  atLeast: ['f64.max', 'f64x2.pmax'],
  isBelow: ['f64.lt', 'f64x2.lt'],
  equals: ['f64.eq', 'f64x2.eq'],
  both: ['i32.and', 'v128.and'],
  choose: ['select', 'v128.bitselect'],
  bits: ['i64.reinterpret_f64', null],
  double: ['f64.reinterpret_i64', null],
  plusBits: ['i64.add', 'i64x2.add'],
  minusBits: ['i64.sub', 'i64x2.sub'],
  and: ['i64.and', 'v128.and'],
  or: ['i64.or', 'v128.or'],
  shiftedLeft: ['i64.shl', 'i64x2.shl'],
  shiftedRight: ['i64.shr_u', 'i64x2.shr_u'],
} as const satisfies Record<string, Instructions>;

abstract class Expression {
  abstract readonly kind: 'double' | 'bits' | 'test';
  readonly source: 'argument' | 'constant' | Instructions;
  readonly operands: readonly Expression[];
  /** A constant, or by how many bits to shift; null for everything else. */
  readonly value: number | bigint | null;

  constructor(
    source: 'argument' | 'constant' | Instructions,
    operands: readonly Expression[] = [],
    value: number | bigint | null = null,
  ) {
    this.source = source;
    this.operands = operands;
    this.value = value;
  }
}

export type { Expression };

const doubleOf = (value: Double | number) =>
  typeof value === 'number' ? new Double('constant', [], value) : value;

export class Double extends Expression {
  readonly kind = 'double';

  plus(other: Double | number): Double {
    return new Double(instructions.plus, [this, doubleOf(other)]);
  }

  minus(other: Double | number): Double {
    return new Double(instructions.minus, [this, doubleOf(other)]);
  }

  times(other: Double | number): Double {
    return new Double(instructions.times, [this, doubleOf(other)]);
  }

  over(other: Double | number): Double {
    return new Double(instructions.over, [this, doubleOf(other)]);
  }

  get negated(): Double {
    return new Double(instructions.negated, [this]);
  }

  get absolute(): Double {
    return new Double(instructions.absolute, [this]);
  }

  /** Rounded towards 0. */
  get truncated(): Double {
    return new Double(instructions.truncated, [this]);
  }

  /** Rounded down. */
  get floored(): Double {
    return new Double(instructions.floored, [this]);
  }

  /** NaN stays NaN. */
  atMost(limit: number): Double {
    return new Double(instructions.atMost, [this, doubleOf(limit)]);
  }

  /** NaN stays NaN. */
  atLeast(limit: number): Double {
    return new Double(instructions.atLeast, [this, doubleOf(limit)]);
  }

  isBelow(other: Double | number): Test {
    return new Test(instructions.isBelow, [this, doubleOf(other)]);
  }

  equals(other: number): Test {
    return new Test(instructions.equals, [this, doubleOf(other)]);
  }

  get bits(): Bits {
    return new Bits(instructions.bits, [this]);
  }
}

/** Two doubles are chosen from without a jump: both are computed. */
export class Test extends Expression {
  readonly kind = 'test';

  and(other: Test): Test {
    return new Test(instructions.both, [this, other]);
  }

  choose(ifTrue: Double | number, ifFalse: Double | number): Double {
    return new Double(instructions.choose, [doubleOf(ifTrue), doubleOf(ifFalse), this]);
  }
}

const bitsOf = (value: Bits | bigint) =>
  typeof value === 'bigint' ? new Bits('constant', [], value) : value;

/** An integer of 64 bits. */
export class Bits extends Expression {
  readonly kind = 'bits';

  plus(other: Bits | bigint): Bits {
    return new Bits(instructions.plusBits, [this, bitsOf(other)]);
  }

  minus(other: Bits | bigint): Bits {
    return new Bits(instructions.minusBits, [this, bitsOf(other)]);
  }

  and(other: Bits | bigint): Bits {
    return new Bits(instructions.and, [this, bitsOf(other)]);
  }

  or(other: Bits | bigint): Bits {
    return new Bits(instructions.or, [this, bitsOf(other)]);
  }

  shiftedLeft(count: number): Bits {
    return new Bits(instructions.shiftedLeft, [this], count);
  }

  /** The highest bits become 0. */
  shiftedRight(count: number): Bits {
    return new Bits(instructions.shiftedRight, [this], count);
  }

  get double(): Double {
    return new Double(instructions.double, [this]);
  }
}

/** A number in the code. */
export const constant = (value: number): Double => doubleOf(value);

/** A 64-bit integer in the code. */
export const bits = (value: bigint): Bits => bitsOf(value);

/** What the function is called with. */
export const argument: Double = new Double('argument');

/** c₀ + x (c₁ + x (c₂ + …)). */
export function polynomial(x: Double, coefficients: readonly [number, ...number[]]): Double {
  const [first, ...rest] = coefficients;
  const [second, ...others] = rest;
  return second === undefined ? constant(first) : x.times(polynomial(x, [second, ...others])).plus(first);
}

/** The highest bit: the sign. */
const SIGN = 1n << 63n;

/** The bits of the double 1. */
export const ONE = 1023n << 52n;

/** A number of this size and an integer k add up to a double with the last bits of k as its own last bits. */
const ALIGNED = 3 * 2 ** 51;

/** The bits of an integer k where the exponent is, so that 1 + they are the bits of 2ᵏ. @param k between −1022 and 1023 */
export function exponentBits(k: Double): Bits {
  return k.plus(ALIGNED).bits.shiftedLeft(52);
}

/** A positive double with the sign of another. */
export function withSignOf(size: Double, signed: Double): Double {
  return size.bits.or(signed.bits.and(SIGN)).double;
}
