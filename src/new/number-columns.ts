/** How the numbers in the columns of a CSV file are written: units, percentages, decimal and thousands signs. */
import { memoize } from '../core/memo.ts';
import {
  type NumberFormat,
  numberReader,
  type ReadNumber,
  unitIn,
  usualThousands,
} from '../scenario/data/number-format.ts';
import { thousandsSigns } from '../scenario/format/table-schema.ts';

/** A column with more units than these has texts that begin with numbers, as addresses of streets do. */
const MOST_UNITS = 3;

/** A word before a number is a unit if it is a currency; otherwise it is a name, as `Block 5`. */
const currency = /^(?:\p{Lu}{0,3}\p{Sc}|\p{Lu}{2,3})$/u;

/** The texts of a column without those of missing cells. */
export type Cells = readonly string[];

/** The units beside the numbers of a column, `%` apart; none if these are no numbers with units. */
export const unitsOf = memoize(
  (cells: Cells) => cells,
  (cells): readonly string[] => {
    const units = new Set<string>();
    for (const cell of cells) {
      const unit = unitIn(withoutPercent(cell));
      if (unit === null) continue;
      if (/^[+-]?\s*\d/.test(cell) || currency.test(unit)) units.add(unit);
      if (units.size > MOST_UNITS) return [];
    }
    return [...units];
  },
);

const withoutPercent = (cell: string) => cell.replace(/\s*%$/, '');

/** The signs of all numbers of a file. */
export type Signs = Omit<NumberFormat, 'units'>;

/** The signs that a file may have. The first ones are the usual ones. */
const possible: readonly Signs[] = (['.', ','] as const).flatMap((decimal) => {
  const usual = usualThousands(decimal);
  const others = thousandsSigns.filter((sign) => sign !== decimal && sign !== usual);
  return [usual, ...others].map((thousands) => ({ decimal, thousands, percent: 'fraction' as const }));
});

/**
 * The signs with which most columns have numbers. If several ones are possible, a comma is the decimal sign where
 * semicolons separate the cells: such files have them because commas are in numbers.
 */
export function signsOf(columns: readonly Cells[], separator: string): Signs {
  const counts = possible.map((signs) => columns.filter((cells) => areNumbers(cells, signs)).length);
  const most = Math.max(...counts);
  const fitting = possible.filter((_signs, index) => counts[index] === most);
  const hasCommas = columns.some((cells) => cells.some((cell) => /^\d+,\d/.test(cell)));
  const withComma =
    separator === ';' && hasCommas ? fitting.find(({ decimal }) => decimal === ',') : undefined;
  return withComma ?? (fitting[0] as Signs);
}

/** Whether all cells of a column are numbers with these signs. */
export function areNumbers(cells: Cells, signs: Signs): boolean {
  const read = readerOf(cells, signs);
  return cells.length > 0 && cells.every((cell) => read(cell) !== null);
}

/** Whether at least half of the cells are numbers. */
export function areMostlyNumbers(cells: Cells, signs: Signs): boolean {
  const read = readerOf(cells, signs);
  return cells.filter((cell) => read(cell) !== null).length * 2 >= cells.length;
}

/** Reads the numbers of a column. */
export function readerOf(cells: Cells, signs: Signs): ReadNumber {
  return numberReader({ ...signs, units: unitsOf(cells) });
}

/** `2024-01-03`, `3.1.2024`, `3 Jan 2024`, `Jan 3, 2024`, `12:30`; a time may follow a date. */
const dates = [
  /^\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T ]\d.*)?$/,
  /^\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?:[T ]\d.*)?$/,
  /^\d{1,2}[ -]\p{L}{3,9}\.?[ ,-]+\d{2,4}(?: \d.*)?$/u,
  /^\p{L}{3,9}\.? \d{1,2},? \d{4}(?: \d.*)?$/u,
  /^\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]\.?m\.?)?$/i,
];

/** Whether all cells of a column are dates or times. */
export function areDates(cells: Cells): boolean {
  return cells.length > 0 && cells.every((cell) => dates.some((date) => date.test(cell)));
}
