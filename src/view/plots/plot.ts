/** The drawing area of a plot: axes with ticks, curves in braille dots, marks with words, pixels and areas. */
import type { Point, Range } from '../../analysis/curves/curve.ts';
import type { Tone } from '../colours/palette.ts';
import { Canvas } from '../terminal/canvas.ts';
import { ALL_DIGITS, DIGITS, formatNumber } from '../terminal/format.ts';
import { type Line, lineWidth, numberSpan, pad, type Size, type Span, span } from '../terminal/text.ts';
import { topRow } from './areas.ts';
import { clipped, evenRange, logTicks, multiplesIn, shareOf, ticks, usableRows } from './axes.ts';
import { type Lack, notFinite, tooSmall } from './picture.ts';

interface Axes {
  readonly x: Range;
  readonly y: Range;
  /** The label at the end of the x axis. */
  readonly xName: string;
  /**
   * Whether x is a count from 1, which has a bar each; its ticks are whole and stand under the bars. Bars stand on the
   * x axis: that is where the y axis begins, and a bar that ends at a tick fills the row of that tick.
   */
  readonly hasBars?: boolean;
  /** Whether y has a logarithmic scale. Then its range begins above 0. */
  readonly isLogarithmic?: boolean;
}

/** Space for one tick: rows on the y axis, columns on the x axis. */
const TICK_ROWS = 3;
const TICK_COLUMNS = 14;
const COUNT_COLUMNS = 9;
/** There are at least this many ticks, as far as they fit. */
const FEWEST_TICKS = 3;

/** Below a y axis whose ticks are powers. */
const LOGARITHMIC = 'log scale';

/** Rows of the x axis and its tick labels. */
const AXIS_ROWS = 2;

/** What is this near to an end of an axis, or to the boundary of two rows, is there. */
const ROUNDING = 1e-6;

/** Columns of the area that there must be beside the labels of the y axis. */
const LEAST_AREA = 5;

/** The smallest size at which a plot can be read, if the labels of its axis are short. */
const SMALLEST_PLOT: Size = { columns: 16, rows: 2 + AXIS_ROWS };

/** A sign in the area, with words beside it. */
interface Mark {
  readonly x: number;
  readonly y: number;
  readonly sign: Span | null;
  readonly words: Line;
}

export class Plot {
  readonly #size: Size;
  readonly #axes: Axes;
  readonly #canvas: Canvas;
  readonly #yTicks: readonly Tick[];
  /** The y range in the units of the scale: its logarithms, if it is logarithmic. */
  readonly #heights: Range;
  /** The columns left of the area: tick labels and the axis. */
  readonly #left: number;
  readonly #marks: Mark[] = [];
  readonly #guides: number[] = [];
  /** The size of the area inside the axes, in cells. */
  readonly area: Size;

