/** Draws the layers of a network of wide layers: rows of bars, boxes, pixels, or a name and a count. */
import type { Phase } from '../../core/program.ts';
import type { Tone } from '../colours/palette.ts';
import type { Canvas, Point } from '../terminal/canvas.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { shortNames } from '../terminal/short-names.ts';
import { fittedSpan, type Line, lineWidth, type Span, span, toneOfNumber } from '../terminal/text.ts';
import { type Bar, barRow, drawBars, drawPixels, isShown, type RowPlaces, wordRow } from './columns.ts';
import type { PlacedLayer } from './places.ts';

/** Digits of the numbers of nodes. */
const DIGITS = 4;
/** Cells of a number at the right of a bar, with the gap before it. */
const NUMBER = 8;

/** The least cells of a number beside the name of its node. */
const NUMBER_IN_PAIR = 5;

/** A layer as it is at the cursor. */
export interface LayerView {
  readonly placed: PlacedLayer;
  /** The titles of all layers, and the index of this one. */
  readonly titles: readonly string[];
  readonly column: number;
  /** The activation; null if there is none. */
  readonly detail: string | null;
  readonly names: readonly string[];
  /** The rows, with the window around what works now. */
  readonly rows: RowPlaces;
  readonly bars: readonly Bar[];
  /** The row that the step is about; null if it is about none. */
  readonly hot: number | null;
  /** Whether that is the working node, otherwise the present term. */
  readonly isNode: boolean;
  readonly phase: Phase;
  /** Whether the layer stands beside the lens. */
  readonly isBeside: boolean;
  /** Whether its numbers are gradients. */
  readonly isGradient: boolean;
  /** Nodes that dropout has set to 0. */
  readonly dropped: ReadonlySet<number>;
  /** Nodes that no example trains any more. */
  readonly dead: ReadonlySet<number>;
  /** The row of the signs that join layers. */
  readonly middle: number;
}

export function drawLayer(canvas: Canvas, view: LayerView): void {
  const { placed, middle, names, bars } = view;
  const { x, top, width } = placed;
  switch (placed.style) {
    case 'rows':
      if (view.rows.style === 'boxes') drawBoxes(canvas, view);
      else drawRows(canvas, view);
      return;
    case 'pixels':
      drawPixels(canvas, { x, y: top }, placed.pixels, bars);
      drawTitle(canvas, view, { x, y: top - 1 }, width - 1, [span(` ${names.length}`, 'ahead')]);
      return;
    case 'name':
    case 'count':
      if (placed.style === 'name') drawTitle(canvas, view, { x, y: middle - 1 }, width - 1, []);
      canvas.text({ x, y: middle }, [span(String(names.length), bars[0]?.number ? 'plain' : 'ahead')]);
      return;
    case 'more':
      canvas.text({ x, y: middle }, [span('…', 'ahead')]);
  }
}

/** The title, as much of it as fits, and what stands after it. */
function drawTitle(canvas: Canvas, view: LayerView, at: Point, room: number, after: Line): void {
  const text = shortNames(view.titles, Math.max(1, room - lineWidth(after)))[view.column] ?? '';
  const isBold = view.isBeside && view.placed.style === 'rows';
  canvas.text(at, [span(text, isBold ? 'strong' : 'mute'), ...after]);
}

/** The tone of a node's words: that of the phase for the working node. */
function wordTone({ hot, isNode, phase }: LayerView, index: number): Tone {
  if (hot !== index) return 'mute';
  return isNode ? `${phase}Strong` : 'strong';
}

function drawRows(canvas: Canvas, view: LayerView): void {
  const { placed, rows, bars, dropped } = view;
  const { x, barWidth, hasNumbers } = placed;
  drawBars(canvas, { x, width: barWidth }, rows, bars);
  drawRowsTitle(canvas, view);
  drawDead(canvas, view);
  if (rows.style === 'pairs') {
    drawPairs(canvas, view);
    return;
  }
  for (const index of dropped) {
    if (!isShown(rows, index)) continue;
    const at = { x: x + Math.floor((barWidth - 1) / 2), y: barRow(rows, index) };
    canvas.text(at, [span('✗', 'mute')]);
  }
  if (hasNumbers) drawNumbers(canvas, view);
  else drawNodeName(canvas, view);
}

const DEAD = 'dead';

/** The word at the nodes that no example trains any more, where their bars would be: of half a row there is no room. */
function drawDead(canvas: Canvas, { placed, rows, bars, dead }: LayerView): void {
  const { x, barWidth } = placed;
  const middle = Math.floor((barWidth - 1) / 2);
  if (rows.style === 'halves' || middle < DEAD.length) return;
  for (const index of dead)
    if (isShown(rows, index) && (bars[index]?.number?.value ?? 0) === 0)
      canvas.text({ x: x + middle + 1, y: barRow(rows, index) }, [span(DEAD, 'strong')]);
}

/** The name of the working node in its row, before it has a value. */
function drawNodeName(canvas: Canvas, { placed, rows, names, bars, hot, isNode, phase }: LayerView): void {
  const { x, barWidth } = placed;
  if (hot === null || !isNode || bars[hot]?.number) return;
  const name = span(shortNames(names, barWidth - 2)[hot] ?? '', `${phase}Strong`);
  const left = x + Math.max(1, Math.floor((barWidth - lineWidth([name])) / 2));
  canvas.text({ x: left, y: barRow(rows, hot) }, [name]);
}

