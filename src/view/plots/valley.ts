/** The picture of the loss against one weight, with the steps down into the valley. */
import { type Point, type Range, rangeOf } from '../../analysis/curves/curve.ts';
import { type LossSlice, lossSlice, type SliceMemo } from '../../analysis/curves/loss-slice.ts';
import { lossSlot } from '../../analysis/loss-function.ts';
import type { Run } from '../../core/program.ts';
import { t } from '../../i18n/translate.ts';
import type { PaneContent } from '../panes/pane.ts';
import { memoizeLate } from '../scene/background.ts';
import type { Scene } from '../scene/scene.ts';
import { headingLine } from '../terminal/heading.ts';
import { type Line, numberSpan, type Size, span } from '../terminal/text.ts';
import { needsLogarithm } from './axes.ts';
import { isLack, type Lack, type Picture } from './picture.ts';
import { Plot } from './plot.ts';
import { tangentAt } from './tangent.ts';

export const valleyPicture: Picture = {
  key: '5',
  name: 'the loss against one weight, with the steps down into the valley',
  isTelling: true,
  lack: ({ session }) =>
    lossSlot(session) === null
      ? {
          sign: 'valley: needs a loss.',
          message: t`This scenario computes no loss, so there is no valley to go down.`,
        }
      : needsWeight(),
  draw: (scene, size) => valleyPane(scene, size, true),
};

function needsWeight(): Lack {
  return {
    sign: 'valley: needs a weight.',
    message: t`This network has no weights for the loss to depend on.`,
  };
}

/** What was computed last. Most steps are about another weight, so that it is computed after nearly every key. */
const latest = memoizeLate<ReturnType<SliceMemo>>();

/** @param hasHeading whether there is a row above it with its title and its legend */
export function valleyPane(scene: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  let isOld = false;
  const data = lossSlice(scene.session, selectedWeight(scene), (key, begin) => {
    const found = latest(scene, [], key, scene.background, begin);
    isOld = found.isOld;
    return found.value;
  });
  if (!data) return needsWeight();
  const lines = plotLines(data, size, heading);
  if (isLack(lines)) return lines;
  return { isOld, lines: hasHeading ? [headingOf(data, scene, size.columns), ...lines] : lines };
}

/** The selected value if it is a weight or a bias; otherwise null. */
function selectedWeight({ session, debug }: Scene): string | null {
  const { address } = debug.selection;
  if (address === null) return null;
  const { run } = session.engine;
  const isParameter = session.values.slotsOf(address).some((slot) => run.parameters.includes(slot));
  return isParameter ? address : null;
}

function plotLines(data: LossSlice, { columns, rows }: Size, heading: number): Line[] | Lack {
  const { weight, range, points, steps, given, present, slope, isSlopeDone } = data;
  const marked = [...steps, given, present];
  const isLogarithmic = needsLogarithm(marked.map(({ y }) => y));
  const y = isLogarithmic ? logHeights(points, marked) : heightsOf(points, marked);
  const room = { columns, rows: rows - heading };
  const axes = { x: range, y, xName: weight, isLogarithmic };
  const plot = Plot.of(room, axes, { columns: 0, rows: heading });
  if (isLack(plot)) return plot;
  plot.curve(points, 'plain', { thick: true });
  if (slope !== null && isSlopeDone) {
    const tangent = tangentAt(given, slope, range);
    plot.curve(tangent, 'gradient', { dashed: true });
    const top = [...tangent].sort((a, b) => b.y - a.y).find((point) => plot.cellOf(point) !== null);
    if (top) plot.mark(top, null, [span('∂ ', 'backwardStrong'), numberSpan(slope, 'backwardStrong')]);
  }
  // A mark that is given first is seen above others, and so are its words.
  plot.mark(present, span('●', 'lossStrong'), presentWords(data));
  if (present !== given) plot.mark(given, span('○', 'lossStrong'));
  for (const step of [...steps].reverse())
    plot.mark(step, span('○', 'lossStrong'), [span(String(step.batch), 'mute')]);
  return plot.lines();
}

/** Beside the present point: its number among the steps, and its loss, once that is computed. */
function presentWords({ batch, given, present, isLossDone }: LossSlice): Line {
  if (present !== given) return [span('after the update', 'lossStrong')];
  const loss = isLossDone ? numberSpan(present.y, 'lossStrong') : span('?', 'lossStrong');
  return [span(`${batch === null ? '' : `${batch} · `}loss `, 'lossStrong'), loss];
}

function headingOf(data: LossSlice, { session }: Scene, columns: number): Line {
  const { weight, steps, given, present } = data;
  const { schedule, run } = session.engine;
  const isMoved = present !== given;
  const unit = schedule.batches === run.epochs ? 'epoch' : 'update';
  const title: Line = [
    span('loss', 'lossStrong'),
    span(` of ${lossOf(data, run)} against `, 'mute'),
    span(weight, 'strong'),
  ];
  return headingLine(
    title,
    [
      [span('● ', 'lossStrong'), span('now ', 'mute'), numberSpan(present.x, 'strong')],
      steps.length > 0 ? [span('○ ', 'lossStrong'), span(`earlier, by ${unit}`, 'mute')] : [],
      // An update changes one weight after another, and the curve has the others as they were before it.
      isMoved ? [span('all other weights as before the update', 'mute')] : [],
    ],
    columns,
  );
}

/**
 * The examples that the loss is taken over: `example 2`, `the batch (4 examples)`, `12 of 1000 examples`.
 *
 * @param rows of examples that are taken together, how many are one
 */
export function lossOf(
  { examples, size }: Pick<LossSlice, 'examples' | 'size'>,
  { rows }: Pick<Run, 'rows'>,
): string {
  if (size === 1 && rows === null) return `example ${examples[0]}`;
  const [taken, all] = [examples.length, size].map((count) => count * (rows ?? 1));
  return taken === all ? `the batch (${all} examples)` : `${taken} of ${all} examples`;
}

/**
 * The y axis ends at ABOVE_POINTS times the height of the highest marked point, or at OF_CURVE times the height of the
 * curve, whichever is higher. A curve that rises above that is cut off.
 */
const ABOVE_POINTS = 1.2;
const OF_CURVE = 0.5;

const heightOf = ({ y }: Point) => y;

/** The y range: from the lowest value to a little above the highest marked point. */
function heightsOf(curve: readonly Point[], points: readonly Point[]): Range {
  const all = rangeOf([...curve, ...points].map(heightOf), 0);
  const own = rangeOf(points.map(heightOf), 0);
  if (!all) return { from: 0, to: Number.NaN };
  if (all.from === all.to) return { from: all.from - 1, to: all.to + 1 };
  const height = all.to - all.from;
  const wanted = own ? (own.to - all.from) * ABOVE_POINTS : 0;
  return {
    from: all.from - 0.04 * height,
    to: all.from + Math.min(height, Math.max(wanted, OF_CURVE * height)),
  };
}

/** Of a logarithmic axis: from a little below the lowest marked point, since a valley can be endlessly deep. */
function logHeights(curve: readonly Point[], points: readonly Point[]): Range {
  const above = points.map(heightOf).filter((y) => y > 0 && Number.isFinite(y));
  const lowest = Math.min(...above);
  const all = rangeOf([...curve, ...points].map(heightOf), 0);
  const highest = Math.max(...above) * ABOVE_POINTS;
  return { from: lowest / 2, to: Math.min(Math.max(highest, lowest * 4), Math.max(all?.to ?? 0, highest)) };
}
