import { expect } from 'vitest';

/**
 * The same as `expect(actual, where).toBe(expected)`, for loops of many thousands: an assertion that holds costs no more
 * than the comparison. A call of `expect` takes as long as many of the computations that are tested.
 */
export function expectSame<Value>(actual: Value, expected: Value, where?: string): void {
  if (!Object.is(actual, expected)) expect(actual, where).toBe(expected);
}
