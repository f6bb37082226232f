/** An equation as large as fits: in large digits, in boxes, or in a row. */

import type { Tone } from '../../colours/palette.ts';
import { hasLargeForm, largeHeight, largeRows, largeWidth } from '../../terminal/letters.ts';
import { shortName } from '../../terminal/short-name.ts';
import { filled, type Line, lineWidth, type Size, type Span, span } from '../../terminal/text.ts';
import { chip, groundOf } from './chip.ts';
import { type Measures, type PlacedPart, placedParts } from './columns.ts';
import type { Column, Equation, Operator } from './equation-parts.ts';
import { wrappedEquation } from './wrapped.ts';

/** The largest scale of digits in an ordinary room, and in the one for a projector. */
export const MOST_SCALE = 3;
export const MOST_LARGE_SCALE = 8;

export interface HeroLooks {
  /** The largest scale of digits. */
  readonly most: number;
  /** Whether the front end has half blocks. Without them digits have even scales. */
  readonly hasHalfBlocks: boolean;
}

/** A row with names, and the rows of boxes or of numbers below it. */
const BOXES = 4;
const TWO_ROWS = 2;

/**
 * The rows of an equation, at most `rows` of them. Large digits leave a row for the formula.
 *
 * @param forms the same operation with different digits, the best first
 */
export function heroLines(forms: readonly Equation[], size: Size, looks: HeroLooks): Line[] {
  for (const form of forms) {
    const large = largeLines(form, size, looks);
    if (large) return large;
  }
  for (const form of forms) {
    const boxed = size.rows >= BOXES ? boxedLines(form, size.columns, looks) : null;
    if (boxed) return boxed;
    const row = size.rows >= TWO_ROWS ? rowLines(form, size.columns) : null;
    if (row) return row;
  }
  return wrappedEquation(forms, size);
}

/** An equation in the largest digits that fit. */
function largeLines(form: Equation, { columns, rows }: Size, { most, hasHalfBlocks }: HeroLooks) {
  const isLarge = ({ text }: Column | Operator) => hasLargeForm(text);
  if (form.isFunction || !form.parts.every(isLarge)) return null;
  for (let scale = most; scale >= 1; scale--) {
    if (!hasHalfBlocks && scale % 2 === 1) continue;
    // Names above, and the formula below.
    if (1 + largeHeight(scale) + 1 > rows) continue;
    const style = digits(scale, operatorScale(scale, hasHalfBlocks));
    const placed = placedParts(form.parts, style.measures, columns);
    if (placed) return linesOf(placed, style, columns);
  }
  return null;
}

/** Operators are a scale smaller than digits; without half blocks their scale is even, too. */
function operatorScale(scale: number, hasHalfBlocks: boolean): number {
  return Math.max(hasHalfBlocks ? 1 : 2, scale - (hasHalfBlocks ? 1 : 2));
}

/** How the parts of an equation are drawn: their measures, and their rows, each as wide as its part. */
interface Style {
  readonly measures: Measures;
  /** Rows below the names. */
  readonly height: number;
  readonly rows: (part: Column | Operator) => Line[];
}

function digits(scale: number, operators: number): Style {
  const height = largeHeight(scale);
  const above = Math.ceil((height - largeHeight(operators)) / 2);
  return {
    measures: {
      column: ({ text, suffix }) => largeWidth(text, scale) + (suffix === '' ? 0 : 1 + suffix.length),
      operator: ({ text }) => largeWidth(text, operators),
      gap: scale + 1,
    },
    height,
    rows: (part) => {
      if (part.kind === 'operator') {
        const rows = largeRows(part.text, operators).map((row): Line => [span(row, 'ahead')]);
        return [...Array.from({ length: above }, (): Line => []), ...rows];
      }
      // The sign of an edit is no digit: it stands beside them, as large as text.
      return largeRows(part.text, scale).map((row, index) => [
        span(row, part.tone),
        ...(part.suffix !== '' && index === 0 ? [span(' '), span(part.suffix, 'accent')] : []),
      ]);
    },
  };
}

