/** The watches pane: expressions kept in view, each with its value, and how that went. */
import { lastChange, sparkline, watchHistory } from '../debugger/watches.ts';
import { formatNumber } from './format.ts';
import type { Looks } from './looks.ts';
import { type Scene, UNKNOWN } from './scene.ts';
import { cut, type Line, padText, type Size, span } from './text.ts';

/** Cells for the picture of a watch's history. */
const SPARK = 8;

/** One watch a row, `●` where the step just done has changed it. */
export function watchLines({ debug, session }: Scene, { columns, rows }: Size, _looks: Looks): Line[] {
  return debug.watches.slice(0, rows).map((watch) => {
    const value = watch.evaluate((address) => session.read(address));
    const number = value === null ? UNKNOWN : formatNumber(value);
    const isChanged = session.position > 0 && lastChange(session, watch)?.step === session.position;
    const spark = sparkline(
      watchHistory(session, watch, SPARK).map((sample) => sample.value),
      SPARK,
    );
    const nameWidth = Math.max(4, columns - number.length - SPARK - 5);
    return cut(
      [
        span(isChanged ? ' ● ' : '   ', 'accent'),
        span(padText(watch.text, nameWidth)),
        span(` ${padText(spark, SPARK, 'right')} `, 'dim'),
        span(number, isChanged ? 'now' : 'strong'),
      ],
      columns,
    );
  });
}
