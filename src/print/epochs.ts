/**
 * Every epoch of a run, as a table and as JSON lines. Each line is printed as soon as its epoch has been executed.
 */

import { accuracyOf, type EpochRecord, epochMetrics, type Metrics } from '../analysis/metrics.ts';
import { exactNumber, jsonNumber } from '../core/exact-number.ts';
import type { Session } from '../session/session.ts';

/** Maximum number of characters of a double that is not negative, in full precision: 0.0000012345678901234567. */
const DIGITS = 24;

interface Column {
  /** The key in JSON. The table has it in capitals, with a space for _, if it has no title. */
  readonly key: string;
  readonly title?: string;
  /** Null if the run does not have this value. */
  readonly value: (record: EpochRecord) => number | null;
  /**
   * Maximum width of a value in the table, computed from the first record. Null for counts, which are never larger
   * than the number of steps.
   */
  readonly width: ((first: EpochRecord) => number) | null;
}

const columns: readonly Column[] = [
  // Values are of the end of the epoch, unlike the losses that its steps compute.
  { key: 'epoch', title: 'AFTER EPOCH', value: ({ epoch }) => epoch, width: null },
  { key: 'step', value: ({ step }) => step, width: null },
  { key: 'loss', value: ({ trained }) => trained?.loss ?? null, width: () => DIGITS },
  { key: 'penalised_loss', value: ({ penalisedLoss }) => penalisedLoss, width: () => DIGITS },
  {
    key: 'accuracy',
    value: ({ trained }) => accuracyOf(trained),
    width: ({ trained }) => shareWidth(trained),
  },
  {
    key: 'gradient_norm',
    // It is of the weights before the last update.
    title: "UPDATE'S GRADIENT NORM",
    value: ({ gradientNorm }) => gradientNorm,
    width: () => DIGITS,
  },
  { key: 'dead', value: ({ dead }) => dead, width: null },
  { key: 'test_loss', value: ({ heldOut }) => heldOut?.loss ?? null, width: () => DIGITS },
  {
    key: 'test_accuracy',
    value: ({ heldOut }) => accuracyOf(heldOut),
    width: ({ heldOut }) => shareWidth(heldOut),
  },
];

/** Maximum number of characters of a fraction of the examples. */
function shareWidth(metrics: Metrics | null): number {
  let widest = 0;
  const examples = metrics?.classed ?? 0;
  for (let right = 0; right <= examples; right++) {
    widest = Math.max(widest, exactNumber(right / examples).length);
  }
  return widest;
}

/**
 * A heading, then a line for each epoch, with the columns that the run has values for. Counts are aligned right, all
 * other columns left.
 */
export function* epochTable(session: Session): Generator<string> {
  let line: ((cell: (column: Column) => string) => string) | null = null;
  for (const record of epochMetrics(session)) {
    if (line === null) {
      line = lineOf(record, session.total);
      yield line(titleOf);
    }
    yield line(({ value }) => exactNumber(value(record) as number));
  }
  if (line === null) yield columns.map(titleOf).join('  ');
}

function titleOf({ key, title }: Column): string {
  return title ?? key.replace('_', ' ').toUpperCase();
}

/** Formats lines with the same columns: those that the first record has values for. */
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
 * One JSON object per epoch, with its keys in a fixed order. A value that the run does not have is null. Numbers have
 * full precision; NaN and Infinity are strings.
 */
export function* epochJsonLines(session: Session): Generator<string> {
  for (const record of epochMetrics(session)) {
    const entries = columns.map(({ key, value }) => {
      const number = value(record);
      return [key, number === null ? null : jsonNumber(number)] as const;
    });
    yield JSON.stringify(Object.fromEntries(entries));
  }
}
