/** A machine that leaves whole segments to compiled code. What it holds is what a Machine holds, bit for bit. */

import { loadedExample, type Segment } from '../schedule.ts';
import { Machine } from './machine.ts';

/** In shorter segments it takes longer to bring the registers there and back. */
const SHORTEST = 100;

export class FastMachine extends Machine {
  #executed = 0;

  protected override execute(segment: Segment, from: number, to: number): void {
    const { program, epoch, start, length } = segment;
    this.#executed += to - from;
    // What is set before the first step also holds in the first example, whose numbers are in no row.
    const isFit = start > 0 && from === 0 && to === length && length >= SHORTEST;
    const fast = isFit ? this.engine.fastFor(this.#executed) : null;
    if (!fast || program === 'finish') super.execute(segment, from, to);
    else fast.segment(this.registers, program, epoch, loadedExample(segment));
  }
}
