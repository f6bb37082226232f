/** The drawing area of a plot: axes with tick labels, curves in braille dots, points as characters. */
import type { Point, Range } from '../../analysis/curves/curve.ts';
import { Canvas } from '../terminal/canvas.ts';
import { ALL_DIGITS, DIGITS, formatNumber } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import { type Line, lineWidth, numberSpan, pad, type Size, type Span, span } from '../terminal/text.ts';
import { clipped, shareOf, ticks } from './axes.ts';

interface Axes {
  readonly x: Range;
  readonly y: Range;
  /** The label at the end of the x axis; null draws no x axis. */
  readonly xName: string | null;
  /** Whether x is a count, so that ticks are whole numbers. */
  readonly isCount?: boolean;
  /** Minimum width of the y tick labels, in cells. By default they take what they need. */
  readonly labels?: number;
}

/** Space for one tick: rows on the y axis; columns on the x axis, and on one that counts. */
const TICK_ROWS = 2.5;
const TICK_COLUMNS = 10;
const COUNT_COLUMNS = 6;

/** Smallest size at which a plot can be read. */
const SMALLEST: Size = { columns: 16, rows: 2 };
/** Rows of the x axis and its tick labels. */
const AXIS_ROWS = 2;

/** Shades, from the lowest to the highest level. */
export const SHADES = [' ', '░', '▒', '▓', '█'] as const;

export class Plot {
  readonly #size: Size;
  readonly #axes: Axes;
  readonly #canvas: Canvas;
  readonly #yTicks: readonly Tick[];
  /** Cells left of the y axis. */
  readonly #left: number;
  /** The size of the area inside the axes, in cells. */
  readonly area: Size;

  /** Null if the size is too small, or if a range is empty or not finite. */
  static of(size: Size, axes: Axes): Plot | null {
    const hasLength = [axes.x, axes.y].every(
      ({ from, to }) => Number.isFinite(from) && Number.isFinite(to - from) && from < to,
    );
    const rows = size.rows - (axes.xName === null ? 0 : AXIS_ROWS);
    return size.columns < SMALLEST.columns || rows < SMALLEST.rows || !hasLength
      ? null
      : new Plot(size, axes);
  }

  private constructor(size: Size, axes: Axes) {
    this.#size = size;
    this.#axes = axes;
    this.#canvas = new Canvas(size);
    const rows = size.rows - (axes.xName === null ? 0 : AXIS_ROWS);
    this.#yTicks = labelled(ticks(axes.y, Math.max(2, Math.round(rows / TICK_ROWS))));
    this.#left = Math.max(axes.labels ?? 1, ...this.#yTicks.map(({ label }) => lineWidth([label]))) + 1;
    this.area = { columns: size.columns - this.#left - 2, rows };
  }

  /** Draws a curve through points, in the units of the axes. It has a gap where y is not finite. */
  curve(points: readonly Point[], tone: Tone, style: { readonly dashed?: boolean } = {}): void {
    const { x, y } = this.#axes;
    let trail: Point[] = [];
    for (const [index, point] of points.entries()) {
      const before = points[index - 1];
      const isDrawn = before && [before.y, point.y].every(Number.isFinite);
      const part = isDrawn ? clipped([before, point], x, y) : null;
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

  /** Writes a sign at a point; nothing if the point is outside the axes. */
  point(at: Point, sign: string, tone: Tone): void {
    const tx = shareOf(at.x, this.#axes.x);
    const ty = shareOf(at.y, this.#axes.y);
    if (!(tx >= 0 && tx <= 1 && ty >= 0 && ty <= 1)) return;
    const { x, y } = this.#dot(at);
    const cell = Math.floor(x / 2) - Math.floor((sign.length - 1) / 2);
    this.#canvas.text({ x: cell, y: Math.floor(y / 4) }, [span(sign, tone)]);
  }

  /** Draws a dashed line across the area at a fixed x (vertical) or a fixed y (horizontal). */
  guide(axis: 'x' | 'y', at: number, tone: Tone): void {
    const { x, y } = this.#axes;
    const ends =
      axis === 'x'
        ? [
            { x: at, y: y.from },
            { x: at, y: y.to },
          ]
        : [
            { x: x.from, y: at },
            { x: x.to, y: at },
          ];
    this.curve(ends, tone, { dashed: true });
  }

  /**
   * Fills the area with a grid of shades, scaled to its size. Rows run from the lowest y upwards; a `level` is an
   * index of `SHADES`, 0 … 4.
   */
  shade(grid: readonly (readonly { readonly level: number; readonly tone: Tone }[])[]): void {
    const { columns, rows } = this.area;
    for (let row = 0; row < rows; row++) {
      const cells = grid[Math.floor(((rows - 1 - row) * grid.length) / rows)] ?? [];
      const line = Array.from({ length: columns }, (_, column) => {
        const cell = cells[Math.floor((column * cells.length) / columns)];
        return span(SHADES[cell?.level ?? 0] ?? ' ', cell?.tone ?? 'mute');
      });
      this.#canvas.text({ x: this.#left + 1, y: row }, line);
    }
  }

  lines(): Line[] {
    this.#drawY();
    if (this.#axes.xName !== null) this.#drawX(this.#axes.xName);
    return this.#canvas.lines();
  }

  /** The braille dot of a point inside the axes, counted from the top left of the canvas. */
  #dot({ x, y }: Point): Point {
    const { columns, rows } = this.area;
    return {
      x: (this.#left + 1) * 2 + Math.round(shareOf(x, this.#axes.x) * (columns * 2 - 1)),
      y: Math.round((1 - shareOf(y, this.#axes.y)) * (rows * 4 - 1)),
    };
  }

  #drawY(): void {
    for (let row = 0; row < this.area.rows; row++)
      this.#canvas.text({ x: this.#left, y: row }, [span('│', 'mute')]);
    for (const { at, label } of this.#yTicks) {
      const y = Math.floor(this.#dot({ x: this.#axes.x.from, y: at }).y / 4);
      this.#canvas.text({ x: 0, y }, [...pad([label], this.#left - 1, 'right'), span(' ┤', 'mute')]);
    }
  }

  #drawX(xName: string): void {
    const { x: range, y, isCount = false } = this.#axes;
    const { rows, columns } = this.area;
    this.#canvas.text({ x: this.#left, y: rows }, [span(`└${'─'.repeat(columns)}`, 'mute')]);
    const name = [span(` ${xName}`, 'mute')];
    const end = this.#size.columns - lineWidth(name);
    let free = 0;
    const most = Math.max(2, Math.floor(columns / (isCount ? COUNT_COLUMNS : TICK_COLUMNS)));
    for (const { at, label } of labelled(ticks(range, most, isCount))) {
      const x = Math.floor(this.#dot({ x: at, y: y.from }).x / 2);
      const width = lineWidth([label]);
      const start = Math.max(0, Math.min(x - Math.floor(width / 2), this.#size.columns - width));
      this.#canvas.text({ x, y: rows }, [span('┴', 'mute')]);
      if (start < free || start + width > end) continue;
      this.#canvas.text({ x: start, y: rows + 1 }, [label]);
      free = start + width + 1;
    }
    if (end >= free) this.#canvas.text({ x: end, y: rows + 1 }, name);
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
