/** The first output of a network with two inputs over the plane of these inputs, and the data on it. */
import { executeForMany } from '../../core/execution/columns.ts';
import { memoize } from '../../core/memo.ts';
import { type Example, type Run, rowOfExample, type Slot } from '../../core/program.ts';
import { loadedExample } from '../../core/schedule.ts';
import { predictsStandardized } from '../../scenario/data/standardize.ts';
import type { Session } from '../../session/session.ts';
import { currentExample } from '../loss-function.ts';
import { classesOf, type Metrics, trainedMetrics } from '../metrics.ts';
import { sampleEvenly } from '../sampling.ts';
import { WhatIf } from '../what-if.ts';
import { type Range, rangeOf } from './curve.ts';

/** An example of the data. */
export interface DataPoint {
  readonly x: number;
  readonly y: number;
  /** The target of the first output; null if the data has no targets. */
  readonly target: number | null;
  /** Whether it is the cursor's example. */
  readonly isPresent: boolean;
}

export interface DecisionSurface {
  readonly inputs: readonly [string, string];
  readonly output: string;
  /** Whether the output and the targets are standardized numbers. */
  readonly isStandardized: boolean;
  readonly x: Range;
  readonly y: Range;
  readonly data: readonly DataPoint[];
  /** The middle of the targets; null without targets. */
  readonly middle: number | null;
  /** What the values of the surface are compared with: where the class changes, otherwise `middle`. */
  readonly boundary: number | null;
  /** The lowest and the highest target, if they differ; and whether the targets have no other values: two classes. */
  readonly targets: Range | null;
  readonly isOfClasses: boolean;
}

/** The outputs over the plane, and how well they fit the data. */
export interface SampledSurface {
  /**
   * The first output at the centre of each cell; where the largest output is the class, how much larger it is than the
   * largest other one. Rows are in ascending order of the second input, columns of the first.
   */
  readonly grid: readonly Readonly<Float64Array>[];
  /** How many of the examples are put into the right class; null without classes. */
  readonly metrics: Metrics | null;
}

/** The number of cells to sample. */
export interface GridSize {
  readonly columns: number;
  readonly rows: number;
}

/** Maximum number of instructions for one grid, and for the accuracy. */
const MOST_STEPS = 4_000_000;
const MOST_ACCURACY_STEPS = 100_000;

/** Maximum number of examples shown, without the cursor's. */
const MOST_POINTS = 400;

const MARGIN = 0.2;

/** What the data of a run give, whatever the cursor. */
interface Ground {
  /** The rows of the data that are shown. */
  readonly shown: readonly number[];
  readonly x: Range | null;
  readonly y: Range | null;
  readonly targets: Range | null;
  readonly isOfClasses: boolean;
}

const groundOf = memoize(
  (run: Run) => run,
  ({ data }): Ground => {
    const column = (read: (example: Example) => number | undefined) =>
      data.flatMap((example) => read(example) ?? []);
    const targets = column((example) => example.targets[0]);
    return {
      shown: sampleEvenly([...data.keys()], MOST_POINTS),
      x: rangeOf(
        column((example) => example.inputs[0]),
        0,
      ),
      y: rangeOf(
        column((example) => example.inputs[1]),
        0,
      ),
      targets: rangeOf(targets, 0),
      isOfClasses: new Set(targets).size === 2,
    };
  },
);

/** The plane and the data at the cursor, whose example includes edits. Null if there are not exactly two inputs. */
export function decisionSurface(session: Session): DecisionSurface | null {
  const { scenario, engine } = session;
  const [first, second] = scenario.inputs;
  if (first === undefined || second === undefined || engine.run.inputs.length > 2) return null;
  const segment = engine.schedule.segmentAt(session.position);
  const presentRow = rowOfExample(engine.run, segment.epoch, loadedExample(segment));
  const point = ({ inputs, targets }: Example, isPresent: boolean): DataPoint => ({
    x: inputs[0] as number,
    y: inputs[1] as number,
    target: targets[0] ?? null,
    isPresent,
  });
  const present = point(currentExample(session), true);
  const { shown, x, y, targets, isOfClasses } = groundOf(engine.run);
  const middle = targets && (targets.from + targets.to) / 2;
  const classes = classesOf(scenario);
  const others = shown
    .filter((row) => row !== presentRow)
    .map((row) => point(engine.run.data[row] as Example, false));
  return {
    inputs: [first, second],
    output: scenario.outputs[0] ?? '',
    isStandardized: predictsStandardized(scenario),
    x: around(x, present.x),
    y: around(y, present.y),
    data: [...others, present],
    middle,
    boundary: classes?.kind === 'above' ? classes.output : comparedOutputs(session).length > 1 ? 0 : middle,
    targets: targets && targets.from < targets.to ? targets : null,
    isOfClasses,
  };
}

