/**
 * The values of a run in groups, by what their addresses are: a page of a group is found without looking at the others.
 */
import type { Address } from '../core/address.ts';
import { memoize } from '../core/memo.ts';
import type { Run, Slot, SlotInfo } from '../core/program.ts';
import { tapeIndexOf } from '../core/tape-index.ts';
import type { Session } from '../session/session.ts';

export const groupNames = ['inputs', 'layers', 'loss', 'gradients', 'optimizer'] as const;
export type GroupName = (typeof groupNames)[number];

/** Values that are shown together, as the indexes of their addresses among all shown ones. */
interface Group {
  /** Those that belong to no layer. */
  readonly ranks: readonly number[];
  /** Those of each layer, of each call and of each turn of a repetition, by its name. */
  readonly layers: ReadonlyMap<string, readonly number[]>;
}

export type Groups = Readonly<Record<GroupName, Group>>;

/** The group of each kind of address. */
const groupOfKind: Readonly<Record<Address['kind'], GroupName>> = {
  value: 'layers',
  node: 'layers',
  nodeItem: 'layers',
  layer: 'layers',
  statistic: 'inputs',
  target: 'inputs',
  error: 'loss',
  loss: 'loss',
  lossPart: 'loss',
  ofLoss: 'loss',
  batch: 'loss',
  gradient: 'gradients',
  batchGradient: 'gradients',
  gradientTerm: 'gradients',
  gradientSum: 'gradients',
  slope: 'gradients',
  learningRate: 'optimizer',
  groupRate: 'optimizer',
  gradientNorm: 'optimizer',
  clip: 'optimizer',
  correction: 'optimizer',
  delta: 'optimizer',
  state: 'optimizer',
};

function groupOf({ kind, addresses: [address] }: SlotInfo): GroupName {
  if (kind === 'input' || kind === 'target') return 'inputs';
  return address ? groupOfKind[address.kind] : 'layers';
}

/** The groups of a run. They are found once for each variant. */
export const groupsOf = memoize(
  ({ engine }: Session) => engine.run,
  (session): Groups => {
    const { values, engine } = session;
    const made = Object.fromEntries(
      groupNames.map((name) => [name, { ranks: [] as number[], layers: new Map<string, number[]>() }]),
    ) as Record<GroupName, { ranks: number[]; layers: Map<string, number[]> }>;
    const layerOf = layersOf(session);
    for (let rank = 0; ; rank++) {
      const [slot] = values.slotsOfRank(rank);
      if (slot === undefined) return made;
      const name = groupOf(engine.run.slots[slot] as SlotInfo);
      const layer = name === 'layers' ? layerOf(slot) : null;
      const { ranks, layers } = made[name];
      if (layer === null) ranks.push(rank);
      else {
        const known = layers.get(layer);
        if (known) known.push(rank);
        else layers.set(layer, [rank]);
      }
    }
  },
);

/** The layer that a slot belongs to: of what is computed, that of its step; of a weight or bias, that of its node. */
function layersOf({ scenario, engine: { run } }: Session): (slot: Slot) => string | null {
  const tape = tapeIndexOf(run);
  const ofNode = new Map(
    scenario.layers.flatMap(({ name, nodes }) => nodes.map((node) => [node.name, name] as const)),
  );
  return (slot) => {
    const address = run.slots[slot]?.addresses[0];
    if (address?.kind === 'layer') return address.layer;
    const own = address && 'node' in address ? ofNode.get(address.node) : undefined;
    return own ?? writingLayer(run, tape.writerOf(slot));
  };
}

function writingLayer(
  run: Run,
  writer: { program: 'example' | 'update'; index: number } | null,
): string | null {
  if (writer === null || writer.program === 'update') return null;
  return run.example.instructions[writer.index]?.scope.layer ?? null;
}
