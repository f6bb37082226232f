/** The values of a network: its inputs, the cards of its layers or a table of the node at work, and the loss. */
import type { Line, Size } from '../../terminal/text.ts';
import { windowStart } from '../../terminal/text.ts';
import { hasRows, headRow, isLegible, openedRows, shapeOf, weightsRow, windowOf } from './cards.ts';
import { type Fact, factRow, packed, WIDEST } from './facts.ts';
import type { LayerCells, Model, NodeCells } from './model.ts';
import { withParts } from './parts.ts';
import type { Pen } from './pen.ts';
import { tableRows, termTable } from './term-table.ts';
import { placeOf, type Work, workOf } from './work.ts';

/** With more incoming values than this, and for layers that do not fit, a node is a table. */
const MOST_BESIDE = 4;
/** With fewer rows only the node at work is shown. */
const FEW_ROWS = 6;

/** Cells between the inputs, and between the numbers of the last rows. */
const INPUT_GAP = 3;
const GAP = 2;

/** The values of a network. `hasSigns`: whether its rows begin with `w`, `×` and `∂`. */
interface NetworkValues {
  readonly lines: readonly Line[];
  readonly hasSigns: boolean;
}

export function networkValues(pen: Pen, model: Model, selected: string | null, size: Size): NetworkValues {
  const onlyFacts = passedOn(model);
  if (onlyFacts !== null) return { lines: passedLines(pen, onlyFacts, size), hasSigns: false };
  const work = focusedOn(workOf(pen.scene, model), pen, model, selected);
  const draw = (room: Size) => {
    const table = isWide(model, work, room) ? tableLines(pen, model, work, room) : null;
    // The table of a phase has not all numbers of a node; its card has.
    const isMissing = selected !== null && table !== null && !hasSelected(table) && !areWide(model);
    return table === null || isMissing ? cardLines(pen, model, work, room) : table;
  };
  return {
    lines: withParts(pen, size, (room) => withSelectedFact(pen, model, room, draw)),
    hasSigns: !isWide(model, work, size),
  };
}

/** What the signs of the rows mean, in at most `columns` cells: as much of it as there is room for. */
export function signsLegend({ hasGradients }: Model, columns: number): string {
  const words = ['w weight', '× product', ...(hasGradients ? ['∂ gradient'] : [])];
  const fitting = words.map((_word, left) => words.slice(left).join('  '));
  return fitting.find(({ length }) => length <= columns) ?? '';
}

/** The lines, and below them the selected input, target, error, loss or rate if it is in none of them. */
function withSelectedFact(pen: Pen, model: Model, size: Size, draw: (room: Size) => Line[]): Line[] {
  const lines = draw(size).slice(0, size.rows);
  const fact = [...model.inputs, ...model.last.flat()].find(({ cell }) => pen.isSelected(cell));
  if (!fact || size.rows < 1 || hasSelected(lines)) return lines;
  const row = factRow(pen, [{ ...fact, word: fact.cell.name }], size.columns, GAP);
  return [...draw({ ...size, rows: size.rows - 1 }).slice(0, size.rows - 1), row];
}

function hasSelected(lines: readonly Line[]): boolean {
  return lines.some((line) => line.some(({ ground }) => ground === 'focus'));
}

/** The inputs and the nodes, if the nodes have nothing but their value; otherwise null. */
function passedOn({ inputs, layers, last, hasGradients }: Model): Fact[] | null {
  if (hasGradients || last.length > 0) return null;
  const nodes = layers.flatMap(({ labels, node }) => labels.map((_label, index) => node(index)));
  if (nodes.some(({ from }) => from === null)) return null;
  const outs = nodes.flatMap(({ name, out }) => (out ? [{ word: name, cell: out, width: WIDEST }] : []));
  return [...inputs, ...outs];
}

function passedLines(pen: Pen, facts: readonly Fact[], { columns, rows }: Size): Line[] {
  return packed([facts], columns, INPUT_GAP)
    .slice(0, rows)
    .map((row) => factRow(pen, row, columns, INPUT_GAP));
}

/** The work, with the selected node in the place of the one at work. */
function focusedOn(work: Work, pen: Pen, model: Model, selected: string | null): Work {
  const place = selected === null ? null : placeOf(model, pen.scene.session, selected);
  return place === null ? work : { ...work, ...place, frame: place, term: place.item };
}

/** Whether nodes have so many incoming values that they are always tables. */
function areWide({ layers }: Model): boolean {
  return layers.some(({ sources }) => sources.length > MOST_BESIDE);
}

function isWide(model: Model, { layer }: Work, { columns, rows }: Size): boolean {
  const { layers, last } = model;
  if (areWide(model)) return true;
  const own = layers[layer] as LayerCells;
  // The table of a single node has all its numbers, with more cells for each.
  const isSingle = layers.length === 1 && own.labels.length === 1;
  if (isSingle && !isLegible(shapeOf(own, columns)) && tableRows(own) + 1 + last.length <= rows) return true;
  return rows < FEW_ROWS && shapeOf(own, columns).count < own.sources.length;
}

/** Target, error, loss and rate in rows. */
function lastLines(pen: Pen, { last }: Model, columns: number): Line[] {
  return packed(last, columns, GAP).map((facts) => factRow(pen, facts, columns, GAP));
}

