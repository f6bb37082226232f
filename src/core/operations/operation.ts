/**
 * What an operation is: one step of scalar arithmetic, with all that is known of it side by side. A file of this
 * folder holds one operation or a family of them, with the operations that compute their slopes.
 *
 * Values are doubles (IEEE 754 binary64). No function of an operation ever throws.
 */

import type { StepFacts } from './step-facts.ts';

/** Where one value lives: an index into the register file. */
export type Slot = number;

/** What a derivative rule may write on the tape: constants, and further operations (each is a step). */
export interface Emitter {
  constant(value: number): Slot;
  /** `op` is an OpName. The list of names is made from these files, so they cannot use its type. */
  apply(op: string, ...operands: Slot[]): Slot;
}

/** The derivative of a result by one operand, as a slot: it exists already, or the rule emits it. */
export type Derivative = (emit: Emitter, operands: readonly Slot[], result: Slot) => Slot;

/** How strongly a text binds: sums, products, powers, then names, numbers and calls. On paper and in NumPy alike. */
export const binding = { sum: 1, product: 2, power: 3, atom: 4 } as const;

/** An operation as text. */
interface Notation {
  /** With {0} and {1} for the operands. */
  readonly text: string;
  readonly binds: 1 | 2 | 3 | 4;
  /**
   * For each operand: how strongly it has to bind to stand without brackets; 0 where anything may. Sums and
   * products are computed from left to right, so the operand on the right usually has to bind more strongly.
   */
  readonly needs: readonly number[];
}

/** How an operation is written on paper. */
interface PaperNotation extends Notation {
  /** The text as a term of a sum, without spaces: the terms stand out. */
  readonly inSum?: string;
}

/** How an operation is written in NumPy. */
interface NumpyNotation extends Notation {
  /** The operator that writes the result into the first operand, where NumPy has one. */
  readonly inPlace?: string;
}

/** A function of the language that compiled code may call. */
export type WasmImport = 'exp' | 'tanh';

/**
 * Writes WebAssembly for one operation: each call writes one instruction of the stack machine, as the
 * specification names it (https://webassembly.github.io/spec/core/).
 */
export interface WasmWriter {
  /** Puts an operand on the stack; it may be used again and again. */
  a(): this;
  b(): this;
  f64(value: number): this;
  add(): this;
  sub(): this;
  mul(): this;
  div(): this;
  neg(): this;
  max(): this;
  /** 1 where the comparison holds, else 0, as an i32. */
  gt(): this;
  ne(): this;
  /** The first of two values where the i32 above them is not 0, else the second. */
  select(): this;
  call(name: WasmImport): this;
}

/** How formulas call an operation: as a function, by an operator between two values, or by a sign before one. */
export interface FormulaSpelling {
  /** The first is the usual one. */
  readonly names?: readonly string[];
  readonly operator?: string;
  /** The operator means this operation, of its left value alone, where this number stands on its right. */
  readonly right?: number;
  readonly sign?: string;
}

/** What is said of an operation of a formula. */
interface FormulaWords {
  /** What it does with its operands, which come with their names and numbers. */
  readonly step: (a: string, b: string) => string;
  /** What its slope is, as a rule to learn. None where it is 1, which costs no step. */
  readonly slope?: () => string;
}

/** What is said of an activation, in a layer or in a formula. */
export interface ActivationWords {
  /** What it is there for. */
  readonly purpose: () => string;
  /** What it made of its input, `a`. Asked for finite results alone. */
  readonly result: (node: string, facts: StepFacts) => string;
  /** What its slope, the result, does to a gradient on its way back. Asked for finite results alone. */
  readonly slope: (facts: StepFacts) => string;
}

/** Properties that checks of numbers, exceptions and notations ask for. */
interface Traits {
  /** The slope jumps: at operand 0, or where the two operands are equal. */
  readonly kink?: 'at zero' | 'where equal';
  /**
   * The result is 0 only for an operand 0, so another 0 was too small for a double: always, or unless the
   * operands make it 0 exactly.
   */
  readonly underflows?: true | ((a: number, b: number) => boolean);
  /** Operands that are nearly equal, or nearly opposites, leave a result of few digits. */
  readonly cancels?: 'equals' | 'opposites';
  /** An activation of two straight pieces: crossing 0 is worth a stop. */
  readonly flips?: true;
  /** An activation with the slope 0 below 0: a node can stop learning. */
  readonly dies?: true;
  /** A chain of them is written as one line without brackets: a + b + c. */
  readonly flattens?: true;
}

/** What is known of every operation. */
interface Facets {
  /** How many operands it takes. */
  readonly arity: 1 | 2;
  /** The result. With one operand, `b` is that operand again. */
  readonly forward: (a: number, b: number) => number;
  /**
   * ∂result/∂operand, one rule an operand. Without any, the result counts as a constant: nothing is ever
   * differentiated through the operation.
   */
  readonly derivatives: readonly Derivative[];
  readonly paper: PaperNotation;
  /** How it is written in NumPy: the same text for one number and for an array of them. */
  readonly numpy: NumpyNotation;
  /**
   * Writes instructions that leave the result on the stack, with the same bits as `forward` (NaN is one value).
   * Null: compiled code calls `forward`.
   */
  readonly wasm: ((code: WasmWriter) => WasmWriter) | null;
  /** The operation with its result in words, for a screen reader; numbers come as they are spoken. */
  readonly spoken: (a: string, b: string, result: string) => string;
  /** What it is called where a value is said to come from it. None where it is called by its own name. */
  readonly kindName?: () => string;
  /** What textbooks differ in, said where the operation acts. None where there is nothing to choose. */
  readonly convention?: () => string;
  /** What a worksheet, which is worked out by hand, says of the function; `slope` where gradients are asked for. */
  readonly worksheet?: { readonly sentence: () => string; readonly slope?: () => string };
  readonly traits?: Traits;
}

/** An operation of formulas that is no activation. */
interface InFormulas {
  readonly formula?: FormulaSpelling & { readonly words: FormulaWords };
  readonly activation?: never;
}

/** An operation that a layer may name as its activation. In formulas its words are the same. */
interface AsActivation {
  readonly formula?: FormulaSpelling & { readonly words?: never };
  /** Null where it is no step. */
  readonly activation: { readonly words: ActivationWords } | null;
}

export type Operation = Facets & (InFormulas | AsActivation);

/** The rule of an operand whose slope is 1. */
export const one: Derivative = (emit) => emit.constant(1);

/** The rule of an operand whose slope is −1. */
export const minusOne: Derivative = (emit) => emit.constant(-1);
