/** The reader of scenarios in the bundle, where what it never calls is left out, says the same as in the sources. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { shipped, sourceOf } from '../support/scenario.ts';

const parts = ({ line, column, path, expected, found, fix }: Diagnostic) => [
  line,
  column,
  path,
  expected,
  found,
  fix,
];

interface Library {
  readonly open: (text: string) => Promise<{ readonly total: number }> | { readonly total: number };
}

const library = (await import(new URL('../../dist/library.mjs', import.meta.url).href)) as Library;

async function saidByBundle(text: string): Promise<unknown> {
  try {
    await library.open(text);
    return null;
  } catch (error) {
    const { diagnostics } = error as { readonly diagnostics?: readonly Diagnostic[] };
    if (!diagnostics) throw error;
    return diagnostics.map(parts);
  }
}

function saidBySources(text: string): unknown {
  const read = parseScenario(text);
  return read.ok ? null : read.diagnostics.map(parts);
}

const pieces = [
  ...[
    '&a ',
    '*a',
    '!!str ',
    '!x ',
    '%YAML 1.1\n---\n',
    '%TAG ! tag:x,2000:\n---\n',
    '---\n',
    '...\n',
    '? ',
    ': ',
    '- ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '|\n  ',
    '>-\n  ',
    "'",
    '"',
    '\\x41',
    '# c\n',
    '\t',
    '\n',
    '<<: ',
    '~',
    '0x1F',
    '1_0',
    '.inf',
  ],
];

test('of shipped scenarios with signs of YAML put in, left out and doubled', async () => {
  const sources = shipped.filter((id) => !/^(?:two-moons|iris|rent)$/.test(id)).map(sourceOf);
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    piece: fc.constantFrom(...pieces),
    cut: fc.integer({ min: 0, max: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      async (source, changes) => {
        const text = changes.reduce((whole, { at, piece, cut }) => {
          const place = Math.floor(at * whole.length);
          return whole.slice(0, place) + piece + whole.slice(place + cut);
        }, source);
        expect(await saidByBundle(text)).toEqual(saidBySources(text));
      },
    ),
    { numRuns: process.env.EVERYTHING === undefined ? 150 : 3000 },
  );
});
