/** The scenarios that the menu has. */
import { Debugger } from '../../commands/debugger.ts';
import { hasWords } from '../../i18n/matching.ts';
import { languages } from '../../i18n/translate.ts';
import { inLanguage } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import { Scene } from '../../view/scene/scene.ts';
import type { Entry, State } from './state.ts';

/** The entries in whose name, title or lesson, in any language, every word of the filter occurs. */
export function matchesOf({ entries, filter }: Pick<State, 'entries' | 'filter'>): readonly Entry[] {
  return entries.filter(({ id, scenario }) => {
    const texts = languages.flatMap((language) =>
      [scenario.title, scenario.teaches].map((each) => inLanguage(each, language)),
    );
    return hasWords([id, ...texts].join(' '), filter);
  });
}

/** Compiling a scenario takes longer than drawing a frame. Entries that are gone take their preview along. */
const previews = new WeakMap<Entry, Scene>();

/** A scenario before its first step. */
export function previewOf(entry: Entry): Scene {
  const known = previews.get(entry);
  if (known) return known;
  const scene = new Scene(new Debugger(new Session(entry.scenario)));
  previews.set(entry, scene);
  return scene;
}
