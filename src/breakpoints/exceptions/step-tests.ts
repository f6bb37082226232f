/** Tests of single instructions for compiled code: in which batches an exception has to be looked for. */
import { ops } from '../../core/operations.ts';
import type { Instruction, Program, Run, Slot } from '../../core/program.ts';
import type { Test, Tests, TestWriter } from '../../core/wasm/recording.ts';

const none: readonly Test[] = [];

/** The product of a finite number and 0 is 0; of any other number it is NaN. */
const isNotFinite: Test = (code) => code.result().f64(0).mul().f64(0).ne();

/**
 * Finds every batch with a result that is NaN or infinite. Most results are not tested, because a number that is not
 * finite spreads: a sum or product with it is not finite either.
 */
export function notFiniteTests(run: Run): Tests {
  const tested = new Set(unnoticed(run));
  return (instruction) => (tested.has(instruction) ? [isNotFinite] : none);
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

/**
 * Finds every batch with a result closer to 0 than `smallest`, the smallest normal number, though the operands are not.
 * The product of two numbers can be so small only if one of them is below its square root, 2⁻⁵¹¹. Most operands belong
 * to several products, so they are tested instead of the products, each once.
 */
export function underflowTests({ example, update }: Run, smallest: number): Tests {
  const isSmall: Test = (code) => code.result().abs().f64(smallest).lt();
  const one: Test = (code) => isSmall(code).a().abs().f64(smallest).ge().and();
  const two: Test = (code) => one(code).b().abs().f64(smallest).ge().and();
  const isTinyA: Test = (code) => code.a().isTiny();
  const isTinyB: Test = (code) => code.b().isTiny();
  const ofProducts = new Map<Instruction, readonly Test[]>();
  for (const { instructions } of [example, update]) {
    const tested = new Set<Slot>();
    for (const instruction of instructions) {
      const { op, operands } = instruction;
      if (!ops[op].traits?.isProduct) continue;
      const [a, b = a] = operands as [Slot, Slot?];
      const tests = [...(tested.has(a) ? [] : [isTinyA]), ...(a === b || tested.has(b) ? [] : [isTinyB])];
      tested.add(a).add(b);
      ofProducts.set(instruction, tests);
    }
  }
  return (instruction) => {
    const own = ofProducts.get(instruction);
    if (own !== undefined) return own;
    if (ops[instruction.op].traits?.underflows === undefined) return none;
    return [instruction.operands.length === 1 ? one : two];
  };
}

/** Finds every batch with a sum or difference that is `most` times smaller than an operand, and not 0. */
export function cancellationTests(most: number): Tests {
  // If one operand is so much larger than the result, so is half of it than the other one. This is left to the detector.
  const factor = most / 2;
  const isNotZero: Test = (code) => code.result().f64(0).ne();
  const isLarge = (code: TestWriter, operand: 'a' | 'b') =>
    code[operand]().abs().result().abs().f64(factor).mul().ge();
  const cancels: Test = (code) =>
    (most >= 2 ? isLarge(code, 'a') : isLarge(isLarge(code, 'a'), 'b').or()).andThen(isNotZero);
  return ({ op, operands }) => {
    if (ops[op].traits?.cancels === undefined) return none;
    return [operands.length === 1 ? isNotZero : cancels];
  };
}

/** Finds every batch in which one of the slots gets a value whose size is above, or below a limit and not 0. */
export function sizeTests(slots: ReadonlySet<Slot>, limit: number, isAbove: boolean): Tests {
  const isBeyond: Test = isAbove
    ? (code) => code.result().abs().f64(limit).gt()
    : (code) =>
        code
          .result()
          .abs()
          .f64(limit)
          .lt()
          .andThen((then) => then.result().f64(0).ne());
  return ({ result }) => (slots.has(result) ? [isBeyond] : none);
}

/** Carries out several tests; null if there are none. */
export function allTests(all: readonly Tests[]): Tests | null {
  return all.length === 0 ? null : (instruction) => all.flatMap((tests) => tests(instruction));
}
