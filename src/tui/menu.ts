/** The menu's entries as text. */
import { inLanguage } from '../scenario/scenario.ts';
import { languages } from '../scenario/schema.ts';
import type { Entry } from './store.ts';

/** The entries in whose name, title or lesson, in any language, every word of the filter occurs. */
export function matching(catalogue: readonly Entry[], filter: string): readonly Entry[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return catalogue.filter(({ id, scenario }) => {
    const text = [
      id,
      ...languages.flatMap((language) =>
        [scenario.title, scenario.teaches].map((each) => inLanguage(each, language)),
      ),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
