/** Text from outside, made harmless to a terminal. */

/**
 * Text that is safe to show. What a terminal would obey (control characters: C0, C1, DEL) and what is not seen
 * but changes what is (format characters such as those that turn the writing direction, the whole block of tags,
 * lone surrogates) becomes U+FFFD; line breaks and tabs become spaces. Bangla needs two format characters, which
 * stay: U+200C and U+200D keep apart or join the letters of a conjunct.
 */
export function printable(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\u{E0000}-\u{E007F}]/gu, '\uFFFD')
    .trim();
}
