/** The rows of a screen as they are painted: which of them, and which parts, look different now. */
import { joined } from '../../view/terminal/joined.ts';
import { type Line, lineWidth, type Span } from '../../view/terminal/text.ts';

/** A row as it was painted. */
export interface Row {
  readonly line: Line;
  /** Whether letters may stand out of their cells. */
  readonly isFree: boolean;
}

/** Spans of a row, and the columns that are painted for them. The last ones are not included. */
export interface Part {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Whether every character stands in cells of its own. */
export function isInCells({ text }: Span): boolean {
  return !/\p{Script=Bengali}/u.test(text);
}

/** The row of a line: the one before if it looks the same. */
export function rowOf(line: Line, before: Row | undefined): Row {
  const own = joined(line);
  const isSame =
    before?.line.length === own.length && own.every((each, index) => isAlike(each, before.line[index]));
  return isSame ? before : { line: own, isFree: !own.every(isInCells) };
}

function isAlike(one: Span, other: Span | undefined): boolean {
  return one.text === other?.text && one.tone === other.tone && one.ground === other.ground;
}

/** The part of a row that is not as before, where all letters stand in their cells. */
export function changedPart(now: Row | undefined, before: Row | undefined, whole: Part): Part {
  const [line, old] = [now?.line ?? [], before?.line];
  if (!old) return whole;
  const first = line.findIndex((each, index) => !isAlike(each, old[index]));
  const from = first < 0 ? line.length : first;
  const start = lineWidth(line.slice(0, from));
  // What ends at another column has moved.
  const width = lineWidth(line);
  if (width !== lineWidth(old)) return { ...whole, from, start };
  const most = Math.min(line.length, old.length) - from;
  let same = 0;
  while (same < most && isAlike(line.at(-1 - same) as Span, old.at(-1 - same))) same += 1;
  const to = line.length - same;
  return { from, to, start, end: width - lineWidth(line.slice(to)) };
}
