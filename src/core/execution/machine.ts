/**
 * Executes a Run, step by step, on one register file. Its registers are the reference for the compiled code.
 *
 * A machine only moves forward; moving back is done by History. Its registers at step k depend only on k and the
 * patches.
 */

import { finished } from '../memo.ts';
import {
  type Example,
  type Run,
  rowOfExample,
  type Slot,
  type SlotInfo,
  type SlotKind,
  writeSlots,
} from '../program.ts';
import { Schedule, type Segment } from '../schedule.ts';
import { WasmRun } from '../wasm/run.ts';
import { type Code, encode, interpret } from './interpreter.ts';
import { StridedProgram } from './strided-runs.ts';

/**
 * Minimum number of steps for which compiling saves time, in all and for each instruction: an instruction takes about
 * 10 µs to compile, and a compiled step is about 10 ns faster.
 */
const MIN_STEPS_TO_COMPILE = { inAll: 500_000, perInstruction: 1000 };

/** Number of whole executions of a Program that is not compiled, after which it is executed in runs with strides. */
const MIN_EXECUTIONS = 3;
/** The least length of such a Program, in instructions. */
const MIN_STRIDED = 2000;

/** What lasts from batch to batch. */
const lastingKinds: ReadonlySet<SlotKind> = new Set([
  'parameter',
  'setting',
  'outputGradient',
  'kept',
] as const);

/** A Run prepared for execution. It is shared by all machines that execute it. */
export class Engine {
  readonly run: Run;
  readonly schedule: Schedule;
  readonly code: Readonly<Record<Segment['program'], Code>>;
  readonly accumulators: readonly Slot[];
  /** The slots whose values persist from batch to batch: those of `lastingKinds`. */
  readonly lasting: readonly Slot[];
  /** The registers at the start of a run. */
  readonly initial: Readonly<Float64Array>;
  #fast: WasmRun | null | undefined;
  /** Minimum number of steps for which the Run is compiled. */
  readonly #worth: number;
  /** How often each Program has been executed from its first to its last instruction, and its runs with strides. */
  readonly #executions: Record<Segment['program'], number> = { example: 0, update: 0, finish: 0 };
  readonly #strided: Partial<Record<Segment['program'], StridedProgram>> = {};
  readonly #finding: Partial<Record<Segment['program'], Generator<void, StridedProgram>>> = {};

  constructor(run: Run) {
    this.run = run;
    this.schedule = new Schedule(run);
    const instructions = run.example.instructions.length + run.update.instructions.length;
    this.#worth = Math.max(MIN_STEPS_TO_COMPILE.inAll, MIN_STEPS_TO_COMPILE.perInstruction * instructions);
    this.code = { example: encode(run.example), update: encode(run.update), finish: encode(run.finish) };
    const accumulators: Slot[] = [];
    const lasting: Slot[] = [];
    const initials = new Float64Array(run.slots.length);
    for (let slot = 0; slot < run.slots.length; slot++) {
      const { kind, initial } = run.slots[slot] as SlotInfo;
      initials[slot] = initial;
      if (kind === 'accumulator') accumulators.push(slot);
      if (lastingKinds.has(kind)) lasting.push(slot);
    }
    this.accumulators = accumulators;
    this.lasting = lasting;
    this.initial = initials;
  }

  /** Executes a Program's instructions from index `from` up to, but not including, `to`. */
  execute(program: Segment['program'], registers: Float64Array, from: number, to: number): void {
    const code = this.code[program];
    const { length } = code.op;
    if (from === 0 && to === length && length >= MIN_STRIDED) {
      const strided = this.#stridedFor(program);
      if (strided) {
        strided.execute(registers);
        return;
      }
    }
    interpret(code, registers, from, to);
  }

  /** The Program in runs with strides, if it has been executed often enough; otherwise null. */
  #stridedFor(program: Segment['program']): StridedProgram | null {
    const known = this.#strided[program];
    if (known) return known;
    this.#executions[program] += 1;
    if (this.#executions[program] <= MIN_EXECUTIONS) return null;
    const made = finished(this.#runsOf(program));
    this.#strided[program] = made;
    return made;
  }

  #runsOf(program: Segment['program']): Generator<void, StridedProgram> {
    const finding = this.#finding[program] ?? StridedProgram.of(this.code[program], this.run.slots.length);
    this.#finding[program] = finding;
    return finding;
  }

  /** Finds the runs with strides of large Programs that will be executed often, in parts of about a millisecond. */
  *prepare(): Generator<void, void> {
    for (const program of ['example', 'update'] as const) {
      const { length } = this.code[program].op;
      if (this.schedule.batches <= MIN_EXECUTIONS || length < MIN_STRIDED) continue;
      const made = yield* this.#runsOf(program);
      // Meanwhile an execution may have needed them, and ended the work.
      this.#strided[program] ??= made;
    }
  }

