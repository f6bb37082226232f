/** Breakpoints: what a run is to stop at, and the list of them. Nothing here is ever changed in place. */

import type { Expression } from '../expression/condition.ts';
import { programOfLine } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { shownName } from '../session/steps.ts';
import type { ExceptionName } from './exceptions.ts';

/** `kind` is an operation's name, `at` the address that a step writes, `line` the number of a line of the listing. */
export const placeTypes = ['node', 'layer', 'phase', 'kind', 'at', 'line'] as const;
export type PlaceType = (typeof placeTypes)[number];

/** What a run stops at. */
export type BreakpointSpec =
  /** Steps of a place: the first of every visit of a frame or a line, every one of a kind or of an address. */
  | {
      readonly type: 'place';
      readonly place: PlaceType;
      readonly name: string;
      readonly condition: Expression | null;
    }
  /** The step that makes the condition true. */
  | { readonly type: 'condition'; readonly condition: Expression }
  /** A step that changes the address's value, and by more than `by`. */
  | { readonly type: 'change'; readonly address: string; readonly by: number }
  /** The step at which a trouble begins; a limit is null where the exception has none. */
  | { readonly type: 'exception'; readonly exception: ExceptionName; readonly limit: number | null };

export interface Breakpoint {
  readonly id: number;
  readonly spec: BreakpointSpec;
  readonly isEnabled: boolean;
  /** How often runs have stopped at it. */
  readonly hits: number;
}

type Breakpoints = readonly Breakpoint[];

/** Adds an enabled breakpoint at the end, with the next id. */
export function addBreakpoint(list: Breakpoints, spec: BreakpointSpec): Breakpoints {
  const id = Math.max(0, ...list.map((each) => each.id)) + 1;
  return [...list, { id, spec, isEnabled: true, hits: 0 }];
}

/** The list without that one; the same where there is none. */
export function removeBreakpoint(list: Breakpoints, id: number): Breakpoints {
  return list.filter((each) => each.id !== id);
}

/** A breakpoint that is not enabled stops nothing. */
export function setEnabled(list: Breakpoints, id: number, isEnabled: boolean): Breakpoints {
  return list.map((each) => (each.id === id ? { ...each, isEnabled } : each));
}

/** Counts one more hit for each of the ids. */
export function countHits(list: Breakpoints, ids: readonly number[]): Breakpoints {
  return list.map((each) => (ids.includes(each.id) ? { ...each, hits: each.hits + 1 } : each));
}

/**
 * Adds a breakpoint at what the step just done has written, or at the start the next one; where that address has
 * breakpoints, with or without a condition, takes them away.
 */
export function toggleAt(list: Breakpoints, session: Session): Breakpoints {
  const { engine, position, total, values } = session;
  if (total === 0) return list;
  const { result } = engine.schedule.instructionAt(Math.max(1, position));
  const others = list.filter(
    ({ spec }) => spec.type !== 'place' || spec.place !== 'at' || !values.slotsOf(spec.name).includes(result),
  );
  if (others.length < list.length) return others;
  const name = shownName(engine.run, result);
  return addBreakpoint(list, { type: 'place', place: 'at', name, condition: null });
}

/**
 * Adds a breakpoint at a line of the listing (counted from 1); where the line has breakpoints, with or without a
 * condition, takes them away. The same list where the line computes nothing.
 */
export function toggleLine(list: Breakpoints, session: Session, line: number): Breakpoints {
  const name = String(line);
  const others = list.filter(
    ({ spec }) => spec.type !== 'place' || spec.place !== 'line' || spec.name !== name,
  );
  if (others.length < list.length) return others;
  if (programOfLine(session, line) === null) return list;
  return addBreakpoint(list, { type: 'place', place: 'line', name, condition: null });
}
