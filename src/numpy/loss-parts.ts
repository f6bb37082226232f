/** Intermediate values that all outputs of a loss share, such as the largest output. They have their own variables. */
import type { Instruction, Slot, SlotInfo } from '../core/program.ts';

/** An intermediate value of the loss, or one for each output. For a single number the shape is empty. */
export interface LossPart {
  readonly name: string;
  readonly shape: readonly number[];
  readonly slots: readonly Slot[];
}

/**
 * Finds the shared intermediate values of a loss, in the order of the tape.
 *
 * @param slots the slots of the tape
 * @param instructions the instructions of an example
 * @param outputs number of outputs that the loss compares
 */
export function lossPartsOf(
  slots: readonly SlotInfo[],
  instructions: readonly Instruction[],
  outputs: number,
): LossPart[] {
  const addressesOf = ({ result }: Instruction) =>
    (slots[result]?.addresses ?? []).filter((address) => address.kind === 'lossPart');
  // The term of each output has its own frame: everything computed in it belongs to this output only.
  const ofOneOutput = new Set(
    instructions
      .filter((instruction) => addressesOf(instruction).some(({ part }) => part === LOSS_TERM))
      .map(({ group }) => group),
  );
  const found = new Map<string, { whole: Slot | null; readonly each: Map<number, Slot> }>();
  for (const instruction of instructions) {
    if (!isOfLoss(instruction) || ofOneOutput.has(instruction.group)) continue;
    for (const { part, index } of addressesOf(instruction)) {
      const known = found.get(part) ?? { whole: null, each: new Map<number, Slot>() };
      found.set(part, known);
      if (index === null) known.whole = instruction.result;
      else known.each.set(index, instruction.result);
    }
  }
  return [...found].flatMap(([part, { whole, each }]): LossPart[] => {
    const name = `loss_${part}`;
    // Indexes of a sum or a maximum number its partial results, which have no variable.
    if (whole !== null) return [{ name, shape: [], slots: [whole] }];
    const all = Array.from({ length: outputs }, (_output, index) => each.get(index));
    return all.every((slot) => slot !== undefined) ? [{ name, shape: [outputs], slots: all }] : [];
  });
}

/** `loss.term[i]`: the contribution of output i to the loss. */
const LOSS_TERM = 'term';

function isOfLoss({ role }: Instruction): boolean {
  return role.kind === 'lossPart' || (role.kind === 'softmaxPart' && role.layer === null);
}
