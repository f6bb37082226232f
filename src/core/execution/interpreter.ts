/** Executes the instructions of a Program one after the other. Nothing is allocated for one with one or two operands. */
import { type OpName, opNames, ops } from '../operations.ts';
import type { Instruction, Program, Slot } from '../program.ts';

/** A Program as typed arrays, for the inner loop. */
export interface Code {
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly out: Int32Array;
  /** The instructions with more than two operands, in their order. */
  readonly wide: readonly Wide[];
  /** The copies after the Program: register `from[i]` to register `to[i]`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** An instruction with more than two operands, and its index. */
export interface Wide {
  readonly index: number;
  readonly rule: (...operands: number[]) => number;
  readonly operands: readonly Slot[];
  readonly result: Slot;
}

const opCode = new Map<OpName, number>(opNames.map((name, index) => [name, index]));
const forwardRules = opNames.map((name) => ops[name].forward);

/** A Program in arrays of numbers, as `interpret` reads it. */
export function encode(program: Program): Code {
  const { instructions, carries } = program;
  const { length } = instructions;
  const wide: Wide[] = [];
  const code = {
    op: new Uint8Array(length),
    a: new Int32Array(length),
    b: new Int32Array(length),
    out: new Int32Array(length),
    wide,
    from: Int32Array.from(carries, ({ from }) => from),
    to: Int32Array.from(carries, ({ to }) => to),
  };
  for (let index = 0; index < length; index++) {
    const { op, operands, result } = instructions[index] as Instruction;
    code.op[index] = opCode.get(op) as number;
    code.a[index] = operands[0] as Slot;
    code.b[index] = (operands[1] ?? operands[0]) as Slot;
    code.out[index] = result;
    if (operands.length > 2) wide.push({ index, rule: ops[op].forward as Wide['rule'], operands, result });
  }
  return code;
}

/** Executes instructions with at most two operands. */
function executePairs({ op, a, b, out }: Code, registers: Float64Array, from: number, to: number): void {
  for (let index = from; index < to; index++) {
    const rule = forwardRules[op[index] as number] as (x: number, y: number) => number;
    registers[out[index] as number] = rule(
      registers[a[index] as number] as number,
      registers[b[index] as number] as number,
    );
  }
}

/** Executes instructions from index `from` up to, but not including, `to`. */
export function interpret(code: Code, registers: Float64Array, from: number, to: number): void {
  let at = from;
  for (const { index, rule, operands, result } of code.wide) {
    if (index < from) continue;
    if (index >= to) break;
    executePairs(code, registers, at, index);
    registers[result] = rule(...operands.map((slot) => registers[slot] as number));
    at = index + 1;
  }
  executePairs(code, registers, at, to);
}
