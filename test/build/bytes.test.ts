/** The parser of tables reads the same as it is in the bundle, and with the bytes for browsers, as its package does. */
import * as csv from 'csv-parse/sync';
import { build, type Plugin } from 'esbuild';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { OwnBuffer } from '../../src/build/bytes.ts';

afterEach(() => vi.unstubAllGlobals());

type Csv = Pick<typeof csv, 'CsvError' | 'parse'>;

function read(text: string, { CsvError, parse }: Csv, delimiter = ',') {
  const bytes: number[] = [];
  try {
    const options = { delimiter, trim: true, relax_column_count: true, skip_empty_lines: true };
    const rows = parse(text, {
      ...options,
      on_record: (row: string[], info: { bytes: number }) => {
        bytes.push(info.bytes);
        return row;
      },
    });
    const firstBytes: number[] = [];
    parse(text, {
      ...options,
      to: 1,
      cast: (content, info) => {
        firstBytes.push((info as unknown as { bytes: number }).bytes);
        return content;
      },
    });
    return { rows, bytes, firstBytes };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { code: error.code, lines: (error as { lines?: number }).lines };
  }
}

/** The parser as the bundle has it. */
async function bundled(): Promise<Csv> {
  const file = new URL('../../src/build/packages.mjs', import.meta.url).href;
  const { csvOptions, csvBuffer }: Record<string, Plugin> = await import(file);
  const { outputFiles } = await build({
    stdin: { contents: "export * from 'csv-parse/sync';", resolveDir: import.meta.dirname },
    bundle: true,
    format: 'esm',
    platform: 'node',
    plugins: [csvOptions, csvBuffer] as Plugin[],
    write: false,
  });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0]?.text ?? '')}`);
}

test('tables with quotes, line breaks in cells, other scripts and mistakes', async () => {
  const own = await bundled();
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
    fc.property(table, ends, fc.constantFrom(',', ';', '\t'), (rows, end, delimiter) => {
      const text = rows.map((row) => row.join(delimiter)).join(end);
      const usual = read(text, csv, delimiter);
      expect(read(text, own, delimiter)).toEqual(usual);
      vi.stubGlobal('Buffer', OwnBuffer);
      const inBrowsers = read(text, csv, delimiter);
      vi.unstubAllGlobals();
      expect(inBrowsers).toEqual(usual);
    }),
    { numRuns: 300 },
  );
});
