/** The cells of rows in columns: names, numbers at their points, steps, notes. Its numbers are never cut. */
import type { Cell } from '../../commands/rows/row.ts';
import { ALL_DIGITS, DIGITS, formatNumber, UNKNOWN } from '../../view/terminal/format.ts';
import { shortName } from '../../view/terminal/short-name.ts';
import {
  cut,
  fittedSpan,
  type Line,
  lineWidth,
  numberSpan,
  pad,
  padText,
  type Span,
  span,
  toneOfNumber,
} from '../../view/terminal/text.ts';
import type { ListRow } from '../state/list-row.ts';
import { isFolded } from '../state/tree.ts';
import { branches, LEVEL } from './branches.ts';
import { partSpans } from './part-spans.ts';

/** Cells between two columns. */
const GAP = 2;
/** The least room of a name and of a number, where there is not enough for all. */
const LEAST_NAME = 8;
const LEAST_NUMBER = 9;
/** The room that names leave for notes. */
const NOTE = 10;
/** The part of the room that the lines of a tree take at most. */
const LINES = 0.4;

/** A column: its width, and for numbers the cells before the point and the digits that are shown. */
interface Column {
  readonly width: number;
  readonly whole: number;
  readonly digits: number;
}

/** The rows of a list as lines without their frame: `at(index)` is the line of a row. */
export interface Table {
  readonly heads: Line | null;
  at(index: number): Line;
}

/**
 * Puts rows into columns. The rows between two headings are one table.
 *
 * @param heads the names of the columns; they stand above the first table
 * @param width cells of a row
 */
export function tableOf(rows: readonly ListRow[], heads: readonly string[], width: number): Table {
  const prefixes = branches(rows, Math.max(2, Math.floor((width * LINES) / LEVEL)));
  const parts = partsOf(rows);
  const first = rows.findIndex(({ cells }) => cells !== undefined);
  const headed = parts[first];
  const tables = new Map<number, readonly Column[]>();
  const columnsAt = (index: number): readonly Column[] => {
    const part = parts[index] as number;
    const known = tables.get(part);
    if (known) return known;
    const own = rows.flatMap((row, at) =>
      parts[at] === part && row.cells
        ? [{ cells: row.cells, before: beforeName(row, prefixes[at] ?? '') }]
        : [],
    );
    const made = columnsOf(own, part === headed ? heads : [], width);
    tables.set(part, made);
    return made;
  };
  return {
    heads:
      heads.length === 0 || first < 0 ? null : headsLine(heads, rows[first]?.cells ?? [], columnsAt(first)),
    at: (index) => {
      const row = rows[index] as ListRow;
      const before = beforeName(row, prefixes[index] ?? '');
      if (!row.cells) return [span(before, 'wire'), ...textSpans(row)];
      return cellsLine(row, row.cells, before, columnsAt(index), width);
    },
  };
}

/** The text of a row, or what matches the filter: the name of its command, unless that stands before it, and the text. */
export function textSpans({ text, keys = [], found }: ListRow): Line {
  if (!found) return [span(text)];
  const { name } = found;
  const isNamed = name !== null && !keys.includes(`:${name.text}`);
  return [...(isNamed ? [...partSpans(name.parts), span('  ')] : []), ...partSpans(found.text)];
}

/** For each row the number of headings up to it. A heading with cells is a row of the table below it. */
function partsOf(rows: readonly ListRow[]): number[] {
  let part = 0;
  return rows.map(({ isHeading }) => {
    if (isHeading) part += 1;
    return part;
  });
}

/** The lines of the tree, and the sign of a row that can be unfolded. */
function beforeName(row: ListRow, prefix: string): string {
  return isFolded(row) ? `${prefix}▸ ` : prefix;
}

interface Cells {
  readonly cells: readonly Cell[];
  readonly before: string;
}

function columnsOf(rows: readonly Cells[], heads: readonly string[], width: number): Column[] {
  const most = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const all = (digits: number) =>
    Array.from({ length: most }, (_, index) => columnOf(rows, index, heads[index] ?? '', digits));
  const exact = all(ALL_DIGITS);
  if (roomOf(exact) <= width) return exact;
  return narrowed(all(DIGITS), rows, heads, width);
}

function roomOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.width + GAP, 0);
}

/** A column as wide as its widest cell. Notes need no room: they are cut. */
function columnOf(rows: readonly Cells[], index: number, head: string, digits: number): Column {
  let [width, whole, fraction] = [head.length, 0, 0];
  for (const { cells, before } of rows) {
    const cell = cells[index];
    if (!cell || cell.kind === 'note') continue;
    const text = textOf(cell, digits);
    if (cell.kind === 'number') {
      const point = pointOf(text);
      [whole, fraction] = [Math.max(whole, point), Math.max(fraction, text.length - point)];
    } else width = Math.max(width, text.length + (index === nameAt(cells) ? before.length : 0));
  }
  return { width: Math.max(width, whole + fraction), whole, digits };
}

