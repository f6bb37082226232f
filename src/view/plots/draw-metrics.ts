/** Draws the metrics: one strip per metric, below each other, with a common axis of epochs. */
import type { Point, Range } from '../../analysis/curves/curve.ts';
import { rangeOf } from '../../analysis/curves/curve.ts';
import type { MetricsCurve, MetricsPoint } from '../../analysis/curves/metrics-curve.ts';
import type { Metrics } from '../../analysis/metrics.ts';
import type { Tone } from '../terminal/palette.ts';
import { cut, type Line, numberSpan, pad, type Size, span } from '../terminal/text.ts';
import { legend, legendEntry, lengthFor, type PlotDrawing, tooSmall } from './draw.ts';
import { Plot } from './plot.ts';

/** One strip: how it reads its metric from a point, for the training set and for the held-out examples. */
interface Strip {
  readonly name: string;
  readonly tone: Tone;
  readonly value: (point: MetricsPoint) => number | null;
  readonly apart: ((point: MetricsPoint) => number | null) | null;
  /** Whether values are drawn in per cent. */
  readonly isShare?: true;
  /** Values that the y axis always includes. */
  readonly holds: readonly number[];
}

const share = (metrics: Metrics | null) =>
  metrics === null || metrics.correct === null ? null : metrics.correct / metrics.examples;

const all: readonly Strip[] = [
  {
    name: 'loss',
    tone: 'plain',
    value: ({ trained }) => trained?.loss ?? null,
    apart: ({ heldOut }) => heldOut?.loss ?? null,
    holds: [0],
  },
  {
    name: 'with penalty',
    tone: 'plain',
    value: ({ penalisedLoss }) => penalisedLoss,
    apart: null,
    holds: [0],
  },
  {
    name: 'accuracy',
    tone: 'positive',
    value: ({ trained }) => share(trained),
    apart: ({ heldOut }) => share(heldOut),
    isShare: true,
    holds: [0, 1],
  },
  {
    name: 'gradient norm',
    tone: 'gradient',
    value: ({ gradientNorm }) => gradientNorm,
    apart: null,
    holds: [0],
  },
  {
    name: 'dead units',
    tone: 'negative',
    value: ({ dead }) => dead,
    apart: null,
    holds: [0, 1],
  },
];

/** Minimum rows of a strip; rows of the x axis below the last strip. */
const LEAST_ROWS = 2;
const AXIS_ROWS = 2;
/**
 * Cells for the y tick labels, the same for all strips so that their axes align; cells for the caption on the right.
 */
const LABELS = 7;
const CAPTION_WIDTH = 22;

export function metricsPicture({ points, total }: MetricsCurve): PlotDrawing {
  const at = points.at(-1)?.x ?? 0;
  const strips = all.filter(({ value }) => points.some((point) => value(point) !== null));
  const hasApart = points.some(({ heldOut }) => heldOut !== null);
  return {
    title: [span('metrics', 'accent'), span(' over all examples', 'mute')],
    legend: legend(
      hasApart ? legendEntry('─', 'plain', 'training set') : null,
      hasApart ? legendEntry('╌', 'plain', 'test set') : null,
    ),
    failing: tooSmall,
    draw: (size) => {
      const count = Math.min(strips.length, Math.floor((size.rows - AXIS_ROWS) / LEAST_ROWS));
      if (count < 1) return null;
      const x = { from: 0, to: lengthFor(at, total) };
      const rows = Math.floor((size.rows - AXIS_ROWS) / count);
      // The first strip, the loss, gets the remaining rows.
      const left = size.rows - AXIS_ROWS - rows * count;
      const drawn = strips.slice(0, count).map((strip, index) => {
        const isLast = index === count - 1;
        const height = rows + (index === 0 ? left : 0) + (isLast ? AXIS_ROWS : 0);
        return stripLines(strip, points, x, { columns: size.columns, rows: height }, isLast);
      });
      return drawn.some((lines) => lines === null) ? null : drawn.flatMap((lines) => lines ?? []);
    },
  };
}

function stripLines(
  { name, tone, value, apart, isShare, holds }: Strip,
  points: readonly MetricsPoint[],
  x: Range,
  size: Size,
  hasAxis: boolean,
): Line[] | null {
  const curve = (of: (point: MetricsPoint) => number | null): Point[] =>
    points.flatMap((point) => {
      const y = of(point);
      return y === null ? [] : [{ x: point.x, y }];
    });
  const own = curve(value);
  const other = apart ? curve(apart) : [];
  const y = rangeOf([...holds, ...own.map((point) => point.y), ...other.map((point) => point.y)], 0.04);
  const range = y && y.from < y.to ? y : { from: 0, to: 1 };
  const columns = size.columns - CAPTION_WIDTH;
  const plot = Plot.of(
    { columns, rows: size.rows },
    { x, y: range, xName: hasAxis ? 'epoch' : null, isCount: true, labels: LABELS },
  );
  if (!plot) return null;
  plot.curve(other, 'mute', { dashed: true });
  plot.curve(own, tone);
  const [last, lastOther] = [own.at(-1), other.at(-1)];
  if (lastOther) plot.point(lastOther, '○', 'plain');
  if (last) plot.point(last, '●', 'accent');
  const text = (at: number): Line =>
    isShare ? [numberSpan(at * 100, 'strong'), span('%', 'strong')] : [numberSpan(at, 'strong')];
  const caption: Line[] = [
    [span(` ${name} `, 'mute'), ...(last ? text(last.y) : [])],
    lastOther ? [span(' test '.padStart(name.length + 2), 'mute'), ...text(lastOther.y)] : [],
  ];
  return plot.lines().map((line, row) => [...pad(line, columns), ...cut(caption[row] ?? [], CAPTION_WIDTH)]);
}
