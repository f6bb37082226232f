/** A network of wide layers as diverging bars, with the running dot product between the two layers at work. */
import { memoize } from '../../core/memo.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas, type Point } from '../terminal/canvas.ts';
import { UNKNOWN } from '../terminal/format.ts';
import {
  fittedSpan,
  type Line,
  lineWidth,
  type MarkedNumber,
  type Size,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import {
  type Bar,
  barRow,
  drawBars,
  drawPixels,
  isShown,
  type RowPlaces,
  windowFirst,
  wordRow,
} from './columns.ts';
import { type BarsLayout, layoutBars, type PlacedLayer } from './layout.ts';
import { barsOf, signTone } from './lens.ts';
import { drawLens } from './lens-drawing.ts';
import { lossLens } from './lens-loss.ts';
import { weightsLens } from './lens-weights.ts';
import { type BarsLayer, type BarsModel, barsModelOf, NumberReader } from './model.ts';
import { shortNames } from './names.ts';
import { type Work, workAt } from './work.ts';

/** Digits of the numbers of nodes. */
const DIGITS = 4;
/** Cells of a number at the right of a bar, and of the gap before it. */
const NUMBER = 8;

/** The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells. Empty without layers. */
export function barLines(scene: Scene, size: Size): Line[] {
  const work = workAt(scene);
  if (work === null || size.rows < 1 || size.columns < 1) return [];
  return new BarsDrawing(scene, work, size).lines();
}

/** Found once for a network, a size and a pair of layers. */
const layouts = memoize(
  (model: BarsModel) => model,
  () => new Map<string, BarsLayout>(),
);

/** More sizes than these are not kept: a window that is dragged has many. */
const MOST_LAYOUTS = 200;

function layoutFor(model: BarsModel, work: Work, size: Size): BarsLayout {
  const kept = layouts(model);
  const isMirrored = work.kind === 'gathered';
  const key = `${size.columns} ${size.rows} ${work.pair} ${isMirrored}`;
  const known = kept.get(key);
  if (known) return known;
  if (kept.size >= MOST_LAYOUTS) kept.clear();
  const made = layoutBars(model.shapes, { pair: work.pair, isMirrored }, size);
  kept.set(key, made);
  return made;
}

class BarsDrawing {
  readonly #scene: Scene;
  readonly #model: BarsModel;
  readonly #reader: NumberReader;
  readonly #work: Work;
  readonly #canvas: Canvas;
  readonly #layout: BarsLayout;

  constructor(scene: Scene, work: Work, size: Size) {
    this.#scene = scene;
    this.#model = barsModelOf(scene);
    this.#reader = new NumberReader(scene);
    this.#work = work;
    this.#canvas = new Canvas(size);
    this.#layout = layoutFor(this.#model, work, size);
  }

  lines(): Line[] {
    const { layers, lens, joins } = this.#layout;
    for (const index of layers.keys()) this.#drawLayer(index);
    for (const { x, row, length, shape } of joins) {
      this.#canvas.text({ x, y: row }, [span(`${'─'.repeat(length - 1)}▸`, 'wire')]);
      if (shape !== null) this.#canvas.text({ x, y: row - 1 }, [span(shape, 'ahead')]);
    }
    const { pair, kind, node } = this.#work;
    const content =
      kind === 'loss'
        ? lossLens(this.#scene, this.#reader, this.#work)
        : weightsLens(this.#scene, this.#reader, this.#work, kind);
    const rowColumn = kind === 'gathered' ? pair + 1 : pair;
    drawLens(this.#canvas, lens, content, {
      work: this.#work,
      rows: this.#rowsOf(rowColumn),
      nodeRow: kind === 'loss' ? null : barRow(this.#rowsOf(node.column), node.index),
      isNodeBoxed: this.#rowsOf(node.column).style === 'boxes',
      nameIn: ({ column, index }, columns) =>
        shortNames(this.#model.layers[column]?.names ?? [], columns)[index] ?? '',
    });
    return this.#canvas.lines();
  }

  /** The row that has to be visible in a layer beside the lens; null in others. */
  #focusOf(column: number): number | null {
    const { kind, pair, node, focus } = this.#work;
    if (column === node.column) return kind === 'loss' ? focus : node.index;
    return column === pair || column === pair + 1 ? focus : null;
  }

  /** The rows of a layer, with the window around what works now. */
  #rowsOf(column: number): RowPlaces {
    const { rows } = this.#layout.layers[column] as PlacedLayer;
    const count = this.#model.shapes[column]?.count ?? 0;
    return { ...rows, first: windowFirst(count, rows.shown, this.#focusOf(column) ?? 0) };
  }

  #drawLayer(column: number): void {
    const placed = this.#layout.layers[column] as PlacedLayer;
    const layer = this.#model.layers[column] as BarsLayer;
    const { x, top } = placed;
    const middle = this.#middle;
    switch (placed.style) {
      case 'rows':
        this.#drawRows(column, placed, layer);
        return;
      case 'pixels':
        drawPixels(this.#canvas, { x, y: top }, placed.pixels, this.#bars(column, layer));
        this.#title({ x, y: top - 1 }, placed.width - 1, layer, [span(` ${layer.names.length}`, 'ahead')]);
        return;
      case 'name':
        this.#title({ x, y: middle - 1 }, placed.width - 1, layer, []);
        this.#count(x, middle, column, layer);
        return;
      case 'count':
        this.#count(x, middle, column, layer);
        return;
      case 'more':
        this.#canvas.text({ x, y: middle }, [span('…', 'ahead')]);
    }
  }

  /** The row of the joins. */
  get #middle(): number {
    return this.#layout.joins[0]?.row ?? 1;
  }

  #count(x: number, y: number, column: number, { names }: BarsLayer): void {
    const isKnown = this.#value(column, 0) !== null;
    this.#canvas.text({ x, y }, [span(String(names.length), isKnown ? 'plain' : 'ahead')]);
  }

  #value(column: number, index: number): MarkedNumber | null {
    const name = this.#model.layers[column]?.names[index];
    return name === undefined ? null : this.#reader.of(this.#scene.session.values.slotsOf(name));
  }

  /** Whether the layer shows gradients: those that the lens reads from its right. */
  #isGradient(column: number): boolean {
    return this.#work.kind === 'gathered' && column === this.#work.pair + 1;
  }

  /** The row of the layer that the step is about, and its tone: the working node, or the present term. */
  #hot(column: number): { readonly index: number | null; readonly tone: 'strong' | 'phase' } {
    const { kind, pair, node, term } = this.#work;
    if (kind === 'loss') return { index: column === pair ? term : null, tone: 'strong' };
    if (column === node.column) return { index: node.index, tone: 'phase' };
    return { index: column === pair || column === pair + 1 ? term : null, tone: 'strong' };
  }

  #bars(column: number, { names }: BarsLayer): Bar[] {
    const isGradient = this.#isGradient(column);
    const { index: hot, tone } = this.#hot(column);
    const { values } = this.#scene.session;
    const numbers = names.map((name) =>
      this.#reader.of(isGradient ? this.#model.slotsOf(name).sumGradient : values.slotsOf(name)),
    );
    const strong = tone === 'phase' ? (`${this.#work.phase}Strong` as const) : 'strong';
    return barsOf(numbers, (number, index) =>
      index === hot ? strong : isGradient ? 'gradient' : signTone(number),
    );
  }

  /** The title of a layer, as much of it as fits, and what stands after it. */
  #title(at: Point, room: number, layer: BarsLayer, after: Line, isBold = false): void {
    const left = Math.max(1, room - lineWidth(after));
    const text = shortNames(this.#model.titles, left)[this.#model.layers.indexOf(layer)] ?? '';
    this.#canvas.text(at, [span(text, isBold ? 'strong' : 'mute'), ...after]);
  }

  #drawRows(column: number, placed: PlacedLayer, layer: BarsLayer): void {
    const rows = this.#rowsOf(column);
    const bars = this.#bars(column, layer);
    if (rows.style === 'boxes') {
      this.#drawBoxes(column, placed, layer, bars);
      return;
    }
    drawBars(this.#canvas, { x: placed.x, width: placed.barWidth }, rows, bars);
    this.#drawRowsTitle(column, placed, layer, rows);
    if (rows.style === 'pairs') this.#drawPairs(column, placed, layer, bars);
    else if (placed.hasNumbers) this.#drawNumbers(column, placed, layer, bars);
    this.#drawSigns(column, placed, layer, rows, bars);
  }

  /** In a layer with one row a node or less: the name of the working node before it has a value, and dropped nodes. */
  #drawSigns(
    column: number,
    { x, barWidth, hasNumbers }: PlacedLayer,
    layer: BarsLayer,
    rows: RowPlaces,
    bars: readonly Bar[],
  ): void {
    if (layer.hasDropout && rows.style !== 'pairs')
      for (const index of layer.names.keys())
        if (isShown(rows, index) && this.#isDropped(layer, index))
          this.#canvas.text({ x: x + Math.floor((barWidth - 1) / 2), y: barRow(rows, index) }, [
            span('✗', 'mute'),
          ]);
    const { index, tone } = this.#hot(column);
    if (index === null || tone !== 'phase' || bars[index]?.number || rows.style === 'pairs') return;
    const name = shortNames(layer.names, barWidth - 2)[index] ?? '';
    if (hasNumbers) return;
    const left = x + Math.max(1, Math.floor((barWidth - lineWidth([span(name)])) / 2));
    this.#canvas.text({ x: left, y: barRow(rows, index) }, [span(name, `${this.#work.phase}Strong`)]);
  }

  #isDropped({ names, hasDropout }: BarsLayer, index: number): boolean {
    if (!hasDropout) return false;
    const node = names[index] as string;
    return this.#reader.ofAddress({ kind: 'node', node, part: 'mask' })?.value === 0;
  }

  /** Its name, its activation or the part that is shown. */
  #drawRowsTitle(column: number, placed: PlacedLayer, layer: BarsLayer, rows: RowPlaces): void {
    const { pair, kind } = this.#work;
    const isBeside = column === pair || (column === pair + 1 && kind !== 'loss');
    const { x, width } = placed;
    if (this.#isGradient(column)) {
      const [title = ''] = shortNames([`∂ ${layer.title}.in`], width - 1);
      this.#canvas.text({ x: x + 1, y: 0 }, [span(title, 'gradient')]);
      return;
    }
    const last = rows.first + rows.shown - 1;
    const count = layer.names.length;
    const isPart = rows.shown < count;
    const details = isPart
      ? [` ${rows.first}–${last} of ${count}`, ` ${rows.first}–${last}`]
      : layer.detail === null
        ? []
        : [` ${layer.detail}`];
    // The part that is shown stays, even if the name has to be shortened for it.
    const detail =
      details.find(({ length }) => layer.title.length + length < width) ??
      (isPart ? (details.at(-1) as string) : '');
    const isWide = layer.title.length + detail.length >= width;
    const at = { x: isWide ? x : x + 1, y: 0 };
    const after = detail === '' ? [] : [span(detail, 'ahead')];
    this.#title(at, isWide ? width + 1 : width - 1, layer, after, isBeside);
  }

  /** The tone of a node's words. */
  #wordTone(column: number, index: number) {
    const hot = this.#hot(column);
    if (hot.index !== index) return 'mute' as const;
    return hot.tone === 'phase' ? (`${this.#work.phase}Strong` as const) : ('strong' as const);
  }

  /** Name and number above each bar. */
  #drawPairs(column: number, { x, barWidth }: PlacedLayer, layer: BarsLayer, bars: readonly Bar[]): void {
    const rows = this.#rowsOf(column);
    const names = shortNames(layer.names, barWidth - 4);
    for (const [index, bar] of bars.entries()) {
      const y = wordRow(rows, index) ?? 0;
      const tone = this.#wordTone(column, index);
      const name = names[index] ?? '';
      this.#canvas.text({ x, y }, [span(name, tone)]);
      if (bar.number === null) {
        this.#canvas.text({ x: x + name.length + 1, y }, [span(UNKNOWN, tone)]);
        continue;
      }
      const text = this.#isDropped(layer, index)
        ? span('✗', tone)
        : fittedSpan(bar.number, tone, Math.max(3, barWidth - name.length - 1), DIGITS);
      this.#canvas.text({ x: x + barWidth - lineWidth([text]), y }, [text]);
    }
  }

  /** A number at the right of each bar; of the working node its name until there is one. */
  #drawNumbers(column: number, { x, barWidth }: PlacedLayer, layer: BarsLayer, bars: readonly Bar[]): void {
    const rows = this.#rowsOf(column);
    const names = shortNames(layer.names, NUMBER);
    const { index: hot, tone } = this.#hot(column);
    for (const [index, bar] of bars.entries()) {
      const unknown = index === hot && tone === 'phase' ? (names[index] ?? '') : UNKNOWN;
      const text: Span = bar.number
        ? fittedSpan(bar.number, this.#wordTone(column, index), NUMBER, DIGITS)
        : span(unknown, index === hot ? this.#wordTone(column, index) : 'ahead');
      const at = { x: x + barWidth + NUMBER - lineWidth([text]), y: barRow(rows, index) };
      this.#canvas.text(at, [text]);
    }
  }

  #drawBoxes(
    column: number,
    { x, barWidth: width }: PlacedLayer,
    layer: BarsLayer,
    bars: readonly Bar[],
  ): void {
    const rows = this.#rowsOf(column);
    const names = shortNames(layer.names, width - 4);
    for (const [index, { number, tone }] of bars.entries()) {
      const y = barRow(rows, index);
      const hot = this.#hot(column);
      const isNode = hot.index === index && hot.tone === 'phase';
      const line = isNode ? this.#work.phase : number === null ? 'frame' : 'wire';
      const [left, horizontal, right, side, lower, end] = isNode ? '┏━┓┃┗┛' : '╭─╮│╰╯';
      const name = span(` ${names[index]} `, isNode ? `${this.#work.phase}Strong` : 'plain');
      const rest = horizontal?.repeat(Math.max(0, width - 2 - lineWidth([name]))) ?? '';
      this.#canvas.text({ x, y: y - 1 }, [span(left ?? '', line), name, span(`${rest}${right}`, line)]);
      this.#canvas.text({ x, y }, [span(side ?? '', line)]);
      this.#canvas.text({ x: x + width - 1, y }, [span(side ?? '', line)]);
      this.#canvas.text({ x, y: y + 1 }, [span(`${lower}${horizontal?.repeat(width - 2)}${end}`, line)]);
      const value = this.#isGradient(column)
        ? [span('∂ ', tone), number ? fittedSpan(number, tone, width - 5, DIGITS) : span(UNKNOWN, 'ahead')]
        : [this.#boxValue(layer, index, number, width - 4)];
      const start = x + 1 + Math.floor((width - 2 - lineWidth(value)) / 2);
      this.#canvas.text({ x: start, y }, value);
    }
  }

  #boxValue(layer: BarsLayer, index: number, number: MarkedNumber | null, columns: number): Span {
    if (this.#isDropped(layer, index)) return span('✗', 'mute');
    if (number === null) return span(UNKNOWN, 'ahead');
    return fittedSpan(number, toneOfNumber(number.value), columns, DIGITS);
  }
}
