/**
 * Back-propagation: one reverse walk over a tape (reverse-mode automatic differentiation; Griewank & Walther,
 * "Evaluating Derivatives", 2nd ed. 2008, chapter 3). It reads the table of operations and does not depend on layers.
 *
 * The order is chosen for readers. Groups of instructions (a node, a loss term) are visited in the order of their
 * longest path from the root; ties keep the forward order. Inside a group the order is: sum of the gradient's terms,
 * slope, gradients of the parameters, gradients of the other operands. Each of these is in forward order.
 */
import { printAddress } from '../address.ts';
import { derivativeOf } from '../operations.ts';
import type { Instruction, Slot } from '../program.ts';
import type { TapeBuilder } from '../tape-builder.ts';
import { GradientNames } from './gradient-names.ts';
import { type Group, Paths, type Use } from './paths.ts';
import { SlopeEmitter } from './slope-emitter.ts';

const NONE = -1;

const NO_SEEDS: readonly Slot[] = [];
const NOTHING: ReadonlySet<string> = new Set();

/** A use of a slot by an instruction, and the gradient of the instruction's result. */
interface Arrival {
  readonly slot: Slot;
  readonly use: Use;
  readonly upstream: Slot;
  readonly instruction: Instruction;
  readonly index: number;
  readonly operand: number;
}

/** A start of the walk: a value, and the slot that holds its incoming gradient. */
export interface Root {
  readonly slot: Slot;
  readonly seed: Slot;
}

/** A wanted leaf, and the slot of its gradient. */
export interface LeafGradient {
  readonly leaf: Slot;
  readonly gradient: Slot;
}

/**
 * Emits the backward phase on `builder` for `forward` (in execution order).
 *
 * @param wanted the leaves whose gradients are computed: parameters first, in their own order
 * @param isParameter whether a slot is a parameter; within a group, parameters come before other operands
 * @returns the gradient of each wanted leaf that a root depends on, in the order in which they are finished
 * @throws RangeError if a used operand has no derivative
 */
export function differentiate(
  builder: TapeBuilder,
  forward: readonly Instruction[],
  roots: readonly Root[],
  wanted: readonly Slot[],
  isParameter: (slot: Slot) => boolean,
): readonly LeafGradient[] {
  const walk = new ReverseWalk(builder, forward, roots, wanted, isParameter);
  return walk.run();
}

class ReverseWalk {
  readonly #builder: TapeBuilder;
  readonly #slopes: SlopeEmitter;
  readonly #names: GradientNames;
  readonly #forward: readonly Instruction[];
  readonly #roots: readonly Root[];
  /** The incoming gradients of each root. */
  readonly #seeds = new Map<Slot, Slot[]>();
  /** By slot: 1 if its gradient is wanted. */
  readonly #wanted: Uint8Array;
  readonly #isParameter: (slot: Slot) => boolean;
  /** By slot: index of the instruction that writes it; `NONE` if none does. */
  readonly #writer: Int32Array;
  readonly #paths: Paths;
  /** By slot: the number of its gradient's terms that have been emitted. */
  readonly #arrived: Int32Array;
  /** By slot: the sum of the gradient's terms; `NONE` as long as it has not been emitted. */
  readonly #gradients: Int32Array;
  readonly #finished: LeafGradient[] = [];

