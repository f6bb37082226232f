/**
 * Executes a Run, step by step, on one register file: the plain reference for all that is faster. Nothing is
 * allocated per step.
 *
 * A machine only goes forward; going back is the History's work. What it holds at step k depends on k alone.
 */

import { type OpName, opNames, ops } from '../operations.ts';
import { type Example, give, type Program, type Run, rowAt, type Slot } from '../program.ts';
import { Schedule, type Segment } from '../schedule.ts';
import { FastRun } from '../wasm/run.ts';

/** A Program as typed arrays: what the inner loop reads. */
interface Code {
  readonly op: Uint8Array;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly out: Int32Array;
}

const opCode = new Map<OpName, number>(opNames.map((name, index) => [name, index]));
const forwardRules = opNames.map((name) => ops[name].forward);

function encode(program: Program): Code {
  const length = program.instructions.length;
  const code = {
    op: new Uint8Array(length),
    a: new Int32Array(length),
    b: new Int32Array(length),
    out: new Int32Array(length),
  };
  program.instructions.forEach(({ op, operands, result }, index) => {
    code.op[index] = opCode.get(op) as number;
    code.a[index] = operands[0] as Slot;
    code.b[index] = (operands[1] ?? operands[0]) as Slot;
    code.out[index] = result;
  });
  return code;
}

/** When so many steps have to be executed it pays to compile. */
const WORTH_COMPILING = 500_000;

/** A Run made ready to execute: shared by all the machines that execute it. */
export class Engine {
  readonly run: Run;
  readonly schedule: Schedule;
  readonly code: Readonly<Record<Segment['program'], Code>>;
  readonly accumulators: readonly Slot[];
  /** What lasts from batch to batch: the parameters, and the settings that nothing computes. */
  readonly lasting: readonly Slot[];
  #fast: FastRun | null | undefined;

  constructor(run: Run) {
    this.run = run;
    this.schedule = new Schedule(run);
    this.code = { example: encode(run.example), update: encode(run.update), finish: encode(run.finish) };
    this.accumulators = run.slots.flatMap(({ role }, slot) => (role === 'accumulator' ? [slot] : []));
    this.lasting = run.slots.flatMap(({ role }, slot) =>
      role === 'parameter' || role === 'setting' ? [slot] : [],
    );
  }

  /** Executes a Program's instructions from index `from` up to, not including, `to`. */
  execute(program: Segment['program'], registers: Float64Array, from: number, to: number): void {
    const { op, a, b, out } = this.code[program];
    for (let index = from; index < to; index++) {
      const rule = forwardRules[op[index] as number] as (x: number, y: number) => number;
      registers[out[index] as number] = rule(
        registers[a[index] as number] as number,
        registers[b[index] as number] as number,
      );
    }
  }

  /** The Run as compiled code: compiled when it is first asked for. Null where it cannot be. */
  get fast(): FastRun | null {
    if (this.#fast === undefined) this.#fast = FastRun.of(this.run, this.lasting);
    return this.#fast;
  }

  /** Compiled code, where it is there already or pays for so many steps. */
  fastFor(steps: number): FastRun | null {
    return steps >= WORTH_COMPILING ? this.fast : (this.#fast ?? null);
  }
}

/** A register is overwritten from outside when `at` steps have been executed. */
export interface Patch {
  readonly at: number;
  readonly slot: Slot;
  readonly value: number;
}

export class Machine {
  readonly registers: Float64Array;
  /** Steps executed so far. */
  position = 0;
  #segment: Segment;
  protected readonly engine: Engine;
  readonly #patches: readonly Patch[];
  /** Index of the first patch that has not been applied. */
  #nextPatch = 0;

  /** @param patches in the order of their positions */
  constructor(engine: Engine, patches: readonly Patch[] = []) {
    this.engine = engine;
    this.#patches = patches;
    this.registers = new Float64Array(engine.run.slots.length);
    this.#segment = engine.schedule.segmentAt(0);
    this.reset();
  }

  /** The segment that the registers are of: that of the last executed step. */
  get segment(): Segment {
    return this.#segment;
  }

  /** Back to step 0. */
  reset(): void {
    this.engine.run.slots.forEach(({ initial }, slot) => {
      this.registers[slot] = initial;
    });
    this.position = 0;
    this.#load(this.engine.schedule.segmentAt(0));
    this.#nextPatch = 0;
    this.#patch();
  }

  /**
   * Puts the machine at the beginning of a batch, with what a checkpoint there holds. Registers of earlier
   * iterations stay as they are: a whole batch has to run before they are what a run from the start would hold.
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
   * Enters the batch that begins where the machine stands, and gives what lasts of those before it. The machine
   * then has to go on: until its next step its registers are no longer those of its position.
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
   * Executes up to and including step `position`; nothing where the machine is there or further already.
   *
   * @param isSettled false leaves out patches at `position` itself: the registers are as the step wrote them
   * @throws RangeError outside 0 … total, before anything is executed
   */
  advance(position: number, isSettled = true): void {
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
    if (isSettled) this.#patch();
  }

  #patch(): void {
    for (;;) {
      const patch = this.#patches[this.#nextPatch];
      if (!patch || patch.at > this.position) return;
      this.registers[patch.slot] = patch.value;
      this.#nextPatch += 1;
    }
  }

  /** Executes instructions of a segment: those from index `from` up to index `to`, which is left out. */
  protected execute({ program }: Segment, from: number, to: number): void {
    this.engine.execute(program, this.registers, from, to);
  }

  #crossBoundary(): void {
    if (this.position < this.#segment.start + this.#segment.length) return;
    const { run, schedule } = this.engine;
    for (const { from, to } of run[this.#segment.program].carry) {
      this.registers[to] = this.registers[from] as number;
    }
    this.#load(schedule.follow(this.#segment));
  }

  #load(segment: Segment): void {
    const { run, accumulators } = this.engine;
    const registers = this.registers;
    this.#segment = segment;
    if (segment.example === null) return;
    if (segment.example === segment.firstExample) {
      for (const slot of accumulators) registers[slot] = 0;
      if (run.share !== null) registers[run.share] = 1 / segment.size;
    }
    const row = rowAt(run, segment.epoch, segment.example);
    const example = run.data[row] as Example;
    give(registers, run.inputs, example.inputs);
    give(registers, run.targets, example.targets);
    if (run.masks) give(registers, run.masks.slots, run.masks.of(segment.epoch, row));
  }
}
