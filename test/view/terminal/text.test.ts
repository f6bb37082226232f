import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import wrapAnsi from 'wrap-ansi';
import type { Ground, Tone } from '../../../src/view/colours/palette.ts';
import { formatNumber } from '../../../src/view/terminal/format.ts';
import { joined } from '../../../src/view/terminal/joined.ts';
import {
  cut,
  cutStart,
  filled,
  fittedSpan,
  type Line,
  lineWidth,
  numberSpan,
  plainText,
  type Span,
  span,
  toneOfNumber,
} from '../../../src/view/terminal/text.ts';
import { wrap, wrapLine } from '../../../src/view/terminal/wrap.ts';
import '../../support/seed.ts';

const tones: readonly Tone[] = ['plain', 'strong', 'mute', 'accent'];
const grounds: readonly (Ground | undefined)[] = [undefined, 'soft', 'forward'];
const spans = fc
  .tuple(
    fc.constantFrom('', ' ', '   ', 'a', ' b', 'c ', 'd e'),
    fc.constantFrom(...tones),
    fc.constantFrom(...grounds),
  )
  .map((parts) => span(...parts));

/** The visible part of a line: each character with its tone and ground. The tone of a blank does not count. */
const visible = (line: Line) =>
  line.flatMap(({ text, tone, ground }) =>
    [...text].map((character) => [character, character === ' ' ? 'plain' : tone, ground]),
  );

test('joined spans look the same, and as many as possible are joined', () => {
  fc.assert(
    fc.property(fc.array(spans, { maxLength: 12 }), (line) => {
      const together = joined(line);
      expect(visible(together)).toEqual(visible(line));
      expect(plainText(together)).toBe(plainText(line));
      for (const [index, { text, tone, ground }] of together.entries()) {
        expect(text).not.toBe('');
        const next = together[index + 1];
        if (next === undefined || next.ground !== ground) continue;
        expect(next.tone).not.toBe(tone);
        if (ground === undefined) expect([text.trim(), next.text.trim()]).not.toContain('');
      }
    }),
  );
});

test('a blank joins its neighbour, except if one of them has a ground', () => {
  expect(joined([span(' ', 'warning'), span(' ▸ ', 'accent'), span('   '), span('x', 'accent')])).toEqual([
    span('  ▸    x', 'accent'),
  ]);
  const chip = filled(span('4'), 'forward');
  expect(joined([span(' '), chip, span('  ')])).toEqual([span(' '), chip, span('  ')]);
});

