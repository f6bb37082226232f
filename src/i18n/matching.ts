/** Text that is typed, compared with text that is shown. */

/**
 * A text as it is compared: some letters of Bangla can be written as one character or as two, and keyboards do not
 * agree on it; nor does it matter whether letters are small or capital.
 */
export function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

/** Whether every word that is typed occurs in a text; of no words, all do. */
export function hasWords(text: string, typed: string): boolean {
  const words = comparable(typed).split(/\s+/).filter(Boolean);
  const whole = comparable(text);
  return words.every((word) => whole.includes(word));
}
