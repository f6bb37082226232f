import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isRamp, type Ramp, toneNames } from '../../../src/view/colours/palette.ts';
import { plainRamps } from '../../../src/view/terminal/plain-ramps.ts';
import { lineWidth, numberSpan, plainText, span } from '../../../src/view/terminal/text.ts';

const steps = toneNames.filter(isRamp);
const from = (sign: 'positive' | 'negative') => steps.filter((step) => step.startsWith(sign)).sort();
/** All steps from the lowest to the highest value. */
const rising: readonly Ramp[] = [...from('negative').reverse(), ...from('positive')];

test('pixels become shades that rise with the value, and have no ground', () => {
  for (const depth of [1, 16] as const) {
    const line = plainRamps(
      rising.map((step) => span(' ', step, step)),
      depth,
    );
    const shades = [...plainText(line)].map((shade) => '░▒▓'.indexOf(shade));
    expect(shades).not.toContain(-1);
    expect(shades).toEqual([...shades].sort((a, b) => a - b));
    expect([shades[0], shades.at(-1)]).toEqual([0, 2]);
    for (const { ground } of line) expect(ground).toBeUndefined();
  }
});

test('two pixels in a cell have a shade between theirs', () => {
  fc.assert(
    fc.property(fc.constantFrom(...rising), fc.constantFrom(...rising), (upper, lower) => {
      const shade = (step: Ramp) => '░▒▓'.indexOf(plainText(plainRamps([span(' ', step, step)], 1)));
      const both = '░▒▓'.indexOf(plainText(plainRamps([span('▀', upper, lower)], 1)));
      expect(both).toBeGreaterThanOrEqual(Math.min(shade(upper), shade(lower)));
      expect(both).toBeLessThanOrEqual(Math.max(shade(upper), shade(lower)));
    }),
  );
});

test('numbers on a ramp and signs of data stay, other lines do not change', () => {
  const numbers = [span(' ', 'plain', 'positive3'), numberSpan(0.42, 'strong', '.42')];
  expect(plainText(plainRamps(numbers, 1))).toBe(' .42');
  expect(plainRamps([span('●', 'strong', 'negative4')], 16)).toEqual([span('●', 'strong')]);
  const other = [span('▀▄█', 'positive'), span(' chip ', 'ink', 'forward'), span('soft', 'plain', 'soft')];
  expect(plainRamps(other, 1)).toEqual(other);
  const pixels = [span('▀', 'positive4', 'negative1')];
  expect(plainRamps(pixels, 256)).toBe(pixels);
  expect(lineWidth(plainRamps(pixels, 1))).toBe(1);
});
