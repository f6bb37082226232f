/** The breakpoints of an editor, as breakpoints of the debugger. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { addBreakpoint, type Breakpoint, type BreakpointRequest } from '../breakpoints/list.ts';
import { parseBreakpoint } from '../breakpoints/parse.ts';
import { requestWords } from '../breakpoints/words.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import { computingLines } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { kindOf, lineFor, lineFrom, otherFile, type Target } from './target.ts';

/** What an editor has one list of: the breakpoints of a file, by its path, or those of a kind. */
type Group = string;

/** The groups that are not those of a file. */
export const FUNCTIONS = 'function';
export const VALUES = 'data';
export const EXCEPTIONS = 'exception';

/** One breakpoint that an editor asks for. */
export interface Wanted {
  /** What it stops at, as `break` takes it: several places for a formula that is computed several times. */
  readonly texts: readonly string[];
  /** Where the editor is to show it. */
  readonly shown?: Pick<DebugProtocol.Breakpoint, 'source' | 'line'>;
}

/** What an editor can add to any breakpoint. */
type Clauses = Partial<Pick<DebugProtocol.SourceBreakpoint, 'condition' | 'hitCondition' | 'logMessage'>>;

/** A breakpoint of the editor, and the ids of those of the debugger that it stands for. Its own id is the first. */
interface Known {
  readonly key: string;
  readonly ids: readonly number[];
}

/** A place with what the editor adds to it, as `break` takes it. */
function withClauses(place: string, { condition, hitCondition, logMessage }: Clauses): string {
  const parts = [
    ['if', condition],
    ['hit', hitCondition && hitsOf(hitCondition)],
    ['log', logMessage && `"${quotable(logMessage)}"`],
  ] as const;
  return [place, ...parts.flatMap(([word, text]) => (text?.trim() ? [`${word} ${text.trim()}`] : []))].join(
    ' ',
  );
}

