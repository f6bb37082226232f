/** The node that the step at the cursor works on, and its neighbours in the graph. */
import type { Address } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Instruction, Phase, Slot } from '../../core/program.ts';
import type { ScenarioLayer } from '../../scenario/format/scenario.ts';
import type { Scene } from '../scene/scene.ts';

/** The key of the loss, which is not a name that a node can have. */
export const LOSS = '';

export interface Graph {
  /** For each node what it is made of, and what uses it: in the order in which the scenario has them. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly users: ReadonlyMap<string, readonly string[]>;
  /** The address of the weight of an edge, by `from` and `to`; see `edgeKey`. */
  readonly weights: ReadonlyMap<string, Address>;
  /** The columns of what is computed, from left to right, with a title where they are layers. */
  readonly columns: readonly GraphColumn[];
  /** What each computed node is: its formula as it is written, or the sum of its layer. */
  readonly formulas: ReadonlyMap<string, string>;
  readonly hasLayers: boolean;
  /** The names of all nodes. */
  readonly names: readonly string[];
}

export interface GraphColumn {
  /** The name of the layer; null for formulas. */
  readonly title: string | null;
  readonly names: readonly string[];
  /** Whether nothing in it is computed. */
  readonly isGiven: boolean;
}

export const edgeKey = (from: string, to: string) => `${from} ${to}`;

/** The graph of a scenario, found once. */
export const graphOf = memoize(({ engine }: Scene) => engine, makeGraph);

function makeGraph({ network, session }: Scene): Graph {
  const { scenario } = session;
  const order = [
    ...scenario.inputs,
    ...scenario.parameters.map(({ name }) => name),
    ...scenario.formulas.map(({ name }) => name),
    ...scenario.layers.flatMap(({ nodes }) => nodes.map(({ name }) => name)),
    LOSS,
  ];
  const rank = new Map(order.map((name, index) => [name, index]));
  const lossEdges = network.hasLoss ? network.outputs.map((from) => ({ from, to: LOSS, weight: null })) : [];
  const sources = new Map<string, string[]>();
  const users = new Map<string, string[]>();
  const weights = new Map<string, Address>();
  for (const { from, to, weight } of [...network.edges, ...lossEdges]) {
    sources.set(to, [...(sources.get(to) ?? []), from]);
    users.set(from, [...(users.get(from) ?? []), to]);
    if (weight !== null) weights.set(edgeKey(from, to), weight);
  }
  const byRank = (a: string, b: string) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
  for (const list of [...sources.values(), ...users.values()]) list.sort(byRank);
  const hasLayers = scenario.layers.length > 0;
  const names = network.columns.map((column) => column.map(({ name }) => name));
  const computed = names.map((column) => (hasLayers ? column : column.filter((name) => sources.has(name))));
  const given = names.flat().filter((name) => !sources.has(name));
  const columns = hasLayers
    ? computed.map((column, index) => ({
        title: scenario.layers[index - 1]?.name ?? 'inputs',
        names: column,
        isGiven: index === 0,
      }))
    : [
        { title: null, names: given, isGiven: true },
        ...computed
          .filter(({ length }) => length > 0)
          .map((column) => ({ title: null, names: column.toSorted(byRank), isGiven: false })),
      ];
  const loss = network.hasLoss ? [{ title: null, names: [LOSS], isGiven: false }] : [];
  const formulas = new Map([
    ...scenario.formulas.map(({ name, text }) => [name, text] as const),
    ...scenario.layers.flatMap((layer, index) =>
      layerFormulas(layer, scenario.layers[index - 1]?.name ?? 'inputs'),
    ),
  ]);
  return {
    sources,
    users,
    weights,
    columns: [...columns, ...loss],
    formulas,
    hasLayers,
    names: names.flat(),
  };
}

/** `tanh(Σ h1 × w + bias)` for each node of a layer. */
function layerFormulas({ nodes, activation, bias: shared }: ScenarioLayer, before: string) {
  return nodes.map(({ name, bias, from }): readonly [string, string] => {
    const isBiased = from === null && (bias !== null || shared !== null);
    const sum = `${from ?? `Σ ${before} * w`}${isBiased ? ' + bias' : ''}`;
    return [name, activation === NO_ACTIVATION ? sum : `${activation}(${sum})`];
  });
}

