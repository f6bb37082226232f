/** The loss as a function of one weight, with the path of gradient descent on it. */
import { finished, memoizeLast } from '../../core/memo.ts';
import type { Run, Slot } from '../../core/program.ts';
import { loadedExample } from '../../core/schedule.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { latestParameter } from '../../session/current-parameter.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { isSetByHand, LossFunction, lossSlot } from '../loss-function.ts';
import { type Point, type Range, rangeOf, spaced } from './curve.ts';
import { pastParameters } from './past-parameters.ts';

/** A value of the weight in an earlier iteration. */
interface EarlierStep extends Point {
  /** The number of its batch, from 1. */
  readonly batch: number;
}

export interface LossSlice {
  /** The address of the weight or bias. */
  readonly weight: string;
  /** The numbers of the examples that the loss is computed from, counted from 1. */
  readonly examples: readonly number[];
  /** Number of examples in the cursor's batch; 1 if every example has its own update. */
  readonly size: number;
  readonly range: Range;
  /** The loss over the range. All other weights have the values that the cursor's iteration uses. */
  readonly points: readonly Point[];
  /**
   * The values of the weight in earlier iterations, in order. y: this batch's loss with all weights of that iteration.
   */
  readonly steps: readonly EarlierStep[];
  /** The number of the cursor's batch, from 1; of a run with only one, null. */
  readonly batch: number | null;
  /** The value of the weight that this iteration uses, before its update. */
  readonly given: Point;
  /** The value of the weight at the cursor: equal to `given` until its update is done. */
  readonly present: Point;
  /** The slope of the loss at `given`: the gradient that the tape computes; null if it computes none. */
  readonly slope: number | null;
  /** Whether the step that computes the loss is done; `isSlopeDone`: the same for the slope. */
  readonly isLossDone: boolean;
  readonly isSlopeDone: boolean;
}

/** Maximum number of instructions for the points of one curve. */
const MOST_STEPS = 300_000;
/** Number of points of a curve, and the minimum if the loss takes many instructions. */
const SAMPLES = 161;
const FEWEST_SAMPLES = 33;

/** A minimum is shown only if it is at most this many times the weight's size away. */
const NEAR = 10;

/** Margin on each side, as a fraction of the distance of the outermost points. */
const MARGIN = 0.06;

/** How far both sides of the minimum are shown, as a fraction of the distance at which they reach the highest point. */
const UPHILL = 1.2;

/** The part of a slice that is the same for all steps of an example. */
interface Computed extends Pick<LossSlice, 'range' | 'points' | 'steps' | 'given' | 'slope'> {
  readonly lossFunction: LossFunction;
  /** What it was computed for. */
  readonly key: readonly unknown[];
  /** The slice that was last made of it. */
  latest: LossSlice | null;
}

/** Finds what was computed for a key, or something that was computed before for another one. */
export type SliceMemo = (key: readonly unknown[], begin: () => Generator<void, Computed>) => Computed;

const latestSlice = memoizeLast<Computed>();

/** Computes at once what is not computed yet. */
const atOnce =
  ({ history }: Session): SliceMemo =>
  (key, begin) =>
    latestSlice(history, key, () => finished(begin()));

/** The weight shown by default: the parameter that the latest step was about, otherwise the first; null without any. */
export function defaultWeight(session: Session): string | null {
  const [first] = session.engine.run.parameters;
  return latestParameter(session) ?? (first === undefined ? null : displayName(session.engine.run, first));
}

/**
 * The loss of the cursor's batch as a function of one weight or bias. Null if there is no loss or `weight` is not the
 * address of a parameter.
 *
 * @param weight the address of a parameter; null: `defaultWeight`
 * @param memo if what it finds is for another key, the slice last made of that is returned
 */
