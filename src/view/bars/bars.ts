/** A network of wide layers as diverging bars, with the running dot product between the two layers at work. */
import { memoize, memoizeRecent } from '../../core/memo.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import { shortNames } from '../terminal/short-names.ts';
import { type Line, type Size, span } from '../terminal/text.ts';
import { barRow, type RowPlaces, windowFirst } from './columns.ts';
import { drawLayer, type LayerView } from './layers.ts';
import { layoutBars } from './layout.ts';
import { barsOf, signTone } from './lens.ts';
import { drawLens } from './lens-drawing.ts';
import { lossLens } from './lens-loss.ts';
import { weightsLens } from './lens-weights.ts';
import { type BarsLayer, type BarsModel, barsModelOf, NumberReader } from './model.ts';
import type { BarsLayout, LensPlace, PlacedLayer } from './places.ts';
import { type Work, workAt } from './work.ts';

/**
 * The drawing at the cursor: at most `size.rows` lines of at most `size.columns` cells. Empty without layers.
 *
 * @param dead the nodes that no example trains any more
 */
export function barLines(scene: Scene, size: Size, dead: ReadonlySet<string> = new Set()): Line[] {
  const work = workAt(scene);
  if (work === null || size.rows < 1 || size.columns < 1) return [];
  return new BarsDrawing(scene, work, size, dead).lines();
}

/** Found once for a network, a size and a pair of layers. */
const layouts = memoize(
  (model: BarsModel) => model,
  (model) =>
    memoizeRecent(
      MOST_LAYOUTS,
      ({ place, size }: Wanted) => `${size.columns} ${size.rows} ${place.pair} ${place.isMirrored}`,
      ({ place, size }: Wanted) => layoutBars(model.shapes, place, size),
    ),
);

/** More sizes than these are not kept: a window that is dragged has many. */
const MOST_LAYOUTS = 200;

interface Wanted {
  readonly place: LensPlace;
  readonly size: Size;
}

function layoutFor(model: BarsModel, { pair, kind }: Work, size: Size): BarsLayout {
  return layouts(model)({ place: { pair, isMirrored: kind === 'gathered' }, size });
}

const NONE: ReadonlySet<number> = new Set();

class BarsDrawing {
  readonly #scene: Scene;
  readonly #model: BarsModel;
  readonly #reader: NumberReader;
  readonly #work: Work;
  readonly #canvas: Canvas;
  readonly #layout: BarsLayout;
  readonly #dead: ReadonlySet<string>;

  constructor(scene: Scene, work: Work, size: Size, dead: ReadonlySet<string>) {
    this.#dead = dead;
    this.#scene = scene;
    this.#model = barsModelOf(scene);
    this.#reader = new NumberReader(scene);
    this.#work = work;
    this.#canvas = new Canvas(size);
    this.#layout = layoutFor(this.#model, work, size);
  }

  lines(): Line[] {
    const { layers, lens, joins } = this.#layout;
    for (const column of layers.keys()) drawLayer(this.#canvas, this.#view(column));
    for (const { x, row, length, shape } of joins) {
      this.#canvas.text({ x, y: row }, [span(`${'─'.repeat(length - 1)}▸`, 'wire')]);
      if (shape !== null) this.#canvas.text({ x, y: row - 1 }, [span(shape, 'ahead')]);
    }
    const { pair, kind, node } = this.#work;
    const content =
      kind === 'loss'
        ? lossLens(this.#scene, this.#reader, this.#work)
        : weightsLens(this.#scene, this.#reader, this.#work, kind);
    const nodeRows = this.#rowsOf(node.column);
    drawLens(this.#canvas, lens, content, {
      work: this.#work,
      rows: this.#rowsOf(kind === 'gathered' ? pair + 1 : pair),
      nodeRow: kind === 'loss' ? null : barRow(nodeRows, node.index),
      isNodeBoxed: nodeRows.style === 'boxes',
      nameIn: ({ column, index }, columns) =>
        shortNames(this.#model.layers[column]?.names ?? [], columns)[index] ?? '',
    });
    return this.#canvas.lines();
  }

  #isBeside(column: number): boolean {
    const { pair, kind } = this.#work;
    return column === pair || (column === pair + 1 && kind !== 'loss');
  }

  /** The rows of a layer, with the window around what works now. */
  #rowsOf(column: number): RowPlaces {
    const { kind, node, focus } = this.#work;
    const { rows } = this.#layout.layers[column] as PlacedLayer;
    const count = this.#model.shapes[column]?.count ?? 0;
    const isNode = column === node.column && kind !== 'loss';
    const visible = isNode ? node.index : this.#isBeside(column) ? focus : 0;
    return { ...rows, first: windowFirst(count, rows.shown, visible) };
  }

  #view(column: number): LayerView {
    const { kind, pair, phase, node, term } = this.#work;
    const { names, values, detail, hasDropout } = this.#model.layers[column] as BarsLayer;
    const isNode = column === node.column && kind !== 'loss';
    const isBeside = this.#isBeside(column);
    // The lens of what is gathered reads gradients from its right.
    const isGradient = kind === 'gathered' && column === pair + 1;
    const hot = isNode ? node.index : isBeside ? term : null;
    const strong: Tone = isNode ? `${phase}Strong` : 'strong';
    const numbers = isGradient
      ? names.map((name) => this.#reader.of(this.#model.slotsOf(name).sumGradient))
      : values.map((slots) => this.#reader.of(slots));
    return {
      placed: this.#layout.layers[column] as PlacedLayer,
      titles: this.#model.titles,
      column,
      detail,
      names,
      rows: this.#rowsOf(column),
      bars: barsOf(numbers, (number, index) =>
        index === hot ? strong : isGradient ? 'gradient' : signTone(number),
      ),
      hot,
      isNode,
      phase,
      isBeside,
      isGradient,
      dropped: hasDropout ? this.#dropped(names) : NONE,
      // Before its value is known, nothing is told of a node.
      dead: new Set(names.flatMap((name, index) => (numbers[index] && this.#dead.has(name) ? [index] : []))),
      middle: this.#layout.middle,
    };
  }

  /** The nodes that dropout has set to 0. */
  #dropped(names: readonly string[]): ReadonlySet<number> {
    const isDropped = (node: string) =>
      this.#reader.ofAddress({ kind: 'node', node, part: 'mask' })?.value === 0;
    return new Set(names.flatMap((name, index) => (isDropped(name) ? [index] : [])));
  }
}
