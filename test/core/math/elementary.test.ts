/** The elementary functions, compared with those of JavaScript and with exact values (test/reference/elementary.py). */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { powerOfTwo } from '../../../src/core/math/bits.ts';
import { erf } from '../../../src/core/math/erf.ts';
import { exp } from '../../../src/core/math/exp.ts';
import { expm1 } from '../../../src/core/math/expm1.ts';
import { log } from '../../../src/core/math/log.ts';
import { log1p } from '../../../src/core/math/log1p.ts';
import { log2, log10 } from '../../../src/core/math/log2.ts';
import { pow } from '../../../src/core/math/pow.ts';
import { cos, sin } from '../../../src/core/math/sine.ts';
import { tan } from '../../../src/core/math/tangent.ts';
import { tanh } from '../../../src/core/math/tanh.ts';
import { elementaryArgument } from '../../support/arguments.ts';
import { expectSame } from '../../support/same.ts';
import { ulpsBetween } from '../../support/ulps.ts';
import '../../support/seed.ts';

type Row = readonly [operands: readonly [number, number], result: number];

const exact: Readonly<Record<keyof typeof own, readonly Row[]>> = JSON.parse(
  readFileSync(new URL('../../reference/elementary.json', import.meta.url), 'utf8'),
);

const own = { exp, expm1, log, log1p, tanh, sin, cos, pow, tan, log2, log10, erf };

/** The greatest errors that the sources state, rounded up to whole units in the last place. */
const errors = {
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  tanh: 2,
  sin: 1,
  cos: 1,
  pow: 1,
  tan: 1,
  log2: 1,
  log10: 1,
  erf: 1,
};

/** The functions of one operand that JavaScript has, too. Its log10 is an older form, and it has no erf. */
const single = { exp, expm1, log, log1p, tanh, sin, cos, tan, log2 };

/** Angles above it are reduced by other means than in fdlibm, with more digits. */
const MOST_ANGLE = 2 ** 19;

// Up to these versions V8 computes the functions of one operand as fdlibm does.
const isFdlibm = Number(process.versions.v8.split('.')[0]) <= 13;

describe.runIf(isFdlibm)('the same bits as in JavaScript', () => {
  test.each(Object.entries(single))('%s', (name, compute) => {
    const theirs = Math[name as keyof typeof single];
    const isAngle = ['sin', 'cos', 'tan'].includes(name);
    fc.assert(
      fc.property(elementaryArgument, (x) => {
        if (isAngle && Math.abs(x) > MOST_ANGLE) return;
        expectSame(compute(x), theirs(x));
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('within the stated error', () => {
  test.each(Object.entries(own))('%s', (name, compute) => {
    const rows = exact[name as keyof typeof own];
    const far = rows.filter(
      ([[x, y], result]) => !(ulpsBetween(compute(x, y), result) <= errors[name as keyof typeof own]),
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(far).toEqual([]);
  });
});

const special = [0, -0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 1e300, -1e300, 5e-324, 2 ** 53 + 2, -(2 ** 53)];
const all = [...special, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

test('special cases are those of JavaScript', () => {
  for (const x of all) {
    for (const [name, compute] of Object.entries(single)) {
      const expected = Math[name as keyof typeof single](x);
      expect([name, x, ulpsBetween(compute(x), expected) <= 2]).toEqual([name, x, true]);
    }
    for (const y of all) expect([x, y, ulpsBetween(pow(x, y), x ** y) <= 1]).toEqual([x, y, true]);
  }
});

test('log10 and erf: their special cases, and powers of the base', () => {
  for (const x of all) expect([x, ulpsBetween(log10(x), Math.log10(x)) <= 2]).toEqual([x, true]);
  for (let n = 0; n <= 22; n++) expect(log10(10 ** n)).toBe(n);
  for (let n = -1074; n < 1024; n++) expect(log2(2 ** n)).toBe(n);
  expect([0, -0, 1e300, -1e300, Number.POSITIVE_INFINITY, Number.NaN].map(erf)).toEqual([
    0,
    -0,
    1,
    -1,
    1,
    Number.NaN,
  ]);
  fc.assert(
    fc.property(elementaryArgument, (x) => {
      expect(erf(-x)).toBe(-erf(x));
    }),
  );
});

test('a power of integers is exact if it is a double', () => {
  for (let base = -20; base <= 20; base++) {
    for (let exponent = 0; exponent <= 40; exponent++) {
      const power = BigInt(base) ** BigInt(exponent);
      if (BigInt(Number(power)) === power && power < 2n ** 53n) {
        expect([base, exponent, pow(base, exponent)]).toEqual([base, exponent, Number(power)]);
      }
    }
  }
});

test('a power of two in the source is exact', () => {
  for (let n = -1022; n < 1024; n++) expect(2 ** n).toBe(powerOfTwo(n));
});
