/** Sessions that outlast the program: what is kept when one is left, and how it is gone on with. */
import * as z from 'zod';
import type { Debugger } from '../../commands/debugger.ts';
import { restoreSession, type SavedSessions, saveSession } from '../../commands/saved.ts';
import { readSaved } from '../../commands/saved-format.ts';
import { t } from '../../i18n/translate.ts';
import {
  areas,
  hasSomething,
  type Looks,
  nothingSelected,
  panes,
  pictures,
  wordLevels,
} from '../../view/scene/view-options.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import type { Entry, Opened } from './state.ts';

/** What is remembered of the looks; what cannot be understood is as it is at first. */
const layoutSchema = z.object({
  focus: z.enum(panes).catch(nothingSelected.focus),
  picture: z.enum(pictures).catch(nothingSelected.picture),
  zoom: z.enum(panes).nullable().catch(null),
  hidden: z
    .array(z.unknown())
    .transform((names) => areas.filter((area) => names.includes(area)))
    .refine(hasSomething)
    .catch([]),
  hasListing: z.boolean().catch(false),
  isLarge: z.boolean().catch(false),
  words: z.enum(wordLevels).catch(nothingSelected.words),
});

/** How it looks as far as that is remembered, with nothing selected. */
export function looksFrom(looks: unknown): Looks {
  return { ...nothingSelected, ...layoutSchema.catch(layoutSchema.parse({})).parse(looks) };
}

/** Keeps how it looks, for the next time; not where that is as it was. */
export function keepLooks(saves: SavedSessions, looks: Looks): void {
  const layout = layoutSchema.parse(looks);
  if (JSON.stringify(layout) !== JSON.stringify(layoutSchema.parse(looksFrom(saves.looks()))))
    saves.keepLooks(layout);
}

/** What a saved session offers, in a line; null where it cannot be read. */
export function offerOf(saved: string): string | null {
  const read = readSaved(saved);
  if (!read.ok) return null;
  const { position, timelines } = read.saved;
  const edits = timelines.reduce((sum, timeline) => sum + timeline.edits.length, 0);
  if (edits === 0) return t`You left off at step ${String(position)}: press r to resume.`;
  return edits === 1
    ? t`You left off at step ${String(position)}, with 1 edit: press r to resume.`
    : t`You left off at step ${String(position)}, with ${edits} edits: press r to resume.`;
}

/** A saved session as a Debugger with the looks that it had, and what no longer fits; or what is wrong with it. */
export function restored(saved: string, { scenario, source }: Entry) {
  const found = restoreSession(saved, scenario, source, formatNumber);
  if (!found.ok) return found;
  const looks: Looks = { ...nothingSelected, ...layoutSchema.parse(found.layout) };
  return { ...found, looks };
}

/** The text of a session, for a file from whose folder the scenario is called `id`. */
export function textOf({ entry, debug }: Opened, looks: Looks): (id: string) => string {
  return (id) => saveSession(debug, { id, source: entry.source, layout: layoutSchema.parse(looks) });
}

/**
 * Keeps a session that is left, over what was kept before; not where there is nothing to keep, and not where
 * something that the user made would go for a mere position.
 */
export function keep(saves: SavedSessions, opened: Opened, looks: Looks): void {
  const { debug, entry, saved } = opened;
  const isPlain = !hasMade(debug);
  if (isPlain && (debug.session.position === 0 || (saved !== null && savedHasMade(saved)))) return;
  saves.save(entry, textOf(opened, looks));
}

function hasMade({ session, breakpoints, watches, marks }: Debugger): boolean {
  const isEdited = session.timelines.all.some(({ edits, undone }) => edits.length + undone.length > 0);
  return (
    isEdited || breakpoints.length > 0 || watches.length > 0 || [...marks.keys()].some((mark) => mark !== "'")
  );
}

function savedHasMade(saved: string): boolean {
  const read = readSaved(saved);
  if (!read.ok) return true;
  const { timelines, breakpoints, watches, marks } = read.saved;
  const isEdited = timelines.some(({ edits, undone }) => edits.length + undone.length > 0);
  return isEdited || breakpoints.length > 0 || watches.length > 0 || Object.keys(marks).length > 0;
}