  /**
   * A plot of this size; or why there is none: a range is empty or not finite, or the labels of the axes leave no room.
   *
   * @param beside what a panel has besides the plot: columns of a legend, rows of a heading
   */
  static of(size: Size, axes: Axes, beside: Size = { columns: 0, rows: 0 }): Plot | Lack {
    const plot = new Plot({ ...size, rows: Math.max(size.rows, SMALLEST_PLOT.rows) }, axes);
    const hasLength = [axes.x, plot.#heights].every(
      ({ from, to }) => Number.isFinite(from) && Number.isFinite(to - from) && from < to,
    );
    if (!hasLength) return notFinite();
    const columns = Math.max(SMALLEST_PLOT.columns, plot.#left + LEAST_AREA);
    if (size.columns >= columns && size.rows >= SMALLEST_PLOT.rows) return plot;
    return tooSmall({ columns: columns + beside.columns, rows: SMALLEST_PLOT.rows + beside.rows });
  }

  private constructor(size: Size, axes: Axes) {
    const { y, isLogarithmic = false, hasBars = false } = axes;
    const rows = size.rows - AXIS_ROWS;
    const most = Math.max(FEWEST_TICKS, Math.round(rows / TICK_ROWS));
    this.#size = size;
    this.#axes = axes;
    this.#canvas = new Canvas({ columns: Math.max(0, size.columns), rows: size.rows });
    const heights = isLogarithmic ? { from: Math.log10(y.from), to: Math.log10(y.to) } : y;
    const { range, step } = evenRange(heights, rows, most, isLogarithmic, hasBars);
    this.#heights = range;
    if (step === null) this.#yTicks = labelled(isLogarithmic ? logTicks(y, most) : ticks(y, most));
    else {
      const at = multiplesIn(range, step);
      // The power with an exponent in its text is the nearest double; that of a power operator may not be.
      this.#yTicks = labelled(isLogarithmic ? at.map((power) => Number(`1e${power}`)) : at);
    }
    this.#left = Math.max(1, ...this.#yTicks.map(({ label }) => lineWidth([label]))) + 2;
    this.area = { columns: size.columns - this.#left, rows };
  }

  /** Draws a curve through points, in the units of the axes. It has a gap where y is not finite. */
  curve(
    points: readonly Point[],
    tone: Tone,
    style: { readonly dashed?: boolean; readonly thick?: boolean } = {},
  ): void {
    let trail: Point[] = [];
    let before: Point | null = null;
    for (const point of points) {
      const at = { x: point.x, y: this.#height(point.y) };
      const ends: readonly [Point, Point] | null = before && Number.isFinite(at.y) ? [before, at] : null;
      const part = ends && clipped(ends, this.#axes.x, this.#heights);
      before = Number.isFinite(at.y) ? at : null;
      if (!part) continue;
      const [from, to] = part.map((end) => this.#dot(end)) as [Point, Point];
      const last = trail.at(-1);
      if (!last || last.x !== from.x || last.y !== from.y) {
        this.#canvas.trail(trail, tone, style);
        trail = [from];
      }
      trail.push(to);
    }
    this.#canvas.trail(trail, tone, style);
  }

  /**
   * Marks a point with a sign and words right of it; those of the first mark are left of it where there is no room at
   * its right. Nothing if the point is outside the axes. Words that would cover another mark are left out: those of
   * earlier marks come first.
   */
  mark(at: Point, sign: Span | null, words: Line = []): void {
    const cell = this.cellOf(at);
    if (cell) this.#marks.push({ x: this.#left + cell.column, y: cell.row, sign, words });
  }

  /** The cell of the area that a point is in, from the top left; null if it is outside the axes. */
  cellOf(at: Point): { readonly column: number; readonly row: number } | null {
    const y = this.#height(at.y);
    const shares = [shareOf(at.x, this.#axes.x), shareOf(y, this.#heights)];
    if (!shares.every((share) => share >= -ROUNDING && share <= 1 + ROUNDING)) return null;
    const dot = this.#dot({ x: at.x, y });
    const row = this.#axes.hasBars ? topRow(shares[1] as number, this.area.rows) : Math.floor(dot.y / 4);
    return { column: Math.floor(dot.x / 2) - this.#left, row };
  }

  /** The direction of a vector in the units of the axes, in cells: as long as a cell is wide; null for no direction. */
  direction(vector: Point): { readonly column: number; readonly row: number } | null {
    const column = (vector.x / (this.#axes.x.to - this.#axes.x.from)) * this.area.columns;
    const row = (-vector.y / (this.#heights.to - this.#heights.from)) * this.area.rows;
    // Cells are twice as high as wide.
    const length = Math.hypot(column, row * 2);
    return length > 0 && Number.isFinite(length) ? { column: column / length, row: row / length } : null;
  }

  /** Draws a vertical guide behind everything else. */
  guide(x: number): void {
    const across = shareOf(x, this.#axes.x);
    if (across >= 0 && across <= 1)
      this.#guides.push(Math.floor(this.#dot({ x, y: this.#heights.from }).x / 2));
  }

  /** Writes spans into the area, from a row of it on: one line for each row, a cell for each character. */
  fill(lines: readonly Line[]): void {
    for (const [row, line] of lines.entries()) this.#canvas.text({ x: this.#left, y: row }, line);
  }

  lines(): Line[] {
    this.#drawMarks();
    for (const x of this.#guides)
      for (let y = 0; y < this.area.rows; y++) this.#canvas.behind({ x, y }, span('┊', 'frame'));
    this.#drawY();
    this.#drawX(this.#axes.xName);
    return this.#canvas.lines();
  }

  /** The range of the y axis: longer than it was asked for, so that the distances of ticks are whole rows. */
  get y(): Range {
    const { from, to } = this.#heights;
    return this.#axes.isLogarithmic ? { from: 10 ** from, to: 10 ** to } : this.#heights;
  }

  /** The share of the height at which a value of the y axis is: 0 at the bottom, 1 at the top. */
  shareOfHeight(y: number): number {
    return shareOf(this.#height(y), this.#heights);
  }

  #height(y: number): number {
    return this.#axes.isLogarithmic ? Math.log10(Math.max(y, Number.MIN_VALUE)) : y;
  }

  /** The braille dot of a point inside the axes, counted from the top left. There is room for another dot below. */
  #dot({ x, y }: Point): Point {
    const { columns, rows } = this.area;
    return {
      x: this.#left * 2 + Math.round(shareOf(x, this.#axes.x) * (columns * 2 - 1)),
      // Where ticks are whole rows apart, a rounding error must not decide between two rows.
      y: Math.max(0, Math.round((1 - shareOf(y, this.#heights)) * usableRows(rows) * 4 - ROUNDING)),
    };
  }

  #drawMarks(): void {
    const taken = new Set<number>();
    const cellsOf = (x: number, y: number, length: number) =>
      Array.from({ length }, (_, index) => y * this.#size.columns + x + index);
    for (const { x, y, sign } of this.#marks) {
      if (!sign) continue;
      const start = x - Math.floor((lineWidth([sign]) - 1) / 2);
      for (const cell of cellsOf(start, y, lineWidth([sign]))) taken.add(cell);
    }
    for (const [index, { x, y, words }] of this.#marks.entries()) {
      const width = lineWidth(words);
      const own = cellsOf(x, y, 1)[0];
      // A blank at each side, or the own sign, so that it is clear which sign the words belong to.
      const isFree = (start: number) =>
        start >= this.#left &&
        start + width <= this.#size.columns &&
        cellsOf(start - 1, y, width + 2).every((cell) => cell === own || !taken.has(cell));
      const start = width === 0 ? undefined : (index === 0 ? [x + 2, x - 1 - width] : [x + 2]).find(isFree);
      if (start === undefined) continue;
      this.#canvas.text({ x: start, y }, words);
      for (const cell of cellsOf(start - 1, y, width + 2)) taken.add(cell);
    }
    // Where marks are in one cell, the one that was given first is seen.
    for (const { x, y, sign } of this.#marks.toReversed())
      if (sign) this.#canvas.text({ x: x - Math.floor((lineWidth([sign]) - 1) / 2), y }, [sign]);
  }

  /** The row of a tick of the y axis. A bar that ends there fills it; the foot of the bars is the row of the x axis. */
  #tickRow(at: number): number {
    const { rows } = this.area;
    if (this.#axes.hasBars) return rows - Math.round(this.shareOfHeight(at) * rows);
    return Math.floor(this.#dot({ x: this.#axes.x.from, y: this.#height(at) }).y / 4);
  }

  #drawY(): void {
    const { rows } = this.area;
    for (let row = 0; row <= rows; row++)
      this.#canvas.text({ x: this.#left - 1, y: row }, [span(row === rows ? '╰' : '│', 'frame')]);
    for (const { at, label } of this.#yTicks) {
      const y = this.#tickRow(at);
      const sign = span(y === rows ? '┴' : '┤', 'frame');
      this.#canvas.text({ x: 0, y }, [...pad([label], this.#left - 1, 'right'), sign]);
    }
  }

  #drawX(xName: string): void {
    const { x: range, hasBars = false } = this.#axes;
    const { rows, columns } = this.area;
    this.#canvas.text({ x: this.#left, y: rows }, [span('─'.repeat(columns), 'frame')]);
    const name = [span(xName)];
    const end = this.#size.columns - lineWidth(name) - 1;
    const most = Math.max(FEWEST_TICKS, Math.round(columns / (hasBars ? COUNT_COLUMNS : TICK_COLUMNS)));
    const scale = this.#axes.isLogarithmic ? [span(LOGARITHMIC, 'mute')] : [];
    this.#canvas.text({ x: 0, y: rows + 1 }, scale);
    let free = scale.length === 0 ? 0 : lineWidth(scale) + 1;
    for (const { at, label } of labelled(ticks(range, most, hasBars))) {
      if (hasBars && at < 1) continue;
      // A count stands under the middle of its bar.
      const share = shareOf(hasBars ? at - 0.5 : at, range);
      const x = this.#left + Math.min(columns - 1, Math.floor(share * columns));
      const width = lineWidth([label]);
      const start = x - Math.floor(width / 2);
      // The name of the axis keeps its place.
      if (start < free || start + width >= end) continue;
      this.#canvas.text({ x, y: rows }, [span('┬', 'frame')]);
      this.#canvas.text({ x: start, y: rows + 1 }, [label]);
      free = start + width + 1;
    }
    this.#canvas.text({ x: end + 1, y: rows + 1 }, name);
  }
}

interface Tick {
  readonly at: number;
  readonly label: Span;
}

/** Ticks with their labels, which have enough digits to differ. */
function labelled(values: readonly number[]): Tick[] {
  const texts = (digits: number) => values.map((value) => formatNumber(value, digits));
  let digits = DIGITS;
  while (digits < ALL_DIGITS && new Set(texts(digits)).size < values.length) digits += 1;
  return values.map((at) => ({ at, label: numberSpan(at, 'mute', formatNumber(at, digits)) }));
}