/** The outputs whose largest is the class, where the first one is the right one or not; otherwise only the first. */
function comparedOutputs({ scenario, engine: { run } }: Session): readonly Slot[] {
  const isLargest = classesOf(scenario)?.kind === 'largest' && groundOf(run).isOfClasses;
  return isLargest ? run.outputs : run.outputs.slice(0, 1);
}

/** The number of cells that are sampled for a picture of `columns` × `rows`: all, or fewer if the network is large. */
export function gridSize(session: Session, { columns, rows }: GridSize): GridSize {
  const length = session.engine.run.example.instructions.length * comparedOutputs(session).length;
  const steps = columns * rows * length;
  const coarseness = Math.ceil(Math.sqrt(Math.max(1, steps / MOST_STEPS)));
  return {
    columns: Math.max(1, Math.floor(columns / coarseness)),
    rows: Math.max(1, Math.floor(rows / coarseness)),
  };
}

/**
 * Begins to compute the outputs over the plane with the weights of the cursor's iteration, without dropout. The rest is
 * done in parts, and does not depend on where the cursor goes meanwhile.
 */
export function sampledSurface(
  session: Session,
  { x, y }: Pick<DecisionSurface, 'x' | 'y'>,
  { columns, rows }: GridSize,
): Generator<void, SampledSurface> {
  const { run } = session.engine;
  const whatIf = new WhatIf(session);
  whatIf.dropNothing();
  const { registers } = whatIf;
  const at = ({ from, to }: Range, index: number, count: number) =>
    from + ((to - from) * (index + 0.5)) / count;
  const cells = { length: columns * rows };
  const given = new Map<Slot, Float64Array>([
    [run.inputs[0] as Slot, Float64Array.from(cells, (_, cell) => at(x, cell % columns, columns))],
    [run.inputs[1] as Slot, Float64Array.from(cells, (_, cell) => at(y, Math.floor(cell / columns), rows))],
  ]);
  const work = comparedOutputs(session).map((output) =>
    executeForMany(run, registers, given, output, whatIf.cost('outputs')),
  );
  const metrics = () =>
    classesOf(session.scenario) === undefined
      ? null
      : trainedMetrics(session, registers, MOST_ACCURACY_STEPS);
  return sampled(work, columns, rows, metrics);
}

function* sampled(
  work: readonly Generator<void, Float64Array>[],
  columns: number,
  rows: number,
  metrics: () => Metrics | null,
): Generator<void, SampledSurface> {
  const found: Float64Array[] = [];
  for (const each of work) found.push(yield* each);
  const [first, ...others] = found as [Float64Array, ...Float64Array[]];
  if (others.length > 0)
    for (const cell of first.keys())
      first[cell] = (first[cell] as number) - Math.max(...others.map((each) => each[cell] as number));
  const grid = Array.from({ length: rows }, (_, row) => first.subarray(row * columns, (row + 1) * columns));
  return { grid, metrics: metrics() };
}

/** The range of the values with a margin. If all values are equal: value ± max(1, |value|). */
function around(data: Range | null, present: number): Range {
  const range = rangeOf([data?.from ?? present, data?.to ?? present, present], MARGIN) ?? { from: -1, to: 1 };
  if (range.from < range.to) return range;
  const reach = Math.max(1, Math.abs(range.from));
  return { from: range.from - reach, to: range.to + reach };
}
