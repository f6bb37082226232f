/** Draws the lens between two layers: two columns of bars, the bracket, the running sum and its wire. */

import type { Tone } from '../colours/palette.ts';
import type { Canvas } from '../terminal/canvas.ts';
import { shortNames } from '../terminal/short-names.ts';
import { filled, fittedSpan, lineWidth, type Span, span } from '../terminal/text.ts';
import { barRow, drawBars, heightOf, isShown, type RowPlaces, wordRow } from './columns.ts';
import type { LensColumn, LensContent, LensTitle } from './lens.ts';
import type { NodePlace } from './model.ts';
import type { PlacedLens } from './places.ts';
import type { Work } from './work.ts';

/** Digits of the running sum, and of the numbers beside or above bars. */
const CHIP_DIGITS = 4;
const DIGITS = 3;
/** Cells of a number beside or above a bar. */
const NUMBER = 8;
/** With less room, a name in a title is left out. */
const LEAST_NAME = 5;

export interface LensSurroundings {
  readonly work: Work;
  /** The rows of the layer that the rows of the lens belong to. */
  readonly rows: RowPlaces;
  /** The row of the working node, where the wire ends; null if there is no wire. */
  readonly nodeRow: number | null;
  /** Whether the working node is a box, whose border the wire leaves. */
  readonly isNodeBoxed: boolean;
  /** A node's name in some columns, so that no other node's name looks like it. */
  readonly nameIn: (node: NodePlace, columns: number) => string;
}

export function drawLens(
  canvas: Canvas,
  lens: PlacedLens,
  content: LensContent,
  around: LensSurroundings,
): void {
  const { work, rows } = around;
  const { near, far, signs } = content;
  const [nearX, farX] = lens.columns;
  const isMirrored = nearX > farX;
  drawColumn(canvas, lens, nearX, near, around, isMirrored ? 0 : 2);
  drawColumn(canvas, lens, farX, far, around, isMirrored ? 2 : 0);
  drawBracket(canvas, lens, content, around);
  if (work.term !== null && isShown(rows, work.term)) {
    const y = barRow(rows, work.term);
    for (const [index, x] of [...lens.signs, lens.bracket].entries()) {
      const sign = signs[index] ?? '';
      if (sign !== '') canvas.text({ x, y }, [span(sign, `${work.phase}Strong`)]);
    }
  }
  drawChip(canvas, lens, content, around);
}

/** A title in `columns`: the first form that fits, with the name shortened if it has to be. */
function titleIn(titles: readonly LensTitle[], columns: number, { nameIn }: LensSurroundings): string {
  for (const title of titles) {
    if (typeof title === 'string') {
      if (title.length <= columns) return title;
      continue;
    }
    const room = columns - title.before.length - title.after.length;
    const name = nameIn(title.node, room);
    if (room >= LEAST_NAME || (room > 0 && !name.includes('…')))
      return `${title.before}${name}${title.after}`;
  }
  const last = titles.findLast((title) => typeof title === 'string') ?? '';
  return shortNames([last as string], columns)[0] ?? '';
}

/** @param more free cells after the column, for its title and for numbers above its bars */
function drawColumn(
  canvas: Canvas,
  { barWidth, hasNumbers }: PlacedLens,
  x: number,
  { titles, tone, bars }: LensColumn,
  around: LensSurroundings,
  more: number,
): void {
  const { rows, work } = around;
  const width = barWidth + (hasNumbers ? NUMBER : 0);
  canvas.text({ x, y: 0 }, [span(titleIn(titles, width + more, around), tone)]);
  drawBars(canvas, { x, width: barWidth }, rows, bars);
  for (const [index, bar] of bars.entries()) {
    if (!bar || !isShown(rows, index)) continue;
    const above = wordRow(rows, index);
    const y = above ?? barRow(rows, index);
    if (above === null && !hasNumbers) continue;
    const room = above === null ? NUMBER : Math.min(NUMBER, barWidth + Math.max(0, more - 1));
    const end = above === null ? x + barWidth + NUMBER : x + room;
    const isHot = index === work.term;
    const text: Span =
      bar.number === null
        ? span('·', 'ahead')
        : fittedSpan(bar.number, isHot || bar.tone === 'ahead' ? bar.tone : 'mute', room, DIGITS);
    canvas.text({ x: end - lineWidth([text]), y }, [text]);
  }
}

/** The arms of the bracket's cells: towards the rows, up, down, and to the running sum. */
const arms: Readonly<Record<string, string>> = {
  'rows down': '╮',
  'rows up': '╯',
  'up down': '│',
  'up down sum': '├',
  'rows up sum': '┴',
  'rows down sum': '┬',
  'rows sum': '─',
};
/** The same where the rows are at the right of the bracket. */
const mirrored: Readonly<Record<string, string>> = { '╮': '╭', '╯': '╰', '├': '┤' };

