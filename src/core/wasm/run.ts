/** Executes a Run as WebAssembly: whole batches, for which only the persistent values are kept, or single segments. */
import type { Example, Run, Slot } from '../program.ts';
import { engine, hasLanes, type Memory } from './encoding/engine.ts';
import { compileRun, type PlainExports, type TracedExports, type Version } from './module.ts';
import { planOf, type RunPlan } from './plan/plan.ts';
import { DOUBLE, type Layout, layoutOf } from './program.ts';
import { everything, nothing, type Recording, type Recordings, widthOf } from './recording.ts';

/**
 * Maximum number of instructions of a Run that is compiled. WebAssembly engines reject functions with too many locals
 * and are slow to compile large ones.
 */
const MAX_INSTRUCTIONS = 50_000;

/** Size of a page of WebAssembly memory, in bytes. */
const PAGE = 65_536;

/** The Programs that are compiled. The finish, a part of the example's Program, is executed by the machine. */
type Compiled = 'example' | 'update';

export class WasmRun {
  readonly #run: Run;
  readonly #plan: RunPlan;
  /** The layouts for the two versions of the module. They differ only in the order of the homes. */
  readonly #layouts: Readonly<Record<Version, Layout>>;
  readonly #layout: Layout;
  readonly #memory: Memory;
  /** Number of persistent values. */
  readonly #lasting: number;
  readonly #batchesPerEpoch: number;
  /** What `record` writes down; null if nothing is recorded but traces. */
  readonly #recordings: Recordings | null;
  /** The versions of the module. Each is compiled on first use. */
  #plainExports: PlainExports | null = null;
  #tracedExports: TracedExports | null = null;
  readonly #results: Readonly<Record<Compiled, Int32Array>>;
  readonly #homes: Int32Array;
  /** The epoch whose order and masks the rows in memory have. Initially 0. */
  #arranged = 0;

  /**
   * Prepares a Run. Returns null if it has no instructions or too many, or if WebAssembly is not available.
   *
   * @param lasting the slots whose values persist from batch to batch
   * @param recordings what `record` writes down; null if it is not called
   * @param lanes whether to compute on two lanes; by default if the engine can
   */
  static of(
    run: Run,
    lasting: readonly Slot[],
    recordings: Recordings | null = null,
    lanes = hasLanes(),
  ): WasmRun | null {
    const { length } = run.example.instructions;
    const isFit = length > 0 && length + run.update.instructions.length <= MAX_INSTRUCTIONS;
    return isFit && engine !== null ? new WasmRun(run, lasting, recordings, lanes, engine) : null;
  }

