/** Gives the cells of a line what a click on them is about. */
import type { Line, Span, Target } from './text.ts';

/** Cells of a line: from the first to before the last. */
export interface Aim {
  readonly from: number;
  readonly to: number;
  readonly target: Target;
}

/**
 * The line with targets for some of its cells, which have one character each. Spans that have a target already keep it,
 * and numbers stay whole.
 *
 * @param aims from left to right, without overlaps
 */
export function aimed(line: Line, aims: readonly Aim[]): Line {
  if (aims.length === 0) return line;
  const spans: Span[] = [];
  let next = 0;
  let end = 0;
  for (const each of line) {
    const start = end;
    end = start + each.text.length;
    while ((aims[next]?.to ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const first = aims[next];
    if (each.target !== undefined || first === undefined || first.from >= end) spans.push(each);
    else if (each.value !== undefined) spans.push({ ...each, target: first.target });
    else pushParts(spans, each, start, aims, next);
  }
  return spans;
}

/** The parts of a span that begins in column `start`: those of the aims from index `next` on, and what is between. */
function pushParts(spans: Span[], each: Span, start: number, aims: readonly Aim[], next: number): void {
  const end = start + each.text.length;
  const part = (from: number, to: number) => ({ ...each, text: each.text.slice(from - start, to - start) });
  let at = start;
  for (let index = next; at < end; index++) {
    const aim = aims[index];
    const from = Math.min(aim?.from ?? end, end);
    if (from > at) spans.push(part(at, from));
    if (aim === undefined || from >= end) return;
    const to = Math.min(aim.to, end);
    spans.push({ ...part(Math.max(at, from), to), target: aim.target });
    at = to;
  }
}
