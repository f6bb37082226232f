/** Moves of the cursor, by a terminal: each ends where it should, and is as long as it says. */
import headless from '@xterm/headless';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cursor, moveLength, moveText } from '../../src/tui/moves.ts';
import '../support/seed.ts';

const size = { cols: 130, rows: 40 };
const places = fc.record({
  row: fc.nat(size.rows - 1),
  // Near each other, at the edges, and anywhere.
  column: fc.oneof(fc.nat(6), fc.integer({ min: 96, max: 104 }), fc.nat(size.cols - 1)),
});

/** Where the cursor of a terminal is after a text. */
async function cursorAfter(text: string): Promise<Cursor> {
  const terminal = new headless.Terminal({ ...size, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(text, resolve));
  const { cursorX, cursorY } = terminal.buffer.active;
  return { row: cursorY, column: cursorX };
}

const placed = ({ row, column }: Cursor) => `\u001b[${row + 1};${column + 1}H`;

test('a move ends at its cell, and is never longer than the one that names row and column', async () => {
  await fc.assert(
    fc.asyncProperty(places, places, async (from, to) => {
      const text = moveText(from, to.row, to.column);
      expect(text).toHaveLength(moveLength(from, to.row, to.column));
      expect(text.length).toBeLessThanOrEqual(placed(to).length);
      expect(await cursorAfter(`${placed(from)}${text}`)).toEqual(to);
    }),
    { numRuns: 300 },
  );
});

test('after the last cell of a row, where the cursor is not certain, a move names its column', async () => {
  await fc.assert(
    fc.asyncProperty(places, places, async ({ row }, to) => {
      const text = moveText({ row, column: -1 }, to.row, to.column);
      expect(text).toHaveLength(moveLength({ row, column: -1 }, to.row, to.column));
      const last = { row, column: size.cols - 1 };
      expect(await cursorAfter(`${placed(last)}x${text}`)).toEqual(to);
    }),
    { numRuns: 200 },
  );
});
