/** Entries of the menu as text. */

import { t } from '../../i18n/translate.ts';
import { localized, type Scenario } from '../../scenario/format/scenario.ts';
import type { Session } from '../../session/session.ts';
import { type Line, PROSE_MARGIN, span } from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import type { ScenarioEntry } from '../state/state.ts';

/** From this width on, the names for the command line are shown before the titles. */
const ROOMY = 100;
const ID_WIDTH = 18;

/**
 * `Gradient descent — Walk down to the lowest loss`, after the name if there is room. Prose is last, as it may be
 * Bangla.
 */
export function labelOf({ id, scenario }: ScenarioEntry, columns: number): string {
  const texts = [scenario.title, scenario.teaches].map((each) => localized(each));
  return `${columns < ROOMY ? '' : id.padEnd(ID_WIDTH)}${texts.filter(Boolean).join(' — ')}`;
}

/** `target-13 · 32 steps · 1 variant`. */
export function detailLine(id: string, { total, scenario }: Session): Line {
  const { length } = scenario.variants;
  const steps = total === 1 ? t`1 step` : t`${total} steps`;
  const variants = length === 0 ? '' : ` · ${length === 1 ? t`1 variant` : t`${length} variants`}`;
  return [span(` ${id}`, 'accent'), span(` · ${steps}${variants}`, 'mute')];
}

/** The scenario's introduction. */
export function introductionLines({ intro }: Scenario, columns: number, rows: number): Line[] {
  const text = localized(intro);
  return text === '' ? [] : wrap(text, columns - PROSE_MARGIN - 1, rows).map((line) => [span(` ${line}`)]);
}
