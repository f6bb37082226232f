import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joined, type Line, plainText, span, type Tone } from '../../src/view/text.ts';

const tones: readonly Tone[] = ['plain', 'strong', 'dim', 'accent', 'now'];
const spans = fc.record({
  text: fc.constantFrom('', ' ', '   ', 'a', ' b', 'c ', 'd e'),
  tone: fc.constantFrom(...tones),
});

/** What can be seen of a line: each character with its tone; of a blank only whether it has a ground. */
const visible = (line: Line) =>
  line.flatMap(({ text, tone }) =>
    [...text].map((character) => [character, character === ' ' && tone !== 'now' ? 'plain' : tone]),
  );

test('joined spans look the same, and no more of them could be joined', () => {
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

test('a blank goes with its neighbour, but not where there is a ground', () => {
  expect(joined([span(' ', 'warning'), span(' ▸ ', 'accent'), span('   '), span('x', 'accent')])).toEqual([
    span('  ▸    x', 'accent'),
  ]);
  expect(joined([span(' '), span('4', 'now'), span('  ')])).toEqual([
    span(' '),
    span('4', 'now'),
    span('  '),
  ]);
});
