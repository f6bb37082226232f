/** Pixels on the ramps of colours, for terminals that do not have these colours. */
import { type ColourDepth, isRamp, type Ramp } from '../colours/palette.ts';
import type { Line, Span } from './text.ts';

/** From low to high. */
const SHADES = { low: '░', middle: '▒', high: '▓' } as const;

/** How far a step of a ramp is from the boundary, or from the middle height of a loss, with its sign. */
const levels: Readonly<Record<Ramp, number>> = {
  positive0: 0,
  positive1: 1,
  positive2: 2,
  positive3: 3,
  positive3half: 3.5,
  positive4: 4,
  negative0: 0,
  negative1: -1,
  negative2: -2,
  negative3: -3,
  negative3half: -3.5,
  negative4: -4,
  loss0: -3,
  loss1: -2,
  loss2: -1,
  loss3: 0,
  loss4: 1,
  loss5: 2,
  loss6: 3,
};

/** From this level on, in either direction, a pixel is high or low. */
const FAR = 1.5;

function shadeOf(level: number): string {
  return level >= FAR ? SHADES.high : level <= -FAR ? SHADES.low : SHADES.middle;
}

/**
 * A line with shades from low to high in place of pixels: spans whose tone is a step of a ramp. A cell with two pixels
 * has the shade of both. What stands on a ramp and is not a pixel stays as it is, on no ground.
 *
 * @param depth with 256 colours the line stays as it is
 */
export function plainRamps(line: Line, depth: ColourDepth): Line {
  return depth === 256 ? line : line.map(plain);
}

function plain(each: Span): Span {
  const { ground, ...rest } = each;
  const isOnRamp = ground !== undefined && isRamp(ground);
  if (!isRamp(each.tone)) return isOnRamp ? rest : each;
  const upper = levels[each.tone];
  const lower = isOnRamp ? levels[ground] : upper;
  const text = Array.from(each.text, (sign) => {
    if (sign === ' ') return isOnRamp ? shadeOf(lower) : sign;
    return shadeOf(sign === '▀' ? (upper + lower) / 2 : upper);
  });
  return { ...rest, text: text.join('') };
}
