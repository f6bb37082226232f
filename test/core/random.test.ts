import fc from 'fast-check';
import { expect, test } from 'vitest';
import { epochOrders, permutation, SplitMix64 } from '../../src/core/random.ts';
import '../support/seed.ts';

test.each([
  // The reference implementation, https://prng.di.unimi.it/splitmix64.c, as Java's SplittableRandom tests it.
  [0, ['e220a8397b1dcdaf', '6e789e6aa1b965f4', '06c45d188009454f', 'f88bb8a8724c81ec', '1b39896a51a8749b']],
  // https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64
  [
    1234567,
    [
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
      4593380528125082431n,
      16408922859458223821n,
    ].map((each) => each.toString(16).padStart(16, '0')),
  ],
])('SplitMix64 from seed %i gives the published numbers', (seed, published) => {
  const random = new SplitMix64(seed);
  expect(published.map(() => random.next().toString(16).padStart(16, '0'))).toEqual(published);
});

test('the floating-point numbers are distributed as in the Rosetta Code example for seed 987654321', () => {
  const random = new SplitMix64(987654321);
  const counts = [0, 0, 0, 0, 0];
  for (let at = 0; at < 100_000; at++) {
    const fifth = Math.floor(random.uniform() * 5);
    counts[fifth] = (counts[fifth] as number) + 1;
  }
  expect(counts).toEqual([20027, 19892, 20073, 19978, 20030]);
});

test('normal numbers have mean 0, standard deviation 1 and the tails of a normal distribution', () => {
  const random = new SplitMix64(7);
  const values = Array.from({ length: 20_000 }, () => random.normal());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const beyond = (bound: number) => values.filter((value) => Math.abs(value) > bound).length / values.length;
  expect(Math.abs(mean)).toBeLessThan(0.02);
  expect(Math.abs(variance - 1)).toBeLessThan(0.03);
  expect(beyond(1)).toBeCloseTo(0.3173, 1);
  expect(beyond(2)).toBeCloseTo(0.0455, 2);
});

test('an order has every example once, depends only on seed and epoch, and is unshuffled after the last epoch', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 40 }),
      (size, seed, asked) => {
        const orders = epochOrders(size, seed, 20);
        for (const epoch of asked) {
          const order = [...orders(epoch)];
          expect(order).toEqual([...epochOrders(size, seed, 20)(epoch)]);
          const plain = order.map((_row, index) => index);
          expect([...order].sort((a, b) => a - b)).toEqual(plain);
          if (epoch > 20) expect(order).toEqual(plain);
        }
      },
    ),
  );
});

test('orders differ between epochs and between seeds, and no position always has the same example', () => {
  const orders = [1, 2, 3].flatMap((seed) =>
    [1, 2, 3, 4].map((epoch) => epochOrders(30, seed, 4)(epoch).join()),
  );
  expect(new Set(orders).size).toBe(12);
  const firsts = Array.from({ length: 3000 }, (_, epoch) => permutation(3, new SplitMix64(5, epoch))[0]);
  for (const row of [0, 1, 2]) expect(firsts.filter((first) => first === row).length).toBeGreaterThan(900);
});
