/** The loss against one weight: the valley that gradient descent walks down into. */
import { memoize, memoizeLast } from '../../core/memo.ts';
import { rowOfExample, type Slot } from '../../core/program.ts';
import { loadedExample, type Segment } from '../../core/schedule.ts';
import { latestParameter } from '../../session/current-parameter.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { gradientSlot, LossFunction, lossSlot } from '../loss-function.ts';
import { PastBatches } from '../past-batches.ts';
import { type Point, type Range, rangeOf, sampled } from './curve.ts';

export interface LossSlice {
  /** The address of the weight or bias. */
  readonly weight: string;
  /** The examples that the loss is taken over, counted from 1, and how many the cursor's batch has. */
  readonly examples: readonly number[];
  readonly size: number;
  readonly range: Range;
  /** The loss over the range: all other weights as the cursor's iteration was given them. */
  readonly points: readonly Point[];
  /** The weights that the run has had before this iteration, the earliest first, and the loss with all of them. */
  readonly steps: readonly Point[];
  /** The weight that this iteration was given. */
  readonly given: Point;
  /** The weight as it is at the cursor: the given one until its update is done. */
  readonly present: Point;
  /** The loss's slope at the given weight: the tape's own gradient; null where the tape has none. */
  readonly slope: number | null;
  /** Whether the steps that compute the loss, the slope at the given weight are done. */
  readonly isLossDone: boolean;
  readonly isSlopeDone: boolean;
}

/** Instructions executed for one curve, at the most, and the values that it has. */
const MOST_STEPS = 300_000;
const SAMPLES = 161;
const FEWEST_SAMPLES = 33;

/** Earlier weights shown, at the most. */
const MOST_PAST = 48;

/** A lowest point further away than this many times the weight's size is not looked for. */
const NEAR = 10;

/** Room beside the outermost points, as a share of their distance. */
const MARGIN = 0.06;

/** Both sides are shown up to this share of the distance at which they are as high as the highest point. */
const UPHILL = 0.9;

type Computed = Pick<LossSlice, 'range' | 'points' | 'steps' | 'given' | 'slope'> & {
  readonly lossFunction: LossFunction;
};

const latestValley = memoizeLast<Computed>();

/** The parameters of earlier iterations, by batch. An edit makes a new history. */
const pastOf = memoize(
  ({ history }: Session) => history,
  () => new PastBatches<Float64Array>(),
);

/** The weight that is shown where none is chosen: that of the latest step about one, else the first. */
export function defaultWeight(session: Session): string | null {
  const [first] = session.engine.run.parameters;
  return latestParameter(session) ?? (first === undefined ? null : displayName(session.engine.run, first));
}

/**
 * The loss of the cursor's batch against one weight or bias. Null where there is no loss, or `weight` is none.
 *
 * @param weight the address of a parameter; null: the one that the latest step was about
 */
export function lossSlice(session: Session, weight: string | null): LossSlice | null {
  const { engine, history, values, position, registers } = session;
  const { run, schedule } = engine;
  const address = weight ?? defaultWeight(session);
  const slot = run.parameters.find((each) => run.slots[each]?.names.includes(address ?? ''));
  const loss = lossSlot(session);
  if (address === null || slot === undefined || loss === null) return null;
  const segment = schedule.segmentAt(position);
  const { batchIndex, size, example, firstExample } = segment;
  const isSet = isSetByHand(session, segment);
  // The examples of a batch share one valley, but for one that was set by hand.
  const present = isSet || run.batch === 1 ? example : null;
  const from = [...run.parameters, ...(isSet ? [...run.inputs, ...run.targets] : [])];
  const key = [address, batchIndex, present, ...from.map((each) => registers[each])];
  const computed = latestValley(history, key, () => compute(session, address, slot, loss));
  const { lossFunction, ...pictured } = computed;
  const now = session.read(address) ?? computed.given.x;
  const isLast = run.batch === 1 || loadedExample(segment) === firstExample + size - 1;
  const gradient = gradientSlot(session, address);
  return {
    ...pictured,
    weight: address,
    examples: lossFunction.examples,
    size: run.batch === 1 ? 1 : size,
    present: Object.is(now, computed.given.x) ? computed.given : { x: now, y: lossFunction.at(slot, now) },
    isLossDone: isLast && values.isCurrent(loss, position),
    isSlopeDone: isLast && gradient !== null && values.isCurrent(gradient, position),
  };
}

/** Whether the example that is loaded is another than that of the data. */
function isSetByHand({ engine, registers }: Session, segment: Segment): boolean {
  const { run } = engine;
  const row = run.data[rowOfExample(run, segment.epoch, loadedExample(segment))];
  const isSame = (slots: readonly Slot[], given: readonly number[] = []) =>
    slots.every((slot, index) => Object.is(registers[slot], given[index]));
  return !isSame(run.inputs, row?.inputs) || !isSame(run.targets, row?.targets);
}

function compute(session: Session, address: string, slot: Slot, loss: Slot): Computed {
  const { engine, registers } = session;
  const lossFunction = new LossFunction(session, loss, MOST_STEPS / FEWEST_SAMPLES);
  const value = (x: number) => lossFunction.at(slot, x);
  const x = registers[slot] as number;
  const given = { x, y: value(x) };
  const index = engine.run.parameters.indexOf(slot);
  const steps = pastParameters(session).map((parameters) => ({
    x: parameters[index] as number,
    y: lossFunction.withAll(parameters),
  }));
  const range = rangeAround(value, given, steps);
  const count = Math.max(FEWEST_SAMPLES, Math.min(SAMPLES, Math.floor(MOST_STEPS / lossFunction.cost)));
  const gradient = gradientSlot(session, address);
  const slope = gradient === null ? null : lossFunction.slope(slot, gradient, x);
  return { lossFunction, given, steps, range, points: sampled(range, count, value), slope };
}

/** Holds all points; and where near, the lowest point, and the two sides of the valley. */
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
  // A weight as it is given is somewhere in the middle, where nothing else is known.
  return range.to - range.from >= size / 8 ? range : { from: given.x - size, to: given.x + size };
}

/**
 * The parabola through three points of the curve, which a squared error is where nothing bends it: its lowest point,
 * and where its sides are about as high as `highest`. Empty where there is no lowest point, or it is far away.
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

/** What the parameters were in earlier iterations. */
function pastParameters(session: Session): readonly Float64Array[] {
  const { run, schedule } = session.engine;
  if (run.update.instructions.length === 0) return [];
  const { batchIndex } = schedule.segmentAt(session.position);
  const past = { before: batchIndex, most: MOST_PAST };
  const found = pastOf(session).sample(session, past, (batch, machineAt) => {
    const { registers } = machineAt(schedule.batchStart(batch + 1));
    return Float64Array.from(run.parameters, (slot) => registers[slot] as number);
  });
  return [...found.values()];
}
