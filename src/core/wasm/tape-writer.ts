/**
 * Writes a function that executes a plan: straight-line code in the order of its schedule. Results are in locals; those
 * of a pair are in one local of two lanes. If single lanes of it are read several times, it is in memory too, because a
 * load can put one number into both lanes, and costs less than moving it from lane to lane.
 */
import type { Instruction, Run, Slot } from '../program.ts';
import { Code, F64, I32, V128 } from './encoding/code.ts';
import type { Definition } from './encoding/encoder.ts';
import { Locals } from './locals.ts';
import { OperandWriter, type Read } from './operand-writer.ts';
import { type Double, Operands, type Single } from './operands.ts';
import { type Imported, writeOperation, writeTest } from './operation-writer.ts';
import { writePair, writePairTest } from './pair-writer.ts';
import type { Plan } from './plan/plan.ts';
import type { Step } from './plan/schedule.ts';
import type { Layout } from './program.ts';
import type { Test, Tests } from './recording.ts';

/** The parameter: memory offset of the example's row, in bytes. */
const PARAMETERS = [I32] as const;

/** Size of a vector of two doubles, in bytes. */
const PAIR = 16;

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

export class TapeWriter {
  readonly #layout: Layout;
  readonly #plan: Plan;
  readonly #tests: Tests | null;
  /** The local of what tests of single instructions, or of pairs, have found so far; null as long as there are none. */
  #foundSingle: number | null = null;
  #foundPair: number | null = null;
  readonly #numberOf: (imported: Imported) => number;
  readonly #operands: Operands;
  readonly #locals = new Locals(PARAMETERS.length);
  readonly #code = new Code();
  /** By pair: memory offset of its results, if single lanes are read several times. */
  readonly #spilled = new Map<number, number>();
  readonly #reads: OperandWriter;

  /**
   * @param tests those of each instruction; null for none
   * @param numberOf returns the number of an imported function; adds the import if it is new
   */
  constructor(
    run: Run,
    layout: Layout,
    plan: Plan,
    tests: Tests | null,
    numberOf: (imported: Imported) => number,
  ) {
    this.#layout = layout;
    this.#plan = plan;
    this.#tests = tests;
    this.#numberOf = numberOf;
    this.#operands = new Operands(run, layout, plan);
    const results = plan.tape.instructions.length;
    this.#reads = new OperandWriter(this.#code, this.#locals, results, this.#spilled);
  }

  write(): Omit<Definition, 'name'> {
    const { steps, tape } = this.#plan;
    const sources = steps.map((step) => this.#sourcesOf(step));
    this.#spill(steps, sources);
    const actions = steps.map((step, index): Action => {
      const { singles, doubles } = sources[index] as Sources;
      return {
        step,
        singles: singles.map((single) => this.#reads.read(single)),
        doubles: doubles.map((double) => this.#reads.read(double)),
      };
    });
    const end = tape.instructions.length;
    const copies = tape.copies.map(({ from }) => this.#reads.read(this.#operands.single(from, end)));
    for (const action of actions) {
      if (action.step.kind === 'store') this.#store(action, action.step.stores[0]?.home as Slot);
      else this.#execute(action, action.step.index);
    }
    copies.forEach(({ source }, copy) => {
      this.#code.i32(0);
      this.#reads.push(source);
      this.#code.store(this.#homeOf(tape.copies[copy]?.to as Slot));
    });
    if (this.#tests !== null) this.#storeFound();
    const code = this.#reads.start.append(this.#code);
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

  #execute({ singles, doubles }: Action, index: number): void {
    const code = this.#code;
    const { op, operands } = this.#instruction(index);
    const isPair = this.#plan.pairs.mate[index] !== -1;
    const spilled = this.#spilled.get(index);
    // A store takes its address from the stack, below the value.
    if (spilled !== undefined) code.i32(0);
    const given: number[] = [];
    const shared = { code, operands: operands.length, numberOf: this.#numberOf };
    const pair = {
      ...shared,
      read: (operand: number) => this.#reads.pushOnce(doubles[operand] as Read<Double>, operand, given),
      constant: (value: number | bigint) => code.get(this.#reads.constant(value, value)),
    };
    const single = {
      ...shared,
      read: (operand: number) => this.#reads.push(singles[operand]?.source as Single),
    };
    if (isPair) writePair(op, pair);
    else writeOperation(op, single);
    const tests = this.#testsOf(index);
    // Tests read the operands too: their locals are not yet free for the result.
    const tested = tests.length === 0 ? null : this.#locals.take(isPair ? V128 : F64);
    if (tested !== null) code.tee(tested);
    for (const test of tests) {
      if (isPair) this.#foundPair ??= this.#locals.add(V128);
      else this.#foundSingle ??= this.#locals.add(I32);
      if (isPair) writePairTest(test, pair, tested as number);
      else writeTest(test, single, tested as number);
      const found = (isPair ? this.#foundPair : this.#foundSingle) as number;
      code
        .get(found)
        .op(isPair ? 'v128.or' : 'i32.or')
        .set(found);
    }
    for (const local of given) if (local !== undefined) this.#locals.giveBack(local);
    for (const read of [...singles, ...doubles]) this.#reads.release(read);
    if (tested !== null) this.#locals.giveBack(tested);
    const local = this.#reads.keep(index, isPair ? V128 : F64);
    if (local !== null && spilled === undefined) code.set(local);
    else if (local !== null) code.tee(local);
    else if (spilled === undefined) code.op('drop');
    if (spilled !== undefined) code.memory('v128.store', spilled);
  }

  /** The tests of an instruction. Those of a pair are carried out on both: on one of them they may find too much. */
  #testsOf(index: number): readonly Test[] {
    if (this.#tests === null) return [];
    const own = this.#tests(this.#instruction(index));
    const mate = this.#plan.pairs.mate[index] as number;
    return mate < 0 ? own : [...new Set([...own, ...this.#tests(this.#instruction(mate))])];
  }

  /** Writes whether a test has found something. */
  #storeFound(): void {
    const code = this.#code;
    code.i32(0);
    if (this.#foundPair === null) code.i32(0);
    else code.get(this.#foundPair).op('v128.any_true');
    if (this.#foundSingle !== null) code.get(this.#foundSingle).op('i32.or');
    code.op('f64.convert_i32_u').store(this.#layout.found);
  }

  /** Stores one value, or two side by side. */
  #store({ singles, doubles }: Action, home: Slot): void {
    const code = this.#code;
    const offset = this.#homeOf(home);
    const single = singles[0]?.source;
    code.i32(0);
    if (doubles[0]) {
      this.#reads.pushDouble(doubles[0]);
      code.memory('v128.store', offset);
    } else if (single?.kind === 'result' && single.lane !== null && !this.#spilled.has(single.index)) {
      code.get(this.#reads.localOf(single.index)).memoryLane('v128.store64_lane', offset, single.lane);
    } else {
      this.#reads.push(single as Single);
      code.store(offset);
    }
    for (const read of [...singles, ...doubles]) this.#reads.release(read);
  }

  #homeOf(slot: Slot): number {
    return this.#layout.homes.get(slot) as number;
  }

  #instruction(index: number): Instruction {
    return this.#plan.tape.instructions[index] as Instruction;
  }
}
