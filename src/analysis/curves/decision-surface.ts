/** Samples the first output of a network with two inputs over a grid. */
import { memoizeLast } from '../../core/memo.ts';
import { rowOfExample, type Slot } from '../../core/program.ts';
import { loadedExample } from '../../core/schedule.ts';
import type { Session } from '../../session/session.ts';
import { currentExample } from '../loss-function.ts';
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
  readonly x: Range;
  readonly y: Range;
  readonly data: readonly DataPoint[];
  /**
   * The first output at the centre of each cell, for at most `columns` × `rows` cells, fewer if the network is large.
   * Rows are in ascending order of the second input, columns of the first. Null if the network is too large for 2 × 2
   * cells.
   */
  readonly grid: (columns: number, rows: number) => readonly (readonly number[])[] | null;
}

/** Maximum number of instructions for one grid. */
const MOST_STEPS = 300_000;

/** Maximum number of examples shown, without the cursor's. */
const MOST_POINTS = 400;

const MARGIN = 0.2;

const latestGrid = memoizeLast<number[][]>();

/**
 * The first output over the plane of the two inputs, with the weights of the cursor's iteration, and the data. The
 * cursor's example includes edits. Null if there are not exactly two inputs.
 */
export function decisionSurface(session: Session): DecisionSurface | null {
  const { scenario, engine } = session;
  const [first, second, ...others] = scenario.inputs;
  if (first === undefined || second === undefined || others.length > 0) return null;
  const segment = engine.schedule.segmentAt(session.position);
  const presentRow = rowOfExample(engine.run, segment.epoch, loadedExample(segment));
  const points = engine.run.data.map((row, index): DataPoint => {
    const isPresent = index === presentRow;
    const { inputs, targets } = isPresent ? currentExample(session) : row;
    return { x: inputs[0] as number, y: inputs[1] as number, target: targets[0] ?? null, isPresent };
  });
  const x = around(points.map((point) => point.x));
  const y = around(points.map((point) => point.y));
  const shown = sampleEvenly(points, MOST_POINTS).filter(({ isPresent }) => !isPresent);
  return {
    inputs: [first, second],
    output: scenario.outputs[0] ?? '',
    x,
    y,
    data: [...shown, ...points.filter(({ isPresent }) => isPresent)],
    grid: (columns, rows) => gridOf(session, x, y, columns, rows),
  };
}

function gridOf(session: Session, x: Range, y: Range, columns: number, rows: number): number[][] | null {
  const { engine, history, registers } = session;
  const output = engine.run.outputs[0] as Slot;
  const whatIf = new WhatIf(session);
  whatIf.dropNothing();
  const coarseness = Math.ceil(
    Math.sqrt(Math.max(1, (columns * rows * whatIf.cost('outputs')) / MOST_STEPS)),
  );
  const across = Math.floor(columns / coarseness);
  const up = Math.floor(rows / coarseness);
  if (across < 2 || up < 2) return null;
  const weights = engine.run.parameters.map((slot) => registers[slot]);
  const outputFor = (inputs: readonly number[]) => {
    whatIf.give({ inputs });
    whatIf.execute('outputs');
    return whatIf.registers[output] as number;
  };
  const at = ({ from, to }: Range, index: number, count: number) =>
    from + ((to - from) * (index + 0.5)) / count;
  return latestGrid(history, [across, up, x.from, x.to, y.from, y.to, ...weights], () =>
    Array.from({ length: up }, (_row, row) =>
      Array.from({ length: across }, (_column, column) => outputFor([at(x, column, across), at(y, row, up)])),
    ),
  );
}

/** The range of the values with a margin. If all values are equal: value ± max(1, |value|). */
function around(values: readonly number[]): Range {
  const range = rangeOf(values, MARGIN) ?? { from: -1, to: 1 };
  if (range.from < range.to) return range;
  const reach = Math.max(1, Math.abs(range.from));
  return { from: range.from - reach, to: range.to + reach };
}
