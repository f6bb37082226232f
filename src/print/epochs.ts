/** Every epoch of a run, as a table and as JSON lines: each line as soon as its epoch is trained. */

import { type EpochRecord, epochsOf } from '../analysis/epoch-metrics.ts';
import type { Metrics } from '../analysis/metrics.ts';
import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import type { Session } from '../session/session.ts';

/** As long as a double that is not negative gets with all its digits: 0.0000012345678901234567. */
const DIGITS = 24;

interface Column {
  /** In JSON; the table has it in capitals. */
  readonly key: string;
  /** Null for what the whole run has none of. */
  readonly value: (record: EpochRecord) => number | null;
  /** The most places that a value takes in the table, from the first record; null where it counts steps or fewer. */
  readonly width: ((first: EpochRecord) => number) | null;
}

const columns: readonly Column[] = [
  { key: 'epoch', value: ({ epoch }) => epoch, width: null },
  { key: 'step', value: ({ step }) => step, width: null },
  { key: 'loss', value: ({ trained }) => trained?.loss ?? null, width: () => DIGITS },
  { key: 'accuracy', value: ({ trained }) => accuracy(trained), width: ({ trained }) => shareWidth(trained) },
  { key: 'gradient_norm', value: ({ gradientNorm }) => gradientNorm, width: () => DIGITS },
  { key: 'dead', value: ({ dead }) => dead, width: null },
  { key: 'test_loss', value: ({ apart }) => apart?.loss ?? null, width: () => DIGITS },
  { key: 'test_accuracy', value: ({ apart }) => accuracy(apart), width: ({ apart }) => shareWidth(apart) },
];

/** The share of the examples that are right. */
function accuracy(metrics: Metrics | null): number | null {
  return metrics === null || metrics.right === null ? null : metrics.right / metrics.examples;
}

/** The most places that a share of the examples takes. */
function shareWidth(metrics: Metrics | null): number {
  let widest = 0;
  const examples = metrics?.examples ?? 0;
  for (let right = 0; right <= examples; right++) {
    widest = Math.max(widest, exactNumber(right / examples).length);
  }
  return widest;
}

/**
 * A heading, and a line for each epoch, with the columns that the run has anything for. Counts end below the end of
 * their title, all else begins below its beginning.
 */
export function* epochTable(session: Session): Generator<string> {
  let line: ((cell: (column: Column) => string) => string) | null = null;
  for (const record of epochsOf(session)) {
    if (line === null) {
      line = lineOf(record, session.total);
      yield line(titleOf);
    }
    yield line(({ value }) => exactNumber(value(record) as number));
  }
  if (line === null) yield columns.map(titleOf).join('  ');
}

function titleOf({ key }: Column): string {
  return key.replace('_', ' ').toUpperCase();
}

/** Writes lines of the same columns: those that the first record has anything for. */
function lineOf(first: EpochRecord, total: number): (cell: (column: Column) => string) => string {
  const shown = columns
    .filter(({ value }) => value(first) !== null)
    .map((column) => {
      const most = column.width?.(first) ?? String(total).length;
      return { column, width: Math.max(titleOf(column).length, most) };
    });
  return (cell) =>
    shown
      .map(({ column, width }) =>
        column.width === null ? cell(column).padStart(width) : cell(column).padEnd(width),
      )
      .join('  ')
      .trimEnd();
}

/**
 * One JSON object an epoch, keys in a fixed order. What the run has none of is null. Numbers have all their digits;
 * NaN and Infinity are strings.
 */
export function* epochJsonLines(session: Session): Generator<string> {
  for (const record of epochsOf(session)) {
    const entries = columns.map(({ key, value }) => {
      const number = value(record);
      return [key, number === null ? null : jsonNumber(number)] as const;
    });
    yield JSON.stringify(Object.fromEntries(entries));
  }
}
