/** The cards of a network: for each layer a head, and for each node its weights, products and gradients. */

import { memoizeLast } from '../../../core/memo.ts';
import { shortName } from '../../terminal/short-name.ts';
import { shortNames } from '../../terminal/short-names.ts';
import type { Line } from '../../terminal/text.ts';
import { windowStart } from '../../terminal/text.ts';
import type { Cell } from './cell.ts';
import type { LayerCells, NodeCells } from './model.ts';
import type { Pen } from './pen.ts';

/** The least and the most cells of a column, and the cells of the last one if there is room. */
const LEAST = 5;
const MOST = 11;
const OUT = 7;
/** With so many cells a column has room for every number, at least as `−2e−3`. */
const LEGIBLE = 6;
/** The part of a row that names may take. */
const MOST_NAMES = 0.35;

/** How a layer's rows are divided. It depends on the layer and the width alone. */
export interface CardShape {
  /** Cells for the name of a node and the sign of the row. */
  readonly label: number;
  /** Cells of each column. */
  readonly column: number;
  /** How many incoming values have a column. */
  readonly count: number;
  readonly columns: number;
}

export function shapeOf(layer: LayerCells, columns: number): CardShape {
  return shapes(layer, [columns], () => shapeIn(layer, columns));
}

const shapes = memoizeLast<CardShape>();

function shapeIn(layer: LayerCells, columns: number): CardShape {
  const longest = Math.max(...layer.labels.map((label) => label.length)) + 2;
  const head = layer.areIndexed ? layer.name.length : 0;
  const label = Math.min(Math.max(longest, head), Math.max(8, Math.floor(columns * MOST_NAMES)));
  const room = columns - label - 1;
  const bias = layer.hasBias ? 1 : 0;
  const total = layer.sources.length;
  const widthFor = (count: number) => {
    const all = count + bias;
    const even = Math.floor(room / (all + 1));
    const beside = Math.floor((room - OUT) / Math.max(1, all));
    // All incoming values, and numbers that can be read, are worth a narrow last column.
    if (count === total && beside < LEGIBLE && room - LEGIBLE * all >= LEAST) return LEGIBLE;
    return Math.min(MOST, even, count === total ? Math.max(beside, Math.min(even, LEAST)) : beside);
  };
  const counts = Array.from({ length: total }, (_count, less) => total - less);
  const count = counts.find((each) => widthFor(each) >= LEAST) ?? 1;
  return { label, column: Math.max(LEAST - 1, widthFor(count)), count, columns };
}

/** Whether every number has room for two digits, unless it is very small or large. */
export function isLegible({ column }: CardShape): boolean {
  return column >= LEGIBLE;
}

/** The incoming values that have a column, around the one with the number `term`. */
export function windowOf({ count }: CardShape, total: number, term: number | null): readonly number[] {
  const first = windowStart(total, count, term ?? 0);
  return Array.from({ length: count }, (_value, index) => first + index);
}

/**
 * The head of a card: the layer, what comes in, `bias`, and `value` for what the node makes of it. Incoming values that
 * have no column are counted at the side where they would be: `[0] [1] +2`.
 */
export function headRow(pen: Pen, layer: LayerCells, shape: CardShape, shown: readonly number[]): Line {
  const row = pen.row();
  const name = shortName(layer.areIndexed ? layer.name : '', shape.label);
  const last = shown.length - 1;
  const before = shown[0] ?? 0;
  const after = layer.sources.length - before - shown.length;
  const heads = shown.map(
    (index, at): Head => ({
      name: layer.sources[index] ?? '',
      before: at === 0 && before > 0 ? `+${before}` : '',
      after: at === last && after > 0 ? `+${after}` : '',
    }),
  );
  const words = layer.hasBias ? [...heads, { name: 'bias', before: '', after: '' }] : heads;
  const ends = words.map((_word, index) => shape.label + 1 + (index + 1) * shape.column);
  const placed = placedHeads(words, ends, shape.column, name === '' ? 0 : name.length + 1);
  row.text(name);
  let x = name.length;
  for (const { text, start } of placed) {
    row.text(`${' '.repeat(start - x)}${text}`, 'ahead');
    x = start + text.length;
  }
  const rest = shape.columns - x;
  row.text((rest > VALUE.length ? VALUE : SHORT_VALUE).padStart(rest), 'ahead');
  return row.end(shape.columns);
}

