/** What writing for one double and for two lanes have in common: the instructions that exist for both. */
import type { WasmFunction, WasmWriter } from '../operations/operation.ts';
import type { PlainName } from './encoding/code.ts';

export abstract class ArithmeticWriter implements WasmWriter {
  abstract a(): this;
  abstract b(): this;
  abstract c(): this;
  abstract f64(value: number): this;
  abstract select(): this;
  abstract call(name: WasmFunction): this;

  /** Writes an instruction: its form for one double, or for two lanes. */
  protected abstract arithmetic(single: PlainName, lanes: PlainName): this;

  add(): this {
    return this.arithmetic('f64.add', 'f64x2.add');
  }

  sub(): this {
    return this.arithmetic('f64.sub', 'f64x2.sub');
  }

  mul(): this {
    return this.arithmetic('f64.mul', 'f64x2.mul');
  }

  div(): this {
    return this.arithmetic('f64.div', 'f64x2.div');
  }

  neg(): this {
    return this.arithmetic('f64.neg', 'f64x2.neg');
  }

  abs(): this {
    return this.arithmetic('f64.abs', 'f64x2.abs');
  }

  sqrt(): this {
    return this.arithmetic('f64.sqrt', 'f64x2.sqrt');
  }

  floor(): this {
    return this.arithmetic('f64.floor', 'f64x2.floor');
  }

  min(): this {
    return this.arithmetic('f64.min', 'f64x2.min');
  }

  max(): this {
    return this.arithmetic('f64.max', 'f64x2.max');
  }

  gt(): this {
    return this.arithmetic('f64.gt', 'f64x2.gt');
  }

  lt(): this {
    return this.arithmetic('f64.lt', 'f64x2.lt');
  }

  ge(): this {
    return this.arithmetic('f64.ge', 'f64x2.ge');
  }

  le(): this {
    return this.arithmetic('f64.le', 'f64x2.le');
  }

  eq(): this {
    return this.arithmetic('f64.eq', 'f64x2.eq');
  }

  ne(): this {
    return this.arithmetic('f64.ne', 'f64x2.ne');
  }
}
