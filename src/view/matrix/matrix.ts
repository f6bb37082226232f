/** The pictures of a layer's weights and gradients: a matrix with a row per node and a column per incoming value. */
import { tapeIndexOf } from '../../core/tape-index.ts';
import { t } from '../../i18n/translate.ts';
import { markedParameter } from '../../session/current-parameter.ts';
import type { Ramp } from '../colours/palette.ts';
import type { PaneContent } from '../panes/pane.ts';
import { type Lack, type Picture, tooSmall } from '../plots/picture.ts';
import type { Scene } from '../scene/scene.ts';
import { formatNumber, isNumberText, UNKNOWN } from '../terminal/format.ts';
import { headingLine } from '../terminal/heading.ts';
import {
  cut,
  filled,
  type Line,
  lineWidth,
  numberSpan,
  pad,
  type Size,
  type Span,
  span,
  toneOfNumber,
  windowStart,
} from '../terminal/text.ts';
import { type CellFormat, cellFormat, cellText, inUnits } from './cell.ts';
import { type Grid, gridOf, type MatrixContent } from './grid.ts';
import { signOf, type Values, valuesOf } from './values.ts';

function noWeights(): Lack {
  return {
    sign: 'weights: needs something to learn.',
    message: t`Nothing is learned in this scenario: it has no weights.`,
  };
}

function laterGradients(): Lack {
  return {
    sign: 'gradients: after the first backward step.',
    message: t`No gradient is computed yet: the backward phase does that.`,
  };
}

export const weightsPicture: Picture = {
  key: '2',
  name: "a layer's weights",
  lack: noWeights,
  draw: (scene, size) => matrixPane(scene, 'weights', size),
};

export const gradientsPicture: Picture = {
  key: '3',
  name: "a layer's gradients",
  lack: ({ engine }) =>
    engine.run.parameters.length === 0
      ? noWeights()
      : {
          sign: 'gradients: needs a backward phase.',
          message: t`This scenario goes forward only, so it has no gradients.`,
        },
  draw: (scene, size) => {
    const first = tapeIndexOf(scene.engine.run).firstGradient;
    return first === null || scene.session.position <= first
      ? laterGradients()
      : matrixPane(scene, 'gradients', size);
  },
};

/** The width of a cell with its gap: with two decimals, and with room for more digits. */
const LEAST_CELL = 5;
const MOST_CELL = 9;
/** The widest name of a row, the gap after it, and the rows above the matrix. */
const MOST_NAME = 14;
const NAME_GAP = 1;
const HEADING = 1;

const SMALLEST: Size = { columns: 24, rows: HEADING + 1 };

/** The range of rows or columns that are shown. */
interface Stretch {
  readonly from: number;
  readonly length: number;
}

/** A matrix to draw at the cursor. */
interface Matrix extends Values {
  readonly scene: Scene;
  readonly content: MatrixContent;
  readonly grid: Grid;
  readonly marked: { readonly address: string; readonly row: number; readonly column: number } | null;
}

