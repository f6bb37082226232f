/** Standardizing: each number minus the mean of its column, divided by the standard deviation. */
import type { Example } from '../../core/program.ts';

/** Of a column over the training set. The deviation is that of the population: ÷ N. */
export interface Statistics {
  readonly mean: number;
  readonly deviation: number;
}

export function statisticsOf(values: readonly number[]): Statistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

export function asStandardized(value: number, { mean, deviation }: Statistics): number {
  return (value - mean) / deviation;
}

/** @param statistics one for each input; null for those that stay as they are */
export function standardized(
  examples: readonly Example[],
  statistics: readonly (Statistics | null)[],
): readonly Example[] {
  if (statistics.every((own) => own === null)) return examples;
  return examples.map(({ inputs, targets }) => ({
    inputs: inputs.map((value, index) => {
      const own = statistics[index];
      return own ? asStandardized(value, own) : value;
    }),
    targets,
  }));
}
