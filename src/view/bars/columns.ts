/** Columns of diverging bars, boxes and pixels: a layer's numbers, and the weights and products beside it. */

import type { Ground, Ramp, Tone } from '../colours/palette.ts';
import type { Canvas } from '../terminal/canvas.ts';
import { fittedSpan, type MarkedNumber, span } from '../terminal/text.ts';

/** The rows of a node: a box of three, a row of words above its bar, one row, or half a row. */
export type RowStyle = 'boxes' | 'pairs' | 'rows' | 'halves';

/** Rows of a node by style. */
const rowsOfNode: Readonly<Record<RowStyle, number>> = { boxes: 3, pairs: 2, rows: 1, halves: 0.5 };

/** Where the rows of a layer are: its style, its first row, and which of its nodes are shown. */
export interface RowPlaces {
  readonly style: RowStyle;
  readonly top: number;
  readonly first: number;
  readonly shown: number;
}

/** The number of a node, or of a value beside it, and the tone of its bar. */
export interface Bar {
  /** Null if it is not known yet. */
  readonly number: MarkedNumber | null;
  readonly tone: Tone;
}

/** The row of a node's bar. */
export function barRow({ style, top, first }: RowPlaces, index: number): number {
  const lead = style === 'boxes' || style === 'pairs' ? 1 : 0;
  return top + Math.floor((index - first) * rowsOfNode[style]) + lead;
}

/** The row above a node's bar, where words and numbers have room; null if the style has none. */
export function wordRow(places: RowPlaces, index: number): number | null {
  const { style } = places;
  return style === 'boxes' || style === 'pairs' ? barRow(places, index) - 1 : null;
}

export function isShown({ first, shown }: RowPlaces, index: number): boolean {
  return index >= first && index < first + shown;
}

/** All rows of the shown nodes. */
export function heightOf({ style, shown }: RowPlaces): number {
  return Math.ceil(shown * rowsOfNode[style]);
}

/** The first node of a window of `shown` nodes around `focus`. It moves half a window at a time. */
export function windowFirst(count: number, shown: number, focus: number): number {
  if (shown >= count) return 0;
  const half = Math.max(1, Math.floor(shown / 2));
  const start = half * Math.floor((focus - half / 2) / half);
  return Math.max(0, Math.min(count - shown, start));
}

/** The largest size of the numbers that are known and finite; 0 if there is none. */
function scaleOf(bars: readonly (Bar | null)[]): number {
  let most = 0;
  for (const bar of bars) {
    const size = bar?.number ? Math.abs(bar.number.value) : 0;
    if (Number.isFinite(size) && size > most) most = size;
  }
  return most;
}

/** A number's length in cells, at least half a cell if it is not 0; negative to the left of the axis. */
function lengthOf(value: number, scale: number, half: number): number {
  if (value === 0 || Number.isNaN(value)) return 0;
  if (!Number.isFinite(value)) return value > 0 ? half : -half;
  const length = Math.max(0.5, Math.min(half, (Math.abs(value) / scale) * half));
  return value > 0 ? length : -length;
}

/**
 * Draws bars of the shown nodes around an axis: what is positive to its right, what is negative to its left. A number
 * that is not known is a dot, and no bar (null) leaves its row empty.
 */
export function drawBars(
  canvas: Canvas,
  { x, width }: { readonly x: number; readonly width: number },
  places: RowPlaces,
  bars: readonly (Bar | null)[],
): void {
  const middle = Math.floor((width - 1) / 2);
  const scale = scaleOf(bars);
  const shown = bars.slice(places.first, places.first + places.shown);
  if (places.style === 'halves') {
    drawHalves(canvas, { x, width }, places.top, shown, scale);
    return;
  }
  for (const [at, bar] of shown.entries()) {
    if (!bar) continue;
    const y = barRow(places, places.first + at);
    canvas.text({ x: x + middle, y }, [span('│', 'frame')]);
    if (bar.number === null) {
      if (places.style === 'rows') canvas.text({ x: x + middle, y }, [span('·', 'ahead')]);
      continue;
    }
    const { value } = bar.number;
    if (!Number.isFinite(value)) {
      const text = fittedSpan(bar.number, 'warning', middle);
      const left = value > 0 ? x + middle + 1 : x + middle - text.text.length;
      canvas.text({ x: left, y }, [text]);
      continue;
    }
    const length = Math.round(Math.abs(lengthOf(value, scale, middle)) * 2) / 2;
    const whole = Math.floor(length);
    const part = length > whole;
    if (value > 0)
      canvas.text({ x: x + middle + 1, y }, [span('━'.repeat(whole) + (part ? '╸' : ''), bar.tone)]);
    else
      canvas.text({ x: x + middle - whole - (part ? 1 : 0), y }, [
        span((part ? '╺' : '') + '━'.repeat(whole), bar.tone),
      ]);
  }
}

