/** Numbers in a CSV table: a row for each with its address, or a column for each address. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { linesOf, readRows } from '../../scenario/data/csv/csv.ts';
import type { CsvRows } from '../../scenario/data/csv/csv-rows.ts';
import type { Entry, Time } from '../numbers/claims.ts';
import {
  faultAt,
  isBlank,
  type Names,
  numberTexts,
  type Reading,
  readTimedAddress,
  wholeNumberText,
} from './reading.ts';

const separators = [',', ';', '\t'];

const words = {
  address: ['address', 'name'],
  value: ['value', 'number'],
  epoch: ['epoch'],
  example: ['example'],
};

/** The separator of a table that a text begins with; null if it begins otherwise. */
export function separatorOf(text: string, names: Names): string | null {
  const header = linesOf(text).find((line) => line.trim() !== '') ?? '';
  const known = new Set([...names, ...Object.values(words).flat()]);
  const isTable = (separator: string) => {
    const cells = header.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
    return cells.length > 1 && cells.every((cell) => known.has(cell));
  };
  return separators.find(isTable) ?? null;
}

export function readTable(text: string, separator: string, names: Names): Reading {
  const rows = readRows(text.replace(/^\uFEFF/, ''), { start: 0, line: 1 }, separator);
  if (!rows.ok) {
    const { line, found, fix } = rows;
    const fault = faultAt({ line, column: 1 }, t`a CSV table`, t(found), t(fix));
    return { entries: [], faults: [fault], blanks: 0, isOrdered: true };
  }
  const header = rows.cells(0);
  const isLong = has(header, 'address') && has(header, 'value');
  const reader = new TableReader(rows, names);
  for (let row = 1; row < rows.count; row++) {
    const time = timeOf(header, rows.cells(row));
    if (isLong) reader.long(row, columnOf(header, 'address'), columnOf(header, 'value'), time);
    else reader.wide(row, header, time);
  }
  return { ...reader, isOrdered: true };
}

const columnOf = (header: readonly string[], what: keyof typeof words) =>
  header.findIndex((cell) => words[what].includes(cell));
const has = (header: readonly string[], what: keyof typeof words) => columnOf(header, what) >= 0;

function timeOf(header: readonly string[], cells: readonly string[]): Time | null {
  const of = (what: 'epoch' | 'example') => {
    const number = Number(cells[columnOf(header, what)]);
    return has(header, what) && Number.isInteger(number) && number > 0 ? number : null;
  };
  const [epoch, example] = [of('epoch'), of('example')];
  return epoch === null && example === null ? null : { epoch: epoch ?? 1, example };
}

class TableReader {
  readonly entries: Entry[] = [];
  readonly faults: Diagnostic[] = [];
  blanks = 0;
  readonly #rows: CsvRows;
  readonly #names: Names;

  constructor(rows: CsvRows, names: Names) {
    this.#rows = rows;
    this.#names = names;
  }

  long(row: number, address: number, value: number, time: Time | null): void {
    const text = this.#rows.cells(row)[address] ?? '';
    const read = readTimedAddress(text, 0, this.#names);
    if (read.ok && read.end === text.length) this.#add(row, value, read.name, read.time ?? time);
    else {
      const fix = suggestion(text, this.#names);
      this.faults.push(
        faultAt(this.#rows.placeOf(row, address), t`an address in this run`, `"${text}"`, fix),
      );
    }
  }

  wide(row: number, header: readonly string[], time: Time | null): void {
    const known = new Set(this.#names);
    header.forEach((name, cell) => {
      if (known.has(name)) this.#add(row, cell, name, time);
    });
  }

  #add(row: number, cell: number, name: string, time: Time | null): void {
    const text = this.#rows.cells(row)[cell] ?? '';
    if (isBlank(text)) {
      this.blanks += 1;
      return;
    }
    const place = this.#rows.placeOf(row, cell);
    const number = wholeNumberText(text);
    if (number) this.entries.push({ kind: 'address', name, time, number, place });
    else this.faults.push(faultAt(place, numberTexts.expected(), `"${text}"`, numberTexts.fix()));
  }
}
