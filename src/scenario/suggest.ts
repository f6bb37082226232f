import { closest, distance } from 'fastest-levenshtein';

/** The known word that was probably meant, or null where none is near. */
export function nearest(word: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const best = closest(word, [...known]);
  return distance(word.toLowerCase(), best.toLowerCase()) <= Math.max(1, Math.floor(word.length / 3))
    ? best
    : null;
}

/** `did you mean "relu"?`, or the list of what there is. */
export function suggestion(word: string, known: readonly string[]): string {
  const best = nearest(word, known);
  if (best !== null) return `did you mean "${best}"?`;
  const most = 12;
  const list = known.slice(0, most).join(', ');
  return known.length === 0
    ? ''
    : `there is ${list}${known.length > most ? ` and ${known.length - most} more` : ''}`;
}
