/** Saved sessions and saved view options: what is saved when a session is left, and how it is restored. */
import * as z from 'zod';
import { hasMade, restoreSession, sessionDocument } from '../../commands/saved/saved.ts';
import { readSaved, type SavedDocument } from '../../commands/saved/saved-format.ts';
import { lazily } from '../../core/memo.ts';
import { t } from '../../i18n/translate.ts';
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
import type { Opened, ScenarioEntry } from './state.ts';

/** The view options that are saved. Invalid ones fall back to the default. */
const layoutSchema = lazily(() =>
  z.object({
    focus: z.enum(panes).catch(defaultViewOptions.focus),
    picture: z.enum(pictureNames).catch(defaultViewOptions.picture),
    zoom: z.enum(panes).nullable().catch(null),
    hidden: z
      .array(z.unknown())
      .transform((names) => areas.filter((area) => names.includes(area)))
      .refine(hasSomething)
      .catch([]),
    hasListing: z.boolean().catch(false),
    isLarge: z.boolean().catch(false),
    words: z.enum(wordLevels).catch(defaultViewOptions.words),
  }),
);

/** View options from saved ones. Options that are missing or invalid, or not saved, have their default. */
export function viewOptionsFrom(options: unknown): ViewOptions {
  // At the first start there are none, and no schema is needed.
  if (options === undefined || options === null) return defaultViewOptions;
  const schema = layoutSchema();
  return { ...defaultViewOptions, ...schema.catch(schema.parse({})).parse(options) };
}

/** The part of the view options that is saved. */
export function rememberedOptions(view: ViewOptions): Readonly<Record<string, unknown>> {
  return layoutSchema().parse(view);
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
  if (edits === 0) return t`You left off at step ${String(position)}: press r to resume.`;
  return edits === 1
    ? t`You left off at step ${String(position)}, with 1 edit: press r to resume.`
    : t`You left off at step ${String(position)}, with ${edits} edits: press r to resume.`;
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
export function isWorthSaving({ debug, saved }: Opened): boolean {
  const { session, breakpoints, watches, marks } = debug;
  const made = { timelines: session.timelines.all, breakpoints, watches, marks: Object.fromEntries(marks) };
  return hasMade(made) || (session.position > 0 && (saved === null || !savedHasMade(saved)));
}

function savedHasMade(saved: string): boolean {
  const read = readSaved(saved);
  return !read.ok || hasMade(read.saved);
}
