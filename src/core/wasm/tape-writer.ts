/**
 * Writes a function that executes a plan: straight-line code in the order of its schedule. Results are in locals; those
 * of a pair are in one local of two lanes. If single lanes of it are read several times, it is in memory too, because a
 * load can put one number into both lanes, and costs less than moving it from lane to lane.
 */
import type { Instruction, Run, Slot } from '../program.ts';
import { Code, F64, I32, V128 } from './code.ts';
import type { Definition } from './encoder.ts';
import { Locals } from './locals.ts';
import { type Double, Operands, type Place, type Single } from './operands.ts';
import { type Imported, writeOperation } from './operation-writer.ts';
import { writePair } from './pair-writer.ts';
import type { Plan } from './plan/plan.ts';
import type { Step } from './plan/schedule.ts';
import type { Layout } from './program.ts';

/** The parameter: memory offset of the example's row, in bytes. */
const ROW = 0;
const PARAMETERS = [I32] as const;

/** Size of a vector of two doubles, in bytes. */
const PAIR = 16;

/** A vector that is put together from results: the local that holds it, and how often it will still be read. */
interface Built {
  local: number;
  left: number;
}

/** An operand, a stored value or a copied one. */
interface Read<Source extends Single | Double = Single | Double> {
  readonly source: Source;
  /** The results whose locals are read. */
  readonly from: readonly number[];
  /** For a vector that is put together from these. */
  readonly built: Built | null;
}

/** A step with what it reads. A pair reads doubles. */
interface Action {
  readonly step: Step;
  readonly singles: readonly Read<Single>[];
  readonly doubles: readonly Read<Double>[];
}

/** What a step reads. */
interface Sources {
  readonly singles: readonly Single[];
  readonly doubles: readonly Double[];
}

/** Whether both are lanes of pairs, so that one instruction takes them from there. */
function isShuffle({ first, second }: Extract<Double, { kind: 'two' }>): boolean {
  return [first, second].every((of) => of.kind === 'result' && of.lane !== null);
}

/** A key for a vector that is put together. */
function keyOf(source: Single | Double): string {
  switch (source.kind) {
    case 'same':
      return `${keyOf(source.of)} twice`;
    case 'two':
      return `${keyOf(source.first)} ${keyOf(source.second)}`;
    case 'result':
      return `${source.index}.${source.lane}`;
    case 'place':
      return `${source.base}${source.offset}`;
    case 'constant':
      return `=${nameOf(source.value)}`;
    default:
      throw new RangeError(`${source.kind} is not put together`);
  }
}

