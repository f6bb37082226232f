/**
 * Executes whole batches as compiled code, and shows some of their values after each segment. This is much faster than
 * a Machine, whose registers have all values.
 */
import { type Example, type Run, rowOfExample, type Slot } from '../program.ts';
import type { Segment } from '../schedule.ts';
import { type Recording, type Recordings, type Tests, widthOf } from '../wasm/recording.ts';
import { WasmRun } from '../wasm/run.ts';
import type { Engine } from './machine.ts';

/** What happens at each segment. The registers have the right values only in the watched slots. */
export interface Visitor {
  /** Whether nobody has to see any segment, so that there are no visits. */
  readonly isIdle: boolean;
  /** Whether it has to see a segment. The last batch it sees all the same. */
  wants(segment: Segment): boolean;
  /** Before a segment, with the values after the previous one. */
  enter(segment: Segment, registers: Readonly<Float64Array>): void;
  /** After a segment. */
  leave(segment: Segment, registers: Readonly<Float64Array>): void;
  /**
   * Whether batches from one position to another have to be visited that start with this value of a watched slot, or
   * compute it. Null: all have to.
   */
  concerns(from: number, to: number): ((value: number) => boolean) | null;
  /** Called after batches of which only the last one has been visited. */
  skip(): void;
}

/** A copy of numbers to registers: register `slots[i]` gets number `places[i]`. */
interface Scatter {
  readonly slots: Int32Array;
  readonly places: Int32Array;
}

export class WatchedBatches {
  readonly #engine: Engine;
  readonly #wasm: WasmRun;
  readonly #hasTests: boolean;
  /** Numbers of doubles that an example and an update record. */
  readonly #widths: Readonly<Record<'example' | 'update', number>>;
  readonly #watched: Int32Array;
  readonly #registers: Float64Array;
  readonly #results: Readonly<Record<'example' | 'update', Int32Array>>;
  readonly #carries: Readonly<Record<'example' | 'update', Scatter>>;
  readonly #inputs: Scatter;
  readonly #targets: Scatter;
  readonly #masks: Scatter;
  readonly #accumulators: readonly Slot[];

  /**
   * @param slots the slots to watch
   * @param tests are carried out on every instruction; null for none
   * @throws RangeError if the run cannot be compiled
   */
  constructor(engine: Engine, slots: Iterable<Slot>, tests: Tests | null) {
    const { run } = engine;
    this.#engine = engine;
    const watched = withSources(run, slots);
    const recordingOf = (name: 'example' | 'update'): Recording => ({
      instructions: run[name].instructions.flatMap(({ result }, index) =>
        watched.has(result) ? [index] : [],
      ),
      // Without instructions there is no segment.
      isTested: tests !== null && run[name].instructions.length > 0,
    });
    const recordings: Recordings = { example: recordingOf('example'), update: recordingOf('update'), tests };
    this.#hasTests = tests !== null;
    this.#widths = { example: widthOf(recordings.example), update: widthOf(recordings.update) };
    const wasm = WasmRun.of(run, engine.lasting, recordings);
    if (wasm === null) throw new RangeError('the run cannot be compiled');
    this.#wasm = wasm;
    this.#watched = Int32Array.from(watched);
    this.#registers = new Float64Array(run.slots.length);
    const resultsOf = (name: 'example' | 'update') =>
      Int32Array.from(
        recordings[name].instructions,
        (index) => run[name].instructions[index]?.result as Slot,
      );
    this.#results = { example: resultsOf('example'), update: resultsOf('update') };
    const carriesOf = (name: 'example' | 'update') =>
      scatterOf(
        run[name].carries.map(({ to }) => to),
        watched,
        run[name].carries.map(({ from }) => from),
      );
    this.#carries = { example: carriesOf('example'), update: carriesOf('update') };
    this.#inputs = scatterOf(run.inputs, watched);
    this.#targets = scatterOf(run.targets, watched);
    this.#masks = scatterOf(run.masks?.slots ?? [], watched);
    this.#accumulators = engine.accumulators.filter((slot) => watched.has(slot));
  }

  /**
   * Executes batches, up to the first one in which a test has found something.
   *
   * @param state the persistent values at the start of batch `batch`; overwritten with those after the last batch that
   *   was executed
   * @param registers those of a machine at the start of that batch; afterwards the watched slots have the values after
   *   the last batch
   * @returns the number of batches that were executed. The one after them has not been visited
   */
  execute(
    state: Float64Array,
    registers: Float64Array,
    batch: number,
    count: number,
    visitor: Visitor,
  ): number {
    const { schedule } = this.#engine;
    const before = this.#hasTests ? state.slice() : state;
    const first = schedule.segmentAt(schedule.batchStart(batch) + 1);
    const numbers = this.#wasm.record(state, batch, count);
    const quiet = this.#hasTests ? this.#quietBatches(numbers, first, count, state) : count;
    if (quiet < count) {
      state.set(before);
      if (quiet > 0) this.#engine.wasm?.batches(state, batch, quiet);
    }
    if (quiet === 0 || visitor.isIdle) return quiet;
    const from = schedule.batchStart(batch);
    const end = schedule.batchStart(batch + quiet);
    const concerns = visitor.concerns(from, end);
    const isConcerned =
      concerns === null ||
      hasAny(numbers, concerns) ||
      this.#watched.some((slot) => concerns(registers[slot] as number));
    const start = isConcerned ? from : schedule.batchStart(batch + quiet - 1);
    this.#visit(numbers, registers, first, start, end, visitor);
    if (!isConcerned) visitor.skip();
    return quiet;
  }