export interface Focus {
  readonly phase: Phase;
  /** The working node. */
  readonly name: string;
  /** The neighbours that the step reads from: sources in the forward phase, a user or a source in the backward phase. */
  readonly active: ReadonlySet<string>;
  /** Whether the step goes from the node's users to it, or to its sources. */
  readonly isBackward: boolean;
  /** What the step has written; null before the first one. */
  readonly written: Slot | null;
  /** Whether the step is about an edge: a product, or the gradient or change of a weight. */
  readonly isEdge: boolean;
  /** Whether the step has written a running sum of the node. */
  readonly isSum: boolean;
}

/** What the step at the cursor works on; before the first step, what that will work on. */
export function focusAt(scene: Scene): Focus {
  const place = scene.lastStep ?? scene.next;
  const graph = graphOf(scene);
  const first = graph.columns[1]?.names[0] ?? graph.columns[0]?.names[0] ?? LOSS;
  if (!place)
    return {
      phase: 'forward',
      name: first,
      active: new Set(),
      isBackward: false,
      written: null,
      isEdge: false,
      isSum: false,
    };
  const { instruction } = place;
  const written = scene.lastStep ? instruction.result : null;
  const { phase } = instruction.scope;
  const subjects = (slot: Slot) => scene.engine.run.slots[slot]?.addresses ?? [];
  const result = firstSubject(graph, subjects(instruction.result));
  const own = instruction.scope.node;
  const name = phase === 'loss' ? LOSS : (result?.name ?? own ?? first);
  const known = graph.sources.has(name) || graph.users.has(name) ? name : first;
  const isEdge = result !== null && result.item !== null;
  return {
    phase,
    name: known,
    active:
      written === null ? new Set() : activeNeighbours(scene, graph, instruction, known, result?.item ?? null),
    isBackward: phase === 'backward',
    written,
    isEdge,
    isSum: instruction.role.kind === 'sum' || instruction.role.kind === 'bias',
  };
}

interface Subject {
  readonly name: string;
  /** The number of the weight that it is about; null if it is about the node. */
  readonly item: number | null;
}

/** The node that an address is about, and the number of its weight. */
function subjectOf(graph: Graph, address: Address): Subject | null {
  const known = (name: string, item: number | null) =>
    graph.sources.has(name) || graph.users.has(name) ? { name, item } : null;
  switch (address.kind) {
    case 'gradient':
    case 'batchGradient':
    case 'gradientTerm':
    case 'gradientSum':
    case 'slope':
    case 'delta':
    case 'state':
      return subjectOf(graph, address.of);
    case 'value':
      return known(address.name, null);
    case 'node':
      return known(address.node, null);
    case 'nodeItem':
      return known(address.node, address.part === 'w' || address.part === 'product' ? address.index : null);
    default:
      return null;
  }
}

function firstSubject(graph: Graph, addresses: readonly Address[]): Subject | null {
  for (const address of addresses) {
    const found = subjectOf(graph, address);
    if (found) return found;
  }
  return null;
}

function activeNeighbours(
  scene: Scene,
  graph: Graph,
  { scope, operands, role }: Instruction,
  name: string,
  item: number | null,
): ReadonlySet<string> {
  const sources = graph.sources.get(name) ?? [];
  const users = graph.users.get(name) ?? [];
  // The sources of a layer's node are in the order of its weights.
  const weighed = sources[role.kind === 'sum' ? role.count - 1 : (item ?? -1)];
  if (weighed !== undefined) return new Set([weighed]);
  if (scope.phase === 'backward') {
    const isFromLoss = scope.layer === null && users.includes(LOSS) && graph.hasLayers;
    const from = isFromLoss ? LOSS : scope.node;
    if (from !== null && from !== name && users.includes(from)) return new Set([from]);
    const isSlopeOfLoss = role.kind === 'slope' && role.isGradient && users.includes(LOSS);
    return new Set(isSlopeOfLoss ? [LOSS] : []);
  }
  const read = operands.flatMap((slot) => scene.engine.run.slots[slot]?.names ?? []);
  return new Set(sources.filter((source) => read.includes(source)));
}
