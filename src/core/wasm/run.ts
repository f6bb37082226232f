/** Executes a Run as WebAssembly: whole batches, for which only the persistent values are kept, or single segments. */
import type { Instruction, Run, Slot } from '../program.ts';
import { engine, hasLanes, type Memory } from './encoding/engine.ts';
import { ExampleRows } from './example-rows.ts';
import { compileRun, type PlainExports, type TracedExports, type Version } from './module.ts';
import { planOf, type RunPlan } from './plan/plan.ts';
import { DOUBLE, type Layout, layoutOf } from './program.ts';
import { everything, nothing, type Recordings, widthOf } from './recording.ts';

/** Maximum number of instructions of a Run that is compiled. It takes about two seconds to compile so many. */
const MAX_INSTRUCTIONS = 200_000;

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
  readonly #rows: ExampleRows;
  /** What `record` writes down; null if nothing is recorded but traces. */
  readonly #recordings: Recordings | null;
  /** The versions of the module. Each is compiled on first use. */
  #plainExports: PlainExports | null = null;
  #tracedExports: TracedExports | null = null;
  readonly #results: Readonly<Record<Compiled, Int32Array>>;
  readonly #homes: Int32Array;

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
    this.#recordings = recordings;
    const recorded = (name: Compiled) =>
      recordings?.[name].instructions.map((index) => run[name].instructions[index]?.result as Slot) ?? [];
    const tests = recordings?.tests;
    const isTested = (instruction: Instruction) => (tests?.(instruction) ?? []).length > 0;
    this.#plan = planOf(run, lasting, lanes, [...recorded('example'), ...recorded('update')], isTested);
    const { homes, paired } = this.#plan;
    const [plain, traced] = [layoutOf(run, this.#plan, paired), layoutOf(run, this.#plan, homes)];
    this.#layouts = { plain, traced };
    this.#layout = traced;
    this.#lasting = lasting.length;
    this.#memory = new Memory({ initial: Math.ceil(traced.trace / PAGE) });
    const results = (name: Compiled) => Int32Array.from(run[name].instructions, ({ result }) => result);
    this.#results = { example: results('example'), update: results('update') };
    this.#homes = Int32Array.from(homes);
    this.#rows = new ExampleRows(run, traced, () => this.#memory.buffer);
  }

  /**
   * Executes batches.
   *
   * @param state the persistent values at the start of batch `batch`; overwritten with those at the end of the last one
   * @param batch index of the first batch, from 0
   * @param count number of batches; they must end before the finish
   */
  batches(state: Float64Array, batch: number, count: number): void {
    this.#execute('plain', { example: 0, update: 0 }, state, batch, count);
  }

  /**
   * Executes batches and records the result of each step.
   *
   * @returns the results in the order of the steps: a view that the next call overwrites
   */
  trace(state: Float64Array, batch: number, count: number): Readonly<Float64Array> {
    const { example, update } = this.#run;
    const widths = { example: example.instructions.length, update: update.instructions.length };
    return this.#execute('traced', widths, state, batch, count);
  }

  /**
   * Executes batches and records what the Run was prepared for.
   *
   * @returns what each example and each update records, in the order of the run: a view that the next call overwrites
   */
  record(state: Float64Array, batch: number, count: number): Readonly<Float64Array> {
    const { example, update } = this.#recordings as Recordings;
    const widths = { example: widthOf(example), update: widthOf(update) };
    return this.#execute('plain', widths, state, batch, count);
  }

  /** Executes batches with one version. @param widths how many doubles an example and an update record */
  #execute(
    version: Version,
    widths: Readonly<Record<Compiled, number>>,
    state: Float64Array,
    batch: number,
    count: number,
  ): Readonly<Float64Array> {
    const length = this.#rows.examplesIn(batch, count) * widths.example + count * widths.update;
    this.#makeRoom(length);
    const isPlain = version === 'plain';
    const { batches } = isPlain ? this.#plain : this.#traced;
    // The traced version has the persistent values in their homes, which come first; the plain one moves them there.
    const lasting = isPlain ? this.#layout.lasting : 0;
    this.#numbers(lasting, this.#lasting).set(state);
    if (isPlain) this.#plain.load();
    let { trace } = this.#layout;
    for (const stretch of this.#rows.stretches(batch, count)) {
      batches(stretch.batches, stretch.row, trace);
      trace += (stretch.examples * widths.example + stretch.batches * widths.update) * DOUBLE;
    }
    if (isPlain) this.#plain.save();
    state.set(this.#numbers(lasting, this.#lasting));
    return this.#numbers(this.#layout.trace, length);
  }

  /**
   * Executes one segment on the registers of a machine. The copies after the segment are left to the machine.
   *
   * @param epoch counted from 1
   * @param example its position in the epoch, from 1; for an update, the last example of the batch
   */
  segment(registers: Float64Array, program: Compiled, epoch: number, example: number): void {
    this.#rows.arrangeFor(epoch);
    const results = this.#results[program];
    const homes = this.#homes;
    this.#makeRoom(results.length);
    const memory = this.#numbers(0, homes.length);
    for (let index = 0; index < homes.length; index++) {
      memory[index] = registers[homes[index] as number] as number;
    }
    const { trace } = this.#layout;
    this.#traced[program](this.#rows.offsetOf(example - 1), trace);
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
    const recordings = version === 'plain' ? (this.#recordings ?? nothing) : everything(this.#run);
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
}
