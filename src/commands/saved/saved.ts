/**
 * Sessions as text. What can be replayed is not stored: a saved session has the id of its scenario, the edits of its
 * timelines, the cursor and the user's setup.
 */

import { type Breakpoint, requestText } from '../../breakpoints/list.ts';
import { parseBreakpoint } from '../../breakpoints/parse.ts';
import { jsonNumber } from '../../core/exact-number.ts';
import { memoizeRecent } from '../../core/memo.ts';
import { clip, quoted } from '../../diagnostics/diagnostic.ts';
import { type Expression, parseExpression } from '../../expression/condition.ts';
import { describeFault } from '../../expression/error-text.ts';
import { textDigest } from '../../i18n/text-digest.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import type { Edit, Timeline, Timelines } from '../../session/timeline.ts';
import { Debugger } from '../debugger.ts';
import { readSaved } from './saved-format.ts';
import type { Saved, SavedDocument } from './saved-schema.ts';
import { FORMAT, VERSION } from './version.ts';

/** Identifies the scenario of a saved session. */
export interface SavedEntry {
  /** The name of a shipped scenario, or the absolute path of a scenario file. */
  readonly key: string;
}

/** A session of a scenario that is saved. */
export interface SavedAs extends SavedEntry {
  /** The text of the session that it goes on with; null or left out if it is a new one. */
  readonly resumed?: string | null;
}

/** What is kept of a scenario. */
export interface KeptSession {
  /** The session that was saved last; null if there is none. */
  readonly text: string | null;
  /** The texts of the sessions that are kept besides it, the latest first. */
  readonly others: readonly string[];
  /** Why it could not be read, or why nothing can be saved, in one line; null if all is well. */
  readonly fault: string | null;
}

/** The files of sessions that are kept besides the latest one, by the keys of their scenarios; the latest last. */
export type FurtherSessions = Readonly<Record<string, readonly string[]>>;

/** The front end's storage for sessions and view options. No method throws. */
export interface SavedSessions {
  load(entry: SavedEntry): KeptSession;
  /**
   * Saves the session and replaces the earlier one, if no other program has replaced it meanwhile. If the earlier one is
   * another session in which something was made, that is kept, too.
   *
   * @returns null, or what the user has to know, in one line: what went wrong, or where else it was saved
   */
  save(session: SavedAs, textOf: (id: string) => string): string | null;
  /**
   * The same without waiting.
   *
   * @param told is told what `save` returns, or that another session is kept, too, when it is done
   */
  saveLater(
    session: SavedAs,
    textOf: (id: string) => string,
    told: (notice: string | null, isFault?: boolean) => void,
  ): void;
  /** Of those scenarios that have them: the sessions that are kept besides the latest one. */
  further(entries: readonly SavedEntry[]): FurtherSessions;
  /** Writes a file that the user names. Returns null, or what went wrong, in one line. */
  write(file: string, entry: SavedEntry, textOf: (id: string) => string): string | null;
  /** The saved view options, in a format that only the front end knows; null if there are none. */
  looks(): unknown;
  keepLooks(looks: Readonly<Record<string, unknown>>): void;
}

/** The parts of a saved session that the Debugger does not have. */
export interface SavedSummary {
  /** The scenario's id: a shipped name, or a path relative to the folder of the saved file. */
  readonly id: string;
  /** The scenario's text, followed by the texts of its data files: `\0` stands between two of them. */
  readonly source: string;
  /** The front end's layout, in a format that only the front end knows. */
  readonly layout: Readonly<Record<string, unknown>>;
}

