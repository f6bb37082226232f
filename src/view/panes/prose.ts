/** The text at the bottom: the scenario's notes, the explanation of the step, hints at the start and the end. */

import { wrongText } from '../../commands/sections/verify.ts';
import type { Slot } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { describeSource } from '../../scenario/data/description.ts';
import { addressOfPlace } from '../../scenario/format/array-ends.ts';
import { localized } from '../../scenario/format/scenario.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { cut, type Line, lineWidth, PROSE_MARGIN, type Size, type Span, span } from '../terminal/text.ts';
import { isNarrow } from '../terminal/width.ts';
import { wrapped } from '../terminal/wrap.ts';
import { conventionOf } from '../words/conventions.ts';
import { exponentWords } from '../words/exponent.ts';
import { stepWords } from '../words/words.ts';

/** Before each row of words. */
export const BAR = ' ▌ ';

/** A hint at the start and the end of the run: what the user can do there; otherwise null. */
function endsText({ session }: Scene, { hasKeys, isEndTold }: ViewOptions): string | null {
  const { position, total } = session;
  if (total === 0) return t`This scenario computes nothing.`;
  if (!hasKeys) return null;
  if (position > 0)
    return position < total || isEndTold
      ? null
      : t`End of the run. ${keySign('left')} steps back, ${keySign('g')} restarts.`;
  return total === 1
    ? t`Nothing is computed yet: press ${keySign('right')} to do the only operation.`
    : t`Nothing is computed yet: press ${keySign('right')} to do the first of ${total} operations.`;
}

/** The key that leads to where numbers stopped being finite, at a step whose result is not; otherwise null. */
function troubleText({ session, lastStep }: Scene, { words, hasKeys }: ViewOptions): string | null {
  if (!lastStep || words === 'none' || !hasKeys) return null;
  const isUsual = Number.isFinite(session.registers[lastStep.instruction.result]);
  return isUsual ? null : t`Press ${keySign('X')} to see where the run first has a NaN or an infinity.`;
}

/**
 * The scenario's note on the value just computed; at the start, on a value that is given. Null without one, and for a
 * result that is not finite: notes are about numbers. A note on a kept value is about how the next one is made.
 */
export function noteAt({ session, lastStep }: Scene): string | null {
  const { scenario, engine, values } = session;
  if (lastStep && !Number.isFinite(session.registers[lastStep.instruction.result])) return null;
  const { slots } = engine.run;
  const names = lastStep ? (slots[lastStep.instruction.result]?.names ?? []) : null;
  const isGiven = (slot: Slot) => !values.isComputed(slot) && slots[slot]?.kind !== 'kept';
  const note = scenario.notes.find((each) => {
    const at = addressOfPlace({ run: engine.run, scenario }, each.at);
    return names ? names.includes(at) : values.slotsOf(at).some(isGiven);
  });
  return note ? localized(note.text) : null;
}

/**
 * The paragraphs at the bottom, as far as there are rows, with a sign if one is left out that is not minor: what is wrong with the person's number, the scenario's note (after an explanation in full), `message`,
 * at the start the scenario's introduction, the explanation of the step, the hint at the start or end, the convention
 * that the operation follows, what an exponent means if there is one, and at the start how the CSV file was read. After a text that is cut stands the key that
 * makes room for it. A bar before them tells the author's words from the generated ones. They
 * may be in Bangla, so nothing may be on their right: terminals disagree about its width.
 *
 * @param message why the top pane has nothing to show; null if it has something
 * @param hasKey whether there is a key that makes room for more
 */
export function messageLines(
  scene: Scene,
  { columns, rows }: Size,
  message: string | null,
  looks: ViewOptions,
  hasKey = looks.words === 'short',
): Line[] {
  const { main, minor } = paragraphsOf(scene, message, looks);
  const lines: Line[] = [];
  for (const [index, paragraph] of [...main, ...minor].entries()) {
    const left = rows - lines.length;
    if (left === 0) break;
    const goesOn = main.slice(index + 1).some(({ text }) => text);
    lines.push(...paragraphLines(paragraph, columns, left, goesOn, hasKey));
  }
  return lines;
}