/** What stands over a column, with the numbers of columns that are left out at its sides. */
interface Head {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

const VALUE = 'value';
const SHORT_VALUE = '=';

/**
 * Heads over the right ends of their columns. Whole names may begin, and end, before their column as long as a part of
 * them is over it; if they do not all fit so, they are shortened to their columns.
 */
function placedHeads(words: readonly Head[], ends: readonly number[], column: number, from: number) {
  const placed: { readonly text: string; readonly start: number }[] = [];
  let limit = Number.POSITIVE_INFINITY;
  for (let index = words.length - 1; index >= 0; index--) {
    const { name, before, after } = words[index] as Head;
    const text = [before, name, after].filter((part) => part !== '').join(' ');
    const end = Math.min(ends[index] as number, limit - 1);
    placed.unshift({ text, start: end - text.length });
    limit = end - text.length;
    if (limit < from || end <= (ends[index] as number) - column + 1) return shortHeads(words, ends, column);
  }
  return placed;
}

/** Heads in the cells of their columns. The numbers of columns that are left out take cells of the name beside them. */
function shortHeads(words: readonly Head[], ends: readonly number[], column: number) {
  const names = shortNames(
    words.map(({ name }) => name),
    column - 1,
  );
  return words.map(({ before, after }, index) => {
    const name = names[index] as string;
    const room = column - 1 - before.length - after.length;
    const text = room < 0 ? '…' : `${before}${name.length > room ? shortName(name, room) : name}${after}`;
    return { text, start: (ends[index] as number) - text.length };
  });
}

/** What the rows of a node begin with, and their numbers. */
interface NumberRow {
  readonly sign: string;
  readonly items: readonly (Cell | null)[];
  readonly bias: Cell | null;
  readonly out: Cell | null;
}

function numberRow(
  pen: Pen,
  node: string,
  rowOf: NumberRow,
  layer: LayerCells,
  shape: CardShape,
  isAtWork: boolean,
): Line {
  const row = pen.row();
  const label = shape.label - 1;
  row.text(
    shortName(node, label - 1).padEnd(label),
    isAtWork && pen.phase !== null ? `${pen.phase}Strong` : 'plain',
  );
  row.text(rowOf.sign, rowOf.sign === '∂' ? 'gradient' : 'ahead');
  const cells = layer.hasBias ? [...rowOf.items, rowOf.bias] : rowOf.items;
  for (const [index, cell] of cells.entries()) row.right(cell, shape.column + (index === 0 ? 1 : 0));
  const used = shape.label + 1 + cells.length * shape.column;
  row.right(rowOf.out, shape.columns - used);
  return row.end(shape.columns);
}

/** Whether a node has a row of products, and one of gradients. */
export function hasRows({ products, gradients, biasGradient, outGradient, from }: NodeCells) {
  return {
    products: from === null && products.some((cell) => cell !== null),
    gradients: outGradient !== null || biasGradient !== null || gradients.some((cell) => cell !== null),
  };
}

/** The row of a node's weights with its output. */
export function weightsRow(
  pen: Pen,
  layer: LayerCells,
  index: number,
  shape: CardShape,
  shown: readonly number[],
  isAtWork: boolean,
): Line {
  const node = layer.node(index);
  const label = layer.labels[index] ?? '';
  if (node.from !== null) {
    const row = pen.row();
    const name = shortName(label, shape.label - 2).padEnd(shape.label - 1);
    row.text(name, isAtWork && pen.phase !== null ? `${pen.phase}Strong` : 'plain');
    const room = Math.max(0, shape.columns - shape.label - OUT - 3);
    const passed = layer.activation === null ? node.from : `${layer.activation}(${node.from})`;
    row.text(` = ${shortName(passed, room)}`.padEnd(room + 3), 'mute');
    row.right(node.out, shape.columns - shape.label + 1 - room - 3);
    return row.end(shape.columns);
  }
  const items = shown.map((each) => node.weights[each] ?? null);
  return numberRow(pen, label, { sign: 'w', items, bias: node.bias, out: node.out }, layer, shape, isAtWork);
}

/** The rows below it: products, and gradients. */
export function openedRows(
  pen: Pen,
  layer: LayerCells,
  index: number,
  shape: CardShape,
  shown: readonly number[],
): Line[] {
  const node = layer.node(index);
  const has = hasRows(node);
  const of = (cells: readonly (Cell | null)[]) => shown.map((each) => cells[each] ?? null);
  const rows: NumberRow[] = [
    ...(has.products ? [{ sign: '×', items: of(node.products), bias: null, out: null }] : []),
    ...(has.gradients
      ? [{ sign: '∂', items: of(node.gradients), bias: node.biasGradient, out: node.outGradient }]
      : []),
  ];
  return rows.map((each) => numberRow(pen, '', each, layer, shape, false));
}
