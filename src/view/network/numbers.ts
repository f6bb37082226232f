/** The numbers of the drawing as spans: fitted to their room, and filled if the step just done has made them. */
import type { Phase } from '../../core/program.ts';
import type { Tone } from '../colours/palette.ts';
import { DIGITS } from '../terminal/format.ts';
import { filled, fittedSpan, type Line, lineWidth, type MarkedNumber, span } from '../terminal/text.ts';

/** A number after words, in at most `room` cells. */
export function numberLine(
  words: string,
  number: MarkedNumber,
  tones: { readonly words: Tone; readonly number: Tone },
  room: number,
  digits = DIGITS,
): Line {
  const own = fittedSpan(number, toneIfFinite(number, tones.number), room - words.length, digits);
  return words === '' ? [own] : [span(words, tones.words), own];
}

/** A number that is not finite is a warning, whatever it is. */
export function toneIfFinite({ value }: MarkedNumber, tone: Tone): Tone {
  return Number.isFinite(value) ? tone : 'warning';
}

/** A text on the colour of a phase, between blanks if they fit. */
export function chip(line: Line, phase: Phase, room: number): Line {
  const own = line.map((each) => filled(each, phase));
  const blank = filled(span(' '), phase);
  return lineWidth(line) + 2 <= room ? [blank, ...own, blank] : own;
}

/** The first cell of a text in the middle of some cells. */
export function centred(x: number, columns: number, line: Line): number {
  return x + Math.max(0, Math.floor((columns - lineWidth(line)) / 2));
}

/** The cells of a text before the blank at the end of a chip, which does not move its number. */
export function widthBeforeBlank(line: Line): number {
  const last = line.at(-1);
  return lineWidth(line) - Number(last?.text === ' ' && last.ground !== undefined);
}
