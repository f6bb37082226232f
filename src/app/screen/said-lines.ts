/** A message in lines: what gives way if there is too little room, and what does not. */
import { withMinusSigns } from '../../view/terminal/format.ts';
import { lineWidth, span } from '../../view/terminal/text.ts';
import { wrap, wrapped } from '../../view/terminal/wrap.ts';
import type { Message } from '../state/state.ts';

/** Whether sentences of a message are left out. */
export function leavesOut({ text, more = [] }: Message, columns: number, rows: number): boolean {
  return more.length > 0 && wrap([text, ...more].join(' '), columns, rows + 1).length > rows;
}

/**
 * At most `rows` lines of at most `columns` cells: the text, those of the sentences after it that fit, and how all of it
 * can be read, for which the text is cut.
 */
export function saidLines(
  { text, more = [], way = '', isQuote = false }: Message,
  columns: number,
  rows: number,
): string[] {
  const shown = isQuote ? (said: string) => said : withMinusSigns;
  const whole = (said: string) => shown([said, way].filter(Boolean).join(' '));
  const fits = (said: string) => wrap(whole(said), columns, rows + 1).length <= rows;
  const fitting = more.reduce((said, sentence) => {
    const longer = `${said} ${sentence}`;
    return fits(longer) ? longer : said;
  }, text);
  const kept = lineWidth([span(way)]);
  if (way === '' || fits(fitting)) return wrap(whole(fitting), columns, rows);
  // Too wide to stand after a text: it has lines of its own.
  if (2 * kept > columns) {
    const last = wrap(way, columns, rows);
    return [...(rows > last.length ? wrap(shown(fitting), columns, rows - last.length) : []), ...last];
  }
  const lines = wrapped(shown(fitting), columns, rows, kept + 1).lines;
  return [...lines.slice(0, -1), `${lines.at(-1)} ${way}`];
}
