/**
 * The op table in WebAssembly: rows that give the same bits as their forward rule in `ops.ts` (NaN is one value).
 * An operation without a row here is called as the function that it is there.
 */
import { LEAK } from '../operations/activations/relu.ts';
import type { OpName } from '../operations.ts';
import { type Code, opcodes } from './encoder.ts';

/** What a row needs to write an operation. Each writes one value on the stack, and may be used again and again. */
export interface Writing {
  readonly code: Code;
  readonly a: () => void;
  readonly b: () => void;
  /** A call of a function from outside, with what is on the stack. */
  readonly call: (name: Outside) => void;
}

/** Functions of the language that rows call. */
export const outside = { exp: Math.exp, tanh: Math.tanh };
export type Outside = keyof typeof outside;

export const wasmOps: Readonly<Partial<Record<OpName, (writing: Writing) => void>>> = {
  multiply: ({ code, a, b }) => {
    a();
    b();
    code.op(opcodes.f64Mul);
  },
  add: ({ code, a, b }) => {
    a();
    b();
    code.op(opcodes.f64Add);
  },
  subtract: ({ code, a, b }) => {
    a();
    b();
    code.op(opcodes.f64Sub);
  },
  square: ({ code, a }) => {
    a();
    a();
    code.op(opcodes.f64Mul);
  },
  identity: ({ a }) => a(),
  // f64.max is Math.max: NaN where an operand is NaN, and 0 of −0 and 0.
  relu: ({ code, a }) => {
    a();
    code.f64(0).op(opcodes.f64Max);
  },
  relu_slope: slope(0),
  leaky_relu: ({ code, a }) => {
    a();
    a();
    code.f64(LEAK).op(opcodes.f64Mul);
    isPositive(code, a);
    code.op(opcodes.select);
  },
  leaky_relu_slope: slope(LEAK),
  sigmoid: ({ code, a, call }) => {
    code.f64(1);
    code.f64(1);
    a();
    code.op(opcodes.f64Neg);
    call('exp');
    code.op(opcodes.f64Add).op(opcodes.f64Div);
  },
  sigmoid_slope: ({ code, a }) => {
    a();
    code.f64(1);
    a();
    code.op(opcodes.f64Sub).op(opcodes.f64Mul);
  },
  tanh: ({ a, call }) => {
    a();
    call('tanh');
  },
  tanh_slope: ({ code, a }) => {
    code.f64(1);
    a();
    a();
    code.op(opcodes.f64Mul).op(opcodes.f64Sub);
  },
};

/** 1 where the operand is above 0, NaN where it is NaN, else `below`. */
function slope(below: number) {
  return ({ code, a }: Writing): void => {
    a();
    code.f64(1).f64(below);
    isPositive(code, a);
    code.op(opcodes.select);
    a();
    a();
    code.op(opcodes.f64Ne).op(opcodes.select);
  };
}

function isPositive(code: Code, operand: () => void): void {
  operand();
  code.f64(0).op(opcodes.f64Gt);
}
