/** A machine that leaves whole segments to compiled code. What it holds is what a Machine holds, bit for bit. */
import { Machine } from './machine.ts';
import type { Segment } from './schedule.ts';

/** In shorter segments it takes longer to bring the registers there and back. */
const SHORTEST = 100;

/** When so many steps have been executed it pays to compile. */
export const WORTH_COMPILING = 500_000;

export class FastMachine extends Machine {
  #executed = 0;

  protected override execute(segment: Segment, from: number, to: number): void {
    const { program, epoch, start, length } = segment;
    this.#executed += to - from;
    // What is set before the first step also holds in the first example, whose numbers are in no row.
    const isFit = start > 0 && from === 0 && to === length && length >= SHORTEST;
    const fast = isFit && program !== 'finish' ? this.#compiled() : null;
    if (fast && program !== 'finish')
      fast.segment(
        this.registers,
        program,
        epoch,
        segment.example ?? segment.firstExample + segment.size - 1,
      );
    else super.execute(segment, from, to);
  }

  #compiled() {
    const { engine } = this;
    return this.#executed >= WORTH_COMPILING ? engine.fast : engine.fastIfCompiled;
  }
}