/** A layer's weights or gradients at the cursor, around the weight of the step just done. */
function matrixPane(scene: Scene, content: MatrixContent, size: Size): PaneContent | Lack {
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return tooSmall(SMALLEST);
  const grid = gridOf(scene, shownLayer(scene));
  if (!grid) return noWeights();
  const address = markedParameter(scene.session);
  const place = address === null ? undefined : grid.cellPositions.get(address);
  const marked = address !== null && place ? { address, ...place } : null;
  const matrix: Matrix = { scene, content, grid, marked, ...valuesOf(scene, grid, content) };
  const names = grid.rows.map((name, row) => shortName(name, grid.layer, row));
  const nameWidth = Math.min(MOST_NAME, Math.max(...names.map(({ length }) => length))) + NAME_GAP;
  const room = size.columns - nameWidth;
  const cell = Math.max(LEAST_CELL, Math.min(MOST_CELL, Math.floor(room / grid.columns.length)));
  const format = cellFormat(cell - 1, matrix.largest);
  const rows = size.rows - HEADING;
  const hasHeader = rows > grid.rows.length;
  const across = stretch(grid.columns.length, Math.floor(room / cell), marked?.column ?? 0);
  const down = stretch(grid.rows.length, rows - (hasHeader ? 1 : 0), marked?.row ?? 0);
  const words = wordsOf(matrix, stretchText(names, down), stretchText(grid.columns, across));
  const lines: Line[] = [headingOf(matrix, format, words, size.columns)];
  if (hasHeader) lines.push([span(' '.repeat(nameWidth)), ...headerOf(grid, across, cell)]);
  for (let row = down.from; row < down.from + down.length; row++) {
    const isWorking = row === marked?.row;
    const name = [span(names[row] ?? '', isWorking ? phaseTone(scene) : 'ahead')];
    lines.push([
      ...pad(name, nameWidth - NAME_GAP, 'right'),
      span(' '),
      ...cellsOf(matrix, format, row, across),
    ]);
  }
  return { lines };
}

/** The layer of the latest step that has one, before that the first; null for the parameters of formulas. */
function shownLayer({ session, lastStep }: Scene): string | null {
  const { scenario, engine } = session;
  if (scenario.formulas.length > 0) return null;
  const [first] = scenario.layers;
  if (!lastStep) return first?.name ?? null;
  const { instructions } = engine.schedule.program(lastStep.segment.program);
  for (let index = lastStep.index; index >= 0; index--) {
    const layer = instructions[index]?.scope.layer;
    if (layer != null) return layer;
  }
  return first?.name ?? null;
}

/** All items if there is room; otherwise those around `focus`. */
function stretch(total: number, room: number, focus: number): Stretch {
  const length = Math.max(1, Math.min(total, room));
  return { from: windowStart(total, length, focus), length };
}

/** `[2]–[9] of 16`; null if all are shown. */
function stretchText(names: readonly string[], { from, length }: Stretch): string | null {
  return length === names.length ? null : `${names[from]}–${names[from + length - 1]} of ${names.length}`;
}

/** The name of an element of a layer that is an array: `[12]`; other names as they are. */
function shortName(name: string, array: string | null, index: number): string {
  return array !== null && name === `${array}[${index}]` ? `[${index}]` : name;
}

/** `h2 weights, a row a node, a column a value of h1   h2[6].w[12] −0.035989`. The words give way to the number. */
function headingOf(matrix: Matrix, format: CellFormat, words: Line, columns: number): Line {
  const { content, grid, marked } = matrix;
  const unit = format.exponent === 0 ? '' : `, in ${formatNumber(Number(`1e${format.exponent}`))}`;
  const title: Line =
    grid.layer !== null
      ? [span(grid.layer, 'strong'), span(` ${content}${unit}`, 'mute')]
      : [span(content, 'strong'), span(unit, 'mute')];
  const entry = marked ? markedEntry(matrix, marked) : [];
  const isLong = lineWidth(title) + lineWidth(words) + lineWidth(entry) + 3 <= columns;
  return headingLine(isLong ? [...title, ...words] : title, [entry], columns);
}

function markedEntry(matrix: Matrix, { address, row, column }: NonNullable<Matrix['marked']>): Line {
  const at = row * matrix.grid.columns.length + column;
  const value = matrix.numbers[at] as number;
  const number =
    matrix.isKnown[at] === 0
      ? span(UNKNOWN, 'mute')
      : numberSpan(
          value,
          matrix.content === 'weights' ? toneOfNumber(value) : 'backwardStrong',
          undefined,
          signOf(matrix.scene, matrix.grid, matrix.content, row, column),
        );
  return [span(`${address} `, phaseTone(matrix.scene)), number];
}