/** The columns of names, then those of numbers, made narrower until all fit. */
function narrowed(
  columns: readonly Column[],
  rows: readonly Cells[],
  heads: readonly string[],
  width: number,
): Column[] {
  const kinds = columns.map((_, index) => rows.find(({ cells }) => cells[index])?.cells[index]?.kind);
  const hasNotes = kinds.at(-1) === 'note';
  let excess = roomOf(columns) + (hasNotes ? NOTE : 0) - width;
  const shrink = (column: Column, least: number): Column => {
    const less = Math.max(0, Math.min(excess, column.width - least));
    excess -= less;
    return { ...column, width: column.width - less };
  };
  const names = columns.map((column, index) =>
    kinds[index] === 'name' ? shrink(column, Math.max(LEAST_NAME, Math.floor(width / 3))) : column,
  );
  const numbers = names.map((column, index) =>
    kinds[index] === 'number' ? shrink(column, Math.max(LEAST_NUMBER, heads[index]?.length ?? 0)) : column,
  );
  return numbers.map((column, index) => (kinds[index] === 'name' ? shrink(column, LEAST_NAME) : column));
}

function nameAt(cells: readonly Cell[]): number {
  return cells.findIndex(({ kind }) => kind === 'name');
}

function textOf(cell: Cell, digits: number): string {
  if (cell.kind !== 'number') return cell.text;
  return cell.value === null ? UNKNOWN : formatNumber(cell.value, digits);
}

/** Where the point of a number is, or would be. */
function pointOf(text: string): number {
  const at = text.search(/[.e]/);
  return at < 0 ? text.length : at;
}

function headsLine(heads: readonly string[], cells: readonly Cell[], columns: readonly Column[]): Line {
  return columns.map(({ width }, index) => {
    const align = cells[index]?.kind === 'number' || cells[index]?.kind === 'count' ? 'right' : 'left';
    const text = heads[index] ?? '';
    const gap = ' '.repeat(GAP);
    return span(index === columns.length - 1 ? text : `${padText(text, width, align)}${gap}`, 'mute');
  });
}

function cellsLine(
  row: ListRow,
  cells: readonly Cell[],
  before: string,
  columns: readonly Column[],
  width: number,
): Line {
  const line: Span[] = [];
  for (const [index, cell] of cells.entries()) {
    const column = columns[index];
    if (!column) continue;
    if (index > 0) line.push(span(' '.repeat(GAP)));
    const isName = index === nameAt(cells);
    line.push(...cellSpans(cell, column, isName ? before : '', row.isHeading ?? false));
  }
  if (row.below === undefined) return cut(line, width);
  const more = `▸ ${row.below.length} more`;
  if (lineWidth(line) + GAP + more.length <= width) return [...line, span(`  ${more}`, 'mute')];
  // The note is left out before something else of the row is.
  const rest = cells.at(-1)?.kind === 'note' ? line.slice(0, -1) : line;
  const short = lineWidth(rest) + more.length <= width ? more : `▸ ${row.below.length}`;
  return [...cut(rest, width - short.length), span(short, 'mute')];
}

function cellSpans(cell: Cell, column: Column, before: string, isHead: boolean): Line {
  const { width } = column;
  switch (cell.kind) {
    case 'number':
      return cell.value === null
        ? pad([span(`${' '.repeat(Math.max(0, column.whole - 1))}${UNKNOWN}`, 'mute')], width)
        : numberSpans(cell.value, column);
    case 'name': {
      const room = width - before.length;
      const line = [span(before, 'wire'), span(shortName(cell.text, room), isHead ? 'mute' : 'strong')];
      return pad(line, width);
    }
    case 'count':
      return [span(padText(cell.text, width, 'right'), 'mute')];
    case 'sign':
      return [span(cell.text, cell.isGood === false ? 'warning' : 'plain')];
    case 'note':
      return [span(cell.text, 'mute')];
  }
}

/** A number with its point in the column of points; at the right end if it is written shorter than the others. */
function numberSpans(value: number, { width, whole, digits }: Column): Line {
  const tone = toneOfNumber(value);
  const text = formatNumber(value, digits);
  const start = Math.max(0, whole - pointOf(text));
  if (start + text.length > width) return pad([fittedSpan({ value }, tone, width, digits)], width, 'right');
  return pad([span(' '.repeat(start)), numberSpan(value, tone, text)], width);
}
