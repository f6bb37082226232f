/** What the step just done works on, as the drawing of the network shows it: found from its role and operands. */
import type { Address } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Instruction, Phase, Slot, SlotInfo } from '../../core/program.ts';
import { type DrawnEdge, edgesToDraw } from '../diagram/columns.ts';
import { nodeOf } from './node-of.ts';
import type { Place, Scene } from './scene.ts';
import { drawnNodes, type Worker, workerOf } from './working-node.ts';

/** What a step has made of an edge: a product, a gradient, or a new weight in place of the old one. */
interface Made {
  readonly kind: 'product' | 'gradient' | 'weight';
  readonly edge: number;
  readonly slot: Slot;
  /** The slot of the old weight; null for the others. */
  readonly before: Slot | null;
}

export interface Activity {
  readonly phase: Phase;
  /** The node that works, or the loss; null if the step belongs to no node. */
  readonly worker: Worker | null;
  /** The node of its frame. */
  readonly node: string | null;
  /** The nodes whose values or gradients the step reads. */
  readonly sources: ReadonlySet<string>;
  /** The edges that it works on, and those whose products or gradients it adds. */
  readonly working: readonly number[];
  readonly added: readonly number[];
  readonly made: Made | null;
  readonly result: Slot;
}

const finderOf = memoize(
  (scene: Scene) => scene,
  (scene) => new ActivityFinder(scene),
);

/** What the step just done works on; null at the start. */
export function activityOf(scene: Scene): Activity | null {
  const { lastStep } = scene;
  return lastStep && finderOf(scene).at(lastStep);
}

class ActivityFinder {
  readonly #scene: Scene;
  readonly #edges: readonly DrawnEdge[];
  readonly #slots: readonly SlotInfo[];
  /** The node that each number is drawn in. */
  readonly #nodes: ReadonlyMap<string, string>;
  /** The edges with a weight, by its node and index. */
  readonly #weighted = new Map<string, number>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#edges = edgesToDraw(scene.network);
    this.#slots = scene.engine.run.slots;
    this.#nodes = drawnNodes(scene.network);
    for (const [index, { weight }] of this.#edges.entries())
      if (weight?.kind === 'nodeItem') this.#weighted.set(`${weight.node} ${weight.index}`, index);
  }

  at({ instruction, segment }: Place): Activity {
    const { operands, result, scope } = instruction;
    const { instructions } = this.#scene.engine.schedule.program(segment.program);
    const working = this.#working(instruction, instructions);
    const worker = workerOf(this.#scene, instruction);
    const sources = new Set(operands.flatMap((slot) => this.#read(slot)));
    if (typeof worker === 'string') sources.delete(worker);
    return {
      phase: scope.phase,
      worker,
      node: this.#nodes.get(scope.node ?? '') ?? null,
      sources,
      working,
      added: this.#added(instruction, instructions),
      made: this.#made(instruction, working),
      result,
    };
  }

  #addresses(slot: Slot): readonly Address[] {
    return this.#slots[slot]?.addresses ?? [];
  }

  /** The names of the nodes whose value a slot holds. */
  #valueNames(slot: Slot | undefined): string[] {
    if (slot === undefined) return [];
    return this.#addresses(slot).flatMap((address) =>
      address.kind === 'value' ? this.#nodeOf(address.name) : [],
    );
  }

