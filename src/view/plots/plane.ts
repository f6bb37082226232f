/** The picture of the first output over the plane of two inputs, in half-block pixels, with the data on it. */
import {
  type DataPoint,
  type DecisionSurface,
  decisionSurface,
  gridSize,
  type SampledSurface,
  sampledSurface,
} from '../../analysis/curves/decision-surface.ts';
import { t } from '../../i18n/translate.ts';
import { predictsStandardized } from '../../scenario/data/standardize.ts';
import type { Session } from '../../session/session.ts';
import type { Ramp } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { memoizeLate } from '../scene/background.ts';
import type { Scene } from '../scene/scene.ts';
import { shortName } from '../terminal/short-name.ts';
import { cut, fill, type Line, pad, type Size, type Span, span } from '../terminal/text.ts';
import { merged } from './areas.ts';
import { isLack, type Lack, type Picture, STANDARDIZED } from './picture.ts';
import { pixelSpan } from './pixels.ts';
import { axesText, LEGEND, LEGEND_GAP, legendLines, namesAxes, signs } from './plane-legend.ts';
import { Plot } from './plot.ts';

/** The width from which on there is a legend. */
const WITH_LEGEND = 64;

export const planePicture: Picture = {
  key: '7',
  name: "the network's output across its two inputs",
  isTelling: true,
  lack: ({ session }) => needsTwoInputs(session),
  draw: (scene, size) => planePane(scene, size, false),
};

/** @param hasTitle whether its border says what it is of; otherwise its legend, or without room for that its axis */
export function planePane(scene: Scene, size: Size, hasTitle: boolean): PaneContent | Lack {
  const hasLegend = size.columns >= WITH_LEGEND;
  const room = hasLegend ? { columns: size.columns - LEGEND, rows: size.rows } : size;
  const beside = { columns: size.columns - room.columns, rows: 0 };
  const surface = hasLegend ? decisionSurface(scene.session) : null;
  const isNamed = surface ? namesAxes(surface, size.rows) : hasTitle;
  const drawn = planeLines(scene, room, beside, isNamed);
  if (isLack(drawn) || !hasLegend) return drawn;
  const legend = fill(legendLines(drawn.surface, drawn.sampled, size.rows), size.rows);
  return {
    isOld: drawn.isOld,
    lines: drawn.lines.map((line, row) => [
      ...pad(line, room.columns),
      span(' '.repeat(LEGEND_GAP)),
      ...cut(legend[row] ?? [], LEGEND - LEGEND_GAP),
    ]),
  };
}

function needsTwoInputs({ scenario }: Session): Lack {
  return {
    sign: 'plane: needs two inputs.',
    message: t`This view needs a network with two inputs; this one has ${scenario.inputs.length}.`,
  };
}

/** The title of the plane where it has no legend. */
export function planeTitle({ session }: Scene): Line {
  const { inputs, outputs } = session.scenario;
  const unit = predictsStandardized(session.scenario) ? ` ${STANDARDIZED}` : '';
  return [span('plane', 'mute'), span(` ${outputs[0] ?? ''}${unit} over ${axesText(inputs)}`, 'ahead')];
}

/** The same in a border that has no room for the names of the axes. */
export function shortPlaneTitle({ session }: Scene): Line {
  return [span('plane', 'mute'), span(` ${session.scenario.outputs[0] ?? ''}`, 'ahead')];
}

/** The part of the row below the axis that the names of both take at most. */
const NAMES = 0.75;

/** The names of both axes in `columns` cells, for the end of the one across. */
function bothNames([across, up]: readonly [string, string], columns: number): string {
  const written = (one: string, other: string) => `${one} →  ${other} ↑`;
  const room = columns - written('', '').length;
  const first = shortName(across, Math.max(Math.floor(room / 2), room - up.length));
  return written(first, shortName(up, room - first.length));
}

interface DrawnPlane extends PaneContent {
  readonly isOld: boolean;
  readonly surface: DecisionSurface;
  readonly sampled: SampledSurface;
}

/** What was found last for an engine, a size and ranges. */
const latest = memoizeLate<SampledSurface>();

