/** Half-block pixels: two in a cell, in the steps of a ramp. */
import type { Ramp } from '../colours/palette.ts';
import { type Span, span } from '../terminal/text.ts';

const pixelSpans = new Map<string, Span>();

/** A cell of two pixels. Where they are equal it is a blank in their colour, so that neighbours can be one span. */
export function pixelSpan(upper: Ramp | null, lower: Ramp | null): Span {
  const key = `${upper} ${lower}`;
  const known = pixelSpans.get(key);
  if (known) return known;
  const made =
    upper === null || lower === null
      ? span('·', 'mute')
      : upper === lower
        ? span(' ', lower, lower)
        : span('▀', upper, lower);
  pixelSpans.set(key, made);
  return made;
}
