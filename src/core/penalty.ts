/** The penalties on large weights that updates add to the loss. */
import type { ParameterUpdate, Run } from './program.ts';

/**
 * The penalty for each example: a function of the registers, or null if the run has no penalty. It is the sum over all
 * updated parameters. If the loss of a batch is a sum and not a mean, each batch adds the penalty once, and an example
 * has its share of what an epoch adds.
 */
export function penaltyOf({ updates, batch, batchShare, data }: Run) {
  const penalised = updates.filter(({ l1, l2 }) => l1 !== 0 || l2 !== 0);
  if (penalised.length === 0) return null;
  const share = batchShare === null ? Math.ceil(data.length / batch) / data.length : 1;
  return (registers: Readonly<Float64Array>): number => {
    let sum = 0;
    for (const update of penalised) sum += penaltyAt(update, registers[update.parameter] as number);
    return share * sum;
  };
}

/** The penalty on one parameter: l1 × |value| + ½ × l2 × value². */
export function penaltyAt({ l1, l2 }: Pick<ParameterUpdate, 'l1' | 'l2'>, value: number): number {
  return l1 * Math.abs(value) + 0.5 * l2 * value * value;
}
