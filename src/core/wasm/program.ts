/** One Program as a WebAssembly function: straight-line code over locals, and the layout of the memory. */
import type { Instruction, Program, Run, Slot } from '../program.ts';
import { Code, F64, I32 } from './encoding/code.ts';
import type { Definition } from './encoding/encoder.ts';
import { type Imported, writeOperation } from './operation-writer.ts';
import type { Plan, RunPlan } from './plan/plan.ts';

/** Size of a double, in bytes. */
export const DOUBLE = 8;

/** Memory layout: all offsets are in bytes. */
export interface Layout {
  /** Offsets of values kept in memory. They start at 0. */
  readonly homes: ReadonlyMap<Slot, number>;
  /** Offset of an input, target or mask within the row of its example. */
  readonly given: ReadonlyMap<Slot, number>;
  readonly rowBytes: number;
  /** Start of a space for the results of pairs within a function. */
  readonly scratch: number;
  /** Offset of the number that a planned function leaves for its tests: 0 if they have found nothing. */
  readonly found: number;
  /** Start of a space for the values that persist from batch to batch, in their order. */
  readonly lasting: number;
  /** Start of the rows of all examples. They end at `trace`, where the trace starts. */
  readonly data: number;
  readonly trace: number;
}

/** Computes the memory layout. @param kept the slots with homes, in the order of these */
export function layoutOf(run: Run, { plans, lasting: persistent }: RunPlan, kept: readonly Slot[]): Layout {
  const given = new Map<Slot, number>();
  for (const slot of [...run.inputs, ...run.targets, ...(run.masks?.slots ?? [])])
    given.set(slot, given.size * DOUBLE);
  const homes = new Map(kept.map((slot, index) => [slot, index * DOUBLE]));
  // A multiple of 16 bytes, the size of two lanes.
  const scratch = Math.ceil(homes.size / 2) * 2 * DOUBLE;
  const results = Object.values(plans).map(({ tape }: Plan) => tape.instructions.length);
  const rowBytes = given.size * DOUBLE;
  const lasting = scratch + Math.max(...results) * DOUBLE;
  const found = lasting + persistent.length * DOUBLE;
  const data = found + DOUBLE;
  return { homes, given, rowBytes, scratch, found, lasting, data, trace: data + run.data.length * rowBytes };
}

/** Parameters of a Program's function: offset of the example's row, and offset at which the recording continues. */
const ROW = 0;
const TRACE = 1;
const PARAMETERS = [I32, I32] as const;

/** Writes the function of one Program. */
export class ProgramWriter {
  readonly #code = new Code();
  readonly #run: Run;
  readonly #layout: Layout;
  readonly #program: Program;
  /** By instruction: the offset of its result in the recording, in bytes; −1 if it is not recorded. */
  readonly #offsets: Int32Array;
  readonly #numberOf: (imported: Imported) => number;
  /** By slot: number of the local that holds a result; 0 (a parameter, so never used for results) if there is none. */
  readonly #locals: Uint32Array;
  readonly #free: number[] = [];
  #doubles = 0;
  /** By slot: number of the last instruction that reads it, from 1; 0 if none does. */
  readonly #lastUse: Uint32Array;
  /** Copies that are made as soon as the result is computed: result → target. */
  readonly #direct: ReadonlyMap<Slot, Slot>;

  /**
   * @param recorded the instructions whose results each execution writes down
   * @param numberOf returns the number of an imported function; adds the import if it is new
   */
  constructor(
    run: Run,
    layout: Layout,
    program: Program,
    recorded: readonly number[],
    numberOf: (imported: Imported) => number,
  ) {
    this.#run = run;
    this.#layout = layout;
    this.#program = program;
    this.#offsets = new Int32Array(program.instructions.length).fill(-1);
    recorded.forEach((instruction, place) => {
      this.#offsets[instruction] = place * DOUBLE;
    });
    this.#numberOf = numberOf;
    this.#locals = new Uint32Array(run.slots.length);
    this.#lastUse = new Uint32Array(run.slots.length);
    program.instructions.forEach(({ operands }, index) => {
      for (const slot of operands) this.#lastUse[slot] = index + 1;
    });
    this.#direct = this.#carriedAtOnce();
  }

