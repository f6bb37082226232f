/** The scenarios of the menu. */

import { Debugger } from '../../commands/debugger.ts';
import { memoize, memoizeRecent } from '../../core/memo.ts';
import { hasWords } from '../../i18n/matching.ts';
import { languages } from '../../i18n/translate.ts';
import { groups, localized } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import { Scene } from '../../view/scene/scene.ts';
import type { ScenarioEntry, State } from './state.ts';

/** The entries in the order of the menu: by their groups, and last those of no group. */
export function inMenuOrder(entries: readonly ScenarioEntry[]): ScenarioEntry[] {
  return [...groups, null].flatMap((group) => entries.filter(({ about }) => about.group === group));
}

/** The entries whose name, title or lesson (in any language) together contain every word of the filter. */
export function matchesOf({ entries, filter }: Pick<State, 'entries' | 'filter'>): readonly ScenarioEntry[] {
  return entries.filter(({ id, about }) => {
    const texts = languages.flatMap((language) =>
      [about.title, about.teaches].map((each) => localized(each, language)),
    );
    return hasWords([id, ...texts].join(' '), filter);
  });
}

/** How many previews are kept: those around the highlighted entry, and the way back to them. */
const MOST_PREVIEWS = 12;

let entries = 0;

/** A number for each entry, which is its own as long as the entry is. */
const numberOf = memoize(
  (entry: ScenarioEntry) => entry,
  () => String(++entries),
);

/** A scene of the scenario at its start, for the preview. Kept, since compiling takes longer than drawing a frame. */
export const previewOf = memoizeRecent(
  MOST_PREVIEWS,
  numberOf,
  ({ scenario }: ScenarioEntry) => new Scene(new Debugger(new Session(scenario))),
);
