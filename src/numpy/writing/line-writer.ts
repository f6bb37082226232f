/** Writes the assignments of the listing, and records which variables hold which slots from there on. */
import { ops } from '../../core/operations.ts';
import type { Run, Slot } from '../../core/program.ts';
import type { ProgramName } from '../../core/schedule.ts';
import type { Terms } from '../../expression/arrays/terms.ts';
import { indexes, type VariableMap } from './cells.ts';
import { type Expression, Expressions, elementsOf, moved } from './expressions.ts';
import type { Lines } from './lines.ts';
import { type MatrixForm, matchedForm } from './matrix-form.ts';
import { foundIn } from './parts-of-variables.ts';
import type { TermSlots } from './term-slots.ts';
import { WholeArrays } from './whole-arrays.ts';
import { WholeFormula } from './whole-formulas.ts';

/** Longer lines for an array are only written if its elements one by one are longer together. */
const LONG = 200;

/** Writes the assignments that compute the instructions of one Program. */
export class LineWriter {
  readonly cells: VariableMap;
  readonly expressions: Expressions;
  readonly #lines: Lines;
  readonly #name: ProgramName;

  constructor(lines: Lines, cells: VariableMap, run: Run, name: ProgramName) {
    this.#lines = lines;
    this.#name = name;
    this.cells = cells;
    this.expressions = new Expressions(cells, run, name);
  }

  /** Adds a line that computes no instruction. */
  add(text: string): void {
    this.#lines.add(text);
  }

  /**
   * Writes the computation of a variable: as the form if it matches the tape; otherwise as one expression if all
   * elements are computed in the same way; otherwise element by element.
   *
   * @param slots the elements, in the order of `indexes`; null for an element that the tape does not compute
   */
  define(
    name: string,
    shape: readonly number[],
    slots: readonly (Slot | null)[],
    form: MatrixForm | null = null,
  ): void {
    const whole = form && matchedForm(form, slots, this.cells, this.expressions);
    const together = whole ?? this.expressions.together(elementsOf(shape, slots), shape);
    if (together) {
      this.assign(name, together);
      this.cells.place(name, shape, slots);
      return;
    }
    this.begin(name, shape);
    this.#assignEach(name, shape, slots);
  }

  /** Writes a formula of arrays in one line. Returns whether NumPy has a form for it. */
  defineWhole(
    name: string,
    shape: readonly number[],
    slots: readonly Slot[],
    { terms, slots: ofTerms }: { readonly terms: Terms; readonly slots: TermSlots },
  ): boolean {
    const written = new WholeFormula(this.cells, this.expressions, ofTerms).write(terms);
    if (written === null) return false;
    const copies = ofTerms.copies.map((instruction) => ({ instruction, from: 0, to: written.text.length }));
    this.assign(name, { ...written, marks: [...written.marks, ...copies] });
    this.cells.place(name, shape, slots);
    return true;
  }

  /** Writes an array as a whole if the tape allows it and that is shorter, otherwise element by element. */
  defineArray(name: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    const arrays = new WholeArrays(this.cells, this.expressions);
    const whole = arrays.write(shape, slots);
    if (whole && whole.text.length <= LONG) this.#put(name, shape, slots, whole);
    else this.#putEach(name, shape, slots, arrays, whole);
  }

