/** The formula that the step at the cursor works on, and its neighbours in the graph. */
import type { Address } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction, Phase, Slot } from '../../core/program.ts';
import type { NumberReader } from '../bars/model.ts';
import type { Scene } from '../scene/scene.ts';
import { drawnNodes, workerOf } from '../scene/working-node.ts';

/** The key of the loss, which is not a name that a node can have. */
export const LOSS = '';

export interface Graph {
  /** For each node what it is made of, and what uses it: in the order in which the scenario has them. */
  readonly sources: ReadonlyMap<string, readonly string[]>;
  readonly users: ReadonlyMap<string, readonly string[]>;
  /** The columns, from left to right. */
  readonly columns: readonly GraphColumn[];
  /** The formula of each computed node, as it is written. */
  readonly formulas: ReadonlyMap<string, string>;
  /** The names of all nodes. */
  readonly names: readonly string[];
  /** The node that each number is drawn in, by its address; an array by its own name as well. */
  readonly nodes: ReadonlyMap<string, string>;
  /** Of each array its numbers in rows. */
  readonly arrays: ReadonlyMap<string, readonly (readonly string[])[]>;
}

export interface GraphColumn {
  readonly names: readonly string[];
  /** Whether nothing in it is computed. */
  readonly isGiven: boolean;
}

/** The graph of a scenario, found once. */
export const graphOf = memoize(({ engine }: Scene) => engine, makeGraph);

function makeGraph({ network, session }: Scene): Graph {
  const { scenario } = session;
  const order = [
    ...scenario.inputs,
    ...[...scenario.parameters, ...scenario.kept].map(({ name }) => name),
    ...scenario.formulas.map(({ name }) => name),
    LOSS,
  ];
  const rank = new Map(order.map((name, index) => [name, index]));
  const lossEdges = network.hasLoss ? network.outputs.map((from) => ({ from, to: LOSS })) : [];
  const sources = new Map<string, string[]>();
  const users = new Map<string, string[]>();
  for (const { from, to } of [...network.edges, ...lossEdges]) {
    addTo(sources, to, from);
    addTo(users, from, to);
  }
  const byRank = (a: string, b: string) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0);
  for (const list of [...sources.values(), ...users.values()]) list.sort(byRank);
  const names = network.columns.map((column) => column.map(({ name }) => name));
  const computed = names.map((column) => column.filter((name) => sources.has(name)));
  const given = names.flat().filter((name) => !sources.has(name));
  const columns: GraphColumn[] = [
    { names: given, isGiven: true },
    ...computed
      .filter(({ length }) => length > 0)
      .map((column) => ({ names: column.toSorted(byRank), isGiven: false })),
    ...(network.hasLoss ? [{ names: [LOSS], isGiven: false }] : []),
  ];
  const formulas = new Map(scenario.formulas.map(({ name, text }) => [name, text] as const));
  const arrays = new Map(
    network.columns.flat().flatMap(({ name, cells }) => (cells === null ? [] : [[name, cells] as const])),
  );
  const nodes = drawnNodes(network);
  return { sources, users, columns, formulas, names: names.flat(), nodes, arrays };
}

function addTo(lists: Map<string, string[]>, key: string, name: string): void {
  const list = lists.get(key);
  if (list) list.push(name);
  else lists.set(key, [name]);
}

/** Whether the value of a node is known at the cursor, or its gradient; of an array those of all its numbers. */
export function isKnownIn(
  { arrays }: Graph,
  reader: NumberReader,
  name: string,
  kind: 'value' | 'gradient',
): boolean {
  if (name === LOSS) return kind === 'value' && reader.ofAddress({ kind: 'loss' }) !== null;
  const numbers = arrays.get(name)?.flat() ?? [name];
  return numbers.every((number) => {
    const own: Address = { kind: 'value', name: number };
    return reader.ofAddress(kind === 'value' ? own : { kind, of: own }) !== null;
  });
}

export interface Focus {
  readonly phase: Phase;
  /** The node in the middle: the working one. */
  readonly name: string;
  /** Whether it works. Not in a step that belongs to no node, as those of a learning rate. */
  readonly isWorking: boolean;
  /** The neighbours that the step reads from: sources in the forward phase, a user or a source in the backward phase. */
  readonly active: ReadonlySet<string>;
  /** Whether the step goes from the node's users to it, or to its sources. */
  readonly isBackward: boolean;
  /** What the step has written; null before the first one. */
  readonly written: Slot | null;
  /** The slot with the value from before an update; null if the step updates nothing. */
  readonly before: Slot | null;
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
      isWorking: true,
      active: new Set(),
      isBackward: false,
      written: null,
      before: null,
    };
  const { instruction } = place;
  const written = scene.lastStep ? instruction.result : null;
  const { phase } = instruction.scope;
  const worker = workerOf(scene, instruction);
  const name = typeof worker === 'symbol' ? LOSS : worker;
  const { role } = instruction;
  return {
    phase,
    name: name ?? first,
    isWorking: name !== null,
    active: written === null || name === null ? new Set() : activeNeighbours(scene, graph, instruction, name),
    isBackward: phase === 'backward',
    written,
    before: written !== null && role.kind === 'update' ? role.parameter : null,
  };
}

function activeNeighbours(
  scene: Scene,
  graph: Graph,
  { scope, operands, role }: Instruction,
  name: string,
): ReadonlySet<string> {
  const sources = graph.sources.get(name) ?? [];
  const users = graph.users.get(name) ?? [];
  if (scope.phase === 'backward') {
    const from = graph.nodes.get(scope.node ?? '');
    if (from !== undefined && from !== name && users.includes(from)) return new Set([from]);
    const isSlopeOfLoss = role.kind === 'slope' && role.isGradient && users.includes(LOSS);
    return new Set(isSlopeOfLoss ? [LOSS] : []);
  }
  const read = operands.flatMap((slot) =>
    (scene.engine.run.slots[slot]?.addresses ?? []).map((address) =>
      address.kind === 'value' ? graph.nodes.get(address.name) : undefined,
    ),
  );
  return new Set(sources.filter((source) => read.includes(source)));
}
