/** Values as they are written in a document, which may have errors. */
import type { Shape } from '../../expression/arrays/terms.ts';

/** The indexes of each number of a parameter: none for a number, `[i]` in a vector, `[row, column]` in a matrix. */
export function elementIndexes(value: unknown): number[][] {
  return Array.isArray(value)
    ? value.flatMap((element, index) => elementIndexes(element).map((inner) => [index, ...inner]))
    : [[]];
}

/** The shape of nested lists, as their first elements have it; that of a number is empty. */
export function shapeOf(value: unknown): Shape {
  return Array.isArray(value) && value.length > 0 ? [value.length, ...shapeOf(value[0])] : [];
}

/** The items of a list; none if it is not one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
