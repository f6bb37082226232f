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
 * @param aims without overlaps
 */
export function aimed(line: Line, aims: readonly Aim[]): Line {
  if (aims.length === 0) return line;
  let x = 0;
  return line.flatMap((each): Span[] => {
    const start = x;
    const end = start + each.text.length;
    x = end;
    const own = aims.filter(({ from, to }) => from < end && to > start);
    if (each.target !== undefined || own.length === 0) return [each];
    if (each.value !== undefined) return [{ ...each, target: (own[0] as Aim).target }];
    const cuts = [start, end, ...own.flatMap(({ from, to }) => [from, to])];
    const places = [...new Set(cuts)].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
    return places.slice(1).map((to, index): Span => {
      const from = places[index] as number;
      const found = own.find((aim) => aim.from <= from && aim.to >= to);
      const part = { ...each, text: each.text.slice(from - start, to - start) };
      return found ? { ...part, target: found.target } : part;
    });
  });
}
