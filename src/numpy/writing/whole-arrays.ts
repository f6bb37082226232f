/**
 * Finds one expression for a whole array on the tape: the same operation on all elements, a product of matrices, a sum
 * along an axis. It compares operations, element by element, so the expression computes what the tape does.
 */
import { binding } from '../../core/operations/operation.ts';
import { ops } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import { indexesOf, type Shape, stridesOf } from '../../expression/arrays/terms.ts';
import { type ArrayExpression, fills, marked, shaped } from './array-expression.ts';
import type { VariableMap } from './cells.ts';
import { type Expression, type Expressions, moved, noted } from './expressions.ts';
import { constantText } from './numbers.ts';
import { foundIn } from './parts-of-variables.ts';
import { matrixProduct, outerProduct, type WholeArray } from './products.ts';

/** Sums with more terms in all elements together are not examined: it would take too long. */
const MOST_TERMS = 200_000;

/** Sums of more expressions are written element by element. */
const MOST_IN_A_SUM = 12;

type Slots = readonly Slot[];

export class WholeArrays {
  readonly #cells: VariableMap;
  readonly #expressions: Expressions;
  readonly #asWhole: WholeArray = (shape, slots) => this.#whole(shape, slots);

  constructor(cells: VariableMap, expressions: Expressions) {
    this.#cells = cells;
    this.#expressions = expressions;
  }

  /** The expression for an array; null if there is none as a whole, or if NumPy has to repeat its value. */
  filling(shape: Shape, slots: Slots): Expression | null {
    const found = this.#whole(shape, slots);
    return found && fills(found, shape) ? found : null;
  }

  /** The expression for an array; null if there is none as a whole. */
  write(shape: Shape, slots: readonly (Slot | null)[]): Expression | null {
    if (slots.includes(null)) return null;
    const found = this.#whole(shape, slots as Slots);
    if (found === null || fills(found, shape)) return found;
    const head = `np.zeros((${shape.join(', ')}${shape.length === 1 ? ',' : ''})) + `;
    const isLoose = found.binds < binding.product;
    const text = isLoose ? `(${found.text})` : found.text;
    return {
      text: `${head}${text}`,
      binds: binding.sum,
      marks: moved(found.marks, head.length + (isLoose ? 1 : 0)),
    };
  }

