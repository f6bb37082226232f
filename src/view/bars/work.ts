/** What the step at the cursor works on, as the lens between two layers shows it. */
import type { Address } from '../../core/address.ts';
import type { Instruction, Phase, Slot } from '../../core/program.ts';
import type { Place, Scene } from '../scene/scene.ts';
import { type BarsModel, barsModelOf, type NodePlace } from './model.ts';
import { inOutputs, isOfOther } from './output-loss.ts';

/**
 * What the lens shows, row by row:
 * - `products`: the weights of a node and its products, whose sum is collected
 * - `gradients`: the gradients of a node's weights
 * - `passed`: what comes back from a node to the layer before it
 * - `gathered`: what comes back to a node from the layer after it, whose sum is collected
 * - `batch`: the gradients of a node's weights, added to those of the batch
 * - `update`: the changes of a node's weights
 * - `loss`: the outputs and what the loss makes of them
 */
export type LensKind = 'products' | 'gradients' | 'passed' | 'gathered' | 'batch' | 'update' | 'loss';

export interface Work {
  readonly kind: LensKind;
  readonly phase: Phase;
  /** The layer at the left of the lens. */
  readonly pair: number;
  /** The working node: in the layer at the right, of `gathered` and `loss` at the left. */
  readonly node: NodePlace;
  /** The row that the step is about; null if it is about none, or about all. */
  readonly term: number | null;
  /** A row that has to be visible. */
  readonly focus: number;
  /** The number of terms in the running sum, of those that are summed. */
  readonly summed: number;
  /** The step; null before the first one. */
  readonly instruction: Instruction | null;
}

/** The work at the cursor; before the first step, what the first node will do. Null if there are no layers. */
export function workAt(scene: Scene): Work | null {
  const model = barsModelOf(scene);
  if (model.layers.length < 2) return null;
  const start = new Finder(scene, model);
  const { lastStep } = scene;
  if (lastStep) return start.find(lastStep);
  const node = { column: 1, index: 0 };
  return start.work('products', 'forward', node, { term: null, focus: 0, summed: 0 }, null);
}

interface Rows {
  readonly term: number | null;
  readonly focus?: number;
  readonly summed?: number;
}

class Finder {
  readonly #scene: Scene;
  readonly #model: BarsModel;

  constructor(scene: Scene, model: BarsModel) {
    this.#scene = scene;
    this.#model = model;
  }

  work(
    kind: LensKind,
    phase: Phase,
    node: NodePlace,
    { term, focus, summed = 0 }: Rows,
    instruction: Instruction | null,
  ): Work {
    const isLeft = kind === 'gathered' || kind === 'loss';
    const last = this.#model.layers.length - 1;
    // A lens needs a layer before its node.
    const column = Math.max(isLeft ? 0 : 1, Math.min(last, node.column));
    const pair = isLeft ? column : column - 1;
    return {
      kind,
      phase,
      pair,
      node: { ...node, column },
      term,
      focus: focus ?? term ?? 0,
      summed,
      instruction,
    };
  }

  find({ instruction, segment, index }: Place): Work {
    const { role, scope } = instruction;
    const { phase } = scope;
    const make = (kind: LensKind, node: NodePlace, rows: Rows) =>
      this.work(kind, phase, node, rows, instruction);
    const program = segment.program === 'update' ? 'update' : 'example';
    switch (role.kind) {
      case 'product': {
        const at = this.#model.productAt(index);
        const node = at?.node ?? this.#own(instruction);
        return make('products', node, { term: at?.item ?? null });
      }
      case 'sum':
        return make('products', this.#own(instruction), { term: role.count - 1, summed: role.count });
      case 'bias':
      case 'activation':
      case 'dropout':
      case 'softmaxPart':
        return phase === 'forward' ? this.#finishing(instruction) : this.#loss(instruction);
      case 'slope':
      case 'term': {
        const product = program === 'example' ? this.#model.productAt(role.of) : null;
        if (product) {
          const kind = role.operand === 1 ? 'gradients' : 'passed';
          return make(kind, product.node, { term: product.item });
        }
        return scope.layer === null ? this.#loss(instruction) : this.#returning(instruction);
      }
      case 'gradientSum':
        return this.#gathering(instruction, role.of, role.count);
      case 'batchGradient':
        return this.#parameter('batch', instruction, role.parameter);
      case 'updatePart':
        return role.parameter === null
          ? this.#common(instruction)
          : this.#parameter('update', instruction, role.parameter);
      case 'delta':
      case 'update':
        return this.#parameter('update', instruction, role.parameter);
      default:
        return this.#loss(instruction);
    }
  }

  /** The node that an instruction belongs to: that of its frame, otherwise the first that it writes or reads. */
  #own({ scope, result, operands }: Instruction): NodePlace {
    const own = scope.node === null ? null : this.#model.placeOf(scope.node);
    if (own) return own;
    for (const slot of [result, ...operands]) {
      const found = this.#model.subjectOfSlot(slot);
      if (found && found.node.column > 0) return found.node;
    }
    return { column: this.#model.layers.length - 1, index: 0 };
  }

  /** After a node's sum: its bias, activation and dropout. */
  #finishing(instruction: Instruction): Work {
    const node = this.#own(instruction);
    const count = this.#model.slotsOf(this.#model.nameOf(node)).products.length;
    const rows = { term: null, focus: Math.max(0, count - 1), summed: count };
    return this.work('products', 'forward', node, rows, instruction);
  }

