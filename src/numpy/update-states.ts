/** The values of an update that have variables of their own beside the parameters, as they are found on its tape. */
import { type Address, printAddress } from '../core/address.ts';
import type { Instruction, Program, Slot, SlotInfo } from '../core/program.ts';

/** A slot that is kept from update to update: before an update, and after it. */
interface Kept {
  readonly before: Slot;
  readonly after: Slot;
}

/** A number that is computed once for all parameters; `before` is null where it is computed anew in each update. */
interface SharedNumber {
  readonly variable: string;
  readonly before: Slot | null;
  readonly after: Slot;
  /** Whether `before` is needed when `after` has been computed. */
  readonly isReadLater: boolean;
}

export interface UpdateStates {
  /** In the order of the tape. */
  readonly shared: readonly SharedNumber[];
  /** What is kept of each parameter: by the word that stands before its variable, then by its address. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, Kept>>;
}

/**
 * Finds what an update keeps, and which of the numbers that all parameters share need a variable: those that are kept,
 * and the results of what is computed before the first parameter. Intermediate results of that are written out.
 */
export function updateStatesOf(slots: readonly SlotInfo[], update: Program): UpdateStates {
  const own = new Map<string, Map<string, Kept>>();
  const keptFor = new Map<Slot, Slot>();
  for (const { from, to } of update.carry) {
    const { role, addresses } = slots[to] as SlotInfo;
    const [address] = addresses;
    if (role === 'parameter' || address === undefined) continue;
    if (!('of' in address)) {
      keptFor.set(from, to);
      continue;
    }
    const word = stateWord(address);
    const known = own.get(word) ?? new Map<string, Kept>();
    own.set(word, known.set(printAddress(address.of), { before: to, after: from }));
  }
  const isShared = ({ role }: Instruction) => role.kind === 'updatePart' && role.parameter === null;
  const shared = update.instructions.filter(isShared);
  const operandsOf = (instructions: readonly Instruction[]) =>
    new Set(instructions.flatMap(({ operands }) => operands));
  const usedInside = operandsOf(shared);
  const usedOutside = operandsOf(update.instructions.filter((each) => !isShared(each)));
  const numbers = shared.flatMap(({ result: after }): SharedNumber[] => {
    const [address] = slots[after]?.addresses ?? [];
    if (!address) return [];
    const short = shortVariable(address);
    const before = keptFor.get(after) ?? null;
    const isResult = usedOutside.has(after) || !usedInside.has(after);
    if (short === null && before === null && !isResult) return [];
    return [
      { variable: short ?? printAddress(address).replace(/\W+/g, '_'), before, after, isReadLater: false },
    ];
  });
  const writers = new Map(update.instructions.map((each) => [each.result, each]));
  const results = [...numbers.map(({ after }) => after), ...update.carry.map(({ from }) => from)];
  return {
    shared: numbers.map((each, place) => ({
      ...each,
      isReadLater: isReadLater(each.before, results, place, (slot) => writers.get(slot ?? -1)),
    })),
    own,
  };
}

/**
 * Whether a slot is read for a later one of results that are computed in this order, down to those that are there.
 *
 * @param place of the result that takes the slot's place
 */
export function isReadLater(
  wanted: Slot | null,
  results: readonly (Slot | null)[],
  place: number,
  writerOf: (slot: Slot | null) => Instruction | undefined,
): boolean {
  const done = new Set(results.slice(0, place + 1));
  const open = results.slice(place + 1);
  for (const slot of open) {
    if (slot === null || done.has(slot)) continue;
    if (slot === wanted) return true;
    done.add(slot);
    open.push(...(writerOf(slot)?.operands ?? []));
  }
  return false;
}

/** What becomes of the learning rate has a short variable, also where no parameter is left to use it. */
const ofLearningRate: ReadonlyMap<string | null, string> = new Map([
  ['now', 'rate'],
  ['decay', 'decay_rate'],
  ['updates', 'updates'],
]);

function shortVariable(address: Address): string | null {
  return address.kind === 'learningRate' ? (ofLearningRate.get(address.part) ?? null) : null;
}

/** `velocity` for `velocity(p)`, `v_max` for `v(p).max`. */
function stateWord(address: Address): string {
  const word = address.kind === 'state' ? address.state : address.kind;
  return 'part' in address && address.part !== null ? `${word}_${address.part}` : word;
}
