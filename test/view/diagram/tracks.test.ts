import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Fan, orderTracks, sharedTracks } from '../../../src/view/diagram/tracks.ts';
import { networksTried } from '../../support/networks.ts';

/** Sources in rows of their own, whose wires arrive in rows of their own. */
const fans = fc
  .record({
    outs: fc.uniqueArray(fc.nat(11), { minLength: 2, maxLength: 6 }),
    ports: fc.uniqueArray(fc.nat(11), { minLength: 2, maxLength: 12 }),
    shares: fc.array(fc.nat(99), { minLength: 12, maxLength: 12 }),
  })
  .map(({ outs, ports, shares }): Fan[] =>
    outs
      .map((out, index) => ({
        source: { index },
        out,
        ports: ports.filter((_, port) => (shares[port] as number) % outs.length === index),
      }))
      .filter((fan) => fan.ports.length > 0),
  );

/** Where fans run: cells of horizontal lines by row, with the fan that they belong to. */
function clashes(all: readonly Fan[], places: readonly number[]): number {
  const rows = new Map<number, { from: number; to: number; fan: number }[]>();
  const add = (row: number, from: number, to: number, fan: number) =>
    rows.set(row, [...(rows.get(row) ?? []), { from, to, fan }]);
  for (const [fan, { out, ports }] of all.entries()) {
    add(out, -1, places[fan] as number, fan);
    for (const port of ports) add(port, places[fan] as number, 99, fan);
  }
  return [...rows.values()]
    .flatMap((lines) => lines.flatMap((a) => lines.map((b) => [a, b] as const)))
    .filter(([a, b]) => a.fan < b.fan && a.from <= b.to && b.from <= a.to).length;
}

function crossings(all: readonly Fan[], places: readonly number[]): number {
  let sum = 0;
  for (const [a, up] of all.entries())
    for (const [b, across] of all.entries()) {
      if (a === b) continue;
      const low = Math.min(up.out, ...up.ports);
      const high = Math.max(up.out, ...up.ports);
      const isIn = (row: number) => row > low && row < high;
      if ((places[a] as number) < (places[b] as number)) sum += Number(isIn(across.out));
      else sum += across.ports.filter(isIn).length;
    }
  return sum;
}

function orders(count: number): number[][] {
  if (count === 0) return [[]];
  return orders(count - 1).flatMap((order) =>
    Array.from({ length: count }, (_, at) => order.toSpliced(at, 0, count - 1)),
  );
}

test('no two wires share cells of a row if any order of tracks allows that', () => {
  let solved = 0;
  fc.assert(
    fc.property(fans, (all) => {
      const { places, isClear } = orderTracks(all);
      expect(places.toSorted((a, b) => a - b)).toEqual(all.map((_, index) => index));
      const every = orders(all.length);
      const isPossible = every.some((each) => clashes(all, each) === 0);
      expect(isClear).toBe(isPossible);
      if (!isClear) return;
      expect(clashes(all, places)).toBe(0);
      solved += 1;
      if (all.length > 5) return;
      const least = Math.min(
        ...every.filter((each) => clashes(all, each) === 0).map((each) => crossings(all, each)),
      );
      expect(crossings(all, places)).toBe(least);
    }),
    networksTried(300),
  );
  expect(solved).toBeGreaterThan(50);
});

test('tracks that share a column keep wires apart', () => {
  fc.assert(
    fc.property(fans, (all) => {
      const order = orderTracks(all);
      fc.pre(order.isClear);
      const columns = sharedTracks(all, order);
      expect(clashes(all, columns)).toBe(0);
      for (const [a, one] of all.entries())
        for (const [b, other] of all.entries()) {
          if (a >= b || columns[a] !== columns[b]) continue;
          const [low, high] = [one, other].map((fan) => [fan.out, ...fan.ports]) as [number[], number[]];
          expect(Math.max(...low) < Math.min(...high) || Math.max(...high) < Math.min(...low)).toBe(true);
        }
    }),
    networksTried(300),
  );
});
