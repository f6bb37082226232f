/** Drawings of a network at random steps and sizes, and what holds for each of them. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { Session } from '../../src/session/session.ts';
import { Scene } from '../../src/view/scene/scene.ts';
import { asciiLine } from '../../src/view/terminal/ascii.ts';
import { type Line, lineWidth, plainText, type Size, type Span } from '../../src/view/terminal/text.ts';

export function sceneOf(scenario: Scenario): Scene {
  return new Scene(new Debugger(new Session(scenario)));
}

/** Sizes from the smallest drawing to more than a wide screen has. */
export const sizes: fc.Arbitrary<Size> = fc.record({
  columns: fc.integer({ min: 56, max: 190 }),
  rows: fc.integer({ min: 4, max: 36 }),
});

/** A step as a share of the run, the start and the end among them. */
export const moments = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1) },
  { weight: 12, arbitrary: fc.noBias(fc.integer({ min: 0, max: 100_000 })).map((each) => each / 100_000) },
);

export function seekTo(scene: Scene, moment: number): number {
  const position = Math.round(moment * scene.session.total);
  scene.session.seek(position);
  return position;
}

/** All spans of numbers. */
export function numbersOf(lines: readonly Line[]): (Span & { readonly value: number })[] {
  return lines.flat().filter((each): each is Span & { readonly value: number } => each.value !== undefined);
}

/** What every drawing has to be: within its size, its numbers whole, all of them known at the cursor, and ASCII if asked. */
export function expectSound(scene: Scene, lines: readonly Line[], size: Size): void {
  expect(lines.length).toBeLessThanOrEqual(size.rows);
  for (const line of lines) {
    expect(lineWidth(line), plainText(line)).toBeLessThanOrEqual(size.columns);
    expect(plainText(asciiLine(line, size.columns))).toMatch(/^[\x20-\x7e]*$/);
  }
  const { session } = scene;
  const known = new Set(session.known().flatMap(({ fresh, value }) => (fresh ? [value] : [])));
  // An update may show the value that it replaces.
  const role = scene.lastStep?.instruction.role;
  if (role?.kind === 'update') known.add(session.registers[role.parameter] as number);
  for (const { text, value, suffix = '' } of numbersOf(lines)) {
    expect(known.has(value), `${text} is not known yet`).toBe(true);
    expectWhole(text.slice(0, text.length - suffix.length), value);
  }
}

/** A number that is shown is the value, but for the digits that are not shown. */
function expectWhole(text: string, value: number): void {
  if (Number.isNaN(value)) expect(text).toBe('NaN');
  else if (!Number.isFinite(value)) expect(text).toBe(value > 0 ? '∞' : '−∞');
  else {
    // In narrow places a number of many digits, with an exponent, or with a sign before 0.00 has no room at all.
    const size = Math.abs(value);
    const isLong = size < (value < 0 ? 1e-2 : 1e-3) || size >= 1e4;
    if (text === '…') expect(isLong, `${value} is left out`).toBe(true);
    if (text === '…') return;
    expect(text).toMatch(/^−?\d+(\.\d+)?(e−?\d+)?$/);
    const [digits = '', exponent = '0'] = text.replaceAll('−', '-').split('e');
    // In units of the last digit that is shown, so that rounding up cannot reach infinity.
    const unit = Number(exponent) - (digits.split('.')[1] ?? '').length;
    const shown = Number(digits.replace('.', ''));
    const exact = unit > 0 ? value / 10 ** (unit - 1) / 10 : value * 10 ** -unit;
    // Digits before the point that are not shown are zeros.
    expect(Math.abs(shown - exact), `${text} for ${value}`).toBeLessThanOrEqual(0.5 + 1e-6 * Math.abs(exact));
  }
}
