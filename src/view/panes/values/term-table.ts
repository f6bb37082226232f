/** The node at work as a table, a term in each row, for nodes with many incoming values. */

import { memoize } from '../../../core/memo.ts';
import type { Slot } from '../../../core/program.ts';
import type { Scene } from '../../scene/scene.ts';
import { filled, type Line, pad, type Size, type Span, windowStart } from '../../terminal/text.ts';
import { type Cell, cellOf, cellOfSlot } from './cell.ts';
import type { LayerCells, Model, NodeCells } from './model.ts';
import type { Pen } from './pen.ts';
import { middleCut } from './short-name.ts';
import { placeOf, type Work } from './work.ts';

/** Rows around the terms: title and heads above, a rule and the sum below. */
const ABOVE = 2;
const BELOW = 2;
/** With fewer rows the terms come first: what is left over is for the title, then for the sum. */
const FEW_ROWS = 6;
/** The most cells for the name of a term, and the least. */
const MOST_LABEL = 9;
const LEAST_LABEL = 2;
/** Digits of the sum at the foot. */
const SUM_DIGITS = 5;
/** Cells for each number in the title: the most, and the least beside the formula. */
const TITLE_NUMBER = 10;
const LEAST_TITLE_NUMBER = 6;
/** Cells for the bias at the foot, in a narrow panel and in a wide one. */
const NARROW_BIAS = 7;
const WIDE_BIAS = 9;
const WIDE = 34;

interface Table {
  /** Left and right end of the first row. */
  readonly title: string;
  readonly formula: string;
  readonly values: readonly (Cell | null)[];
  readonly heads: readonly [string, string, string];
  readonly labels: readonly string[];
  readonly terms: readonly (readonly [Cell | null, Cell | null, Cell | null])[];
  /** How many of the terms are in the sum; the others are grey. */
  readonly added: number;
  readonly foot: Foot;
}

interface Foot {
  readonly words: string;
  readonly bias: Cell | null;
  readonly result: Cell | null;
}

/** A window of the terms around the one at work; with enough rows its title and its foot too. */
export function termTable(pen: Pen, model: Model, work: Work, size: Size): Line[] {
  const table = tableOf(pen, model, work);
  const { columns, rows } = size;
  const isWhole = rows >= FEW_ROWS;
  const room = isWhole ? rows - ABOVE - BELOW : rows;
  const count = Math.min(table.terms.length, Math.max(0, room));
  const first = windowStart(table.terms.length, count, work.term ?? selectedTerm(pen, table) ?? 0);
  const widths = widthsOf(model, columns);
  const shown = table.terms.slice(first, first + count);
  const lines = shown.map((_term, index) => termRow(pen, table, first + index, widths, work.term, columns));
  if (!isWhole) return lines;
  return [
    titleRow(pen, table, columns),
    headRow(pen, table, widths),
    ...lines,
    ...footRows(pen, table, widths, columns),
  ];
}

function selectedTerm(pen: Pen, { terms }: Table): number | null {
  const index = terms.findIndex((cells) => cells.some((cell) => cell !== null && pen.isSelected(cell)));
  return index < 0 ? null : index;
}

/** Cells for a term's sign and name, and for its three numbers. They are the same for all nodes. */
type Widths = readonly [label: number, first: number, second: number, third: number];

function widthsOf({ layers }: Model, columns: number): Widths {
  const longest = Math.max(...layers.map(({ sources }) => labelWidth(sources)));
  const label = 1 + Math.max(LEAST_LABEL, Math.min(MOST_LABEL, longest));
  const room = columns - label - 1;
  const each = Math.floor(room / 3);
  return [label, each + (room % 3 > 0 ? 1 : 0), each, each];
}

function labelWidth(sources: readonly string[]): number {
  return Math.max(...sources.map((source) => termLabel(source).length));
}

/** `12` for a node that is called `[12]`. */
function termLabel(source: string): string {
  return source.startsWith('[') ? source.slice(1, -1) : source;
}

function tableOf(pen: Pen, model: Model, work: Work): Table {
  const { role, phase } = work;
  if (role?.kind === 'gradientSum') {
    const sum = gradientTable(pen, model, work, role.count);
    if (sum !== null) return sum;
  }
  // A product for the gradient of an incoming value belongs to the node whose weight is in it.
  const passesBack = role?.kind === 'term' && role.operand === 0 && work.frame.layer > work.layer;
  const place = passesBack ? work.frame : work;
  const layer = model.layers[place.layer] as LayerCells;
  const node = layer.node(place.node);
  if (phase === 'backward') return backwardTable(pen, layer, node, passesBack);
  if (phase === 'update') return updateTable(pen, layer, node);
  return forwardTable(pen, layer, node, work);
}

