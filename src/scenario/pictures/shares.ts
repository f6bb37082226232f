/** Shares: values that are divided by their sum, so that together they are 1. Found in the operations of a tape. */
import { memoize } from '../../core/memo.ts';
import type { Instruction, Run, Slot } from '../../core/program.ts';

/** Values and their sum. */
export interface ShareGroup {
  /** At least two, in the order of the tape. */
  readonly parts: readonly Slot[];
  readonly total: Slot;
  /** The shares, in the order of `parts`; null if the tape never divides, as in a loss that needs only their logarithms. */
  readonly shares: readonly Slot[] | null;
  /** What each share is of: a share of the tape, or the output whose power a part is. */
  readonly named: readonly Slot[];
}

/** All groups of a run, in the order of the tape. Of the divisions by one sum there must be one for each of its terms. */
export const shareGroupsOf = memoize(
  (run: Run) => run,
  (run): readonly ShareGroup[] => {
    const forward = run.example.instructions.filter(
      ({ scope }) => scope.phase === 'forward' || scope.phase === 'loss',
    );
    const divided = dividedGroups(forward);
    return [...divided, ...softmaxOfLoss(run, forward, divided)];
  },
);

function dividedGroups(forward: readonly Instruction[]): ShareGroup[] {
  const writers = new Map(forward.map((each) => [each.result, each]));
  const divisions = new Map<Slot, Map<Slot, Slot>>();
  for (const { op, operands, result } of forward) {
    const [part, total] = operands;
    if (op !== 'divide' || part === undefined || total === undefined) continue;
    const own = divisions.get(total) ?? new Map<Slot, Slot>();
    divisions.set(total, own.set(part, result));
  }
  return [...divisions].flatMap(([total, results]): ShareGroup[] => {
    const terms = termsOf(total, writers);
    const shares = terms.flatMap((term) => results.get(term) ?? []);
    const isWhole = terms.length > 1 && new Set(terms).size === terms.length;
    return isWhole && shares.length === terms.length ? [{ parts: terms, total, shares, named: shares }] : [];
  });
}

/** The terms of a sum, from left to right; of another value, only itself. */
export function termsOf(sum: Slot, writers: ReadonlyMap<Slot, Instruction>): Slot[] {
  const writer = writers.get(sum);
  return writer?.op === 'add' ? writer.operands.flatMap((term) => termsOf(term, writers)) : [sum];
}

/** The powers of a softmax in the loss, which are those of the outputs. */
function softmaxOfLoss(
  { outputs }: Run,
  forward: readonly Instruction[],
  divided: readonly ShareGroup[],
): ShareGroup[] {
  const parts = forward.flatMap(({ role, result }) =>
    role.kind === 'softmaxPart' && role.part === 'exp' && role.layer === null ? [result] : [],
  );
  const total = forward.findLast(
    ({ role }) => role.kind === 'softmaxPart' && role.part === 'expSum' && role.layer === null,
  )?.result;
  const isNew = total !== undefined && divided.every((group) => group.total !== total);
  return isNew && parts.length === outputs.length ? [{ parts, total, shares: null, named: outputs }] : [];
}
