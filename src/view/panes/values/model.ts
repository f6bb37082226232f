/** The numbers of a scenario as the values panel groups them. Found once for an engine; nodes when they are first read. */
import type { Address } from '../../../core/address.ts';
import { memoize } from '../../../core/memo.ts';
import { NO_ACTIVATION } from '../../../core/operations/activations/identity.ts';
import type { ScenarioLayer } from '../../../scenario/format/scenario.ts';
import type { Session } from '../../../session/session.ts';
import type { Scene } from '../../scene/scene.ts';
import { type Cell, cellOf, gradientCell } from './cell.ts';
import { type Fact, inputFacts, lastFacts } from './facts.ts';

/** A node's numbers. Lists have an element for each incoming value. */
export interface NodeCells {
  readonly name: string;
  /** The name of the value that the node passes on; null for a node with weights. */
  readonly from: string | null;
  readonly weights: readonly (Cell | null)[];
  readonly products: readonly (Cell | null)[];
  /** The products added so far: the first product, then the partial sums. */
  readonly partialSums: readonly (Cell | null)[];
  readonly gradients: readonly (Cell | null)[];
  readonly bias: Cell | null;
  readonly biasGradient: Cell | null;
  /** The sum before the activation. */
  readonly sum: Cell | null;
  readonly out: Cell | null;
  readonly outGradient: Cell | null;
}

export interface LayerCells {
  readonly name: string;
  /** The activation; null for the identity. */
  readonly activation: string | null;
  /** What comes in: the short names of the nodes of the layer before, or of the inputs. */
  readonly sources: readonly string[];
  /** Whether these are the nodes of a layer that are called by their index. */
  readonly areSourcesIndexed: boolean;
  readonly sourceCells: readonly (Cell | null)[];
  /** What the sources are called together: `h1[i]`. */
  readonly sourcesName: string;
  /** The short names of the nodes: `[0]` if the name of the layer stands before them. */
  readonly labels: readonly string[];
  readonly areIndexed: boolean;
  readonly hasBias: boolean;
  /** The numbers of a node, counted from 0. */
  readonly node: (index: number) => NodeCells;
}

export interface NodePlace {
  readonly layer: number;
  readonly node: number;
}

export interface Model {
  readonly inputs: readonly Fact[];
  readonly last: readonly (readonly Fact[])[];
  readonly layers: readonly LayerCells[];
  /** Where a node is, by its name. */
  readonly places: ReadonlyMap<string, NodePlace>;
  /** Whether the run has a backward phase. */
  readonly hasGradients: boolean;
}

export const modelOf = memoize(
  ({ engine }: Scene) => engine,
  ({ session, network }): Model => {
    const { scenario } = session;
    const layers = scenario.layers.map((_layer, index) => layerCells(session, index));
    const places = scenario.layers.flatMap(({ nodes }, layer) =>
      nodes.map(({ name }, node) => [name, { layer, node }] as const),
    );
    return {
      inputs: inputFacts(session),
      last: lastFacts(session, network.hasLoss),
      layers,
      places: new Map(places),
      hasGradients: network.hasBackward,
    };
  },
);

/** Whether the nodes are called by their layer and their index: `h1[0]`. */
function areIndexed({ name: layer, nodes }: ScenarioLayer): boolean {
  return nodes.every(({ name }, index) => name === `${layer}[${index}]`);
}

function layerCells(session: Session, index: number): LayerCells {
  const { inputs, layers } = session.scenario;
  const layer = layers[index] as ScenarioLayer;
  const before = index === 0 ? null : (layers[index - 1] as ScenarioLayer);
  const sources = before?.nodes.map(({ name }) => name) ?? inputs;
  const known = new Map<number, NodeCells>();
  const isIndexed = areIndexed(layer);
  const areSourcesIndexed = before !== null && areIndexed(before);
  const short = (names: readonly string[], isShort: boolean) =>
    isShort ? names.map((_name, each) => `[${each}]`) : names;
  return {
    name: layer.name,
    activation: layer.activation === NO_ACTIVATION ? null : layer.activation,
    sources: short(sources, areSourcesIndexed),
    areSourcesIndexed,
    sourceCells: sources.map((name) => cellOf(session, { kind: 'value', name })),
    sourcesName: before === null ? 'input' : areIndexed(before) ? `${before.name}[i]` : before.name,
    labels: short(
      layer.nodes.map(({ name }) => name),
      isIndexed,
    ),
    areIndexed: isIndexed,
    hasBias: layer.bias !== null || layer.nodes.some(({ bias }) => bias !== null),
    node: (each) => {
      const cells = known.get(each) ?? nodeCells(session, layer, each);
      known.set(each, cells);
      return cells;
    },
  };
}

function nodeCells(session: Session, layer: ScenarioLayer, index: number): NodeCells {
  const { name, weights, bias, from } = layer.nodes[index] as ScenarioLayer['nodes'][number];
  const item = (part: 'w' | 'product' | 'sum', each: number): Address => ({
    kind: 'nodeItem',
    node: name,
    part,
    index: each,
  });
  const biasAddress: Address | null =
    from !== null
      ? null
      : bias !== null
        ? { kind: 'node', node: name, part: 'bias' }
        : layer.bias === null
          ? null
          : { kind: 'layer', layer: layer.name, part: 'bias', index: null };
  const own: Address = { kind: 'value', name };
  /** A node can have a thousand weights, and no phase shows all of their numbers. */
  const lazily = (cell: (each: number) => Cell | null) => {
    let known: readonly (Cell | null)[] | null = null;
    return () => {
      known ??= weights.map((_weight, each) => cell(each));
      return known;
    };
  };
  const product = (each: number) => cellOf(session, item('product', each), 'product');
  const listOf = {
    weights: lazily((each) => cellOf(session, item('w', each))),
    products: lazily(product),
    partialSums: lazily((each) => (each === 0 ? product(0) : cellOf(session, item('sum', each)))),
    gradients: lazily((each) => gradientCell(session, item('w', each))),
  };
  return {
    name,
    from,
    get weights() {
      return listOf.weights();
    },
    get products() {
      return listOf.products();
    },
    get partialSums() {
      return listOf.partialSums();
    },
    get gradients() {
      return listOf.gradients();
    },
    bias: biasAddress && cellOf(session, biasAddress),
    biasGradient: biasAddress && gradientCell(session, biasAddress),
    sum: cellOf(session, { kind: 'node', node: name, part: 'in' }),
    out: cellOf(session, own),
    outGradient: gradientCell(session, own),
  };
}
