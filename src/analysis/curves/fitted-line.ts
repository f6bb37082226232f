/** The output of a network over one of its inputs, and the data that it should go through. */
import { executeForMany } from '../../core/execution/columns.ts';
import { memoize } from '../../core/memo.ts';
import { type Example, rowOfExample, type Slot } from '../../core/program.ts';
import { loadedExample } from '../../core/schedule.ts';
import { predictsStandardized } from '../../scenario/data/standardize.ts';
import { type LineInputs, lineInputs } from '../../scenario/pictures/possible.ts';
import type { Session } from '../../session/session.ts';
import { currentExample } from '../loss-function.ts';
import { sampleEvenly } from '../sampling.ts';
import { WhatIf } from '../what-if.ts';
import { type Point, type Range, rangeOf, spaced } from './curve.ts';

export interface FittedLine {
  readonly input: string;
  readonly output: string;
  /** Whether the output and the targets are standardized numbers. */
  readonly isStandardized: boolean;
  /** The other input that varies, and its mean over the training set, at which the line has it; null if none does. */
  readonly other: { readonly name: string; readonly mean: number } | null;
  readonly x: Range;
  readonly y: Range;
  /** The examples: their input, and their target. Without the cursor's; of many only some. */
  readonly trained: readonly Point[];
  readonly heldOut: readonly Point[];
  readonly present: Point;
  /** What the network has said about the cursor's example; null if it has not yet. */
  readonly predicted: number | null;
}

const MOST_POINTS = 400;
const MARGIN = 0.1;
/** Number of points of the line. */
const SAMPLES = 121;

/** What the data of a run give, whatever the cursor. */
interface Ground {
  readonly inputs: LineInputs;
  readonly mean: number;
  readonly x: Range;
  readonly y: Range;
  readonly rows: readonly number[];
  readonly heldOut: readonly Point[];
}

const groundOf = memoize(
  ({ engine }: Session) => engine.run,
  ({ engine, scenario }): { readonly ground: Ground | null } => {
    const { run } = engine;
    const inputs = lineInputs(run, scenario);
    if (inputs === null) return { ground: null };
    const { over, other } = inputs;
    const point = pointOf(inputs);
    const all = [...run.data, ...scenario.test].map(point);
    const mean =
      other === null
        ? 0
        : run.data.reduce((sum, row) => sum + (row.inputs[other] as number), 0) / run.data.length;
    return {
      ground: {
        inputs: { over, other },
        mean,
        x: around(all.map(({ x }) => x)),
        y: around(all.map(({ y }) => y)),
        rows: sampleEvenly([...run.data.keys()], MOST_POINTS),
        heldOut: sampleEvenly(scenario.test, MOST_POINTS).map(point),
      },
    };
  },
);

const pointOf =
  ({ over }: LineInputs) =>
  ({ inputs, targets }: Example): Point => ({ x: inputs[over] as number, y: targets[0] as number });

/** The values with a margin. If all are equal: value ± max(1, |value|). */
function around(values: readonly number[]): Range {
  const range = rangeOf(values, MARGIN) ?? { from: -1, to: 1 };
  if (range.from < range.to) return range;
  const reach = Math.max(1, Math.abs(range.from));
  return { from: range.from - reach, to: range.to + reach };
}

/** The data of the line at the cursor; null if the scenario has none. The points of the line are in `lineOf`. */
export function fittedLine(session: Session): FittedLine | null {
  const { engine, scenario, position, registers, values } = session;
  const { run, schedule } = engine;
  const { ground } = groundOf(session);
  if (ground === null) return null;
  const { inputs, mean, x, y, rows, heldOut } = ground;
  const segment = schedule.segmentAt(position);
  const presentRow = rowOfExample(run, segment.epoch, loadedExample(segment));
  const output = run.outputs[0] as Slot;
  return {
    input: scenario.inputs[inputs.over] as string,
    output: scenario.outputs[0] as string,
    isStandardized: predictsStandardized(scenario),
    other: inputs.other === null ? null : { name: scenario.inputs[inputs.other] as string, mean },
    x,
    y,
    trained: rows.filter((row) => row !== presentRow).map((row) => pointOf(inputs)(run.data[row] as Example)),
    heldOut,
    present: pointOf(inputs)(currentExample(session)),
    predicted: values.isCurrent(output, position) ? (registers[output] as number) : null,
  };
}

/**
 * Begins to compute the line with the weights of the cursor's iteration, without dropout. Inputs that do not vary have
 * the values of the cursor's example. The rest is done in parts, and does not depend on where the cursor goes meanwhile.
 */
export function lineOf(session: Session, { x }: FittedLine): Generator<void, readonly Point[]> {
  const { run } = session.engine;
  const { inputs, mean } = groundOf(session).ground as Ground;
  const whatIf = new WhatIf(session);
  whatIf.dropNothing();
  if (inputs.other !== null) whatIf.registers[run.inputs[inputs.other] as Slot] = mean;
  const values = Float64Array.from(spaced(x, SAMPLES));
  const given = new Map([[run.inputs[inputs.over] as Slot, values]]);
  const output = run.outputs[0] as Slot;
  return points(values, executeForMany(run, whatIf.registers, given, output, whatIf.cost('outputs')));
}

function* points(
  values: Float64Array,
  work: Generator<void, Float64Array>,
): Generator<void, readonly Point[]> {
  const outputs = yield* work;
  return [...values].map((x, index) => ({ x, y: outputs[index] as number }));
}

/** What the line depends on, but for the history: the weights, and the inputs that do not vary. */
export function lineKey(session: Session): readonly unknown[] {
  const { parameters, inputs } = session.engine.run;
  const { over, other } = (groundOf(session).ground as Ground).inputs;
  const fixed = inputs.filter((_slot, index) => index !== over && index !== other);
  return [...parameters, ...fixed].map((slot) => session.registers[slot]);
}
