/** How many cells a text takes in a terminal. */
import stringWidth from 'string-width';

/** Widths of texts measured before, since the same few texts appear in every frame; and how many are kept. */
const measured = new Map<string, number>();
const MOST_MEASURED = 5000;

/**
 * Characters of one code unit and one cell in every terminal, from the first to the last of each stretch: Latin and
 * Greek, punctuation, superscripts, letterlike signs, arrows, mathematics, boxes, blocks and shapes (without the two that
 * are wide), marks and braille.
 */
const NARROW: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0xa1, 0xac],
  [0xae, 0x2af],
  [0x370, 0x3ff],
  [0x2010, 0x2027],
  [0x2030, 0x205e],
  [0x2070, 0x209c],
  [0x2100, 0x21ff],
  [0x2200, 0x22ff],
  [0x2500, 0x25fc],
  [0x2600, 0x2600],
  [0x270e, 0x270e],
  [0x2713, 0x2713],
  [0x2717, 0x2717],
  [0x2800, 0x28ff],
];
/** For each code unit 1 if it is such a character. Every text of every frame is looked up here. */
const isNarrowUnit = new Uint8Array(0x10000);
for (const [first, last] of NARROW) isNarrowUnit.fill(1, first, last + 1);

/** The letters and marks of Bangla, of which those above and below a letter take no cell. */
const [FIRST_BANGLA, LAST_BANGLA] = [0x980, 0x9ff];
const MARKS = /\p{Nonspacing_Mark}/gu;

/** Whether every character takes one cell in every terminal. */
export function isNarrow(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    if (isNarrowUnit[text.charCodeAt(at)] === 0) return false;
  }
  return true;
}

function isNarrowOrBangla(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const isBangla = unit >= FIRST_BANGLA && unit <= LAST_BANGLA;
    if (!isBangla && isNarrowUnit[unit] === 0) return false;
  }
  return true;
}

/** The cells of a text without escape sequences. */
export function textWidth(text: string): number {
  if (isNarrow(text)) return text.length;
  const known = measured.get(text);
  if (known !== undefined) return known;
  if (measured.size >= MOST_MEASURED) measured.clear();
  // Measuring any other text takes 30 ms for the first time: it is compared with all emoji.
  const width = isNarrowOrBangla(text) ? text.replace(MARKS, '').length : stringWidth(text);
  measured.set(text, width);
  return width;
}
