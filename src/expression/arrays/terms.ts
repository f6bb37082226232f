/** What a formula becomes: scalar terms, in the shape of an array. */
import { type OpName, ops } from '../../core/operations.ts';
import { t } from '../../i18n/translate.ts';

/**
 * A scalar term: a number, the name of a value, or an operation on other terms. An operation on two values can have more
 * operands: it is then computed from left to right. A term that several others use is one object: it is computed once.
 */
export type FormulaTree =
  | { readonly number: number }
  | { readonly name: string }
  | { readonly op: OpName; readonly operands: readonly FormulaTree[] };

/** The length of each axis: none of a single value, one of a vector, two of a matrix (rows, columns). */
export type Shape = readonly number[];

/** Of an axis: one index, or a slice; each part of a slice may be left out (null). Negative ones count from the end. */
export type AxisIndex =
  | number
  | { readonly from: number | null; readonly to: number | null; readonly step: number | null };

/** How an array was made from others as a whole: by an operation on all numbers, a function, an index. */
type Making =
  | { readonly kind: 'operation'; readonly op: OpName; readonly operands: readonly Terms[] }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly axis: number | null;
      readonly operands: readonly Terms[];
    }
  | { readonly kind: 'part'; readonly indexes: readonly AxisIndex[]; readonly operands: readonly [Terms] }
  | { readonly kind: 'list'; readonly operands: readonly Terms[] };

/** An array of terms, or a single one. The last index changes fastest, as in NumPy. */
export interface Terms {
  readonly shape: Shape;
  readonly cells: readonly FormulaTree[];
  /** How it was made from arrays. Left out of values with a name, and of what is made from single values alone. */
  readonly made?: Making;
  /** The arrays between its operands and it, as the powers of a softmax. */
  readonly between?: readonly Terms[];
}

/** Notes how terms were made, if there are arrays. */
export function made(terms: Terms, by: Making): Terms {
  // A part of given values is no less given.
  if (!terms.cells.some((cell) => 'op' in cell)) return terms;
  const isOfArrays = terms.shape.length > 0 || by.operands.some(({ shape }) => shape.length > 0);
  return isOfArrays || by.operands.some((each) => each.made) ? { ...terms, made: by } : terms;
}

/** Notes that one operation made all cells, from the first operands; nothing if they are made in different ways. */
export function madeByOperation(terms: Terms, operands: readonly Terms[]): Terms {
  const [first] = terms.cells;
  if (first === undefined || !('op' in first)) return terms;
  const { op } = first;
  if (!terms.cells.every((cell) => 'op' in cell && cell.op === op)) return terms;
  return made(terms, { kind: 'operation', op, operands: operands.slice(0, first.operands.length) });
}

/** An array that cannot be computed from these operands. */
export class ShapeFault extends Error {
  readonly expected: string;
  readonly found: string;
  readonly fix: string;

  constructor(expected: string, found: string, fix = '') {
    super(expected);
    this.expected = expected;
    this.found = found;
    this.fix = fix;
  }
}

/** The operations of all formulas together, and the numbers of one array: more would take minutes. */
const MOST_OPERATIONS = 1_000_000;

/** Makes the operations of all formulas of a scenario, and counts them. */
export class TermWriter {
  #count = 0;

  /** @throws ShapeFault above a limit */
  apply(op: OpName, ...operands: readonly FormulaTree[]): FormulaTree {
    this.#count += ops[op].arity === 2 ? operands.length - 1 : 1;
    limit(this.#count);
    return { op, operands };
  }

  /** The operations so far. */
  get count(): number {
    return this.#count;
  }
}

/** @throws ShapeFault if this many operations or numbers are too many */
export function limit(count: number): void {
  if (count <= MOST_OPERATIONS) return;
  const found = Number.isSafeInteger(count) ? t`${count}` : t`more`;
  const most = MOST_OPERATIONS;
  throw new ShapeFault(
    t`formulas with at most ${most} operations, and arrays with at most ${most} numbers`,
    found,
  );
}

export function single(term: FormulaTree): Terms {
  return { shape: [], cells: [term] };
}

export function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** `3`, `2 × 3`, and in words that it is a single value. */
export function shapeText(shape: Shape): string {
  if (shape.length === 0) return t`a single value`;
  return shape.length === 1 ? t`a list of ${shape[0] as number}` : shape.join(' × ');
}

/** How far apart two neighbours along each axis are in the cells. */
export function stridesOf(shape: Shape): number[] {
  const strides = shape.map(() => 1);
  for (let axis = shape.length - 2; axis >= 0; axis--) {
    strides[axis] = (strides[axis + 1] as number) * (shape[axis + 1] as number);
  }
  return strides;
}

/** The indexes of each cell, in their order. */
export function indexesOf(shape: Shape): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((before) => Array.from({ length }, (_each, index) => [...before, index])),
    [[]],
  );
}

/** The indexes of one cell, by its place. */
export function indexesAt(shape: Shape, place: number): number[] {
  return stridesOf(shape).map((stride, axis) => Math.floor(place / stride) % (shape[axis] as number));
}

/** The address of one number of an array: `w`, `w[0]`, `w[0][1]`. */
export function elementName(array: string, indexes: readonly number[]): string {
  return `${array}${indexes.map((index) => `[${index}]`).join('')}`;
}

