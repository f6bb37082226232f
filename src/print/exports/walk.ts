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
 * Parses `--at`: a position, or for a recording also `A..B` or `A..B..C`. A recording with one step starts at 0.
 *
 * @returns the turning points, at least two
 * @throws CliError for anything else, and outside 0 … total
 */
export function turnsOf(at: string, session: Session, isWalk: boolean): number[] {
  const texts = at.split('..');
  if (texts.length === 1) return [0, positionOf(at, session)];
  if (isWalk) return texts.map((text) => positionOf(text, session));
  const expected = t`one step (this format cannot show a range)`;
  throw cliError('--at', expected, describeValue(at), t`for example, write --at ${String(session.total)}`);
}

/** Maximum number of screens in a recording: half an hour of operations. More would take minutes and many megabytes. */
const MOST_SCREENS = 2000;

/**
 * Checks that a recording is not too long, before any of its screens is drawn.
 * @throws CliError with the number of its screens
 */
export function checkLength(session: Session, turns: readonly number[], unit: WalkUnit): void {
  const screens = screensOf(session, turns, unit);
  if (screens <= MOST_SCREENS) return;
  const from = turns[0] ?? 0;
  const to = Math.min(from + MOST_SCREENS - 1, session.total);
  const part = `--at ${from === to ? 0 : from}..${to}`;
  const fix =
    unit === 'epoch'
      ? t`choose fewer steps, for example ${part}`
      : t`choose fewer steps, for example ${part}, or larger ones with --by epoch`;
  throw cliError('--at', t`a recording of at most ${MOST_SCREENS} screens`, t`${screens} screens`, fix);
}

/** The number of positions. Operations are counted without going through them. */
function screensOf(session: Session, turns: readonly number[], unit: WalkUnit): number {
  if (unit === 'operation')
    return turns.slice(1).reduce((sum, turn, index) => sum + Math.abs(turn - (turns[index] ?? 0)), 1);
  let screens = 0;
  for (const _position of positionsOf(session, turns, unit)) screens += 1;
  return screens;
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
