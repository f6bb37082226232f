/**
 * Sessions as text. What can be replayed is not stored: a saved session has the id of its scenario, the edits of its
 * timelines, the cursor and the user's setup.
 */

import { requestText } from '../../breakpoints/list.ts';
import { jsonNumber } from '../../core/exact-number.ts';
import { memoizeRecent } from '../../core/memo.ts';
import { textDigest } from '../../i18n/text-digest.ts';
import type { Edit, Timeline } from '../../session/timeline.ts';
import type { Debugger } from '../debugger.ts';
import { isEmpty, joined, noParts } from './left-out.ts';
import type { SavedDocument } from './saved-schema.ts';
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
  const timelinesOf = (list: readonly Timeline[]) =>
    list.map(({ name, variant, parent, edits, undone }) => ({
      name,
      variant,
      parent,
      edits: written(edits),
      undone: written(undone),
    }));
  const leftOut = debug.leftOut.reduce(joined, noParts);
  return {
    format: FORMAT,
    version: VERSION,
    scenario: id,
    digest: digestOf(source),
    position: session.position,
    visited,
    timeline: current,
    timelines: timelinesOf(all),
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
    ...(isEmpty(leftOut)
      ? {}
      : {
          leftOut: {
            timelines: timelinesOf(leftOut.timelines),
            breakpoints: leftOut.breakpoints.map((each) => ({ ...each, commands: [...each.commands] })),
            watches: [...leftOut.watches],
            marks: leftOut.marks,
          },
        }),
    layout,
  };
}

/** The parts of a session that a user makes. */
interface Made {
  readonly timelines: readonly { readonly edits: readonly unknown[]; readonly undone: readonly unknown[] }[];
  readonly breakpoints: readonly unknown[];
  readonly watches: readonly unknown[];
  readonly marks: Readonly<Record<string, number>>;
  /** Whether some of it was left out. */
  readonly hasLeftOut: boolean;
}

/** Whether there is an edit, also an undone one, a breakpoint, a watch or a mark. The mark `'` is set by jumps. */
export function hasMade({ timelines, breakpoints, watches, marks, hasLeftOut }: Made): boolean {
  return (
    hasLeftOut ||
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

/** A session is saved every second, and its scenario with its data can be megabytes. */
const MOST_DIGESTS = 4;

export const digestOf = memoizeRecent(MOST_DIGESTS, (text: string) => text, textDigest);