test('a number keeps its sign in its tone', () => {
  expect([3, -3, 0, -0, Number.NaN, Number.NEGATIVE_INFINITY].map(toneOfNumber)).toEqual([
    'positive',
    'negative',
    'strong',
    'strong',
    'warning',
    'warning',
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

test.each([
  [[span('loss '), numberSpan(4.7791e52)], 12, 'loss 4.78e52'],
  [[span('loss '), numberSpan(4.7791e52)], 7, 'loss …'],
  [[numberSpan(0.123456), span(' more')], 9, '0.12346 …'],
  [[numberSpan(0.123456), span(' more')], 8, '…'],
  [[span('at 0.123456 of')], 9, 'at…'],
  [[span('at 12 of')], 7, 'at 12 …'],
  [[span('at 12 of')], 5, 'at…'],
  [[span('node_12.w')], 7, 'node_…'],
] as const)('a line is cut between its numbers: %#', (line, columns, text) => {
  expect(plainText(cut(line, columns))).toBe(text);
});

test.each([
  [[span('2 + '), numberSpan(0.123456), span(' + 3')], 9, '… + 3'],
  [[span('2 + '), numberSpan(0.5), span(' + 3')], 9, '… 0.5 + 3'],
  [[span('2 + '), numberSpan(0.5), span(' + 3')], 8, '… + 3'],
  [[span('12.345 + 3')], 7, '… + 3'],
] as const)('the end of a line starts between its numbers: %#', (line, columns, text) => {
  expect(plainText(cutStart(line, columns))).toBe(text);
});

test('lines that are cut are as wide as there is room for, and no digit touches the sign', () => {
  const part = fc.oneof(
    fc.double({ noNaN: true }).map((value) => numberSpan(value)),
    fc.double({ min: -1e5, max: 1e5, noNaN: true }).map((value) => span(` ${formatNumber(value)} `)),
    fc.constantFrom('a', ' × ', 'node_12', '…', '  ').map((text) => span(text)),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (parts, columns) => {
      const line = parts.flatMap((each) => [each, span(' ')]);
      for (const shown of [cut(line, columns), cutStart(line, columns)]) {
        expect(lineWidth(shown)).toBeLessThanOrEqual(columns);
        expect(plainText(shown)).not.toMatch(/\d…|…\d/u);
      }
    }),
  );
});

test('the sign of an edit stays at its number, or is left out with it', () => {
  const marked = { value: 0.123456, suffix: '†' };
  const number = numberSpan(marked.value, 'plain', undefined, marked.suffix);
  const shown = (line: Line) => plainText(line);
  expect(shown([number])).toBe('0.12346†');
  expect(lineWidth([number])).toBe(8);
  const fitted = Array.from({ length: 9 }, (_, width) => shown([fittedSpan(marked, 'plain', width)]));
  expect(fitted).toEqual(['', '', '…', '.1†', '.12†', '0.12†', '0.123†', '0.1235†', '0.12346†']);
  expect(shown(cut([span('a '), number], 8))).toBe('a 0.123†');
  expect(shown(cut([span('a '), number, span(' b')], 9))).toBe('a …');
  expect(shown(cutStart([span('a '), number, span(' b')], 10))).toBe('… b');
  expect(shown(cutStart([span('abc'), number], 9))).toBe('…');
});

test('the width of text in Latin, signs and Bangla is that of string-width', () => {
  // Letters, vowel signs of both kinds, the virama, candrabindu and nukta, digits, and the signs of screens.
  const bangla = fc.integer({ min: 0x0980, max: 0x09ff }).map((code) => String.fromCodePoint(code));
  const signs = fc.constantFrom(...'aZ 09−×÷∂→←▸●○│─█▀½²₀∞√Σ…·✓✗éß‘’“”⟶⠿');
  fc.assert(
    fc.property(fc.array(fc.oneof(bangla, signs), { maxLength: 12 }), (characters) => {
      const text = characters.join('');
      expect(lineWidth([span(text)])).toBe(stringWidth(text));
    }),
    { numRuns: 2000 },
  );
});

test('a line of spans is broken as its text, and each character keeps its tone', () => {
  const part = fc.stringMatching(/^[a-cé]{1,9} ?$/u).map((text) => text.normalize('NFD'));
  const tone = fc.constantFrom('plain', 'accent', 'mute');
  const spans = fc.array(fc.tuple(part, tone), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(spans, fc.integer({ min: 4, max: 30 }), (given, columns) => {
      const line = given.map(([text, each]) => span(text, each as Tone));
      const lines = wrapLine(line, columns);
      const whole = plainText(line).normalize();
      expect(lines.map(plainText)).toEqual(wrap(whole, columns, Number.POSITIVE_INFINITY));
      const inTones = (all: readonly Span[]) =>
        ['plain', 'accent', 'mute'].map((each) =>
          plainText(all.filter((one) => one.tone === each)).replace(/ /gu, ''),
        );
      expect(inTones(lines.flat())).toEqual(inTones(line).map((text) => text.normalize()));
    }),
  );
});

test('prose is wrapped as wrap-ansi does', () => {
  const parts = fc.constantFrom('a', 'word', 'ওয়েট', '→', '漢字', 'longer-than-a-line', '', '\n', 'x₀');
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), fc.integer({ min: 5, max: 30 }), (words, columns) => {
      const text = words.join(' ');
      expect(wrap(text, columns, 100)).toEqual(wrapAnsi(text, columns, { hard: true }).split('\n'));
    }),
  );
});
