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
