/** A Run at the speed of compiled code: whole batches on what lasts from batch to batch alone, or single segments. */
import type { Example, Run, Slot } from '../program.ts';
import { compileRun, type Exports } from './module.ts';
import { DOUBLE, type Layout, layoutOf } from './program.ts';

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
  /** The epoch whose order and masks the data lies in; 0 for its own order, without masks. */
  #arranged = 0;

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
    const { trace, homes } = this.#layout;
    this.#memory = new Memory({ initial: Math.ceil(trace / PAGE) });
    const results = (name: Compiled) => Int32Array.from(run[name].instructions, ({ result }) => result);
    this.#results = { example: results('example'), update: results('update') };
    this.#homes = Int32Array.from(homes.keys());
    this.#arrange(run.data.keys(), 0);
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
    for (const [from, length] of this.#stretches(batch, count)) {
      this.#exported(0).batches(length, this.#rowOf(from), 0);
    }
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
    let { trace } = this.#layout;
    for (const [from, length] of this.#stretches(batch, count)) {
      this.#exported(1).batches(length, this.#rowOf(from), trace);
      trace += this.#stepsOf(from, length) * DOUBLE;
    }
    state.set(lasting);
    return this.#numbers(this.#layout.trace, steps);
  }

  /**
   * Executes one segment on the registers of a machine. The carries that follow it are left to the machine.
   *
   * @param epoch counted from 1
   * @param example its place in the epoch, counted from 1; of an update's the last one
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

  /**
   * Batches in stretches of one arrangement of the data, each arranged when its turn comes: the first batch and how
   * many there are. One stretch, where every epoch has the same.
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

  /** The steps of batches of one epoch. */
  #stepsOf(batch: number, count: number): number {
    const { data, batch: size, example, update } = this.#run;
    const first = (batch % this.#batchesPerEpoch) * size;
    const examples = Math.min(data.length, first + count * size) - first;
    return examples * example.instructions.length + count * update.instructions.length;
  }

  #arrangeFor(epoch: number): void {
    const { order, masks, data } = this.#run;
    if ((order === null && masks === null) || epoch === this.#arranged) return;
    this.#arrange(order === null ? data.keys() : order(epoch).values(), epoch);
    this.#arranged = epoch;
  }

  /** Writes the rows of the data one after the other, with the masks of an epoch. */
  #arrange(rows: Iterable<number>, epoch: number): void {
    const { inputs, targets, data, masks } = this.#run;
    const { rowBytes } = this.#layout;
    const numbers = new Float64Array(this.#memory.buffer);
    let at = this.#layout.data / DOUBLE;
    for (const row of rows) {
      const example = data[row] as Example;
      numbers.set(example.inputs, at);
      numbers.set(example.targets.slice(0, targets.length), at + inputs.length);
      if (masks) numbers.set(masks.of(epoch, row), at + inputs.length + targets.length);
      at += rowBytes / DOUBLE;
    }
  }

  /** Where the numbers of a batch's first example lie. */
  #rowOf(batch: number): number {
    const { data, rowBytes } = this.#layout;
    return data + (batch % this.#batchesPerEpoch) * this.#run.batch * rowBytes;
  }
}
