import type { Emitter, OpName } from '../operations.ts';
import type { Slot } from '../program.ts';
import type { TapeBuilder } from '../tape-builder.ts';

/** What derivative rules emit with: every instruction belongs to the slope with respect to one operand. */
export class SlopeEmitter implements Emitter {
  readonly #builder: TapeBuilder;
  #index = 0;
  #operand = 0;
  #isGradient = false;

  constructor(builder: TapeBuilder) {
    this.#builder = builder;
  }

  /**
   * Sets what the next rule differentiates.
   *
   * @param index the forward instruction
   * @param operand which of its operands
   * @param isGradient whether the slope is multiplied by nothing
   */
  enter(index: number, operand: number, isGradient: boolean): void {
    this.#index = index;
    this.#operand = operand;
    this.#isGradient = isGradient;
  }

  constant(value: number): Slot {
    return this.#builder.constant(value);
  }

  apply(op: string, ...operands: Slot[]): Slot {
    const [of, operand, isGradient] = [this.#index, this.#operand, this.#isGradient];
    const role = { kind: 'slope', of, operand, isGradient } as const;
    return this.#builder.emit(op as OpName, operands, role);
  }
}
