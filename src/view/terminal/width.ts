/** How many cells a text takes in a terminal. */
import stringWidth from 'string-width';

/** Widths of texts measured before, since the same few texts appear in every frame; and how many are kept. */
const measured = new Map<string, number>();
const MOST_MEASURED = 5000;

/**
 * Characters of one code unit and one cell in every terminal: Latin and Greek, punctuation, superscripts, letterlike
 * signs, arrows, mathematics, boxes, blocks and shapes (without the two that are wide), marks and braille.
 */
const NARROW_CHARACTERS =
  ' -~\\u00a1-\\u00ac\\u00ae-\\u02af\\u0370-\\u03ff\\u2010-\\u2027\\u2030-\\u205e\\u2070-\\u209c\\u2100-\\u21ff' +
  '\\u2200-\\u22ff\\u2500-\\u25fc\\u2600\\u270e\\u2713\\u2717\\u2800-\\u28ff';
const NARROW = new RegExp(`^[${NARROW_CHARACTERS}]*$`, 'u');
/** With the letters and marks of Bangla, of which those above and below a letter take no cell. */
const WITH_BANGLA = new RegExp(`^[${NARROW_CHARACTERS}\\u0980-\\u09ff]*$`, 'u');
const MARKS = /\p{Nonspacing_Mark}/gu;

/** Whether every character takes one cell in every terminal. */
export function isNarrow(text: string): boolean {
  return NARROW.test(text);
}

/** The cells of a text without escape sequences. */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  if (measured.size >= MOST_MEASURED) measured.clear();
  // Measuring any other text takes 30 ms for the first time: it is compared with all emoji.
  const width = WITH_BANGLA.test(text) ? text.replace(MARKS, '').length : stringWidth(text);
  measured.set(text, width);
  return width;
}