  /** Writes the elements one by one, unless the whole array is shorter. */
  #putEach(
    name: string,
    shape: readonly number[],
    slots: readonly (Slot | null)[],
    arrays: WholeArrays,
    whole: Expression | null,
  ): void {
    const each = slots.map((slot) => (slot === null ? null : arrays.write([], [slot])));
    const length = each.reduce((sum, one) => sum + (one?.text.length ?? 0), 0);
    if (whole && whole.text.length <= length) {
      this.#put(name, shape, slots, whole);
      return;
    }
    this.begin(name, shape);
    for (const [place, index] of indexes(shape).entries()) {
      const one = each[place] ?? null;
      if (one) this.assign(`${name}${index}`, one);
    }
    this.cells.place(name, shape, slots);
  }

  #put(name: string, shape: readonly number[], slots: readonly (Slot | null)[], whole: Expression): void {
    this.assign(name, whole);
    this.cells.place(name, shape, slots);
  }

  /**
   * Writes an intermediate array, unless variables hold it already, or it has no expression as a whole.
   *
   * @param nameOf is only asked if it is written
   */
  defineStage(nameOf: () => string, shape: readonly number[], slots: readonly Slot[]): void {
    if (foundIn(this.cells, shape, slots)) return;
    const whole = new WholeArrays(this.cells, this.expressions).filling(shape, slots);
    if (whole) this.#put(nameOf(), shape, slots, whole);
  }

  /** Writes an intermediate array of a formula once more, as a variable; not if variables hold it already. */
  copyStage(nameOf: () => string, terms: Terms, slots: readonly Slot[], ofTerms: TermSlots): void {
    const { shape } = terms;
    if (foundIn(this.cells, shape, slots)) return;
    const written =
      new WholeFormula(this.cells, this.expressions, ofTerms).write(terms, false) ??
      new WholeArrays(this.cells, this.expressions).filling(shape, slots);
    if (written === null) return;
    const name = nameOf();
    this.add(`${name} = ${written.text}`);
    this.cells.copy(name, shape, slots, this.#lines.texts.length);
  }

  /** Writes a variable of zeros, whose elements are assigned later. */
  begin(name: string, shape: readonly number[]): void {
    this.add(`${name} = np.zeros(${shapeText(shape)})`);
  }

  /** Assigns one element of an existing variable, or a number. @param place position of the element, from 0 */
  assignElement(
    { name, shape, slots }: { name: string; shape: readonly number[]; slots: readonly (Slot | null)[] },
    place: number,
  ): void {
    this.assign(`${name}${indexes(shape)[place]}`, this.expressions.write(slots[place] as Slot));
    const alone = slots.map((slot, index) => (index === place ? slot : null));
    this.cells.place(name, shape, alone);
  }

  /** Assigns an existing variable again; elements that the tape does not compute are not changed. */
  redefine(name: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    const together = this.expressions.together(elementsOf(shape, slots), shape);
    if (together) {
      this.assign(name, together);
      this.cells.place(name, shape, slots);
    } else this.#assignEach(name, shape, slots);
  }

  #assignEach(name: string, shape: readonly number[], slots: readonly (Slot | null)[]): void {
    for (const { index, slot } of elementsOf(shape, slots)) {
      if (slot !== null) this.assign(`${name}${index}`, this.expressions.write(slot));
    }
    this.cells.place(name, shape, slots);
  }

  /** Writes a vector element by element: by its form if that matches the tape, otherwise as the tape computes it. */
  defineRows(name: string, slots: readonly Slot[], formOf: (position: number) => MatrixForm | null): void {
    this.add(`${name} = np.zeros(${slots.length})`);
    slots.forEach((slot, position) => {
      const form = formOf(position);
      const row = form && matchedForm(form, [slot], this.cells, this.expressions);
      this.assign(`${name}[${position}]`, row ?? this.expressions.write(slot));
    });
    this.cells.place(name, [slots.length], slots);
  }

  /** Assigns a number that may be a sum or maximum over vectors of this length. */
  defineTotal(name: string, slot: Slot, length: number): void {
    this.assign(name, this.expressions.total(slot, length));
    this.cells.place(name, [], [slot]);
  }

  /**
   * Adds to a variable or subtracts from it in place. The slots are the results. Before, the variable holds their first
   * operands.
   *
   * @param mask name of the variable that selects the changed elements; null: all elements
   */
  change(
    name: string,
    shape: readonly number[],
    slots: readonly (Slot | null)[],
    mask: string | null = null,
  ): void {
    const changes = elementsOf(shape, slots).flatMap(({ index, slot }) => {
      const writer = slot === null ? null : this.expressions.writer(slot);
      if (writer === null) return [];
      const { op, operands } = this.expressions.instruction(writer);
      const [before, change] = operands as readonly [Slot, Slot];
      return [{ index, writer, sign: ops[op].numpy.inPlace, before, slot: change }];
    });
    const [first] = changes;
    if (!first) return;
    const before = new Map(changes.map((each) => [each.index, each.before]));
    this.cells.place(
      name,
      shape,
      indexes(shape).map((index) => before.get(index) ?? null),
    );
    const suffix = mask === null ? '' : `[${mask}]`;
    const together = this.expressions.together(changes, shape, suffix);
    const put = (target: string, { text, marks }: Expression, writers: readonly number[]) => {
      const head = `${target} ${first.sign} `;
      const all = writers.map((instruction) => ({ instruction, from: 0, to: head.length + text.length }));
      this.#lines.add(`${head}${text}`, this.#name, [...all, ...moved(marks, head.length)]);
    };
    if (together)
      put(
        `${name}${suffix}`,
        together,
        changes.map(({ writer }) => writer),
      );
    else {
      for (const { index, slot, writer } of changes) {
        put(`${name}${index}`, this.expressions.write(slot), [writer]);
      }
    }
    this.cells.place(name, shape, slots);
  }

  assign(target: string, { text, marks }: Expression): void {
    this.#lines.add(`${target} = ${text}`, this.#name, moved(marks, target.length + 3));
  }
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? String(shape[0]) : `(${shape.join(', ')})`;
}
