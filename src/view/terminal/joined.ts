/** Lines with as few spans as possible, for painting. */
import { type Line, type Span, span } from './text.ts';

/** Whether a span is invisible in every tone. */
function isBlank({ text, ground }: Span): boolean {
  return ground === undefined && text.trim() === '';
}

/**
 * Joins adjacent spans of the same tone and ground, and blanks with their neighbour. Each span costs the terminal a
 * change of style.
 */
export function joined(line: Line): Line {
  const spans: Span[] = [];
  for (const each of line) {
    const last = spans.at(-1);
    if (each.text === '') continue;
    if (!last || last.ground !== each.ground) spans.push(each);
    else if (last.tone === each.tone || isBlank(each))
      spans[spans.length - 1] = span(last.text + each.text, last.tone, last.ground);
    else if (isBlank(last)) spans[spans.length - 1] = span(last.text + each.text, each.tone, each.ground);
    else spans.push(each);
  }
  return spans;
}
