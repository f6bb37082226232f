/** How many rows and columns the items of a drawing need in each style. Sizes are cells. */
import { memoizeLast } from '../../core/memo.ts';
import type { Graph, Item, Link } from './columns.ts';

/** The styles of nodes, the largest first. */
export const styles = ['big', 'box', 'tile', 'compact'] as const;
export type Style = (typeof styles)[number];

/** What is left out or shortened where not everything fits. */
export interface Attempt {
  /** Digits of the numbers at nodes. */
  readonly digits: 3 | 4;
  readonly hasLoss: boolean;
  /** Whether edges have places for gradients. */
  readonly hasGradients: boolean;
}

/** What is known of the numbers of a drawing before any is computed. */
export interface Measures {
  /** Whether all numbers are small whole numbers, as far as can be told from what is given. */
  readonly isWhole: boolean;
  /** Whether weights change: then they do not stay whole. */
  readonly isUpdated: boolean;
  /** Width of the widest number that an input or a fixed parameter can have; null for what is computed. */
  given(name: string, digits: number): number | null;
  /** The number that the weight of an edge begins with; null without one. */
  weight(edge: number): number | null;
  /** Whether the gradient of a node is ever computed. */
  hasGradient(name: string): boolean;
  /** The words in the box of the loss, from top to bottom. */
  readonly lossWords: readonly string[];
}

/** A width that is needed, and one that would be better. */
export interface Width {
  readonly least: number;
  readonly better: number;
}

/** Rows of the content of a node: in `big` the sum, the value and the gradient. */
export function contentRows(item: Item, style: Style, { hasBackward, slopedSources }: Graph): number {
  if (item.kind === 'loss') return item.rows;
  if (item.kind === 'pass') return 1;
  if (item.node.isFolded && hasCells(style)) return FOLDED_ROWS;
  if (item.node.cells !== null && hasCells(style)) return item.node.cells.length;
  if (item.node.isSource) return hasBox(item, style) && slopedSources.has(item.node.name) ? 2 : 1;
  if (item.node.cells !== null) return 1;
  if (style === 'big') return hasBackward ? 3 : 2;
  return hasBackward ? 2 : 1;
}

/** Rows of an array that is drawn as its shape, above the number that a step has just made. */
const FOLDED_ROWS = 2;

/** Whether a style shows the numbers of an array; `compact` shows its shape. */
function hasCells(style: Style): boolean {
  return style !== 'compact';
}

/** Cells of a number of an array, with a blank before it. */
export function arrayCell(digits: number): number {
  return digits + 3;
}

/** Rows of an item within its borders, or below its name. */
export function innerRows(item: Item, style: Style, graph: Graph, arriving: number): number {
  if (item.kind === 'pass') return 1;
  const content = contentRows(item, style, graph);
  return Math.max(content, arriving);
}

export function hasBox(item: Item, style: Style): boolean {
  return item.kind === 'loss' || (item.kind === 'node' && (style === 'big' || style === 'box'));
}

/** Rows above and below those. */
export function outerRows(item: Item, style: Style): { readonly above: number; readonly below: number } {
  if (hasBox(item, style)) return { above: 1, below: 1 };
  return { above: style === 'tile' && item.kind === 'node' ? 1 : 0, below: 0 };
}

/** Columns of a box beside a number, and of `∂ ` before a gradient. */
const BOX_SIDES = 4;
const GRADIENT = 2;
/** Columns of the edge of a tile or compact node, of a blank after its name, and of one at its end. */
const TILE_SIDES = 2;
const COMPACT_SIDES = 3;

