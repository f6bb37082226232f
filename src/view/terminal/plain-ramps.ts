/** Pixels on the ramps of colours, for terminals that do not have these colours. */
import { type ColourDepth, isRamp, type Ramp } from '../colours/palette.ts';
import type { Line, Span } from './text.ts';

/** From low to high. */
const SHADES = { low: '░', middle: '▒', high: '▓' } as const;

/** The middle step of the heights of a loss. */
const MIDDLE_LOSS = 3;

/** How far a step of a ramp is from the boundary or the middle, with its sign. Text on it does not count. */
function levelOf(step: Ramp): number {
  const size = Number(/\d/.exec(step)?.[0]) + (step.endsWith('half') ? 0.5 : 0);
  if (step.startsWith('loss')) return size - MIDDLE_LOSS;
  return step.startsWith('positive') ? size : -size;
}

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
  const upper = levelOf(each.tone);
  const lower = isOnRamp ? levelOf(ground) : upper;
  const text = Array.from(each.text, (sign) => {
    if (sign === ' ') return isOnRamp ? shadeOf(lower) : sign;
    return shadeOf(sign === '▀' ? (upper + lower) / 2 : upper);
  });
  return { ...rest, text: text.join('') };
}
