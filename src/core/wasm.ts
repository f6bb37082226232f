/**
 * A Run as WebAssembly: its Programs as straight-line code, and loops over whole batches. It gives the bits that
 * a Machine gives, many times as fast.
 *
 * Only what one Program leaves to another has a place in memory (a home); all else lives in locals. A second form
 * of each Program also writes the result of every step to a trace: 8 bytes a step, in the order of steps.
 */
import { type OpName, ops } from './ops.ts';
import type { Instruction, Program, Run, Slot } from './program.ts';
import { Code, type Definition, encodeModule, I32, opcodes } from './wasm-encoder.ts';
import { type Outside, outside, type Writing, wasmOps } from './wasm-ops.ts';

/** Bytes of a double. */
export const DOUBLE = 8;

/** Where things lie in the memory, in bytes. */
export interface Layout {
  /** What lasts from batch to batch comes first, in the order of its list. */
  readonly homes: ReadonlyMap<Slot, number>;
  /** Where an input or target lies in the row of its example. */
  readonly given: ReadonlyMap<Slot, number>;
  readonly rowBytes: number;
  /** The rows of all examples; `trace` is where they end. */
  readonly data: number;
  readonly trace: number;
}

/** @param lasting the slots whose values last from batch to batch */
export function layoutOf(run: Run, lasting: readonly Slot[]): Layout {
  const given = new Map<Slot, number>();
  for (const slot of [...run.inputs, ...run.targets]) given.set(slot, given.size * DOUBLE);
  const homes = new Map<Slot, number>();
  const place = (slot: Slot) => {
    const isFixed = given.has(slot) || run.slots[slot]?.role === 'constant';
    if (!isFixed && !homes.has(slot)) homes.set(slot, homes.size * DOUBLE);
  };
  lasting.forEach(place);
  if (run.share !== null) place(run.share);
  for (const { instructions, carry } of [run.example, run.update]) {
    const written = new Set<Slot>();
    for (const { operands, result } of instructions) {
      for (const slot of operands) if (!written.has(slot)) place(slot);
      written.add(result);
    }
    for (const { from, to } of carry) {
      if (!written.has(from)) place(from);
      place(to);
    }
  }
  const rowBytes = given.size * DOUBLE;
  const data = homes.size * DOUBLE;
  return { homes, given, rowBytes, data, trace: data + run.data.length * rowBytes };
}

/** The parameters of a Program's function: the address of its example's row, and where the trace goes on. */
const ROW = 0;
const TRACE = 1;
const PARAMETERS = [I32, I32] as const;

/** Writes the function of one Program. */
class ProgramWriter {
  readonly #code = new Code();
  readonly #run: Run;
  readonly #layout: Layout;
  readonly #program: Program;
  readonly #isTraced: boolean;
  readonly #call: (name: string) => void;
  /** By slot: the local in which a result lives; 0, which is none of them, where it has none. */
  readonly #locals: Uint32Array;
  readonly #free: number[] = [];
  #doubles = 0;
  /** By slot: the number of the last instruction that reads it, counted from 1; 0 where none does. */
  readonly #lastUse: Uint32Array;
  /** Where results are carried to as soon as they are there. */
  readonly #direct: ReadonlyMap<Slot, Slot>;
  readonly #writing: Writing;
  /** Those of the instruction that is being written. */
  #operands: readonly Slot[] = [];

  constructor(run: Run, layout: Layout, program: Program, isTraced: boolean, call: (name: string) => number) {
    this.#run = run;
    this.#layout = layout;
    this.#program = program;
    this.#isTraced = isTraced;
    this.#call = (name) => this.#code.call(call(name));
    this.#locals = new Uint32Array(run.slots.length);
    this.#lastUse = new Uint32Array(run.slots.length);
    program.instructions.forEach(({ operands }, index) => {
      for (const slot of operands) this.#lastUse[slot] = index + 1;
    });
    this.#direct = this.#carriedAtOnce();
    const a = () => this.#read(this.#operands[0] as Slot);
    const b = () => this.#read(this.#operands[1] as Slot);
    this.#writing = { code: this.#code, a, b, call: this.#call };
  }

