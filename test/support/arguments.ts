/** Arguments at which elementary functions do something: any double, small and large sizes, multiples of π and log(2). */
import fc from 'fast-check';

export const elementaryArgument: fc.Arbitrary<number> = fc.oneof(
  fc.double(),
  fc.double({ min: -2, max: 2 }),
  fc.double({ min: -750, max: 750 }),
  fc.double({ min: -1, max: 1 }).map((x) => 1 + x * 2 ** -20),
  fc.integer({ min: -2000, max: 2000 }).map((n) => (n * Math.PI) / 4),
  fc.integer({ min: -1100, max: 1100 }).map((n) => n * Math.LN2),
  fc.integer({ min: -1074, max: 1023 }).map((n) => 2 ** n),
  fc.integer({ min: -1074, max: 1023 }).map((n) => 2 ** n - 1),
);