/** A number as text. 0 and −0 differ. */
function nameOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export class TapeWriter {
  readonly #layout: Layout;
  readonly #plan: Plan;
  readonly #numberOf: (imported: Imported) => number;
  readonly #operands: Operands;
  readonly #locals = new Locals(PARAMETERS.length);
  readonly #code = new Code();
  /** Code at the start of the function, which sets the locals of constant vectors. */
  readonly #start = new Code();
  readonly #constants = new Map<string, number>();
  /** By result: the local that holds it, and the number of times it will still be read from there. */
  readonly #local: Int32Array;
  readonly #left: Int32Array;
  /** By pair: memory offset of its results, if single lanes are read several times. */
  readonly #spilled = new Map<number, number>();
  readonly #built = new Map<string, Built>();

  /** @param numberOf returns the number of an imported function; adds the import if it is new */
  constructor(run: Run, layout: Layout, plan: Plan, numberOf: (imported: Imported) => number) {
    this.#layout = layout;
    this.#plan = plan;
    this.#numberOf = numberOf;
    this.#operands = new Operands(run, layout, plan);
    this.#local = new Int32Array(plan.tape.instructions.length).fill(-1);
    this.#left = new Int32Array(plan.tape.instructions.length);
  }

  write(): Omit<Definition, 'name'> {
    const { steps, tape } = this.#plan;
    const sources = steps.map((step) => this.#sourcesOf(step));
    this.#spill(steps, sources);
    const actions = steps.map((step, index): Action => {
      const { singles, doubles } = sources[index] as Sources;
      const [read, readPair] = [this.#read<Single>, this.#read<Double>];
      return { step, singles: singles.map(read, this), doubles: doubles.map(readPair, this) };
    });
    const end = tape.instructions.length;
    const copies = tape.copies.map(({ from }) => this.#read(this.#operands.single(from, end)));
    for (const action of actions) {
      if (action.step.kind === 'store') this.#store(action, action.step.stores[0]?.home as Slot);
      else this.#execute(action, action.step.index);
    }
    copies.forEach(({ source }, copy) => {
      this.#code.i32(0);
      this.#push(source);
      this.#code.store(this.#homeOf(tape.copies[copy]?.to as Slot));
    });
    const code = this.#start.append(this.#code);
    return { params: PARAMETERS, results: [], locals: this.#locals.types, code };
  }

  #sourcesOf(step: Step): Sources {
    const { tape, pairs } = this.#plan;
    const operands = this.#operands;
    if (step.kind === 'store') {
      const end = tape.instructions.length;
      const [first, second] = step.stores.map(({ from }) => from);
      return second === undefined
        ? { singles: [operands.single(first as Slot, end)], doubles: [] }
        : { singles: [], doubles: [operands.double(first as Slot, end, second, end)] };
    }
    const { index } = step;
    const mate = pairs.mate[index] as number;
    const slots = this.#instruction(index).operands;
    if (mate < 0) return { singles: slots.map((slot) => operands.single(slot, index)), doubles: [] };
    const others = this.#instruction(mate).operands;
    return {
      singles: [],
      doubles: slots.map((slot, operand) => operands.double(slot, index, others[operand] as Slot, mate)),
    };
  }

  /** Decides which pairs are put into memory too. */
  #spill(steps: readonly Step[], sources: readonly Sources[]): void {
    const lanesRead = new Map<number, number>();
    sources.forEach(({ singles, doubles }, index) => {
      if (steps[index]?.kind === 'store') return;
      for (const read of [...singles, ...doubles]) {
        const of = read.kind === 'same' ? read.of : read;
        if (of.kind === 'result' && of.lane !== null)
          lanesRead.set(of.index, (lanesRead.get(of.index) ?? 0) + 1);
      }
    });
    for (const [index, times] of lanesRead) {
      if (times > 1) this.#spilled.set(index, this.#layout.scratch + this.#spilled.size * PAIR);
    }
  }

  /** Counts what is read. Results that a vector is put together from are read once for all its readers. */
  #read<Source extends Single | Double>(source: Source): Read<Source> {
    const from = this.#readFrom(source);
    const isBuilt = from.length > 0 && (source.kind === 'same' || source.kind === 'two');
    const key = isBuilt ? keyOf(source) : '';
    const known = this.#built.get(key);
    if (known) {
      known.left += 1;
      return { source, from, built: known };
    }
    for (const index of from) this.#left[index] = (this.#left[index] as number) + 1;
    if (!isBuilt) return { source, from, built: null };
    const built = { local: -1, left: 1 };
    this.#built.set(key, built);
    return { source, from, built };
  }

  #readFrom(read: Single | Double): readonly number[] {
    if (read.kind === 'whole') return [read.index];
    if (read.kind === 'same') return this.#readFrom(read.of);
    if (read.kind === 'two') {
      if (!isShuffle(read)) return [...this.#readFrom(read.first), ...this.#readFrom(read.second)];
      return [read.first, read.second].flatMap((of) => (of.kind === 'result' ? of.index : []));
    }
    const isLocal = read.kind === 'result' && (read.lane === null || !this.#spilled.has(read.index));
    return isLocal ? [read.index] : [];
  }

  #execute({ singles, doubles }: Action, index: number): void {
    const code = this.#code;
    const { op, operands } = this.#instruction(index);
    const isPair = this.#plan.pairs.mate[index] !== -1;
    const spilled = this.#spilled.get(index);
    // A store takes its address from the stack, below the value.
    if (spilled !== undefined) code.i32(0);
    const given: number[] = [];
    const numberOf = this.#numberOf;
    if (isPair) {
      const spare = this.#locals.take(V128);
      const read = (operand: number) => this.#pushOnce(doubles[operand] as Read<Double>, operand, given);
      const constant = (value: number) => code.get(this.#constant(value, value));
      writePair(op, { code, operands: operands.length, read, constant, numberOf, spare });
      this.#locals.giveBack(spare);
    } else {
      const read = (operand: number) => this.#push(singles[operand]?.source as Single);
      writeOperation(op, { code, operands: operands.length, read, numberOf });
    }
    for (const local of given) if (local !== undefined) this.#locals.giveBack(local);
    for (const read of [...singles, ...doubles]) this.#release(read);
    if ((this.#left[index] as number) > 0) {
      const local = this.#locals.take(isPair ? V128 : F64);
      this.#local[index] = local;
      if (spilled === undefined) code.set(local);
      else code.tee(local);
    } else if (spilled === undefined) code.op('drop');
    if (spilled !== undefined) code.memory('v128.store', spilled);
  }

  /** Stores one value, or two side by side. */
  #store({ singles, doubles }: Action, home: Slot): void {
    const code = this.#code;
    const offset = this.#homeOf(home);
    const single = singles[0]?.source;
    code.i32(0);
    if (doubles[0]) {
      this.#pushDouble(doubles[0]);
      code.memory('v128.store', offset);
    } else if (single?.kind === 'result' && single.lane !== null && !this.#spilled.has(single.index)) {
      code.get(this.#local[single.index] as number).memoryLane('v128.store64_lane', offset, single.lane);
    } else {
      this.#push(single as Single);
      code.store(offset);
    }
    for (const read of [...singles, ...doubles]) this.#release(read);
  }

  #push(single: Single): void {
    const code = this.#code;
    if (single.kind === 'constant') code.f64(single.value);
    else if (single.kind === 'place') this.#address(single).load(single.offset);
    else if (single.lane === null) code.get(this.#local[single.index] as number);
    else {
      const spilled = this.#spilled.get(single.index);
      if (spilled === undefined)
        code.get(this.#local[single.index] as number).lane('f64x2.extract_lane', single.lane);
      else code.i32(0).load(spilled + 8 * single.lane);
    }
  }

  /** Pushes an operand of an operation, which may read it several times: it is loaded only once. */
  #pushOnce(read: Read<Double>, operand: number, given: number[]): void {
    const known = given[operand];
    if (known !== undefined) {
      this.#code.get(known);
      return;
    }
    this.#pushDouble(read);
    const { kind } = read.source;
    if (read.built || kind === 'whole' || kind === 'constants') return;
    const local = this.#locals.take(V128);
    given[operand] = local;
    this.#code.tee(local);
  }

  #pushDouble({ source, from, built }: Read<Double>): void {
    if (built && built.local >= 0) {
      this.#code.get(built.local);
      return;
    }
    this.#build(source);
    if (!built) return;
    built.local = this.#locals.take(V128);
    this.#code.tee(built.local);
    for (const index of from) this.#leave(index);
  }

  #build(double: Double): void {
    const code = this.#code;
    if (double.kind === 'whole') code.get(this.#local[double.index] as number);
    else if (double.kind === 'constants') code.get(this.#constant(double.first, double.second));
    else if (double.kind === 'places') this.#address(double.first).memory('v128.load', double.first.offset);
    else if (double.kind === 'same') this.#buildSame(double.of);
    else {
      const { first, second } = double;
      if (first.kind === 'result' && second.kind === 'result' && isShuffle(double)) {
        code.get(this.#local[first.index] as number).get(this.#local[second.index] as number);
        code.shuffle(first.lane ?? 0, 2 + (second.lane ?? 0));
      } else {
        this.#push(first);
        code.op('f64x2.splat');
        this.#push(second);
        code.lane('f64x2.replace_lane', 1);
      }
    }
  }

  #buildSame(of: Exclude<Single, { kind: 'constant' }>): void {
    const code = this.#code;
    if (of.kind === 'place') this.#address(of).memory('v128.load64_splat', of.offset);
    else if (of.lane === null) code.get(this.#local[of.index] as number).op('f64x2.splat');
    else {
      const spilled = this.#spilled.get(of.index);
      const local = this.#local[of.index] as number;
      if (spilled === undefined) code.get(local).get(local).shuffle(of.lane, of.lane);
      else code.i32(0).memory('v128.load64_splat', spilled + 8 * of.lane);
    }
  }

  /** Pushes the address to which a place's offset is added. */
  #address({ base }: Place): Code {
    return base === 'row' ? this.#code.get(ROW) : this.#code.i32(0);
  }

  /** The local that holds a vector of two constants. */
  #constant(first: number, second: number): number {
    const key = `${nameOf(first)} ${nameOf(second)}`;
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const local = this.#locals.add(V128);
    this.#constants.set(key, local);
    this.#start.v128(first, second).set(local);
    return local;
  }

  /** After an operand has been read: gives back the locals that are not needed any more. */
  #release({ from, built }: Read): void {
    if (!built) for (const index of from) this.#leave(index);
    else {
      built.left -= 1;
      if (built.left === 0) this.#locals.giveBack(built.local);
    }
  }

  #leave(index: number): void {
    const left = (this.#left[index] as number) - 1;
    this.#left[index] = left;
    if (left === 0) this.#locals.giveBack(this.#local[index] as number);
  }

  #homeOf(slot: Slot): number {
    return this.#layout.homes.get(slot) as number;
  }

  #instruction(index: number): Instruction {
    return this.#plan.tape.instructions[index] as Instruction;
  }
}