function drawBracket(canvas: Canvas, lens: PlacedLens, content: LensContent, around: LensSurroundings): void {
  const { bracket, reached } = content;
  const { rows, work } = around;
  if (bracket === 'none') return;
  const isMirrored = lens.bend < lens.bracket;
  const height = heightOf(rows);
  const middle = chipRow(rows);
  const last = lastReached(rows, reached);
  for (let row = 0; row < height; row++) {
    const y = rows.top + row;
    const isEnd = row === 0 || row === height - 1;
    const parts = [
      ...(isEnd ? ['rows'] : []),
      ...(row > 0 ? ['up'] : []),
      ...(row < height - 1 ? ['down'] : []),
      ...(y === middle ? ['sum'] : []),
    ];
    const sign = arms[parts.join(' ')] ?? '│';
    const tone: Tone = y <= last ? `${work.phase}Strong` : 'frame';
    canvas.text({ x: lens.bracket, y }, [span(isMirrored ? (mirrored[sign] ?? sign) : sign, tone)]);
  }
  const line = isMirrored ? lens.bracket - 1 : lens.bracket + 1;
  const flows = bracket === 'spreads' ? '◂' : '─';
  canvas.text({ x: line, y: middle }, [span(flows, isFlowing(content) ? work.phase : 'frame')]);
}

function chipRow(rows: RowPlaces): number {
  return rows.top + Math.floor(heightOf(rows) / 2);
}

/** The lowest row of the terms that are reached. */
function lastReached(rows: RowPlaces, reached: ReadonlySet<number>): number {
  let last = -1;
  for (const index of reached) if (isShown(rows, index)) last = Math.max(last, barRow(rows, index));
  return last;
}

/** Whether there is something on the way between the rows and the node. */
function isFlowing({ reached, chip, bracket }: LensContent): boolean {
  return chip.number !== null && (bracket === 'spreads' || reached.size > 0);
}

function drawChip(canvas: Canvas, lens: PlacedLens, content: LensContent, around: LensSurroundings): void {
  const { chip, wire } = content;
  const { rows, nodeRow } = around;
  const isMirrored = lens.bend < lens.bracket;
  const y = chipRow(rows);
  const { x, width } = lens.chip;
  const title = titleIn(chip.titles, width - 2, around);
  const titleX = isMirrored ? x + width - 1 - title.length : x + 1;
  canvas.text({ x: titleX, y: y - 1 }, [span(title, 'mute')]);
  const chipText = chipSpans(content, around, width);
  if (isMirrored) chipText.reverse();
  const taken = lineWidth(chipText);
  if (wire !== 'none' && nodeRow !== null) drawWire(canvas, lens, content, { y, to: nodeRow, taken, around });
  canvas.text({ x: isMirrored ? x + width - taken : x, y }, chipText);
}

/** The running sum, filled. A number that needs the room to the wire has a blank at its other side only. */
function chipSpans({ chip }: LensContent, { work }: LensSurroundings, width: number): Span[] {
  if (chip.number === null) return [span(' · ', 'ahead')];
  const number = fittedSpan(chip.number, 'ink', width - 2, CHIP_DIGITS);
  const blank = span(' ', 'ink', work.phase);
  const hasBoth = lineWidth([number]) + 2 < width;
  return [blank, filled(number, work.phase), ...(hasBoth ? [blank] : [])];
}

interface Wire {
  readonly y: number;
  readonly to: number;
  /** Cells of the running sum. */
  readonly taken: number;
  readonly around: LensSurroundings;
}

function drawWire(
  canvas: Canvas,
  lens: PlacedLens,
  content: LensContent,
  { y, to, taken, around }: Wire,
): void {
  const { work, isNodeBoxed } = around;
  const isMirrored = lens.bend < lens.bracket;
  const tone: Tone = isFlowing(content) ? work.phase : 'frame';
  const strong: Tone = isFlowing(content) ? `${work.phase}Strong` : 'frame';
  const { x, width } = lens.chip;
  const [from, until] = isMirrored ? [lens.bend, x + width - taken - 1] : [x + taken, lens.bend];
  canvas.text({ x: from, y }, [span('─'.repeat(Math.max(0, until - from + 1)), tone)]);
  if (to !== y) {
    const [leaving, arriving] = isMirrored ? (y < to ? '╭╯' : '╰╮') : y < to ? '╮╰' : '╯╭';
    canvas.text({ x: lens.bend, y }, [span(leaving as string, tone)]);
    for (let row = Math.min(y, to) + 1; row < Math.max(y, to); row++)
      canvas.text({ x: lens.bend, y: row }, [span('│', tone)]);
    canvas.text({ x: lens.bend, y: to }, [span(arriving as string, tone)]);
  }
  if (content.wire === 'to node') canvas.text({ x: lens.end, y: to }, [span(isMirrored ? '◂' : '▸', strong)]);
  else if (!isNodeBoxed) canvas.text({ x: lens.end, y: to }, [span('─', tone)]);
}
