/** Where everything stands in the line above the keys; it stays the same from step to step. */
import type { Engine } from '../../core/execution/machine.ts';
import { memoize, memoizeRecent } from '../../core/memo.ts';
import type { Phase } from '../../core/program.ts';
import type { Schedule } from '../../core/schedule.ts';
import { grouped } from '../terminal/format.ts';
import { type Line, lineWidth, span } from '../terminal/text.ts';

/** The share of the room that the run takes beside the pass. */
const RUN_SHARE = 0.42;
/** Cells of the run's line below which it is left out. */
const LEAST_RUN = 8;
/**
 * Cells of a phase besides its name: a blank, its line, a blank. The first that leave room for the run are taken; where
 * even the last ones do not, names are left out, since the header names the present phase.
 */
const BESIDE_NAMES = [5, 4, 3];
/** From this width on, the epoch has its word before it. */
const ROOMY = 100;
const RUN_GAP = 2;

/** The steps of one phase in a pass: an example's steps, then those of an update. */
export interface Stretch {
  readonly phase: Phase;
  /** Index of its first step in the pass. */
  readonly first: number;
  readonly length: number;
}

/** A stretch on the screen: the column where its line begins, after its name, and the cells of the line. */
export interface PlacedStretch extends Stretch {
  readonly x: number;
  readonly name: string;
  readonly cells: number;
}

/** The run's part: its first column, what stands before its line, and the epoch of each cell of the line. */
export interface PlannedRun {
  readonly x: number;
  /** `epoch ` before the epoch, or nothing. */
  readonly word: string;
  readonly prefix: string;
  readonly epochs: readonly number[];
}

/** What of the line stays the same from step to step. `run` is null if it is left out. */
export interface Plan {
  readonly stretches: readonly PlacedStretch[];
  readonly run: PlannedRun | null;
}

const stretchesOf = memoize(
  (engine: Engine) => engine,
  ({ run }): readonly Stretch[] => {
    const stretches = new Map<Phase, { readonly phase: Phase; readonly first: number; length: number }>();
    let index = 0;
    for (const { instructions } of [run.example, run.update]) {
      for (const { scope } of instructions) {
        const { phase } = scope;
        const own = stretches.get(phase) ?? { phase, first: index, length: 0 };
        stretches.set(phase, own);
        own.length += 1;
        index += 1;
      }
    }
    return [...stretches.values()];
  },
);

/** How many widths are kept: a window that is dragged has many. */
const MOST_PLANS = 16;

/** The plan for a run and a width. */
export const scrubberPlans = memoize(
  (engine: Engine) => engine,
  (engine) => memoizeRecent(MOST_PLANS, String, (columns: number) => planned(engine, columns)),
);

function planned(engine: Engine, columns: number): Plan {
  const { run, schedule } = engine;
  const stretches = stretchesOf(engine);
  const room = columns - 1 - lineWidth(positionLine(schedule.total, schedule.total));
  const needed = (least: number) => stretches.reduce((sum, { phase }) => sum + phase.length + least, -1);
  const word = columns < ROOMY ? '' : 'epoch ';
  const prefix = `${word}${epochText(run.epochs, run.epochs)} `;
  const fewest = prefix.length + LEAST_RUN + RUN_GAP;
  const share = Math.round(room * RUN_SHARE);
  const least = BESIDE_NAMES.find(
    (each) => room - needed(each) >= (run.epochs === 1 ? 0 : each === BESIDE_NAMES[0] ? share : fewest),
  );
  const isRunShown = run.epochs > 1 && share >= fewest;
  const own = isRunShown ? Math.min(share, least === undefined ? share : room - needed(least)) : 0;
  return {
    stretches: placed(stretches, 1 + own, room - own, least ?? null),
    run:
      own === 0
        ? null
        : { x: 1, word, prefix, epochs: epochsOf(schedule, Math.max(1, own - prefix.length - RUN_GAP)) },
  };
}

/** The epochs at the middles of the cells of a line for the whole run. */
function epochsOf(schedule: Schedule, cells: number): number[] {
  return Array.from(
    { length: cells },
    (_, cell) => schedule.segmentAt(Math.ceil(((cell + 0.5) / cells) * schedule.total)).epoch,
  );
}

/** Shares a room among the phases by their steps. `least`: cells of a phase besides its name; null leaves names out. */
function placed(
  stretches: readonly Stretch[],
  x: number,
  room: number,
  least: number | null,
): PlacedStretch[] {
  const total = stretches.reduce((sum, { length }) => sum + length, 0);
  const fewest = ({ phase }: Stretch) => (least === null ? 2 : phase.length + least);
  const widths = stretches.map((each) =>
    Math.max(fewest(each), Math.round((each.length / total) * (room + 1))),
  );
  // Rounding, and the least widths of short phases, are made up for by the widest ones, from the last on.
  for (let excess = widths.reduce((sum, width) => sum + width, -1 - room); excess !== 0; ) {
    const spare = widths.map((width, index) => width - fewest(stretches[index] as Stretch));
    const at = excess < 0 ? widths.length - 1 : spare.lastIndexOf(Math.max(...spare));
    if (excess > 0 && (spare[at] as number) <= 0) break;
    widths[at] = (widths[at] as number) - Math.sign(excess);
    excess -= Math.sign(excess);
  }
  let start = x;
  return stretches.map((each, index) => {
    const name = least === null ? '' : `${each.phase} `;
    const own = { ...each, name, x: start + name.length, cells: (widths[index] as number) - name.length - 1 };
    start += widths[index] as number;
    return own;
  });
}

/** `12/50`, always equally wide. */
export function epochText(epoch: number, epochs: number): string {
  return `${String(epoch).padStart(String(epochs).length)}/${epochs}`;
}

/** `   2,000,000 / 8,465,600 `, always equally wide. */
export function positionLine(position: number, total: number): Line {
  const of = grouped(total);
  return [span(`   ${grouped(position).padStart(of.length)}`, 'strong'), span(` / ${of} `, 'mute')];
}