/** The width of an item. */
export function itemWidth(
  item: Item,
  style: Style,
  { digits }: Attempt,
  measures: Measures,
  arriving: number,
): Width {
  const number = numberWidth(item, digits, measures);
  if (item.kind === 'pass') return { least: 1, better: 1 };
  if (item.kind === 'loss') return lossWidth(style, number, measures);
  const { name, detail, isSource, cells } = item.node;
  if (item.node.isFolded && hasCells(style)) return foldedWidth(name, cells ?? [], style, digits);
  if (cells !== null) return arrayWidth(name, cells, style, digits, arriving);
  const named = name.length + (detail === null ? 0 : detail.length + 1);
  switch (style) {
    case 'big': {
      const least = Math.max(isSource ? 12 : 15, Math.min(24, named + BOX_SIDES));
      const sum = isSource ? 0 : 2 + sumWidth(arriving, measures);
      return { least, better: Math.max(least, Math.min(26, sum)) };
    }
    case 'box': {
      const titled = named + BOX_SIDES <= 18 ? named + BOX_SIDES : Math.min(18, name.length + BOX_SIDES);
      const least = Math.max(12, titled, number.least + BOX_SIDES);
      return { least, better: Math.max(least, number.better + BOX_SIDES) };
    }
    case 'tile': {
      const own = (each: number) =>
        Math.max(
          8,
          Math.min(14, name.length + 1),
          each + TILE_SIDES,
          isSource ? 0 : each + 1 + GRADIENT + TILE_SIDES,
        );
      return { least: own(number.least), better: own(number.better) };
    }
    case 'compact': {
      const own = (each: number) => {
        if (isSource) return name.length + 1 + each + TILE_SIDES;
        const second = (detail === null ? 0 : Math.min(8, detail.length) + 1) + GRADIENT + each + 1;
        return Math.max(name.length + 1 + each, second) + COMPACT_SIDES;
      };
      return { least: own(number.least), better: own(number.better) };
    }
  }
}

function arrayWidth(
  name: string,
  cells: readonly (readonly string[])[],
  style: Style,
  digits: number,
  arriving: number,
): Width {
  if (hasCells(style)) {
    // The first number has a blank before it already.
    const sides = (style === 'tile' ? TILE_SIDES : BOX_SIDES) - 1;
    const width = (cells[0]?.length ?? 0) * arrayCell(digits) + sides;
    const least = Math.max(name.length + sides + 1, width);
    return { least, better: least };
  }
  const least = name.length + 1 + arrayText(cells).length + COMPACT_SIDES;
  // A number that a step has made stands below the name, or, in a single row, beside it.
  const beside = arriving > 1 ? 0 : name.length + 1;
  return { least, better: Math.max(least, beside + GRADIENT + digits + 2 + COMPACT_SIDES) };
}

/** Room for the name, the shape, and a gradient. */
function foldedWidth(
  name: string,
  cells: readonly (readonly string[])[],
  style: Style,
  digits: number,
): Width {
  const sides = style === 'tile' ? TILE_SIDES : BOX_SIDES;
  const least = sides + Math.max(name.length, arrayText(cells).length, GRADIENT + digits + 2);
  return { least, better: least };
}

/** `3`, `2×3`: how many numbers an array has. */
export function arrayText(cells: readonly (readonly string[])[]): string {
  const width = cells[0]?.length ?? 0;
  return cells.length === 1 ? `[${width}]` : `${cells.length}×${width}`;
}

/** The width of a number at a node; a gradient, which is often smaller, has a cell more. Of others: a sign, a point and the digits, better also with two zeros after the point. */
function numberWidth(item: Item, digits: number, measures: Measures): Width {
  const given = item.kind === 'node' ? measures.given(item.node.name, digits) : null;
  if (given !== null) return { least: given, better: given };
  return measures.isWhole ? { least: 2, better: 2 } : { least: digits + 2, better: digits + 4 };
}

/** Room for the longest word, a blank and a number. */
function lossWidth(style: Style, number: Width, { lossWords }: Measures): Width {
  const least = style === 'big' ? 14 : 13;
  const word = Math.max(...lossWords.map(({ length }) => length));
  const own = (each: number) => Math.max(least, word + 1 + each + BOX_SIDES);
  return { least: own(number.least), better: own(number.better) };
}

/** The width of `2×1 + 3×(−1)`. */
function sumWidth(arriving: number, { isWhole }: Measures): number {
  return arriving * (isWhole ? 5 : 12) + (arriving - 1) * ' + '.length;
}