/** What a row and a column are, or which of them are shown. */
function wordsOf({ scene, grid }: Matrix, rows: string | null, columns: string | null): Line {
  if (grid.layer === null)
    return [span(rows === null ? ', a row a parameter of the formulas' : `, rows ${rows}`, 'mute')];
  const { layers } = scene.session.scenario;
  const before = layers[layers.findIndex(({ name }) => name === grid.layer) - 1];
  return [
    span(rows === null ? ', a row a node' : `, rows ${rows}`, 'mute'),
    span(columns === null ? ', a column ' : `, columns ${columns}`, 'mute'),
    ...(columns !== null ? [] : [span(before ? 'a value of ' : 'an input', 'mute')]),
    ...(columns === null && before ? [span(before.name, 'strong')] : []),
    span(grid.hasBias && columns === null ? ', last the bias' : '', 'mute'),
  ];
}

/** The names of the columns, above them. */
function headerOf(grid: Grid, { from, length }: Stretch, cell: number): Line {
  // A single number has no index.
  if (grid.layer === null && grid.columns.length === 1) return [];
  return grid.columns.slice(from, from + length).flatMap((name) => {
    const short = /\[\d+\]$/.exec(name)?.[0];
    const text = name.length < cell ? name : (short ?? name);
    return [...pad(cut([span(text, 'mute')], cell - 1), cell - 1, 'right'), span(' ')];
  });
}

function cellsOf(matrix: Matrix, format: CellFormat, row: number, { from, length }: Stretch): Line {
  const { grid, numbers, isKnown, marked } = matrix;
  const spans: Span[] = [];
  for (let column = from; column < from + length; column++) {
    const at = row * grid.columns.length + column;
    const width = format.width + 1;
    const place = grid.places[row]?.[column];
    if (!place) spans.push(span(' '.repeat(width)));
    else if (isKnown[at] === 0) spans.push(...pad([span('·', 'ahead')], format.width, 'right'), span(' '));
    else {
      const slot = matrix.content === 'weights' ? place.parameter[0] : place.gradient[0];
      const target = slot === undefined ? {} : { target: matrix.scene.target(slot) };
      const isMarked = marked?.row === row && marked.column === column;
      const suffix = signOf(matrix.scene, matrix.grid, matrix.content, row, column);
      const number = cellSpan(numbers[at] as number, suffix, matrix.largest, format, marked?.row === row);
      const shown = isMarked ? number.map((each) => filled(each, phaseOf(matrix.scene))) : number;
      spans.push(...shown.map((each) => ({ ...each, ...target })));
    }
  }
  return spans;
}

/** A number on its step of the ramp, with the blanks of its cell. */
function cellSpan(
  value: number,
  suffix: string,
  largest: number,
  format: CellFormat,
  isWorking: boolean,
): Span[] {
  const step = stepOf(value, largest);
  const tone = step === null ? 'warning' : isWorking ? 'strong' : 'plain';
  const units = inUnits(value, format);
  const text = cellText(units, { ...format, width: format.width - suffix.length });
  const number = numberSpan(units, tone, text, isNumberText(text) ? suffix : '');
  const blanks = span(' '.repeat(Math.max(0, format.width - number.text.length)), tone);
  const spans = [blanks, number, span(' ', tone)].filter((each) => each.text !== '');
  return step === null ? spans : spans.map((each) => ({ ...each, ground: step }));
}

/** The step of the ramp of a number's sign and size; null if it is not finite. */
function stepOf(value: number, largest: number): Ramp | null {
  if (!Number.isFinite(value)) return null;
  const step = largest === 0 ? 0 : Math.min(4, Math.floor((Math.abs(value) / largest) * 5));
  return `${value < 0 ? 'negative' : 'positive'}${step as 0 | 1 | 2 | 3 | 4}`;
}

function phaseOf({ lastStep }: Scene) {
  return lastStep?.instruction.scope.phase ?? 'forward';
}

function phaseTone(scene: Scene) {
  return `${phaseOf(scene)}Strong` as const;
}