export function lossSlice(
  session: Session,
  weight: string | null,
  memo: SliceMemo = atOnce(session),
): LossSlice | null {
  const { engine, history, values, position, registers } = session;
  const { run, schedule } = engine;
  const address = weight ?? defaultWeight(session);
  const slot = run.parameters.find((each) => run.slots[each]?.names.includes(address ?? ''));
  const loss = lossSlot(session);
  if (address === null || slot === undefined || loss === null) return null;
  const segment = schedule.segmentAt(position);
  const { batchIndex, size, example, firstExample } = segment;
  const isSet = isSetByHand(session);
  // All examples of a batch have the same loss slice, except one that was set by hand.
  const present = isSet || run.batch === 1 ? example : null;
  const from = [...run.parameters, ...(isSet ? [...run.inputs, ...run.targets] : [])];
  const key = [history, address, batchIndex, present, ...from.map((each) => registers[each])];
  const computed = memo(key, () => compute(session, slot, loss, key));
  const isOther = computed.key.some((part, index) => !Object.is(part, key[index]));
  if (isOther && computed.latest) return computed.latest;
  const { lossFunction, given, range, points, steps, slope } = computed;
  const now = session.read(address) ?? given.x;
  const isLast = run.batch === 1 || loadedExample(segment) === firstExample + size - 1;
  const gradient = tapeIndexOf(run).lossGradient(slot);
  computed.latest = {
    given,
    range,
    points,
    steps,
    slope,
    weight: address,
    examples: lossFunction.examples,
    size: run.batch === 1 ? 1 : size,
    batch: schedule.batches > 1 && run.update.instructions.length > 0 ? batchIndex + 1 : null,
    present: Object.is(now, given.x) ? given : { x: now, y: lossFunction.at(slot, now) },
    isLossDone: isLast && values.isCurrent(loss, position),
    isSlopeDone: isLast && gradient !== null && values.isCurrent(gradient, position),
  };
  return computed.latest;
}

/** Begins to compute a slice with the values of the cursor. The rest does not depend on where the cursor goes. */
function compute(
  session: Session,
  slot: Slot,
  loss: Slot,
  key: readonly unknown[],
): Generator<void, Computed> {
  const { engine, registers } = session;
  const lossFunction = new LossFunction(session, loss, MOST_STEPS / FEWEST_SAMPLES);
  const x = registers[slot] as number;
  const past = pastParameters(session);
  return computing(lossFunction, engine.run, slot, x, past, key);
}

function* computing(
  lossFunction: LossFunction,
  run: Run,
  slot: Slot,
  x: number,
  past: ReadonlyMap<number, Float64Array>,
  key: readonly unknown[],
): Generator<void, Computed> {
  const value = (each: number) => lossFunction.at(slot, each);
  const given = { x, y: value(x) };
  const index = run.parameters.indexOf(slot);
  const steps: EarlierStep[] = [];
  for (const [batch, parameters] of past) {
    steps.push({ x: parameters[index] as number, y: lossFunction.withAll(parameters), batch: batch + 1 });
    yield;
  }
  const range = rangeAround(value, given, steps);
  const count = Math.max(FEWEST_SAMPLES, Math.min(SAMPLES, Math.floor(MOST_STEPS / lossFunction.cost)));
  const points: Point[] = [];
  for (const each of spaced(range, count)) {
    points.push({ x: each, y: value(each) });
    yield;
  }
  const gradient = tapeIndexOf(run).lossGradient(slot);
  const slope = gradient === null ? null : lossFunction.slope(slot, gradient, x);
  return { lossFunction, given, steps, range, points, slope, key, latest: null };
}

/** A range that contains all points and, if the minimum is near, also the minimum and both its sides. */
function rangeAround(value: (x: number) => number, given: Point, steps: readonly Point[]): Range {
  const size = Math.max(1, Math.abs(given.x));
  const points = [given, ...steps];
  const highest =
    rangeOf(
      points.map(({ y }) => y),
      0,
    )?.to ?? 0;
  const valley = lossSliceNear(value, given, size, highest);
  const known = [...points.map(({ x }) => x), ...valley];
  const range = rangeOf(known, MARGIN) ?? { from: -1, to: 1 };
  // If the range would be too narrow, the given weight is in the middle of a wider one.
  return range.to - range.from >= size / 8 ? range : { from: given.x - size, to: given.x + size };
}

/**
 * Fits a parabola through three points of the curve (exact for a squared error of a linear network). Returns the x of
 * its minimum and of a point on each side, almost as high as `highest`. Empty if there is no minimum or it is far away.
 */
function lossSliceNear(
  value: (x: number) => number,
  { x, y }: Point,
  size: number,
  highest: number,
): number[] {
  const h = size / 2;
  const left = value(x - h);
  const right = value(x + h);
  const curvature = (left - 2 * y + right) / (h * h);
  const slope = (right - left) / (2 * h);
  const lowest = x - slope / curvature;
  if (!(curvature > 0 && Math.abs(lowest - x) <= NEAR * size)) return [];
  const height = highest - (y - slope ** 2 / curvature / 2);
  const side = Math.min(NEAR * size, UPHILL * Math.sqrt((2 * Math.max(0, height)) / curvature));
  const reach = side > 0 ? side : h;
  return [lowest - reach, lowest, lowest + reach];
}
