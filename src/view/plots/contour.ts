/** The contour map of the loss over two weights, with the path of the updates on it. */
import {
  contourGrid,
  type LossContour,
  lossContour,
  sampledContour,
} from '../../analysis/curves/loss-contour.ts';
import { t } from '../../i18n/translate.ts';
import { contourWeights } from '../../scenario/pictures/possible.ts';
import { displayName } from '../../session/steps.ts';
import type { Ramp } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { memoizeLate } from '../scene/background.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import { fill, type Line, numberSpan, pad, type Size, type Span, span } from '../terminal/text.ts';
import { merged } from './areas.ts';
import { needsLogarithm } from './axes.ts';
import { isLack, type Lack, notFinite, OWN_KEY, type Picture } from './picture.ts';
import { pixelSpan } from './pixels.ts';
import { Plot } from './plot.ts';
import { lossOf } from './valley.ts';

export const contourPicture: Picture = {
  key: OWN_KEY,
  name: 'the loss over its two weights, as a map with the way down',
  isTelling: true,
  lack: needsTwoWeights,
  draw: (scene, size) => contourPane(scene, size, true),
};

function needsTwoWeights(): Lack {
  return {
    sign: 'contour: needs a loss of two weights.',
    message: t`This view needs a loss that depends on exactly two weights.`,
  };
}

/** Columns of the legend with its gap, and the width from which on there is one. */
const LEGEND = 17;
const WITH_LEGEND = 64;

/** The shades from the valley up. A loss that is not finite has the last one. */
const shades = ['loss0', 'loss1', 'loss2', 'loss3', 'loss4', 'loss5', 'loss6'] as const satisfies Ramp[];

/** A logarithmic map goes down this far below its highest loss: a valley can be endlessly deep. */
const MOST_DECADES = 3;

const latest = memoizeLate<readonly Readonly<Float64Array>[]>();

/** @param hasHeading whether there is a row above it with its title */
export function contourPane(scene: Scene, size: Size, hasHeading: boolean): PaneContent | Lack {
  const heading = hasHeading ? 1 : 0;
  const { session, background } = scene;
  const data = lossContour(session);
  if (!data) return needsTwoWeights();
  const { weights, key } = data;
  const hasLegend = size.columns >= WITH_LEGEND;
  const beside = { columns: hasLegend ? LEGEND : 0, rows: heading };
  const room = { columns: size.columns - beside.columns, rows: size.rows - beside.rows };
  const plot = Plot.of(room, { ...data.box, xName: weights[0] }, beside);
  if (isLack(plot)) return plot;
  const { columns, rows } = plot.area;
  const box = { x: data.box.x, y: plot.y };
  const grid = contourGrid(session, { columns, rows: rows * 2 });
  const place = [columns, rows, box.x.from, box.x.to, box.y.from, box.y.to];
  const { value: losses, isOld } = latest(scene, place, [session.history, ...key], background, () =>
    sampledContour(session, box, grid),
  );
  const { scale, pixels } = mapOf(losses, plot.area);
  if (!scale) return notFinite();
  const cells = pixels.map((row) => [...row]);
  placePath(cells, plot, data);
  plot.fill(cells.map(merged));
  const lines = plot.lines();
  const legend = hasLegend ? fill(legendLines(scale, rows), room.rows) : [];
  const all = lines.map(
    (line, row): Line => (hasLegend ? [...pad(line, room.columns), ...(legend[row] ?? [])] : line),
  );
  return { isOld, lines: hasHeading ? [headingOf(scene, data, size.columns), ...all] : all };
}

/** The losses between which the shades are, in equal steps of the loss or of its logarithm. */
export interface LossScale {
  readonly least: number;
  readonly most: number;
  readonly isLogarithmic: boolean;
}

/** Null if no loss is finite. */
export function scaleOf(losses: readonly Readonly<Float64Array>[]): LossScale | null {
  const finite = losses.flatMap((row) => [...row].filter(Number.isFinite));
  if (finite.length === 0) return null;
  const most = finite.reduce((high, loss) => Math.max(high, loss));
  const least = finite.reduce((low, loss) => Math.min(low, loss));
  if (least < 0 || !needsLogarithm(finite)) return { least, most, isLogarithmic: false };
  return { least: Math.max(least, most / 10 ** MOST_DECADES), most, isLogarithmic: true };
}

/** The shade of a loss: the index of its step. */
export function shadeOf(loss: number, { least, most, isLogarithmic }: LossScale): number {
  const last = shades.length - 1;
  if (!Number.isFinite(loss)) return loss === Number.NEGATIVE_INFINITY ? 0 : last;
  if (loss <= least) return 0;
  const share = isLogarithmic
    ? Math.log(loss / least) / Math.log(most / least)
    : (loss - least) / (most - least);
  return Math.max(0, Math.min(last, Math.floor(share * shades.length)));
}

/** The lowest loss of a shade. */
function floorOf(shade: number, { least, most, isLogarithmic }: LossScale): number {
  const share = shade / shades.length;
  return isLogarithmic ? least * (most / least) ** share : least + (most - least) * share;
}

