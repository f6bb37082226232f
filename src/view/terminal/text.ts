/** Lines of styled text: what a pane is made of. Widths are terminal cells. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { spoken } from '../../i18n/translate.ts';

/**
 * What a piece of text means; a front end gives each its colour. Never the only sign of its meaning.
 * `now`: what runs, and what it has just written; `gradient`: belongs to the backward phase.
 */
export type Tone =
  | 'plain'
  | 'strong'
  | 'dim'
  | 'accent'
  | 'now'
  | 'positive'
  | 'negative'
  | 'gradient'
  | 'warning';

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

export type Line = readonly Span[];

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** Columns that a line of prose leaves free at its end, for terminals that count Bangla wider. */
export const PROSE_MARGIN = 4;

/** Columns that a line with a text of the language that is spoken leaves free at its end. */
export function spokenMargin(): number {
  return spoken() === 'en' ? 0 : PROSE_MARGIN;
}

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Widths of texts measured before: the same few appear on every frame. */
const measured = new Map<string, number>();
const MOST_MEASURED = 5000;

function textWidth(text: string): number {
  const known = measured.get(text);
  if (known !== undefined) return known;
  if (measured.size >= MOST_MEASURED) measured.clear();
  const width = stringWidth(text);
  measured.set(text, width);
  return width;
}

export function lineWidth(line: Line): number {
  return line.reduce((sum, { text }) => sum + textWidth(text), 0);
}

export function plainText(line: Line): string {
  return line.map(({ text }) => text).join('');
}

/** Whether nothing of a span can be seen, whatever its tone. `now` has a ground, which can. */
function isBlank({ text, tone }: Span): boolean {
  return tone !== 'now' && text.trim() === '';
}

/** Neighbours of one tone as one span, and blanks with their neighbour: each span costs a style of its own. */
export function joined(line: Line): Line {
  const spans: Span[] = [];
  for (const each of line) {
    const last = spans.at(-1);
    if (each.text === '') continue;
    const text = (last?.text ?? '') + each.text;
    if (last && (last.tone === each.tone || (last.tone !== 'now' && isBlank(each)))) {
      spans[spans.length - 1] = { text, tone: last.tone };
    } else if (last && each.tone !== 'now' && isBlank(last)) {
      spans[spans.length - 1] = { text, tone: each.tone };
    } else spans.push(each);
  }
  return spans;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The line's beginning, at most `columns` wide, with a sign of one cell where something is left out. Never cuts a
 * grapheme.
 */
export function cut(line: Line, columns: number, sign = '…'): Line {
  return cutAt(line, columns, sign, (kept) => kept.trimEnd());
}

/** As `cut`, but the sign stands in the last column: a blank before it stays. */
export function truncate(line: Line, columns: number): Line {
  return cutAt(line, columns, '…', (kept) => kept);
}

function cutAt(line: Line, columns: number, sign: string, end: (kept: string) => string): Line {
  if (lineWidth(line) <= columns) return line;
  const kept: Span[] = [];
  let room = columns - sign.length;
  for (const { text, tone } of line) {
    let taken = '';
    for (const { segment } of graphemes.segment(text)) {
      const width = textWidth(segment);
      if (width > room)
        return [...kept, span(`${end(taken)}${sign}`, tone)].slice(0, columns > 0 ? undefined : 0);
      taken += segment;
      room -= width;
    }
    kept.push(span(taken, tone));
  }
  return kept;
}

/** The line, cut or filled up with spaces to exactly `columns`. */
export function pad(line: Line, columns: number, align: 'left' | 'right' = 'left'): Line {
  const fitted = cut(line, columns);
  const missing = columns - lineWidth(fitted);
  if (missing <= 0) return fitted;
  const space = span(' '.repeat(missing));
  return align === 'left' ? [...fitted, space] : [space, ...fitted];
}

/**
 * Text in lines of at most `columns`, broken between words; ` …` after the last word that fits where it needs more
 * than `rows`. Only a word that is wider than a line is broken itself.
 */
export function wrap(text: string, columns: number, rows: number): string[] {
  const lines = wrapAnsi(text, columns, { hard: true }).split('\n');
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), cutBetweenWords(lines[rows - 1] as string, columns)];
}

/** The words of a line that leave room for ` …` after them; a part of the first where it alone leaves none. */
function cutBetweenWords(line: string, columns: number): string {
  const words = line.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')} …`) > columns) words.pop();
  const kept = words.join(' ');
  return textWidth(`${kept} …`) <= columns
    ? `${kept} …`
    : `${plainText(cut([span(kept)], columns - 1, ''))}…`;
}

/** Text cut or filled up to exactly `columns`. */
export function padText(text: string, columns: number, align: 'left' | 'right' = 'left'): string {
  return plainText(pad([span(text)], columns, align));
}

/** `left` and `right` at the two ends of `columns`; the left one gives way where they do not both fit. */
export function justify(left: Line, right: Line, columns: number): Line {
  const room = Math.max(0, columns - lineWidth(right) - 1);
  return [...pad(left, room), span(' '), ...cut(right, columns)];
}

/** Exactly `rows` lines: cut at the end, or filled up with empty ones. */
export function fill(lines: readonly Line[], rows: number): Line[] {
  return Array.from({ length: Math.max(0, rows) }, (_, row) => lines[row] ?? []);
}

/**
 * A window of `length` items out of `total` that holds `focus` near its middle.
 *
 * @returns the index of its first item
 */
export function windowStart(total: number, length: number, focus: number): number {
  return Math.max(0, Math.min(total - length, focus - Math.floor(length / 2)));
}
