/** A machine that executes whole segments as compiled code. Its registers equal those of a Machine, bit for bit. */

import { loadedExample, type Segment } from '../schedule.ts';
import { Machine } from './machine.ts';

/** Minimum length of a compiled segment, in steps. In shorter ones, copying the registers costs more than is saved. */
const MIN_SEGMENT_LENGTH = 100;

export class WasmMachine extends Machine {
  #executed = 0;

  protected override execute(segment: Segment, from: number, to: number): void {
    const { program, epoch, start, length } = segment;
    this.#executed += to - from;
    // Patches at position 0 can change the first example's inputs, which compiled code reads from its own memory.
    const isFit = start > 0 && from === 0 && to === length && length >= MIN_SEGMENT_LENGTH;
    const fast = isFit ? this.engine.wasmWorthFor(this.#executed) : null;
    if (!fast || program === 'finish') super.execute(segment, from, to);
    else fast.segment(this.registers, program, epoch, loadedExample(segment));
  }
}