/** Digits of weights and their gradients. */
export const WEIGHT_DIGITS = 3;

/** The cells of a channel between two columns. */
export interface ChannelWidth {
  /** Of a weight with a blank at each side; 0 if no edge of the channel has one. */
  readonly bead: number;
  /** Of a gradient, or of what has just been made; 0 without. */
  readonly slot: number;
  readonly least: number;
  /** With this width every weight and gradient has two digits, whatever comes. */
  readonly better: number;
  /** No left-over width makes it wider. */
  readonly most: number;
}

/** Of weights that change: ` −0.92 ` fits. */
const LEAST_BEAD = 7;
/** With so many cells a weight has two digits: ` −8.3e−4 `; and a gradient: ` ∂ −8.3e−4 `. */
export const BETTER_BEAD = 9;
export const BETTER_GRADIENT = 11;
const MOST_CHANNEL = 34;
const LOSS_CHANNEL = { least: 4, most: 10 };

/** What the links of a channel are in every style and attempt. */
interface LinkFacts {
  readonly leadToLoss: boolean;
  /** Columns of the widest weight with its blanks; 0 without weights. */
  readonly widest: number;
  readonly sources: number;
  readonly ends: number;
}

const keptFacts = memoizeLast<LinkFacts>();

function factsOf(links: readonly Link[], measures: Measures): LinkFacts {
  return keptFacts(links, [measures], () => {
    const widths = links.flatMap(({ weighted }) => {
      const weight = weighted === null ? null : measures.weight(weighted);
      return weight === null ? [] : weightWidth(weight) + 2;
    });
    return {
      leadToLoss: links.some(({ to }) => to.kind === 'loss'),
      widest: Math.max(0, ...widths),
      sources: new Set(links.map(({ from }) => from)).size,
      ends: new Set(links.flatMap(({ to }) => (to.kind === 'pass' ? [] : [to]))).size,
    };
  });
}

/**
 * @param wires `depth`: the tracks that are needed beside each other; `isStraightOn`: whether there is one wire, which stays
 *   in its row and needs none
 */
export function channelWidth(
  links: readonly Link[],
  attempt: Attempt,
  measures: Measures,
  hasBackward: boolean,
  { depth, isStraightOn }: { readonly depth: number; readonly isStraightOn: boolean },
): ChannelWidth {
  const { leadToLoss, widest, sources, ends } = factsOf(links, measures);
  if (leadToLoss) {
    const least = Math.max(LOSS_CHANNEL.least, depth + 2);
    return { bead: 0, slot: 0, least, better: least, most: LOSS_CHANNEL.most };
  }
  const { isWhole, isUpdated } = measures;
  const hasSlot = attempt.hasGradients && hasBackward;
  // A weight that has no gradient beside it has no other place to grow into.
  const least = isWhole ? 4 : isUpdated && !hasSlot ? BETTER_BEAD : LEAST_BEAD;
  const bead = widest === 0 ? 0 : Math.max(least, widest);
  const slot = bead > 0 && hasSlot ? bead + 3 : 0;
  const tracks = sources > 1 && ends > 1 ? sources * (sources > 3 ? 1 : 2) : 2;
  // A track can be right before the arrow, or before a label.
  const bends = isStraightOn ? 0 : Math.max(tracks, depth);
  const wire = bead > 0 ? bends + 3 : Math.max(tracks + 3, depth + 2);
  const narrowest = Math.max(5, wire + bead + slot);
  const more =
    (bead > 0 && isUpdated ? Math.max(0, BETTER_BEAD - bead) : 0) +
    (slot > 0 && !isWhole ? Math.max(0, BETTER_GRADIENT - slot) : 0);
  return { bead, slot, least: narrowest, better: narrowest + more, most: MOST_CHANNEL };
}

/** Of a number with three digits; see `formatNumber`, which this does not need to follow exactly. */
function weightWidth(value: number): number {
  return Number(value.toPrecision(WEIGHT_DIGITS)).toString().length;
}
