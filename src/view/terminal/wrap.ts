/** Prose in lines. */
import wrapAnsi from 'wrap-ansi';
import { cut, lineWidth, plainText, span } from './text.ts';

/**
 * Text in lines of at most `columns`, broken between words. If it needs more than `rows` lines, the last one ends in
 * ` …` after the last word that fits. A word is divided only if it is wider than a line.
 */
export function wrap(text: string, columns: number, rows: number): string[] {
  const lines = wrapAnsi(text, columns, { hard: true }).split('\n');
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), cutBetweenWords(lines[rows - 1] as string, columns)];
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