  /**
   * The number of batches before the first one whose tests have found something. A test may see the consequence of a
   * result one batch later, so the batch before does not count either; after the last batch its consequences are in
   * the persistent values.
   */
  #quietBatches(
    numbers: Readonly<Float64Array>,
    first: Segment,
    count: number,
    state: Readonly<Float64Array>,
  ): number {
    const { run } = this.#engine;
    const widths = this.#widths;
    const batchesPerEpoch = Math.ceil(run.data.length / run.batch);
    let at = 0;
    for (let done = 0; done < count; done++) {
      const inEpoch = (first.batch - 1 + done) % batchesPerEpoch;
      const size = Math.min(run.batch, run.data.length - inEpoch * run.batch);
      let sum = 0;
      for (let example = 0; example < size; example++) {
        at += widths.example;
        sum += numbers[at - 1] as number;
      }
      at += widths.update;
      if (widths.update > 0) sum += numbers[at - 1] as number;
      if (sum !== 0) return Math.max(0, done - 1);
    }
    return state.every(Number.isFinite) ? count : count - 1;
  }

  /** @param numbers what was recorded from the segment `first` on */
  #visit(
    numbers: Readonly<Float64Array>,
    registers: Float64Array,
    first: Segment,
    start: number,
    end: number,
    visitor: Visitor,
  ): void {
    const { schedule, run } = this.#engine;
    const own = this.#registers;
    for (const slot of this.#watched) own[slot] = registers[slot] as number;
    const from = schedule.segmentAt(start + 1);
    const last = schedule.batchStart(schedule.segmentAt(end).batchIndex);
    const examples = (from.epoch - first.epoch) * run.data.length + from.firstExample - first.firstExample;
    let at = examples * this.#widths.example + (from.batchIndex - first.batchIndex) * this.#widths.update;
    let previous: Segment | null = null;
    for (let segment = from; ; segment = schedule.next(segment)) {
      const program = segment.program as 'example' | 'update';
      const isSeen = segment.start >= last || visitor.wants(segment);
      if (isSeen) visitor.enter(segment, own);
      if (previous !== null) this.#carry(previous.program);
      // The next example that is seen computes all of its values anew; an update computes some that are kept.
      if (isSeen || program === 'update') {
        this.#load(segment);
        const results = this.#results[program];
        for (let index = 0; index < results.length; index++)
          own[results[index] as number] = numbers[at + index] as number;
      }
      at += this.#widths[program];
      if (isSeen) visitor.leave(segment, own);
      previous = segment;
      if (segment.start + segment.length === end) break;
    }
    for (const slot of this.#watched) registers[slot] = own[slot] as number;
  }

  #carry(program: Segment['program']): void {
    const { slots, places } = this.#carries[program as 'example' | 'update'];
    const own = this.#registers;
    for (let index = 0; index < slots.length; index++)
      own[slots[index] as number] = own[places[index] as number] as number;
  }

  /** Writes what a machine writes before it executes a segment. */
  #load({ program, example, firstExample, size, epoch }: Segment): void {
    if (program !== 'example' || example === null) return;
    const { run } = this.#engine;
    const own = this.#registers;
    if (example === firstExample) {
      for (const slot of this.#accumulators) own[slot] = 0;
      if (run.batchShare !== null) own[run.batchShare] = 1 / size;
    }
    if (this.#inputs.slots.length + this.#targets.slots.length + this.#masks.slots.length === 0) return;
    const row = rowOfExample(run, epoch, example);
    const { inputs, targets } = run.data[row] as Example;
    scatter(own, this.#inputs, inputs);
    scatter(own, this.#targets, targets);
    if (this.#masks.slots.length > 0 && run.masks)
      scatter(own, this.#masks, run.masks.forExample(epoch, row));
  }
}

/** As `numbers.some(test)`, in 3 nanoseconds a number where that takes 13. */
function hasAny(numbers: Readonly<Float64Array>, test: (value: number) => boolean): boolean {
  for (let index = 0; index < numbers.length; index++) if (test(numbers[index] as number)) return true;
  return false;
}

/** The slots, and those whose values are copied to them after a Program. */
function withSources(run: Run, slots: Iterable<Slot>): Set<Slot> {
  const found = new Set(slots);
  const carries = [...run.example.carries, ...run.update.carries];
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const { from, to } of carries) if (found.has(to)) found.add(from);
  }
  return found;
}

/** @param places default: the positions in the list */
function scatterOf(slots: readonly Slot[], watched: ReadonlySet<Slot>, places?: readonly number[]): Scatter {
  const chosen = [...slots.keys()].filter((index) => watched.has(slots[index] as Slot));
  return {
    slots: Int32Array.from(chosen, (index) => slots[index] as Slot),
    places: Int32Array.from(chosen, (index) => (places ? (places[index] as number) : index)),
  };
}

function scatter(
  registers: Float64Array,
  { slots, places }: Scatter,
  numbers: readonly number[] | Readonly<Float64Array>,
): void {
  for (let index = 0; index < slots.length; index++)
    registers[slots[index] as number] = numbers[places[index] as number] as number;
}
