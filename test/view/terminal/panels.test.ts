/** Panels that share borders: what is written in them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Panel, panelLines } from '../../../src/view/terminal/panels.ts';
import { lineWidth, plainText, span } from '../../../src/view/terminal/text.ts';

test('the foot of a panel and the title of the one below it can both be read', () => {
  const words = fc.stringMatching(/^[a-z]{1,10}$/);
  fc.assert(
    fc.property(
      fc.record({ columns: fc.integer({ min: 40, max: 60 }), above: fc.integer({ min: 3, max: 9 }) }),
      fc.record({ title: words, mark: words, foot: words }),
      fc.integer({ min: 0, max: 9 }),
      fc.boolean(),
      ({ columns, above }, { title, mark, foot }, filled, isFocused) => {
        const upper: Panel = {
          place: { x: 0, y: 0, columns, rows: above },
          title: [span('values')],
          foot: [span(`FOOT${foot}`)],
          isFocused,
          lines: Array.from({ length: Math.min(filled, above - 2) }, (_, row) => [span(`row ${row}`)]),
        };
        const lower: Panel = {
          place: { x: 0, y: above - 1, columns, rows: 5 },
          title: [span(`TITLE${title}`)],
          mark: [span(`MARK${mark}`)],
          isFocused: false,
          lines: [],
        };
        const size = { columns, rows: above + 4 };
        const texts = panelLines([upper, lower], size).map(plainText);
        for (const text of [`FOOT${foot}`, `TITLE${title}`, `MARK${mark}`])
          expect(texts.join('\n')).toContain(text);
        for (const line of panelLines([upper, lower], size)) expect(lineWidth(line)).toBe(columns);
        expect(texts[above - 2]).toContain(foot);
        // Without a panel below, the foot is in the border, and no row of the content is taken.
        const alone = panelLines([upper], { columns, rows: above }).map(plainText);
        expect(alone.at(-1)).toContain(`FOOT${foot}`);
        for (const line of upper.lines) expect(alone.join('\n')).toContain(plainText(line));
      },
    ),
  );
});
