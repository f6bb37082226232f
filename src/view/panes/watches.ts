/** The watches pane: each watched expression with its value and a sparkline of its history. */
import { watchHistory } from '../../analysis/watches.ts';
import { markOfExpression } from '../../session/edit-marks.ts';
import { writerOf } from '../../session/writers.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { typographic, UNKNOWN } from '../terminal/format.ts';
import { markSign } from '../terminal/marks.ts';
import { sparkline } from '../terminal/sparkline.ts';
import { cut, type Line, numberSpan, padText, type Size, span } from '../terminal/text.ts';

/** Width of the sparkline, in cells. */
const SPARK = 8;

/** From this width on, the step of the last write is shown. */
const WIDE = 30;

/** One watch per row; `●` if the step just done wrote a value that the expression reads. */
export function watchLines(
  { debug, session, lastStep }: Scene,
  { columns, rows }: Size,
  _looks: ViewOptions,
): Line[] {
  const written = lastStep ? (session.engine.run.slots[lastStep.instruction.result]?.names ?? []) : [];
  return debug.watches.slice(0, rows).map((watch) => {
    const value = watch.evaluate((address) => session.read(address));
    const isChanged = watch.addresses.some((address) => written.includes(address));
    const tone = isChanged ? 'accent' : 'strong';
    const sign = markSign(markOfExpression(session, watch));
    const number = value === null ? span(UNKNOWN, tone) : numberSpan(value, tone, undefined, sign);
    const spark = sparkline(
      watchHistory(session, watch, SPARK).map((sample) => sample.value),
      SPARK,
    );
    // The last step that wrote any of its addresses.
    const steps = watch.addresses.flatMap((address) => writerOf(session, address) ?? []);
    const since = columns < WIDE || steps.length === 0 ? '' : ` @${Math.max(...steps)}`;
    const nameWidth = Math.max(4, columns - number.text.length - SPARK - 5 - since.length);
    return cut(
      [
        span(isChanged ? ' ● ' : '   ', 'accent'),
        span(padText(typographic(watch.text), nameWidth)),
        span(since, 'mute'),
        span(` ${padText(spark, SPARK, 'right')} `, 'mute'),
        number,
      ],
      columns,
    );
  });
}