function planeLines(scene: Scene, size: Size, beside: Size, isNamed: boolean): DrawnPlane | Lack {
  const { session, background } = scene;
  const surface = decisionSurface(session);
  if (!surface) return needsTwoInputs(session);
  const { x, y, inputs, data } = surface;
  const xName = isNamed ? inputs[0] : bothNames(inputs, Math.floor(size.columns * NAMES));
  const plot = Plot.of(size, { x, y, xName }, beside);
  if (isLack(plot)) return plot;
  const { columns, rows } = plot.area;
  const cellsOfGrid = gridSize(session, { columns, rows: rows * 2 });
  const weights = session.engine.run.parameters.map((slot) => session.registers[slot]);
  const box = { x, y: plot.y };
  const place = [columns, rows, x.from, x.to, box.y.from, box.y.to];
  const { value: sampled, isOld } = latest(scene, place, [session.history, ...weights], background, () =>
    sampledSurface(session, box, cellsOfGrid),
  );
  const scale = scaleOf(surface, sampled);
  const cells = pixelRows(sampled, scale, plot.area).map((row) => [...row]);
  for (const point of [...data].sort((a, b) => Number(a.isPresent) - Number(b.isPresent)))
    placePoint(cells, plot, point, surface.targets && surface.middle);
  plot.fill(cells.map(merged));
  return { lines: plot.lines(), isOld, surface, sampled };
}

/** What is at the boundary of the two colours, and how far from it the colours are full. */
interface Scale {
  readonly middle: number;
  readonly reach: number;
}

function scaleOf({ boundary, targets }: DecisionSurface, { grid }: SampledSurface): Scale {
  if (boundary !== null && targets) return { middle: boundary, reach: (targets.to - targets.from) / 2 };
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of grid)
    for (const value of row)
      if (Number.isFinite(value)) [least, most] = [Math.min(least, value), Math.max(most, value)];
  const centre = boundary ?? (least + most) / 2;
  return { middle: centre, reach: Math.max(Math.abs(most - centre), Math.abs(centre - least)) };
}

/** From these shares of the reach on, a pixel has the next step of the ramp. */
const steps = [
  [0.9, '4'],
  [0.7, '3half'],
  [0.45, '3'],
  [0.12, '2'],
] as const;

/** The colour of an output: above the middle blue, otherwise orange. Null for NaN. */
function pixelRamp(value: number, { middle, reach }: Scale): Ramp | null {
  if (Number.isNaN(value)) return null;
  const share = value === middle ? 0 : Math.abs(value - middle) / reach;
  const step = steps.find(([least]) => share >= least)?.[1] ?? '0';
  return `${value > middle ? 'positive' : 'negative'}${step}`;
}

/** Rows of pixels with their scale and their size, for the latest of each sample. */
interface Pixels {
  readonly middle: number;
  readonly reach: number;
  readonly area: Size;
  readonly rows: readonly (readonly Span[])[];
}

const drawnPixels = new WeakMap<SampledSurface, Pixels>();

/** The pixels of an area, two in a cell: one span for each cell. */
function pixelRows(sampled: SampledSurface, scale: Scale, area: Size): Pixels['rows'] {
  const known = drawnPixels.get(sampled);
  const { middle, reach } = scale;
  const isSameArea = known?.area.columns === area.columns && known.area.rows === area.rows;
  if (isSameArea && known.middle === middle && known.reach === reach) return known.rows;
  const { grid } = sampled;
  const ramp = (pixelRow: number, column: number) => {
    const row = grid[Math.floor(((area.rows * 2 - 1 - pixelRow) * grid.length) / (area.rows * 2))];
    const value = row?.[Math.floor((column * row.length) / area.columns)];
    return value === undefined ? null : pixelRamp(value, scale);
  };
  const rows = Array.from({ length: area.rows }, (_row, row) =>
    Array.from({ length: area.columns }, (_column, column) =>
      pixelSpan(ramp(row * 2, column), ramp(row * 2 + 1, column)),
    ),
  );
  drawnPixels.set(sampled, { middle, reach, area, rows });
  return rows;
}

/** Writes the sign of an example over its cells; without a target, in their colour. */
function placePoint(cells: Span[][], plot: Plot, point: DataPoint, middle: number | null): void {
  const cell = plot.cellOf(point);
  const row = cell && cells[cell.row];
  if (!cell || !row) return;
  const own =
    middle === null || point.target === null ? null : signs[point.target >= middle ? 'above' : 'below'];
  const sign = own ?? span('●', 'strong');
  const texts = point.isPresent ? ['[', sign.text, ']'] : [sign.text];
  for (const [index, text] of texts.entries()) {
    const column = cell.column + index - (texts.length - 1) / 2;
    const under = row[column];
    if (under) row[column] = span(text, sign.tone, own?.ground ?? under.ground);
  }
}