function tableLines(pen: Pen, model: Model, work: Work, size: Size): Line[] {
  const table = termTable(pen, model, work, size);
  const last = lastLines(pen, model, size.columns);
  return table.length + last.length + 1 <= size.rows ? [...table, [], ...last] : table;
}

/** Where the cards of a layer stand in the panel, and how far its nodes are opened. */
interface Card {
  readonly layer: LayerCells;
  readonly isAtWork: (node: number) => boolean;
  readonly nodes: readonly number[];
  readonly term: number | null;
}

function cardLines(pen: Pen, model: Model, work: Work, size: Size): Line[] {
  const { columns, rows } = size;
  const inputs = packed([model.inputs], columns, INPUT_GAP).map((facts) =>
    factRow(pen, facts, columns, INPUT_GAP),
  );
  const last = lastLines(pen, model, columns);
  const cards = model.layers.map(
    (layer, index): Card => ({
      layer,
      isAtWork: (node) => index === work.layer && node === work.node,
      nodes: layer.labels.map((_label, node) => node),
      term: index === work.layer ? work.term : null,
    }),
  );
  const own = cards[work.layer] as Card;
  const rowsOf = (shown: readonly Card[]) => shown.reduce((sum, { nodes }) => sum + 1 + nodes.length, 0);
  if (rows < FEW_ROWS) return workLines(pen, own, work, last, size);
  // The node at work is opened in any case.
  const openedRowCount = openedCount(own.layer.node(work.node));
  const around = inputs.length + last.length + openedRowCount;
  if (around + rowsOf(cards) <= rows) return groupedLines(pen, cards, [inputs, last], size);
  if (around + rowsOf([own]) <= rows) return groupedLines(pen, [own], [inputs, last], size);
  // Not even the nodes of the layer fit: those around the one at work, which is opened.
  const count = Math.max(1, Math.min(own.nodes.length, rows - 1 - openedRowCount));
  const first = windowStart(own.nodes.length, count, work.node);
  const near: Card = { ...own, nodes: own.nodes.slice(first, first + count) };
  return groupedLines(pen, [near], [[], []], size);
}

/**
 * In very few rows: the node at work, and in the loss phase what it is compared with. If there is no room for products
 * and gradients, the ones that the phase is about are there.
 */
function workLines(pen: Pen, card: Card, work: Work, last: readonly Line[], { columns, rows }: Size): Line[] {
  const { head, weights, opened } = rowsOfNode(pen, card, work.node, columns);
  const isGradient = pen.phase === 'backward' || pen.phase === 'update';
  const room = rows - 2;
  const fitting = opened.length <= room ? opened : isGradient ? opened.slice(-room) : opened.slice(0, room);
  const node = pen.phase === 'loss' ? [weights] : [weights, ...(room > 0 ? fitting : opened)];
  const lines = [...(room > 0 ? [head] : []), ...node];
  return [...lines, ...last.slice(0, Math.max(0, rows - lines.length))].slice(0, rows);
}

/** How many rows `openedRows` has for a node. */
function openedCount(node: NodeCells): number {
  const has = hasRows(node);
  return (has.products ? 1 : 0) + (has.gradients ? 1 : 0);
}

function rowsOfNode(pen: Pen, { layer, term, isAtWork }: Card, node: number, columns: number) {
  const shape = shapeOf(layer, columns);
  const shown = windowOf(shape, layer.sources.length, term);
  return {
    head: headRow(pen, layer, shape, shown),
    weights: weightsRow(pen, layer, node, shape, shown, isAtWork(node)),
    opened: openedRows(pen, layer, node, shape, shown),
  };
}

/**
 * Cards between the inputs and the last rows. As many nodes are opened as there is room for: the one at work, then the
 * others in their order. What is left over are blank rows between the groups.
 */
function groupedLines(
  pen: Pen,
  cards: readonly Card[],
  [inputs, last]: readonly [readonly Line[], readonly Line[]],
  { columns, rows }: Size,
): Line[] {
  const count = cards.reduce((sum, { nodes }) => sum + 1 + nodes.length, inputs.length + last.length);
  let left = rows - count;
  const nodes = cards.flatMap((card) => card.nodes.map((node) => ({ card, node })));
  const isFirst = ({ card, node }: (typeof nodes)[number]) => (card.isAtWork(node) ? 0 : 1);
  const opened = new Set<string>();
  const keyOf = ({ layer }: Card, node: number) => `${layer.name} ${node}`;
  for (const each of nodes.toSorted((a, b) => isFirst(a) - isFirst(b))) {
    const cost = openedCount(each.card.layer.node(each.node));
    if (cost > left) break;
    left -= cost;
    opened.add(keyOf(each.card, each.node));
  }
  const groups = [
    inputs,
    ...cards.map((card): Line[] => {
      const shape = shapeOf(card.layer, columns);
      const shown = windowOf(shape, card.layer.sources.length, card.term);
      return [
        headRow(pen, card.layer, shape, shown),
        ...card.nodes.flatMap((node) => [
          weightsRow(pen, card.layer, node, shape, shown, card.isAtWork(node)),
          ...(opened.has(keyOf(card, node)) ? openedRows(pen, card.layer, node, shape, shown) : []),
        ]),
      ];
    }),
    last,
  ].filter((group) => group.length > 0);
  return groups.flatMap((group, index) => {
    const isApart = index < groups.length - 1 && left > 0;
    if (isApart) left -= 1;
    return isApart ? [...group, []] : [...group];
  });
}