/** Its name, and its activation or the part that is shown. */
function drawRowsTitle(canvas: Canvas, view: LayerView): void {
  const { titles, column, names, rows, detail: activation } = view;
  const { x, width } = view.placed;
  const title = titles[column] ?? '';
  if (view.isGradient) {
    const [short = ''] = shortNames([`∂ ${title}.in`], width - 1);
    canvas.text({ x: x + 1, y: 0 }, [span(short, 'gradient')]);
    return;
  }
  const part = ` ${rows.first}–${rows.first + rows.shown - 1}`;
  const isPart = rows.shown < names.length;
  const details = isPart
    ? [`${part} of ${names.length}`, part]
    : activation === null
      ? []
      : [` ${activation}`];
  // The part that is shown stays, even if the name has to be shortened for it.
  const detail = details.find(({ length }) => title.length + length < width) ?? (isPart ? part : '');
  const isWide = title.length + detail.length >= width;
  const after = detail === '' ? [] : [span(detail, 'ahead')];
  drawTitle(canvas, view, { x: isWide ? x : x + 1, y: 0 }, isWide ? width + 1 : width - 1, after);
}

/** Name and number above each bar. */
function drawPairs(canvas: Canvas, view: LayerView): void {
  const { placed, rows, bars, dropped } = view;
  const { x, barWidth } = placed;
  // The number has its room first; a name in less than three cells says nothing.
  const room = barWidth - NUMBER_IN_PAIR - 1;
  const names = room < 3 ? [] : shortNames(view.names, room);
  for (const [index, bar] of bars.entries()) {
    const y = wordRow(rows, index) ?? 0;
    const tone = wordTone(view, index);
    const name = span(names[index] ?? '', tone);
    const taken = name.text === '' ? 0 : lineWidth([name]) + 1;
    canvas.text({ x, y }, [name]);
    if (bar.number === null) {
      canvas.text({ x: x + taken, y }, [span(UNKNOWN, tone)]);
      continue;
    }
    const text = dropped.has(index)
      ? span('✗', tone)
      : fittedSpan(bar.number, tone, barWidth - taken, DIGITS);
    canvas.text({ x: x + barWidth - lineWidth([text]), y }, [text]);
  }
}

/** A number at the right of each bar; of the working node its name until there is one. */
function drawNumbers(canvas: Canvas, view: LayerView): void {
  const { placed, rows, bars, hot, isNode } = view;
  const names = shortNames(view.names, NUMBER);
  for (const [index, { number }] of bars.entries()) {
    const isHot = index === hot;
    const tone = wordTone(view, index);
    const unknown = isHot && isNode ? (names[index] ?? '') : UNKNOWN;
    const text: Span = number
      ? fittedSpan(number, tone, NUMBER, DIGITS)
      : span(unknown, isHot ? tone : 'ahead');
    const x = placed.x + placed.barWidth + NUMBER - lineWidth([text]);
    canvas.text({ x, y: barRow(rows, index) }, [text]);
  }
}

function drawBoxes(canvas: Canvas, view: LayerView): void {
  const { placed, rows, bars, hot, isNode, phase } = view;
  const { x, barWidth: width } = placed;
  const names = shortNames(view.names, width - 4);
  for (const [index, bar] of bars.entries()) {
    const y = barRow(rows, index);
    const isHeavy = hot === index && isNode;
    const line = isHeavy ? phase : bar.number === null ? 'frame' : 'wire';
    const [left, horizontal = '', right, side, lower, end] = isHeavy ? '┏━┓┃┗┛' : '╭─╮│╰╯';
    const name = span(` ${names[index]} `, isHeavy ? `${phase}Strong` : 'plain');
    const rest = horizontal.repeat(Math.max(0, width - 2 - lineWidth([name])));
    canvas.text({ x, y: y - 1 }, [span(`${left}`, line), name, span(`${rest}${right}`, line)]);
    canvas.text({ x, y }, [span(`${side}`, line)]);
    canvas.text({ x: x + width - 1, y }, [span(`${side}`, line)]);
    canvas.text({ x, y: y + 1 }, [span(`${lower}${horizontal.repeat(width - 2)}${end}`, line)]);
    // A number may fill its box.
    if (view.dead.has(index)) canvas.text({ x: x + 1, y: y + 1 }, [span(` ${DEAD} `, 'strong')]);
    const value = boxValue(view, bar, index, width - 2);
    canvas.text({ x: x + 1 + Math.floor((width - 2 - lineWidth(value)) / 2), y }, value);
  }
}

function boxValue(
  { dropped, isGradient }: LayerView,
  { number, tone }: Bar,
  index: number,
  columns: number,
): Line {
  const sign = isGradient ? [span('∂ ', 'gradient')] : [];
  if (number === null) return [...sign, span(UNKNOWN, 'ahead')];
  if (isGradient) return [...sign, fittedSpan(number, tone, columns - 2, DIGITS)];
  return [
    dropped.has(index) ? span('✗', 'mute') : fittedSpan(number, toneOfNumber(number.value), columns, DIGITS),
  ];
}
