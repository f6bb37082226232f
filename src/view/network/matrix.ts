/** The matrix view: a layer's weights or gradients as a grid with a row per node and a column per incoming value. */
import { parameterAt } from '../../session/current-parameter.ts';
import { SHADES } from '../plots/plot.ts';
import type { Scene } from '../scene/scene.ts';
import { fitNumber, formatNumber, isNumberText, UNKNOWN } from '../terminal/format.ts';
import { headingLines } from '../terminal/heading.ts';
import type { Tone } from '../terminal/palette.ts';
import {
  cut,
  fittedSpan,
  type Line,
  type MarkedNumber,
  numberSpan,
  pad,
  type Size,
  type Span,
  span,
  windowStart,
} from '../terminal/text.ts';
import { type Grid, gridOf, type MatrixContent, PARAMETERS } from './matrix-grid.ts';

/** A known value. */
type Entry = Required<MarkedNumber>;

interface Matrix {
  readonly grid: Grid;
  /** By row and column; null if the value is not known yet, or if the node has no such weight. */
  readonly values: readonly (readonly (Entry | null)[])[];
  /** The largest finite magnitude; 0 if there is none. */
  readonly largest: number;
}

/** The range of rows or columns that are shown, and how many are left out. */
interface Stretch {
  readonly from: number;
  readonly length: number;
  readonly omitted: number;
}

const UNKNOWN_SIGN = '·';
const NOT_FINITE_SIGN = '×';
/** Maximum width of a row's name, in cells. */
const NAME_WIDTH = 14;
/** Width of ` ⋮ 999 more`, in cells. */
const MORE_WIDTH = 11;
/** Cells of a column besides its number: a mark, a shade, a space before the number and one after it. */
const BESIDE_NUMBER = 4;
/** Cells of a column without its number, in compact mode: a mark, a shade, a sign. */
const COMPACT_WIDTH = 3;
/** In compact mode only every n-th column shows its index. */
const INDEXED = 5;

/**
 * A layer's weights or gradients at the cursor: at most `size.rows` lines of at most `size.columns` cells. The weight
 * of the step just done is marked. If not all rows and columns fit, those around it are shown.
 *
 * @param layer the name of a layer; null: all parameters of formulas, the layer of the step just done, or the first
 *   layer
 */
export function matrixLines(scene: Scene, layer: string | null, content: MatrixContent, size: Size): Line[] {
  if (size.rows < 1 || size.columns < 1) return [];
  const matrix = matrixOf(scene, layer, content);
  if (!matrix) {
    const isGiven = layer === null && scene.session.scenario.formulas.length > 0;
    return [cut([span(isGiven ? '— nothing is learned here —' : '— no such layer —', 'mute')], size.columns)];
  }
  const active = parameterAt(scene.session, scene.session.position);
  const heading = headings(matrix, content, active, size);
  return [...heading, ...gridLines(matrix, content, active, size.columns, size.rows - heading.length)];
}

function matrixOf(scene: Scene, name: string | null, content: MatrixContent): Matrix | null {
  const { session, lastStep } = scene;
  const { formulas, layers } = session.scenario;
  const ofFormulas = formulas.length > 0 ? PARAMETERS : undefined;
  const wanted = name ?? ofFormulas ?? lastStep?.instruction.scope.layer ?? layers[0]?.name;
  const grid = wanted === undefined ? null : gridOf(scene, wanted);
  if (!grid) return null;
  const { position, registers } = session;
  const isUpdate = position > 0 && session.engine.schedule.segmentAt(position).program === 'update';
  const fresh = session.values.currentAt(position);
  let largest = 0;
  const values = grid.places.map((places) =>
    places.map((place) => {
      if (!place) return null;
      const { parameter, gradient, batchGradient } = place;
      const gradients = isUpdate && batchGradient.length > 0 ? batchGradient : gradient;
      const slot = fresh(content === 'weights' ? parameter : gradients);
      if (slot === null) return null;
      const value = registers[slot] as number;
      if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
      return { value, suffix: scene.sign(slot) };
    }),
  );
  return { grid, values, largest };
}

function headings(
  { grid: { layer, rows, columns, cellPositions }, values, largest }: Matrix,
  content: MatrixContent,
  active: string | null,
  size: Size,
): Line[] {
  const spot = active === null ? undefined : cellPositions.get(active);
  const entry = spot ? (values[spot.row]?.[spot.column] ?? null) : null;
  const title: Line = [
    span(content, content === 'gradients' ? 'gradient' : 'accent'),
    span(` of ${layer}, ${rows.length} × ${columns.length}`, 'mute'),
    ...(spot
      ? [
          span('  '),
          span('▸ ', 'accent'),
          span(`${active} `, 'mute'),
          entry === null
            ? span(UNKNOWN, 'accent')
            : numberSpan(entry.value, 'accent', undefined, entry.suffix),
        ]
      : []),
  ];
  const legend: Line = [
    span('░▒▓█ size, up to ', 'mute'),
    numberSpan(largest, 'mute'),
    span('  '),
    span('− negative', 'mute'),
    ...(content === 'gradients' ? [span('  '), span(`${UNKNOWN_SIGN} not known yet`, 'mute')] : []),
  ];
  return headingLines(title, legend, size);
}

