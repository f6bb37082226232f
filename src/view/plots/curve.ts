/** The picture of an expression over the run, which the command `plot` chooses. */
import { type SeriesCurve, seriesCurve } from '../../analysis/curves/series-curve.ts';
import { t } from '../../i18n/translate.ts';
import { typedExpression } from '../notation/typed-expression.ts';
import type { PaneContent } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { numberSpan, type Size, span, toneOfNumber } from '../terminal/text.ts';
import { needsLogarithm } from './axes.ts';
import { isLack, type Lack, OWN_KEY, type Picture } from './picture.ts';
import { Plot } from './plot.ts';

export const curvePicture: Picture = {
  key: OWN_KEY,
  name: 'the curve of an expression',
  lack: needsExpression,
  draw: curvePane,
};

function needsExpression(): Lack {
  return {
    sign: 'curve: needs an expression.',
    message: t`Type what to plot, for example: plot loss every epoch.`,
  };
}

/** Rows of the heading. */
const HEADING = 1;

/** What is left free above and below the curve, as a share of its height; and of the number, if it is constant. */
const MARGIN = 0.04;
const CONSTANT = 0.5;

function curvePane({ session, debug }: Scene, size: Size): PaneContent | Lack {
  const { plotted } = debug;
  if (plotted === null) return needsExpression();
  const data = seriesCurve(session, plotted);
  const room = { columns: size.columns, rows: size.rows - HEADING };
  const finite = finiteValues(data);
  // The scale does not change with a sum that has just begun.
  const compared = data.isPartial ? finiteValues({ ...data, present: null }) : finite;
  const isLogarithmic = finite.every((value) => value > 0) && needsLogarithm(compared);
  const axes = {
    x: data.x,
    y: heightsOf(finite, isLogarithmic),
    xName: plotted.unit,
    isLogarithmic,
  };
  const plot = Plot.of(room, axes, { columns: 0, rows: HEADING });
  if (isLack(plot)) return plot;
  const { points, present, isPartial } = data;
  const isInside = present !== null && Number.isFinite(present.y);
  // A single finished point is a line too, from itself to itself.
  const end = isInside && !isPartial ? [present] : points.slice(-1);
  plot.curve([...points, ...end], 'accent', { thick: true });
  if (isInside) plot.mark(present, span('●', 'strong'));
  const now = present ? numberSpan(present.y, toneOfNumber(present.y)) : span(UNKNOWN, 'mute');
  // The loss there is that of the last example, not the mean.
  const times = plotted.unit === 'batch' || plotted.unit === 'epoch' ? 'at the end of every' : 'every';
  const heading = headingLine(
    [span(typedExpression(plotted.expression.text), 'accent'), span(` ${times} ${plotted.unit}`, 'mute')],
    [[span('● ', 'strong'), span(isPartial ? 'so far ' : '', 'mute'), now]],
    size.columns,
  );
  return { lines: [heading, ...plot.lines()] };
}

function finiteValues({ points, present }: SeriesCurve): number[] {
  return [...points, ...(present ? [present] : [])].map(({ y }) => y).filter(Number.isFinite);
}

/** The range of the y axis. Without a value it is that of 0. */
function heightsOf(values: readonly number[], isLogarithmic: boolean): { from: number; to: number } {
  const [from, to] = values.length === 0 ? [0, 0] : [Math.min(...values), Math.max(...values)];
  if (isLogarithmic) return { from: 10 ** Math.floor(Math.log10(from)), to: to * (1 + MARGIN) };
  const free = from === to ? Math.abs(from) * CONSTANT || 1 : (to - from) * MARGIN;
  return { from: from - free, to: to + free };
}