  #nodeOf(number: string): string[] {
    const node = this.#nodes.get(number);
    return node === undefined ? [] : [node];
  }

  /** The nodes whose value or gradient a slot holds, or that of a part of their formula. */
  #read(slot: Slot): string[] {
    const addresses = this.#addresses(slot);
    const values = addresses.flatMap((address) => (isValue(address) ? this.#owner(address) : []));
    const gradients = addresses.flatMap((address) =>
      address.kind === 'gradient' && isValue(address.of) ? this.#owner(address.of) : [],
    );
    // A gradient can belong to several nodes; the first is the one that it was computed for.
    return [...values, ...gradients.slice(0, 1)];
  }

  #owner(address: Address): string[] {
    return this.#nodeOf(nodeOf(address) ?? '');
  }

  /** The edge to which a product, a weight, or what belongs to a weight, belongs. */
  #weightedBy(address: Address): number[] {
    if (address.kind === 'delta' || address.kind === 'state' || address.kind === 'batchGradient')
      return this.#weightedBy(address.of);
    if (address.kind !== 'nodeItem' || (address.part !== 'w' && address.part !== 'product')) return [];
    const edge = this.#weighted.get(`${address.node} ${address.index}`);
    return edge === undefined ? [] : [edge];
  }

  #weightedIn(slot: Slot): number[] {
    return this.#addresses(slot).flatMap((address) => this.#weightedBy(address));
  }

  /** The edges without a weight from nodes to a node, or to the loss. */
  #plain(from: readonly string[], to: string | null): number[] {
    return this.#edges.flatMap((edge, index) =>
      edge.weight === null && edge.to === to && from.includes(edge.from) ? [index] : [],
    );
  }

  #working(instruction: Instruction, instructions: readonly Instruction[]): number[] {
    const { role, operands, result, scope } = instruction;
    switch (role.kind) {
      case 'product':
        return this.#weightedIn(result);
      case 'term':
      case 'slope': {
        const forward = instructions[role.of] as Instruction;
        return this.#returning(forward, role.operand, result);
      }
      case 'constantGradient':
        return this.#weightedIn(role.of);
      case 'batchGradient':
        return this.#weightedIn(role.parameter);
      case 'updatePart':
      case 'delta':
      case 'update':
        return role.parameter === null ? [] : this.#weightedIn(role.parameter);
      case 'gradientSum':
        return [];
      default: {
        const to = scope.phase === 'loss' ? null : scope.node;
        if (scope.phase !== 'loss' && to === null) return [];
        return this.#plain(
          operands.flatMap((slot) => this.#valueNames(slot)),
          to,
        );
      }
    }
  }

  /** The edge that a gradient goes back along: that of an operand of a forward step. */
  #returning({ role, operands, result, scope }: Instruction, operand: number, gradient: Slot): number[] {
    if (role.kind === 'product') return this.#weightedIn(result);
    const names = this.#valueNames(operands[operand]);
    if (scope.phase !== 'loss') return scope.node === null ? [] : this.#plain(names, scope.node);
    // The first steps of the loss can have a constant slope, so that no operation goes back to the output alone.
    return this.#plain(names.length > 0 ? names : this.#read(gradient), null);
  }

  /** The edges of the products that a sum adds, or of the terms that a gradient is the sum of. */
  #added({ role, operands }: Instruction, instructions: readonly Instruction[]): number[] {
    if (role.kind === 'sum')
      return operands.flatMap((slot) =>
        this.#addresses(slot).flatMap((address) =>
          address.kind === 'nodeItem' && address.part === 'product' ? this.#weightedBy(address) : [],
        ),
      );
    if (role.kind !== 'gradientSum') return [];
    const names = this.#valueNames(role.of);
    const numbers = this.#addresses(role.of).flatMap((address) =>
      address.kind === 'value' ? [address.name] : [],
    );
    const terms = operands.flatMap((slot) =>
      this.#addresses(slot).flatMap((address) =>
        address.kind === 'gradientTerm' && address.of.kind === 'value' && numbers.includes(address.of.name)
          ? [address.index]
          : [],
      ),
    );
    const uses = instructions.flatMap((each) =>
      each.scope.phase === 'forward' || each.scope.phase === 'loss'
        ? each.operands.flatMap((slot) => (slot === role.of ? [each] : []))
        : [],
    );
    return terms.flatMap((index) => {
      const use = uses[index];
      if (!use) return [];
      if (use.role.kind === 'product') return this.#weightedIn(use.result);
      return this.#plain(names, use.scope.phase === 'loss' ? null : use.scope.node);
    });
  }

  #made({ role, result }: Instruction, working: readonly number[]): Made | null {
    const [edge] = working;
    if (edge === undefined) return null;
    if (role.kind === 'product') return { kind: 'product', edge, slot: result, before: null };
    if (role.kind === 'update') return { kind: 'weight', edge, slot: result, before: role.parameter };
    const isGradient =
      role.kind === 'batchGradient' ||
      this.#addresses(result).some(
        (address) =>
          address.kind === 'gradient' && this.#weightedBy(address.of).includes(edge) && isWeight(address.of),
      );
    return isGradient ? { kind: 'gradient', edge, slot: result, before: null } : null;
  }
}

/** Whether an address is of a node's value or of a part of it, and not of a weight. */
function isValue(address: Address): boolean {
  return (
    address.kind === 'value' ||
    address.kind === 'node' ||
    (address.kind === 'nodeItem' && address.part !== 'w')
  );
}

function isWeight(address: Address): boolean {
  return address.kind === 'nodeItem' && address.part === 'w';
}
