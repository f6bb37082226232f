import { closest, distance } from 'fastest-levenshtein';
import { comparable } from '../i18n/matching.ts';
import { t } from '../i18n/translate.ts';
import { clip, quoted } from './diagnostic.ts';

/** A longer word is no slip of the pen, and comparing it would take long. */
const longestWord = 80;

/** The known word that was probably meant, or null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0 || word.length > longestWord) return null;
  const best = closest(word, [...known]);
  return distance(comparable(word), comparable(best)) <= Math.max(1, Math.floor(word.length / 3))
    ? best
    : null;
}

/** `did you mean "relu"?`, or the list of what there is (`listed`, where not all that is known is worth listing). */
export function suggestion(word: string, known: readonly string[], listed = known): string {
  const best = nearest(word, known);
  return best === null ? choice(listed) : t`did you mean ${quoted(best)}?`;
}

/** What there is to choose from; empty where there is nothing. */
export function choice(known: readonly string[]): string {
  const most = 12;
  if (known.length === 0) return '';
  const names = known.slice(0, most).map(clip).join(', ');
  return known.length > most ? t`try ${names} (and ${known.length - most} more)` : t`try ${names}`;
}
