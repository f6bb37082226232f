/** Intermediate values that all outputs of a loss share, such as the largest output. They have their own variables. */
import type { Instruction, Slot, SlotInfo } from '../../core/program.ts';

/** An intermediate value of a loss, or one for each output. For a single number the shape is empty. */
export interface LossPart {
  readonly name: string;
  /** The name of its loss; null if there is only one. */
  readonly loss: string | null;
  readonly shape: readonly number[];
  readonly slots: readonly Slot[];
}

/** The values of one part of one loss. */
interface Found {
  readonly loss: string | null;
  readonly part: string;
  whole: Slot | null;
  readonly each: Map<number, Slot>;
}

/**
 * Finds the shared intermediate values of the losses, in the order of the tape.
 *
 * @param slots the slots of the tape
 * @param instructions the instructions of an example
 * @param variableOf the variable of a loss, by its name
 */
export function lossPartsOf(
  slots: readonly SlotInfo[],
  instructions: readonly Instruction[],
  variableOf: (loss: string | null) => string,
): LossPart[] {
  const addressesOf = ({ result }: Instruction) =>
    (slots[result]?.addresses ?? []).flatMap((address) => {
      const [loss, of] = address.kind === 'ofLoss' ? [address.loss, address.of] : [null, address];
      return of.kind === 'lossPart' ? [{ loss, part: of.part, index: of.index }] : [];
    });
  // The term of each output has its own frame: everything computed in it belongs to this output only.
  const ofOneOutput = new Set<number>();
  const outputs = new Map<string | null, number>();
  for (const instruction of instructions)
    for (const { loss, part } of addressesOf(instruction))
      if (part === LOSS_TERM) {
        ofOneOutput.add(instruction.group);
        outputs.set(loss, (outputs.get(loss) ?? 0) + 1);
      }
  const found = new Map<string, Found>();
  for (const instruction of instructions) {
    if (!isOfLoss(instruction) || ofOneOutput.has(instruction.group)) continue;
    for (const { loss, part, index } of addressesOf(instruction)) {
      const key = `${variableOf(loss)} ${part}`;
      const known: Found = found.get(key) ?? { loss, part, whole: null, each: new Map() };
      found.set(key, known);
      if (index === null) known.whole = instruction.result;
      else known.each.set(index, instruction.result);
    }
  }
  return [...found.values()].flatMap(({ loss, part, whole, each }): LossPart[] => {
    const name = `${variableOf(loss)}_${part}`;
    // Indexes of a sum or a maximum number its partial results, which have no variable.
    if (whole !== null) return [{ name, loss, shape: [], slots: [whole] }];
    const size = outputs.get(loss) ?? 0;
    const all = Array.from({ length: size }, (_output, index) => each.get(index));
    return all.every((slot) => slot !== undefined) ? [{ name, loss, shape: [size], slots: all }] : [];
  });
}

/** `loss.term[i]`: the contribution of output i to the loss. */
const LOSS_TERM = 'term';

function isOfLoss({ role }: Instruction): boolean {
  return role.kind === 'lossPart' || (role.kind === 'softmaxPart' && role.layer === null);
}
