/** What is said at the bottom: the scenario's note, what can be done at the ends, the convention that holds here. */
import { t } from '../language/translate.ts';
import { inLanguage } from '../scenario/scenario.ts';
import { conventionOf } from './conventions.ts';
import type { Scene } from './scene.ts';
import { type Line, PROSE_MARGIN, type Size, span, wrap } from './text.ts';

/** Before the first step and after the last: what can be done there, in words. */
function endsText({ session }: Scene): string | null {
  const { position, total } = session;
  if (total === 0) return t`This scenario computes nothing.`;
  if (position > 0)
    return position < total
      ? null
      : t`Nothing is left to do: ← takes the last step back, g goes to the start.`;
  return total === 1
    ? t`Nothing is computed yet: → does the one operation.`
    : t`Nothing is computed yet: → does the first of ${total} operations.`;
}

/** The scenario's own note on the value just computed; before the first step, on a value that is given. */
export function noteAt({ session, done }: Scene): string | null {
  const { scenario, engine, values } = session;
  const names = done ? (engine.run.slots[done.instruction.result]?.names ?? []) : null;
  const note = scenario.notes.find(({ at }) =>
    names ? names.includes(at) : values.slotsOf(at).some((slot) => !values.isComputed(slot)),
  );
  return note ? inLanguage(note.text) : null;
}

/**
 * The scenario's own note on the value just computed, else the convention that holds here, else nothing. Before
 * the first step: the note on a value that is given.
 * Prose, and perhaps Bangla: nothing may stand to its right.
 */
export function proseLines(scene: Scene, { columns, rows }: Size): Line[] {
  const instruction = scene.done?.instruction;
  const note = noteAt(scene);
  const convention = instruction ? conventionOf(scene.session.scenario, instruction) : null;
  const paragraphs = [
    ...(note === null ? [] : [{ text: note, sign: ' ▸ ', tone: 'plain' as const }]),
    ...[endsText(scene), note === null ? convention : null].flatMap((text) =>
      text === null ? [] : [{ text, sign: '   ', tone: 'dim' as const }],
    ),
  ];
  const lines = paragraphs.flatMap(({ text, sign, tone }) =>
    wrap(text, columns - PROSE_MARGIN - 3, rows).map(
      (line, index): Line => [span(index === 0 ? sign : '   ', 'accent'), span(line, tone)],
    ),
  );
  return lines.slice(0, rows);
}
