/**
 * The numbers of arrays in the values of formulas: a row of the array in a row, and its gradients below it. Where the
 * name of an array has no room beside its numbers, it stands above them; a row of it that is too wide all the same is a
 * row for each number.
 */
import type { Network } from '../../diagram/network.ts';
import { shortName } from '../../terminal/short-name.ts';
import type { Cell } from './cell.ts';
import type { Pen } from './pen.ts';
import type { ArrayLine, NamedCells, ValueRow } from './value-row.ts';

/** Cells of a number with a blank before it, and of a gradient's sign at the start of a row. */
const NUMBER = 8;
const SIGN = '∂';

/** The rows of the arrays that are drawn as one node, by the addresses of their numbers. */
export function arrayLines({ columns }: Network): ReadonlyMap<string, ArrayLine> {
  const lines = new Map<string, ArrayLine>();
  for (const { name, cells } of columns.flat())
    for (const numbers of cells ?? []) {
      // An array with more than two axes has several indexes before the last one.
      const indexes = numbers[0]?.slice(name.length) ?? '';
      const index = cells?.length === 1 ? '' : indexes.slice(0, indexes.lastIndexOf('['));
      const line = { node: name, index, length: numbers.length };
      for (const number of numbers) lines.set(number, line);
    }
  return lines;
}

/** Whether the numbers of a row of an array fit beside its label. */
function fits(label: string, { length }: ArrayLine, columns: number): boolean {
  return label.length + length * NUMBER <= columns;
}

/**
 * The rows of an array.
 *
 * @param items its numbers, those of a row beside each other
 * @param alone draws each number, by its indexes, in a row
 */
export function arrayRows(
  pen: Pen,
  items: readonly NamedCells[],
  columns: number,
  alone: (items: readonly NamedCells[]) => readonly ValueRow[],
): ValueRow[] {
  const lines = [...new Set(items.map(({ line }) => line as ArrayLine))];
  const { node } = lines[0] as ArrayLine;
  if (lines.every((line) => fits(node + line.index, line, columns)))
    return lines.flatMap((line) => rowsOf(pen, line, node + line.index, items, columns));
  const head: ValueRow = {
    isHeading: true,
    cells: [],
    draw: () => {
      const row = pen.row();
      row.text(shortName(node, columns), pen.nameTone(items.flatMap(cellsOf)));
      return row.end(columns);
    },
  };
  const rows = lines.every((line) => fits(line.index, line, columns))
    ? lines.flatMap((line) => rowsOf(pen, line, line.index, items, columns))
    : alone(items.map((item) => ({ ...item, name: item.name.slice(node.length) })));
  return [head, ...rows.map((row) => ({ ...row, head }))];
}

const cellsOf = ({ value, gradient }: NamedCells) => (gradient ? [value, gradient] : [value]);

/** A row of an array in a row, and its gradients below it, if there are any. */
function rowsOf(
  pen: Pen,
  line: ArrayLine,
  label: string,
  items: readonly NamedCells[],
  columns: number,
): ValueRow[] {
  const own = items.filter((item) => item.line === line);
  const gradients = own.map(({ gradient }) => gradient);
  const rowOf = (text: string, cells: readonly (Cell | null)[], isGradient: boolean): ValueRow => {
    const known = cells.filter((cell) => cell !== null);
    return {
      isBelow: isGradient,
      cells: known,
      draw: () => {
        const row = pen.row();
        row.text(text, isGradient ? 'gradient' : pen.nameTone(known));
        row.text(' '.repeat(Math.max(0, columns - text.length - cells.length * NUMBER)));
        for (const cell of cells) row.right(cell, NUMBER);
        return row.end(columns);
      },
    };
  };
  const values = own.map(({ value }) => value);
  const hasGradients = gradients.some((cell) => cell !== null);
  return [rowOf(label, values, false), ...(hasGradients ? [rowOf(SIGN, gradients, true)] : [])];
}
