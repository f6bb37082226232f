/** What is written and read within a frame of a tape. Found when the frame is asked for: a large tape has many. */
import type { Instruction, Program, Slot } from '../../core/program.ts';

export interface FrameUses {
  /** The indexes of its instructions: from the first one up to, but not including, the end. */
  readonly first: number;
  readonly end: number;
  /** By slot: the instruction of the frame that writes it. */
  readonly writers: ReadonlyMap<Slot, number>;
  /** By instruction, from the first one: the only one of the frame that reads its result; negative for none or several. */
  readonly users: Int32Array;
}

const NONE = -1;
const SEVERAL = -2;

/** How many frames are kept: a drawing writes formulas of those of the last step and of the next one. */
const MOST_FRAMES = 8;

/** The frames of a Program that were asked for last. */
export class RecentFrames {
  readonly #program: Program;
  /** The latest first. */
  #known: readonly FrameUses[] = [];

  constructor(program: Program) {
    this.#program = program;
  }

  /** The frame of an instruction, by its index. */
  of(index: number): FrameUses {
    const known = this.#known.find(({ first, end }) => index >= first && index < end);
    if (known !== undefined && known === this.#known[0]) return known;
    const frame = known ?? this.#find(index);
    this.#known = [frame, ...this.#known.filter((each) => each !== frame)].slice(0, MOST_FRAMES);
    return frame;
  }

  #find(index: number): FrameUses {
    const { group } = this.#at(index);
    const { instructions } = this.#program;
    let [first, end] = [index, index + 1];
    while (first > 0 && this.#at(first - 1).group === group) first -= 1;
    while (end < instructions.length && this.#at(end).group === group) end += 1;
    const writers = new Map<Slot, number>();
    const users = new Int32Array(end - first).fill(NONE);
    for (let at = first; at < end; at++) {
      const { operands, result } = this.#at(at);
      for (const slot of operands) {
        const source = writers.get(slot);
        if (source === undefined || users[source - first] === at) continue;
        users[source - first] = users[source - first] === NONE ? at : SEVERAL;
      }
      writers.set(result, at);
    }
    return { first, end, writers, users };
  }

  #at(index: number): Instruction {
    return this.#program.instructions[index] as Instruction;
  }
}
