/** How the numbers of a CSV file are written: with which decimal sign, thousands sign and units. */
import type { CsvSettings } from './settings.ts';

type DecimalSign = '.' | ',';
type ThousandsSign = NonNullable<CsvSettings['thousands']>;

export interface NumberFormat {
  readonly decimal: DecimalSign;
  /** The sign that may be between groups of digits. */
  readonly thousands: ThousandsSign;
  readonly units: readonly string[];
  readonly percent: 'fraction' | 'number' | null;
}

/** The number that a cell holds; null if it is not a finite number in this format. */
export type ReadNumber = (text: string) => number | null;

export const plainNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const wholeNumber = /^[+-]?\d+$/;

/** The thousands sign that files have if the scenario does not say. */
export function usualThousands(decimal: NumberFormat['decimal']): ThousandsSign {
  return decimal === '.' ? ',' : '.';
}

/** The characters that a thousands sign stands for. */
const spellings: Readonly<Record<ThousandsSign, string>> = {
  ',': ',',
  '.': '\\.',
  ' ': '[ \u00A0\u202F]',
  "'": "['’]",
  _: '_',
};

/** Makes the function that reads numbers in a format. */
export function numberReader({ decimal, thousands, units, percent }: NumberFormat): ReadNumber {
  const sign = decimal === '.' ? '\\.' : ',';
  const group = spellings[thousands];
  // Groups of three digits, or, as in South Asia, groups of two before the last three: 1,23,456.
  const whole = `\\d+|[1-9]\\d{0,2}(?:${group}\\d{3})+|[1-9]\\d?(?:${group}\\d{2})+${group}\\d{3}`;
  const pattern = new RegExp(`^[+-]?(?:(?:${whole})(?:${sign}\\d*)?|${sign}\\d+)(?:e[+-]?\\d+)?$`, 'i');
  const groups = new RegExp(group, 'g');
  // Of m and m2 the longer one is tried first, and before a number its digit must be its last one.
  const all = units
    .toSorted((a, b) => b.length - a.length)
    .map((each) => each.trim().replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const unitBefore = new RegExp(
    `^([+-]?)\\s*(?:${all.map((each) => each.replace(/\d$/, '$&(?!\\d)')).join('|')})\\s*`,
  );
  const unitAfter = new RegExp(`\\s*(?:${all.join('|')})$`);
  const withoutUnit = (text: string) =>
    units.length === 0 ? text : text.replace(unitBefore, '$1').replace(unitAfter, '');
  const isPlain = decimal === '.';
  return (cell) => {
    if (isPlain && plainNumber.test(cell)) return finite(cell);
    const trimmed = cell.trim();
    const isPercent = percent !== null && trimmed.endsWith('%');
    const text = withoutUnit(isPercent ? trimmed.slice(0, -1).trimEnd() : trimmed);
    if (!pattern.test(text)) return null;
    const plain = text.replace(groups, '').replace(',', '.');
    return finite(isPercent && percent === 'fraction' ? hundredth(plain) : plain);
  };
}

/**
 * The word or sign beside the number in a text: `m2` in `35 m2`. Null if there is none, or if the text has more than a
 * number and a unit.
 */
export function unitIn(text: string): string | null {
  const { before = '' } = /^[+-]?(?<before>[^\d.,+-]+)[+-]?[\d.,]*\d[\d.,]*$/.exec(text)?.groups ?? {};
  // Digits belong to a unit only after a letter: in `1'250 m2` the second number does not.
  const after = /\d[\d.,]*(?<unit>[^\d.,+-]*\p{L}[^.,+-]*|[^\d.,+-]+)$/u;
  return before.trim() || after.exec(text)?.groups?.unit?.trim() || null;
}

/** Makes the function that tells whether a number has thousands signs. */
export function hasThousands({ thousands }: NumberFormat): (text: string) => boolean {
  const sign = new RegExp(`\\d${spellings[thousands]}\\d`);
  return (text) => sign.test(text);
}

function finite(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** A hundredth of a number, as text: dividing the number itself would round twice. */
function hundredth(text: string): string {
  const [digits, exponent = '0'] = text.split(/e/i);
  return `${digits}e${Number(exponent) - 2}`;
}

/** The cells of a file's columns of numbers, as they are written: row by row, one text for each column. */
export type NumberTexts = Iterable<readonly string[]>;

/** A cell that is one number in one format and another number in the other. */
export interface Doubt {
  /** Index of the column, and of the row. */
  readonly column: number;
  readonly row: number;
  readonly formats: readonly [NumberFormat, NumberFormat];
}

/**
 * Finds the format that all columns of a file have, by all of its numbers. What the scenario says comes first. Cells
 * that are not numbers in any format are skipped.
 *
 * @param separator the sign between the cells of the file
 * @returns the format; or, if two formats fit and give different numbers, a cell that shows it
 */
export function findNumberFormat(
  texts: NumberTexts,
  separator: string,
  settings: CsvSettings,
): NumberFormat | Doubt {
  const [first, second] = formatsFor(settings);
  if (second === undefined) return first;
  const [readFirst, readSecond] = [numberReader(first), numberReader(second)];
  // The first column that decides counts, and in it the first row.
  let decided: { readonly column: number; readonly format: NumberFormat } | null = null;
  let doubt: Pick<Doubt, 'column' | 'row'> | null = null;
  const commas = { all: true, any: false };
  let row = 0;
  for (const cells of texts) {
    for (let column = 0; column < (decided?.column ?? cells.length); column++) {
      const text = cells[column] as string;
      if (wholeNumber.test(text)) continue;
      const [one, other] = [readFirst(text), readSecond(text)];
      if (one === other) continue;
      if (one === null || other === null) decided = { column, format: other === null ? first : second };
      else {
        if (doubt === null || column < doubt.column) doubt = { column, row };
        if (text.includes(',')) commas.any = true;
        else commas.all = false;
      }
    }
    if (decided?.column === 0) break;
    row += 1;
  }
  if (decided !== null) return decided.format;
  if (doubt === null) return first;
  // Where commas separate the cells, a point is the decimal point, as in every such file.
  if (separator === ',' && !commas.any) return first;
  if (separator === ',' && commas.all && columnsOf(texts).some(showsThousands)) return first;
  return { ...doubt, formats: [first, second] };
}

/** The texts of each column. */
function columnsOf(texts: NumberTexts): readonly (readonly string[])[] {
  const rows = [...texts];
  return (rows[0] ?? []).map((_text, column) => rows.map((cells) => cells[column] as string));
}

/** The formats that are possible by what the scenario says: with a decimal point, and with a decimal comma. */
function formatsFor({ decimal, thousands, units = [], percent }: CsvSettings): [NumberFormat, NumberFormat?] {
  const format = (sign: DecimalSign): NumberFormat => ({
    decimal: sign,
    thousands: thousands ?? usualThousands(sign),
    units,
    percent: percent ?? null,
  });
  if (decimal !== undefined) return [format(decimal)];
  if (thousands === ',') return [format('.')];
  if (thousands === '.') return [format(',')];
  return [format('.'), format(',')];
}

/**
 * Whether the commas of a column cannot be decimal commas: a number such as 1,540 ends in a zero, which only a column
 * with a fixed number of decimals would have, but another has no decimals, and is small enough to need no thousands
 * sign.
 */
function showsThousands(texts: readonly string[]): boolean {
  const whole = texts.filter((text) => /^\D*\d+\D*$/.test(text));
  const isSmall = whole.every((text) => (text.match(/\d/g)?.length ?? 0) <= 3);
  return whole.length > 0 && isSmall && texts.some((text) => /,\d\d0\D*$/.test(text));
}
