/** Splits rows into a training set and a held-out test set. */
import { permutation, SplitMix64 } from '../../core/random.ts';
import type { TableDocument } from '../format/table-schema.ts';

/** Indexes of rows, in ascending order. */
export interface Split {
  readonly training: readonly number[];
  readonly test: readonly number[];
}

/** Draws the test set by the seed. At least one row is held out; without `split` none is. */
export function splitRows(count: number, split: TableDocument['split']): Split {
  const rows = Array.from({ length: count }, (_, index) => index);
  if (!split) return { training: rows, test: [] };
  const size = Math.max(1, Math.round(split.test * count));
  const apart = new Set(permutation(count, new SplitMix64(split.seed)).slice(-size));
  return { training: rows.filter((row) => !apart.has(row)), test: rows.filter((row) => apart.has(row)) };
}
