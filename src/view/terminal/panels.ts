/** Panels side by side: rounded borders that neighbours share, titles in them, and the content within. */
import { memoize, memoizeRecent } from '../../core/memo.ts';
import type { Tone } from '../colours/palette.ts';
import { cut, type Line, lineWidth, type Size, type Span, span } from './text.ts';

/** A part of the screen in cells, with its borders, from 0 at the top left. Neighbours overlap by one cell. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Panel {
  readonly place: Rectangle;
  /** Stands in the upper border, on the left. */
  readonly title: Line;
  /** In the place of the title where that has no room. */
  readonly shortTitle?: Line;
  /** Stands in the upper border, on the right. */
  readonly mark?: Line;
  /** Stands in the lower border, on the left; in the last row of the content if the border has a title of another panel. */
  readonly foot?: Line;
  /** Stands there if there is no `foot` and it takes the place of no row of the content. */
  readonly legend?: Line;
  /** Stands in the lower border, on the right. */
  readonly footMark?: Line;
  readonly isFocused: boolean;
  /** At most as large as `roomIn(place)`. */
  readonly lines: readonly Line[];
}

/** Cells between the left or right end of a panel and its content: a border and a blank. */
const SIDE = 2;

/** The cells for the content of a panel: without its borders, and a column at each side. */
export function roomIn({ columns, rows }: Size): Size {
  return { columns: Math.max(0, columns - 2 * SIDE), rows: Math.max(0, rows - 2) };
}

/** Directions in which a line leaves a cell, as bits. */
const [UP, RIGHT, DOWN, LEFT] = [1, 2, 4, 8] as const;

/** The character for each set of directions. */
const lines = Array.from(' ╵╶╰╷│╭├╴╯─┴╮┤┬┼');

/** A border cell: its character, and whether it belongs to the panel with the focus. */
interface Border {
  readonly text: string;
  readonly tone: Tone;
}

type Borders = readonly (Border | undefined)[];

/** The borders of the last few arrangements: they stay the same from step to step. */
const MOST_KNOWN = 16;

interface Arrangement {
  readonly panels: readonly Panel[];
  readonly size: Size;
}

const bordersOf = memoizeRecent(
  MOST_KNOWN,
  ({ panels, size }: Arrangement) =>
    [
      size.columns,
      size.rows,
      ...panels.flatMap(({ place: { x, y, columns, rows }, isFocused }) => [x, y, columns, rows, isFocused]),
    ].join(),
  drawnBorders,
);

function drawnBorders({ panels, size }: Arrangement): Borders {
  const ways = new Uint8Array(size.columns * size.rows);
  const focused = new Set<number>();
  for (const { place, isFocused } of panels) {
    const [left, top] = [place.x, place.y];
    const [right, bottom] = [left + place.columns - 1, top + place.rows - 1];
    const add = (x: number, y: number, way: number) => {
      const at = y * size.columns + x;
      ways[at] = (ways[at] ?? 0) | way;
      if (isFocused) focused.add(at);
    };
    for (let x = left; x <= right; x++) {
      const way = (x > left ? LEFT : 0) | (x < right ? RIGHT : 0);
      add(x, top, way);
      add(x, bottom, way);
    }
    for (let y = top; y <= bottom; y++) {
      const way = (y > top ? UP : 0) | (y < bottom ? DOWN : 0);
      add(left, y, way);
      add(right, y, way);
    }
  }
  return Array.from(ways, (way, at): Border | undefined =>
    way === 0 ? undefined : { text: lines[way] as string, tone: focused.has(at) ? 'focus' : 'frame' },
  );
}

/** A text that stands in a row, in place of what is under it. */
interface Placed {
  readonly x: number;
  readonly line: Line;
  readonly width: number;
}

function placedAt(x: number, line: Line): Placed {
  return { x, line, width: lineWidth(line) };
}

