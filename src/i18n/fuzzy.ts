/**
 * Fuzzy matching: what is typed are letters of a name, in their order, as in `rvst` for `reverse-step`. Names are words
 * joined by hyphens.
 */
import { comparable } from './matching.ts';

/** How well a name matches: 0 is best. `marks`: the places in the name of the letters that were typed. */
export interface Match {
  readonly cost: number;
  readonly marks: readonly number[];
}

/** What a run of letters costs that starts a word of the name, and one that starts inside a word. */
const AT_WORD = 1;
const INSIDE = 3;
/** What a letter costs that was not typed: it only decides between names that match equally well. */
const LEFT_OUT = 0.01;
/** What a name may cost more than the best one to be worth showing beside it. */
const CLOSE = 1.5;

/**
 * Matches what is typed with a name: it is a part of it, or its first letter starts a word of the name, and the others
 * follow anywhere. Null if it does not match.
 */
export function fuzzyMatch(name: string, typed: string): Match | null {
  const [letters, wanted] = [comparable(name), comparable(typed)];
  if (wanted === '' || wanted.length > letters.length) return null;
  const inside = letters.indexOf(wanted);
  const parts = inside < 0 ? [] : [{ cost: INSIDE, marks: places(inside, wanted.length) }];
  const best = cheapest([...parts, ...scattered(letters, wanted)]);
  return best && { ...best, cost: best.cost + LEFT_OUT * (letters.length - wanted.length) };
}

/** The names that match about as well as the best one, the best first. Equally good ones stay in their order. */
export function fuzzyMatches(names: readonly string[], typed: string): readonly string[] {
  const matches = names.flatMap((name) => {
    const match = fuzzyMatch(name, typed);
    return match ? [{ name, cost: match.cost }] : [];
  });
  matches.sort((one, other) => one.cost - other.cost);
  const most = (matches[0]?.cost ?? 0) + CLOSE;
  return matches.filter(({ cost }) => cost <= most).map(({ name }) => name);
}

/** For each place where the last letter can be, the best match that ends there. */
function scattered(letters: string, wanted: string): readonly Match[] {
  const [first = '', ...rest] = wanted;
  const starts = placesOf(first, letters).filter((place) => startsWord(letters, place));
  let found: readonly Match[] = starts.map((place) => ({ cost: AT_WORD, marks: [place] }));
  for (const letter of rest) {
    found = placesOf(letter, letters).flatMap((place) => {
      const before = found.filter(({ marks }) => (marks.at(-1) as number) < place);
      const longer = before.map(({ cost, marks }) => ({
        cost: cost + (marks.at(-1) === place - 1 ? 0 : startsWord(letters, place) ? AT_WORD : INSIDE),
        marks: [...marks, place],
      }));
      return cheapest(longer) ?? [];
    });
  }
  return found;
}

function cheapest(matches: readonly Match[]): Match | null {
  return matches.reduce<Match | null>((best, each) => (best && best.cost <= each.cost ? best : each), null);
}

function startsWord(letters: string, place: number): boolean {
  return place === 0 || letters[place - 1] === '-';
}

function placesOf(letter: string, letters: string): number[] {
  return places(0, letters.length).filter((place) => letters.startsWith(letter, place));
}

function places(from: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + index);
}
