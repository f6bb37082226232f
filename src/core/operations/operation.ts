/**
 * The definition of an operation: one step of scalar arithmetic, with all its properties in one object. Each file of
 * this folder has one operation or a family of them, with the operations that compute their slopes.
 *
 * Values are doubles (IEEE 754 binary64). No function of an operation throws.
 */

import type { StepFacts } from './step-facts.ts';

/** Index of a value in the registers. */
export type Slot = number;

/** Writes to the tape for a derivative rule: constants, and further operations (each is a step). */
export interface Emitter {
  constant(value: number): Slot;
  /** `op` is an OpName. That type is made from the files of this folder, so they cannot use it. */
  apply(op: string, ...operands: Slot[]): Slot;
}

/**
 * A rule for ∂result/∂operand, where `operand` is its number. It returns the slot of the derivative: an existing one, or
 * one that it emits.
 */
export type Derivative = (emit: Emitter, operands: readonly Slot[], result: Slot, operand: number) => Slot;

/** Precedence, on paper and in NumPy. Names, numbers and function calls are atoms. */
export const binding = { sum: 1, product: 2, power: 3, atom: 4 } as const;

/** How an operation is written. */
export interface Notation {
  /** A template: {0} and {1} stand for the operands, {1…} for all from that one on, separated by commas. */
  readonly text: string;
  readonly binds: 1 | 2 | 3 | 4;
  /**
   * For each operand, the lowest precedence that needs no brackets; 0: never brackets. The last one is also for all
   * further operands. Sums and products are computed from left to right, so the right operand usually needs a higher
   * one.
   */
  readonly needs: readonly number[];
}

/** How an operation is written on paper. */
interface PaperNotation extends Notation {
  /** The template for a term of a sum. It has no spaces, so that terms are easy to tell apart. */
  readonly inSum?: string;
}

/** How an operation is written in NumPy. */
interface NumpyNotation extends Notation {
  /** The NumPy operator that writes the result into the first operand, if there is one. */
  readonly inPlace?: string;
  /** How it is written with more than two operands, if that is different. */
  readonly many?: Notation;
  /** How it is written if its operands are all elements of one vector, {0}, in their order. */
  readonly vector?: Notation;
  /** Lines at the start of a listing that its text needs, and the names that they define. */
  readonly helper?: { readonly lines: readonly string[]; readonly names: readonly string[] };
  /** How it is written where only its truth counts, as a comparison that gives a boolean. Never in need of brackets. */
  readonly truth?: Omit<Notation, 'binds'>;
  /** The number of operands from the first on of which only the truth counts. */
  readonly takesTruths?: number;
}

/** A function of `core/math/` that compiled code has in its own form (`core/wasm/functions/`). */
export type WasmFunction = 'exp' | 'log' | 'log1p' | 'tanh';

/**
 * Writes WebAssembly for one operation. Each call writes one instruction of the stack machine, with the name that it
 * has in the specification (https://webassembly.github.io/spec/core/).
 */
export interface WasmWriter {
  /** Pushes the first operand; `b` pushes the second, `c` the third. Each can be pushed several times. */
  a(): this;
  b(): this;
  c(): this;
  f64(value: number): this;
  add(): this;
  sub(): this;
  mul(): this;
  div(): this;
  neg(): this;
  abs(): this;
  sqrt(): this;
  floor(): this;
  min(): this;
  max(): this;
  /** Comparisons push an i32: 1 if the comparison is true, otherwise 0. */
  gt(): this;
  lt(): this;
  ge(): this;
  le(): this;
  eq(): this;
  ne(): this;
  /** Pops an i32 and two values; pushes the first value if the i32 is not 0, otherwise the second. */
  select(): this;
  call(name: WasmFunction): this;
}

/** The syntax of an operation in formulas: a function, an operator between two values, or a sign before a value. */
export interface FormulaSpelling {
  /** Function names; the first is the usual one. */
  readonly names?: readonly string[];
  readonly operator?: string;
  /** With this number on its right, `operator` means this operation of only the left value, for example x ** 2. */
  readonly right?: number;
  readonly sign?: string;
}

/** The texts about an operation in a formula. */
interface FormulaWords {
  /** What it does with its operands: the name and the number of each as text. If there is one, `b` is equal to `a`. */
  readonly step: (a: string, b: string, ...rest: string[]) => string;
  /** The rule for its slope. Left out if no step computes it: the slope is always 1, or it has none. */
  readonly slope?: () => string;
  /** Why the values of its operands give this result, for an operation that chooses. Only called for finite results. */
  readonly because?: (facts: StepFacts) => string;
  /** Why it and the steps that use its result are there, if there is more to say than of any operation. */
  readonly purpose?: () => string;
}

/** The texts about an activation, in a layer or in a formula. */
export interface ActivationWords {
  /** Its purpose. */
  readonly purpose: () => string;
  /** What it did to its input, `a`. Only called for finite results. */
  readonly result: (node: string, facts: StepFacts) => string;
  /** What its slope (`facts.result`) does to a gradient in the backward phase. Only called for finite results. */
  readonly slope: (facts: StepFacts) => string;
}

