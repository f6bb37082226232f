/** The watches pane: expressions kept in view, each with its value, and how that went. */
import { sparkline, watchHistory } from '../debugger/watches.ts';
import { formatNumber } from './format.ts';
import type { Looks } from './looks.ts';
import { type Scene, UNKNOWN } from './scene.ts';
import { cut, type Line, padText, type Size, span } from './text.ts';

/** Cells for the picture of a watch's history. */
const SPARK = 8;

/** One watch a row, `●` where the step just done has written a value in it. */
export function watchLines({ debug, session, done }: Scene, { columns, rows }: Size, _looks: Looks): Line[] {
  const written = done ? (session.engine.run.slots[done.instruction.result]?.names ?? []) : [];
  return debug.watches.slice(0, rows).map((watch) => {
    const value = watch.evaluate((address) => session.read(address));
    const number = value === null ? UNKNOWN : formatNumber(value);
    const isChanged = watch.addresses.some((address) => written.includes(address));
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
