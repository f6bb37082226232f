/** Commands that run to stops, and what the breakpoints on the way write. */
import { logText } from '../../breakpoints/clauses/log-message.ts';
import {
  addBreakpoint,
  type Breakpoint,
  type BreakpointRequest,
  removeBreakpoint,
} from '../../breakpoints/list.ts';
import { stepPastLine } from '../../breakpoints/location.ts';
import { type Direction, type Logged, type RunOptions, run, type Stop } from '../../breakpoints/run.ts';
import { t } from '../../i18n/translate.ts';
import { command, type DebuggerCommand, type Outcome, type StopReason, stopped } from '../command.ts';
import type { Debugger, Written } from '../debugger.ts';
import { count, optional } from '../parameters.ts';
import { type Row, valueText } from '../rows/row.ts';
import { breakpointNumber } from '../session-parameters.ts';
import { stopPlace } from './breakpoints.ts';
import { moveTo } from './movement.ts';

interface RunningOptions extends RunOptions {
  /** Stops the run, besides the breakpoints of the list. */
  readonly goal?: BreakpointRequest | undefined;
  /** The only breakpoint of the list that stops it, also if it is disabled. */
  readonly only?: number;
}

/** Runs from the cursor to a stop, or to the end or the start of the run. */
function* running(
  debug: Debugger,
  direction: Direction,
  { goal, only, ...options }: RunningOptions = {},
): Generator<number, Outcome> {
  const { session } = debug;
  const before = session.position;
  // Records the furthest position seen, before a run goes back.
  debug.seek(before);
  const known = debug.breakpoints
    .filter(({ id }) => only === undefined || id === only)
    .map((each) => (only === undefined ? each : { ...each, isEnabled: true }));
  const list = goal ? addBreakpoint(known, goal.spec, goal) : known;
  const stop = yield* run(session, list, direction, {
    ...options,
    write: (message) => debug.write(message),
  });
  const hit = debug.breakpoints.filter(({ id }) => stop.breakpoints.includes(id));
  debug.breakpoints = stop.spent.reduce(removeBreakpoint, debug.breakpoints);
  if (stop.position === before) return moveTo(debug, direction === 'forward' ? before + 1 : before - 1);
  const outcome = stopped(reasonOf(stop, hit, options), textOf(stop, hit, options));
  if (outcome.kind !== 'stopped') return outcome;
  const lines = hit.flatMap(({ commands }) => commands);
  const hasArrived = stop.position === options.end || stop.breakpoints.length > hit.length;
  const goOn = (times: number) =>
    running(debug, direction, {
      ...(goal && { goal }),
      ...(only !== undefined && { only }),
      ...options,
      times,
    });
  return {
    ...outcome,
    ...(hit.length === 0 ? {} : { breakpoints: hit.map(({ id }) => id) }),
    ...(lines.length === 0 ? {} : { atStop: { lines, direction, goOn: hasArrived ? null : goOn } }),
  };
}

function reasonOf({ reason, position }: Stop, hit: readonly Breakpoint[], { end }: RunOptions): StopReason {
  const hasArrived = hit.length === 0 && (position === end || (reason !== 'start' && reason !== 'end'));
  return hasArrived ? 'goto' : reason;
}

/** Why the run has stopped; null if it has reached its goal and the screen shows it. */
function textOf(
  { reason, position, text, stops, isHit, spent }: Stop,
  hit: readonly Breakpoint[],
  { times = 1, end }: RunOptions,
): string | null {
  const [first, ...others] = hit;
  if (first) {
    const isTemporary = hit.every(({ id }) => spent.includes(id));
    if (others.length > 0) {
      const names = hit.map(namedInStop).join(', ');
      return isTemporary
        ? t`Temporary breakpoints ${names} hit at step ${String(position)}: ${text}.`
        : t`Breakpoints ${names} hit at step ${String(position)}: ${text}.`;
    }
    const id = String(first.id);
    return isTemporary
      ? t`Temporary breakpoint ${id} hit at step ${String(position)}: ${text}.`
      : t`Breakpoint ${id} hit at step ${String(position)}: ${text}.`;
  }
  if (reason !== 'start' && reason !== 'end') return t`Step ${String(position)}: ${text}.`;
  if (position === end) return null;
  if (stops > 0)
    return reason === 'end'
      ? t`End of the run, after ${stops} of ${times} stops.`
      : t`Start of the run, after ${stops} of ${times} stops.`;
  if (isHit)
    return reason === 'end'
      ? t`End of the run: no breakpoint stopped it.`
      : t`Start of the run: no breakpoint stopped it.`;
  return reason === 'end'
    ? t`End of the run: no breakpoint was hit.`
    : t`Start of the run: no breakpoint was hit.`;
}

/** A breakpoint among several at one step: exceptions by name, since the reasons of later ones may have no room. */
function namedInStop({ id, spec }: Breakpoint): string {
  return spec.type === 'exception' ? `${id} (${spec.exception})` : String(id);
}

/** What runs have written since this was last called: rows that go to their steps. */
export function takeWrittenRows(debug: Debugger): Row[] {
  const { items, leftOut } = debug.takeWritten();
  const rows = items.map(writtenRow);
  return leftOut === 0
    ? rows
    : [{ text: t`${leftOut} earlier messages are left out.`, isHeading: true }, ...rows];
}

function writtenRow(written: Written): Row {
  const { position } = written;
  const text = 'answer' in written ? written.answer : messageText(written);
  return { text: t`step ${String(position)}: ${text}`, step: position };
}

function messageText({ breakpoint: { log }, values }: Logged): string {
  return log === null ? '' : logText(log, values, valueText);
}

export const continueCommand = command({
  words: ['continue'],
  effect: 'moves',
  keys: ['c', 'f5'],
  parameters: [optional(count)],
  hint: 'run',
  help: 'run to the next breakpoint or the end; with a count, to that stop',
  run: (debug, times) => ({
    kind: 'running',
    isMove: true,
    work: running(debug, 'forward', { times: times ?? 1 }),
  }),
});

export const runCommands: readonly DebuggerCommand[] = [
  continueCommand,
  command({
    words: ['reverse-continue'],
    effect: 'moves',
    keys: ['C'],
    parameters: [optional(count)],
    hint: 'run back',
    help: 'run back to the previous breakpoint or the start; with a count, to that stop',
    run: (debug, times) => ({
      kind: 'running',
      isMove: true,
      work: running(debug, 'reverse', { times: times ?? 1 }),
    }),
  }),
  command({
    words: ['run', 'restart'],
    effect: 'moves',
    keys: [],
    parameters: [],
    hint: 'run again',
    help: 'start again: run from the start to the first breakpoint or the end',
    run: (debug) => {
      debug.seek(0);
      return { kind: 'running', isMove: true, work: running(debug, 'forward') };
    },
  }),
  command({
    words: ['next-hit'],
    effect: 'moves',
    keys: [],
    parameters: [breakpointNumber],
    hint: 'next hit',
    help: 'run to the next hit of one breakpoint, past all others',
    run: (debug, only) => ({ kind: 'running', isMove: true, work: running(debug, 'forward', { only }) }),
  }),
  command({
    words: ['until', 'advance'],
    effect: 'moves',
    keys: [],
    parameters: [optional(stopPlace)],
    hint: 'until',
    help: 'run to a place or condition; with no argument, past this line, out of loops',
    run: (debug, request) => {
      const options = request ? { goal: request } : { end: stepPastLine(debug.session) };
      return { kind: 'running', isMove: true, work: running(debug, 'forward', options) };
    },
  }),
];
