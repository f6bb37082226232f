/** The order of the tracks of a channel: the columns in which wires go up or down to the rows where they arrive. */

/** Wires of one source that share a track: the row where they leave it, and the rows where they arrive. */
export interface Fan {
  readonly source: object;
  readonly out: number;
  readonly ports: readonly number[];
}

/** Up to this number of sources all orders are tried. */
const MOST_TRIED = 5;
/** What it costs if a way out of a node runs into another's branch in the same row. Such wires could not be told apart. */
const CLASH = 100;

export interface TrackOrder {
  /** For each fan the place of its track, from 0 on the left. */
  readonly places: readonly number[];
  /** Whether no two wires share a row where both run. */
  readonly isClear: boolean;
}

/** Whether wires stay in the row where they leave their source. */
export function isStraight({ out, ports }: Fan): boolean {
  return ports.every((port) => port === out);
}

interface Span {
  readonly low: number;
  readonly high: number;
}

function spanOf({ out, ports }: Fan): Span {
  return { low: Math.min(out, ...ports), high: Math.max(out, ...ports) };
}

/** Whether there is an order of tracks in which no two wires share a row where both run. */
export function canBeClear(fans: readonly Fan[]): boolean {
  // By fan: those that need a track on its left, since it arrives in the row where they leave their source.
  const before = fans.map(({ source, ports }) =>
    fans.flatMap((other, index) => (other.source !== source && ports.includes(other.out) ? [index] : [])),
  );
  const left = new Set(fans.keys());
  for (let isSmaller = true; isSmaller; ) {
    const free = [...left].filter((fan) => !(before[fan] as number[]).some((other) => left.has(other)));
    for (const fan of free) left.delete(fan);
    isSmaller = free.length > 0;
  }
  return left.size === 0;
}

/** The order with the fewest crossings, and with no clash if that is possible. */
export function orderTracks(fans: readonly Fan[]): TrackOrder {
  const price = pricesOf(fans);
  const cost = (places: readonly number[]) => {
    let sum = 0;
    for (let a = 0; a < places.length; a++)
      for (let b = 0; b < places.length; b++)
        if ((places[a] as number) < (places[b] as number)) sum += (price[a] as number[])[b] as number;
    return sum;
  };
  const best = fans.length <= MOST_TRIED ? ofAll(fans.length, cost) : bySwaps(fans, price, cost);
  return { places: best, isClear: cost(best) < CLASH };
}

/** By two fans: what it costs if the track of the first is on the left of the second's. */
function pricesOf(fans: readonly Fan[]): number[][] {
  const spans = fans.map(spanOf);
  return fans.map((left, a) =>
    fans.map((right, b) => {
      if (left.source === right.source) return 0;
      const [own, other] = [spans[a] as Span, spans[b] as Span];
      const isIn = (row: number, { low, high }: Span) => row > low && row < high;
      return (
        left.ports.reduce(
          (sum, port) => sum + (port === right.out ? CLASH : 0) + Number(isIn(port, other)),
          0,
        ) + Number(isIn(right.out, own))
      );
    }),
  );
}

function ofAll(count: number, cost: (places: readonly number[]) => number): number[] {
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const order of permutations(Array.from({ length: count }, (_, index) => index))) {
    const places = order.map((_, index) => order.indexOf(index));
    const own = cost(places);
    if (own < least) [best, least] = [places, own];
  }
  return best;
}

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, index) =>
    permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]),
  );
}

/** The best of two orders, both improved by swapping two tracks as long as it gets better. */
function bySwaps(
  fans: readonly Fan[],
  price: readonly (readonly number[])[],
  cost: (places: readonly number[]) => number,
): number[] {
  const reversed = fans.map((_, index) => fans.length - 1 - index);
  const starts = [reversed, withoutClash(price)].map((start) => improved(start, price));
  return starts.reduce((best, each) => (cost(each) < cost(best) ? each : best));
}

function improved(start: readonly number[], price: readonly (readonly number[])[]): number[] {
  const places = [...start];
  for (let isBetter = true; isBetter; ) {
    isBetter = false;
    for (let a = 0; a < places.length; a++)
      for (let b = a + 1; b < places.length; b++) {
        const before = costAround(places, price, a, b);
        swap(places, a, b);
        if (costAround(places, price, a, b) < before) isBetter = true;
        else swap(places, a, b);
      }
  }
  return places;
}

function swap(places: number[], a: number, b: number): void {
  [places[a], places[b]] = [places[b] as number, places[a] as number];
}

/** What the pairs with one of two fans cost. */
function costAround(
  places: readonly number[],
  price: readonly (readonly number[])[],
  a: number,
  b: number,
): number {
  let sum = 0;
  for (let c = 0; c < places.length; c++) {
    sum += priceOfPair(places, price, a, c);
    if (c !== a) sum += priceOfPair(places, price, b, c);
  }
  return sum;
}

function priceOfPair(
  places: readonly number[],
  price: readonly (readonly number[])[],
  a: number,
  b: number,
): number {
  if (a === b) return 0;
  const [left, right] = (places[a] as number) < (places[b] as number) ? [a, b] : [b, a];
  return (price[left] as number[])[right] as number;
}

/** An order in which each track is after those that would clash with it on the left, as far as there is one. */
function withoutClash(price: readonly (readonly number[])[]): number[] {
  const left = new Set(price.keys());
  const places = new Array<number>(price.length).fill(0);
  for (let place = price.length - 1; place >= 0; place--) {
    // The rightmost of those left: no other one has to be on its right.
    const free = [...left].find((a) =>
      [...left].every((b) => b === a || ((price[b] as number[])[a] as number) < CLASH),
    );
    const next = free ?? (left.values().next().value as number);
    places[next] = place;
    left.delete(next);
  }
  return places;
}

/** Tracks in the same order, of which those that no other is in the way of share a column. */
export function sharedTracks(fans: readonly Fan[], { places }: TrackOrder): number[] {
  const spans = fans.map(spanOf);
  const columns = new Array<number>(fans.length).fill(0);
  const inOrder = Array.from(fans.keys()).sort((a, b) => (places[a] as number) - (places[b] as number));
  for (const [index, a] of inOrder.entries()) {
    const own = spans[a] as Span;
    const before = inOrder.slice(0, index).filter((b) => {
      const other = spans[b] as Span;
      return own.low <= other.high && other.low <= own.high;
    });
    columns[a] = Math.max(0, ...before.map((b) => (columns[b] as number) + 1));
  }
  return columns;
}
