/** The penalty on large weights that updates add to the loss. */
import type { Run } from './program.ts';

type Penalty = (registers: Readonly<Float64Array>) => number;

/**
 * The penalty for each example: a function of the registers, or null if the run has no penalty. It is the sum of
 * l1 × |parameter| + ½ × l2 × parameter² over all updated parameters. If the loss of a batch is a sum and not a mean, each batch adds the
 * penalty once, and an example has its share of what an epoch adds.
 */
export function penaltyOf({ updates, batch, batchShare, data }: Run): Penalty | null {
  const penalised = updates.filter(({ l1, l2 }) => l1 !== 0 || l2 !== 0);
  if (penalised.length === 0) return null;
  const share = batchShare === null ? Math.ceil(data.length / batch) / data.length : 1;
  return (registers) => {
    let sum = 0;
    for (const { parameter, l1, l2 } of penalised) {
      const value = registers[parameter] as number;
      sum += l1 * Math.abs(value) + 0.5 * l2 * value * value;
    }
    return share * sum;
  };
}
