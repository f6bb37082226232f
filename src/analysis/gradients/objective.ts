/**
 * What a gradient is the slope of: the loss of examples as a function of one of their values. It is computed with the
 * session's tape on other registers, and comes with a bound on its rounding error.
 */
import { localSlope } from '../../core/local-slope.ts';
import { memoize } from '../../core/memo.ts';
import { ops } from '../../core/operations.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { noPenalty, type Penalty, penaltyAt } from '../../scenario/optimizers/common/penalty.ts';
import type { Session } from '../../session/session.ts';
import { type MaskedExample, WhatIf } from '../what-if.ts';
import { type Evaluation, type NumericSlope, numericSlope } from './central-difference.ts';

/** Bound on the relative rounding error of one operation. For sums and products it is a quarter of this. */
const ROUNDING = 2 * Number.EPSILON;

/** The slope of a loss with respect to one value. */
interface SlopeOfLoss {
  readonly numeric: NumericSlope;
  /** At a kink: the value that is at the kink. */
  readonly kinkOf: Slot;
}

/** Where a loss is evaluated: one value is x. */
interface Point {
  readonly slot: Slot;
  readonly x: number;
  readonly penalty: Penalty;
  /** Index of the first instruction to execute. */
  readonly from: number;
  /** The instructions that depend on the value; those of them that have a kink. */
  readonly dependent: readonly Instruction[];
  readonly kinks: readonly Instruction[];
}

/** Evaluates the loss of some examples. One is used for many values, one after the other. */
export class Objective {
  readonly #run: Run;
  readonly #whatIf: WhatIf;
  /** Null: the loaded example. */
  readonly #examples: readonly MaskedExample[] | null;
  /** Bounds on the rounding errors, by slot. All 0 between two evaluations. */
  readonly #errors: Float64Array;

  /** @param examples the examples whose losses are added; null: only the loaded one, with the cursor's registers */
  constructor(session: Session, examples: readonly MaskedExample[] | null) {
    this.#run = session.engine.run;
    this.#whatIf = new WhatIf(session);
    this.#examples = examples;
    this.#errors = new Float64Array(this.#run.slots.length);
    if (examples === null) this.#whatIf.execute('loss');
  }

  /**
   * The slope of the loss with respect to one value, for its present value. The loss is the one that the backward phase
   * starts from: with the share of an example in its batch. Without a loss it is the sum of each output × its given
   * gradient.
   *
   * @param penalty the penalty on this value that is added
   */
  slope(slot: Slot, penalty: Penalty = noPenalty): SlopeOfLoss {
    const value = this.#whatIf.registers[slot] as number;
    const writer = tapeIndexOf(this.#run).writerIn('example', slot);
    const dependent = dependentOn(this.#run, slot);
    const kinks = dependent.filter(({ op }) => ops[op].traits?.kink !== undefined);
    const from = writer === null ? 0 : writer + 1;
    const evaluate = (x: number) => this.#evaluate({ slot, x, penalty, from, dependent, kinks });
    const numeric = numericSlope(evaluate, value);
    // The next slope needs the values of this step again.
    evaluate(value);
    // After the kinks of all examples comes the kink of the penalty, at 0.
    const isOfTape = numeric.kind === 'kink' && numeric.side < kinks.length * (this.#examples?.length ?? 1);
    const kink = isOfTape ? kinks[numeric.side % kinks.length] : undefined;
    return { numeric, kinkOf: kink ? this.#named(kink) : slot };
  }

  /** The first operand that has a name. */
  #named({ operands, result }: Instruction): Slot {
    return operands.find((slot) => this.#run.slots[slot]?.kind !== 'constant') ?? result;
  }

  #evaluate({ slot, x, penalty, from, dependent, kinks }: Point): Evaluation {
    const { registers } = this.#whatIf;
    let value = penaltyAt(penalty, x);
    let rounding = ROUNDING * value;
    const sides: number[] = [];
    registers[slot] = x;
    for (const example of this.#examples ?? [null]) {
      if (example) this.#whatIf.give(example);
      this.#whatIf.execute('loss', from);
      value += this.#total((each) => registers[each] as number);
      rounding += this.#roundingOf(dependent) + ROUNDING * Math.abs(value);
      for (const kink of kinks) sides.push(sideOf(kink, registers));
    }
    if (penalty.l1 !== 0) sides.push(Math.sign(x));
    return { value, rounding, sides };
  }

  /** A bound on the error of the latest loss, to first order (Higham 2002, "Accuracy and Stability", section 3.3). */
  #roundingOf(dependent: readonly Instruction[]): number {
    const { registers } = this.#whatIf;
    const errors = this.#errors;
    for (const { op, operands, result } of dependent) {
      const values = operands.map((slot) => registers[slot] as number);
      const value = registers[result] as number;
      let error = ROUNDING * Math.abs(value);
      for (const [index, slot] of operands.entries()) {
        const own = errors[slot] as number;
        if (own > 0) error += own * Math.abs(localSlope(op, values, index, value));
      }
      errors[result] = error;
    }
    const total = this.#total((slot) => errors[slot] as number, Math.abs);
    for (const { result } of dependent) errors[result] = 0;
    return total;
  }

  /** What the backward phase starts from, for the loss or for a bound on its error. */
  #total(read: (slot: Slot) => number, size = (factor: number) => factor): number {
    const { loss, batchShare, outputs, seeds } = this.#run;
    const { registers } = this.#whatIf;
    const factor = (slot: Slot) => size(registers[slot] as number);
    if (loss !== null) return read(loss) * (batchShare === null ? 1 : factor(batchShare));
    return seeds.reduce((sum, seed, index) => sum + read(outputs[index] as Slot) * factor(seed), 0);
  }
}

/**
 * The side of a kink: at zero, 1 above it and 0 below; where operands are equal, the first that is the result; of a result
 * that jumps, the result.
 */
function sideOf({ op, operands, result }: Instruction, registers: Readonly<Float64Array>): number {
  const values = operands.map((slot) => registers[slot] as number);
  const { kink } = ops[op].traits ?? {};
  if (kink === 'at zero') return Number((values[0] as number) > 0);
  const value = registers[result] as number;
  return kink === 'jump' ? value : values.indexOf(value);
}

/** The instructions of the forward and loss phases that a slot goes into on a path to the loss, in order. */
function dependentOn(run: Run, slot: Slot): Instruction[] {
  const depends = new Set([slot]);
  return leadingToLoss(run).filter(({ operands, result }) => {
    const isDependent = result !== slot && operands.some((each) => depends.has(each));
    if (isDependent) depends.add(result);
    return isDependent;
  });
}

const leadingToLoss = memoize(
  (run: Run) => run,
  ({ example, loss, outputs }): readonly Instruction[] => {
    const leads = new Set(loss === null ? outputs : [loss]);
    const found = example.instructions
      .filter(({ scope }) => scope.phase === 'forward' || scope.phase === 'loss')
      .toReversed()
      .filter(({ operands, result }) => {
        if (leads.has(result)) for (const slot of operands) leads.add(slot);
        return leads.has(result);
      });
    return found.reverse();
  },
);
