/** The slope of an operation at given numbers. */
import { derivativeOf, type Emitter, type OpName, ops } from './operations.ts';
import type { Instruction, Slot } from './program.ts';

/** What stands for a computed number where only slots count. */
const UNKNOWN = -1;

/** Evaluates a derivative rule instead of emitting it: its slots are the numbers themselves. */
const evaluating: Emitter = {
  constant: (value) => value,
  apply: (op, a = 0, b = a, ...rest) => ops[op as OpName].forward(a, b, ...rest),
};

/** The rule for ∂result/∂operand as a function of numbers. It gives 0 if the operation has none, as of a constant. */
function ruleOf(op: OpName, operand: number): (operands: readonly number[], result: number) => number {
  const derivative = derivativeOf(op, operand);
  return derivative ? (operands, result) => derivative(evaluating, operands, result, operand) : () => 0;
}

/**
 * ∂result/∂operand by the operation's derivative rule. 0 if the operation has none, because its result then counts as
 * a constant.
 *
 * @param operands the numbers that it was applied to
 * @param operand which of them, from 0
 * @param result what it gave for them
 */
export function localSlope(op: OpName, operands: readonly number[], operand: number, result: number): number {
  return ruleOf(op, operand)(operands, result);
}

/** The operands and the result of an activation, as far as its slope is computed from them. */
export function slopeOperands({ op, operands, result }: Instruction): readonly Slot[] {
  const read = new Set<Slot>();
  const reading: Emitter = {
    constant: () => UNKNOWN,
    apply: (_op, ...own) => {
      for (const slot of own) read.add(slot);
      return UNKNOWN;
    },
  };
  const derivative = derivativeOf(op, 0);
  if (derivative) read.add(derivative(reading, operands, result, 0));
  read.delete(UNKNOWN);
  return [...read];
}

/** A function that computes the slope of an activation that has been executed. With a NaN operand it is NaN. */
export function activationSlope({
  op,
  operands,
  result,
}: Instruction): (registers: Readonly<Float64Array>) => number {
  const rule = ruleOf(op, 0);
  const values = operands.map(() => 0);
  return (registers) => {
    for (let index = 0; index < values.length; index++)
      values[index] = registers[operands[index] as number] as number;
    return rule(values, registers[result] as number);
  };
}
