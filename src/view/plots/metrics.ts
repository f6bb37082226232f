/** The picture of the metrics over time: an area for each, below each other, with a common axis of epochs. */
import { type MetricsCurve, type MetricsPoint, metricsCurve } from '../../analysis/curves/metrics-curve.ts';
import { accuracyOf, type Metrics } from '../../analysis/metrics.ts';
import { t } from '../../i18n/translate.ts';
import type { Tone } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { grouped } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { cut, type Line, lineWidth, numberSpan, pad, type Size, type Span, span } from '../terminal/text.ts';
import { areaLines, merged } from './areas.ts';
import { needsLogarithm, ticks } from './axes.ts';
import { type Lack, type Picture, tooSmall } from './picture.ts';

export const metricsPicture: Picture = {
  key: '9',
  name: 'the metrics (loss, accuracy, gradient norm, dead units)',
  isTelling: true,
  lack: needsUpdates,
  draw: ({ session }, size) => {
    const data = metricsCurve(session);
    return data ? metricsPane(data, size) : needsUpdates();
  },
};

function needsUpdates(): Lack {
  return {
    sign: 'metrics: needs updates.',
    message: t`This scenario trains nothing, so there are no metrics to plot.`,
  };
}

/** One metric: how it is read from a point, for the training set and for the held-out examples. */
interface Metric {
  readonly name: string;
  /** Whether it is of the weights before the last update, where its curve has it. */
  readonly isOfUpdate?: true;
  /** Of its area, and of its number. */
  readonly tones: { readonly area: Tone; readonly number: Tone };
  readonly value: (point: MetricsPoint) => number | null;
  readonly heldOut?: (point: MetricsPoint) => number | null;
  /** The value at the top of its area, whatever the values; by default the highest. */
  readonly most?: number;
  /** Whether values are written in per cent. */
  readonly isShare?: true;
  /** Whether it is drawn on a logarithmic scale where it spans more than two decades. */
  readonly isLoss?: true;
  /** Whether it counts units that are dead. */
  readonly isOfDead?: true;
}

const lossTones = { area: 'loss', number: 'lossStrong' } as const;

const all: readonly Metric[] = [
  {
    // Of a batch it may be the sum.
    name: 'mean loss',
    tones: lossTones,
    value: ({ trained }) => trained?.loss ?? null,
    heldOut: ({ heldOut }) => heldOut?.loss ?? null,
    isLoss: true,
  },
  { name: 'with penalty', tones: lossTones, value: ({ penalisedLoss }) => penalisedLoss, isLoss: true },
  {
    name: 'accuracy',
    tones: { area: 'positiveLine', number: 'positive' },
    value: ({ trained }) => accuracyOf(trained),
    heldOut: ({ heldOut }) => accuracyOf(heldOut),
    most: 1,
    isShare: true,
  },
  {
    isOfUpdate: true,
    name: 'gradient norm',
    tones: { area: 'backward', number: 'backwardStrong' },
    value: ({ gradientNorm }) => gradientNorm,
  },
  {
    name: 'dead units',
    tones: { area: 'negativeLine', number: 'negative' },
    value: ({ dead }) => dead,
    isOfDead: true,
  },
];

/** Above the name of what is not of the weights of the cursor. */
const OF_UPDATE = "last update's";

/** Columns of the names, of the gap after them, of the numbers, and of the numbers where a name stands before them. */
const NAMES = Math.max(...all.map(({ name }) => name.length), OF_UPDATE.length);
const GAP = 2;
const NUMBERS = 11;
const NAMED_NUMBERS = 19;
/** The fewest columns of an area. */
const AREA = 12;

/** The first epoch has its number where the next number is not one of the epochs right after it. */
const FIRST_APART = 5;

/** Rows of the axis; the fewest of a metric; from these on the held-out examples have a row, and there is a free one. */
const AXIS = 1;
const LEAST_ROWS = 2;
const ROOMY = 4;
/** A metric does not become clearer with more rows. */
const MOST_ROWS = 9;

const SMALLEST: Size = { columns: NAMES + GAP + AREA + NAMED_NUMBERS, rows: LEAST_ROWS + AXIS };

/** From these rows on there is a heading. */
const WITH_HEADING = 2 * LEAST_ROWS + AXIS + 1;

