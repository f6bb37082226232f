/** Standardizing: each number minus the mean of its column, divided by the standard deviation. */
import type { Example } from '../../core/program.ts';
import type { Scale } from '../format/scenario.ts';

/** Of a column over the training set. The deviation is that of the population: ÷ N. */
export interface Statistics {
  readonly mean: number;
  readonly deviation: number;
}

/** Whether what the first output is compared with is standardized, so that the network predicts standardized numbers. */
export function predictsStandardized({ scales }: { readonly scales: readonly Scale[] }): boolean {
  return scales.some(({ of, index }) => of === 'target' && index === 0);
}

export function statisticsOf(values: readonly number[]): Statistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

export function asStandardized(value: number, { mean, deviation }: Statistics): number {
  return (value - mean) / deviation;
}

/** By the indexes of inputs and targets; none for those that stay as they are. */
export interface ExampleStatistics {
  readonly inputs: readonly (Statistics | undefined)[];
  readonly targets: readonly (Statistics | undefined)[];
}

/** What the scales of a scenario are of. */
export function statisticsOfScales(scales: readonly Scale[]): ExampleStatistics {
  const statistics: Record<keyof ExampleStatistics, Scale[]> = { inputs: [], targets: [] };
  for (const scale of scales) statistics[`${scale.of}s`][scale.index] = scale;
  return statistics;
}

/** Applies a function to the numbers of an example that are standardized. */
export function mapStandardized(
  { inputs, targets }: Example,
  statistics: ExampleStatistics,
  change: (value: number, own: Statistics) => number,
): Example {
  const changed = (values: readonly number[], all: readonly (Statistics | undefined)[]) =>
    values.map((value, index) => {
      const own = all[index];
      return own ? change(value, own) : value;
    });
  return { inputs: changed(inputs, statistics.inputs), targets: changed(targets, statistics.targets) };
}

export function standardized(
  examples: readonly Example[],
  statistics: ExampleStatistics,
): readonly Example[] {
  if (statistics.inputs.length + statistics.targets.length === 0) return examples;
  return examples.map((example) => mapStandardized(example, statistics, asStandardized));
}
