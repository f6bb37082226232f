/** Shares: values that are divided by their sum, so that together they are 1. Found in the operations of a tape. */
import { memoize } from '../../core/memo.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';

/** Values and their sum. */
export interface ShareGroup {
  /** At least two, in the order of the tape. */
  readonly parts: readonly Slot[];
  readonly total: Slot;
  /** Whether the total is one less than the sum, as a loss computes it. */
  readonly isOneLess: boolean;
  /** The shares, in the order of `parts`; null if the tape never divides, as in a loss that needs only their logarithms. */
  readonly shares: readonly Slot[] | null;
  /** What each share is of: a share of the tape, or the output whose power a part is. */
  readonly named: readonly Slot[];
}

/** All groups of a run, in the order of the tape. Of the divisions by one sum there must be one for each of its terms. */
export const shareGroupsOf = memoize(
  (run: Run) => run,
  (run): readonly ShareGroup[] => {
    const divided = dividedGroups(run);
    return [...divided, ...softmaxOfLoss(run, divided)];
  },
);

function dividedGroups(run: Run): ShareGroup[] {
  const { instructions } = run.example;
  const divisions = new Map<Slot, Map<Slot, Slot>>();
  for (const instruction of instructions) {
    if (instruction.op !== 'divide' || isBackward(instruction)) continue;
    const { operands, result } = instruction;
    const [part, total] = operands as [Slot, Slot];
    const own = divisions.get(total) ?? new Map<Slot, Slot>();
    divisions.set(total, own.set(part, result));
  }
  const tape = tapeIndexOf(run);
  const writerOf = (slot: Slot) => instructions[tape.writerIn('example', slot) ?? -1];
  return [...divisions].flatMap(([total, results]): ShareGroup[] => {
    const terms = termsOf(total, writerOf)?.terms ?? [];
    const shares = terms.flatMap((term) => results.get(term) ?? []);
    return terms.length > 1 && shares.length === terms.length
      ? [{ parts: terms, total, isOneLess: false, shares, named: shares }]
      : [];
  });
}

function isBackward({ scope }: Instruction): boolean {
  return scope.phase === 'backward';
}

/** A sum taken apart. */
export interface Terms {
  /** From left to right. */
  readonly terms: readonly Slot[];
  /** The sum and the sums in it. */
  readonly sums: readonly Slot[];
}

/**
 * The terms of a sum, whose number is not limited; of another value, only itself. Null if a value is in it twice: such
 * values can double from sum to sum.
 *
 * @param writerOf the instruction that writes a slot; undefined if none does
 */
export function termsOf(sum: Slot, writerOf: (slot: Slot) => Instruction | undefined): Terms | null {
  const terms: Slot[] = [];
  const sums: Slot[] = [];
  const seen = new Set([sum]);
  const waiting = [sum];
  for (let slot = waiting.pop(); slot !== undefined; slot = waiting.pop()) {
    const writer = writerOf(slot);
    if (writer?.op !== 'add') {
      terms.push(slot);
      continue;
    }
    sums.push(slot);
    for (const operand of writer.operands.toReversed()) {
      if (seen.has(operand)) return null;
      seen.add(operand);
      waiting.push(operand);
    }
  }
  return { terms, sums };
}

/** The powers of a softmax in the loss, which are those of the outputs. */
function softmaxOfLoss({ outputs, example }: Run, divided: readonly ShareGroup[]): ShareGroup[] {
  const ofLoss = example.instructions.filter(({ scope }) => scope.phase === 'loss');
  const parts = ofLoss.flatMap(({ role, result }) =>
    role.kind === 'softmaxPart' && role.part === 'exp' && role.layer === null ? [result] : [],
  );
  const own = new Set(parts);
  const total = ofLoss.find(
    ({ op, operands }) => op === 'sum_minus_one' && operands.every((operand) => own.has(operand)),
  )?.result;
  const isNew = total !== undefined && divided.every((group) => group.total !== total);
  return isNew && parts.length === outputs.length
    ? [{ parts, total, isOneLess: true, shares: null, named: outputs }]
    : [];
}
