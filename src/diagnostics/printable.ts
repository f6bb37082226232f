/** Makes text from files and from people safe to print on a terminal. */

/** What is not in printable ASCII with single spaces: most texts are safe already. */
const unsafe = /[^ -~]| {2}/;

/**
 * Text that is safe to show, without spaces at its ends and with only single spaces in it. Replaced by U+FFFD are
 * control characters (C0, C1, DEL), which a terminal would obey, and invisible characters that change how other text
 * looks (format characters such as those for the writing direction, the block of tags, lone surrogates). Line breaks and
 * tabs become spaces. U+200C and U+200D are kept: Bangla needs them to separate or join the letters of a conjunct.
 */
export function sanitize(text: string): string {
  return sanitizePart(text).trim();
}

/** As `sanitize`, for a part of a text: a space at an end stays. */
export function sanitizePart(text: string): string {
  if (!unsafe.test(text)) return text;
  return text
    .replace(/\s+/gu, ' ')
    .replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\u{E0000}-\u{E007F}]/gu, '\uFFFD');
}