  private constructor(
    run: Run,
    lasting: readonly Slot[],
    recordings: Recordings | null,
    lanes: boolean,
    { Memory }: NonNullable<typeof engine>,
  ) {
    this.#run = run;
    this.#batchesPerEpoch = Math.ceil(run.data.length / run.batch);
    this.#recordings = recordings;
    const recorded = (name: Compiled) =>
      recordings?.[name].instructions.map((index) => run[name].instructions[index]?.result as Slot) ?? [];
    this.#plan = planOf(run, lasting, lanes, [...recorded('example'), ...recorded('update')]);
    const { homes, paired } = this.#plan;
    const [plain, traced] = [layoutOf(run, this.#plan, paired), layoutOf(run, this.#plan, homes)];
    this.#layouts = { plain, traced };
    this.#layout = traced;
    this.#lasting = lasting.length;
    this.#memory = new Memory({ initial: Math.ceil(traced.trace / PAGE) });
    const results = (name: Compiled) => Int32Array.from(run[name].instructions, ({ result }) => result);
    this.#results = { example: results('example'), update: results('update') };
    this.#homes = Int32Array.from(homes);
    this.#arrange(run.data.keys(), 0);
  }

  /**
   * Executes batches.
   *
   * @param state the persistent values at the start of batch `batch`; overwritten with those at the end of the last one
   * @param batch index of the first batch, from 0
   * @param count number of batches; they must end before the finish
   */
  batches(state: Float64Array, batch: number, count: number): void {
    const { load, save, batches } = this.#plain;
    this.#numbers(this.#layout.lasting, this.#lasting).set(state);
    load();
    for (const [from, length] of this.#stretches(batch, count)) batches(length, this.#rowOf(from), 0);
    save();
    state.set(this.#numbers(this.#layout.lasting, this.#lasting));
  }

  /**
   * Executes batches and records the result of each step.
   *
   * @param steps number of steps in these batches
   * @returns the results in the order of the steps: a view that the next call overwrites
   */
  trace(state: Float64Array, batch: number, count: number, steps: number): Readonly<Float64Array> {
    const { example, update } = this.#run;
    const widths = { example: example.instructions.length, update: update.instructions.length };
    return this.#step(widths, state, batch, count, steps);
  }

  /**
   * Executes batches and records what the Run was prepared for.
   *
   * @returns what each example and each update records, in the order of the run: a view that the next call overwrites
   */
  record(state: Float64Array, batch: number, count: number): Readonly<Float64Array> {
    const { example, update } = this.#recordings as Recordings;
    const widths = { example: widthOf(example), update: widthOf(update) };
    const length = this.#examplesIn(batch, count) * widths.example + count * widths.update;
    if (this.#hasTests) return this.#step(widths, state, batch, count, length);
    this.#makeRoom(length);
    const { load, save, batches } = this.#plain;
    this.#numbers(this.#layout.lasting, this.#lasting).set(state);
    load();
    let { trace } = this.#layout;
    for (const [from, size] of this.#stretches(batch, count)) {
      batches(size, this.#rowOf(from), trace);
      trace += (this.#examplesIn(from, size) * widths.example + size * widths.update) * DOUBLE;
    }
    save();
    state.set(this.#numbers(this.#layout.lasting, this.#lasting));
    return this.#numbers(this.#layout.trace, length);
  }

  /** Executes batches step by step. @param widths how many doubles an example and an update record */
  #step(
    widths: Readonly<Record<Compiled, number>>,
    state: Float64Array,
    batch: number,
    count: number,
    length: number,
  ): Readonly<Float64Array> {
    this.#makeRoom(length);
    const lasting = this.#numbers(0, this.#lasting);
    lasting.set(state);
    let { trace } = this.#layout;
    for (const [from, size] of this.#stretches(batch, count)) {
      this.#traced.batches(size, this.#rowOf(from), trace);
      trace += (this.#examplesIn(from, size) * widths.example + size * widths.update) * DOUBLE;
    }
    state.set(lasting);
    return this.#numbers(this.#layout.trace, length);
  }

  get #hasTests(): boolean {
    const tests = Object.values(this.#recordings ?? {}).map(({ test }: Recording) => test);
    return tests.some((test) => test !== null);
  }

  /**
   * Executes one segment on the registers of a machine. The copies after the segment are left to the machine.
   *
   * @param epoch counted from 1
   * @param example its position in the epoch, from 1; for an update, the last example of the batch
   */
  segment(registers: Float64Array, program: Compiled, epoch: number, example: number): void {
    this.#arrangeFor(epoch);
    const results = this.#results[program];
    const homes = this.#homes;
    this.#makeRoom(results.length);
    const memory = this.#numbers(0, homes.length);
    for (let index = 0; index < homes.length; index++) {
      memory[index] = registers[homes[index] as number] as number;
    }
    const { data, rowBytes, trace } = this.#layout;
    this.#traced[program](data + (example - 1) * rowBytes, trace);
    const values = this.#numbers(trace, results.length);
    for (let index = 0; index < results.length; index++) {
      registers[results[index] as number] = values[index] as number;
    }
  }

  get #plain(): PlainExports {
    this.#plainExports ??= this.#compiled('plain') as PlainExports;
    return this.#plainExports;
  }

  get #traced(): TracedExports {
    this.#tracedExports ??= this.#compiled('traced') as TracedExports;
    return this.#tracedExports;
  }

  /** The exports of a version of the module. */
  #compiled(version: Version): unknown {
    const { Module, Instance } = engine as NonNullable<typeof engine>;
    const { example, update } = this.#run;
    const usual =
      version === 'plain'
        ? { example: nothing, update: nothing }
        : { example: everything(example), update: everything(update) };
    const recordings = version === 'plain' || this.#hasTests ? (this.#recordings ?? usual) : usual;
    const { bytes, imports } = compileRun(this.#run, this.#layouts[version], this.#plan, version, recordings);
    const functions = Object.fromEntries(imports.map(({ name, call }) => [name, call]));
    return new Instance(new Module(bytes), { env: { memory: this.#memory, ...functions } }).exports;
  }

  #numbers(offset: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, offset, length);
  }

  /** Grows the memory so that a trace of `steps` steps fits. */
  #makeRoom(steps: number): void {
    const missing = this.#layout.trace + steps * DOUBLE - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
  }

  /**
   * Splits batches into ranges that use the same order and masks, and writes the rows of each range before it is
   * yielded. Yields the first batch of a range and the number of batches. One range, if all epochs are the same.
   */
  *#stretches(batch: number, count: number): Generator<readonly [from: number, length: number]> {
    const end = batch + count;
    if (this.#run.order === null && this.#run.masks === null) yield [batch, count];
    else {
      for (let from = batch; from < end; ) {
        const epoch = Math.floor(from / this.#batchesPerEpoch) + 1;
        const to = Math.min(end, epoch * this.#batchesPerEpoch);
        this.#arrangeFor(epoch);
        yield [from, to - from];
        from = to;
      }
    }
  }

  /** Number of examples in `count` batches. */
  #examplesIn(batch: number, count: number): number {
    const { data, batch: size } = this.#run;
    const before = (index: number) => {
      const epoch = Math.floor(index / this.#batchesPerEpoch);
      return epoch * data.length + Math.min(data.length, (index - epoch * this.#batchesPerEpoch) * size);
    };
    return before(batch + count) - before(batch);
  }

  #arrangeFor(epoch: number): void {
    const { order, masks, data } = this.#run;
    if ((order === null && masks === null) || epoch === this.#arranged) return;
    this.#arrange(order === null ? data.keys() : order(epoch).values(), epoch);
    this.#arranged = epoch;
  }

  /** Writes the examples to memory in the order `rows`, with the masks of an epoch. */
  #arrange(rows: Iterable<number>, epoch: number): void {
    const { inputs, targets, data, masks } = this.#run;
    const { rowBytes } = this.#layout;
    const numbers = new Float64Array(this.#memory.buffer);
    let at = this.#layout.data / DOUBLE;
    for (const row of rows) {
      const example = data[row] as Example;
      numbers.set(example.inputs, at);
      numbers.set(example.targets.slice(0, targets.length), at + inputs.length);
      if (masks) numbers.set(masks.forExample(epoch, row), at + inputs.length + targets.length);
      at += rowBytes / DOUBLE;
    }
  }

  /** Memory offset of the row of a batch's first example, in bytes. */
  #rowOf(batch: number): number {
    const { data, rowBytes } = this.#layout;
    return data + (batch % this.#batchesPerEpoch) * this.#run.batch * rowBytes;
  }
}