/** Whether there are paragraphs that have a sign where they are left out. */
export function hasWords(scene: Scene, looks: ViewOptions): boolean {
  return paragraphsOf(scene, null, looks).main.some(({ text }) => text);
}

/** All paragraphs. Of the minor ones no sign says that they are left out. */
function paragraphsOf(
  scene: Scene,
  message: string | null,
  looks: ViewOptions,
): { readonly main: readonly Paragraph[]; readonly minor: readonly Paragraph[] } {
  const { session, lastStep } = scene;
  const { source, intro } = session.scenario;
  const bar = lastStep?.instruction.scope.phase ?? 'forward';
  const convention =
    lastStep && looks.words !== 'none' ? conventionOf(session.scenario, lastStep.instruction) : null;
  const exponent = looks.words === 'none' ? null : exponentWords(session, session.position);
  const note: Paragraph = { text: noteAt(scene), bar, tone: 'plain' };
  const words = stepWords(scene, session.position, looks.words).join(' ');
  const explanation: Paragraph = { text: words, bar: 'ahead', tone: 'plain' };
  // There is room for the whole of a full explanation, but perhaps not for a note as well.
  const isFull = looks.words === 'full';
  const main: readonly Paragraph[] = [
    { text: wrongText(scene.debug, session.position), bar: 'warning', tone: 'plain' },
    ...(isFull ? [] : [note]),
    { text: message, bar: 'ahead', tone: 'plain' },
    { text: lastStep ? null : localized(intro), bar, tone: 'plain' },
    explanation,
    ...(isFull ? [note] : []),
  ];
  const minor: readonly Paragraph[] = [
    { text: troubleText(scene, looks), bar: 'ahead', tone: 'plain' },
    { text: endsText(scene, looks), bar: 'ahead', tone: 'plain' },
    { text: convention, bar: 'ahead', tone: 'mute' },
    { text: exponent, bar: 'ahead', tone: 'mute', isWhole: true },
    { text: source && !lastStep ? describeSource(source) : null, bar: 'ahead', tone: 'mute' },
  ];
  return { main, minor };
}

interface Paragraph {
  /** Nothing is written for null or an empty text. */
  readonly text: string | null;
  readonly bar: Tone;
  readonly tone: Tone;
  /** Whether it is left out where not all of it has room. */
  readonly isWhole?: true;
}

/**
 * @param goesOn whether other paragraphs follow
 * @param hasKey whether the key that makes room stands after a text that is cut, and after one that leaves no row to those
 */
function paragraphLines(
  { text, bar, tone, isWhole }: Paragraph,
  columns: number,
  rows: number,
  goesOn: boolean,
  hasKey: boolean,
): Line[] {
  if (!text) return [];
  const hint = keyHint();
  const margin = isNarrow(text + hint.text) ? 1 : PROSE_MARGIN;
  const room = columns - margin - BAR.length;
  const hasHint = hasKey && room >= 2 * lineWidth([hint]);
  const { lines, isCut } = wrapped(text, room, rows, hasHint ? lineWidth([hint]) : 0);
  if (isCut && isWhole) return [];
  const free = room - lineWidth([span(lines.at(-1) ?? '')]);
  const isLast = goesOn && !isCut && lines.length === rows;
  const sign = isLast ? leftOutSign(hasKey, free) : isCut && hasHint ? [hint] : [];
  return lines.map((line, row) => [
    span(BAR, bar),
    span(line, tone),
    ...(row === lines.length - 1 ? sign : []),
  ]);
}

function keyHint(): Span {
  return span(`  ${t`${keySign('E')} shows all`}`, 'mute');
}

/**
 * The sign of a text that is left out, in at most `columns` cells: what the key does that makes room for it, only that
 * key, or only `…`.
 *
 * @param hasKey whether there is such a key
 */
export function leftOutSign(hasKey: boolean, columns: number): Line {
  const dots = span(' …', 'mute');
  const signs: readonly Line[] = hasKey ? [[keyHint()], [dots, span(` ${keySign('E')}`, 'key')]] : [];
  return signs.find((sign) => lineWidth(sign) <= columns) ?? cut([dots], columns);
}
