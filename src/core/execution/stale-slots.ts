/**
 * Which results of a batch are out of date. The tape is followed from the start of the batch, since its sums hold what
 * earlier examples have computed. What a batch starts with (weights, kept values, states of the optimizer) is what the
 * run goes on from, so it is never out of date.
 */
import type { Slot } from '../program.ts';
import { loadedExample, type Segment } from '../schedule.ts';
import type { Code } from './interpreter.ts';
import type { Engine, Patch } from './machine.ts';

/** Flags of a slot: its value was computed from something that was edited since; it is edited at a later step. */
const STALE = 1;
const PENDING = 2;

/** A set of slots. */
export interface StaleSlots {
  has(slot: Slot): boolean;
  readonly isEmpty: boolean;
}

const none: StaleSlots = { has: () => false, isEmpty: true };

/**
 * The slots whose value at a position was computed in this batch, directly or through other values, from a value that
 * was edited after it had been read. At most a few Programs are followed for each edit, however many examples the batch
 * has.
 *
 * @param segment that of the position
 * @param edits of the segment's batch, in ascending order; some may come after the position
 */
export function staleSlots(
  engine: Engine,
  segment: Segment,
  position: number,
  edits: readonly Patch[],
): StaleSlots {
  if (edits.length === 0) return none;
  const flags = new Follower(engine, edits).flagsAt(segment, position);
  const isStale = (flag: number | undefined) => ((flag as number) & STALE) !== 0;
  return { has: (slot) => isStale(flags[slot]), isEmpty: !flags.some(isStale) };
}

/** The edits that a step of a segment could know of: of an input, a target or a mask those of its own example. */
export function editsFor(engine: Engine, segment: Segment, edits: readonly Patch[]): readonly Patch[] {
  const { schedule, run } = engine;
  const start = exampleStart(engine, segment);
  // The update that follows a batch's last example still has that example's inputs.
  const isLast = loadedExample(segment) === segment.firstExample + segment.size - 1;
  const end = isLast ? schedule.batchStart(segment.batchIndex + 1) : segment.start + segment.length;
  return edits.filter(({ slot, at }) => {
    const kind = run.slots[slot]?.kind;
    const isOfExample = kind === 'input' || kind === 'target' || kind === 'mask';
    return at > start && (at <= end || !isOfExample);
  });
}

/** The position before the first step of the example of a segment; of an update, that of the batch's last example. */
function exampleStart({ run }: Engine, { program, start }: Segment): number {
  return program === 'update' ? start - run.example.instructions.length : start;
}

class Follower {
  readonly #engine: Engine;
  readonly #edits: readonly Patch[];
  readonly #flags: Uint8Array;

  constructor(engine: Engine, edits: readonly Patch[]) {
    this.#engine = engine;
    this.#edits = edits;
    this.#flags = new Uint8Array(engine.run.slots.length);
  }

  flagsAt(segment: Segment, position: number): Readonly<Uint8Array> {
    const { schedule } = this.#engine;
    const last = exampleStart(this.#engine, segment);
    for (let start = schedule.batchStart(segment.batchIndex); start < last; ) {
      const example = schedule.segmentAt(start + 1);
      start += example.length;
      this.#follow(example, start);
      const next = this.#edits.find(({ at }) => at > start - example.length)?.at ?? last;
      // Up to the next edit all examples read the same values that will be edited. So what one has not made stale, those
      // after it do not either.
      if (!this.#carry(example) && next > start)
        start += Math.floor((Math.min(next - 1, last) - start) / example.length) * example.length;
    }
    if (last < segment.start) {
      const example = schedule.segmentAt(segment.start);
      this.#follow(example, segment.start);
      this.#carry(example);
    }
    this.#follow(segment, position);
    return this.#flags;
  }

  /** Follows the steps of a segment up to a position. */
  #follow(segment: Segment, position: number): void {
    const { program, start } = segment;
    const flags = this.#flags;
    const later = editsFor(this.#engine, segment, this.#edits).filter(({ at }) => at > start);
    // Of several edits of a slot, the last one counts.
    const last = new Map(later.map(({ slot, at }) => [slot, at]));
    for (const slot of last.keys()) flags[slot] = (flags[slot] as number) | PENDING;
    let from = 0;
    for (const [slot, at] of [...last].sort(([, a], [, b]) => a - b)) {
      if (at > position) break;
      this.#mark(this.#engine.code[program], from, at - start);
      flags[slot] = 0;
      from = at - start;
    }
    this.#mark(this.#engine.code[program], from, position - start);
  }

  /** Marks the results of instructions `from` up to, but not including, `to`. */
  #mark({ a, b, out, wide }: Code, from: number, to: number): void {
    const flags = this.#flags;
    const write = (slot: Slot, isOld: boolean) => {
      flags[slot] = ((flags[slot] as number) & PENDING) | (isOld ? STALE : 0);
    };
    let index = from;
    const pairs = (end: number) => {
      for (; index < end; index++) {
        const old = (flags[a[index] as Slot] as number) | (flags[b[index] as Slot] as number);
        write(out[index] as Slot, old !== 0);
      }
    };
    for (const each of wide) {
      if (each.index < from) continue;
      if (each.index >= to) break;
      pairs(each.index);
      write(
        each.result,
        each.operands.some((slot) => flags[slot] !== 0),
      );
      index += 1;
    }
    pairs(to);
  }

  /** Hands the batch's sums on after an example. Returns whether one of them has become stale. */
  #carry({ program }: Segment): boolean {
    const flags = this.#flags;
    const { from, to } = this.#engine.code[program];
    let isMore = false;
    for (let index = 0; index < from.length; index++) {
      const [sum, next] = [from[index] as Slot, to[index] as Slot];
      isMore ||= flags[sum] !== flags[next];
      flags[next] = flags[sum] as number;
    }
    return isMore;
  }
}