  write(): Omit<Definition, 'name'> {
    const { instructions, carry } = this.#program;
    for (const { from } of carry) {
      if (!this.#direct.has(from)) this.#lastUse[from] = instructions.length + 1;
    }
    for (let index = 0; index < instructions.length; index++) this.#instruction(index);
    for (const { from, to } of carry) {
      if (this.#direct.get(from) === to) continue;
      this.#code.i32(0);
      this.#read(from);
      this.#code.store(this.#homeOf(to));
    }
    return { params: PARAMETERS, integers: 0, doubles: this.#doubles, code: this.#code };
  }

  /** Results that may overwrite what they are carried to as soon as they are there: nothing reads it any more. */
  #carriedAtOnce(): ReadonlyMap<Slot, Slot> {
    const { instructions, carry } = this.#program;
    const number = new Uint32Array(this.#run.slots.length);
    instructions.forEach(({ result }, index) => {
      number[result] = index + 1;
    });
    const copies = new Map<Slot, number>();
    for (const { from } of carry) copies.set(from, (copies.get(from) ?? 0) + 1);
    const direct = new Map<Slot, Slot>();
    for (const { from, to } of carry) {
      const at = number[from] as number;
      const isLastUse = at > 0 && (this.#lastUse[to] as number) <= at;
      const isPlain = !this.#layout.homes.has(from) && copies.get(from) === 1 && !copies.has(to);
      if (isLastUse && isPlain) direct.set(from, to);
    }
    return direct;
  }

  #instruction(index: number): void {
    const code = this.#code;
    const { op, operands, result } = this.#program.instructions[index] as Instruction;
    const carried = this.#direct.get(result);
    const home = carried === undefined ? this.#layout.homes.get(result) : this.#homeOf(carried);
    const isRead = (this.#lastUse[result] as number) > index + 1;
    // The address of a store lies on the stack below its value.
    if (home !== undefined) code.i32(0);
    else if (this.#isTraced) code.get(TRACE);
    this.#operation(op, operands);
    for (const slot of operands) if (this.#lastUse[slot] === index + 1) this.#release(slot);
    const isTracedToo = this.#isTraced && home !== undefined;
    if (isRead || isTracedToo) code.tee(this.#take(result));
    if (home !== undefined) code.store(home);
    else if (this.#isTraced) code.store(index * DOUBLE);
    else code.op(opcodes.drop);
    if (isTracedToo)
      code
        .get(TRACE)
        .get(this.#locals[result] as number)
        .store(index * DOUBLE);
    if (!isRead) this.#release(result);
  }

  #operation(op: OpName, operands: readonly Slot[]): void {
    const row = wasmOps[op];
    this.#operands = operands;
    if (row) {
      row(this.#writing);
      return;
    }
    for (const slot of operands) this.#read(slot);
    this.#call(op);
  }

  #read(slot: Slot): void {
    const local = this.#locals[slot] as number;
    const given = this.#layout.given.get(slot);
    const info = this.#run.slots[slot];
    if (local > 0) this.#code.get(local);
    else if (given !== undefined) this.#code.get(ROW).load(given);
    else if (info?.role === 'constant') this.#code.f64(info.initial);
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

/** The functions that the op rows of a Run call, in the order in which a module imports them. */
class Imports {
  readonly #numbers = new Map<string, number>();

  readonly number = (name: string): number => {
    const known = this.#numbers.get(name) ?? this.#numbers.size;
    this.#numbers.set(name, known);
    return known;
  };

  list(): { name: string; arity: 1 | 2; call: (a: number, b: number) => number }[] {
    return [...this.#numbers.keys()].map((name) =>
      name in outside
        ? { name, arity: 1, call: outside[name as Outside] }
        : { name, arity: ops[name as OpName].arity, call: ops[name as OpName].forward },
    );
  }
}

/** The functions of a module, both forms of it alike; without a trace, nothing is written at `trace`. */
export interface Exports {
  /** Executes so many batches, from the one whose first example has its numbers at `row`. */
  readonly batches: (count: number, row: number, trace: number) => void;
  /** Executes one Program once. */
  readonly example: (row: number, trace: number) => void;
  readonly update: (row: number, trace: number) => void;
}

/**
 * The module of a Run.
 *
 * @param isTraced whether the result of every step is written out
 * @returns its bytes, and the functions that it imports
 */
export function compileRun(run: Run, layout: Layout, isTraced: boolean) {
  const imports = new Imports();
  const programs = (['example', 'update'] as const).map((name) => ({
    ...new ProgramWriter(run, layout, run[name], isTraced, imports.number).write(),
    name,
  }));
  const list = imports.list();
  const loop = loopOver(run, layout, isTraced, { example: list.length, update: list.length + 1 });
  return { bytes: encodeModule(list, [...programs, loop]), imports: list };
}

/** The loop over batches. The last batch of an epoch may be short; after it the rows begin again. */
function loopOver(
  run: Run,
  { homes, rowBytes, data, trace: end }: Layout,
  isTraced: boolean,
  functions: { readonly example: number; readonly update: number },
): Definition {
  const [count, row, trace, left] = [0, 1, 2, 3];
  const code = new Code();
  const size = Math.min(run.batch, run.data.length);
  const short = run.data.length % size || size;
  const go = (length: number) => {
    if (isTraced)
      code
        .get(trace)
        .i32(length * DOUBLE)
        .op(opcodes.i32Add)
        .set(trace);
  };
  code.loop();
  code.i32(short).i32(size);
  code
    .get(row)
    .i32(end - short * rowBytes)
    .op(opcodes.i32Eq)
    .op(opcodes.select)
    .set(left);
  if (run.share !== null) {
    code.i32(0).f64(1).get(left).op(opcodes.f64FromI32).op(opcodes.f64Div);
    code.store(homes.get(run.share) as number);
  }
  for (const [slot, home] of homes) {
    if (run.slots[slot]?.role === 'accumulator') code.i32(0).f64(0).store(home);
  }
  code.loop();
  code.get(row).get(trace).call(functions.example);
  go(run.example.instructions.length);
  code.get(row).i32(rowBytes).op(opcodes.i32Add).set(row);
  code.get(left).i32(1).op(opcodes.i32Sub).tee(left).brIf(0);
  code.op(opcodes.end);
  code.get(row).i32(rowBytes).op(opcodes.i32Sub).get(trace).call(functions.update);
  go(run.update.instructions.length);
  code.i32(data).get(row);
  code.get(row).i32(end).op(opcodes.i32Eq).op(opcodes.select).set(row);
  code.get(count).i32(1).op(opcodes.i32Sub).tee(count).brIf(0);
  code.op(opcodes.end);
  return { name: 'batches', params: [I32, I32, I32], integers: 1, doubles: 0, code };
}