  /** The compiled Run, compiled on first use. Null if it cannot be compiled. */
  get wasm(): WasmRun | null {
    if (this.#fast === undefined) this.#fast = WasmRun.of(this.run, this.lasting);
    return this.#fast;
  }

  /** The compiled Run, if it exists already or if `steps` steps are worth compiling; otherwise null. */
  wasmWorthFor(steps: number): WasmRun | null {
    return steps >= this.#worth ? this.wasm : (this.#fast ?? null);
  }
}

/** An edit: the register of `slot` is set to `value` after `at` steps. */
export interface Patch {
  readonly at: number;
  readonly slot: Slot;
  readonly value: number;
}

export class Machine {
  readonly registers: Float64Array;
  /** Number of steps executed so far. */
  position = 0;
  #segment: Segment;
  protected readonly engine: Engine;
  readonly #patches: readonly Patch[];
  /** Index of the first patch that has not been applied yet. */
  #nextPatch = 0;

  /** @param patches in the order of their positions */
  constructor(engine: Engine, patches: readonly Patch[] = []) {
    this.engine = engine;
    this.#patches = patches;
    this.registers = new Float64Array(engine.run.slots.length);
    this.#segment = engine.schedule.segmentAt(0);
    this.reset();
  }

  /** The segment of the last executed step, whose values are in the registers. */
  get segment(): Segment {
    return this.#segment;
  }

  /** Moves back to step 0. */
  reset(): void {
    this.registers.set(this.engine.initial);
    this.position = 0;
    this.#load(this.engine.schedule.segmentAt(0));
    this.#nextPatch = 0;
    this.#patch();
  }

  /**
   * Puts the machine at the start of a batch, with the persistent values of a checkpoint. All other registers keep
   * their old values, so they match a run from the start only after one whole batch has been executed.
   *
   * @param position start of the batch, in steps
   */
  restart(position: number, checkpoint: Float64Array): void {
    this.engine.lasting.forEach((slot, index) => {
      this.registers[slot] = checkpoint[index] as number;
    });
    this.position = position;
    const next = this.#patches.findIndex(({ at }) => at > position);
    this.#nextPatch = next < 0 ? this.#patches.length : next;
    this.#load(this.engine.schedule.segmentAt(position + 1));
  }

  /**
   * Enters the batch that starts at the machine's position and returns the persistent values at its start. The machine
   * must then be advanced: until its next step, its registers do not match its position.
   */
  checkpoint(): Float64Array {
    this.#crossBoundary();
    const { lasting } = this.engine;
    const checkpoint = new Float64Array(lasting.length);
    for (let index = 0; index < lasting.length; index++) {
      checkpoint[index] = this.registers[lasting[index] as Slot] as number;
    }
    return checkpoint;
  }

  /**
   * Executes up to and including step `position`. Does nothing if the machine is already there or beyond.
   *
   * @param includesPatchesAt whether to apply patches at `position` itself; if false, the registers are as the step wrote them
   * @throws RangeError if `position` is outside 0 … total; nothing is executed then
   */
  advance(position: number, includesPatchesAt = true): void {
    const { schedule } = this.engine;
    schedule.check(position);
    while (this.position < position) {
      this.#patch();
      this.#crossBoundary();
      const segment = this.#segment;
      const from = this.position - segment.start;
      const patched = this.#patches[this.#nextPatch]?.at ?? position;
      const to = Math.min(position - segment.start, patched - segment.start, segment.length);
      this.execute(segment, from, to);
      this.position = segment.start + to;
    }
    if (includesPatchesAt) this.#patch();
  }

  #patch(): void {
    for (;;) {
      const patch = this.#patches[this.#nextPatch];
      if (!patch || patch.at > this.position) return;
      this.registers[patch.slot] = patch.value;
      this.#nextPatch += 1;
    }
  }

  /** Executes the instructions of a segment from index `from` up to, but not including, `to`. */
  protected execute({ program }: Segment, from: number, to: number): void {
    this.engine.execute(program, this.registers, from, to);
  }

  #crossBoundary(): void {
    if (this.position < this.#segment.start + this.#segment.length) return;
    const { code, schedule } = this.engine;
    const { from, to } = code[this.#segment.program];
    for (let index = 0; index < from.length; index++)
      this.registers[to[index] as number] = this.registers[from[index] as number] as number;
    this.#load(schedule.next(this.#segment));
  }

  #load(segment: Segment): void {
    const { run, accumulators } = this.engine;
    const registers = this.registers;
    this.#segment = segment;
    if (segment.example === null) return;
    if (segment.example === segment.firstExample) {
      for (const slot of accumulators) registers[slot] = 0;
      if (run.batchShare !== null) registers[run.batchShare] = 1 / segment.size;
    }
    const row = rowOfExample(run, segment.epoch, segment.example);
    const example = run.data[row] as Example;
    writeSlots(registers, run.inputs, example.inputs);
    writeSlots(registers, run.targets, example.targets);
    if (run.masks) writeSlots(registers, run.masks.slots, run.masks.forExample(segment.epoch, row));
  }
}