  /** From a node's gradient to that of its sum. */
  #returning(instruction: Instruction): Work {
    return this.work('gradients', 'backward', this.#own(instruction), { term: null }, instruction);
  }

  /** The sum of the terms of a gradient. */
  #gathering(instruction: Instruction, of: Slot, count: number): Work {
    const { phase, layer } = instruction.scope;
    const node = this.#valueAt(of);
    if (node === null) return layer === null ? this.#loss(instruction) : this.#returning(instruction);
    if (node.column === this.#model.layers.length - 1) return this.#loss(instruction);
    const term = this.#model.gathered(node)[count - 1] ?? null;
    return this.work('gathered', phase, node, { term, summed: count }, instruction);
  }

  /** The node whose value is in a slot. */
  #valueAt(slot: Slot): NodePlace | null {
    for (const address of this.#scene.engine.run.slots[slot]?.addresses ?? []) {
      const node = address.kind === 'value' ? this.#model.placeOf(address.name) : null;
      if (node) return node;
    }
    return null;
  }

  #parameter(kind: 'batch' | 'update', instruction: Instruction, parameter: Slot): Work {
    const at = this.#model.subjectOfSlot(parameter);
    const node = at?.node ?? this.#own(instruction);
    return this.work(kind, instruction.scope.phase, node, { term: at?.item ?? null }, instruction);
  }

  /** A part of an update that is computed once for all parameters. */
  #common(instruction: Instruction): Work {
    const found = instruction.operands.flatMap((slot) => this.#model.subjectOfSlot(slot) ?? [])[0];
    const node = found?.node ?? { column: this.#model.layers.length - 1, index: 0 };
    return this.work('update', instruction.scope.phase, node, { term: found?.item ?? null }, instruction);
  }

  #loss(instruction: Instruction): Work {
    const { scope, role } = instruction;
    const column = this.#model.layers.length - 1;
    const named = scope.node === null ? null : this.#model.placeOf(scope.node);
    const isOutput = named?.column === column;
    const addresses = this.#scene.engine.run.slots[instruction.result]?.addresses ?? [];
    // A loss of other values has no place among the outputs.
    const isOther = addresses.some((address) => isOfOther(this.#scene, address));
    const summed = role.kind === 'lossSum' && !isOther ? role.count : 0;
    const term = isOutput ? named.index : summed > 0 ? summed - 1 : this.#outputOf(instruction);
    const node = { column, index: term ?? 0 };
    return this.work('loss', scope.phase, node, { term, summed }, instruction);
  }

  /** The index of the output that the result belongs to. */
  #outputOf({ result }: Instruction): number | null {
    const outputs = this.#model.layers.at(-1)?.names.length ?? 0;
    for (const address of this.#scene.engine.run.slots[result]?.addresses ?? []) {
      const index = outputIndex(this.#scene, this.#model, address);
      if (index !== null && index < outputs) return index;
    }
    return null;
  }
}

/** The output that an address is about, from 0; null if it is about none or about all. */
function outputIndex(scene: Scene, model: BarsModel, address: Address): number | null {
  switch (address.kind) {
    case 'target':
    case 'error':
      return address.index ?? 0;
    case 'lossPart':
      return address.index;
    case 'gradient':
    case 'gradientTerm':
    case 'gradientSum':
    case 'slope':
      return outputIndex(scene, model, address.of);
    case 'ofLoss': {
      const own = inOutputs(scene, address);
      return own && outputIndex(scene, model, own);
    }
    default: {
      const subject = model.subjectOf(address);
      return subject?.node.column === model.layers.length - 1 ? subject.node.index : null;
    }
  }
}
