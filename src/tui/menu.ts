/** The menu's entries as text. */
import type { Session } from '../debugger/session.ts';
import { inLanguage, type Scenario } from '../scenario/scenario.ts';
import type { Language } from '../scenario/schema.ts';
import { type Line, PROSE_MARGIN, span, wrap } from '../view/text.ts';
import type { Entry } from './state.ts';

/** From this width on the names for the command line stand before the titles. */
const ROOMY = 100;
const ID_WIDTH = 18;

/** `Gradient descent — Walk down to the lowest loss`: prose comes last on its line. */
export function labelOf({ id, scenario }: Entry, language: Language, columns: number): string {
  const texts = [scenario.title, scenario.teaches].map((each) => inLanguage(each, language));
  return `${columns < ROOMY ? '' : id.padEnd(ID_WIDTH)}${texts.filter(Boolean).join(' — ')}`;
}

/** `target-13 · 32 steps · 1 variant`. */
export function detailLine(id: string, { total, scenario }: Session): Line {
  const { length } = scenario.variants;
  const variants = length === 0 ? '' : ` · ${length} variant${length === 1 ? '' : 's'}`;
  return [span(` ${id}`, 'accent'), span(` · ${total} step${total === 1 ? '' : 's'}${variants}`, 'dim')];
}

/** The scenario's introduction. */
export function introductionLines(
  { intro }: Scenario,
  language: Language,
  columns: number,
  rows: number,
): Line[] {
  const text = inLanguage(intro, language);
  return text === '' ? [] : wrap(text, columns - PROSE_MARGIN - 1, rows).map((line) => [span(` ${line}`)]);
}
