/** Compares typed text with shown text. */

/**
 * A form of a text for comparisons: NFC, in lower case. Some Bangla letters can be typed as one code point or as two,
 * depending on the keyboard.
 */
export function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Whether a text contains every typed word, also as a part of a longer one. True if no word is typed. */
export function hasWords(text: string, typed: string): boolean {
  const words = comparable(typed).split(/\s+/).filter(Boolean);
  const whole = comparable(text);
  return words.every((word) => whole.includes(word));
}
