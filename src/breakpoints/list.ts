/** Breakpoints and the list of them. Nothing here is changed in place. */

import type { Expression } from '../expression/condition.ts';
import { slotsNamed } from '../session/array-parts.ts';
import { lineText, programOfLine } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import type { Clauses } from './clauses/clauses.ts';
import { type HitRange, hitText } from './clauses/hit-condition.ts';
import { type ExceptionName, exceptions } from './exceptions/exceptions.ts';

/**
 * `kind` is an operation's name, `at` an address or an array that steps write, `line` the number of a line of the
 * listing.
 */
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
  /** A step that changes the address's value by more than `by`: of an array or a row, any of its numbers. */
  | {
      readonly type: 'change';
      readonly address: string;
      readonly by: number;
      readonly condition: Expression | null;
    }
  /** The step where a numerical problem begins. `limit` is null if the exception has none. */
  | {
      readonly type: 'exception';
      readonly exception: ExceptionName;
      readonly limit: number | null;
      readonly condition: Expression | null;
    };

/** A place, with the text of a line of the listing. */
export function placeText(
  { place, name }: Extract<BreakpointSpec, { type: 'place' }>,
  session: Session,
): string {
  return place === 'line' ? `line ${name} (${lineText(session, Number(name))})` : `${place} ${name}`;
}

/** The text of a spec. Parsing it gives the same spec again. */
export function describe(spec: BreakpointSpec): string {
  if (spec.type === 'condition') return spec.condition.text;
  return `${subjectOf(spec)}${spec.condition ? ` if ${spec.condition.text}` : ''}`;
}

function subjectOf(spec: Exclude<BreakpointSpec, { type: 'condition' }>): string {
  switch (spec.type) {
    case 'place':
      return `${spec.place} ${spec.name}`;
    case 'change':
      return `change ${spec.address}${spec.by > 0 ? ` by ${spec.by}` : ''}`;
    case 'exception': {
      const { exception, limit } = spec;
      return `catch ${exception}${limit === exceptions[exception].limit ? '' : ` ${limit}`}`;
    }
  }
}

/** What `break` takes. */
export interface BreakpointRequest extends Clauses {
  readonly spec: BreakpointSpec;
}

export interface Breakpoint extends BreakpointRequest {
  readonly id: number;
  readonly isEnabled: boolean;
  /** Hits that neither stop a run nor write a message; null if there are none. */
  readonly ignored: HitRange | null;
  /** Whether it is deleted when a run stops at it. */
  readonly isTemporary: boolean;
  /** The commands that are carried out when a run stops at it. */
  readonly commands: readonly string[];
}

type Breakpoints = readonly Breakpoint[];

/** The text of a request. Parsing it gives the same request again. */
export function requestText({ spec, hit, log }: BreakpointRequest): string {
  return [
    describe(spec),
    ...(hit === null ? [] : [hitText(hit)]),
    ...(log === null ? [] : [`log "${log.text}"`]),
  ].join(' ');
}

/** Adds an enabled breakpoint at the end, with the next id. */
export function addBreakpoint(
  list: Breakpoints,
  spec: BreakpointSpec,
  { hit = null, log = null, isTemporary = false }: Partial<Breakpoint> = {},
): Breakpoints {
  const id = Math.max(0, ...list.map((each) => each.id)) + 1;
  const added = { id, spec, hit, log, isEnabled: true, ignored: null, isTemporary, commands: [] };
  return [...list, added];
}

/** The list without that breakpoint; an equal list if there is none with this id. */
export function removeBreakpoint(list: Breakpoints, id: number): Breakpoints {
  return list.filter((each) => each.id !== id);
}

/** The list with another setting of the breakpoint with this id. */
export function changeBreakpoint(
  list: Breakpoints,
  id: number,
  change: Partial<Pick<Breakpoint, 'isEnabled' | 'ignored' | 'commands'>>,
): Breakpoints {
  return list.map((each) => (each.id === id ? { ...each, ...change } : each));
}

/** Enables or disables a breakpoint. A run does not stop at a disabled one. */
export function setEnabled(list: Breakpoints, id: number, isEnabled: boolean): Breakpoints {
  return changeBreakpoint(list, id, { isEnabled });
}

/** Whether a breakpoint stops at every step that writes the address, whatever the values are. */
export function isAtAddress(spec: BreakpointSpec, address: string): boolean {
  return spec.type === 'place' && spec.place === 'at' && spec.name === address && spec.condition === null;
}

/** Whether a breakpoint is at the slot that the step at the cursor writes, or at the start of the run the first step. */
export function isAtCursor(spec: BreakpointSpec, session: Session): boolean {
  const { engine, position, total } = session;
  if (total === 0 || spec.type !== 'place' || spec.place !== 'at') return false;
  const { result } = engine.schedule.instructionAt(Math.max(1, position));
  return slotsNamed(session, spec.name).includes(result);
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
