/** The matrix view: a layer's weights or gradients as a grid, a row a node, a column a value that feeds it. */
import { parameterAt } from '../debugger/parameters.ts';
import { formatNumber } from './format.ts';
import { SHADES } from './plot.ts';
import { type Scene, UNKNOWN } from './scene.ts';
import { cut, type Line, pad, type Size, type Span, span, type Tone, windowStart } from './text.ts';

type MatrixContent = 'weights' | 'gradients';

/** One entry: null where the node has no such weight. */
type Cell = { readonly address: string; readonly value: number | null } | null;

interface Matrix {
  readonly layer: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly cells: readonly (readonly Cell[])[];
  /** The largest magnitude. */
  readonly largest: number;
}

/** A stretch of rows or columns that is shown. */
interface Stretch {
  readonly from: number;
  readonly length: number;
  readonly omitted: number;
}

const DIGITS = 3;
const UNKNOWN_SIGN = '·';
const NOT_FINITE_SIGN = '×';
/** Room for the longest row's name, and beside it. */
const NAME_WIDTH = 14;
/** `⋮ 999 more` */
const MORE_WIDTH = 11;
/** Narrower than this the legend has a row of its own, where there are at least so many rows. */
const WIDE = 100;
const ROOMY_ROWS = 9;
/** A mark, a shade, a space before it, and one after it. */
const BESIDE_NUMBER = 4;
/** A cell without its number: a mark, a shade, a sign. */
const COMPACT_WIDTH = 3;
/** In compact columns every so many'th has its index above it. */
const INDEXED = 5;

/**
 * A layer's weights or gradients as they stand at the cursor: at most `size.rows` lines of at most `size.columns`
 * cells. The weight that the step just done is about is marked; what does not fit is left out around it.
 *
 * @param layer null: that of the step just done, else the first
 */
export function matrixLines(scene: Scene, layer: string | null, content: MatrixContent, size: Size): Line[] {
  if (size.rows < 1 || size.columns < 1) return [];
  const matrix = matrixOf(scene, layer, content);
  if (!matrix) return [cut([span('— no such layer —', 'dim')], size.columns)];
  const active = parameterAt(scene.session, scene.session.position);
  const heading = headingLines(matrix, content, active, size);
  return [...heading, ...gridLines(matrix, content, active, size.columns, size.rows - heading.length)];
}

function matrixOf(
  { session, network, done }: Scene,
  name: string | null,
  content: MatrixContent,
): Matrix | null {
  const { layers } = session.scenario;
  const wanted = name ?? done?.instruction.scope.layer ?? layers[0]?.name;
  const index = layers.findIndex((each) => each.name === wanted);
  const layer = layers[index];
  if (!layer) return null;
  const inputs = (network.columns[index] ?? []).map((node) => node.name);
  const nodes = network.columns[index + 1] ?? [];
  const hasBias = nodes.some(({ bias }) => bias !== null);
  const { position, registers, values } = session;
  const isUpdate = position > 0 && session.engine.schedule.segmentAt(position).program === 'update';
  const cell = (parameter: string): Cell => {
    const sum = `batch.grad(${parameter})`;
    const gradient = isUpdate && values.slotsOf(sum).length > 0 ? sum : `grad(${parameter})`;
    const slot = values.resolve(content === 'weights' ? parameter : gradient, position);
    const isKnown = slot !== null && values.isFresh(slot, position);
    return { address: parameter, value: isKnown ? (registers[slot] as number) : null };
  };
  const cells = nodes.map((node, row): Cell[] => [
    ...inputs.map((_input, column) =>
      layer.nodes[row]?.from === null ? cell(`${node.name}.w[${column}]`) : null,
    ),
    ...(hasBias ? [node.bias === null ? null : cell(node.bias)] : []),
  ]);
  const sizes = cells
    .flat()
    .map((each) => Math.abs(each?.value ?? 0))
    .filter(Number.isFinite);
  return {
    layer: layer.name,
    rows: nodes.map((node) => node.name),
    columns: hasBias ? [...inputs, 'bias'] : inputs,
    cells,
    largest: sizes.reduce((most, each) => Math.max(most, each), 0),
  };
}

function headingLines(
  { layer, rows, columns, cells, largest }: Matrix,
  content: MatrixContent,
  active: string | null,
  size: Size,
): Line[] {
  const marked = cells.flat().find((cell) => cell !== null && cell.address === active);
  const title: Line = [
    span(content, content === 'gradients' ? 'gradient' : 'accent'),
    span(` of ${layer}, ${rows.length} × ${columns.length}`, 'dim'),
    ...(marked
      ? [
          span('  ▸ ', 'accent'),
          span(`${marked.address} `, 'dim'),
          span(marked.value === null ? UNKNOWN : formatNumber(marked.value), 'now'),
        ]
      : []),
  ];
  const legend: Line = [
    span(`░▒▓█ size, up to ${formatNumber(largest, DIGITS)}`, 'dim'),
    span('  − negative', 'dim'),
    ...(content === 'gradients' ? [span(`  ${UNKNOWN_SIGN} not known yet`, 'dim')] : []),
  ];
  if (size.columns < WIDE && size.rows >= ROOMY_ROWS)
    return [cut(title, size.columns), cut(legend, size.columns)];
  return [cut([...title, span('   '), ...legend], size.columns)];
}

