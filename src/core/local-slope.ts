/** The slope of an operation at given numbers. */
import { derivativeOf, type Emitter, type OpName, ops } from './operations.ts';
import type { Instruction } from './program.ts';

/** Evaluates a derivative rule instead of emitting it: its slots are the numbers themselves. */
const evaluating: Emitter = {
  constant: (value) => value,
  apply: (op, a = 0, b = a, ...rest) => ops[op as OpName].forward(a, b, ...rest),
};

/**
 * ∂result/∂operand by the operation's derivative rule. 0 if the operation has none, because its result then counts as
 * a constant.
 *
 * @param operands the numbers that it was applied to
 * @param operand which of them, from 0
 * @param result what it gave for them
 */
export function localSlope(op: OpName, operands: readonly number[], operand: number, result: number): number {
  return derivativeOf(op, operand)?.(evaluating, operands, result, operand) ?? 0;
}

/** The slope of an activation that has been executed. With a NaN operand it is NaN. */
export function slopeOfActivation(
  { op, operands, result }: Instruction,
  registers: Readonly<Float64Array>,
): number {
  const values = operands.map((slot) => registers[slot] as number);
  return localSlope(op, values, 0, registers[result] as number);
}
