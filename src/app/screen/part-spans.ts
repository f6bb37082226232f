/** Texts in which the letters that were typed are marked. */
import type { Ground } from '../../view/colours/palette.ts';
import { type Line, span } from '../../view/terminal/text.ts';
import type { Part } from '../state/list-row.ts';

/** Parts of a text: what was typed is set off. */
export function partSpans(parts: readonly Part[], ground?: Ground): Line {
  return parts.map(({ text, isMarked }) => span(text, isMarked ? 'accent' : 'plain', ground));
}