function gridLines(
  matrix: Matrix,
  content: MatrixContent,
  active: string | null,
  columns: number,
  rows: number,
): Line[] {
  const numbers = matrix.cells.flat().map((cell) => numberOf(cell?.value ?? null).length);
  const name =
    Math.min(NAME_WIDTH, Math.max(...matrix.rows.map((row) => row.length)), Math.floor(columns / 3)) + 1;
  const room = columns - name;
  const least = Math.max(1, ...numbers) + BESIDE_NUMBER;
  const isFull = matrix.columns.length * least <= room;
  // Columns as wide as their names, where there is room for that.
  const named = Math.max(...matrix.columns.map((column) => column.length)) + 2;
  const width = isFull
    ? Math.max(least, Math.min(named, Math.floor(room / matrix.columns.length)))
    : COMPACT_WIDTH;
  const at = matrix.cells.flatMap((cells, row) => {
    const column = cells.findIndex((cell) => cell !== null && cell.address === active);
    return column < 0 ? [] : [{ row, column }];
  })[0] ?? { row: 0, column: 0 };
  const across = stretch(
    matrix.columns.length,
    Math.floor(room / width),
    Math.floor((room - MORE_WIDTH) / width),
    at.column,
  );
  const down = stretch(matrix.rows.length, rows - 1, rows - 2, at.row);
  const shown = <Item>(items: readonly Item[], { from, length }: Stretch) => items.slice(from, from + length);
  const header = isFull
    ? shown(matrix.columns, across).flatMap((column) => [
        ...pad([span(column, 'dim')], width - 1, 'right'),
        span(' '),
      ])
    : [span(indexes(across, width), 'dim')];
  const lines = shown(matrix.cells, down).map(
    (cells, index): Line => [
      ...pad([span(matrix.rows[down.from + index] ?? '', 'dim')], name),
      ...shown(cells, across).flatMap((cell) =>
        cellSpans(cell, content, matrix.largest, cell?.address === active, isFull ? width : null),
      ),
    ],
  );
  const more = across.omitted > 0 ? [span(` ⋮ ${across.omitted} more`, 'dim')] : [];
  const below: Line[] = down.omitted > 0 ? [[span(`⋮ ${down.omitted} more`, 'dim')]] : [];
  return [[span(' '.repeat(name)), ...header, ...more], ...lines, ...below]
    .slice(0, Math.max(0, rows))
    .map((line) => cut(line, columns));
}

/** What there is room for: all, or a window around `focus`, for which `less` are left beside the note about the rest. */
function stretch(total: number, room: number, less: number, focus: number): Stretch {
  if (total <= room) return { from: 0, length: total, omitted: 0 };
  const length = Math.max(1, Math.min(total, less));
  return { from: windowStart(total, length, focus), length, omitted: total - length };
}

/** Numbers of columns that are too narrow for names: every few. */
function indexes({ from, length }: Stretch, width: number): string {
  let text = '';
  for (let index = from; index < from + length; index++) {
    const at = (index - from) * width + 1;
    if (index % INDEXED === 0 && text.length <= at) text = `${text.padEnd(at)}${index}`;
  }
  return text.padEnd(length * width);
}

/** `▸▓ −0.12 `, or `▸▓−` where `width` is null. */
function cellSpans(
  cell: Cell,
  content: MatrixContent,
  largest: number,
  isActive: boolean,
  width: number | null,
): Span[] {
  const { value = null } = cell ?? {};
  const tone = toneOf(value, content);
  const mark = span(isActive ? '▸' : ' ', 'accent');
  const shade = span(cell === null ? ' ' : shadeOf(value, largest), tone);
  if (width === null) return [mark, shade, span(value !== null && value < 0 ? '−' : ' ', tone)];
  const number = cell === null || value === null ? '' : numberOf(value);
  return [
    mark,
    shade,
    span(' '.repeat(Math.max(0, width - 3 - number.length))),
    span(number, isActive ? 'now' : tone),
    span(' '),
  ];
}

function shadeOf(value: number | null, largest: number): string {
  if (value === null) return UNKNOWN_SIGN;
  if (!Number.isFinite(value)) return NOT_FINITE_SIGN;
  if (value === 0) return '0';
  return SHADES[Math.max(1, Math.ceil((Math.abs(value) / largest) * (SHADES.length - 1)))] ?? ' ';
}

function toneOf(value: number | null, content: MatrixContent): Tone {
  if (value === null) return 'dim';
  if (content === 'gradients') return 'gradient';
  return value < 0 ? 'negative' : 'positive';
}

function numberOf(value: number | null): string {
  return value === null ? UNKNOWN_SIGN : formatNumber(value, DIGITS);
}
