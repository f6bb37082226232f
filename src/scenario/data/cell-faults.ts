/** What is wrong with the cells of a column, and how the scenario can say what they mean. */
import { describeValue, quoted } from '../../diagnostics/diagnostic.ts';
import { joinList } from '../../diagnostics/plurals.ts';
import { listChoices } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { suggestNumber } from '../format/schema-errors.ts';
import { type TableDocument, thousandsSigns } from '../format/table-schema.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import type { Column } from './columns.ts';
import type { Fault } from './faults.ts';
import { type NumberFormat, numberReader, plainNumber, unitIn } from './number-format.ts';
import { settingsOf, writeSetting } from './settings.ts';

/** Maximum number of different words of a column for which one input each is suggested. */
export const MOST_CATEGORIES = 12;

/** Letters of a name that is made of a text; a number may follow. */
export const LONGEST_NAME = 30;

/** @param missing the texts of the column's missing cells @param rows the number of rows of the file */
export function missingFault(
  { missing }: TableDocument,
  { name, isTarget, words }: Column,
  texts: readonly string[],
  rows: number,
): Fault {
  const kinds = [...new Set(texts)].map((text) => (text === '' ? t`an empty cell` : quoted(text)));
  const key = yamlText(name);
  const isByColumn = typeof missing === 'object' || (missing !== undefined && missing !== 'drop');
  const drop = isByColumn ? `missing: { ${key}: drop }` : 'missing: drop';
  const mean = isByColumn ? `missing: { ${key}: mean }` : 'missing: mean';
  return {
    expected: words ? t`a word` : t`a number`,
    found: t`${joinList(kinds)}: column ${name} has no value in ${texts.length} of ${rows} rows`,
    fix:
      isTarget || words
        ? t`write ${drop} under data to leave out these rows`
        : t`write ${drop} under data to leave out these rows, or ${mean} to fill in the mean of the column`,
  };
}

/** @param texts the cells that are not in the list of words; at least one */
export function wordFault({ name, words, isTarget }: Column, texts: readonly string[]): Fault {
  return {
    expected: isTarget ? t`one of the classes` : t`one of the categories`,
    found: counted(describeValue(texts[0]), texts, name),
    fix: listChoices(words ?? []),
  };
}

/**
 * @param wrong the cells that are not numbers; at least one
 * @param isWhole whether the column has no numbers at all
 */
export function numberFault(
  document: TableDocument,
  { name, isTarget }: Column,
  wrong: readonly string[],
  format: NumberFormat,
  isWhole: boolean,
): Fault {
  const [text = ''] = wrong;
  const expected = t`a number`;
  const found = counted(describeValue(text), wrong, name);
  const fix = fixOfNumber(document, text, format);
  if (fix !== null) return { expected, found, fix };
  const words = [...new Set(wrong)];
  if (!isWhole || wrong.length < 2 || words.length > MOST_CATEGORIES)
    return { expected, found, fix: t`write a number, or remove the row` };
  const listed = joinList(words.map((word) => quoted(word)));
  const classes = `classes: [${(words.length === 2 ? [...words].sort() : words).map(yamlText).join(', ')}]`;
  return {
    expected,
    found: t`words in column ${name}: ${listed}`,
    fix: isTarget
      ? words.length === 2
        ? t`write ${classes} under data, for the targets 0 and 1, or for one output each`
        : t`write ${classes} under data, for one output each`
      : t`write ${`categories: { ${yamlText(name)}: ${categoriesText(words)} }`} under data, for one input each`,
  };
}

function counted(cell: string, cells: readonly string[], column: string): string {
  return cells.length === 1 ? cell : t`${cell} (and ${cells.length - 1} more in column ${column})`;
}

/** The fix for a text that contains a number; null if there is none in it. */
function fixOfNumber(document: TableDocument, text: string, format: NumberFormat): string | null {
  const reads = (change: Partial<NumberFormat>, cell = text) =>
    numberReader({ ...format, ...change })(cell) !== null;
  if (plainNumber.test(text) && !Number.isFinite(Number(text))) return t`write a smaller number`;
  const digits = suggestNumber(text);
  if (digits !== null && !/^[\d.,+-]+$/.test(text)) return digits;
  if (reads({ percent: 'number' })) {
    const example = text.replace(/\s*%$/, '');
    return t`${writeSetting(document, 'percent', 'fraction')} to divide by 100, or percent: number for ${example}`;
  }
  const own = unitIn(text);
  const units = [...format.units, own ?? ''];
  if (own !== null && reads({ units })) {
    const listed = units.map((each) => JSON.stringify(each)).join(', ');
    return t`${writeSetting(document, 'units', `[${listed}]`)} to leave it out`;
  }
  const sign = thousandsSigns.find((each) => each !== format.decimal && reads({ thousands: each }));
  if (sign !== undefined && settingsOf(document).thousands === undefined)
    return writeSetting(document, 'thousands', JSON.stringify(sign));
  const isOther = reads(
    format.decimal === '.' ? { decimal: ',', thousands: '.' } : { decimal: '.', thousands: ',' },
  );
  return isOther ? t`write all numbers with the same decimal sign` : null;
}

/** A list of categories; if a text cannot be part of a name, a mapping from names to texts. */
export function categoriesText(words: readonly string[]): string {
  const spelled = words.map((word) =>
    word
      .replace(/[^A-Za-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, LONGEST_NAME),
  );
  const names = spelled.map((name, index) =>
    /^[A-Za-z]/.test(name) && spelled.indexOf(name) === index ? name : `category_${index + 1}`,
  );
  if (words.every((word, index) => word === names[index])) return `[${words.map(yamlText).join(', ')}]`;
  const pairs = words.map((word, index) => `${names[index]}: ${yamlText(word)}`);
  return `{ ${pairs.join(', ')} }`;
}
