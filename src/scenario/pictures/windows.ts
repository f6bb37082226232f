/** Windows: formulas that use the same matrix of weights at several places of one image. Found in a tape. */
import { memoize } from '../../core/memo.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import type { Scenario } from '../format/scenario.ts';
import { termsOf } from './shares.ts';

/** Rows and columns are counted from 0. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** A weight in its place of the kernel. */
interface Tap extends Place {
  readonly weight: Slot;
}

/** A pixel in its place of the image. A number that pads the image, such as 0, is at several places. */
interface Pixel extends Place {
  readonly slot: Slot;
}

/** The kernel at one place: a sum of products. */
export interface WindowAt {
  /** The place of its upper left corner in the image. */
  readonly corner: Place;
  /** The sum of the products, with a bias if there is one. */
  readonly result: Slot;
  /** In the order of the taps; null for a weight that is not used here, as at the edge of an image. */
  readonly products: readonly (Slot | null)[];
  /** All values on the way to the result, with it. */
  readonly slots: ReadonlySet<Slot>;
}

export interface SlidingWindow {
  readonly kernel: string;
  readonly taps: readonly Tap[];
  readonly image: readonly Pixel[];
  /** In the order of the tape; at least two. */
  readonly places: readonly WindowAt[];
}

/** A sum of products with the weights of one parameter. */
interface Sum {
  readonly array: string;
  readonly result: Slot;
  readonly slots: ReadonlySet<Slot>;
  /** By weight: the product, and what the weight is multiplied by. */
  readonly products: ReadonlyMap<Slot, { readonly product: Slot; readonly pixel: Slot }>;
}

const foundIn = memoize(
  ({ run }: { readonly run: Run; readonly scenario: Scenario }) => run,
  ({ run, scenario }) => ({ window: find(run, scenario) }),
);

/**
 * The window that slides over an image; null if there is none. The places of the pixels follow from the weights that
 * they are multiplied by, so the places of the kernel must overlap.
 */
export function slidingWindow(run: Run, scenario: Scenario): SlidingWindow | null {
  return foundIn({ run, scenario }).window;
}

function find(run: Run, scenario: Scenario): SlidingWindow | null {
  const taps = tapsOf(run, scenario);
  if (taps.size === 0) return null;
  const sums = sumsOf(run, taps);
  for (const array of new Set(sums.map((sum) => sum.array))) {
    const own = sums.filter((sum) => sum.array === array);
    const placed = isShared(own) ? placedSums(own, taps, run) : null;
    if (placed !== null) return windowOf(array, placed, taps);
  }
  return null;
}

/** Whether sums use a weight in common. Otherwise each has weights of its own, as the nodes of a layer have. */
function isShared(sums: readonly Sum[]): boolean {
  const weights = sums.flatMap(({ products }) => [...products.keys()]);
  return new Set(weights).size < weights.length;
}

interface KnownTap extends Place {
  readonly array: string;
}

/** The place of each number of each vector or matrix that is learned. */
function tapsOf({ slots, parameters }: Run, scenario: Scenario): Map<Slot, KnownTap> {
  if (scenario.parameters.length === 0) return new Map();
  const slotOf = new Map(parameters.map((slot) => [slots[slot]?.name, slot]));
  return new Map(
    scenario.parameters.flatMap(({ name, array, indexes }): [Slot, KnownTap][] => {
      const slot = slotOf.get(name);
      const [first, second] = indexes;
      if (slot === undefined || first === undefined) return [];
      const place = second === undefined ? { row: 0, column: first } : { row: first, column: second };
      return [[slot, { ...place, array }]];
    }),
  );
}

/** The sums of at least two products of one parameter's weights with other values, and of a bias. */
function sumsOf({ example, parameters }: Run, taps: ReadonlyMap<Slot, KnownTap>): Sum[] {
  const forward = example.instructions.filter(({ scope }) => scope.phase === 'forward');
  const writers = new Map(forward.map((each) => [each.result, each]));
  const writerOf = (slot: Slot) => writers.get(slot);
  const added = new Set(forward.flatMap(({ op, operands }) => (op === 'add' ? operands : [])));
  const learned = new Set(parameters);
  return forward.flatMap(({ op, result }): Sum[] => {
    // A sum inside a larger one is only a part of it.
    if (op !== 'add' || added.has(result)) return [];
    const apart = termsOf(result, writerOf);
    if (apart === null) return [];
    const { terms } = apart;
    const found = terms.flatMap((term) => productOf(writers.get(term), taps) ?? []);
    const biases = terms.filter((term) => learned.has(term));
    const arrays = new Set(found.map(({ weight }) => taps.get(weight)?.array));
    const products = new Map(found.map(({ weight, product, pixel }) => [weight, { product, pixel }]));
    const isWhole = found.length + biases.length === terms.length && products.size === found.length;
    const [array] = arrays;
    return isWhole && array !== undefined && arrays.size === 1 && products.size > 1
      ? [{ array, result, products, slots: new Set([...apart.sums, ...found.map(({ product }) => product)]) }]
      : [];
  });
}

