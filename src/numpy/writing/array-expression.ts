/** Expressions whose value is an array: its shape, and what operations on such expressions give. */
import { type Shape, sizeOf } from '../../expression/arrays/terms.ts';
import type { Expression, SourceSpan } from './expressions.ts';

/** An expression, and the shape of its value in NumPy: an axis of length 1, or one that is missing, is repeated. */
export interface ArrayExpression extends Expression {
  readonly shape: Shape;
}

/** Whether the value of an expression has exactly this shape. */
export function fills({ shape: own }: ArrayExpression, shape: Shape): boolean {
  return own.length === shape.length && sizeOf(own) === sizeOf(shape);
}

/** The expression with marks for instructions that all of it computes. */
export function marked(expression: Expression, instructions: readonly number[]): Expression {
  const own = instructions.map(
    (instruction): SourceSpan => ({
      instruction,
      from: 0,
      to: expression.text.length,
    }),
  );
  return { ...expression, marks: [...own, ...expression.marks] };
}

/** The same, with the shape that operations on these operands have. */
export function shaped(
  expression: Expression,
  instructions: readonly number[],
  operands: readonly { readonly shape: Shape }[],
): ArrayExpression {
  const rank = Math.max(...operands.map(({ shape }) => shape.length));
  const shape = Array.from({ length: rank }, (_axis, axis) =>
    Math.max(...operands.map(({ shape: own }) => own[axis - rank + own.length] ?? 1)),
  );
  return { ...marked(expression, instructions), shape };
}