/** Numbers in boxes; the result is filled. */
function boxedLines(form: Equation, columns: number, { hasHalfBlocks }: HeroLooks): Line[] | null {
  const style: Style = {
    measures: {
      column: ({ content }) => lineWidth(content) + 4,
      operator: ({ text }) => text.length,
      gap: 3,
    },
    height: 3,
    rows: (part) => {
      if (part.kind === 'operator') return [[], [span(part.text, 'mute')]];
      return part.isResult ? filledBox(part, hasHalfBlocks) : box(part);
    },
  };
  const placed = placedParts(form.parts, style.measures, columns);
  return placed && linesOf(placed, style, columns);
}

function box({ content, isGradient }: Column): Line[] {
  const tone: Tone = isGradient ? 'backward' : 'wire';
  const line = '─'.repeat(lineWidth(content) + 2);
  return [
    [span(`╭${line}╮`, tone)],
    [span('│ ', tone), ...content, span(' │', tone)],
    [span(`╰${line}╯`, tone)],
  ];
}

function filledBox(part: Column, hasHalfBlocks: boolean): Line[] {
  const { content, tone } = part;
  const width = lineWidth(content) + 4;
  const ground = groundOf(part);
  const inside = content.map((each) => filled(each, ground));
  if (!hasHalfBlocks) {
    const line = '━'.repeat(width - 2);
    return [
      [span(`┏${line}┓`, tone)],
      [span('┃', tone), span(' ', 'ink', ground), ...inside, span(' ', 'ink', ground), span('┃', tone)],
      [span(`┗${line}┛`, tone)],
    ];
  }
  return [
    [span('▄'.repeat(width), ground)],
    [span('  ', 'ink', ground), ...inside, span('  ', 'ink', ground)],
    [span('▀'.repeat(width), ground)],
  ];
}

/** Numbers in one row below their names. */
function rowLines(form: Equation, columns: number): Line[] | null {
  const style: Style = {
    measures: {
      column: ({ content, isResult }) => lineWidth(content) + (isResult ? 2 : 0),
      operator: () => 3,
      gap: 2,
    },
    height: 1,
    rows: (part) => {
      if (part.kind === 'operator') return [[span(` ${part.text}`, 'mute')]];
      return [part.isResult ? chip(part) : part.content];
    },
  };
  const placed = placedParts(form.parts, style.measures, columns);
  return placed && linesOf(placed, style, columns);
}

/** The names, and below them the rows of every part in the middle of its place. */
function linesOf(placed: readonly PlacedPart[], style: Style, columns: number): Line[] {
  const names = placed.map(({ part, name: { x, width } }) => {
    const name =
      part.kind === 'operator' ? span('') : { ...part.name, text: shortName(part.name.text, width) };
    return { line: [name], x: x + Math.floor((width - lineWidth([name])) / 2) };
  });
  const drawn = placed.map(({ part, x, width }) => {
    const own = part.kind === 'operator' ? style.measures.operator(part) : style.measures.column(part);
    return { lines: style.rows(part), x: x + Math.floor((width - own) / 2) };
  });
  const rows = Array.from({ length: style.height }, (_, row) =>
    inRow(
      drawn.map(({ lines, x }) => ({ line: lines[row] ?? [], x })),
      columns,
    ),
  );
  return [inRow(names, columns), ...rows];
}

/** Texts at their places in one row. */
function inRow(texts: readonly { readonly line: Line; readonly x: number }[], columns: number): Line {
  const row: Span[] = [];
  let end = 0;
  for (const { line, x } of texts) {
    if (lineWidth(line) === 0) continue;
    row.push(span(' '.repeat(Math.max(0, Math.min(x, columns) - end))), ...line);
    end = x + lineWidth(line);
  }
  return row;
}
