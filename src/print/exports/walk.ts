/** The positions that a recording shows: from one turning point to the next, by a level of frames. */
import { describeValue } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import type { Level } from '../../session/frames.ts';
import type { Session } from '../../session/session.ts';
import { cliError, positionOf } from '../faults.ts';

/** What one screen of a recording goes over. */
export const walkUnits = ['operation', 'cell', 'node', 'layer', 'phase', 'example', 'epoch'] as const;
export type WalkUnit = (typeof walkUnits)[number];

/** How long a screen is shown, by the unit, in milliseconds. */
export const screenTimes: Readonly<Record<WalkUnit, number>> = {
  operation: 800,
  cell: 1000,
  node: 1200,
  layer: 1600,
  phase: 2000,
  example: 600,
  epoch: 250,
};

/**
 * Parses `--at`: `13` or `end`, or for a recording also `A..B` or `A..B..C`. A recording with one step starts at 0.
 *
 * @returns the turning points, at least two
 * @throws CliError for anything else, and outside 0 … total
 */
export function turnsOf(at: string, total: number, isWalk: boolean): number[] {
  const texts = at.split('..');
  if (texts.length === 1) return [0, positionOf(at, total)];
  if (isWalk) return texts.map((text) => positionOf(text, total));
  const expected = t`one step (this format cannot show a range)`;
  throw cliError('--at', expected, describeValue(at), t`for example, write --at ${String(total)}`);
}

/** The positions from the first turning point over the others to the last, each of them included. */
export function* positionsOf(session: Session, turns: readonly number[], unit: WalkUnit): Generator<number> {
  let position = turns[0] ?? 0;
  yield position;
  for (const turn of turns.slice(1)) {
    while (position !== turn) {
      position = next(session, position, turn, unit);
      yield position;
    }
  }
}

/** The next position towards a turning point, at most that point itself. */
function next({ frames }: Session, position: number, turn: number, unit: WalkUnit): number {
  if (unit === 'operation') return position + Math.sign(turn - position);
  const level: Level = unit;
  return turn > position
    ? Math.min(turn, frames.after(position, level))
    : Math.max(turn, frames.before(position, level));
}
