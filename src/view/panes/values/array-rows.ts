/** The numbers of arrays in the values of formulas: a row of the array in a row, and its gradients below it. */

import { elementName } from '../../../expression/arrays/terms.ts';
import type { Network } from '../../diagram/diagram.ts';
import type { Cell } from './cell.ts';
import type { NamedCells, Row } from './formula-values.ts';
import type { Pen } from './pen.ts';

/** A row of an array: all of a list, or one row of a matrix. */
export interface ArrayLine {
  readonly node: string;
  readonly label: string;
  readonly length: number;
}

/** Cells of a number with a blank before it, and of a gradient's sign at the start of a row. */
const NUMBER = 8;
const SIGN = '∂';

/** The rows of the arrays that are drawn as one node, by the addresses of their numbers. */
export function arrayLines({ columns }: Network): ReadonlyMap<string, ArrayLine> {
  const lines = new Map<string, ArrayLine>();
  for (const { name, cells } of columns.flat())
    for (const [index, numbers] of (cells ?? []).entries()) {
      const label = cells?.length === 1 ? name : elementName(name, [index]);
      const line = { node: name, label, length: numbers.length };
      for (const number of numbers) lines.set(number, line);
    }
  return lines;
}

/** Whether the numbers of a row of an array fit beside its label. */
export function fitsInRow({ label, length }: ArrayLine, columns: number): boolean {
  return label.length + length * NUMBER <= columns;
}

/** The rows of arrays. @param items numbers of arrays, those of a row beside each other */
export function arrayRows(pen: Pen, items: readonly NamedCells[], columns: number): Row[] {
  const lines = [...new Set(items.map(({ line }) => line as ArrayLine))];
  return lines.flatMap((line): Row[] => {
    const own = items.filter((item) => item.line === line);
    const gradients = own.map(({ gradient }) => gradient);
    const values = own.map(({ value }) => value);
    const rowOf = (label: string, cells: readonly (Cell | null)[], isGradient: boolean): Row => {
      const known = cells.filter((cell) => cell !== null);
      return {
        cells: known,
        draw: () => {
          const row = pen.row();
          row.text(label, isGradient ? 'gradient' : pen.nameTone(known));
          row.text(' '.repeat(Math.max(0, columns - label.length - cells.length * NUMBER)));
          for (const cell of cells) row.right(cell, NUMBER);
          return row.end(columns);
        },
      };
    };
    const hasGradients = gradients.some((cell) => cell !== null);
    return [rowOf(line.label, values, false), ...(hasGradients ? [rowOf(SIGN, gradients, true)] : [])];
  });
}
