/** Tests of single instructions for compiled code: in which batches an exception has to be looked for. */
import type { Tests } from '../core/execution/watched-batches.ts';
import { ops } from '../core/operations.ts';
import type { Instruction, Program, Run, Slot } from '../core/program.ts';
import type { Test } from '../core/wasm/recording.ts';

/** The product of a finite number and 0 is 0; of any other number it is NaN. */
const isNotFinite: Test = (code) => code.result().f64(0).mul();

/**
 * Finds every batch with a result that is NaN or infinite. Most results are not tested, because a number that is not
 * finite spreads: a sum or product with it is not finite either.
 */
export function notFiniteTests(run: Run): Tests {
  const tested = new Set(unnoticed(run));
  return (instruction) => (tested.has(instruction) ? isNotFinite : null);
}

/**
 * The instructions whose results may be not finite although no later result is, at the latest in the next batch. The
 * persistent values after the last batch have to be tested, too.
 */
function unnoticed({ example, update, batch }: Run): Instruction[] {
  const [inExample, inUpdate] = [spreading(example), spreading(update)];
  const isCarried = (program: Program, from: Slot, test: (to: Slot) => boolean) =>
    program.carries.some((carry) => carry.from === from && test(carry.to));
  const ofExample = example.instructions.filter(({ result }, index) => {
    if ((inExample.get(result) ?? -1) > index) return false;
    // Of the examples of a larger batch, the update sees only sums.
    if (batch === 1 && inUpdate.has(result)) return false;
    return !isCarried(example, result, (to) => inUpdate.has(to) && (batch === 1 || inExample.has(to)));
  });
  const ofUpdate = update.instructions.filter(({ result }, index) => {
    if ((inUpdate.get(result) ?? -1) > index) return false;
    return !isCarried(update, result, (to) => inExample.has(to) || inUpdate.has(to));
  });
  return [...ofExample, ...ofUpdate];
}

/** For each slot the last instruction to whose result it spreads if it is not finite. */
function spreading({ instructions }: Program): ReadonlyMap<Slot, number> {
  return new Map(
    instructions.flatMap(({ op, operands }, index) => {
      const spreads = ops[op].traits?.spreads;
      const slots = spreads === 'all' ? operands : spreads === 'first' ? operands.slice(0, 1) : [];
      return slots.map((slot): [Slot, number] => [slot, index]);
    }),
  );
}

/** Finds every batch with a result closer to 0 than `smallest` though the operands are not. */
export function underflowTests(smallest: number): Tests {
  const one: Test = (code) =>
    code.result().abs().f64(smallest).lt().a().abs().f64(smallest).ge().and().toDouble();
  const two: Test = (code) =>
    code
      .result()
      .abs()
      .f64(smallest)
      .lt()
      .a()
      .abs()
      .f64(smallest)
      .ge()
      .and()
      .b()
      .abs()
      .f64(smallest)
      .ge()
      .and()
      .toDouble();
  return ({ op, operands }) =>
    ops[op].traits?.underflows === undefined ? null : operands.length === 1 ? one : two;
}

/** Finds every batch with a sum or difference that is `most` times smaller than an operand, and not 0. */
export function cancellationTests(most: number): Tests {
  // A little less, since the detector divides.
  const factor = most * (1 - Number.EPSILON * 8);
  const cancels: Test = (code) =>
    code
      .a()
      .abs()
      .b()
      .abs()
      .max()
      .result()
      .abs()
      .f64(factor)
      .mul()
      .ge()
      .result()
      .f64(0)
      .ne()
      .and()
      .toDouble();
  return ({ op, operands }) => {
    if (ops[op].traits?.cancels === undefined) return null;
    return operands.length === 1 ? (code) => code.f64(1) : cancels;
  };
}

/** Carries out several tests. */
export function allTests(tests: readonly Tests[]): Tests | null {
  const [first, ...others] = tests;
  if (first === undefined) return null;
  return others.reduce<Tests>(
    (before, next) => (instruction, index) => {
      const [one, other] = [before(instruction, index), next(instruction, index)];
      if (one === null || other === null) return one ?? other;
      return (code) => {
        one(code);
        other(code);
        return code.add();
      };
    },
    first,
  );
}
