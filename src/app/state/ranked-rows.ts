/** The rows of a list of commands that match what is typed: the best first, with the matched letters marked. */
import { fuzzyMatch, type Match } from '../../i18n/fuzzy.ts';
import { comparable, hasWords } from '../../i18n/matching.ts';
import type { ListRow, Part } from './list-row.ts';

/** A row, and how well it matches: 0 is best. */
interface Ranked {
  readonly row: ListRow;
  readonly cost: number;
}

/** What a typed word costs that only the text of a row has: more than most names that have its letters. */
const IN_TEXT = 4;
const NONE = Number.POSITIVE_INFINITY;

/** The rows in which each typed word is a key, matches a name of the command, or is in the text. */
export function rankedRows(rows: readonly ListRow[], typed: string): readonly ListRow[] {
  const words = typed.split(/\s+/).filter(Boolean);
  return rows
    .flatMap((row) => rankOf(row, words) ?? [])
    .sort((one, other) => one.cost - other.cost)
    .map(({ row }) => row);
}

function rankOf(row: ListRow, words: readonly string[]): Ranked | null {
  if (row.isHeading) return null;
  const found = words.map((word) => {
    const name = bestName(row.names ?? [], word);
    const isKey = row.keys?.includes(word) ?? false;
    const isInText = hasWords([...(row.keys ?? []), row.text].join(' '), word);
    const cost = isKey ? 0 : Math.min(name?.cost ?? NONE, isInText ? IN_TEXT : NONE);
    return { cost, name: name?.cost === cost ? name : null };
  });
  const cost = found.reduce((sum, each) => sum + each.cost, 0);
  if (cost === NONE) return null;
  const name = found.find((each) => each.name)?.name;
  const marks = found.flatMap((each) => (each.name?.text === name?.text ? (each.name?.marks ?? []) : []));
  const text = markedText(row.text, words);
  return {
    row: {
      ...row,
      found: { name: name ? { text: name.text, parts: markedAt(name.text, marks) } : null, text },
    },
    cost,
  };
}

function bestName(names: readonly string[], word: string): (Match & { readonly text: string }) | null {
  const matches = names.flatMap((text) => {
    const match = fuzzyMatch(text, word);
    return match ? [{ ...match, text }] : [];
  });
  return matches.sort((one, other) => one.cost - other.cost)[0] ?? null;
}

/** A text in parts, with the letters at some places marked. */
export function markedAt(text: string, marks: readonly number[]): readonly Part[] {
  const parts: Part[] = [];
  for (const [place, letter] of Array.from(text).entries()) {
    const isMarked = marks.includes(place);
    const last = parts.at(-1);
    if (last?.isMarked === isMarked) parts[parts.length - 1] = { text: last.text + letter, isMarked };
    else parts.push({ text: letter, isMarked });
  }
  return parts;
}

/** A text in parts, with the typed words marked. Letters of a Bangla word join, so the whole word is marked. */
function markedText(text: string, words: readonly string[]): readonly Part[] {
  const tokens = text.split(/(\s+)/);
  return tokens.flatMap((token): readonly Part[] => {
    const word = words.find((each) => hasWords(token, each));
    if (word === undefined || token.trim() === '') return [{ text: token, isMarked: false }];
    if (!/^[\x21-\x7e]+$/.test(token)) return [{ text: token, isMarked: true }];
    const start = comparable(token).indexOf(comparable(word));
    return markedAt(
      token,
      Array.from(word, (_, index) => start + index),
    );
  });
}
