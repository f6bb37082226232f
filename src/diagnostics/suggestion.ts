import { closest, distance } from 'fastest-levenshtein';
import { comparable } from '../i18n/matching.ts';
import { t } from '../i18n/translate.ts';
import { clip, quoted } from './diagnostic.ts';

/** Maximum length of a word for which suggestions are searched. Longer ones are not typing errors, and are slow. */
const longestWord = 80;

/**
 * The known word closest to `word`, or null if the edit distance is more than a third of its length (at least 1 is
 * allowed).
 */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0 || word.length > longestWord) return null;
  const best = closest(word, [...known]);
  return distance(comparable(word), comparable(best)) <= Math.max(1, Math.floor(word.length / 3))
    ? best
    : null;
}

/** `did you mean "relu"?`, or the list of choices. `listed`: the known words to show in that list. */
export function suggestion(word: string, known: readonly string[], listed = known): string {
  const best = nearest(word, known);
  return best === null ? listChoices(listed) : t`did you mean ${quoted(best)}?`;
}

/** The list of choices, at most 12: `try sgd, adam`. Empty if there are none. */
export function listChoices(known: readonly string[]): string {
  const most = 12;
  if (known.length === 0) return '';
  const names = known.slice(0, most).map(clip).join(', ');
  return known.length > most ? t`try ${names} (and ${known.length - most} more)` : t`try ${names}`;
}
