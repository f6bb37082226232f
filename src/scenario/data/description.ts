/** The sentence that says how a CSV file was read. */
import { exactNumber } from '../../core/exact-number.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import type { DataSource, UsedColumn } from '../format/scenario.ts';

/** `a.csv: 3 rows, separator ";", decimal comma`; then what was skipped, left out and filled. */
export function describeSource(source: DataSource): string {
  const { file, rows, separator, decimalComma, thousands, percent, skipped, dropped, columns } = source;
  const parts: (string | false)[] = [
    rows === 1 ? t`1 row` : t`${rows} rows`,
    t`separator ${JSON.stringify(separator)}`,
    decimalComma && t`decimal comma`,
    thousands !== null && t`thousands sign ${JSON.stringify(thousands)}`,
    percent === 'fraction' && t`percentages divided by 100`,
    skipped > 0 &&
      (skipped === 1 ? t`1 line above the table skipped` : t`${skipped} lines above the table skipped`),
    dropped > 0 &&
      (dropped === 1 ? t`1 row with missing cells left out` : t`${dropped} rows with missing cells left out`),
    ...columns.map(fillText),
  ];
  return `${sanitize(file)}: ${parts.filter((part) => part !== false).join(', ')}`;
}

function fillText({ name, fill }: UsedColumn): string | false {
  if (fill === null) return false;
  const { kind, value, cells } = fill;
  const column = sanitize(name);
  const what = cells === 1 ? t`1 missing cell of ${column}` : t`${cells} missing cells of ${column}`;
  return kind === 'mean'
    ? t`${what} filled with the mean ${exactNumber(value)} of the training rows`
    : t`${what} filled with ${exactNumber(value)}`;
}