function gridLines(
  { grid, values, largest }: Matrix,
  content: MatrixContent,
  active: string | null,
  columns: number,
  rows: number,
): Line[] {
  const name =
    Math.min(NAME_WIDTH, Math.max(...grid.rows.map((row) => row.length)), Math.floor(columns / 3)) + 1;
  const room = columns - name;
  const most = Math.floor(room / Math.max(1, grid.columns.length));
  const isFull = fitsIn(values, most - BESIDE_NUMBER);
  // Columns are as wide as their names and numbers if there is room.
  const named = Math.max(...grid.columns.map((column) => column.length)) + 2;
  const width = isFull ? Math.min(most, Math.max(widest(values, most), named)) : COMPACT_WIDTH;
  const at = (active === null ? null : grid.cellPositions.get(active)) ?? { row: 0, column: 0 };
  const across = stretch(
    grid.columns.length,
    Math.floor(room / width),
    Math.floor((room - MORE_WIDTH) / width),
    at.column,
  );
  const down = stretch(grid.rows.length, rows - 1, rows - 2, at.row);
  const shown = <Item>(items: readonly Item[], { from, length }: Stretch) => items.slice(from, from + length);
  const header = isFull
    ? shown(grid.columns, across).flatMap((column) => [
        ...pad([span(column, 'mute')], width - 1, 'right'),
        span(' '),
      ])
    : [span(indexes(across, width), 'mute')];
  const lines = shown(grid.places, down).map(
    (places, index): Line => [
      ...pad([span(grid.rows[down.from + index] ?? '', 'mute')], name),
      ...shown(places, across).flatMap((place, beside) => {
        const entry = values[down.from + index]?.[across.from + beside] ?? null;
        const isActive = place?.address === active;
        return place === null || place === undefined
          ? [span(' '.repeat(width))]
          : cellSpans(entry, content, largest, isActive, isFull ? width : null);
      }),
    ],
  );
  const more = across.omitted > 0 ? [span(` ⋮ ${across.omitted} more`, 'mute')] : [];
  const below: Line[] = down.omitted > 0 ? [[span(`⋮ ${down.omitted} more`, 'mute')]] : [];
  return [[span(' '.repeat(name)), ...header, ...more], ...lines, ...below]
    .slice(0, Math.max(0, rows))
    .map((line) => cut(line, columns));
}

/** Whether every number can be written in `width` cells, at least with a few digits. */
function fitsIn(values: Matrix['values'], width: number): boolean {
  const fits = (entry: Entry | null) =>
    entry === null || isNumberText(fitNumber(entry.value, width - entry.suffix.length));
  return width > 0 && values.every((row) => row.every(fits));
}

/** The width of columns that show every number with all its digits, in cells; the search ends at `most`. */
function widest(values: Matrix['values'], most: number): number {
  let width = 1 + BESIDE_NUMBER;
  for (const row of values) {
    for (const entry of row) {
      if (width >= most) return most;
      if (entry === null) continue;
      const length = formatNumber(entry.value).length + entry.suffix.length;
      width = Math.max(width, length + BESIDE_NUMBER);
    }
  }
  return width;
}

/**
 * All items if they fit in `room`; otherwise `less` items around `focus`, which leaves room for the notice of the
 * rest.
 */
function stretch(total: number, room: number, less: number, focus: number): Stretch {
  if (total <= room) return { from: 0, length: total, omitted: 0 };
  const length = Math.max(1, Math.min(total, less));
  return { from: windowStart(total, length, focus), length, omitted: total - length };
}

/** The header of compact columns: the index of every n-th column. */
function indexes({ from, length }: Stretch, width: number): string {
  let text = '';
  for (let index = from; index < from + length; index++) {
    const at = (index - from) * width + 1;
    if (index % INDEXED === 0 && text.length <= at) text = `${text.padEnd(at)}${index}`;
  }
  return text.padEnd(length * width);
}

/** `▸▓ −0.12 `, or in compact mode (`width` null) `▸▓−`; there the sign of an edit is in the place of `▸`. */
function cellSpans(
  entry: Entry | null,
  content: MatrixContent,
  largest: number,
  isActive: boolean,
  width: number | null,
): Span[] {
  const value = entry?.value ?? null;
  const tone = toneOf(value, content);
  const shade = span(shadeOf(value, largest), tone);
  if (width === null) {
    const mark = isActive ? '▸' : entry?.suffix || ' ';
    return [span(mark, 'accent'), shade, span(value !== null && value < 0 ? '−' : ' ', tone)];
  }
  const mark = span(isActive ? '▸' : ' ', 'accent');
  if (entry === null) return [mark, shade, span(' '.repeat(width - 2))];
  const number = fittedSpan(entry, isActive ? 'accent' : tone, width - BESIDE_NUMBER);
  return [mark, shade, ...pad([number], width - 3, 'right'), span(' ')];
}

function shadeOf(value: number | null, largest: number): string {
  if (value === null) return UNKNOWN_SIGN;
  if (!Number.isFinite(value)) return NOT_FINITE_SIGN;
  if (value === 0) return '0';
  return SHADES[Math.max(1, Math.ceil((Math.abs(value) / largest) * (SHADES.length - 1)))] ?? ' ';
}

function toneOf(value: number | null, content: MatrixContent): Tone {
  if (value === null) return 'mute';
  if (content === 'gradients') return 'gradient';
  return value < 0 ? 'negative' : 'positive';
}
