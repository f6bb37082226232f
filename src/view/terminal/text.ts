/** Lines of styled text, of which panes are made. Widths are in terminal cells. */
import { currentLanguage } from '../../i18n/translate.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import type { Ground, Tone } from '../colours/palette.ts';
import { DIGITS, fitNumber, formatNumber, isNumberText } from './format.ts';
import { isNarrow, textWidth } from './width.ts';

/** What a text on the screen stands for, for the mouse. */
export type Target =
  /** A step, to go to. */
  | { readonly kind: 'step'; readonly step: number }
  /** A value, to select. */
  | { readonly kind: 'value'; readonly address: string }
  /** A picture, to show in the large panel. */
  | { readonly kind: 'picture'; readonly name: PictureName }
  /** A key that does something in the mode in which it is drawn, to press. */
  | { readonly kind: 'key'; readonly key: string }
  /** An entry of the menu or a row of a list, by its index, to select or choose. */
  | { readonly kind: 'row'; readonly index: number }
  /** A pane, to focus. */
  | { readonly kind: 'pane'; readonly pane: string }
  /** A line of the code, counted from 1: to go to its first step. */
  | { readonly kind: 'line'; readonly line: number }
  /** A frame of the stack, to select. */
  | { readonly kind: 'frame'; readonly level: string };

/** Cells of a line, from the first to before the last, and what a click on them is about. */
export interface Aim {
  readonly from: number;
  readonly to: number;
  readonly target: Target;
}

export interface Span {
  readonly text: string;
  readonly tone: Tone;
  /** What the text stands on; absent for the background of the terminal. */
  readonly ground?: Ground;
  /** What a click on the text is about; absent if nothing. */
  readonly target?: Target;
  /** What a click on each character is about, if not all are about the same: the aims in a line, and where the text begins there. */
  readonly aims?: { readonly start: number; readonly all: readonly Aim[] };
  /** The value, if the text is a number. Such a span is never cut: it is written shorter, or left out. */
  readonly value?: number;
  /** The end of such a text that is not the number itself: the sign of an edit. It never stands without its number. */
  readonly suffix?: string;
}

/** A number and the sign of what an edit has made of it. Without an edit the sign is empty or absent. */
export interface MarkedNumber {
  readonly value: number;
  readonly suffix?: string;
  /** What a click on the number is about; absent if nothing. */
  readonly target?: Target;
}

export type Line = readonly Span[];

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Columns left free at the end of a line of prose, for terminals that count Bangla as wider. */
export const PROSE_MARGIN = 4;

/** Columns left free at the end of a line with text in the current language: none in English. */
export function spokenMargin(): number {
  return currentLanguage() === 'en' ? 0 : PROSE_MARGIN;
}

export function span(text: string, tone: Tone = 'plain', ground?: Ground): Span {
  return ground === undefined ? { text, tone } : { text, tone, ground };
}

/** A span as dark or light text on the colour of a role. */
export function filled(each: Span, ground: Ground): Span {
  return { ...each, tone: 'ink', ground };
}

/** The tone of a weight or value: its sign; zero has none, and a number that is not finite is a warning. */
export function toneOfNumber(value: number): Tone {
  if (!Number.isFinite(value)) return 'warning';
  return value > 0 ? 'positive' : value < 0 ? 'negative' : 'strong';
}

/** A number as a span. The text is `formatNumber` of the value unless another form is given, and the suffix after it. */
export function numberSpan(
  value: number,
  tone: Tone = 'plain',
  text = formatNumber(value),
  suffix = '',
): Span {
  return suffix === '' ? { text, tone, value } : { text: `${text}${suffix}`, tone, value, suffix };
}

/** A number with its suffix in at most `columns` cells; see `fitNumber`. Where it is left out, so is the suffix. */
export function fittedSpan(
  { value, suffix = '', target }: MarkedNumber,
  tone: Tone,
  columns: number,
  digits = DIGITS,
): Span {
  const text = fitNumber(value, columns - suffix.length, digits);
  const number = numberSpan(value, tone, text, isNumberText(text) ? suffix : '');
  return target ? { ...number, target } : number;
}

/** Every character of a number is one cell wide. */
function spanWidth({ text, value }: Span): number {
  return value === undefined ? textWidth(text) : text.length;
}

export function lineWidth(line: Line): number {
  let width = 0;
  for (let index = 0; index < line.length; index++) width += spanWidth(line[index] as Span);
  return width;
}

export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Created for the first text that is cut, because that takes some milliseconds. */
let segmenter: Intl.Segmenter | null = null;

function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter.segment(text);
}

/**
 * The start of the line, at most `columns` wide. If something is left out, it ends in `sign` (at most one cell),
 * without a blank before it. A grapheme is never divided, and neither is a number: the last number of a line is written
 * shorter if that is enough, otherwise the number at the cut is left out.
 */
export function cut(line: Line, columns: number, sign = '…'): Line {
  return cutAt(line, columns, sign, (kept) => kept.trimEnd());
}

/** Like `cut`, but keeps a blank before the `…`, so that it is in the last column. */
export function truncate(line: Line, columns: number): Line {
  return cutAt(line, columns, '…', (kept) => kept);
}

