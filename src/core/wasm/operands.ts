/** Where compiled code finds the operands of an instruction, and those of a pair of instructions. */
import type { Run, Slot } from '../program.ts';
import type { Plan } from './plan/plan.ts';
import type { Layout } from './program.ts';

/** A place in memory: an offset in bytes, of a home or within the example's row. */
export interface Place {
  readonly kind: 'place';
  readonly base: 'home' | 'row';
  readonly offset: number;
}

/** A result: of an instruction by itself, or one of the two of a pair, which has the index of its first instruction. */
interface Result {
  readonly kind: 'result';
  readonly index: number;
  readonly lane: 0 | 1 | null;
}

/** Where one value is: in memory, in a local, or in the code. */
export type Single = Place | Result | { readonly kind: 'constant'; readonly value: number };

/** The vector of an operand's two values. */
export type Double =
  /** All of a pair's results, in the same order. */
  | { readonly kind: 'whole'; readonly index: number }
  /** Two places side by side, of which this is the first. */
  | { readonly kind: 'places'; readonly first: Place }
  | { readonly kind: 'constants'; readonly first: number; readonly second: number }
  /** The same value twice. */
  | { readonly kind: 'same'; readonly of: Place | Result }
  | { readonly kind: 'two'; readonly first: Single; readonly second: Single };

export class Operands {
  readonly #run: Run;
  readonly #layout: Layout;
  readonly #plan: Plan;

  constructor(run: Run, layout: Layout, plan: Plan) {
    this.#run = run;
    this.#layout = layout;
    this.#plan = plan;
  }

  /** An operand of the instruction `reader`. */
  single(slot: Slot, reader: number): Single {
    const { tape, pairs } = this.#plan;
    const from = tape.producer(slot, reader);
    if (from >= 0) {
      const mate = pairs.mate[from] as number;
      if (mate < 0) return { kind: 'result', index: from, lane: null };
      const lane = pairs.lane[from] === 0 ? 0 : 1;
      return { kind: 'result', index: lane === 0 ? from : mate, lane };
    }
    const info = this.#run.slots[slot];
    const given = this.#layout.given.get(slot);
    if (given !== undefined) return { kind: 'place', base: 'row', offset: given };
    if (info?.kind === 'constant') return { kind: 'constant', value: info.initial };
    const offset = this.#layout.homes.get(slot);
    if (offset === undefined) throw new RangeError(`slot ${slot} has no home`);
    return { kind: 'place', base: 'home', offset };
  }

  /** An operand of a pair: `first` of the instruction `reader` and `second` of the instruction `other`. */
  double(first: Slot, reader: number, second: Slot, other: number): Double {
    const [a, b] = [this.single(first, reader), this.single(second, other)];
    if (a.kind === 'constant' && b.kind === 'constant')
      return { kind: 'constants', first: a.value, second: b.value };
    if (a.kind === 'result' && b.kind === 'result' && a.index === b.index) {
      if (a.lane === b.lane) return { kind: 'same', of: a };
      if (a.lane === 0) return { kind: 'whole', index: a.index };
    }
    if (a.kind === 'place' && b.kind === 'place' && a.base === b.base) {
      if (a.offset === b.offset) return { kind: 'same', of: a };
      if (a.offset + 8 === b.offset) return { kind: 'places', first: a };
    }
    return { kind: 'two', first: a, second: b };
  }
}
