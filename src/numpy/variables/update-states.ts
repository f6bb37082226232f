/** Finds the values of an update, other than the parameters, that need their own variables. */
import { type Address, printAddress } from '../../core/address.ts';
import type { Instruction, Program, Slot, SlotInfo } from '../../core/program.ts';

/** The two slots of a value that is kept between updates: before and after an update. */
interface Kept {
  readonly before: Slot;
  readonly after: Slot;
}

/** A number that is computed once for all parameters. `before` is null if it is not kept between updates. */
interface SharedNumber {
  readonly variable: string;
  readonly before: Slot | null;
  readonly after: Slot;
  /** Whether `before` is still read after `after` has been computed. */
  readonly isReadLater: boolean;
}

/** The variable for the norm of the gradient. */
export const GRADIENT_NORM = 'gradient_norm';

export interface UpdateStates {
  /** The learning rates of some parameters, as the scenario gives them. */
  readonly rates: readonly { readonly variable: string; readonly slot: Slot }[];
  /** Numbers shared by all parameters, in the order of the tape. */
  readonly shared: readonly SharedNumber[];
  /** Values kept for each parameter: by the prefix of the variable, then by the parameter's printed address. */
  readonly own: ReadonlyMap<string, ReadonlyMap<string, Kept>>;
}

/**
 * Finds the values that an update keeps, and the shared numbers that need a variable: those that are kept, those used
 * for the parameters, and the learning rate's. Other intermediate results are written as part of expressions.
 */
export function updateStatesOf(slots: readonly SlotInfo[], update: Program): UpdateStates {
  const own = new Map<string, Map<string, Kept>>();
  const keptFor = new Map<Slot, Slot>();
  for (const { from, to } of update.carries) {
    const { kind, addresses } = slots[to] as SlotInfo;
    const [address] = addresses;
    if (kind === 'parameter' || kind === 'kept' || address === undefined) continue;
    if (!('of' in address)) {
      keptFor.set(from, to);
      continue;
    }
    const word = stateWord(address);
    const known = own.get(word) ?? new Map<string, Kept>();
    own.set(word, known.set(printAddress(address.of), { before: to, after: from }));
  }
  const groups = groupWords(slots);
  const isShared = ({ role }: Instruction) => role.kind === 'updatePart' && role.parameter === null;
  const shared = update.instructions.filter(isShared);
  const operandsOf = (instructions: readonly Instruction[]) =>
    new Set(instructions.flatMap(({ operands }) => operands));
  const usedInside = operandsOf(shared);
  const usedOutside = operandsOf(update.instructions.filter((each) => !isShared(each)));
  const numbers = shared.flatMap(({ result: after }): SharedNumber[] => {
    const [address] = slots[after]?.addresses ?? [];
    if (!address) return [];
    const short = shortVariable(address, groups);
    const before = keptFor.get(after) ?? null;
    const isResult = usedOutside.has(after) || !usedInside.has(after);
    if (short === null && before === null && !isResult) return [];
    return [{ variable: short ?? longVariable(address, groups), before, after, isReadLater: false }];
  });
  const writers = new Map(update.instructions.map((each) => [each.result, each]));
  const results = [...numbers.map(({ after }) => after), ...update.carries.map(({ from }) => from)];
  return {
    rates: slots.flatMap(({ kind, addresses: [address] }, slot) =>
      kind === 'setting' && address?.kind === 'groupRate' && address.part === null
        ? [{ variable: longVariable(address, groups), slot }]
        : [],
    ),
    shared: numbers.map((each, place) => ({
      ...each,
      isReadLater: isReadLater(each.before, results, place, (slot) => writers.get(slot ?? -1)),
    })),
    own,
  };
}

/**
 * Whether a slot is read when a later one of `results` is computed, directly or through intermediate results.
 *
 * @param results results in the order of their computation
 * @param place position in `results` of the result that overwrites the slot
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

/** Short variables for values computed from the learning rate. They exist even if all parameters are frozen. */
const ofLearningRate: ReadonlyMap<string | null, string> = new Map([
  ['now', 'rate'],
  ['decay', 'decay_rate'],
  ['updates', 'updates'],
]);

/** A word for each group of parameters with its own learning rate: `h_w_0` for `h.w[0]`. All are different. */
function groupWords(slots: readonly SlotInfo[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const { addresses } of slots) {
    const [address] = addresses;
    if (address?.kind !== 'groupRate' || words.has(address.group)) continue;
    const word = address.group.replaceAll(/\W+/g, '_').replace(/_$/, '');
    const taken = new Set(words.values());
    let free = word;
    for (let number = 2; taken.has(free); number++) free = `${word}_${number}`;
    words.set(address.group, free);
  }
  return words;
}

function shortVariable(address: Address, groups: ReadonlyMap<string, string>): string | null {
  if (address.kind === 'groupRate') {
    const short = ofLearningRate.get(address.part) ?? null;
    return short === null ? null : `${short}_of_${groups.get(address.group)}`;
  }
  if (address.kind === 'learningRate') return ofLearningRate.get(address.part) ?? null;
  return address.kind === 'gradientNorm' ? GRADIENT_NORM : null;
}

/** `m_correction` for `m.correction`, `clip_sum_1` for `clip.sum[1]`. */
function longVariable(address: Address, groups: ReadonlyMap<string, string>): string {
  const words = () => {
    switch (address.kind) {
      case 'learningRate':
        return ['learning_rate', address.part];
      case 'groupRate':
        return ['learning_rate', address.part, 'of', groups.get(address.group) ?? null];
      case 'clip':
        return ['clip', address.part, address.index];
      case 'correction':
        return [address.state, address.part];
      default:
        return [address.kind];
    }
  };
  return words()
    .filter((word) => word !== null)
    .join('_');
}

/** `velocity` for `velocity(p)`, `v_max` for `v(p).max`. */
function stateWord(address: Address): string {
  const word = address.kind === 'state' ? address.state : address.kind;
  return 'part' in address && address.part !== null ? `${word}_${address.part}` : word;
}
