/** One result of the benchmark. */
export interface Row {
  readonly id: string;
  readonly what: string;
  /** Null if it could not be measured; `what` says why. */
  readonly value: number | null;
  readonly unit: string;
  /** The limit that the value has to meet; null if there is none. */
  readonly bar: string | null;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** Whether a value keeps to its bar, `≤ 3` or `≥ 0.8`; true without one. */
export function isMet({ value, bar }: Row): boolean {
  if (value === null || bar === null) return true;
  const [sign, limit] = bar.split(' ');
  return sign === '≤' ? value <= Number(limit) : value >= Number(limit);
}

/** The time of some work, in milliseconds. */
export function time(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

/**
 * The median times of several pieces of work, in milliseconds. They are timed alternately, after each has run once.
 *
 * @param rounds how often each is timed
 */
export function timedAlternately<Name extends string>(
  works: Readonly<Record<Name, () => unknown>>,
  rounds: number,
): Record<Name, number> {
  const names = Object.keys(works) as Name[];
  const times = new Map(names.map((name) => [name, [] as number[]]));
  for (const name of names) works[name]();
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times.get(name)?.push(time(works[name]));
  }
  return Object.fromEntries(names.map((name) => [name, median(times.get(name) ?? [])])) as Record<
    Name,
    number
  >;
}
