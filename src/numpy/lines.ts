/** The lines of the listing as they are written, and which instruction each part of them computes. */
import type { Run, Slot } from '../core/program.ts';
import type { ProgramName } from '../core/schedule.ts';
import { type Cells, cellIn, indexes } from './cells.ts';
import { Expressions, elementsOf, type Mark, moved, type Written } from './expressions.ts';

/** The part of a line that computes an instruction. Lines are counted from 1, columns from 0. */
export interface Term {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/**
 * A way of writing something with matrices, for which the elements on the tape have to look in a certain way.
 * All texts are for the element or the row at a position.
 */
export interface Form {
  readonly text: string;
  /** How much of the text, from its beginning, is the sum of the products; the rest adds a bias. */
  readonly main: number;
  readonly expected: (position: number) => string;
  /** The sum of the first so many products. */
  readonly partial?: (position: number, length: number) => string;
  /** The variables that its operands are in. */
  readonly operands: readonly string[];
}

/** All the lines, in the order in which they are run. */
export class Lines {
  readonly texts: string[] = [];
  readonly terms: Readonly<Record<ProgramName, Map<number, Term>>> = {
    example: new Map(),
    update: new Map(),
    finish: new Map(),
  };
  #indent = 0;

  /** Writes the lines that `body` adds further to the right. */
  indented(body: () => void): void {
    this.#indent += 1;
    body();
    this.#indent -= 1;
  }

  add(text: string, program: ProgramName | null = null, marks: readonly Mark[] = []): void {
    const space = '    '.repeat(this.#indent);
    this.texts.push(text === '' ? '' : `${space}${text}`);
    if (program === null) return;
    const terms = this.terms[program];
    for (const { instruction, from, to } of moved(marks, space.length)) {
      if (!terms.has(instruction)) terms.set(instruction, { line: this.texts.length, from, to });
    }
  }
}

/** Writes assignments for the instructions of one Program. */
export class Writer {
  readonly cells: Cells;
  readonly expressions: Expressions;
  readonly #lines: Lines;
  readonly #name: ProgramName;

  constructor(lines: Lines, cells: Cells, run: Run, name: ProgramName) {
    this.#lines = lines;
    this.#name = name;
    this.cells = cells;
    this.expressions = new Expressions(cells, run, name);
  }

  /** A line that computes nothing of the tape. */
  add(text: string): void {
    this.#lines.add(text);
  }

  /**
   * Computes a variable: as a form, where the tape looks like it; else for all elements at once, where they are
   * alike; else element by element.
   *
   * @param slots the elements, in the order of the indexes; null where the tape has none
   */
  define(
    name: string,
    shape: readonly number[],
    slots: readonly (Slot | null)[],
    form: Form | null = null,
  ): void {
    const whole = form && this.#matching(slots, form);
    const together = whole ?? this.expressions.together(elementsOf(shape, slots), shape);
    if (together) {
      this.assign(name, together);
      this.cells.place(name, shape, slots);
      return;
    }
    this.begin(name, shape);
    this.#assignEach(name, shape, slots);
  }

  /** A variable of zeros, whose elements are still to come. */
  begin(name: string, shape: readonly number[]): void {
    this.add(`${name} = np.zeros(${shapeText(shape)})`);
  }

  /** Computes one element of a variable that has been begun, or a number. @param place which of the elements */
  assignElement(
    { name, shape, slots }: { name: string; shape: readonly number[]; slots: readonly (Slot | null)[] },
    place: number,
  ): void {
    this.assign(`${name}${indexes(shape)[place]}`, this.expressions.write(slots[place] as Slot));
    const alone = slots.map((slot, index) => (index === place ? slot : null));
    this.cells.place(name, shape, alone);
  }

  /** Computes a variable that is there already anew; elements that the tape does not have stay as they are. */
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

  /** Computes a vector whose elements are rows of a form each, or are taken over from elsewhere. */
  defineRows(name: string, slots: readonly Slot[], formOf: (position: number) => Form | null): void {
    this.add(`${name} = np.zeros(${slots.length})`);
    slots.forEach((slot, position) => {
      const form = formOf(position);
      const row = form && this.#matching([slot], form);
      this.assign(`${name}[${position}]`, row ?? this.expressions.write(slot));
    });
    this.cells.place(name, [slots.length], slots);
  }

  /** Computes a number that may be a sum over vectors of this length. */
  defineTotal(name: string, slot: Slot, length: number): void {
    this.assign(name, this.expressions.total(slot, length));
    this.cells.place(name, [], [slot]);
  }

  /**
   * Adds to a variable, or subtracts from it, in place: the slots are the results, and what they are made from
   * is kept in the same elements.
   *
   * @param mask a variable that says which elements are meant, where they are not all
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
      return [{ index, writer, sign: op === 'add' ? '+=' : '-=', before, slot: change }];
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
    const put = (target: string, { text, marks }: Written, writers: readonly number[]) => {
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

  assign(target: string, { text, marks }: Written): void {
    this.#lines.add(`${target} = ${text}`, this.#name, moved(marks, target.length + 3));
  }

  /** The form, with the instructions of all the elements, if every element is as it expects. */
  #matching(slots: readonly (Slot | null)[], form: Form): Written | null {
    const leaf = cellIn(form.operands);
    const { expressions, cells } = this;
    const marks: Mark[] = [];
    const partial: { slot: Slot; text: string }[] = [];
    for (const [position, slot] of slots.entries()) {
      if (slot === null) return null;
      const written = expressions.write(slot, leaf);
      if (written.text !== form.expected(position)) return null;
      const root = expressions.writer(slot) ?? -1;
      const hasBias = form.main < form.text.length;
      marks.push(
        ...written.marks.map(({ instruction }) => ({
          instruction,
          from: 0,
          to: hasBias && instruction === root ? form.text.length : form.main,
        })),
      );
      expressions.chain(slot).additions.forEach((instruction, index) => {
        const text = form.partial?.(position, index + 2);
        if (text !== undefined && instruction !== root)
          partial.push({ slot: expressions.instruction(instruction).result, text });
      });
    }
    for (const { slot, text } of partial) cells.abbreviate(slot, text);
    return { text: form.text, binds: 0, marks };
  }
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? String(shape[0]) : `(${shape.join(', ')})`;
}
