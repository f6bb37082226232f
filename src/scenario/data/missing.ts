/** Missing cells: which they are, which rows are left out because of them, and with which numbers others are filled. */
import type { Column } from './columns.ts';

/** What programs write into a cell without a value. */
const missingTexts: ReadonlySet<string> = new Set([
  ...['', '?', 'NA', 'N/A', 'n/a', '#N/A', '<NA>'],
  ...['NaN', 'nan', 'None', 'NULL', 'null'],
]);

/** Whether a text stands for no value, wherever it is. */
export function isMissingText(text: string): boolean {
  return missingTexts.has(text);
}

/** Whether a cell has no value. A text that the scenario lists as a category or a class is a value. */
export function isMissing({ words }: Column, text: string): boolean {
  return isMissingText(text) && !words?.includes(text);
}

/** The mean of the known numbers of some rows. @param numbers those of all rows; NaN where a cell is missing */
export function meanOfKnown(numbers: Readonly<Float64Array>, rows: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    const value = numbers[row] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return sum / count;
}
