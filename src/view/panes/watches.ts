/** Watched expressions with their value and a sparkline of their history: a pane, and rows in other panes. */
import { watchHistory } from '../../analysis/watches.ts';
import { markOfExpression } from '../../session/edit-marks.ts';
import { writerOf } from '../../session/writers.ts';
import { typedExpression } from '../notation/typed-expression.ts';
import type { Scene } from '../scene/scene.ts';
import { markSign } from '../terminal/marks.ts';
import {
  cut,
  filled,
  fittedSpan,
  type Line,
  lineWidth,
  padText,
  type Size,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import { sparkline } from './sparkline.ts';

/** Width of the sparkline, in cells; and of a number: less beside a long expression. */
const SPARK = 8;
const NUMBER = 9;
const LEAST_NUMBER = 6;

/** The least cells for an expression beside a sparkline, and beside the step of the last write. */
const LEAST_TEXT = 12;

const WORD = 'watch ';

/** One watch per row. */
export function watchLines(scene: Scene, { columns, rows }: Size): Line[] {
  return watchRows(scene, columns, false).slice(0, Math.max(0, rows));
}

/**
 * One row of at most `columns` cells for each watch; its value is filled if the step just done wrote a value that the
 * expression reads.
 *
 * @param isNamed whether the rows begin with the word, as beside other things
 */
export function watchRows(scene: Scene, columns: number, isNamed: boolean): Line[] {
  const { debug, session, lastStep } = scene;
  const written = lastStep ? (session.engine.run.slots[lastStep.instruction.result]?.names ?? []) : [];
  const word = isNamed && columns > WORD.length + NUMBER ? WORD : '';
  const longest = Math.max(0, ...debug.watches.map(({ text }) => text.length));
  const numberWidth = Math.max(LEAST_NUMBER, Math.min(NUMBER, columns - word.length - longest));
  const left = columns - word.length - numberWidth;
  const hasSpark = left - SPARK - 2 >= LEAST_TEXT;
  const forText = hasSpark ? left - SPARK - 1 : left;
  return debug.watches.map((watch): Line => {
    const value = session.evaluate(watch);
    const isChanged = watch.addresses.some((address) => written.includes(address));
    const suffix = markSign(markOfExpression(session, watch));
    const number: Span =
      value === null
        ? span('·', 'ahead')
        : fittedSpan({ value, suffix }, toneOfNumber(value), numberWidth - 1);
    const shown = isChanged && lastStep ? filled(number, lastStep.instruction.scope.phase) : number;
    // The last step that wrote any of its addresses, where there is room for it.
    const steps = isNamed ? [] : watch.addresses.flatMap((address) => writerOf(session, address) ?? []);
    const since = steps.length === 0 ? '' : ` @${Math.max(...steps)}`;
    const hasSince = hasSpark && since !== '' && forText - since.length >= LEAST_TEXT;
    const textWidth = Math.max(0, forText - (hasSince ? since.length : 0));
    const spark = hasSpark
      ? sparkline(
          watchHistory(session, watch, SPARK).map((sample) => sample.value),
          SPARK,
        )
      : '';
    return cut(
      [
        span(word, 'mute'),
        span(padText(typedExpression(watch.text), textWidth)),
        span(hasSince ? since : '', 'ahead'),
        span(hasSpark ? ` ${padText(spark, SPARK, 'right')}` : '', 'mute'),
        span(' '.repeat(Math.max(0, numberWidth - lineWidth([shown])))),
        shown,
      ],
      columns,
    );
  });
}