  /** An expression whose value NumPy repeats to this shape. */
  #whole(shape: Shape, slots: Slots): ArrayExpression | null {
    const held = foundIn(this.#cells, shape, slots);
    if (held) return held;
    const [first] = slots as readonly [Slot];
    if (slots.length > 1 && slots.every((slot) => slot === first)) return this.#whole([], [first]);
    if (this.#cells.isConstant(first)) return this.#constant(slots);
    const narrow = shape.map((length, axis) => (length > 1 && isSameAlong(shape, axis, slots) ? 1 : length));
    if (narrow.some((length, axis) => length !== shape[axis])) {
      const strides = stridesOf(shape);
      const some = indexesOf(narrow).map((indexes) => slots[flat(indexes, strides)] as Slot);
      const from = narrow.findIndex((length) => length > 1);
      return this.#whole(narrow.slice(from), some);
    }
    const computed = this.#computed(shape, slots);
    if (computed || shape.length > 0) return computed;
    return { ...this.#expressions.write(first), shape };
  }

  #constant(slots: Slots): ArrayExpression | null {
    const values = slots.map((slot) => (this.#cells.isConstant(slot) ? this.#cells.initial(slot) : null));
    const [value = null] = values;
    if (value === null || values.some((each) => !Object.is(each, value))) return null;
    return { ...constantText(value), marks: [], shape: [] };
  }

  /** All elements by the same operation. */
  #computed(shape: Shape, slots: Slots): ArrayExpression | null {
    const writers = slots.map((slot) => this.#expressions.writer(slot));
    const [first] = writers;
    if (first === null || first === undefined || writers.includes(null)) return null;
    const { op, operands } = this.#expressions.instruction(first);
    const others = (writers as number[]).map((writer) => this.#expressions.instruction(writer));
    if (others.some((each) => each.op !== op || each.operands.length !== operands.length)) return null;
    if (op === 'add') return this.#sum(shape, slots);
    if (op === 'max') return this.#largest(shape, slots);
    const outer = op === 'multiply' ? outerProduct(shape, others, this.#asWhole) : null;
    if (outer) return { ...marked(outer, writers as number[]), shape };
    const { numpy } = ops[op];
    const arrays: ArrayExpression[] = [];
    for (const operand of operands.keys()) {
      const array = this.#whole(
        shape,
        others.map((each) => each.operands[operand] as Slot),
      );
      if (array === null) return null;
      arrays.push(array);
    }
    const isSwapped =
      op === 'multiply' && others.every((each) => this.#cells.isParameter(each.operands[1] as Slot));
    const notation = (operands.length > 2 ? numpy.many : null) ?? numpy;
    // A list of operands has to be one of arrays of one shape.
    if (notation === numpy.many && arrays.some((each) => !fills(each, shape))) return null;
    return shaped(noted(notation, isSwapped ? arrays.toReversed() : arrays), writers as number[], arrays);
  }

  #chains(slots: Slots, op: 'add' | 'max') {
    const chains = slots.map((slot) => this.#expressions.chain(slot, op));
    const count = chains[0]?.terms.length ?? 0;
    if (count * slots.length > MOST_TERMS || chains.some(({ terms }) => terms.length !== count)) return null;
    return {
      count,
      terms: chains.map(({ terms }) => terms),
      additions: chains.flatMap(({ additions }) => additions),
    };
  }

  #largest(shape: Shape, slots: Slots): ArrayExpression | null {
    const chains = this.#chains(slots, 'max');
    const found = chains && this.#reduced('np.max', shape, chains.terms);
    return found && shaped(found, chains.additions, [found]);
  }

  /** A sum, from left to right: as many terms as possible are one product of matrices or one sum along an axis. */
  #sum(shape: Shape, slots: Slots): ArrayExpression | null {
    const chains = this.#chains(slots, 'add');
    if (chains === null) return null;
    const parts: ArrayExpression[] = [];
    for (let from = 0; from < chains.count; ) {
      const part = this.#longest(shape, chains.terms, from, chains.count);
      if (part === null || parts.length === MOST_IN_A_SUM) return null;
      parts.push(part.expression);
      from = part.end;
    }
    const [first] = parts as [ArrayExpression];
    if (parts.length === 1) return shaped(first, chains.additions, [first]);
    const sum = parts
      .slice(1)
      .reduce<Expression>((left, right) => noted(ops.add.numpy, [left, right]), first);
    return shaped(sum, chains.additions, parts);
  }

  /** The expression for as many terms as possible from one on, and where it ends. */
  #longest(shape: Shape, terms: readonly Slots[], from: number, count: number) {
    for (let end = count; end > from + 1; end--) {
      const some = terms.map((each) => each.slice(from, end));
      const expression =
        matrixProduct(shape, some, this.#expressions, this.#asWhole) ?? this.#reduced('np.sum', shape, some);
      if (expression) return { expression, end };
    }
    const expression = this.#whole(
      shape,
      terms.map((each) => each[from] as Slot),
    );
    return expression && { expression, end: from + 1 };
  }

  /** Sums or maxima along one axis, or of all elements of an array. @param terms those of each element */
  #reduced(name: string, shape: Shape, terms: readonly Slots[]): ArrayExpression | null {
    const count = terms[0]?.length ?? 0;
    const found: ArrayExpression[] = [];
    for (const { wide, axis, keeps } of reductionsTo(shape, count)) {
      const strides = stridesOf(shape);
      const slots = indexesOf(wide).map((indexes) => {
        if (axis === null) return terms[0]?.[flat(indexes, stridesOf(wide))] as Slot;
        const outer = keeps
          ? indexes.map((index, each) => (each === axis ? 0 : index))
          : indexes.filter((_index, each) => each !== axis);
        return terms[flat(outer, strides)]?.[indexes[axis] as number] as Slot;
      });
      const inside = this.#whole(wide, slots);
      if (!inside || !fills(inside, wide)) continue;
      const along = axis === null ? '' : `, axis=${axis}`;
      const notation = {
        text: `${name}({0}${along}${keeps ? ', keepdims=True' : ''})`,
        binds: binding.atom,
        needs: [0],
      };
      found.push({ ...noted(notation, [inside]), shape });
    }
    const [first = null] = found.sort((a, b) => a.text.length - b.text.length);
    return first;
  }
}

/** Arrays whose sums along an axis, or of all elements, have this shape. */
function reductionsTo(shape: Shape, count: number) {
  if (shape.length === 0) {
    const shapes: Shape[] = [[count]];
    for (let rows = 2; rows <= count / 2; rows++) if (count % rows === 0) shapes.push([rows, count / rows]);
    return shapes.map((wide) => ({ wide, axis: null, keeps: false }));
  }
  const narrow = shape.indexOf(1);
  if (narrow >= 0) {
    return [
      { wide: shape.map((length, axis) => (axis === narrow ? count : length)), axis: narrow, keeps: true },
    ];
  }
  return [
    { wide: [...shape, count], axis: shape.length, keeps: false },
    { wide: [count, ...shape], axis: 0, keeps: false },
  ];
}

function flat(indexes: readonly number[], strides: readonly number[]): number {
  return indexes.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0);
}

/** Whether all elements along an axis are the same. */
function isSameAlong(shape: Shape, axis: number, slots: Slots): boolean {
  const [length, stride] = [shape[axis] as number, stridesOf(shape)[axis] as number];
  return slots.every((slot, place) => {
    const index = Math.floor(place / stride) % length;
    return slot === slots[place - index * stride];
  });
}