  constructor(
    builder: TapeBuilder,
    forward: readonly Instruction[],
    roots: readonly Root[],
    wanted: readonly Slot[],
    isParameter: (slot: Slot) => boolean,
  ) {
    this.#builder = builder;
    this.#slopes = new SlopeEmitter(builder);
    this.#names = new GradientNames(builder, (slot) => this.#termCount(slot));
    this.#forward = forward;
    this.#roots = roots;
    this.#isParameter = isParameter;
    const slots = builder.slotCount;
    this.#wanted = new Uint8Array(slots);
    for (const slot of wanted) this.#wanted[slot] = 1;
    this.#writer = new Int32Array(slots).fill(NONE);
    this.#arrived = new Int32Array(slots);
    this.#gradients = new Int32Array(slots).fill(NONE);
    forward.forEach((instruction, index) => {
      this.#writer[instruction.result] = index;
    });
    for (const { slot, seed } of roots) this.#seeds.set(slot, [...(this.#seeds.get(slot) ?? []), seed]);
    this.#paths = new Paths(
      forward,
      roots.map(({ slot }) => slot),
      this.#wanted,
    );
  }

  run(): readonly LeafGradient[] {
    // A wanted leaf that is itself a root and has no other use belongs to no group.
    for (const { slot } of this.#roots) {
      if (this.#wanted[slot] === 0 || !this.#isComplete(slot)) continue;
      this.#builder.enter({ phase: 'backward', layer: null, node: null });
      this.#sumTerms(slot);
    }
    for (const group of this.#paths.groupsByDistance()) this.#visit(group);
    return this.#finished;
  }

  /** Emits a group. Gradients of values inside the group come first, then those of operands from outside. */
  #visit(group: Group): void {
    this.#builder.enter({ ...group.scope, phase: 'backward' });
    const leaving: Arrival[] = [];
    for (const index of [...group.members].reverse()) {
      const instruction = this.#forward[index] as Instruction;
      const { operands, result } = instruction;
      this.#builder.setForwardIndex(index);
      const upstream = this.#sumTerms(result);
      for (let operand = 0; operand < operands.length; operand++) {
        const slot = operands[operand] as Slot;
        const use = this.#paths.onPath(index, operand);
        if (use === null) continue;
        const arrival = { slot, use, upstream, instruction, index, operand };
        if (this.#isInside(slot, instruction.group)) this.#addTerm(arrival);
        else leaving.push(arrival);
      }
    }
    leaving.sort((a, b) => a.use - b.use);
    for (const arrival of leaving) if (this.#isParameter(arrival.slot)) this.#addTerm(arrival);
    for (const arrival of leaving) if (!this.#isParameter(arrival.slot)) this.#addTerm(arrival);
    this.#builder.setForwardIndex(null);
  }

  /** Whether a value is computed in a group. */
  #isInside(slot: Slot, group: number): boolean {
    const writer = this.#writer[slot] as number;
    return writer !== NONE && this.#paths.groupOf(writer) === group;
  }

  /**
   * Emits one product of the chain rule, local derivative × gradient of the result. A factor 1 needs no instruction.
   * @throws RangeError if the operand has no derivative
   */
  #addTerm({ slot, use, upstream, instruction, index, operand }: Arrival): void {
    const builder = this.#builder;
    const { op, operands, result } = instruction;
    builder.setForwardIndex(index);
    const derivative = derivativeOf(op, operand);
    if (!derivative) throw new RangeError(`${op} has no slope with respect to operand ${operand}`);
    this.#slopes.enter(index, operand, builder.isConstant(upstream, 1));
    const local = derivative(this.#slopes, operands, result, operand);
    const product = this.#product(index, operand, result, local, upstream);
    const expected = this.#termCount(slot);
    const term = expected === 1 ? this.#addressed(slot, product) : product;
    // The slope gets a name only if it is a separate value, computed for this derivative.
    if (local !== product && local !== result && !operands.includes(local)) {
      // If a result has a slope for each operand, the operand's number distinguishes them.
      const which = derivativeOf(op, 1) ? operand : null;
      this.#names.nameFrom(local, result, (of) => ({ kind: 'slope', of, operand: which }));
    }
    this.#paths.setTerm(use, term);
    this.#arrived[slot] = (this.#arrived[slot] as number) + 1;
    if (expected > 1) {
      const position = this.#paths.positionOf(slot, use);
      this.#names.nameFrom(term, slot, (of) => ({ kind: 'gradientTerm', of, index: position }));
    }
    if (this.#writer[slot] === NONE && this.#isComplete(slot)) this.#sumTerms(slot);
    else if (expected === 1) this.#names.nameFrom(term, slot, (of) => ({ kind: 'gradient', of }));
  }

  #product(index: number, operand: number, result: Slot, local: Slot, upstream: Slot): Slot {
    const builder = this.#builder;
    if (builder.isConstant(local, 1)) return upstream;
    if (builder.isConstant(upstream, 1)) return local;
    if (builder.isConstant(local) && builder.isConstant(upstream)) {
      return builder.constant(builder.valueOf(local) * builder.valueOf(upstream));
    }
    const called = this.#names.gradientOf(result, upstream);
    const role = { kind: 'term', of: index, operand } as const;
    return builder.emit('multiply', [local, upstream], role, called && [null, called]);
  }

  /**
   * The gradient of a slot in a slot that can have addresses. A constant cannot, so the gradient of a value with a name
   * of its own is copied from it.
   */
  #addressed(slot: Slot, gradient: Slot): Slot {
    const builder = this.#builder;
    if (!builder.isConstant(gradient)) return gradient;
    const isNamed =
      this.#wanted[slot] === 1 || builder.namings(slot).some(({ address }) => address.kind === 'value');
    return isNamed ? builder.emit('copy', [gradient], { kind: 'constantGradient', of: slot }) : gradient;
  }

  #isComplete(slot: Slot): boolean {
    return this.#arrived[slot] === this.#paths.countOf(slot);
  }

  /**
   * Sums the terms of a slot's gradient from left to right, seeds last. Requires that all terms have been emitted.
   * @returns the slot of the sum
   * @throws RangeError if there is no term
   */
  #sumTerms(slot: Slot): Slot {
    const known = this.#gradients[slot] as number;
    return known === NONE ? this.#makeSum(slot) : known;
  }

  #makeSum(slot: Slot): Slot {
    const builder = this.#builder;
    const uses = this.#paths.countOf(slot);
    const seeds = this.#seeds.get(slot) ?? NO_SEEDS;
    const all = uses + seeds.length;
    const termAt = (index: number) =>
      index < uses ? this.#paths.termOf(slot, index) : (seeds[index - uses] as Slot);
    if (all === 0) throw new RangeError(`no gradient arrives at slot ${slot}`);
    const first = termAt(0);
    let sum = first;
    for (let index = 1; index < all; index++) {
      const term = termAt(index);
      const called = [
        index === 1 ? this.#names.termOf(slot, first, 0) : null,
        this.#names.termOf(slot, term, index),
      ];
      const role = { kind: 'gradientSum', of: slot, count: index + 1, all } as const;
      sum = builder.emit('add', [sum, term], role, called.some((each) => each !== null) ? called : null);
      this.#names.nameFrom(sum, slot, (of) => ({ kind: 'gradientSum', of, index }), 100);
    }
    // The only term of a computed value got this name when it was emitted.
    const isNamed = all === 1 && seeds.length === 0 && this.#writer[slot] !== NONE;
    if (!isNamed) {
      const taken =
        seeds.length === 0
          ? NOTHING
          : new Set(
              seeds.flatMap((seed) => builder.namings(seed).map(({ address }) => printAddress(address))),
            );
      if (all > 1) this.#nameSeeds(seeds, slot, uses);
      this.#names.nameFrom(sum, slot, (of) => ({ kind: 'gradient', of }), 0, taken);
    }
    this.#gradients[slot] = sum;
    if (this.#wanted[slot] === 1) this.#finished.push({ leaf: slot, gradient: sum });
    return sum;
  }

  /** Names the seeds of a gradient with several terms as terms too. */
  #nameSeeds(seeds: readonly Slot[], slot: Slot, before: number): void {
    seeds.forEach((seed, index) => {
      this.#names.nameFrom(seed, slot, (of) => ({ kind: 'gradientTerm', of, index: before + index }));
    });
  }

  /** The number of terms of a slot's gradient. */
  #termCount(slot: Slot): number {
    return this.#paths.countOf(slot) + (this.#seeds.get(slot)?.length ?? 0);
  }
}
