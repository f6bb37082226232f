/** The picture of the loss so far: a bar for each epoch, or for each example of a short run. */
import { type LossCurve, lossCurve } from '../../analysis/curves/loss-curve.ts';
import { t } from '../../i18n/translate.ts';
import type { PaneContent } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { type Line, numberSpan, type Size, span } from '../terminal/text.ts';
import { areaLines, merged } from './areas.ts';
import { needsLogarithm } from './axes.ts';
import { type Lack, notFinite, type Picture, tooSmall } from './picture.ts';
import { Plot, SMALLEST_PLOT } from './plot.ts';

export const lossPicture: Picture = {
  key: '6',
  name: 'the loss so far',
  lack: () => ({ sign: 'loss: needs a loss.', message: t`This scenario computes no loss.` }),
  draw: (scene, size) => lossPane(scene, size, true),
};

/** @param hasHeading whether there is a row above it with its title and the present loss; otherwise its border has it */
export function lossPane({ session }: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const smallest = { columns: SMALLEST_PLOT.columns, rows: SMALLEST_PLOT.rows + heading };
  if (size.columns < smallest.columns || size.rows < smallest.rows) return tooSmall(smallest);
  const data = lossCurve(session);
  const lines = data && barLines(data, { columns: size.columns, rows: size.rows - heading });
  if (!lines) return notFinite();
  const last = data.points.at(-1);
  if (hasHeading) return { lines: [headingOf(data, size.columns), ...lines] };
  return {
    lines,
    ...(last && {
      mark: [span(`${data.unit} ${last.x} `, 'mute'), numberSpan(last.y, 'lossStrong')],
    }),
  };
}

function headingOf({ unit, examples, at, present }: LossCurve, columns: number): Line {
  const isMean = unit === 'epoch' && examples > 1;
  const title: Line = [
    span('loss', 'lossStrong'),
    span(isMean ? `, mean over an epoch's ${examples} examples` : ` of each ${unit}`, 'mute'),
  ];
  const now: Line = [
    span('● ', 'strong'),
    span(`${unit} ${Math.ceil(at)} `, 'mute'),
    present ? numberSpan(present.y, 'lossStrong') : span(UNKNOWN, 'mute'),
  ];
  return headingLine(title, [now], columns);
}

/** How much of the range is left free above the highest loss. */
const ABOVE = 1.04;

function barLines({ unit, points, present, total }: LossCurve, size: Size): Line[] | null {
  const all = present ? [...points, present] : points;
  const losses = all.map(({ y }) => y);
  const finite = losses.filter(Number.isFinite);
  const above = finite.filter((loss) => loss > 0);
  const isLogarithmic = needsLogarithm(finite);
  const highest = Math.max(0, ...finite);
  const y = isLogarithmic
    ? { from: 10 ** Math.floor(Math.log10(Math.min(...above))), to: highest * ABOVE }
    : { from: Math.min(0, ...finite), to: highest * ABOVE || 1 };
  const plot = Plot.of(size, { x: { from: 0, to: total }, y, xName: unit, isCount: true, isLogarithmic });
  if (!plot) return null;
  const { columns, rows } = plot.area;
  let next = 0;
  const shares = Array.from({ length: columns }, (_, column) => {
    const centre = ((column + 0.5) / columns) * total;
    while (next < points.length && (points[next]?.x as number) < centre) next += 1;
    const loss = points[next]?.y;
    return loss === undefined ? null : plot.shareOfHeight(loss);
  });
  plot.fill(areaLines(shares, rows, { top: 'loss', below: 'lossShade' }).map(merged));
  // The point belongs to the end of what it is about, so it stands in the last column of that.
  if (present)
    plot.mark({ x: Math.max(0, present.x - total / columns / 2), y: present.y }, span('●', 'strong'));
  return plot.lines();
}