function metricsPane({ points, total, batch, canDie }: MetricsCurve, size: Size): PaneContent | Lack {
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return tooSmall(SMALLEST);
  const metrics = all.filter(
    ({ value, isOfDead }) => (canDie || isOfDead !== true) && points.some((point) => value(point) !== null),
  );
  const heading = size.rows < WITH_HEADING ? 0 : 1;
  const room = size.rows - AXIS - heading;
  const count = Math.min(metrics.length, Math.floor(room / LEAST_ROWS));
  const rows = Math.min(MOST_ROWS, Math.floor(room / Math.max(1, count)));
  const numbers = rows >= ROOMY ? NUMBERS : NAMED_NUMBERS;
  const time: Time = { points, total, batch, columns: size.columns - NAMES - GAP - numbers, numbers };
  const lines = metrics.slice(0, count).flatMap((metric) => metricLines(metric, time, rows));
  return {
    lines: [...(heading === 0 ? [] : [headingOf(points, size.columns)]), ...lines, axisLine(time)],
  };
}

/** How many examples were tried: `150`, or of a large set, `671 of 3,000`. */
export function examplesText({ examples, of }: Pick<Metrics, 'examples' | 'of'>): string {
  return examples < of ? `${grouped(examples)} of ${grouped(of)}` : grouped(of);
}

/** These numbers are computed anew for the weights of the cursor, unlike the losses that training computes on its way. */
function headingOf(points: readonly MetricsPoint[], columns: number): Line {
  const at = points.at(-1);
  const epoch = at?.x ?? 0;
  const weights =
    epoch === 0
      ? 'at the start'
      : Number.isInteger(epoch)
        ? `after epoch ${epoch}`
        : `in epoch ${Math.ceil(epoch)}`;
  const trained = at?.trained ?? null;
  return headingLine(
    [span('metrics', 'strong'), span(' with the weights ', 'mute'), span(weights, 'strong')],
    [
      trained === null
        ? []
        : [span(`over ${examplesText(trained)} example${trained.of === 1 ? '' : 's'}`, 'mute')],
    ],
    columns,
  );
}

interface Time {
  readonly points: readonly MetricsPoint[];
  /** Epochs of the run. */
  readonly total: number;
  /** Epochs that a batch takes. */
  readonly batch: number;
  readonly columns: number;
  /** Columns for the numbers. */
  readonly numbers: number;
}

/**
 * For each column the value at its end, as far as the run has come; null ahead.
 *
 * @param lag so many epochs before a point are the weights that its value is of
 */
function valuesOf(
  { points, total, columns }: Time,
  read: (point: MetricsPoint) => number | null,
  lag = 0,
): (number | null)[] {
  const at = points.at(-1)?.x ?? 0;
  let next = 0;
  let latest: number | null = null;
  return Array.from({ length: columns }, (_, column) => {
    if ((column / columns) * total >= at && column > 0) return null;
    const end = ((column + 1) / columns) * total;
    for (; next < points.length && (points[next]?.x as number) - lag <= end; next++)
      latest = read(points[next] as MetricsPoint) ?? latest;
    return latest;
  });
}