function cutAt(line: Line, columns: number, sign: string, end: (kept: string) => string): Line {
  if (lineWidth(line) <= columns) return line;
  if (columns <= 0) return [];
  const kept: Span[] = [];
  let room = columns - sign.length;
  for (const [index, each] of line.entries()) {
    const width = spanWidth(each);
    if (width > room) {
      const last = index === line.length - 1 ? shortened(each, room + sign.length) : null;
      if (last) return [...kept, last];
      const start = span(end(startOf(each, room)), each.tone, each.ground);
      return ended(start.text === '' ? kept : [...kept, start], columns, span(sign, each.tone, each.ground));
    }
    kept.push(each);
    room -= width;
  }
  return kept;
}

/** The start of a line with a sign after it. A number right before the sign would look cut, so it is kept apart. */
function ended(start: readonly Span[], columns: number, sign: Span): Line {
  const last = start.at(-1);
  if (!last || sign.text === '' || !DIGITS_AT_END.test(last.text)) return [...start, sign];
  if (lineWidth(start) + 1 + sign.text.length <= columns)
    return [...start, { ...sign, text: ` ${sign.text}` }];
  const shorter = span(
    last.value === undefined ? last.text.replace(DIGITS_AT_END, '') : '',
    last.tone,
    last.ground,
  );
  return [...start.slice(0, -1), shorter, sign];
}

/** A number written in at most `columns` cells; null if that is impossible, or for other text. */
function shortened({ value, suffix = '', tone, ground }: Span, columns: number): Span | null {
  if (value === undefined) return null;
  const fitted = fittedSpan({ value, suffix }, tone, columns);
  return isNumberText(fitted.text) ? { ...fitted, ...(ground && { ground }) } : null;
}

/** The digits of a number, or of a name, at the end of a text; and whether a text continues them. */
const DIGITS_AT_END = /[−-]?\d[\d.,]*(e[−-]?\d*)?$/u;
const CONTINUES = /^[\d.,e−-]/u;

/** The first graphemes of a span, at most `columns` wide, without a part of a number at their end. */
function startOf({ text, value }: Span, columns: number): string {
  if (value !== undefined) return '';
  // In such a text every character is a grapheme and a cell. Looking for graphemes takes longer than a whole line.
  if (isNarrow(text)) {
    const start = text.slice(0, Math.max(0, columns));
    return CONTINUES.test(text.slice(start.length)) ? start.replace(DIGITS_AT_END, '') : start;
  }
  let taken = '';
  let room = columns;
  for (const { segment } of graphemes(text)) {
    room -= textWidth(segment);
    if (room < 0) return CONTINUES.test(segment) ? taken.replace(DIGITS_AT_END, '') : taken;
    taken += segment;
  }
  return taken;
}

/** The end of the line, at most `columns` wide, after `…` if something is left out. No number is divided. */
export function cutStart(line: Line, columns: number): Line {
  if (lineWidth(line) <= columns) return line;
  if (columns <= 0) return [];
  const kept: Span[] = [];
  let room = columns - 1;
  for (const each of line.toReversed()) {
    const width = spanWidth(each);
    if (width > room) {
      const end = span(endOf(each, room), each.tone, each.ground);
      return begun(end.text === '' ? kept : [end, ...kept], columns, each.tone);
    }
    kept.unshift(each);
    room -= width;
  }
  return kept;
}

/** The last characters of a span, at most `columns` wide, without a part of a number at their start. */
function endOf({ text, value }: Span, columns: number): string {
  if (value !== undefined || columns <= 0) return '';
  const taken = text.slice(-columns);
  return /[\d.,e−-]$/u.test(text.slice(0, -columns)) ? taken.replace(/^[\d.,]*(e[−-]?\d+)?/u, '') : taken;
}

/** `…` and the end of a line. A number right after the sign would look cut, so it is kept apart. */
function begun(end: readonly Span[], columns: number, tone: Tone): Line {
  const [first, ...rest] = end;
  const number = first ? /^[−-]?\d[\d.,]*(e[−-]?\d+)?/u.exec(first.text)?.[0] : undefined;
  if (!first || number === undefined) return [span('…', tone), ...end];
  if (lineWidth(end) + 2 <= columns) return [span('… ', tone), ...end];
  const after = first.value === undefined ? first.text.slice(number.length) : '';
  return [span('…', tone), span(after, first.tone), ...rest];
}

/** The line, cut or padded with spaces to exactly `columns`. */
export function pad(line: Line, columns: number, align: 'left' | 'right' = 'left'): Line {
  const width = lineWidth(line);
  const fitted = width <= columns ? line : cut(line, columns);
  const missing = columns - (width <= columns ? width : lineWidth(fitted));
  if (missing <= 0) return fitted;
  const space = span(' '.repeat(missing));
  return align === 'left' ? [...fitted, space] : [space, ...fitted];
}

/** Text, cut or padded with spaces to exactly `columns`. */
export function padText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  return plainText(pad([span(text)], columns, align));
}

/** `left` and `right` at the two ends of a line of `columns`. If they do not both fit, `left` is cut. */
export function justify(left: Line, right: Line, columns: number): Line {
  const room = Math.max(0, columns - lineWidth(right) - 1);
  return [...pad(left, room), span(' '), ...cut(right, columns)];
}

/** Exactly `rows` lines: the last ones are dropped, or empty ones are added. */
export function fill(lines: readonly Line[], rows: number): Line[] {
  return Array.from({ length: Math.max(0, rows) }, (_, row) => lines[row] ?? []);
}

/**
 * The index of the first item of a window of `length` items out of `total`, with `focus` near its middle.
 */
export function windowStart(total: number, length: number, focus: number): number {
  return Math.max(0, Math.min(total - length, focus - Math.floor(length / 2)));
}
