/** The parser of tables reads the same with the bytes for browsers as with the Buffer of Node. */
import { CsvError, parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { OwnBuffer } from '../../src/build/bytes.ts';

afterEach(() => vi.unstubAllGlobals());

function read(text: string) {
  const bytes: number[] = [];
  try {
    const options = { trim: true, relax_column_count: true, skip_empty_lines: true, bom: true };
    const rows = parse(text, {
      ...options,
      on_record: (row: string[], info: { bytes: number }) => {
        bytes.push(info.bytes);
        return row;
      },
    });
    return { rows, bytes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { code: error.code, lines: (error as { lines?: number }).lines };
  }
}

test('tables with quotes, line breaks in cells, other scripts and mistakes', () => {
  const cell = fc.oneof(
    fc.constantFrom(
      '',
      'a',
      '"a,b"',
      '"say ""yes"""',
      '"two\nlines"',
      'লেয়ার',
      '😀',
      ' 1.5 ',
      '"',
      'a"b',
      '\ufeff',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 12 });
  const ends = fc.constantFrom('\n', '\r\n', '\r');
  fc.assert(
    fc.property(table, ends, fc.boolean(), (rows, end, hasMark) => {
      const text = `${hasMark ? '\ufeff' : ''}${rows.map((row) => row.join(',')).join(end)}`;
      const usual = read(text);
      vi.stubGlobal('Buffer', OwnBuffer);
      const own = read(text);
      vi.unstubAllGlobals();
      expect(own).toEqual(usual);
    }),
    { numRuns: 300 },
  );
});
