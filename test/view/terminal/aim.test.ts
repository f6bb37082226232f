import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aimed, targetIn } from '../../../src/view/terminal/aim.ts';
import { type Aim, type Line, plainText, type Span, type Target } from '../../../src/view/terminal/text.ts';
import '../../support/seed.ts';

const targetOf = (step: number): Target => ({ kind: 'step', step });

const spans: fc.Arbitrary<Span> = fc.record(
  {
    text: fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('a', '─', ' ', '1') }),
    tone: fc.constant('plain' as const),
    value: fc.double({ noNaN: true }),
    target: fc.constant(targetOf(-1)),
  },
  { requiredKeys: ['text', 'tone'] },
);

/** Aims from left to right, some of them beside each other. */
const aims: fc.Arbitrary<Aim[]> = fc
  .array(fc.record({ gap: fc.nat(4), length: fc.integer({ min: 1, max: 7 }) }), { maxLength: 8 })
  .map((parts) => {
    let x = 0;
    return parts.map(({ gap, length }, index) => {
      const from = x + gap;
      x = from + length;
      return { from, to: x, target: targetOf(index) };
    });
  });

/** The target of every cell; of a number those of all of its cells. */
const targetsOf = (line: Line) =>
  line.flatMap((each) => Array.from(each.text, (_, at) => targetIn(each, at) ?? undefined));

test('every cell in an aim has its target, except where there is one already; numbers stay whole', () => {
  fc.assert(
    fc.property(fc.array(spans, { maxLength: 8 }), aims, (line, own) => {
      const found = aimed(line, own);
      expect(plainText(found)).toBe(plainText(line));
      expect(found.flatMap(({ value }) => value ?? [])).toEqual(line.flatMap(({ value }) => value ?? []));
      const at = (x: number) => own.find(({ from, to }) => from <= x && x < to)?.target;
      let x = 0;
      const expected = line.flatMap(({ text, target, value }) => {
        const cells = Array.from(text, (_, index) => at(x + index));
        x += text.length;
        if (target !== undefined) return cells.map(() => target);
        const first = cells.find((each) => each !== undefined);
        return value === undefined ? cells : cells.map(() => first);
      });
      expect(targetsOf(found)).toEqual(expected);
      expect(found).toHaveLength(line.length);
    }),
    { numRuns: 500 },
  );
});