/** The addresses of the numbers of an array, in their order; its own name if it is a single value. */
export function elementNames(name: string, shape: Shape): string[] {
  return shape.length === 0 ? [name] : indexesOf(shape).map((indexes) => elementName(name, indexes));
}

/** The number of an array at some indexes. @param strides those of its shape */
export function cellAt(
  cells: readonly FormulaTree[],
  strides: readonly number[],
  indexes: readonly number[],
): FormulaTree {
  return cells[
    indexes.reduce((sum, index, axis) => sum + index * (strides[axis] as number), 0)
  ] as FormulaTree;
}

/** A value of this name and shape, as formulas use it. */
export function namedTerms(name: string, shape: Shape): Terms {
  if (shape.length === 0) return single({ name });
  return { shape, cells: elementNames(name, shape).map((each) => ({ name: each })) };
}

/** The names of the values that terms use. */
export function namesIn(terms: readonly FormulaTree[]): Set<string> {
  const names = new Set<string>();
  addNamesIn(terms, names);
  return names;
}

/** Adds the names of the values that terms use, in the order in which they are computed. */
export function addNamesIn(terms: readonly FormulaTree[], names: Set<string>): void {
  const seen = new Set<FormulaTree>();
  const add = (term: FormulaTree): void => {
    if ('name' in term) names.add(term.name);
    else if ('operands' in term && !seen.has(term)) {
      seen.add(term);
      for (const operand of term.operands) add(operand);
    }
  };
  for (const term of terms) add(term);
}

/**
 * The shape of an element-wise operation. As in NumPy, shapes are compared from the last axis on; a length of 1 or a
 * missing axis is repeated.
 *
 * @throws ShapeFault if two lengths differ
 */
function broadcastShape(shapes: readonly Shape[]): Shape {
  const [first = [], ...others] = shapes;
  const broadcast = others.reduce((shape, other) => {
    const rank = Math.max(shape.length, other.length);
    return Array.from({ length: rank }, (_axis, axis) => {
      const a = shape[axis - rank + shape.length] ?? 1;
      const b = other[axis - rank + other.length] ?? 1;
      if (a !== b && a !== 1 && b !== 1) {
        throw new ShapeFault(
          t`two arrays of the same shape, or a single value and an array`,
          t`${shapeText(shape)} and ${shapeText(other)}`,
        );
      }
      return a === 1 ? b : a;
    });
  }, first);
  limit(sizeOf(broadcast));
  return broadcast;
}

/** The place in the cells of an array of one cell of the broadcast shape, by its indexes. */
export function broadcastPlace(shape: Shape, strides: readonly number[], indexes: readonly number[]): number {
  let place = 0;
  const offset = indexes.length - shape.length;
  for (let axis = 0; axis < shape.length; axis++) {
    if (shape[axis] !== 1) place += (strides[axis] as number) * (indexes[axis + offset] as number);
  }
  return place;
}

/** Applies a scalar function to the cells of arrays, which are repeated where NumPy would. */
export function elementwise(
  operands: readonly Terms[],
  combine: (...cells: readonly FormulaTree[]) => FormulaTree,
): Terms {
  // Most formulas are over single values.
  if (operands.every(({ shape }) => shape.length === 0)) {
    return single(combine(...operands.map(({ cells: [cell] }) => cell as FormulaTree)));
  }
  const shape = broadcastShape(operands.map((each) => each.shape));
  const strides = operands.map((each) => stridesOf(each.shape));
  const cells = indexesOf(shape).map((indexes) =>
    combine(
      ...operands.map((each, operand) => {
        const place = broadcastPlace(each.shape, strides[operand] as number[], indexes);
        return each.cells[place] as FormulaTree;
      }),
    ),
  );
  return { shape, cells };
}

/** The number of an axis, counted from 0. @throws ShapeFault if the array does not have it */
export function axisOf(shape: Shape, axis: number): number {
  const found = axis < 0 ? shape.length + axis : axis;
  if (found < 0 || found >= shape.length) {
    throw new ShapeFault(
      shape.length === 0 ? t`an array` : t`an axis from 0 to ${shape.length - 1}`,
      shape.length === 0 ? t`a single value` : t`axis ${axis} of ${shapeText(shape)}`,
    );
  }
  return found;
}

/** The lanes of an array along an axis: the cells of each, and the shape in which the lanes lie. */
export function lanesOf(
  { shape, cells }: Terms,
  axis: number,
): { readonly shape: Shape; readonly lanes: readonly (readonly FormulaTree[])[] } {
  const [length, stride] = [shape[axis] as number, stridesOf(shape)[axis] as number];
  const outer = shape.filter((_length, each) => each !== axis);
  const lanes = cells.flatMap((_cell, start) =>
    Math.floor(start / stride) % length === 0
      ? [Array.from({ length }, (_each, index) => cells[start + index * stride] as FormulaTree)]
      : [],
  );
  return { shape: outer, lanes };
}

/** Puts lanes back along an axis of an array of this shape. */
export function fromLanes(shape: Shape, axis: number, lanes: readonly (readonly FormulaTree[])[]): Terms {
  const [length, stride] = [shape[axis] as number, stridesOf(shape)[axis] as number];
  const cells = Array.from({ length: sizeOf(shape) }, (_each, place) => {
    const lane = Math.floor(place / (stride * length)) * stride + (place % stride);
    return lanes[lane]?.[Math.floor(place / stride) % length] as FormulaTree;
  });
  return { shape, cells };
}