/** Two nodes a row, in half blocks. */
function drawHalves(
  canvas: Canvas,
  { x, width }: { readonly x: number; readonly width: number },
  top: number,
  bars: readonly (Bar | null)[],
  scale: number,
): void {
  const middle = Math.floor((width - 1) / 2);
  const reach = (bar: Bar | null | undefined) => {
    if (!bar?.number) return { low: 0, high: 0 };
    const { value } = bar.number;
    // Not a number is neither positive nor negative.
    if (Number.isNaN(value)) return { low: -middle, high: middle };
    const length = lengthOf(value, scale, middle);
    const cells = Math.sign(length) * Math.round(Math.abs(length));
    return { low: Math.min(0, cells), high: Math.max(0, cells) };
  };
  for (let row = 0; row * 2 < bars.length; row++) {
    const [upper, lower] = [bars[row * 2], bars[row * 2 + 1]];
    const y = top + row;
    const isUnknown = (bar: Bar | null | undefined) => !bar?.number;
    if (!upper && !lower) continue;
    const isDot = isUnknown(upper) && isUnknown(lower);
    canvas.text({ x: x + middle, y }, [isDot ? span('·', 'ahead') : span('│', 'frame')]);
    const [above, below] = [reach(upper), reach(lower)];
    for (let at = -middle; at <= middle; at++) {
      if (at === 0) continue;
      const isIn = ({ low, high }: { low: number; high: number }) => (at > 0 ? at <= high : at >= low);
      const tones = [isIn(above) ? toneOf(upper) : null, isIn(below) ? toneOf(lower) : null] as const;
      const half = halfBlock(...tones);
      if (half) canvas.text({ x: x + middle + at, y }, [half]);
    }
  }
}

function toneOf(bar: Bar | null | undefined): Tone {
  if (!bar?.number) return 'ahead';
  return Number.isFinite(bar.number.value) ? bar.tone : 'warning';
}

/** Tones of bars that there is a ground for, so that a cell can show two of them. */
const groundOf: Readonly<Partial<Record<Tone, Ground>>> = {
  positiveLine: 'positive',
  negativeLine: 'negative',
  gradient: 'backward',
  forwardStrong: 'forward',
  lossStrong: 'loss',
  backwardStrong: 'backward',
  updateStrong: 'update',
  warning: 'warning',
  strong: 'focus',
  ahead: 'mute',
};

/** Tones whose ground is another colour than the tone; the other half of their cell is the ground. */
const inexact: readonly Tone[] = ['strong', 'ahead'];

function halfBlock(upper: Tone | null, lower: Tone | null) {
  if (upper === null) return lower === null ? null : span('▄', lower);
  if (lower === null) return span('▀', upper);
  if (upper === lower) return span('█', upper);
  return inexact.includes(lower) ? span('▄', lower, groundOf[upper]) : span('▀', upper, groundOf[lower]);
}

const positiveSteps: readonly Ramp[] = ['positive1', 'positive2', 'positive3', 'positive3half', 'positive4'];
const negativeSteps: readonly Ramp[] = ['negative1', 'negative2', 'negative3', 'negative3half', 'negative4'];

/** How a picture of a layer's nodes is arranged: its pixels, and the columns of one of them. */
export interface PixelShape {
  readonly columns: number;
  readonly rows: number;
  /** Cells of a pixel. A pixel is half a row high. */
  readonly cells: number;
  /** Whether nodes follow each other along the rows, otherwise along the columns. */
  readonly byRows: boolean;
}

/** The picture of `count` nodes in at most `most` rows of pixels: a square if the count is one, otherwise columns. */
export function pixelShape(count: number, most: number): PixelShape {
  const side = Math.sqrt(count);
  if (Number.isInteger(side) && side <= most)
    return { columns: side, rows: side, cells: side <= 8 ? 2 : 1, byRows: true };
  const columns = Math.ceil(count / most);
  return { columns, rows: Math.min(count, most), cells: columns <= 8 ? 2 : 1, byRows: false };
}

/** Draws a layer's numbers as shades of their signs and sizes. */
export function drawPixels(
  canvas: Canvas,
  { x, y }: { readonly x: number; readonly y: number },
  shape: PixelShape,
  bars: readonly (Bar | null)[],
): void {
  const scale = scaleOf(bars);
  const shadeAt = (row: number, column: number): Shade | null => {
    if (row >= shape.rows) return null;
    const index = shape.byRows ? row * shape.columns + column : column * shape.rows + row;
    const bar = bars[index];
    return index >= bars.length ? null : shadeOf(bar?.number?.value ?? null, scale);
  };
  for (let row = 0; row < shape.rows; row += 2)
    for (let column = 0; column < shape.columns; column++) {
      const [upper, lower] = [shadeAt(row, column), shadeAt(row + 1, column)];
      const at = { x: x + column * shape.cells, y: y + row / 2 };
      if (upper !== null)
        canvas.text(at, [span('▀'.repeat(shape.cells), upper, ...(lower === null ? [] : [lower]))]);
    }
}

type Shade = Ramp | 'warning';

/** The step of the ramp for a number; the lowest one of all if it is not known. */
function shadeOf(value: number | null, scale: number): Shade {
  if (value === null) return 'positive0';
  if (!Number.isFinite(value)) return 'warning';
  const share = scale === 0 ? 0 : Math.abs(value) / scale;
  const step = Math.min(4, Math.floor(share * 4.99));
  return (value < 0 ? negativeSteps : positiveSteps)[step] as Ramp;
}
