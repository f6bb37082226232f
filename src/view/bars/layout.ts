/** Lays out the layers of a network of wide layers, with a lens between the two at work. */
import type { Size } from '../terminal/text.ts';
import { heightOf, type PixelShape, pixelShape, type RowPlaces, type RowStyle } from './columns.ts';
import type {
  BarsLayout,
  Join,
  LayerShape,
  LayerStyle,
  LensPlace,
  PlacedLayer,
  PlacedLens,
} from './places.ts';

/** From these widths on, bars are longer, and numbers stand beside them. */
const LONG_FROM = 105;
const NUMBERS_FROM = 116;
/** Cells of a number beside a bar, and those of the gap before it. */
const NUMBER = 9;
/** Widths of bars, of layers and in the lens, the best first. */
const WIDTHS = [
  { layer: 11, lens: 11 },
  { layer: 9, lens: 9 },
  { layer: 9, lens: 7 },
  { layer: 7, lens: 7 },
  { layer: 7, lens: 5 },
] as const;
const LONG_LAYER = 15;
/** The widest box of a node. */
const MOST_BOX = 18;
const LEAST_BOX = 11;
/** Cells of a box beside its name. */
const BOX_EDGES = 5;
/** Cells of a number beside the name of its node, with the gap before it. */
const PAIR_NUMBER = 6;
/** Cells of the running sum. */
const CHIP = 10;
const LEAST_GAP = 2;
const MOST_GAP = 9;

/** Lays out the layers and the lens in a size. */
export function layoutBars(shapes: readonly LayerShape[], place: LensPlace, size: Size): BarsLayout {
  const options = WIDTHS.map(
    (widths) =>
      new Planned(shapes, place, size, size.columns >= LONG_FROM ? { ...widths, layer: LONG_LAYER } : widths),
  );
  const fitting = options.find((planned) => planned.shrink()) ?? (options.at(-1) as Planned);
  fitting.leaveOut();
  return fitting.layout();
}

class Planned {
  readonly #shapes: readonly LayerShape[];
  readonly #place: LensPlace;
  readonly #size: Size;
  readonly #widths: { readonly layer: number; readonly lens: number };
  readonly #styles: LayerStyle[];
  /** Rows below the titles. */
  readonly #rows: number;

