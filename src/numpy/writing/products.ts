/** Products of arrays: a product of matrices for sums of products, and an outer product for all products of two vectors. */
import { binding } from '../../core/operations/operation.ts';
import type { Instruction, Slot } from '../../core/program.ts';
import { type Shape, sizeOf } from '../../expression/arrays/terms.ts';
import { type ArrayExpression, fills, marked } from './array-expression.ts';
import { type Expression, type Expressions, noted } from './expressions.ts';

type Slots = readonly Slot[];

/** Finds an expression whose value NumPy repeats to a shape; null if there is none as a whole. */
export type WholeArray = (shape: Shape, slots: Slots) => ArrayExpression | null;

/** How a sum of products is written. */
const asProduct = {
  text: '{0} @ {1}',
  binds: binding.product,
  needs: [binding.product, binding.power],
} as const;

const asOuter = { text: 'np.outer({0}, {1})', binds: binding.atom, needs: [0] } as const;

/** A matrix of all products of two vectors; null if these are not. @param products those of each element */
export function outerProduct(
  shape: Shape,
  products: readonly Instruction[],
  whole: WholeArray,
): Expression | null {
  const [rows = 0, columns = 0, ...more] = shape;
  if (rows < 2 || columns < 2 || more.length > 0) return null;
  for (const left of [0, 1]) {
    const factor = (place: number, operand: number) => products[place]?.operands[operand] as Slot;
    const isOuter = products.every(
      (_product, place) =>
        factor(place, left) === factor(place - (place % columns), left) &&
        factor(place, 1 - left) === factor(place % columns, 1 - left),
    );
    if (!isOuter) continue;
    const a = Array.from({ length: rows }, (_row, row) => factor(row * columns, left));
    const b = Array.from({ length: columns }, (_column, column) => factor(column, 1 - left));
    const [first, second] = [whole([rows], a), whole([columns], b)];
    if (first && second && fills(first, [rows]) && fills(second, [columns]))
      return noted(asOuter, [first, second]);
  }
  return null;
}

/** Sums of products as a product of matrices; null if these are not. @param terms the products of each element */
export function matrixProduct(
  shape: Shape,
  terms: readonly Slots[],
  expressions: Expressions,
  whole: WholeArray,
): ArrayExpression | null {
  if (shape.length > 2) return null;
  const count = terms[0]?.length ?? 0;
  const writers = terms.map((each) => each.map((slot) => expressions.writer(slot)));
  const isProduct = (writer: number | null) =>
    writer !== null && expressions.instruction(writer).op === 'multiply';
  if (!writers.every((each) => each.every(isProduct))) return null;
  const factor = (place: number, term: number, operand: number) =>
    expressions.instruction(writers[place]?.[term] as number).operands[operand] as Slot;
  for (const [rows, columns] of sidesOf(shape)) {
    for (const left of [0, 1]) {
      const [height, width] = [sizeOf(rows), sizeOf(columns)];
      const isMatrix = (place: number, term: number) =>
        factor(place, term, left) === factor(Math.floor(place / width) * width, term, left) &&
        factor(place, term, 1 - left) === factor(place % width, term, 1 - left);
      if (!writers.every((each, place) => each.every((_writer, term) => isMatrix(place, term)))) continue;
      const a = Array.from({ length: height * count }, (_each, at) =>
        factor(Math.floor(at / count) * width, at % count, left),
      );
      const b = Array.from({ length: count * width }, (_each, at) =>
        factor(at % width, Math.floor(at / width), 1 - left),
      );
      const [sizeA, sizeB] = [
        [...rows, count],
        [count, ...columns],
      ];
      const [first, second] = [whole(sizeA, a), whole(sizeB, b)];
      if (!first || !second || !fills(first, sizeA) || !fills(second, sizeB)) continue;
      return { ...marked(noted(asProduct, [first, second]), writers.flat() as number[]), shape };
    }
  }
  return null;
}

/** The axes of a product that come from its left operand, and those from the right one. */
function sidesOf(shape: Shape): (readonly [Shape, Shape])[] {
  if (shape.length === 2) return [[shape.slice(0, 1), shape.slice(1)]];
  return shape.length === 1
    ? [
        [shape, []],
        [[], shape],
      ]
    : [[[], []]];
}
