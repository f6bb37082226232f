/** Columns of a text in a terminal, by string-width. The words of screens repeat, so each is measured once. */
import stringWidth from 'string-width';

const widths = new Map<string, number>();

/** Columns of a text without escape sequences. */
export function columnsOf(text: string): number {
  return text.split(' ').reduce((sum, word, index) => sum + wordWidth(word) + (index > 0 ? 1 : 0), 0);
}

function wordWidth(word: string): number {
  const known = widths.get(word);
  if (known !== undefined) return known;
  const width = stringWidth(word);
  widths.set(word, width);
  return width;
}