  write(): Omit<Definition, 'name'> {
    const { instructions, carries } = this.#program;
    for (const { from } of carries) {
      if (!this.#direct.has(from)) this.#lastUse[from] = instructions.length + 1;
    }
    for (let index = 0; index < instructions.length; index++) this.#instruction(index);
    for (const { from, to } of carries) {
      if (this.#direct.get(from) === to) continue;
      this.#code.i32(0);
      this.#read(from);
      this.#code.store(this.#homeOf(to));
    }
    const locals = Array<typeof F64>(this.#doubles).fill(F64);
    return { params: PARAMETERS, results: [], locals, code: this.#code };
  }

  /** Finds the results that can overwrite the target of their copy at once, because nothing reads it any more. */
  #carriedAtOnce(): ReadonlyMap<Slot, Slot> {
    const { instructions, carries } = this.#program;
    const number = new Uint32Array(this.#run.slots.length);
    instructions.forEach(({ result }, index) => {
      number[result] = index + 1;
    });
    const copies = new Map<Slot, number>();
    for (const { from } of carries) copies.set(from, (copies.get(from) ?? 0) + 1);
    const direct = new Map<Slot, Slot>();
    for (const { from, to } of carries) {
      const at = number[from] as number;
      const isLastUse = at > 0 && (this.#lastUse[to] as number) <= at;
      const isPlain = !this.#layout.homes.has(from) && copies.get(from) === 1 && !copies.has(to);
      if (isLastUse && isPlain) direct.set(from, to);
    }
    return direct;
  }

  #instruction(index: number): void {
    const code = this.#code;
    const instruction = this.#program.instructions[index] as Instruction;
    const { op, operands, result } = instruction;
    const carried = this.#direct.get(result);
    const home = carried === undefined ? this.#layout.homes.get(result) : this.#homeOf(carried);
    const offset = this.#offsets[index] as number;
    const isRecorded = offset >= 0;
    const isRead = (this.#lastUse[result] as number) > index + 1;
    // A store takes its address from the stack, below the value.
    if (home !== undefined) code.i32(0);
    else if (isRecorded) code.get(TRACE);
    writeOperation(op, {
      code,
      operands: operands.length,
      read: (operand: number) => this.#read(operands[operand] as Slot),
      numberOf: this.#numberOf,
    });
    const isRecordedToo = isRecorded && home !== undefined;
    // No later instruction reads these operands.
    for (const slot of operands) if (this.#lastUse[slot] === index + 1) this.#release(slot);
    if (isRead || isRecordedToo) code.tee(this.#take(result));
    if (home !== undefined) code.store(home);
    else if (isRecorded) code.store(offset);
    else code.op('drop');
    if (isRecordedToo)
      code
        .get(TRACE)
        .get(this.#locals[result] as number)
        .store(offset);
    if (!isRead) this.#release(result);
  }

  #read(slot: Slot): void {
    const local = this.#locals[slot] as number;
    const given = this.#layout.given.get(slot);
    const info = this.#run.slots[slot];
    if (local > 0) this.#code.get(local);
    else if (given !== undefined) this.#code.get(ROW).load(given);
    else if (info?.kind === 'constant') this.#code.f64(info.initial);
    else this.#code.i32(0).load(this.#homeOf(slot));
  }

  #homeOf(slot: Slot): number {
    const home = this.#layout.homes.get(slot);
    if (home === undefined) throw new RangeError(`slot ${slot} has no home`);
    return home;
  }

  #take(slot: Slot): number {
    const local = this.#free.pop() ?? PARAMETERS.length + this.#doubles++;
    this.#locals[slot] = local;
    return local;
  }

  #release(slot: Slot): void {
    const local = this.#locals[slot] as number;
    if (local > 0) this.#free.push(local);
    this.#locals[slot] = 0;
  }
}
