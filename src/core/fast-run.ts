/** A Run at the speed of compiled code: whole batches on what lasts from batch to batch alone, or single segments. */
import type { Run, Slot } from './program.ts';
import { compileRun, type Exports } from './wasm.ts';
import { DOUBLE, type Layout, layoutOf } from './wasm-program.ts';

/** Longer Programs are not compiled: engines refuse functions with too many locals, and take long for large ones. */
const MOST_INSTRUCTIONS = 50_000;

/** The memory grows by so many bytes. */
const PAGE = 65_536;

interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

/** What is used of WebAssembly; the language alone, which is all that the pure folders know, does not have it. */
declare const WebAssembly:
  | {
      readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
      readonly Memory: new (descriptor: { initial: number }) => Memory;
    }
  | undefined;

/** A Program that segments execute; the finish, which is a part of an example's, is left to the machine. */
type Compiled = 'example' | 'update';

export class FastRun {
  readonly #run: Run;
  readonly #layout: Layout;
  readonly #memory: Memory;
  readonly #lasting: number;
  readonly #batchesPerEpoch: number;
  /** Without and with a trace; each is made when it is first needed. */
  readonly #exports: [Exports | null, Exports | null] = [null, null];
  readonly #results: Readonly<Record<Compiled, Int32Array>>;
  readonly #homes: Int32Array;

  /**
   * Null where a Run has no steps or too many, or where there is no WebAssembly.
   *
   * @param lasting the slots whose values last from batch to batch
   */
  static of(run: Run, lasting: readonly Slot[]): FastRun | null {
    const { length } = run.example.instructions;
    const isFit = length > 0 && length + run.update.instructions.length <= MOST_INSTRUCTIONS;
    return isFit && typeof WebAssembly !== 'undefined' ? new FastRun(run, lasting, WebAssembly) : null;
  }

  private constructor(run: Run, lasting: readonly Slot[], { Memory }: NonNullable<typeof WebAssembly>) {
    this.#run = run;
    this.#lasting = lasting.length;
    this.#batchesPerEpoch = Math.ceil(run.data.length / run.batch);
    this.#layout = layoutOf(run, lasting);
    const { data, rowBytes, trace, homes } = this.#layout;
    this.#memory = new Memory({ initial: Math.ceil(trace / PAGE) });
    const numbers = new Float64Array(this.#memory.buffer);
    for (const [index, example] of run.data.entries()) {
      const row = (data + index * rowBytes) / DOUBLE;
      numbers.set(example.inputs, row);
      numbers.set(example.targets.slice(0, run.targets.length), row + run.inputs.length);
    }
    const results = (name: Compiled) => Int32Array.from(run[name].instructions, ({ result }) => result);
    this.#results = { example: results('example'), update: results('update') };
    this.#homes = Int32Array.from(homes.keys());
  }

  /**
   * Executes batches.
   *
   * @param state what lasts, at the beginning of batch `batch`; afterwards, at the end of the last one
   * @param count how many batches: they end before the finish
   */
  batches(state: Float64Array, batch: number, count: number): void {
    const lasting = this.#numbers(0, this.#lasting);
    lasting.set(state);
    this.#exported(0).batches(count, this.#rowOf(batch), 0);
    state.set(lasting);
  }

  /**
   * The same, and gives the result of every step in the order of steps: a view that the next call overwrites.
   *
   * @param steps how many steps these batches have
   */
  trace(state: Float64Array, batch: number, count: number, steps: number): Readonly<Float64Array> {
    this.#makeRoom(steps);
    const lasting = this.#numbers(0, this.#lasting);
    lasting.set(state);
    this.#exported(1).batches(count, this.#rowOf(batch), this.#layout.trace);
    state.set(lasting);
    return this.#numbers(this.#layout.trace, steps);
  }

  /**
   * Executes one segment on the registers of a machine. The carries that follow it are left to the machine.
   *
   * @param example the number of its example, counted from 1; of an update's the last one
   */
  segment(registers: Float64Array, program: Compiled, example: number): void {
    const results = this.#results[program];
    const homes = this.#homes;
    this.#makeRoom(results.length);
    const memory = this.#numbers(0, homes.length);
    for (let index = 0; index < homes.length; index++) {
      memory[index] = registers[homes[index] as number] as number;
    }
    const { data, rowBytes, trace } = this.#layout;
    this.#exported(1)[program](data + (example - 1) * rowBytes, trace);
    const values = this.#numbers(trace, results.length);
    for (let index = 0; index < results.length; index++) {
      registers[results[index] as number] = values[index] as number;
    }
  }

  #exported(isTraced: 0 | 1): Exports {
    const known = this.#exports[isTraced];
    if (known) return known;
    const { Module, Instance } = WebAssembly as NonNullable<typeof WebAssembly>;
    const { bytes, imports } = compileRun(this.#run, this.#layout, isTraced === 1);
    const functions = Object.fromEntries(imports.map(({ name, call }) => [name, call]));
    const { exports } = new Instance(new Module(bytes), { env: { memory: this.#memory, ...functions } });
    this.#exports[isTraced] = exports as Exports;
    return exports as Exports;
  }

  #numbers(offset: number, length: number): Float64Array {
    return new Float64Array(this.#memory.buffer, offset, length);
  }

  /** Makes the memory as large as a trace of so many steps needs. */
  #makeRoom(steps: number): void {
    const missing = this.#layout.trace + steps * DOUBLE - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
  }

  /** Where the numbers of a batch's first example lie. */
  #rowOf(batch: number): number {
    const { data, rowBytes } = this.#layout;
    return data + (batch % this.#batchesPerEpoch) * this.#run.batch * rowBytes;
  }
}
