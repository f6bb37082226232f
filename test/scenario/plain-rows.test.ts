/** Tables without quotes are read without the parser. They must be read as the parser reads them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsedRows, readRows } from '../../src/scenario/data/csv/csv.ts';
import type { CsvRows } from '../../src/scenario/data/csv/csv-rows.ts';
import { plainRows } from '../../src/scenario/data/csv/plain-rows.ts';
import { separators } from '../../src/scenario/format/table-schema.ts';
import '../support/seed.ts';

/** All that a table says of itself. */
function contents(table: CsvRows) {
  const rows = Array.from({ length: table.count }, (_, row) => row);
  return rows.map((row) => ({
    cells: table.cells(row),
    line: table.lineOf(row),
    places: table.cells(row).map((_, cell) => table.placeOf(row, cell)),
  }));
}

function parsed(text: string, separator: string, most?: number): CsvRows {
  const table = parsedRows(text, { start: 0, line: 1 }, separator, most);
  if (!table.ok) throw new Error(table.found);
  return table;
}

const cell = fc.oneof(
  fc.double({ noNaN: true }).map(String),
  fc.constantFrom('', ' ', '\t', '\u00a0', 'a', 'a b', ' x ', 'é', '৩', '😀', '\f', '#'),
  fc.string({ maxLength: 5 }).map((text) => text.replaceAll(/["\r\n\uFEFF]/g, '')),
);
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
const table = fc
  .record({
    rows: fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 8 }),
    separator: fc.constantFrom(...separators),
    end: lineEnd,
    last: fc.boolean(),
  })
  .map(({ rows, separator, end, last }) => ({
    separator,
    text: rows.map((cells) => cells.join(separator)).join(end) + (last ? end : ''),
  }));

describe('a table without quotes', () => {
  test('has the rows, lines and places that the parser finds', () => {
    fc.assert(
      fc.property(table, ({ separator, text }) => {
        const plain = plainRows(text, { start: 0, line: 1 }, separator, Number.POSITIVE_INFINITY);
        expect(plain && contents(plain)).toEqual(contents(parsed(text, separator)));
      }),
      { numRuns: 1_000 },
    );
  });

  test('can be read in part, and from a place inside its text', () => {
    fc.assert(
      fc.property(
        table,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 3 }),
        (own, most, above) => {
          const remarks = '# "remark"\n'.repeat(above);
          const start = { start: remarks.length, line: above + 1 };
          const read = readRows(remarks + own.text, start, own.separator, most);
          if (!read.ok) throw new Error(read.found);
          const expected = contents(parsed(own.text, own.separator, most)).map((row) => ({
            cells: row.cells,
            line: row.line + above,
            places: row.places.map(({ line, column }) => ({ line: line + above, column })),
          }));
          expect(contents(read)).toEqual(expected);
        },
      ),
    );
  });

  test.each([
    ['a quote', 'a,"b"\n1,2\n'],
    ['two kinds of line ends', 'a,b\r\n1,2\n3,4\n'],
    ['a return inside a line', 'a,b\n1,\r2\n'],
  ])('is left to the parser if it has %s', (_what, text) => {
    expect(plainRows(text, { start: 0, line: 1 }, ',', 10)).toBeNull();
    expect(readRows(text, { start: 0, line: 1 }, ',').ok).toBe(true);
  });
});