/** Numbers between two others, which may belong to it. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** No bounds: the result can be any number. */
export const anyNumber: Bounds = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };

/** Probabilities, and shares of a whole. */
export const zeroToOne: Bounds = { least: 0, most: 1 };

/** Properties used by gradient checks, exceptions, metrics, notations and warnings. */
interface Traits {
  /** Where all results lie. Left out if any number is possible. */
  readonly bounds?: Bounds;
  /** The slope jumps: where the first operand is 0, or where two operands are equal; or the result itself jumps. */
  readonly kink?: 'at zero' | 'where equal' | 'jump';
  /**
   * A result of 0 from operands that are not 0 is an underflow. True: always. A function: only for operands for which
   * it returns true, because for others the exact result is 0.
   */
  readonly underflows?: true | ((a: number, b: number) => boolean);
  /** The result is the product of the operands, or of the only one with itself. */
  readonly isProduct?: true;
  /** Operands that are nearly equal, or nearly opposites, cancel: the result has few significant digits. */
  readonly cancels?: 'equals' | 'opposites';
  /** The result is not finite if any operand is not finite, or if the first one is not. */
  readonly spreads?: 'all' | 'first';
  /** An activation of two straight pieces: a run can stop where its input changes sign (the exception `flip`). */
  readonly flips?: true;
  /** An activation that is nearly flat on both sides, so that it lets no gradient back (the exception `saturate`). */
  readonly saturates?: true;
  /** A chain of them is written as one line without brackets: a + b + c. */
  readonly flattens?: true;
}

/** A typical mistake in computing an operation, by hand or in code. */
export interface OperationMistake {
  /** What it gives instead of the result. */
  readonly forward: (a: number, b: number, ...rest: number[]) => number;
  /** What was done, as a sentence. `name`: the value that was computed. */
  readonly words: (name: string) => string;
}

/** The properties of every operation. */
interface Facets {
  /** Number of operands; `many`: two or more. */
  readonly arity: 1 | 2 | 3 | 'many';
  /** Computes the result. If there is one operand, `b` is equal to `a`. */
  readonly forward: (a: number, b: number, ...rest: number[]) => number;
  /**
   * One rule for each operand; if there are many, one rule for all of them. Null: no gradient goes back to this operand. If
   * the list is empty, the result counts as a constant: no gradient goes back through the operation.
   */
  readonly derivatives: readonly (Derivative | null)[];
  readonly paper: PaperNotation;
  /** How it is written in NumPy. The same text must work for a number and for an array. */
  readonly numpy: NumpyNotation;
  /**
   * Writes instructions that leave the result on the stack, with the same bits as `forward` (all NaNs count as equal).
   * Null: compiled code calls `forward`.
   */
  readonly wasm: ((code: WasmWriter) => WasmWriter) | null;
  /**
   * The operation with its result in words, for a screen reader. The arguments are numbers as they are read aloud; `all`
   * are all operands.
   */
  readonly spoken: (a: string, b: string, result: string, all: readonly string[]) => string;
  /** Its name in the current language. Default: its identifier. */
  readonly kindName?: () => string;
  /** The convention that is used where textbooks differ, shown at its steps. Left out if they do not differ. */
  readonly convention?: () => string;
  /** For an operation that computes a slope: what is special about this slope; null if nothing is. */
  readonly means?: (facts: StepFacts) => string | null;
  /** What a function does with its operand, {0}: shown below the operation, in English like all names. */
  readonly definition?: string;
  /** The definition printed on a worksheet, for computing by hand; `slope` is added if gradients are asked for. */
  readonly worksheet?: { readonly sentence: () => string; readonly slope?: () => string };
  /**
   * Why it has no finite result for these operands, as a clause: a pole, or no result at all. Null: because the result
   * is too large. Only called if the result is not finite although the operands are, or NaN although they are not.
   */
  readonly notFinite?: (a: number, b: number) => string | null;
  /** What people do instead, the usual ones first: a wrong number is compared with what these give. */
  readonly mistakes?: readonly OperationMistake[];
  readonly traits?: Traits;
}

/** An operation that is not an activation. It may be used in formulas. */
interface InFormulas {
  readonly formula?: FormulaSpelling & { readonly words: FormulaWords };
  readonly activation?: never;
}

/** An operation that a layer can have as its activation. In formulas it uses the same texts. */
interface AsActivation {
  readonly formula?: FormulaSpelling & { readonly words?: never };
  /** Null for the identity, which is not a step. */
  readonly activation: {
    /** What it computes, where its name does not say it: `max(0, {0})`. */
    readonly definition?: string;
    /** How the weights of its layer are usually drawn (He et al. 2015); left out: `xavier` (Glorot & Bengio 2010). */
    readonly usualInit?: 'he';
    readonly words: ActivationWords;
  } | null;
}

/** An operation, with all that is known of it. */
export type Operation = Facets & (InFormulas | AsActivation);

/** The derivative rule for an operand whose slope is 1. */
export const one: Derivative = (emit) => emit.constant(1);

/** The derivative rule for an operand whose slope is −1. */
export const minusOne: Derivative = (emit) => emit.constant(-1);
