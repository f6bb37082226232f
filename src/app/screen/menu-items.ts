/** What the menu shows of a scenario: its row in the list, and the texts beside it. */

import { msg, t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import type { About } from '../../scenario/about.ts';
import { groups, localized, type Scenario } from '../../scenario/format/scenario.ts';
import type { MenuGroup } from '../../view/menu-list.ts';
import { type Line, span } from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import type { ScenarioEntry } from '../state/state.ts';

/** The headings of the groups. The list of the terminal shows them in English, a web site in its language. */
export const headings: Readonly<Record<(typeof groups)[number], string>> = {
  chapter: msg('basics'),
  formulas: msg('formulas'),
  training: msg('training'),
  troubles: msg('troubles'),
};

/** The entries as the list of the menu shows them, under their groups; entries of no group are last, under `files`. */
export function groupsOf(entries: readonly ScenarioEntry[], done: readonly string[]): MenuGroup[] {
  return [...groups, null]
    .map((group) => ({
      name: group === null ? 'files' : headings[group],
      entries: entries
        .filter(({ about }) => about.group === group)
        .map(({ id, key, about, steps }) => ({
          name: id,
          shape: about.shape,
          steps: steps(),
          isDone: done.includes(key),
        })),
    }))
    .filter((group) => group.entries.length > 0);
}

/** The title and what the scenario teaches. */
export function titleLines({ title, teaches }: About): Line[] {
  return [[span(localized(title), 'strong')], [span(localized(teaches), 'forward')]];
}

/** `32 steps   forward · loss · backward · update   1 variant`; of a training run its epochs instead of the phases. */
export function detailLine({ about, steps }: ScenarioEntry): Line {
  const total = steps();
  const { variants, epochs, examples, optimizer, lastPhase, hasLoss } = about;
  const phases = ['forward', 'loss', 'backward', 'update'];
  const last = phases.indexOf(lastPhase);
  const done = phases.slice(0, last + 1).filter((phase) => phase !== 'loss' || hasLoss);
  const isTraining = epochs > 1;
  const what = isTraining
    ? [
        t`${epochs} epochs`,
        examples === 1 ? t`1 example` : t`${examples} examples`,
        ...(optimizer ? [optimizer] : []),
      ]
    : done;
  const parts = [
    total === 1 ? t`1 step` : t`${total} steps`,
    what.join(' · '),
    ...(variants === 0 ? [] : [variants === 1 ? t`1 variant` : t`${variants} variants`]),
  ];
  return [span(parts.join('   '), 'mute')];
}

/** Whether sessions are kept besides the latest one, and how to resume them. */
export function furtherLines({ length }: readonly string[], columns: number): Line[] {
  if (length === 0) return [];
  const key = keySign('r');
  const text =
    length === 1
      ? t`An earlier session is kept, too: open the scenario and press ${key}.`
      : t`${length} earlier sessions are kept, too: open the scenario and press ${key}.`;
  return wrap(text, columns, 3).map((line) => [span(line, 'accent')]);
}

/** The scenario's introduction. */
export function introductionLines({ intro }: Scenario, columns: number, rows: number): Line[] {
  const text = localized(intro);
  return text === '' || rows < 1 ? [] : wrap(text, columns, rows).map((line) => [span(line)]);
}
