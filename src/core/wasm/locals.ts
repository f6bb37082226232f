/** The locals of a function that is being written. A local that is given back is used again. */
import { F64, V128, type ValueType } from './encoding/code.ts';

export class Locals {
  /** The types of all locals that are not parameters. */
  readonly types: ValueType[] = [];
  readonly #parameters: number;
  readonly #free = new Map<ValueType, number[]>([
    [F64, []],
    [V128, []],
  ]);

  /** @param parameters number of parameters, which are the first locals */
  constructor(parameters: number) {
    this.#parameters = parameters;
  }

  take(type: ValueType): number {
    return this.#free.get(type)?.pop() ?? this.add(type);
  }

  /** A local that has not been used before. */
  add(type: ValueType): number {
    return this.#parameters + this.types.push(type) - 1;
  }

  giveBack(local: number): void {
    const type = this.types[local - this.#parameters] as ValueType;
    this.#free.get(type)?.push(local);
  }
}
