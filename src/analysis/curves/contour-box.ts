/** The part of the plane of two weights that a contour map shows. It does not depend on the cursor, but for the path. */
import { memoize } from '../../core/memo.ts';
import type { Slot } from '../../core/program.ts';
import type { Session } from '../../session/session.ts';
import { sampleEvenly } from '../sampling.ts';
import { WhatIf } from '../what-if.ts';
import type { Point, Range } from './curve.ts';

/** A rectangle in the plane of two weights. */
export interface Box {
  readonly x: Range;
  readonly y: Range;
}

/** Maximum number of instructions for one loss of the search, and of losses. */
const MOST_STEPS = 20_000;
const MOST_LOSSES = 400;
/** The search ends when its steps are this part of the size of a weight, or when it is this many times as far away. */
const FINE = 1 / 64;
const FAR = 100;
/** The least length of a side, and the margin around the start and the minimum, in sizes and as a share. */
const LEAST_LENGTH = 2;
const MARGIN = 0.3;
/** A path that leaves the box makes it longer, by its own length each time, up to this many times. */
const MOST_DOUBLINGS = 3;

/** The weights at the start, and the nearest minimum of the mean loss over the data. */
const landmarksOf = memoize(
  ({
    session,
  }: {
    readonly session: Session;
    readonly weights: readonly [Slot, Slot];
    readonly loss: Slot;
  }) => session.history,
  ({ session, weights, loss }) => {
    const { registers } = session.history.machineAt(0);
    const [x = 0, y = 0] = weights.map((slot) => registers[slot]);
    const start = { x, y };
    const whatIf = new WhatIf(session, registers.slice());
    whatIf.dropNothing();
    const rows = sampleEvenly(
      session.engine.run.data,
      Math.max(1, Math.floor(MOST_STEPS / Math.max(1, whatIf.cost('loss')))),
    );
    const lossAt = (at: Point) => {
      let sum = 0;
      for (const row of rows) {
        whatIf.give(row);
        whatIf.registers[weights[0]] = at.x;
        whatIf.registers[weights[1]] = at.y;
        whatIf.execute('loss');
        sum += whatIf.registers[loss] as number;
      }
      return sum;
    };
    const size = { x: sizeOf(x), y: sizeOf(y) };
    return { start, size, lowest: lowestNear(lossAt, start, size) };
  },
);

function sizeOf(value: number): number {
  return Number.isFinite(value) ? Math.max(1, Math.abs(value)) : 1;
}

/**
 * A minimum that is found by steps in eight directions, longer after each success and shorter after none (pattern
 * search: Hooke & Jeeves 1961). The start if there is none nearby.
 */
function lowestNear(lossAt: (at: Point) => number, start: Point, size: Point): Point {
  let at = start;
  let best = lossAt(at);
  let step = 0.5;
  for (let tried = 1; tried < MOST_LOSSES; ) {
    let found: Point | null = null;
    for (const [dx, dy] of directions) {
      const next = { x: at.x + dx * step * size.x, y: at.y + dy * step * size.y };
      const loss = lossAt(next);
      tried += 1;
      if (loss < best) [best, found] = [loss, next];
    }
    at = found ?? at;
    step *= found ? 1.5 : 0.5;
    const distance = Math.max(Math.abs(at.x - start.x) / size.x, Math.abs(at.y - start.y) / size.y);
    if (distance > FAR) return start;
    if (step < FINE) return at;
  }
  return start;
}

const directions = [-1, 0, 1].flatMap((dx) =>
  [-1, 0, 1].flatMap((dy): [number, number][] => (dx === 0 && dy === 0 ? [] : [[dx, dy]])),
);

/**
 * The box around the start and the nearest minimum, equally long in both directions for the size of the weights. Where
 * the path has left it, it is longer on that side.
 *
 * @param loss the slot of an example's loss
 */
export function boxAround(
  session: Session,
  weights: readonly [Slot, Slot],
  loss: Slot,
  path: readonly Point[],
): Box {
  const { start, size, lowest } = landmarksOf({ session, weights, loss });
  const spread = (axis: 'x' | 'y') => (Math.abs(lowest[axis] - start[axis]) * (1 + 2 * MARGIN)) / size[axis];
  const length = Math.max(LEAST_LENGTH, spread('x'), spread('y'));
  const along = (axis: 'x' | 'y') => {
    const middle = (start[axis] + lowest[axis]) / 2;
    const reach = (length * size[axis]) / 2;
    return reaching(
      { from: middle - reach, to: middle + reach },
      path.map((point) => point[axis]),
    );
  };
  return { x: along('x'), y: along('y') };
}

function reaching({ from, to }: Range, values: readonly number[]): Range {
  const length = to - from;
  const most = length * (2 ** MOST_DOUBLINGS - 1);
  const near = values.filter((value) => value >= from - most && value <= to + most);
  let [low, high] = [from, to];
  for (const value of near) {
    while (value < low) low -= high - low;
    while (value > high) high += high - low;
  }
  return { from: low, to: high };
}