export type Restored =
  | {
      readonly ok: true;
      readonly debug: Debugger;
      readonly layout: Readonly<Record<string, unknown>>;
      /** What could not be restored as it was saved, one line each. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly text: string };

/** A session as JSON text. Restoring and saving it again gives the same text. */
export function saveSession(debug: Debugger, about: SavedSummary): string {
  return documentText(sessionDocument(debug, about), about.id);
}

/** A saved session as JSON text, with `id` as the id of its scenario. */
export function documentText(document: SavedDocument, id: string): string {
  return `${JSON.stringify({ ...document, scenario: id }, null, 2)}\n`;
}

/** A session as data: a copy, which later changes of the session do not affect. */
export function sessionDocument(debug: Debugger, { id, source, layout }: SavedSummary): SavedDocument {
  const { session, breakpoints, watches, plotted, marks, search, visited } = debug;
  const { all, current } = session.timelines;
  const written = (list: readonly Edit[]) => list.map((edit) => ({ ...edit, value: jsonNumber(edit.value) }));
  return {
    format: FORMAT,
    version: VERSION,
    scenario: id,
    digest: digestOf(source),
    position: session.position,
    visited,
    timeline: current,
    timelines: all.map(({ name, variant, parent, edits, undone }) => ({
      name,
      variant,
      parent,
      edits: written(edits),
      undone: written(undone),
    })),
    breakpoints: breakpoints.map((breakpoint) => ({
      id: breakpoint.id,
      stop: requestText(breakpoint),
      enabled: breakpoint.isEnabled,
      temporary: breakpoint.isTemporary,
      ignored: breakpoint.ignored,
      commands: [...breakpoint.commands],
    })),
    watches: watches.map(({ text }) => text),
    plotted: plotted && { expression: plotted.expression.text, unit: plotted.unit },
    marks: Object.fromEntries(marks),
    search,
    layout,
  };
}

/** The parts of a session that a user makes. */
interface Made {
  readonly timelines: readonly { readonly edits: readonly unknown[]; readonly undone: readonly unknown[] }[];
  readonly breakpoints: readonly unknown[];
  readonly watches: readonly unknown[];
  readonly marks: Readonly<Record<string, number>>;
}

/** Whether there is an edit, also an undone one, a breakpoint, a watch or a mark. The mark `'` is set by jumps. */
export function hasMade({ timelines, breakpoints, watches, marks }: Made): boolean {
  return (
    timelines.some(({ edits, undone }) => edits.length + undone.length > 0) ||
    breakpoints.length > 0 ||
    watches.length > 0 ||
    letters(marks).length > 0
  );
}

/** The letters of the marks that a user has set. */
export function letters(marks: Readonly<Record<string, number>>): string[] {
  return Object.keys(marks).filter((mark) => mark !== "'");
}

/**
 * Restores a saved session. Leaves out what no longer fits its scenario, with a notice for each.
 *
 * @param source the scenario's text, as it would be saved
 * @param show formats a number as the front end shows it
 */
export function restoreSession(
  text: string,
  scenario: Scenario,
  source: string,
  show: (value: number) => string,
): Restored {
  const read = readSaved(text);
  if (!read.ok) return read;
  const { debug, notices } = restoreInto(new Session(scenario), read.saved, show);
  const isSame = read.saved.digest === digestOf(source);
  const changed = isSame ? [] : [t`The scenario has changed since this was saved.`];
  return { ok: true, debug, layout: read.saved.layout, notices: [...changed, ...notices] };
}

/** What is said of something that could not be kept. */
export function leftOut(what: string, why: string): string {
  return t`Left out ${clip(what)}: ${why}`;
}

/** Restores a saved session in a session at its start, with a notice for each thing that does not fit. */
export function restoreInto(
  session: Session,
  saved: Saved,
  show: (value: number) => string,
): { readonly debug: Debugger; readonly notices: readonly string[] } {
  const notices: string[] = [];
  const leave = (what: string, why: string) => notices.push(leftOut(what, why));
  const timelines = fittingTimelines(saved, session, leave);
  if (timelines) session.restoreTimelines(timelines);
  const debug = new Debugger(session, show);
  debug.breakpoints = saved.breakpoints.flatMap((kept): Breakpoint[] => {
    const { id, stop, enabled: isEnabled, temporary: isTemporary, ignored, commands } = kept;
    const parsed = parseBreakpoint(stop, session);
    if (parsed.ok) {
      const { spec, hit, log } = parsed;
      return [{ id, spec, hit, log, isEnabled, isTemporary, ignored, commands }];
    }
    leave(t`breakpoint ${String(id)}, ${stop}`, describeFault(stop, parsed.fault));
    return [];
  });
  debug.watches = saved.watches.flatMap((watch): Expression[] => {
    const parsed = parseExpression(watch, session.values.names);
    if (parsed.ok) return [parsed.expression];
    leave(t`watch ${watch}`, describeFault(watch, parsed.fault));
    return [];
  });
  if (saved.plotted) {
    const { expression, unit } = saved.plotted;
    const parsed = parseExpression(expression, session.values.names);
    if (parsed.ok) debug.plotted = { expression: parsed.expression, unit };
    else leave(t`the curve of ${expression}`, describeFault(expression, parsed.fault));
  }
  const { total } = session;
  for (const [letter, at] of Object.entries(saved.marks)) {
    if (at <= total) debug.mark(letter, at);
    else leave(t`mark ${letter}`, t`there is no step ${String(at)}; the last is ${String(total)}.`);
  }
  debug.search = saved.search;
  if (saved.position > total)
    notices.push(t`There is no step ${String(saved.position)}; the last is ${String(total)}.`);
  debug.seek(saved.visited);
  debug.seek(saved.position);
  return { debug, notices };
}

/** The saved timelines without the parts that no longer fit the scenario; null if none is left. */
function fittingTimelines(
  { timelines, timeline: wanted }: Saved,
  session: Session,
  leave: (what: string, why: string) => void,
): Timelines | null {
  const variants = session.scenario.variants.map(({ name }) => name);
  const all = timelines.flatMap((timeline): Timeline[] => {
    const { name, variant } = timeline;
    if (variant !== null && !variants.includes(variant)) {
      leave(t`timeline ${quoted(name)}`, t`there is no variant ${quoted(variant)}.`);
      return [];
    }
    const fits = ({ at, address }: Edit) => {
      // Whether an address can be set does not depend on the step.
      const isKnown = session.values.slotsOf(address).length > 0;
      if (!isKnown) leave(t`the edit of ${address}`, t`there is no such value.`);
      const isThere = isKnown && at <= session.total && session.editable(address) !== null;
      if (isKnown && !isThere)
        leave(
          t`the edit of ${address} at step ${String(at)} on ${quoted(name)}`,
          t`it cannot be set at that step.`,
        );
      return isThere;
    };
    return [{ ...timeline, edits: timeline.edits.filter(fits), undone: timeline.undone.filter(fits) }];
  });
  const current = all.find(({ name }) => name === wanted) ?? all[0];
  return current ? { all, current: current.name } : null;
}

/** A session is saved every second, and its scenario with its data can be megabytes. */
const MOST_DIGESTS = 4;

const digestOf = memoizeRecent(MOST_DIGESTS, (text: string) => text, textDigest);