/** A metric in `rows` lines: its area, from `ROOMY` on what is held out as a row of blocks, and a free row. */
function metricLines(metric: Metric, time: Time, rows: number): Line[] {
  const { name, isOfUpdate, tones, value, heldOut, most } = metric;
  const hasHeldOut = heldOut !== undefined && time.points.some((point) => heldOut(point) !== null);
  const isRoomy = rows >= ROOMY;
  const height = isRoomy ? rows - 1 - (hasHeldOut ? 1 : 0) : rows;
  const own = valuesOf(time, value, isOfUpdate ? time.batch : 0);
  const other = hasHeldOut ? valuesOf(time, heldOut) : [];
  const finite = [...own, ...other].filter((each): each is number => each !== null && Number.isFinite(each));
  const isLogarithmic = metric.isLoss === true && needsLogarithm(finite);
  const { classed = 0, examples = 0 } = time.points.at(-1)?.trained ?? {};
  const isOfSome = metric.isShare && classed < examples;
  const above = isLogarithmic
    ? 'log scale'
    : isOfUpdate
      ? OF_UPDATE
      : isOfSome
        ? `over ${grouped(classed)}`
        : '';
  const scale = { most: most ?? Math.max(0, ...finite), least: isLogarithmic ? leastAbove(finite) : null };
  const areas = areaLines(own.map(shareIn(scale)), height, tones.area);
  const written = (each: number | null): Line => (each === null ? [] : numberOf(metric, each, tones.number));
  const lines = areas.map((area, row): Line => {
    const isLast = row === height - 1;
    const ahead = isLast ? area.map((cell, at) => (own[at] === null ? span('▁', 'frame') : cell)) : area;
    const label = isLast ? [span(name, tones.number)] : row === height - 2 ? [span(above, 'mute')] : [];
    const beside = isLast
      ? written(latestOf(own))
      : !isRoomy && hasHeldOut && row === height - 2
        ? [span('held out ', 'mute'), ...numberOf(metric, latestOf(other) ?? Number.NaN, 'plain')]
        : [];
    return rowLine(label, ahead, beside, time.numbers);
  });
  if (!isRoomy) return lines;
  if (!hasHeldOut) return [...lines, []];
  const blocks = areaLines(other.map(shareIn(scale)), 1, 'mute')[0] ?? [];
  const last = latestOf(other);
  const number = last === null ? [] : numberOf(metric, last, 'plain');
  return [...lines, rowLine([span('held out', 'mute')], blocks, number, time.numbers), []];
}

interface Scale {
  readonly most: number;
  /** The lowest value of a logarithmic scale; null for one from 0. */
  readonly least: number | null;
}

function leastAbove(values: readonly number[]): number {
  return 10 ** Math.floor(Math.log10(Math.min(...values.filter((value) => value > 0))));
}

function shareIn({ most, least }: Scale): (value: number | null) => number | null {
  return (value) => {
    if (value === null || !Number.isFinite(value)) return value;
    if (most <= 0) return 0;
    if (least === null) return Math.max(0, value) / most;
    return value <= least ? 0 : Math.log(value / least) / Math.log(most / least);
  };
}

function latestOf(values: readonly (number | null)[]): number | null {
  return values.findLast((value) => value !== null) ?? null;
}

function numberOf({ isShare }: Metric, value: number, tone: Tone): Line {
  return isShare ? [numberSpan(value * 100, tone), span(' %', tone)] : [numberSpan(value, tone)];
}

function rowLine(label: Line, area: Line, number: Line, numbers: number): Line {
  return [
    ...pad(label, NAMES, 'right'),
    span(' '.repeat(GAP)),
    ...merged(area),
    ...pad(cut([span(' '), ...number], numbers), numbers, 'right'),
  ];
}

/** `epoch`, the numbers of epochs, and `↑` at the cursor. */
function axisLine({ points, total, columns }: Time): Line {
  const cells: (Span | undefined)[] = new Array(columns);
  const columnOf = (epoch: number) => Math.min(columns - 1, Math.floor((epoch / total) * columns));
  const at = columnOf(Math.max(0, (points.at(-1)?.x ?? 0) - total / columns / 2));
  cells[at] = span('↑', 'strong');
  const epochs = ticks({ from: 1, to: total }, Math.max(2, Math.floor(columns / 12)), true);
  const isFar = (epochs[0] ?? total) >= FIRST_APART;
  for (const epoch of isFar ? [1, ...epochs] : epochs) {
    const label = numberSpan(epoch, 'ahead');
    const width = lineWidth([label]);
    const start = Math.max(0, columnOf(epoch - 0.5) - Math.floor(width / 2));
    // A blank at each side, so that no number looks like a part of another.
    const isFree = Array.from({ length: width + 2 }, (_, index) => cells[start - 1 + index]).every(
      (cell, index) => cell === undefined || ((index === 0 || index === width + 1) && cell.text === '↑'),
    );
    if (!isFree || start + width > columns) continue;
    cells[start] = label;
    for (let index = 1; index < width; index++) cells[start + index] = span('');
  }
  const name: Line = [...pad([span('epoch', 'ahead')], NAMES, 'right'), span(' '.repeat(GAP))];
  return [...name, ...merged(Array.from(cells, (cell) => cell ?? span(' ')))];
}
