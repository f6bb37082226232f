/** Breakpoints and the list of them. Nothing here is changed in place. */

import type { Expression } from '../expression/condition.ts';
import { lineText, programOfLine } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { type ExceptionName, exceptions } from './exceptions.ts';

/** `kind` is an operation's name, `at` an address that a step writes, `line` the number of a line of the listing. */
export const targetTypes = ['node', 'layer', 'phase', 'kind', 'at', 'line'] as const;
export type TargetType = (typeof targetTypes)[number];

/** What a run stops at. */
export type BreakpointSpec =
  /** The first step of every visit to a frame or line; every step of an operation or that writes an address. */
  | {
      readonly type: 'place';
      readonly place: TargetType;
      readonly name: string;
      readonly condition: Expression | null;
    }
  /** A step that makes the condition true. */
  | { readonly type: 'condition'; readonly condition: Expression }
  /** A step that changes the address's value by more than `by`. */
  | { readonly type: 'change'; readonly address: string; readonly by: number }
  /** The step where a numerical problem begins. `limit` is null if the exception has none. */
  | { readonly type: 'exception'; readonly exception: ExceptionName; readonly limit: number | null };

/**
 * The text of a spec. Parsing it gives the same spec again if `session` is null.
 *
 * @param session if given, the text of a line of the listing is added, for people to read
 */
export function describe(spec: BreakpointSpec, session: Session | null = null): string {
  switch (spec.type) {
    case 'place': {
      const { place, name, condition } = spec;
      const text = session && place === 'line' ? ` (${lineText(session, Number(name))})` : '';
      return `${place} ${name}${text}${condition ? ` if ${condition.text}` : ''}`;
    }
    case 'condition':
      return spec.condition.text;
    case 'change':
      return `change ${spec.address}${spec.by > 0 ? ` by ${spec.by}` : ''}`;
    case 'exception': {
      const { exception, limit } = spec;
      return `catch ${exception}${limit === exceptions[exception].limit ? '' : ` ${limit}`}`;
    }
  }
}

export interface Breakpoint {
  readonly id: number;
  readonly spec: BreakpointSpec;
  readonly isEnabled: boolean;
  /** Number of times that runs have stopped at it. */
  readonly hits: number;
}

type Breakpoints = readonly Breakpoint[];

/** Adds an enabled breakpoint at the end, with the next id. */
export function addBreakpoint(list: Breakpoints, spec: BreakpointSpec): Breakpoints {
  const id = Math.max(0, ...list.map((each) => each.id)) + 1;
  return [...list, { id, spec, isEnabled: true, hits: 0 }];
}

/** The list without that breakpoint; an equal list if there is none with this id. */
export function removeBreakpoint(list: Breakpoints, id: number): Breakpoints {
  return list.filter((each) => each.id !== id);
}

/** Enables or disables a breakpoint. A run does not stop at a disabled one. */
export function setEnabled(list: Breakpoints, id: number, isEnabled: boolean): Breakpoints {
  return list.map((each) => (each.id === id ? { ...each, isEnabled } : each));
}

/** Adds a hit to each of the breakpoints with these ids. */
export function countHits(list: Breakpoints, ids: readonly number[]): Breakpoints {
  return list.map((each) => (ids.includes(each.id) ? { ...each, hits: each.hits + 1 } : each));
}

/** Whether a breakpoint stops at every step that writes the address, whatever the values are. */
export function isAtAddress(spec: BreakpointSpec, address: string): boolean {
  return spec.type === 'place' && spec.place === 'at' && spec.name === address && spec.condition === null;
}

/**
 * Toggles a breakpoint at the slot that the step at the cursor writes, or at the start of the run the first step. If
 * breakpoints exist at that slot, with or without a condition, all of them are removed; otherwise one is added.
 */
export function toggleAt(list: Breakpoints, session: Session): Breakpoints {
  const { engine, position, total, values } = session;
  if (total === 0) return list;
  const { result } = engine.schedule.instructionAt(Math.max(1, position));
  const others = list.filter(
    ({ spec }) => spec.type !== 'place' || spec.place !== 'at' || !values.slotsOf(spec.name).includes(result),
  );
  if (others.length < list.length) return others;
  const name = displayName(engine.run, result);
  return addBreakpoint(list, { type: 'place', place: 'at', name, condition: null });
}

/**
 * Toggles a breakpoint at a line of the listing (counted from 1). If breakpoints exist at the line, with or without a
 * condition, all of them are removed; otherwise one is added. The list is unchanged if the line computes nothing.
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
