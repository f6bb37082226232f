/** Writes the functions of compiled code: for one double (f64 → f64), or for a vector of two (v128 → v128). */
import { Code, F64, I32, I64, V128, type ValueType } from '../encoding/code.ts';
import type { Definition } from '../encoding/encoder.ts';
import type { Expression } from './expression.ts';

/** The type of one value. */
const types = { double: F64, bits: I64, test: I32 } as const;

/** How many doubles a function computes at once. */
export type Lanes = 1 | 2;

/**
 * The function that computes `result` from its argument.
 *
 * @param constants the constants of vectors in the module, to which those of this function are added
 */
export function functionOf(result: Expression, lanes: Lanes, constants: (number | bigint)[]): Definition {
  const writer = new FunctionWriter(lanes, usesIn(result), constants);
  writer.write(result);
  const type = lanes === 1 ? F64 : V128;
  return { name: null, params: [type], results: [type], locals: writer.locals, code: writer.code };
}

/** How often each expression is an operand. */
function usesIn(result: Expression): ReadonlyMap<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (expression: Expression) => {
    const before = uses.get(expression) ?? 0;
    uses.set(expression, before + 1);
    if (before === 0) expression.operands.forEach(visit);
  };
  visit(result);
  return uses;
}

class FunctionWriter {
  readonly code = new Code();
  readonly locals: ValueType[] = [];
  readonly #lanes: Lanes;
  readonly #uses: ReadonlyMap<Expression, number>;
  readonly #constants: (number | bigint)[];
  /** The locals of expressions that are needed again. */
  readonly #kept = new Map<Expression, number>();

  constructor(lanes: Lanes, uses: ReadonlyMap<Expression, number>, constants: (number | bigint)[]) {
    this.#constants = constants;
    this.#lanes = lanes;
    this.#uses = uses;
  }

  /** Writes code that puts the value of an expression on the stack. */
  write(expression: Expression): void {
    const { source, operands, value } = expression;
    const { code } = this;
    const kept = this.#kept.get(expression);
    if (source === 'argument') code.get(0);
    else if (kept !== undefined) code.get(kept);
    else if (source === 'constant') this.#constant(value as number | bigint);
    else {
      for (const operand of operands) this.write(operand);
      if (typeof value === 'number') this.#count(value);
      const name = source[this.#lanes - 1];
      if (name) code.op(name);
      if ((this.#uses.get(expression) as number) > 1) code.tee(this.#keep(expression));
    }
  }

  #constant(value: number | bigint): void {
    const { code } = this;
    if (this.#lanes === 2) code.global(this.#global(value));
    else if (typeof value === 'bigint') code.i64(value);
    else code.f64(value);
  }

  #global(value: number | bigint): number {
    const known = this.#constants.findIndex((each) => Object.is(each, value));
    return known >= 0 ? known : this.#constants.push(value) - 1;
  }

  /** By how many bits a shift goes: of one integer an i64, of two an i32. */
  #count(count: number): void {
    if (this.#lanes === 1) this.code.i64(BigInt(count));
    else this.code.i32(count);
  }

  #keep(expression: Expression): number {
    const type = this.#lanes === 1 ? types[expression.kind] : V128;
    const local = this.locals.push(type);
    this.#kept.set(expression, local);
    return local;
  }
}
