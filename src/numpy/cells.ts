/** Where the listing keeps the values of slots. */
import type { Run, Slot } from '../core/program.ts';

/** An element of a variable: `hidden_w` and `[0, 1]`; a number has no index. */
export interface Cell {
  readonly array: string;
  readonly index: string;
}

/** How a slot that has a cell is written. */
export type Leaf = (cells: readonly Cell[]) => string;

/** The index of every element of a vector, of a matrix by rows, or of a number. */
export function indexes(shape: readonly number[]): string[] {
  const [rows, columns] = shape;
  if (rows === undefined) return [''];
  const each = Array.from({ length: rows }, (_row, row) => row);
  if (columns === undefined) return each.map((row) => `[${row}]`);
  return each.flatMap((row) => Array.from({ length: columns }, (_column, column) => `[${row}, ${column}]`));
}

/** The cell in one of these variables, where there is one; else the one that the slot had first. */
export function cellIn(arrays: readonly string[]): Leaf {
  return (cells) => {
    const found = cells.find(({ array }) => arrays.includes(array)) ?? (cells[0] as Cell);
    return `${found.array}${found.index}`;
  };
}

/** The cell that a slot had first: the others are copies. */
export const firstCell = cellIn([]);

export class Cells {
  readonly #run: Run;
  readonly #cells = new Map<Slot, Cell[]>();
  readonly #shapes = new Map<string, string>();
  /** Sums on their way: they are in no variable, but have a short form. */
  readonly #partial = new Map<Slot, string>();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Keeps slots, in the order of the elements, in a variable of this shape. */
  place(array: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    this.#shapes.set(array, String(shape));
    indexes(shape).forEach((index, position) => {
      const slot = slots[position] ?? null;
      if (slot === null) return;
      const cells = this.#cells.get(slot) ?? [];
      if (cells.some((cell) => cell.array === array && cell.index === index)) return;
      this.#cells.set(slot, [...cells, { array, index }]);
    });
  }

  /** Keeps slots in this variable from now on, and nowhere else. */
  move(array: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    for (const slot of slots) if (slot !== null) this.#cells.delete(slot);
    this.place(array, shape, slots);
  }

  /** All cells of a slot, the first one that it had first. */
  of(slot: Slot): readonly Cell[] {
    return this.#cells.get(slot) ?? [];
  }

  /** The short form of a slot that has no cell. */
  abbreviate(slot: Slot, text: string): void {
    if (!this.#cells.has(slot)) this.#partial.set(slot, text);
  }

  partial(slot: Slot): string | null {
    return this.#partial.get(slot) ?? null;
  }

  /** The variable of this shape that has the slot as this element. */
  holder(cells: readonly Cell[], index: string, shape: readonly number[]): string | null {
    const wanted = String(shape);
    const found = cells.findLast((cell) => cell.index === index && this.#shapes.get(cell.array) === wanted);
    return found?.array ?? null;
  }

  isConstant(slot: Slot): boolean {
    return this.#run.slots[slot]?.role === 'constant';
  }

  isParameter(slot: Slot): boolean {
    return this.#run.slots[slot]?.role === 'parameter';
  }

  initial(slot: Slot): number {
    return this.#run.slots[slot]?.initial ?? 0;
  }
}
