/** Draws the plots of an activation, of the loss and of the outputs over two inputs, from their data. */
import type { ActivationCurve } from '../../analysis/curves/activation-curve.ts';
import { type Point, type Range, rangeOf } from '../../analysis/curves/curve.ts';
import type { DataPoint, DecisionSurface } from '../../analysis/curves/decision-surface.ts';
import type { LossCurve } from '../../analysis/curves/loss-curve.ts';
import type { LossSlice } from '../../analysis/curves/loss-slice.ts';
import type { EditMark } from '../../session/edit-marks.ts';
import { UNKNOWN } from '../terminal/format.ts';
import { markSign } from '../terminal/marks.ts';
import type { Tone } from '../terminal/palette.ts';
import { type Line, numberSpan, type Size, type Span, span } from '../terminal/text.ts';
import { Plot, SHADES } from './plot.ts';

export interface PlotDrawing {
  readonly title: Line;
  readonly legend: Line;
  /** Null if there is not enough room, or if the values cannot be drawn. */
  readonly draw: (size: Size) => Line[] | null;
  /** The text to show if `draw` returns null. */
  readonly failing: string;
}

export const tooSmall = 'not enough room, or values that are not finite or too large to draw';

/** How far the tangent extends to each side of its point, as a fraction of the x range. */
const TANGENT = 0.3;

/**
 * The y axis ends at ABOVE_POINTS times the height of the highest marked point, or at OF_CURVE times the height of the
 * curve, whichever is higher. A curve that rises above that is cut off.
 */
const ABOVE_POINTS = 1.2;
const OF_CURVE = 0.5;

/** Joins the entries of a legend and skips null ones: `● now 2  ○ earlier`. */
export function legend(...parts: readonly (Line | null)[]): Line {
  return parts.flatMap((part) => part ?? []);
}

export function legendEntry(sign: string, tone: Tone, text: string, value?: Span): Line {
  return [
    span(`${sign} `, tone),
    span(`${text}${value ? ' ' : ''}`, 'mute'),
    ...(value ? [value] : []),
    span('  '),
  ];
}

const number = (value: number, tone: Tone = 'strong', mark: EditMark | null = null) =>
  numberSpan(value, tone, undefined, markSign(mark));

function tangent({ x, y }: Point, slope: number, range: Range): Point[] {
  const reach = (range.to - range.from) * TANGENT;
  return [
    { x: x - reach, y: y - slope * reach },
    { x: x + reach, y: y + slope * reach },
  ];
}

/**
 * The plot titled `relu of node_0.in`: the function, a point for the node's sum and value, and the tangent there once
 * its slope is computed.
 */
export function activationPicture(data: ActivationCurve): PlotDrawing {
  const { node, sum, activation, range, points, input, output, marks, slope, isSlopeDone } = data;
  const hasSlope = slope !== null && isSlopeDone && output !== null;
  return {
    title: [span(activation, 'accent'), span(` of ${sum}`, 'mute')],
    legend: legend(
      legendEntry(
        '●',
        'accent',
        sum,
        input === null ? span(UNKNOWN, 'mute') : number(input, 'strong', marks.input),
      ),
      legendEntry(
        '→',
        'mute',
        node,
        output === null ? span(UNKNOWN, 'mute') : number(output, 'strong', marks.output),
      ),
      hasSlope ? legendEntry('╌', 'gradient', 'slope', number(slope, 'gradient')) : null,
    ),
    failing: tooSmall,
    draw: (size) => {
      const y = rangeOf(
        points.map((point) => point.y),
        0.08,
      );
      const plot = y && Plot.of(size, { x: range, y, xName: sum });
      if (!plot) return null;
      plot.guide('y', 0, 'mute');
      plot.guide('x', 0, 'mute');
      plot.curve(points, 'plain');
      if (input !== null && output === null) plot.guide('x', input, 'accent');
      if (input !== null && output !== null) {
        if (hasSlope)
          plot.curve(tangent({ x: input, y: output }, slope, range), 'gradient', { dashed: true });
        plot.point({ x: input, y: output }, '●', 'accent');
      }
      return plot.lines();
    },
  };
}

/**
 * The examples that the loss is taken over: `example 2`, `the batch (4 examples)`, `12 of the batch's 1000 examples`.
 */
function lossOf({ examples, size }: LossSlice): string {
  if (size === 1) return `example ${examples[0]}`;
  return examples.length === size
    ? `the batch (${size} examples)`
    : `${examples.length} of the batch's ${size} examples`;
}

/**
 * The loss against one weight: the earlier values of the weight, its current value, and the tangent once the slope is
 * computed.
 */
export function lossSlicePicture(data: LossSlice): PlotDrawing {
  const { weight, range, points, steps, given, present, slope, isLossDone, isSlopeDone } = data;
  const hasTangent = slope !== null && isSlopeDone;
  const isMoved = present !== given;
  const earlier = isMoved ? [...steps, given] : steps;
  return {
    title: [
      span('loss', 'accent'),
      span(` of ${lossOf(data)}`, 'mute'),
      span(' '),
      span('against ', 'mute'),
      span(weight, 'accent'),
      // An update changes one weight after another. The curve holds the other weights at their values before the
      // update.
      ...(isMoved ? [span('  '), span('all other weights as before the update', 'mute')] : []),
    ],
    legend: legend(
      legendEntry('●', 'accent', 'accent', number(present.x)),
      isLossDone && !isMoved ? legendEntry('→', 'mute', 'loss', number(present.y)) : null,
      earlier.length > 0 ? legendEntry('○', 'plain', 'earlier') : null,
      hasTangent ? legendEntry('╌', 'gradient', 'slope', number(slope, 'gradient')) : null,
    ),
    failing: tooSmall,
    draw: (size) => {
      const heights = heightOf(points, [...earlier, present]);
      const plot = Plot.of(size, { x: range, y: heights, xName: weight });
      if (!plot) return null;
      plot.curve(points, 'plain');
      if (hasTangent) plot.curve(tangent(given, slope, range), 'gradient', { dashed: true });
      for (const step of earlier) plot.point(step, '○', 'strong');
      // If the loss is not computed yet, only the weight is marked, on the x axis.
      plot.point(isLossDone || isMoved ? present : { x: present.x, y: heights.from }, '●', 'accent');
      return plot.lines();
    },
  };
}

