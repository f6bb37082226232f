import { closest, distance } from 'fastest-levenshtein';
import { comparable } from '../i18n/matching.ts';
import { t } from '../i18n/translate.ts';
import { clip, quoted } from './diagnostic.ts';

/** Maximum length of a word for which suggestions are searched. Longer ones are not typing errors, and are slow. */
const longestWord = 80;

/**
 * The known word that `word` abbreviates by its initials, or the closest one; if the edit distance is more than a third
 * of its length (at least 1 is allowed), the first one that begins with it and goes on with another word; otherwise null.
 * Two neighbouring letters in the wrong order count as one error.
 */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0 || word.length > longestWord) return null;
  const wanted = comparable(word);
  const all = known.map(comparable);
  const abbreviated = all.findIndex((each) => each.includes('_') && initials(each) === wanted);
  if (abbreviated >= 0) return known[abbreviated] as string;
  const best = all.find((each) => areSwapped(wanted, each)) ?? closest(wanted, all);
  const isNear =
    areSwapped(wanted, best) || distance(wanted, best) <= Math.max(1, Math.floor(word.length / 3));
  if (isNear) return known[all.indexOf(best)] as string;
  const begun = all.findIndex((each) => each.startsWith(wanted) && /^[_ .[]/.test(each.slice(wanted.length)));
  return wanted !== '' && begun >= 0 ? (known[begun] as string) : null;
}

/** `mse` of `mean_squared_error`. */
function initials(name: string): string {
  return name
    .split('_')
    .map(([first]) => first)
    .join('');
}

/** Whether the words differ only in the order of two neighbouring letters. */
function areSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  const at = Array.from(one).findIndex((letter, index) => letter !== other[index]);
  const swapped = `${one.slice(0, at)}${one[at + 1]}${one[at]}${one.slice(at + 2)}`;
  return at >= 0 && at + 1 < one.length && /\p{L}/u.test(one[at] as string) && swapped === other;
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
