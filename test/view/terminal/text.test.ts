import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { joined, type Line, plainText, span, type Tone, wrap } from '../../../src/view/terminal/text.ts';

const tones: readonly Tone[] = ['plain', 'strong', 'dim', 'accent', 'now'];
const spans = fc.record({
  text: fc.constantFrom('', ' ', '   ', 'a', ' b', 'c ', 'd e'),
  tone: fc.constantFrom(...tones),
});

/** The visible part of a line: each character with its tone. The tone of a blank counts only if it has a background. */
const visible = (line: Line) =>
  line.flatMap(({ text, tone }) =>
    [...text].map((character) => [character, character === ' ' && tone !== 'now' ? 'plain' : tone]),
  );

test('joined spans look the same, and as many as possible are joined', () => {
  fc.assert(
    fc.property(fc.array(spans, { maxLength: 12 }), (line) => {
      const together = joined(line);
      expect(visible(together)).toEqual(visible(line));
      expect(plainText(together)).toBe(plainText(line));
      for (const [index, { text, tone }] of together.entries()) {
        expect(text).not.toBe('');
        const next = together[index + 1];
        if (next === undefined) continue;
        expect(next.tone).not.toBe(tone);
        if (tone === 'now' || next.tone === 'now') continue;
        expect([text.trim(), next.text.trim()]).not.toContain('');
      }
    }),
  );
});

test('a blank joins its neighbour, except if it has a background', () => {
  expect(joined([span(' ', 'warning'), span(' ▸ ', 'accent'), span('   '), span('x', 'accent')])).toEqual([
    span('  ▸    x', 'accent'),
  ]);
  expect(joined([span(' '), span('4', 'now'), span('  ')])).toEqual([
    span(' '),
    span('4', 'now'),
    span('  '),
  ]);
});

const words = fc.constantFrom(
  'a',
  '0.00082944',
  '−12.5',
  '=',
  '×',
  'weight',
  'gradient',
  'স্লোপের',
  'গ্রেডিয়েন্ট',
  '1.2e−8',
);

test('prose that does not fit its rows ends after a whole word', () => {
  let cuts = 0;
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 20, max: 80 }),
      fc.integer({ min: 1, max: 3 }),
      (given, columns, rows) => {
        const lines = wrap(given.join(' '), columns, rows);
        expect(lines.length).toBeLessThanOrEqual(rows);
        for (const line of lines) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
        const shown = lines.join(' ').split(' ');
        const isCut = shown.at(-1) === '…';
        const whole = isCut ? shown.slice(0, -1) : shown;
        expect(whole).toEqual(given.slice(0, whole.length));
        expect(isCut).toBe(whole.length < given.length);
        if (!isCut) return;
        cuts += 1;
        // The next word did not fit.
        const more = `${lines.at(-1)?.slice(0, -1)}${given[whole.length]} …`;
        expect(stringWidth(more)).toBeGreaterThan(columns);
      },
    ),
  );
  expect(cuts).toBeGreaterThan(10);
});

test('a word that is wider than a line is broken', () => {
  expect(wrap('x'.repeat(30), 10, 2)).toEqual(['x'.repeat(10), `${'x'.repeat(9)}…`]);
  expect(wrap('x'.repeat(20), 10, 2)).toEqual(['x'.repeat(10), 'x'.repeat(10)]);
});
