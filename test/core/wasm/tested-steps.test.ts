/** Tests of steps in compiled code: they find what they are written for, wherever the plan puts the step. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cancellationTests, underflowTests } from '../../../src/breakpoints/exceptions/step-tests.ts';
import { Engine, Machine } from '../../../src/core/execution/machine.ts';
import type { Instruction } from '../../../src/core/program.ts';
import { type Test, type Tests, type TestWriter, widthOf } from '../../../src/core/wasm/recording.ts';
import { WasmRun } from '../../../src/core/wasm/run.ts';
import { compile } from '../../../src/scenario/compile/compile.ts';
import { documents, networksTried, scenarioOf } from '../../support/networks.ts';

const networks = documents({ training: true, optimizers: true, dropout: true, passOn: true, huge: true });

const BATCHES = 8;

type Value = number | boolean;

/** Carries out a test instead of writing it, by the documentation of its instructions. */
class Evaluation {
  readonly stack: Value[] = [];
  readonly #operands: readonly number[];
  readonly #result: number;

  constructor(operands: readonly number[], result: number) {
    this.#operands = operands;
    this.#result = result;
  }

  result = () => this.#push(this.#result);
  a = () => this.#push(this.#operands[0] as number);
  b = () => this.#push(this.#operands[1] as number);
  f64 = (value: number) => this.#push(value);
  abs = () => this.#numbers(1, (x) => Math.abs(x));
  mul = () => this.#numbers(2, (x, y) => x * y);
  gt = () => this.#numbers(2, (x, y) => x > y);
  lt = () => this.#numbers(2, (x, y) => x < y);
  ge = () => this.#numbers(2, (x, y) => x >= y);
  ne = () => this.#numbers(2, (x, y) => x !== y);
  isTiny = () => this.#numbers(1, (x) => x !== 0 && Math.abs(x) < 2 ** -511);
  and = () => this.#both((x, y) => x && y);
  or = () => this.#both((x, y) => x || y);
  andThen = (other: Test) => {
    other(this as unknown as TestWriter);
    return this.and();
  };

  #push(value: Value): this {
    this.stack.push(value);
    return this;
  }

  #numbers(count: number, make: (x: number, y: number) => Value): this {
    const [x, y] = this.stack.splice(-count) as number[];
    return this.#push(make(x as number, y as number));
  }

  #both(make: (x: boolean, y: boolean) => boolean): this {
    const [x, y] = this.stack.splice(-2) as boolean[];
    return this.#push(make(x as boolean, y as boolean));
  }
}

function finds(test: Test, operands: readonly number[], result: number): boolean {
  const evaluation = new Evaluation(operands, result);
  test(evaluation as unknown as TestWriter);
  expect(evaluation.stack).toHaveLength(1);
  return evaluation.stack[0] as boolean;
}

const ofAny: readonly Test[] = [
  (code) => code.result().f64(0.5).gt(),
  (code) => code.result().isTiny(),
  (code) => code.a().f64(0).lt(),
  (code) => code.result().f64(0).mul().f64(0).ne(),
  (code) =>
    code
      .a()
      .abs()
      .result()
      .abs()
      .ge()
      .andThen((then) => then.result().f64(0).ne()),
];
const ofTwo: readonly Test[] = [(code) => code.a().b().lt(), (code) => code.a().isTiny().b().isTiny().or()];

/** Tests of one instruction in `every`, chosen by a number; of one at least. */
function someTests(instructions: readonly Instruction[], chosen: number, every: number): Tests {
  const tested = new Map<Instruction, readonly Test[]>();
  const first = chosen % Math.min(every, instructions.length);
  for (let index = first; index < instructions.length; index += every) {
    const instruction = instructions[index] as Instruction;
    const all = instruction.operands.length > 1 ? [...ofAny, ...ofTwo] : ofAny;
    tested.set(instruction, [all[(chosen + index) % all.length] as Test]);
  }
  return (instruction) => tested.get(instruction) ?? [];
}

/** For each batch, whether one of its steps has something to find, as a machine executes it step by step. */
function foundByHand({ run, schedule }: Engine, tests: Tests, machine: Machine, batches: number): boolean[] {
  const found = Array.from({ length: batches }, () => false);
  while (machine.position < schedule.batchStart(batches)) {
    const { program, start, batchIndex } = schedule.segmentAt(machine.position + 1);
    const step = machine.position - start;
    const instruction = run[program as 'example' | 'update'].instructions[step] as Instruction;
    machine.advance(machine.position + 1);
    const [result, ...operands] = [instruction.result, ...instruction.operands].map(
      (slot) => machine.registers[slot] as number,
    ) as [number, ...number[]];
    if (tests(instruction).some((test) => finds(test, operands, result))) found[batchIndex] = true;
  }
  return found;
}

/** The same by compiled code. */
function foundCompiled(engine: Engine, tests: Tests, hasLanes: boolean, batches: number): boolean[] | null {
  const { run, lasting } = engine;
  const recordingOf = (name: 'example' | 'update') => ({
    instructions: [],
    isTested: run[name].instructions.length > 0,
  });
  const recordings = { example: recordingOf('example'), update: recordingOf('update'), tests };
  const compiled = WasmRun.of(run, lasting, recordings, hasLanes);
  if (compiled === null) return null;
  const state = new Machine(engine).checkpoint();
  const perEpoch = Math.ceil(run.data.length / run.batch);
  return Array.from({ length: batches }, (_, batch) => {
    const numbers = compiled.record(state, batch, 1);
    const size = Math.min(run.batch, run.data.length - (batch % perEpoch) * run.batch);
    expect(numbers).toHaveLength(size * widthOf(recordings.example) + widthOf(recordings.update));
    return numbers.some((number) => number !== 0);
  });
}

test('no test misses anything, and none finds too much that is not of one of a pair alone', () => {
  let [hits, quiet] = [0, 0];
  fc.assert(
    fc.property(networks, fc.nat(), fc.constantFrom(1, 7, 1000, 1001), (document, chosen, every) => {
      const engine = new Engine(compile(scenarioOf(document)));
      const { run, schedule } = engine;
      const all = [...run.example.instructions, ...run.update.instructions];
      const batches = Math.min(BATCHES, schedule.batches);
      // What cancels is tested at every sum, and what is tiny wherever it is multiplied.
      const ofAll = [cancellationTests(1 + (chosen % 30)), underflowTests(run, 2 ** -1022)];
      for (const tests of [someTests(all, chosen, every), ...ofAll]) {
        const expected = foundByHand(engine, tests, new Machine(engine), batches);
        const single = foundCompiled(engine, tests, false, batches);
        if (single !== null) expect(single).toEqual(expected);
        const paired = foundCompiled(engine, tests, true, batches);
        if (paired !== null && ofAll.includes(tests)) expect(paired).toEqual(expected);
        if (paired !== null)
          expect(expected.filter((isFound, batch) => isFound && !paired[batch])).toEqual([]);
        hits += expected.filter(Boolean).length;
        quiet += paired?.filter((isFound) => !isFound).length ?? 0;
      }
    }),
    networksTried(60),
  );
  expect(Math.min(hits, quiet)).toBeGreaterThan(20);
});
