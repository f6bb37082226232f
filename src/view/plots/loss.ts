/** The picture of the loss so far: a bar for each epoch, or for each example of a short run. */
import { type LossCurve, lossCurve } from '../../analysis/curves/loss-curve.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import type { PaneContent } from '../panes/pane.ts';
import type { Scene } from '../scene/scene.ts';
import { grouped, UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { type Line, numberSpan, type Size, span } from '../terminal/text.ts';
import { areaLines, merged } from './areas.ts';
import { needsLogarithm } from './axes.ts';
import { isLack, type Lack, type Picture } from './picture.ts';
import { Plot } from './plot.ts';

export const lossPicture: Picture = {
  key: '6',
  name: 'the loss so far',
  lack: needsLoss,
  draw: (scene, size) => lossPane(scene, size, true),
};

function needsLoss(): Lack {
  return { sign: 'loss: needs a loss.', message: t`This scenario computes no loss.` };
}

/** @param hasHeading whether there is a row above it with its title and the present loss; otherwise its border has it */
export function lossPane({ session }: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const data = lossCurve(session);
  if (!data) return needsLoss();
  const lines = barLines(data, size, heading);
  if (isLack(lines)) return lines;
  const now = presentOf(data);
  if (hasHeading) return { lines: [headingOf(data, now, hasUpdates(session), size.columns), ...lines] };
  return { lines, mark: now.slice(1) };
}

/** The title of the loss where it has no heading. */
export function lossTitle({ session }: Scene): Line {
  return [span('loss', 'mute'), ...(hasUpdates(session) ? [span(` ${IN_TRAINING}`, 'ahead')] : [])];
}

/** The same in a border that has no room for more; the mark beside it says of which moment its number is. */
export const shortLossTitle: Line = [span('loss', 'mute')];

/** These losses are computed before the updates that follow from them, unlike those of the metrics. */
const IN_TRAINING = 'in training';

const hasUpdates = ({ engine }: Session) => engine.run.update.instructions.length > 0;

/** What the point is about, and its loss. */
function presentOf({ unit, at, isAfterTraining, present, latest }: LossCurve): Line {
  const one = isAfterTraining ? 'after training' : `${unit} ${Math.ceil(at)}`;
  const about = latest === null ? one : `last ${grouped(latest)}`;
  return [
    span('● ', 'strong'),
    span(`${about} `, 'mute'),
    present ? numberSpan(present.y, 'lossStrong') : span(UNKNOWN, 'mute'),
  ];
}

function headingOf(
  { unit, one, examples }: LossCurve,
  now: Line,
  isTraining: boolean,
  columns: number,
): Line {
  const isMean = unit === 'epoch' && examples > 1;
  const ones = one === 'example' ? 'examples' : `${one}es`;
  const what = isMean ? `mean over an epoch's ${grouped(examples)} ${ones}` : `of each ${unit}`;
  const title: Line = [
    span('loss', 'lossStrong'),
    span(isTraining ? ` ${IN_TRAINING}` : '', 'strong'),
    span(isMean ? `, ${what}` : ` ${what}`, 'mute'),
  ];
  return headingLine(title, [now], columns);
}

/** How much of the range is left free above the highest loss. */
const ABOVE = 1.04;

function barLines(
  { unit, examples, points, present, total }: LossCurve,
  size: Size,
  heading: number,
): Line[] | Lack {
  const all = present ? [...points, present] : points;
  const losses = all.map(({ y }) => y);
  const finite = losses.filter(Number.isFinite);
  const above = finite.filter((loss) => loss > 0);
  const isLogarithmic = needsLogarithm(finite);
  const highest = Math.max(0, ...finite);
  const y = isLogarithmic
    ? { from: 10 ** Math.floor(Math.log10(Math.min(...above))), to: highest * ABOVE }
    : { from: Math.min(0, ...finite), to: highest * ABOVE || 1 };
  const room = { columns: size.columns, rows: size.rows - heading };
  const axes = { x: { from: 0, to: total }, y, xName: unit, hasBars: true, isLogarithmic };
  const plot = Plot.of(room, axes, { columns: 0, rows: heading });
  if (isLack(plot)) return plot;
  const { columns, rows } = plot.area;
  let next = 0;
  const shares = Array.from({ length: columns }, (_, column) => {
    const centre = ((column + 0.5) / columns) * total;
    while (next < points.length && (points[next]?.x as number) < centre) next += 1;
    const loss = points[next]?.y;
    return loss === undefined ? null : plot.shareOfHeight(loss);
  });
  plot.fill(areaLines(shares, rows, 'loss').map(merged));
  // The point stands in the middle of its example: of all of the bar, if that is the loss of one example.
  const width = unit === 'epoch' ? 1 / examples : 1;
  if (present) plot.mark({ x: present.x - width / 2, y: present.y }, span('●', 'strong'));
  return plot.lines();
}
