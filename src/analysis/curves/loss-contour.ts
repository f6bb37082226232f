/** The loss as a function of two weights, with the path of gradient descent on it. */
import { type Run, rowOfExample, type Slot } from '../../core/program.ts';
import { loadedExample } from '../../core/schedule.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { contourWeights } from '../../scenario/pictures/possible.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { isSetByHand, LossFunction, lossSlot } from '../loss-function.ts';
import { type Box, boxAround } from './contour-box.ts';
import type { Point } from './curve.ts';
import type { GridSize } from './decision-surface.ts';
import { pastParameters } from './past-parameters.ts';

/** Points are pairs of weights here, not a weight and a loss. */
export interface LossContour {
  /** The addresses of the two weights. */
  readonly weights: readonly [string, string];
  readonly box: Box;
  /** The weights of earlier iterations, in order; of a long run only some. */
  readonly path: readonly Point[];
  /** The weights that this iteration uses, and those at the cursor, which differ once an update has begun. */
  readonly given: Point;
  readonly present: Point;
  /** The gradient at `given`, as the tape has computed it; null if it has not yet. */
  readonly gradient: Point | null;
  /** The loss at `given`, once the tape has computed it. */
  readonly loss: number | null;
  /** The numbers of the examples that the loss is computed from, counted from 1, and how many the batch has. */
  readonly examples: readonly number[];
  readonly size: number;
  /** What the losses depend on besides the two weights, but for the history. */
  readonly key: readonly unknown[];
}

/** Maximum number of instructions for one grid, and for one of its losses. */
const MOST_STEPS = 4_000_000;
const MOST_FOR_ONE = 20_000;

/** The two weights and the way down; null if the loss does not depend on exactly two. */
export function lossContour(session: Session): LossContour | null {
  const { engine, position, registers, values } = session;
  const { run, schedule } = engine;
  const slots = contourWeights(run, session.scenario);
  const loss = lossSlot(session);
  if (slots === null || loss === null) return null;
  const [first, second] = slots;
  const names = [displayName(run, first), displayName(run, second)] as const;
  const given = { x: registers[first] as number, y: registers[second] as number };
  const now = { x: session.read(names[0]) ?? given.x, y: session.read(names[1]) ?? given.y };
  const isMoved = !Object.is(now.x, given.x) || !Object.is(now.y, given.y);
  const segment = schedule.segmentAt(position);
  const isLast = run.batch === 1 || loadedExample(segment) === segment.firstExample + segment.size - 1;
  const known = (slot: Slot | null) =>
    slot !== null && isLast && values.isCurrent(slot, position) ? (registers[slot] as number) : null;
  const [dx, dy] = slots.map((slot) => known(tapeIndexOf(run).lossGradient(slot)));
  const path = pathOf(session, run, slots);
  return {
    weights: names,
    box: boxAround(session, slots, run.loss ?? loss, [...path, given, now]),
    path,
    given,
    present: isMoved ? now : given,
    gradient: dx == null || dy == null ? null : { x: dx, y: dy },
    loss: known(loss),
    ...examplesOf(session, loss),
  };
}

function pathOf(session: Session, run: Run, slots: readonly [Slot, Slot]): Point[] {
  const [x, y] = slots.map((slot) => run.parameters.indexOf(slot)) as [number, number];
  return [...pastParameters(session).values()].map((parameters) => ({
    x: parameters[x] as number,
    y: parameters[y] as number,
  }));
}

function examplesOf(session: Session, loss: Slot): Pick<LossContour, 'examples' | 'size' | 'key'> {
  const { engine, position, registers } = session;
  const { run, schedule } = engine;
  const { examples } = new LossFunction(session, loss, MOST_FOR_ONE);
  const { epoch, size } = schedule.segmentAt(position);
  const rows = examples.map((number) => rowOfExample(run, epoch, number));
  const set = isSetByHand(session)
    ? [
        loadedExample(schedule.segmentAt(position)),
        ...[...run.inputs, ...run.targets].map((slot) => registers[slot]),
      ]
    : [];
  // Dropout is drawn anew for each epoch.
  const key = [...rows, run.masks === null ? 0 : epoch, ...set];
  return { examples, size: run.batch === 1 ? 1 : size, key };
}

/** The number of losses for a picture of `columns` × `rows`: one for each pixel, or fewer if a loss takes long. */
export function contourGrid(session: Session, { columns, rows }: GridSize): GridSize {
  const loss = lossSlot(session);
  const { cost } = new LossFunction(session, loss as Slot, MOST_FOR_ONE);
  const coarseness = Math.ceil(Math.sqrt(Math.max(1, (columns * rows * cost) / MOST_STEPS)));
  return {
    columns: Math.max(1, Math.floor(columns / coarseness)),
    rows: Math.max(1, Math.floor(rows / coarseness)),
  };
}

/**
 * Begins to compute the loss at the centre of each cell. Rows are in ascending order of the second weight, columns of
 * the first. The rest is done in parts, and does not depend on where the cursor goes meanwhile.
 */
export function sampledContour(
  session: Session,
  { x, y }: Box,
  { columns, rows }: GridSize,
): Generator<void, readonly Readonly<Float64Array>[]> {
  const { run } = session.engine;
  const [first, second] = contourWeights(run, session.scenario) as readonly [Slot, Slot];
  const lossFunction = new LossFunction(session, lossSlot(session) as Slot, MOST_FOR_ONE);
  const at = ({ from, to }: Box['x'], index: number, count: number) =>
    from + ((to - from) * (index + 0.5)) / count;
  const cells = { length: columns * rows };
  const points = new Map([
    [first, Float64Array.from(cells, (_, cell) => at(x, cell % columns, columns))],
    [second, Float64Array.from(cells, (_, cell) => at(y, Math.floor(cell / columns), rows))],
  ]);
  return inRows(lossFunction.atMany(points), columns, rows);
}

function* inRows(
  work: Generator<void, Float64Array>,
  columns: number,
  rows: number,
): Generator<void, Float64Array[]> {
  const losses = yield* work;
  return Array.from({ length: rows }, (_, row) => losses.subarray(row * columns, (row + 1) * columns));
}
