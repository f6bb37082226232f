/** The shortest sequences that move the cursor of a terminal (ECMA-48, 8.3). Rows and columns count from 0. */

/** Where the cursor is. A column of −1 is not certain: after the last cell of a row, terminals differ. */
export interface Cursor {
  row: number;
  column: number;
}

/** The last letters of the sequences. */
const [UP, DOWN, RIGHT, LEFT, COLUMN] = ['A', 'B', 'C', 'D', 'G'] as const;
const POSITION = 'H';
const BACK = '\b';

/** How many characters it takes to move to a cell. */
export function moveLength(from: Cursor, row: number, column: number): number {
  const placed = placeLength(row, column);
  if (from.column < 0) return from.row === row ? 3 + digitsOf(column + 1) : placed;
  return Math.min(placed, downLength(row - from.row) + alongLength(from.column, column));
}

/** What moves to a cell; empty if the cursor is there. */
export function moveText(from: Cursor, row: number, column: number): string {
  if (from.column < 0 && from.row === row) return sequence(column + 1, COLUMN);
  const placed = placeLength(row, column);
  if (from.column < 0 || placed <= downLength(row - from.row) + alongLength(from.column, column))
    return column === 0 ? `\u001b[${row + 1}${POSITION}` : `\u001b[${row + 1};${column + 1}${POSITION}`;
  const down = row - from.row;
  const vertical = down === 0 ? '' : sequence(Math.abs(down), down > 0 ? DOWN : UP);
  return `${vertical}${along(from.column, column)}`;
}

function placeLength(row: number, column: number): number {
  return 3 + digitsOf(row + 1) + (column === 0 ? 0 : 1 + digitsOf(column + 1));
}

function downLength(rows: number): number {
  return rows === 0 ? 0 : sequenceLength(Math.abs(rows));
}

function alongLength(from: number, to: number): number {
  if (from === to) return 0;
  const relative = to > from ? sequenceLength(to - from) : Math.min(from - to, sequenceLength(from - to));
  return Math.min(relative, 3 + digitsOf(to + 1));
}

function along(from: number, to: number): string {
  const length = alongLength(from, to);
  if (to < from && from - to === length) return BACK.repeat(length);
  if (sequenceLength(Math.abs(to - from)) === length)
    return from === to ? '' : sequence(Math.abs(to - from), to > from ? RIGHT : LEFT);
  return length === 0 ? '' : `\u001b[${to + 1}${COLUMN}`;
}

/** A sequence whose parameter is 1 if it is left out. */
function sequence(parameter: number, final: string): string {
  return parameter === 1 ? `\u001b[${final}` : `\u001b[${parameter}${final}`;
}

function sequenceLength(parameter: number): number {
  return parameter === 1 ? 3 : 3 + digitsOf(parameter);
}

function digitsOf(value: number): number {
  return value < 10 ? 1 : value < 100 ? 2 : value < 1000 ? 3 : 4;
}
