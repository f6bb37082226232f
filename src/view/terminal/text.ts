/** Lines of styled text, of which panes are made. Widths are in terminal cells. */
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import { currentLanguage } from '../../i18n/translate.ts';

/**
 * What a piece of text means. A front end gives each tone a colour; a tone is never the only sign of a meaning.
 * `now`: the operation of the current step and its result; `gradient`: part of the backward phase.
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

/** Columns left free at the end of a line of prose, for terminals that count Bangla as wider. */
export const PROSE_MARGIN = 4;

/** Columns left free at the end of a line with text in the current language: none in English. */
export function spokenMargin(): number {
  return currentLanguage() === 'en' ? 0 : PROSE_MARGIN;
}

export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Widths of texts measured before, since the same few texts appear in every frame; and how many are kept. */
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

/** Whether a span is invisible in every tone. With the tone `now` a blank is visible: it has a background. */
function isBlank({ text, tone }: Span): boolean {
  return tone !== 'now' && text.trim() === '';
}

/**
 * Joins adjacent spans of the same tone, and blanks with their neighbour. Each span costs the terminal a change of
 * style.
 */
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
 * The start of the line, at most `columns` wide. If something is left out, it ends in `sign` (at most one cell),
 * without a blank before it. A grapheme is never divided.
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

/** The line, cut or padded with spaces to exactly `columns`. */
export function pad(line: Line, columns: number, align: 'left' | 'right' = 'left'): Line {
  const fitted = cut(line, columns);
  const missing = columns - lineWidth(fitted);
  if (missing <= 0) return fitted;
  const space = span(' '.repeat(missing));
  return align === 'left' ? [...fitted, space] : [space, ...fitted];
}

/**
 * Text in lines of at most `columns`, broken between words. If it needs more than `rows` lines, the last one ends in
 * ` …` after the last word that fits. A word is divided only if it is wider than a line.
 */
export function wrap(text: string, columns: number, rows: number): string[] {
  const lines = wrapAnsi(text, columns, { hard: true }).split('\n');
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), cutBetweenWords(lines[rows - 1] as string, columns)];
}

/** The first words of a line with ` …` after them; if even the first word does not fit with it, a part of that word. */
function cutBetweenWords(line: string, columns: number): string {
  const words = line.split(' ');
  while (words.length > 1 && textWidth(`${words.join(' ')} …`) > columns) words.pop();
  const kept = words.join(' ');
  return textWidth(`${kept} …`) <= columns
    ? `${kept} …`
    : `${plainText(cut([span(kept)], columns - 1, ''))}…`;
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