  constructor(
    shapes: readonly LayerShape[],
    place: LensPlace,
    size: Size,
    widths: { readonly layer: number; readonly lens: number },
  ) {
    this.#shapes = shapes;
    this.#place = place;
    this.#size = size;
    this.#widths = widths;
    this.#rows = Math.max(1, size.rows - 1);
    this.#styles = shapes.map(({ count }, index) =>
      count > this.#rows * 2 && !this.#isBesideLens(index) ? 'pixels' : 'rows',
    );
  }

  #isBesideLens(index: number): boolean {
    return index === this.#place.pair || index === this.#place.pair + 1;
  }

  /** The layers that are not beside the lens, those furthest from it first. */
  #others(): number[] {
    const { pair } = this.#place;
    return this.#shapes
      .map((_, index) => index)
      .filter((index) => !this.#isBesideLens(index))
      .sort((a, b) => Math.abs(b - pair) - Math.abs(a - pair));
  }

  /**
   * Shows layers as their name and count, those far from the lens first, until everything fits; if it does not, as
   * their count alone. Returns whether everything fits.
   */
  shrink(): boolean {
    const others = this.#others();
    for (const index of others) {
      if (this.#least() <= this.#size.columns) return true;
      this.#styles[index] = 'name';
    }
    if (this.#least() <= this.#size.columns) return true;
    for (const index of others) this.#styles[index] = 'count';
    return this.#least() <= this.#size.columns;
  }

  /** Leaves the furthest layers out, one `…` for those of a side, until the rest fits. */
  leaveOut(): void {
    const { pair } = this.#place;
    for (const index of this.#others()) {
      if (this.#least() <= this.#size.columns) return;
      const outer = index < pair ? index - 1 : index + 1;
      if (this.#styles[outer] === 'more') this.#styles[outer] = 'none';
      this.#styles[index] = 'more';
    }
  }

  #rowStyle(index: number): RowStyle {
    const { count } = this.#shapes[index] as LayerShape;
    if (count * 3 <= this.#rows) return 'boxes';
    if (count * 2 <= this.#rows) return 'pairs';
    return count <= this.#rows ? 'rows' : 'halves';
  }

  #hasNumbers(index: number): boolean {
    return this.#size.columns >= NUMBERS_FROM && this.#rowStyle(index) === 'rows';
  }

  /** The layer that the rows of the lens belong to. */
  get #rowLayer(): number {
    return this.#place.isMirrored ? this.#place.pair + 1 : this.#place.pair;
  }

  #barWidth(index: number): number {
    const { widest } = this.#shapes[index] as LayerShape;
    const { layer } = this.#widths;
    if (this.#rowStyle(index) === 'pairs' && layer >= LEAST_BOX)
      return Math.max(layer, Math.min(LONG_LAYER, widest + PAIR_NUMBER));
    if (this.#rowStyle(index) !== 'boxes') return layer;
    const box = Math.min(MOST_BOX, Math.max(LEAST_BOX, widest + BOX_EDGES));
    return layer < LEAST_BOX ? Math.max(layer, LEAST_BOX - 2) : box;
  }

  #pixels(index: number): PixelShape {
    return pixelShape((this.#shapes[index] as LayerShape).count, this.#rows * 2);
  }

  #width(index: number): number {
    const { title, count } = this.#shapes[index] as LayerShape;
    const digits = String(count).length;
    switch (this.#styles[index]) {
      case 'rows':
        return this.#barWidth(index) + (this.#hasNumbers(index) ? NUMBER : 0);
      case 'pixels': {
        const { columns, cells } = this.#pixels(index);
        return Math.max(title.length + 1 + digits, columns * cells) + 1;
      }
      case 'name':
        return Math.max(title.length, digits, 4) + 1;
      case 'count':
        return digits + 1;
      case 'more':
        return 2;
      default:
        return 0;
    }
  }

  #lensWidth(): number {
    const { lens } = this.#widths;
    const numbers = this.#hasNumbers(this.#rowLayer) ? NUMBER : 0;
    return 2 + lens + numbers + 3 + lens + numbers + 2 + CHIP + (numbers > 0 ? 1 : 0);
  }

  /** The layers after which a join stands: not the one before the lens, and none that is left out. */
  #joined(): number[] {
    return this.#shapes.flatMap((_, index) => {
      const isLast = index === this.#shapes.length - 1;
      return isLast || index === this.#place.pair || this.#styles[index] === 'none' ? [] : [index];
    });
  }

  #least(): number {
    const layers = this.#shapes.reduce((sum, _, index) => sum + this.#width(index), 0);
    return layers + this.#lensWidth() + LEAST_GAP * this.#joined().length;
  }

  layout(): BarsLayout {
    const joined = this.#joined();
    const taken = this.#least() - LEAST_GAP * joined.length;
    const share = Math.floor((this.#size.columns - taken) / Math.max(1, joined.length));
    const gap = Math.max(LEAST_GAP, Math.min(MOST_GAP, share));
    let x = Math.max(0, Math.floor((this.#size.columns - taken - gap * joined.length) / 2));
    const layers: PlacedLayer[] = [];
    const joins: Join[] = [];
    let lens: PlacedLens | null = null;
    for (const index of this.#shapes.keys()) {
      layers.push(this.#layer(index, x));
      x += this.#width(index);
      if (index === this.#place.pair) {
        lens = this.#lens(x);
        x += lens.width;
      } else if (joined.includes(index)) {
        joins.push(this.#join(index, x, gap));
        x += gap;
      }
    }
    return { layers, lens: lens ?? this.#lens(x), joins, middle: this.#middle };
  }

  /** The row of the joins: the middle of the layers that are drawn as rows, if each of them has a row there. */
  get #middle(): number {
    const drawn = [...this.#shapes.keys()].filter((index) => this.#styles[index] === 'rows');
    const haveMiddle = drawn.every((index) => heightOf(this.#placesOf(index)) % 2 === 1);
    return 1 + Math.floor((this.#rows - Number(haveMiddle)) / 2);
  }

  #join(index: number, x: number, gap: number): Join {
    const row = this.#middle;
    const isShort = this.#styles[index] !== 'rows' && this.#styles[index] !== 'pixels';
    if (isShort) return { x, row, length: Math.max(1, gap - 1), shape: null };
    const [from, to] = [this.#shapes[index] as LayerShape, this.#shapes[index + 1] as LayerShape];
    const shape = `${to.count}×${from.count}`;
    const isRoom = this.#styles[index] === 'rows' && gap >= shape.length + 2;
    return { x: x + 1, row, length: Math.max(1, gap - 2), shape: isRoom ? shape : null };
  }

  /** The rows of a layer's nodes, from 0. */
  #placesOf(index: number): RowPlaces {
    const { count } = this.#shapes[index] as LayerShape;
    return { style: this.#rowStyle(index), top: 0, first: 0, shown: Math.min(count, this.#rows * 2) };
  }

  #layer(index: number, x: number): PlacedLayer {
    const rows = this.#placesOf(index);
    const pixels = this.#pixels(index);
    const middle = (height: number) => 1 + Math.max(0, Math.floor((this.#rows - height) / 2));
    return {
      style: this.#styles[index] as LayerStyle,
      x,
      width: this.#width(index),
      barWidth: this.#barWidth(index),
      hasNumbers: this.#hasNumbers(index),
      rows: { ...rows, top: middle(heightOf(rows)) },
      pixels,
      top: middle(Math.ceil(pixels.rows / 2)),
    };
  }

  #lens(x: number): PlacedLens {
    const { lens: bar } = this.#widths;
    const hasNumbers = this.#hasNumbers(this.#rowLayer);
    const numbers = hasNumbers ? NUMBER : 0;
    const width = this.#lensWidth();
    const chip = CHIP + (hasNumbers ? 1 : 0);
    // From the layer of the rows: a sign, a column, a sign, a column, the bracket and its line, the chip.
    const first = 2;
    const sign = first + bar + numbers + 1;
    const second = sign + 2;
    const bracket = second + bar + numbers;
    const shared = { x, width, barWidth: bar, hasNumbers };
    if (!this.#place.isMirrored)
      return {
        ...shared,
        columns: [x + first, x + second],
        signs: [x, x + sign],
        bracket: x + bracket,
        chip: { x: x + bracket + 2, width: chip },
        bend: x + width - 1,
        end: x + width,
      };
    const last = x + width - 1;
    return {
      ...shared,
      columns: [last - first - bar - numbers + 1, last - second - bar - numbers + 1],
      signs: [last, last - sign],
      bracket: last - bracket,
      chip: { x, width: chip },
      bend: x,
      end: x - 1,
    };
  }
}