/** The cells of a map, and its scale. */
interface DrawnMap {
  readonly area: Size;
  readonly scale: LossScale | null;
  readonly pixels: readonly (readonly Span[])[];
}

const drawnMaps = new WeakMap<object, DrawnMap>();

/** Drawn once for the losses: they stay the same for many steps. */
function mapOf(losses: readonly Readonly<Float64Array>[], area: Size): DrawnMap {
  const known = drawnMaps.get(losses);
  if (known?.area.columns === area.columns && known.area.rows === area.rows) return known;
  const scale = scaleOf(losses);
  const ramp = (pixelRow: number, column: number): Ramp | null => {
    const row = losses[Math.floor(((area.rows * 2 - 1 - pixelRow) * losses.length) / (area.rows * 2))];
    const loss = row?.[Math.floor((column * row.length) / area.columns)];
    return loss === undefined || Number.isNaN(loss) || !scale ? null : (shades[shadeOf(loss, scale)] ?? null);
  };
  const pixels = Array.from({ length: area.rows }, (_row, row) =>
    Array.from({ length: area.columns }, (_column, column) =>
      pixelSpan(ramp(row * 2, column), ramp(row * 2 + 1, column)),
    ),
  );
  const made = { area, scale, pixels };
  drawnMaps.set(losses, made);
  return made;
}

/** Cells of the arrow, with its head. */
const ARROW = 8;

/** The heads of arrows by eighths of a turn, from the right against the clock. */
const heads = ['→', '↗', '↑', '↖', '←', '↙', '↓', '↘'] as const;

/** Writes the way so far over the cells, in their colours: earlier updates, the arrow downhill, the present point. */
function placePath(cells: Span[][], plot: Plot, { path, given, present, gradient }: LossContour): void {
  const write = (at: { readonly column: number; readonly row: number } | null, sign: string) => {
    const row = at === null ? undefined : cells[at.row];
    const under = at === null ? undefined : row?.[at.column];
    if (row && under && at) row[at.column] = span(sign, 'strong', under.ground);
  };
  for (const point of path) write(plot.cellOf(point), '○');
  const from = plot.cellOf(given);
  if (gradient && from) {
    const down = plot.direction({ x: -gradient.x, y: -gradient.y });
    const length = down === null ? 0 : ARROW;
    for (let step = 1; step <= length && down; step++) {
      const at = {
        column: from.column + Math.round(down.column * step),
        row: from.row + Math.round(down.row * step),
      };
      const eighth = Math.round((Math.atan2(-down.row * 2, down.column) / Math.PI) * 4);
      write(at, step === length ? (heads[(eighth + 8) % 8] as string) : '·');
    }
  }
  if (present !== given) write(from, '○');
  write(plot.cellOf(present), '●');
}

/** The title of the map where it has no heading. */
export function contourTitle({ engine, session }: Scene): Line {
  const [across, up] = (contourWeights(engine.run, session.scenario) ?? []).map((slot) =>
    displayName(engine.run, slot),
  );
  return [span('loss', 'lossStrong'), span(` over ${across}, ${up} ↑`, 'ahead')];
}

function headingOf({ engine }: Scene, data: LossContour, columns: number): Line {
  const { weights, path, present, gradient, loss } = data;
  const title: Line = [
    span('loss', 'lossStrong'),
    span(engine.run.inputs.length === 0 ? ' over ' : ` of ${lossOf(data, engine.run)} over `, 'mute'),
    span(weights[0], 'strong'),
    span(' → and ', 'mute'),
    span(weights[1], 'strong'),
    span(' ↑', 'mute'),
  ];
  return headingLine(
    title,
    [
      [
        span('● ', 'strong'),
        span('now ', 'mute'),
        numberSpan(present.x, 'strong'),
        span(', ', 'mute'),
        numberSpan(present.y, 'strong'),
      ],
      loss === null ? [] : [span('loss ', 'mute'), numberSpan(loss, 'lossStrong')],
      path.length > 0 ? [span('○ ', 'strong'), span('earlier', 'mute')] : [],
      gradient ? [span('·→ ', 'strong'), span('against ∂', 'gradient')] : [],
    ],
    columns,
  );
}

/** The shades from the top down, each with its lowest loss, as far as there is room. */
function legendLines(scale: LossScale, rows: number): Line[] {
  const every = Math.max(1, Math.ceil(shades.length / Math.max(1, rows)));
  const shown = [...shades.keys()].filter((shade) => shade % every === 0).reverse();
  return shown.map((shade) => [
    span('  '),
    span('██', shades[shade] as Ramp),
    span(shade === 0 ? ' lower' : ' from ', 'mute'),
    ...(shade === 0 ? [] : [legendNumber(floorOf(shade, scale))]),
  ]);
}

function legendNumber(value: number): Span {
  return numberSpan(value, 'mute', formatNumber(value, LEGEND_DIGITS));
}

const LEGEND_DIGITS = 3;
