/** Saved sessions and saved view options: what is saved when a session is left, and how it is restored. */

import type { Debugger } from '../../commands/debugger.ts';
import { count } from '../../commands/rows/row.ts';
import { savedHasMade } from '../../commands/saved/kept.ts';
import { restoreSession } from '../../commands/saved/restored.ts';
import { hasMade, letters, sessionDocument } from '../../commands/saved/saved.ts';
import { readSaved } from '../../commands/saved/saved-format.ts';
import type { SavedDocument } from '../../commands/saved/saved-schema.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { pictureNames } from '../../scenario/format/picture-names.ts';
import {
  areas,
  defaultViewOptions,
  hasSomething,
  panes,
  type ViewOptions,
  wordLevels,
} from '../../view/scene/view-options.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { doneFrom } from './course.ts';
import type { ListRow } from './list-row.ts';
import { fieldsOf, wordOf } from './saved-fields.ts';
import type { Opened, ScenarioEntry } from './state.ts';

/** The view options that are saved. Invalid ones fall back to the default. */
function rememberedFrom(options: unknown) {
  const saved = fieldsOf(options);
  const names: readonly unknown[] = Array.isArray(saved.hidden) ? saved.hidden : [];
  const hidden = areas.filter((area) => names.includes(area));
  return {
    focus: wordOf(panes, saved.focus, defaultViewOptions.focus),
    picture: wordOf(pictureNames, saved.picture, defaultViewOptions.picture),
    zoom: wordOf(panes, saved.zoom, null),
    hidden: hasSomething(hidden) ? hidden : [],
    hasListing: saved.hasListing === true,
    isLarge: saved.isLarge === true,
    words: wordOf(wordLevels, saved.words, defaultViewOptions.words),
  };
}

/** View options from saved ones. Options that are missing or invalid, or not saved, have their default. */
export function viewOptionsFrom(options: unknown): ViewOptions {
  return { ...defaultViewOptions, ...rememberedFrom(options) };
}

/** The part of the view options that is saved. */
export function rememberedOptions(view: ViewOptions): Readonly<Record<string, unknown>> {
  return rememberedFrom(view);
}

/** Whether two sets of saved options mean the same. Either may be invalid. */
export function areSameOptions(one: unknown, other: unknown): boolean {
  const [text, otherText] = [one, other].map((options) =>
    JSON.stringify([rememberedOptions(viewOptionsFrom(options)), doneFrom(options)]),
  );
  return text === otherText;
}

/** One line that offers to resume a saved session; null if its text is invalid. */
export function resumeOffer(saved: string): string | null {
  const read = readSaved(saved);
  if (!read.ok) return null;
  const { position, timelines } = read.saved;
  const edits = timelines.reduce((sum, timeline) => sum + timeline.edits.length, 0);
  const key = keySign('r');
  if (edits === 0) return t`You left off at step ${String(position)}: press ${key} to resume.`;
  return edits === 1
    ? t`You left off at step ${String(position)}, with 1 edit: press ${key} to resume.`
    : t`You left off at step ${String(position)}, with ${edits} edits: press ${key} to resume.`;
}

/** Restores a saved session: a Debugger, view options and notices about changes; or the reason why it is invalid. */
export function restoredSession(saved: string, { scenario, source }: ScenarioEntry) {
  const found = restoreSession(saved, scenario, source, formatNumber);
  if (!found.ok) return found;
  return { ...found, view: viewOptionsFrom(found.layout) };
}

/** The open session as data for saving. */
export function documentOf({ entry, debug }: Opened, view: ViewOptions): SavedDocument {
  return sessionDocument(debug, { id: entry.key, source: entry.source, layout: rememberedOptions(view) });
}

/**
 * Whether to save a session when it is left. Not if it is at its start and has no edits, breakpoints, watches or
 * marks. Also not if it has only a position, and the session saved before has any of those: they would be lost.
 */
export function isWorthSaving({ debug, saved: [latest], resumed }: Opened): boolean {
  const takesNoPlace = latest === undefined || resumed !== null || !savedHasMade(latest);
  return debugHasMade(debug) || (debug.session.position > 0 && takesNoPlace);
}

/** Whether there is an edit, a breakpoint, a watch or a mark in the open session. */
export function debugHasMade({ session, breakpoints, watches, marks, leftOut }: Debugger): boolean {
  return hasMade({
    hasLeftOut: leftOut.length > 0,
    timelines: session.timelines.all,
    breakpoints,
    watches,
    marks: Object.fromEntries(marks),
  });
}

/** A saved session in a list of them. */
export function savedRow(text: string): ListRow {
  const choice = { kind: 'resume', text } as const;
  const read = readSaved(text);
  if (!read.ok) return { text: read.text, choice };
  const { position, timelines, breakpoints, watches, marks } = read.saved;
  const edits = timelines.reduce((sum, timeline) => sum + timeline.edits.length, 0);
  const [stops, watched, marked] = [breakpoints.length, watches.length, letters(marks).length];
  return {
    text: t`step ${String(position)}, edits: ${edits}, breakpoints: ${stops}, watches: ${watched}, marks: ${marked}`,
    cells: [position, edits, stops, watched, marked].map(count),
    choice,
  };
}