/** The panels as `size.rows` lines of `size.columns` cells. Each panel is within the size. */
export function panelLines(panels: readonly Panel[], size: Size): Line[] {
  const borders = bordersOf({ panels, size });
  const texts: Placed[][] = Array.from({ length: size.rows }, () => []);
  for (const panel of panels) {
    const { x, y, columns, rows } = panel.place;
    const room = roomIn(panel.place);
    texts[y]?.push(...titlesOf(panel));
    const { footMark = [] } = panel;
    const hasRow = room.rows > 0 && panels.some((other) => hasTitleUnder(other, panel));
    const legend = hasRow && panel.lines.length >= room.rows ? [] : (panel.legend ?? []);
    const foot = panel.foot ?? legend;
    const isInside = foot.length > 0 && hasRow;
    if (foot.length > 0 && !isInside)
      texts[y + rows - 1]?.push(placedAt(x + SIDE, inBorder(cut(foot, columns - 2 * SIDE - 2))));
    if (footMark.length > 0) {
      const mark = placedAt(0, inBorder(footMark));
      texts[y + rows - 1]?.push({ ...mark, x: x + columns - SIDE - mark.width });
    }
    for (let row = 0; row < room.rows; row++) {
      const isFoot = isInside && row === room.rows - 1;
      const line = isFoot ? cut(foot, room.columns) : (panel.lines[row] ?? []);
      texts[y + 1 + row]?.push(placedAt(x + SIDE, line));
    }
  }
  return texts.map((row, y) => rowOf(row, y, borders, size.columns));
}

/** Whether a panel has something written in the lower border of another one. */
function hasTitleUnder({ place, title, mark = [] }: Panel, { place: above }: Panel): boolean {
  const isUnder = place.y === above.y + above.rows - 1;
  const isBeside = place.x + place.columns - 1 <= above.x || place.x >= above.x + above.columns - 1;
  return isUnder && !isBeside && title.length + mark.length > 0;
}

function inBorder(line: Line): Line {
  return [span(' '), ...line, span(' ')];
}

/** The title, after `▸` in the panel with the focus, and the mark at the right. */
function titlesOf({ place, title, shortTitle = title, mark = [], isFocused }: Panel): Placed[] {
  const markWidth = mark.length === 0 ? 0 : lineWidth(mark) + 2;
  const room = place.columns - 2 * SIDE - 1 - (markWidth === 0 ? 0 : markWidth + 1);
  const head = isFocused ? span('▸ ', 'focus') : span(' ');
  const whole = [head, ...title, span(' ')];
  const shown = lineWidth(whole) <= room + 1 ? whole : [head, ...shortTitle, span(' ')];
  const left = placedAt(place.x + SIDE, cut(shown, room + 1));
  if (markWidth === 0 || room < 1) return title.length === 0 ? [] : [left];
  const x = place.x + place.columns - SIDE - markWidth;
  return [left, { x, line: inBorder(mark), width: markWidth }];
}

function rowOf(row: Placed[], y: number, borders: Borders, columns: number): Line {
  const spans: Span[] = [];
  const sorted = row.toSorted((a, b) => a.x - b.x);
  let x = 0;
  for (const { x: start, line, width } of sorted) {
    if (start < x) continue;
    spans.push(...borderSpans(borders, y * columns + x, y * columns + start), ...line);
    x = start + width;
  }
  spans.push(...borderSpans(borders, y * columns + x, (y + 1) * columns));
  return spans;
}

const knownSpans = memoize(
  (borders: Borders) => borders,
  () => new Map<number, readonly Span[]>(),
);

/** The border cells from one to before another, blanks between them, as few spans as possible. */
function borderSpans(borders: Borders, from: number, to: number): readonly Span[] {
  const known = knownSpans(borders);
  const key = from * (borders.length + 1) + to;
  const spans = known.get(key) ?? drawnSpans(borders, from, to);
  known.set(key, spans);
  return spans;
}

function drawnSpans(borders: Borders, from: number, to: number): Span[] {
  const spans: Span[] = [];
  let text = '';
  let tone: Tone = 'frame';
  for (let at = from; at < to; at++) {
    const border = borders[at];
    const own = border?.tone ?? 'frame';
    if (own !== tone && text !== '') {
      spans.push(span(text, tone));
      text = '';
    }
    tone = own;
    text += border?.text ?? ' ';
  }
  if (text !== '') spans.push(span(text, tone));
  return spans;
}
