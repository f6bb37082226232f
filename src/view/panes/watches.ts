/** The watches pane: expressions kept in view, each with its value, and how that went. */
import { watchHistory } from '../../analysis/watches.ts';
import { writerOf } from '../../session/writers.ts';
import { type Scene, UNKNOWN } from '../scene/scene.ts';
import type { Looks } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import { sparkline } from '../terminal/sparkline.ts';
import { cut, type Line, padText, type Size, span } from '../terminal/text.ts';

/** Cells for the picture of a watch's history. */
const SPARK = 8;

/** From this width on the step of the last change is told. */
const WIDE = 30;

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
    // The step that has written it last: an address of it, where it has several.
    const steps = watch.addresses.flatMap((address) => writerOf(session, address) ?? []);
    const since = columns < WIDE || steps.length === 0 ? '' : ` @${Math.max(...steps)}`;
    const nameWidth = Math.max(4, columns - number.length - SPARK - 5 - since.length);
    return cut(
      [
        span(isChanged ? ' ● ' : '   ', 'accent'),
        span(padText(watch.text, nameWidth)),
        span(since, 'dim'),
        span(` ${padText(spark, SPARK, 'right')} `, 'dim'),
        span(number, isChanged ? 'now' : 'strong'),
      ],
      columns,
    );
  });
}