function baseOf(layer: LayerCells): Pick<Table, 'labels'> {
  return { labels: layer.sources.map(termLabel) };
}

function termsOf(
  { sourceCells }: LayerCells,
  node: NodeCells,
  third: readonly (Cell | null)[],
): Table['terms'] {
  return sourceCells.map((source, index) => [source, node.weights[index] ?? null, third[index] ?? null]);
}

function forwardTable(pen: Pen, layer: LayerCells, node: NodeCells, { role }: Work): Table {
  const { session } = pen.scene;
  const sums = node.products.map((product, index) =>
    index === 0 ? product : cellOf(session, { kind: 'nodeItem', node: node.name, part: 'sum', index }),
  );
  const added = sums.findLastIndex((cell) => cell !== null && pen.read(cell) !== null) + 1;
  const isSummed = node.sum !== null && pen.read(node.sum) !== null;
  const inner = layer.hasBias ? 'Σ + bias' : 'Σ';
  const formula = layer.activation === null ? ` = ${inner}` : ` = ${layer.activation}(${inner})`;
  const isProduct = role?.kind === 'product';
  const whole = layer.hasBias ? inner : `Σ of ${added}`;
  return {
    ...baseOf(layer),
    title: node.name,
    formula,
    values: [node.out],
    heads: [layer.sourcesName, 'w[i]', 'product'],
    terms: termsOf(layer, node, node.products),
    added: isProduct ? 0 : added,
    foot: {
      words: isSummed ? whole : added === 0 || isProduct ? 'Σ' : `Σ of ${added}`,
      bias: node.bias,
      result: isSummed ? node.sum : isProduct ? null : (sums[added - 1] ?? null),
    },
  };
}

/** The weights' gradients; or what a node passes back to each incoming value. */
function backwardTable(pen: Pen, layer: LayerCells, node: NodeCells, passesBack: boolean): Table {
  const back = passesBack ? passedBack(pen.scene) : null;
  const third = back
    ? node.products.map((product) => back.get(product?.slots[0] ?? -1) ?? null)
    : node.gradients;
  return {
    ...baseOf(layer),
    title: node.name,
    formula: '',
    values: [node.out, node.outGradient],
    heads: [layer.sourcesName, 'w[i]', passesBack ? `∂ ${layer.sourcesName}` : '∂ w[i]'],
    terms: termsOf(layer, node, third),
    added: third.length,
    foot: { words: '', bias: node.bias, result: node.biasGradient },
  };
}

function updateTable(pen: Pen, layer: LayerCells, node: NodeCells): Table {
  const { session } = pen.scene;
  const terms = node.weights.map((weight, index): Table['terms'][number] => [
    weight,
    node.gradients[index] ?? null,
    weight &&
      cellOf(session, {
        kind: 'delta',
        of: { kind: 'nodeItem', node: node.name, part: 'w', index },
        part: null,
      }),
  ]);
  return {
    ...baseOf(layer),
    title: node.name,
    formula: '',
    values: [node.out, node.outGradient],
    heads: ['w[i]', '∂ w[i]', 'delta'],
    terms,
    added: terms.length,
    foot: { words: '', bias: node.bias, result: node.biasGradient },
  };
}

/** The gradient of a node, as the sum of what comes back from the nodes that use it; null if it is no such sum. */
function gradientTable(pen: Pen, model: Model, work: Work, count: number): Table | null {
  const layer = model.layers[work.layer] as LayerCells;
  const node = layer.node(work.node);
  const { session } = pen.scene;
  const { run } = session.engine;
  const gradient = node.outGradient?.name ?? '';
  const address = { kind: 'gradient', of: { kind: 'value', name: node.name } } as const;
  const instructions = run.example.instructions;
  const terms: Table['terms'][number][] = [];
  const labels: string[] = [];
  for (let index = 0; ; index++) {
    const cell = cellOf(session, { kind: 'gradientTerm', of: address.of, index }, 'gradient');
    if (cell === null) break;
    const writer = instructions.find(({ result }) => result === cell.slots[0]);
    const [weight, back] = writer?.operands ?? [];
    if (weight === undefined || back === undefined) return null;
    const weightCell = cellOfSlot(session, weight, 'value');
    const place = placeOf(model, session, weightCell.name);
    labels.push(
      place === null ? String(index) : termLabel(model.layers[place.layer]?.labels[place.node] ?? ''),
    );
    terms.push([cellOfSlot(session, back, 'gradient'), weightCell, cell]);
  }
  if (terms.length === 0) return null;
  const sum = cellOf(session, { kind: 'gradientSum', of: address.of, index: count - 1 }, 'gradient');
  return {
    title: gradient,
    formula: ' = Σ ∂ × w',
    values: [],
    heads: ['∂ in', 'w', 'term'],
    labels,
    terms,
    added: count,
    foot: { words: `Σ of ${count}`, bias: null, result: sum },
  };
}

