/** How whole batches of a Run are computed: by which functions, in which order, and which instructions in pairs. */
import type { Instruction, Program, Run, Slot } from '../../program.ts';
import { Neighbours } from './neighbours.ts';
import { type Pairs, pairsOf } from './pairing.ts';
import { type Step, scheduleOf } from './schedule.ts';
import { type Tape, tapeOf } from './tape.ts';

/** How one function is computed. */
export interface Plan {
  readonly tape: Tape;
  readonly pairs: Pairs;
  readonly steps: readonly Step[];
}

export interface RunPlan {
  /** The functions of an example and of an update; if batches have one example, one function for both. */
  readonly plans: { readonly batch: Plan } | { readonly example: Plan; readonly update: Plan };
  /** The slots whose values persist from batch to batch. */
  readonly lasting: readonly Slot[];
  /** All slots with a home in memory: those that persist come first, in their order. */
  readonly homes: readonly Slot[];
  /** The same slots in the order of their homes for the planned functions: pairs are side by side. */
  readonly paired: readonly Slot[];
}

/**
 * @param lasting the slots whose values persist from batch to batch
 * @param hasLanes whether the engine has instructions on two lanes
 * @param recorded slots whose results are recorded: they are kept in memory, too
 * @param isTested instructions that are executed though nothing needs their results
 */
export function planOf(
  run: Run,
  lasting: readonly Slot[],
  hasLanes: boolean,
  recorded: readonly Slot[] = [],
  isTested: (instruction: Instruction) => boolean = () => false,
): RunPlan {
  const neighbours = new Neighbours();
  const homes = [...new Set([...homesOf(run, lasting), ...recorded])];
  const plan = (programs: readonly Program[], kept: readonly Slot[]) => {
    const isKept = new Set(kept);
    const tape = tapeOf(programs, run.slots.length, (slot) => isKept.has(slot), isTested);
    return { tape, pairs: pairsOf(tape, run.slots, neighbours, hasLanes) };
  };
  const ordered = ({ tape, pairs }: Pick<Plan, 'tape' | 'pairs'>) => ({
    tape,
    pairs,
    steps: scheduleOf(tape, pairs, neighbours),
  });
  const { example, update } = run;
  const isOne = Math.min(run.batch, run.data.length) === 1 && example.carries.length === 0;
  if (isOne) {
    const batch = ordered(plan([example, update], [...lasting, ...recorded]));
    return { plans: { batch }, lasting, homes, paired: neighbours.ordered(homes) };
  }
  const [first, second] = [plan([example], homes), plan([update], homes)];
  const plans = { example: ordered(first), update: ordered(second) };
  return { plans, lasting, homes, paired: neighbours.ordered(homes) };
}

/** The slots whose values are kept in memory: those that persist, and what one Program passes to another. */
function homesOf(run: Run, lasting: readonly Slot[]): Slot[] {
  const given = new Set([...run.inputs, ...run.targets, ...(run.masks?.slots ?? [])]);
  const homes = new Set<Slot>();
  const place = (slot: Slot) => {
    if (!given.has(slot) && run.slots[slot]?.kind !== 'constant') homes.add(slot);
  };
  lasting.forEach(place);
  if (run.batchShare !== null) place(run.batchShare);
  for (const { instructions, carries } of [run.example, run.update]) {
    const written = new Set<Slot>();
    for (const { operands, result } of instructions) {
      for (const slot of operands) if (!written.has(slot)) place(slot);
      written.add(result);
    }
    for (const { from, to } of carries) {
      if (!written.has(from)) place(from);
      place(to);
    }
  }
  return [...homes];
}
