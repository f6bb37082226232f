/** The terms of the node at work: what its table shows in each phase. */
import { memoize } from '../../../core/memo.ts';
import type { Slot } from '../../../core/program.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Cell, cellOf, cellOfSlot } from './cell.ts';
import type { LayerCells, Model, NodeCells } from './model.ts';
import type { Pen } from './pen.ts';
import { placeOf, type Work } from './work.ts';

/** What a column of a table has, and a shorter form. */
interface Head {
  readonly long: string;
  readonly short: string;
}

export interface Table {
  /** Left and right end of the first row. */
  readonly title: string;
  readonly formula: string;
  readonly values: readonly (Cell | null)[];
  readonly heads: readonly [Head, Head, Head];
  readonly labels: readonly string[];
  readonly terms: readonly (readonly [Cell | null, Cell | null, Cell | null])[];
  /** The number of the term that the step is about, from 0; null for none. */
  readonly present: number | null;
  /** How many of the terms are in the sum; the others are grey. */
  readonly added: number;
  readonly foot: Foot;
}

interface Foot {
  readonly words: string;
  readonly bias: Cell | null;
  readonly result: Cell | null;
}

/** A table before it is known which of its terms is present. */
type Content = Omit<Table, 'present'>;

/** What the rows of a layer's incoming values are called: their index, or the names of inputs. */
export function termLabels({ sources, areSourcesIndexed }: LayerCells): readonly string[] {
  return areSourcesIndexed ? sources.map((_source, index) => String(index)) : sources;
}

/** The table of the node at work: of a step of the backward phase its gradients, of an update the changes. */
export function tableOf(pen: Pen, model: Model, work: Work): Table {
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
  const present = passesBack ? work.node : work.term;
  if (phase === 'backward') return { ...backwardTable(pen, layer, node, passesBack), present };
  if (phase === 'update') return { ...updateTable(pen, layer, node), present };
  return { ...forwardTable(pen, layer, node, work), present };
}

const weightHead: Head = { long: 'w[i]', short: 'w' };
const gradientHead: Head = { long: '∂ w[i]', short: '∂ w' };

function sourcesHead({ sourcesName }: LayerCells): Head {
  return { long: sourcesName, short: 'in' };
}

function baseOf(layer: LayerCells): Pick<Table, 'labels'> {
  return { labels: termLabels(layer) };
}

function termsOf(
  { sourceCells }: LayerCells,
  node: NodeCells,
  third: readonly (Cell | null)[],
): Table['terms'] {
  return sourceCells.map((source, index) => [source, node.weights[index] ?? null, third[index] ?? null]);
}

function forwardTable(pen: Pen, layer: LayerCells, node: NodeCells, { role }: Work): Content {
  const sums = node.partialSums;
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
    heads: [sourcesHead(layer), weightHead, { long: 'product', short: '×' }],
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
function backwardTable(pen: Pen, layer: LayerCells, node: NodeCells, passesBack: boolean): Content {
  const back = passesBack ? passedBack(pen.scene) : null;
  const third = back
    ? node.products.map((product) => back.get(product?.slots[0] ?? -1) ?? null)
    : node.gradients;
  return {
    ...baseOf(layer),
    title: node.name,
    formula: '',
    values: [node.out, node.outGradient],
    heads: [
      sourcesHead(layer),
      weightHead,
      passesBack ? { long: `∂ ${layer.sourcesName}`, short: '∂' } : gradientHead,
    ],
    terms: termsOf(layer, node, third),
    added: third.length,
    foot: { words: '', bias: node.bias, result: node.biasGradient },
  };
}

function updateTable(pen: Pen, layer: LayerCells, node: NodeCells): Content {
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
    heads: [weightHead, gradientHead, { long: 'delta', short: 'Δ' }],
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
    const user = place && model.layers[place.layer];
    const isNamed = place && user && !user.areIndexed;
    labels.push(isNamed ? (user.labels[place.node] ?? '') : String(place?.node ?? index));
    terms.push([cellOfSlot(session, back, 'gradient'), weightCell, cell]);
  }
  if (terms.length === 0) return null;
  const sum = cellOf(session, { kind: 'gradientSum', of: address.of, index: count - 1 }, 'gradient');
  return {
    title: gradient,
    formula: ' = Σ ∂ × w',
    values: [],
    heads: [
      { long: '∂ in', short: '∂' },
      { long: 'w', short: 'w' },
      { long: 'term', short: '×' },
    ],
    labels,
    terms,
    present: count - 1,
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