/** The y range: from the lowest value to a little above the highest point. See `ABOVE_POINTS`. */
function heightOf(curve: readonly Point[], points: readonly Point[]): Range {
  const heights = ({ y }: Point) => y;
  const all = rangeOf([...curve, ...points].map(heights), 0);
  const own = rangeOf(points.map(heights), 0);
  if (!all) return { from: 0, to: 1 };
  if (all.from === all.to) return { from: all.from - 1, to: all.to + 1 };
  const height = all.to - all.from;
  const wanted = own ? (own.to - all.from) * ABOVE_POINTS : 0;
  return {
    from: all.from - 0.04 * height,
    to: all.from + Math.min(height, Math.max(wanted, OF_CURVE * height)),
  };
}

/**
 * Where the x axis ends, in units of `at`: a power of two from 8 on, so the axis doubles when it is full; at most
 * `total`.
 */
export function lengthFor(at: number, total: number): number {
  return Math.max(2, Math.min(total, Math.max(8, 2 ** Math.ceil(Math.log2(at)))));
}

/** Points are marked one by one if the plot has at least this many columns per point. */
const CELLS_A_SIGN = 3;

/** The loss up to the cursor, per example or per epoch. */
export function lossPicture({ unit, examples, points, present, at, total }: LossCurve): PlotDrawing {
  const all = present ? [...points, present] : points;
  const isMean = unit === 'epoch' && examples > 1;
  return {
    title: [
      span('loss', 'accent'),
      span(isMean ? `, mean over an epoch's ${examples} examples` : ` per ${unit} so far`, 'mute'),
    ],
    legend: legend(
      legendEntry(
        '●',
        'accent',
        `${unit} ${Math.ceil(at)}`,
        present ? number(present.y) : span(UNKNOWN, 'mute'),
      ),
      points.length > 0 ? legendEntry('○', 'plain', 'earlier') : null,
    ),
    failing: tooSmall,
    draw: (size) => {
      const first = Math.min(1, ...all.map(({ x }) => x));
      const heights = rangeOf([0, ...all.map(({ y }) => y)], 0.04) ?? { from: 0, to: 1 };
      const y = heights.from < heights.to ? heights : { from: 0, to: 1 };
      const x = { from: first, to: lengthFor(at, total) };
      const plot = Plot.of(size, { x, y, xName: unit, isCount: true });
      if (!plot) return null;
      if (at > first) plot.guide('x', at, 'mute');
      plot.curve(all, 'plain');
      const isSparse = points.length * CELLS_A_SIGN <= plot.area.columns * ((at - first) / (x.to - first));
      if (isSparse) for (const point of points) plot.point(point, '○', 'strong');
      if (present) plot.point(present, '●', 'accent');
      return plot.lines();
    },
  };
}

/**
 * The decision surface: the first output over the plane of two inputs (denser shades are higher values), and the
 * data.
 */
export function surfacePicture(data: DecisionSurface): PlotDrawing {
  const { output, inputs, x, y, grid } = data;
  const targets = rangeOf(
    data.data.flatMap(({ target }) => target ?? []),
    0,
  );
  const middle = targets && targets.from < targets.to ? (targets.from + targets.to) / 2 : null;
  return {
    title: [span(output, 'accent'), span(' over ', 'mute'), span(inputs.join(' × '), 'accent')],
    legend: legend(
      legendEntry(SHADES.join(''), 'plain', 'low to high'),
      middle === null
        ? legendEntry('●', 'strong', 'data')
        : legendEntry('●', 'strong', 'target >', numberSpan(middle, 'mute')),
      middle === null ? null : legendEntry('○', 'strong', 'target below'),
      legendEntry('[ ]', 'accent', 'this example'),
    ),
    failing: 'not enough room, or the network is too large to draw',
    draw: (size) => {
      const plot = Plot.of(size, { x, y, xName: inputs[0] });
      const values = plot && grid(plot.area.columns, plot.area.rows);
      if (!plot || !values) return null;
      const heights = rangeOf(values.flat(), 0);
      plot.shade(values.map((row) => row.map((value) => shadeOf(value, heights, middle))));
      for (const point of data.data)
        plot.point(point, signOf(point, middle), point.isPresent ? 'accent' : 'strong');
      return plot.lines();
    },
  };
}

function shadeOf(value: number, heights: Range | null, middle: number | null): { level: number; tone: Tone } {
  if (!heights || !Number.isFinite(value)) return { level: 0, tone: 'mute' };
  const share = heights.from === heights.to ? 0.5 : (value - heights.from) / (heights.to - heights.from);
  const level = Math.min(SHADES.length - 1, Math.floor(share * SHADES.length));
  return { level, tone: middle === null ? 'mute' : value > middle ? 'positive' : 'negative' };
}

function signOf({ target, isPresent }: DataPoint, middle: number | null): string {
  const sign = middle === null || target === null || target > middle ? '●' : '○';
  return isPresent ? `[${sign}]` : sign;
}
