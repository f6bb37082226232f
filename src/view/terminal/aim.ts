/** Gives the cells of a line what a click on them is about. */
import type { Aim, Line, Span, Target } from './text.ts';

/**
 * The line with targets for some of its cells, which have one character each. Spans that have a target already keep it,
 * and all of a number has the first target of its cells.
 *
 * @param aims from left to right, without overlaps
 */
export function aimed(line: Line, aims: readonly Aim[]): Line {
  if (aims.length === 0) return line;
  let next = 0;
  let end = 0;
  return line.map((each): Span => {
    const start = end;
    end = start + each.text.length;
    while ((aims[next]?.to ?? Number.POSITIVE_INFINITY) <= start) next += 1;
    const first = aims[next];
    if (each.target !== undefined || first === undefined || first.from >= end) return each;
    return each.value === undefined
      ? { ...each, aims: { start, all: aims } }
      : { ...each, target: first.target };
  });
}

/** What a click on a character of a span is about; null for nothing. */
export function targetIn({ target, aims }: Span, character: number): Target | null {
  if (target !== undefined || aims === undefined) return target ?? null;
  const column = aims.start + character;
  return aims.all.find(({ from, to }) => from <= column && column < to)?.target ?? null;
}
