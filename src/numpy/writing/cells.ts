/** Maps slots to the variables of the listing that hold their values. */
import type { Run, Slot } from '../../core/program.ts';
import { indexesOf, sizeOf } from '../../expression/arrays/terms.ts';

/** An element of a variable: `hidden_w` and `[0, 1]`. For a single number the index is empty. */
export interface ArrayElement {
  readonly array: string;
  readonly index: string;
}

/** Prints a slot, given its cells (at least one). */
export type Leaf = (cells: readonly ArrayElement[]) => string;

/** The index of each element of a variable of this shape: of a matrix row by row, of a single number `''`. */
export function indexes(shape: readonly number[]): string[] {
  return indexesOf(shape).map((each) => (each.length === 0 ? '' : `[${each.join(', ')}]`));
}

/** Prints the cell in one of these variables, if there is one; otherwise the slot's first cell. */
export function cellIn(arrays: readonly string[]): Leaf {
  return (cells) => {
    const found = cells.find(({ array }) => arrays.includes(array)) ?? (cells[0] as ArrayElement);
    return `${found.array}${found.index}`;
  };
}

/** Prints a slot's first cell. Its other cells are copies. */
export const firstCell = cellIn([]);

/** What a variable holds, in the order of its elements; null for an element that no slot belongs to. */
interface Contents {
  readonly shape: readonly number[];
  readonly slots: readonly (Slot | null)[];
}

export class VariableMap {
  readonly #run: Run;
  readonly #cells = new Map<Slot, ArrayElement[]>();
  readonly #shapes = new Map<string, string>();
  readonly #contents = new Map<string, Contents>();
  /** The lines of the variables that are copies, and the line before which variables are asked for. */
  readonly #copies = new Map<string, number>();
  #line: number | null = null;
  /** Partial sums: they are in no variable, but have a short expression. */
  readonly #partial = new Map<Slot, string>();

  constructor(run: Run) {
    this.#run = run;
  }

  /** Records that a variable of this shape holds these slots, in the order of its elements. */
  place(array: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    this.#shapes.set(array, String(shape));
    const before = this.#contents.get(array)?.slots ?? [];
    const now = Array.from(
      { length: sizeOf(shape) },
      (_each, place) => slots[place] ?? before[place] ?? null,
    );
    this.#contents.set(array, { shape, slots: now });
    indexes(shape).forEach((index, position) => {
      const slot = slots[position] ?? null;
      if (slot === null) return;
      const cells = this.#cells.get(slot) ?? [];
      if (cells.some((cell) => cell.array === array && cell.index === index)) return;
      this.#cells.set(slot, [...cells, { array, index }]);
    });
  }

  /**
   * Records a variable that holds slots once more, which were computed as a part of an earlier line.
   *
   * @param line where it is written
   */
  copy(array: string, shape: readonly number[], slots: readonly Slot[], line: number): void {
    this.#copies.set(array, line);
    this.place(array, shape, slots);
  }

  /** Does something with the variables as they are before a line: without copies that are written after it. */
  before<Result>(line: number, make: () => Result): Result {
    this.#line = line;
    try {
      return make();
    } finally {
      this.#line = null;
    }
  }

  /** Records that from now on only this variable holds these slots. */
  move(array: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    for (const slot of slots) if (slot !== null) this.#cells.delete(slot);
    this.place(array, shape, slots);
  }

  /** All cells of a slot, in the order in which they were recorded. */
  of(slot: Slot): readonly ArrayElement[] {
    const cells = this.#cells.get(slot) ?? [];
    const line = this.#line;
    if (line === null || this.#copies.size === 0) return cells;
    return cells.filter(({ array }) => (this.#copies.get(array) ?? 0) < line);
  }

  /** The shape of a variable, and the slots that it holds; null if there is no such variable. */
  contents(array: string): Contents | null {
    return this.#contents.get(array) ?? null;
  }

  /** Sets the short expression of a slot that has no cell. */
  abbreviate(slot: Slot, text: string): void {
    if (!this.#cells.has(slot) && !this.#partial.has(slot)) this.#partial.set(slot, text);
  }

  partial(slot: Slot): string | null {
    return this.#partial.get(slot) ?? null;
  }

  /** The last of a slot's variables with this shape that hold it at this index; null if there is none. */
  holder(cells: readonly ArrayElement[], index: string, shape: readonly number[]): string | null {
    const wanted = String(shape);
    const found = cells.findLast((cell) => cell.index === index && this.#shapes.get(cell.array) === wanted);
    return found?.array ?? null;
  }

  isConstant(slot: Slot): boolean {
    return this.#run.slots[slot]?.kind === 'constant';
  }

  isParameter(slot: Slot): boolean {
    return this.#run.slots[slot]?.kind === 'parameter';
  }

  initial(slot: Slot): number {
    return this.#run.slots[slot]?.initial ?? 0;
  }
}