/** A message as it stands in quotation marks: those in it, and a backslash at its end, get a backslash of their own. */
function quotable(message: string): string {
  return message.replace(/\\.|"|\\$/g, (part) => (part.length === 1 ? `\\${part}` : part));
}

/** Editors also write `= 3` or `== 3` for the third hit, and `> 3` for all that follow it. */
function hitsOf(text: string): string {
  const [, sign, count] = /^\s*(==?|>)\s*(\d+)\s*$/.exec(text) ?? [];
  if (count === undefined) return text;
  return sign === '>' ? `>= ${Number(count) + 1}` : count;
}

/** The breakpoints of one editor in a debugger. Those that the user sets by commands stay beside them. */
export class EditorBreakpoints {
  readonly #groups = new Map<Group, readonly Known[]>();
  /** The largest id that has been used: no id is used for two breakpoints. */
  #last = 0;

  /**
   * Replaces the breakpoints of a group. One that is asked for again keeps its id.
   *
   * @returns what is said to the editor, in the order of the wanted ones
   */
  replace({ debug }: Target, group: Group, wanted: readonly Wanted[]): DebugProtocol.Breakpoint[] {
    const present = new Set(debug.breakpoints.map(({ id }) => id));
    // Commands set breakpoints too.
    this.#last = Math.max(this.#last, ...present);
    const before = (this.#groups.get(group) ?? []).filter(({ ids }) => ids.every((id) => present.has(id)));
    const known: Known[] = [];
    const added: Breakpoint[] = [];
    const said = wanted.map(({ texts, shown = {} }): DebugProtocol.Breakpoint => {
      const key = texts.join('\n');
      const place = before.findIndex((each) => each.key === key);
      const [kept] = place < 0 ? [] : before.splice(place, 1);
      const made = kept ?? this.#made(debug.session, key, texts, added);
      if ('fault' in made) return { verified: false, message: made.fault, ...shown };
      known.push(made);
      const [id = 0] = made.ids;
      const first = [...debug.breakpoints, ...added].find((each) => each.id === id);
      return { id, verified: true, ...(first && { message: requestWords(first, debug.session) }), ...shown };
    });
    this.#groups.set(group, known);
    const gone = new Set(before.flatMap(({ ids }) => ids));
    debug.breakpoints = [...debug.breakpoints.filter(({ id }) => !gone.has(id)), ...added];
    return said;
  }

  /** The ids that the editor knows, of breakpoints of the debugger. */
  idsOf(hit: readonly number[]): number[] {
    const all = [...this.#groups.values()].flat();
    return [...new Set(hit.map((id) => all.find(({ ids }) => ids.includes(id))?.ids[0] ?? id))];
  }

  /** Whether one of these breakpoints of the debugger is in a group. */
  isIn(group: Group, hit: readonly number[]): boolean {
    return (this.#groups.get(group) ?? []).some(({ ids }) => ids.some((id) => hit.includes(id)));
  }

  /** Forgets breakpoints that are no more, as those that a command has deleted. @returns their ids */
  removed(breakpoints: readonly Breakpoint[]): number[] {
    const present = new Set(breakpoints.map(({ id }) => id));
    const gone: number[] = [];
    for (const [group, known] of this.#groups) {
      const [left, lost] = [true, false].map((isLeft) =>
        known.filter(({ ids }) => ids.every((id) => present.has(id)) === isLeft),
      );
      this.#groups.set(group, left ?? []);
      gone.push(...(lost ?? []).map(({ ids }) => ids[0] ?? 0));
    }
    return gone;
  }

  #made(
    session: Session,
    key: string,
    texts: readonly string[],
    added: Breakpoint[],
  ): Known | { readonly fault: string } {
    const requests: BreakpointRequest[] = [];
    for (const text of texts) {
      const parsed = parseBreakpoint(text, session);
      if (!parsed.ok) return { fault: describeFault(text, parsed.fault) };
      requests.push(parsed);
    }
    if (requests.length === 0) return { fault: t`nothing is computed at this line` };
    const ids = requests.map((request) => {
      const [one] = addBreakpoint([], request.spec, request) as [Breakpoint];
      this.#last += 1;
      added.push({ ...one, id: this.#last });
      return this.#last;
    });
    return { key, ids };
  }
}

/** The breakpoints at lines of one of the files. One at a line that computes nothing goes to the next that does. */
export function atLines(
  target: Target,
  { source, breakpoints = [] }: DebugProtocol.SetBreakpointsArguments,
): Wanted[] | string {
  const kind = kindOf(target, source);
  if (kind === null) return otherFile(source);
  const lines = linesOf(target, kind);
  return breakpoints.map(({ line: written, ...clauses }) => {
    const asked = lineFrom(target, written);
    const line = lines.find((each) => each >= asked);
    if (line === undefined) return { texts: [] };
    const places = kind === 'listing' ? [`line ${line}`] : placesAt(target, line);
    return {
      texts: places.map((place) => withClauses(place, clauses)),
      shown: { source, line: lineFor(target, line) },
    };
  });
}

/** The lines of a file at which a breakpoint can be, in their order. */
function linesOf({ debug, places }: Target, kind: 'listing' | 'scenario'): readonly number[] {
  if (kind === 'listing') return computingLines(debug.session);
  return [...new Set(places.map(({ line }) => line))].sort((one, other) => one - other);
}

/** Of a layer that stands at one line with its nodes, the layer. */
function placesAt({ places }: Target, line: number): string[] {
  const here = places.filter((place) => place.line === line);
  const layers = here.filter(({ kind }) => kind === 'layer');
  return (layers.length > 0 ? layers : here).map(({ kind, name }) => `${kind} ${name}`);
}

/** The lines of a file, in a range, at which a breakpoint can be. */
export function breakpointLocations(
  target: Target,
  { source, line, endLine = line }: DebugProtocol.BreakpointLocationsArguments,
): DebugProtocol.BreakpointLocationsResponse['body'] {
  const kind = kindOf(target, source);
  const shown = (kind === null ? [] : linesOf(target, kind)).map((each) => lineFor(target, each));
  return {
    breakpoints: shown.filter((each) => each >= line && each <= endLine).map((each) => ({ line: each })),
  };
}

/** Breakpoints at names: a node, a layer, a phase, an operation, an address. */
export function atNames({ breakpoints }: DebugProtocol.SetFunctionBreakpointsArguments): Wanted[] {
  return breakpoints.map(({ name, ...clauses }) => ({ texts: [withClauses(name, clauses)] }));
}

/** Breakpoints at values: at each change, or, with a condition, at each step that writes the value and makes it true. */
export function atValues({ breakpoints }: DebugProtocol.SetDataBreakpointsArguments): Wanted[] {
  return breakpoints.map(({ dataId, condition, hitCondition }) => ({
    texts: [
      condition?.trim()
        ? withClauses(`at ${dataId}`, { condition, ...(hitCondition && { hitCondition }) })
        : withClauses(`change ${dataId}`, hitCondition ? { hitCondition } : {}),
    ],
  }));
}

/** Exceptions, each with what the user has written as its condition: a limit, a condition, or both: `100 if loss > 1`. */
export function atExceptions({
  filters,
  filterOptions = [],
}: DebugProtocol.SetExceptionBreakpointsArguments): Wanted[] {
  const all = [...filters.map((filterId) => ({ filterId, condition: '' })), ...filterOptions];
  return all.map(({ filterId, condition = '' }) => {
    const typed = condition.trim();
    const isWhole = typed === '' || /^(?:if\b|[-\d.])/.test(typed);
    return { texts: [`catch ${filterId} ${isWhole ? typed : `if ${typed}`}`.trim()] };
  });
}