/** What comes back to an incoming value through a product, by the slot of the product. */
const passedBack = memoize(
  ({ engine }: Scene) => engine,
  ({ session }): ReadonlyMap<Slot, Cell> => {
    const { instructions } = session.engine.run.example;
    const back = new Map<Slot, Cell>();
    for (const { role, result } of instructions) {
      if (role.kind !== 'term' || role.operand !== 0) continue;
      const product = instructions[role.of];
      if (product?.role.kind === 'product') back.set(product.result, cellOfSlot(session, result, 'gradient'));
    }
    return back;
  },
);

function titleRow(pen: Pen, { title, formula, values }: Table, columns: number): Line {
  const row = pen.row();
  const cells = values.filter((cell) => cell !== null);
  const whole = title.length + formula.length;
  const isWhole = whole + cells.length * LEAST_TITLE_NUMBER <= columns;
  const numbers = Math.min(
    TITLE_NUMBER,
    Math.floor((columns - (isWhole ? whole : 0)) / Math.max(1, cells.length)),
  );
  const room = columns - cells.length * numbers;
  const name = middleCut(title, room);
  row.text(name, pen.phase === null ? 'plain' : `${pen.phase}Strong`);
  row.text((isWhole ? formula : '').padEnd(room - name.length), 'mute');
  for (const cell of cells)
    row.right(cell, numbers, undefined, undefined, cell.kind === 'gradient' ? '∂ ' : '');
  return row.end(columns);
}

function headRow(pen: Pen, { heads }: Table, [label, ...widths]: Widths): Line {
  const row = pen.row();
  const texts = heads.map((head, index) => {
    const width = widths[index] as number;
    return middleCut(head, width - 1).padStart(width);
  });
  const columns = label + widths.reduce((sum, width) => sum + width, 0);
  row.text(`${'i'.padStart(label)}${texts.join('')}`, 'mute');
  return row.end(columns);
}

function termRow(
  pen: Pen,
  { labels, terms, added }: Table,
  index: number,
  [label, ...widths]: Widths,
  present: number | null,
  columns: number,
): Line {
  const row = pen.row();
  const isPresent = index === present && pen.phase !== null;
  const name = middleCut(labels[index] ?? '', label - 1).padStart(label - 1);
  row.text(`${isPresent ? '▸' : ' '}${name}`, 'ahead');
  for (const [each, cell] of (terms[index] ?? []).entries()) {
    row.right(cell, widths[each] as number, each === 2 && index >= added ? 'ahead' : undefined);
  }
  const line = row.end(columns);
  if (!isPresent) return line;
  const ground = pen.phase ?? 'forward';
  return pad(line, columns).map((each): Span => (each.ground === 'focus' ? each : filled(each, ground)));
}

function footRows(pen: Pen, { foot, terms }: Table, [label, ...widths]: Widths, columns: number): Line[] {
  const rule = pen.row();
  rule.ruleTo(columns);
  const row = pen.row();
  // The words have the same room whatever their number.
  const words = foot.words === '' ? 0 : `Σ of ${terms.length}`.length + 1;
  const end = label + widths.reduce((sum, width) => sum + width, 0);
  row.text(foot.words.padEnd(words), 'mute');
  let used = Math.max(words, foot.words.length);
  if (foot.bias !== null) {
    const word = foot.words === '' ? 'bias' : '  bias';
    row.text(word, 'ahead');
    const width = columns < WIDE ? NARROW_BIAS : WIDE_BIAS;
    row.left(foot.bias, width - 1);
    used += word.length + width;
  }
  row.right(foot.result, Math.max(0, end - used), undefined, SUM_DIGITS);
  return [rule.end(columns), row.end(columns)];
}
