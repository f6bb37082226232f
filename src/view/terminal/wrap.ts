/** Prose in lines. */
import wrapAnsi from 'wrap-ansi';
import { cut, type Line, lineWidth, plainText, span } from './text.ts';

/**
 * Text in lines of at most `columns`, broken between words. If it needs more than `rows` lines, the last one ends in
 * ` …` after the last word that fits. A word is divided only if it is wider than a line.
 */
export function wrap(text: string, columns: number, rows: number): string[] {
  return wrapped(text, columns, rows, 0).lines;
}

/**
 * The same, and whether the text was cut.
 *
 * @param after cells that are left free after the ` …` of a text that is cut
 */
export function wrapped(
  text: string,
  columns: number,
  rows: number,
  after: number,
): { lines: string[]; isCut: boolean } {
  const lines = packed(text, columns) ?? wrapAnsi(text, columns, { hard: true }).split('\n');
  if (lines.length <= rows) return { lines, isCut: false };
  const last = cutBetweenWords(lines[rows - 1] as string, columns - after);
  return { lines: [...lines.slice(0, rows - 1), last], isCut: true };
}

/** A line in lines of at most `columns`, broken between words. */
export function wrapLine(line: Line, columns: number): Line[] {
  // wrap-ansi composes characters, too.
  const composed = line.map((each) => ({ ...each, text: each.text.normalize() }));
  const text = plainText(composed);
  let end = 0;
  return wrap(text, columns, Number.POSITIVE_INFINITY).map((part) => {
    const start = Math.max(end, text.indexOf(part, end));
    end = start + part.length;
    return sliced(composed, start, end);
  });
}

/** The characters of a line from one to before another. */
function sliced(line: Line, start: number, end: number): Line {
  let at = 0;
  return line.flatMap((each): Line => {
    const from = at;
    at += each.text.length;
    const text = each.text.slice(Math.max(0, start - from), Math.max(0, end - from));
    return text === '' ? [] : [{ ...each, text }];
  });
}

/**
 * The lines of usual text, as wrap-ansi has them, which takes 30 ms for its first text; null if a word is wider than a
 * line or the words are not separated by single blanks.
 */
function packed(text: string, columns: number): string[] | null {
  if (/ {2}|^ | $|\p{Cc}/u.test(text)) return null;
  const lines: string[] = [];
  let width = 0;
  for (const word of text.split(' ')) {
    const wide = widthOf(word);
    if (wide > columns) return null;
    if (lines.length > 0 && width + 1 + wide <= columns) {
      lines[lines.length - 1] += ` ${word}`;
      width += 1 + wide;
    } else {
      lines.push(word);
      width = wide;
    }
  }
  return lines;
}

/** The first words of a line with ` …` after them; if even the first word does not fit with it, a part of that word. */
function cutBetweenWords(line: string, columns: number): string {
  const words = line.split(' ');
  while (words.length > 1 && widthOf(`${words.join(' ')} …`) > columns) words.pop();
  const kept = words.join(' ');
  return widthOf(`${kept} …`) <= columns ? `${kept} …` : `${plainText(cut([span(kept)], columns - 1, ''))}…`;
}

function widthOf(text: string): number {
  return lineWidth([span(text)]);
}
