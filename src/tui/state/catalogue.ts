/** The scenarios that the menu has. */
import { Debugger } from '../../commands/debugger.ts';
import { hasWords } from '../../i18n/matching.ts';
import { languages } from '../../i18n/translate.ts';
import { inLanguage } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import { Scene } from '../../view/scene/scene.ts';
import type { Entry } from './state.ts';

export class Catalogue {
  readonly #entries: readonly Entry[];
  readonly #previews = new Map<Entry, Scene>();

  /** @param open one that was opened by its name; it is in the menu too */
  constructor(entries: readonly Entry[], open: Entry | null) {
    const isKnown = !open || entries.some(({ key }) => key === open.key);
    this.#entries = isKnown ? entries : [...entries, open];
  }

  /** The entries in whose name, title or lesson, in any language, every word of the filter occurs. */
  matching(filter: string): readonly Entry[] {
    return this.#entries.filter(({ id, scenario }) => {
      const texts = languages.flatMap((language) =>
        [scenario.title, scenario.teaches].map((each) => inLanguage(each, language)),
      );
      return hasWords([id, ...texts].join(' '), filter);
    });
  }

  /** A scenario before its first step. */
  preview(entry: Entry): Scene {
    const known = this.#previews.get(entry);
    if (known) return known;
    const scene = new Scene(new Debugger(new Session(entry.scenario)));
    this.#previews.set(entry, scene);
    return scene;
  }
}