function productOf(instruction: Instruction | undefined, taps: ReadonlyMap<Slot, KnownTap>) {
  const [a, b] = instruction?.operands ?? [];
  if (instruction?.op !== 'multiply' || a === undefined || b === undefined) return null;
  const [weight, pixel] = taps.has(a) ? [a, b] : [b, a];
  return taps.has(weight) && !taps.has(pixel) ? { weight, pixel, product: instruction.result } : null;
}

/** The sums with the corners of their windows, and the pixels. */
interface Placed {
  readonly corners: ReadonlyMap<Sum, Place>;
  readonly image: readonly Pixel[];
}

/**
 * Places the first window anywhere, and each next one by a pixel that it shares with those before. Null if a window
 * shares none, or if two pixels would be in one place, or one pixel in two.
 */
function placedSums(sums: readonly Sum[], taps: ReadonlyMap<Slot, KnownTap>, { slots }: Run): Placed | null {
  const corners = new Map<Sum, Place>();
  const pixels = new Map<Slot, Place>();
  const image = new Map<string, Pixel>();
  const waiting = new Set(sums);
  let next = sums[0];
  while (next !== undefined) {
    waiting.delete(next);
    const corner = cornerOf(next, pixels, taps) ?? { row: 0, column: 0 };
    corners.set(next, corner);
    for (const [weight, { pixel }] of next.products) {
      const tap = taps.get(weight) as KnownTap;
      const place = { row: corner.row + tap.row, column: corner.column + tap.column };
      const known = pixels.get(pixel) ?? place;
      const there = image.get(keyOf(place)) ?? { slot: pixel, ...place };
      if (there.slot !== pixel || keyOf(known) !== keyOf(place)) return null;
      image.set(keyOf(place), there);
      // A number that pads the image tells no place.
      if (slots[pixel]?.kind !== 'constant') pixels.set(pixel, place);
    }
    next = [...waiting].find((sum) => cornerOf(sum, pixels, taps) !== null);
  }
  const isWhole = waiting.size === 0 && sums.length > 1;
  const areApart = new Set([...corners.values()].map(keyOf)).size === corners.size;
  return isWhole && areApart ? { corners, image: [...image.values()] } : null;
}

const keyOf = ({ row, column }: Place) => `${row} ${column}`;

/** Where the corner of a window must be, by a pixel that has a place; null if none has. */
function cornerOf(
  { products }: Sum,
  pixels: ReadonlyMap<Slot, Place>,
  taps: ReadonlyMap<Slot, KnownTap>,
): Place | null {
  for (const [weight, { pixel }] of products) {
    const [place, tap] = [pixels.get(pixel), taps.get(weight)];
    if (place && tap) return { row: place.row - tap.row, column: place.column - tap.column };
  }
  return null;
}

function windowOf(kernel: string, { corners, image }: Placed, known: ReadonlyMap<Slot, KnownTap>) {
  const used = new Set([...corners.keys()].flatMap(({ products }) => [...products.keys()]));
  const taps = [...known].flatMap(([weight, { row, column }]): Tap[] =>
    used.has(weight) ? [{ row, column, weight }] : [],
  );
  const origin = {
    row: Math.min(...image.map(({ row }) => row)),
    column: Math.min(...image.map(({ column }) => column)),
  };
  const from = (place: Place): Place => ({
    row: place.row - origin.row,
    column: place.column - origin.column,
  });
  const places = [...corners].map(
    ([{ result, products, slots }, corner]): WindowAt => ({
      corner: from(corner),
      result,
      slots,
      products: taps.map(({ weight }) => products.get(weight)?.product ?? null),
    }),
  );
  const pixels = image.map(({ slot, ...place }): Pixel => ({ slot, ...from(place) }));
  return { kernel, taps, image: pixels, places: places.sort((a, b) => a.result - b.result) };
}
