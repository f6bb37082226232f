/**
 * The first instructions of an example, compiled and executed for many examples at once: the same results as
 * `Engine.execute` gives for one after the other, bit for bit.
 */
import type { Example, Run, Slot } from '../program.ts';
import { nothing } from '../wasm/recording.ts';
import { WasmRun } from '../wasm/run.ts';

export class ForwardPass {
  readonly #wasm: WasmRun;
  readonly #given: readonly Slot[];
  /** The slots whose values `execute` returns, in their order. */
  readonly slots: readonly Slot[];
  readonly examples: number;

  /**
   * Null if it cannot be compiled, or if there are no examples.
   *
   * @param end index of the first instruction that is not executed
   * @param wanted slots that the instructions before `end` write; others are left out
   */
  static of(run: Run, examples: readonly Example[], end: number, wanted: Iterable<Slot>): ForwardPass | null {
    const instructions = run.example.instructions.slice(0, end);
    const written = new Set(instructions.map(({ result }) => result));
    // Values that no instruction writes are the same for all examples, except inputs and targets.
    const perExample = new Set([...run.inputs, ...run.targets]);
    const read = new Set(instructions.flatMap(({ operands }) => operands));
    const given = [...read].filter(
      (slot) => !written.has(slot) && !perExample.has(slot) && run.slots[slot]?.kind !== 'constant',
    );
    const only: Run = {
      ...run,
      example: { instructions, carries: [] },
      update: { instructions: [], carries: [] },
      masks: null,
      order: null,
      batchShare: null,
      data: examples,
      batch: Math.max(1, examples.length),
      epochs: 1,
    };
    const slots = new Set(wanted);
    const recorded = [...instructions.keys()].filter((index) =>
      slots.has(instructions[index]?.result as Slot),
    );
    const recordings = { ...nothing, example: { instructions: recorded, isTested: false } };
    const wasm = examples.length === 0 ? null : WasmRun.of(only, given, recordings);
    const results = recorded.map((index) => instructions[index]?.result as Slot);
    return wasm && new ForwardPass(wasm, given, results, examples.length);
  }

  private constructor(wasm: WasmRun, given: readonly Slot[], slots: readonly Slot[], examples: number) {
    this.#wasm = wasm;
    this.#given = given;
    this.slots = slots;
    this.examples = examples;
  }

  /**
   * Executes all examples.
   *
   * @param registers the values that do not depend on the example: parameters, settings, masks
   * @returns for each example the values of `slots`: a view that the next call overwrites
   */
  execute(registers: Readonly<Float64Array>): Readonly<Float64Array> {
    const given = this.#given;
    const state = new Float64Array(given.length);
    for (let index = 0; index < given.length; index++)
      state[index] = registers[given[index] as number] as number;
    return this.#wasm.record(state, 0, 1);
  }
}
