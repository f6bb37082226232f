/** Exceptions that depend on one step, or on it and the same step of the previous iteration. */
import type { OpName } from '../../core/operations.ts';
import type { Instruction, Program, Run, Slot } from '../../core/program.ts';
import { loadedExample, type Segment } from '../../core/schedule.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import type { Tests } from '../../core/wasm/recording.ts';
import type { Session } from '../../session/session.ts';
import type { StepRecord } from '../../session/steps.ts';
import {
  type Detector,
  firstStop,
  type LookBack,
  PerSegment,
  type Registers,
  stepsWriting,
} from './detector.ts';

/** Some steps of a program, counted from 1 and ascending, with the slots of their operands and results. */
interface Steps {
  readonly steps: Int32Array;
  readonly instructions: readonly Instruction[];
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** The further operands of each step. */
  readonly rest: readonly (readonly Slot[])[];
  readonly result: Int32Array;
}

function stepsOf({ instructions }: Program, steps: readonly number[]): Steps {
  const chosen = steps.map((step) => instructions[step - 1] as Instruction);
  return {
    steps: Int32Array.from(steps),
    instructions: chosen,
    a: Int32Array.from(chosen, ({ operands }) => operands[0] as Slot),
    b: Int32Array.from(chosen, ({ operands }) => (operands[1] ?? operands[0]) as Slot),
    rest: chosen.map(({ operands }) => operands.slice(2)),
    result: Int32Array.from(chosen, ({ result }) => result),
  };
}

/** Tests some steps of each segment, one after the other, as they were executed. */
export abstract class StepDetector implements Detector {
  abstract readonly looksBack: LookBack;
  readonly reactsToEdits = false;
  readonly reads: Iterable<Slot>;
  readonly tests: Tests | null = null;
  readonly #steps: PerSegment<Steps>;
  protected watchedSteps: Steps = stepsOf({ instructions: [], carries: [] }, []);

  /**
   * @param choose returns the steps of a program to test, counted from 1 and ascending
   * @param reads the slots that are read to test a step
   */
  constructor(
    session: Session,
    choose: (program: Program) => readonly number[],
    reads: (instruction: Instruction) => readonly Slot[],
  ) {
    const { schedule, run } = session.engine;
    this.reads = new Set(
      [run.example, run.update].flatMap((program) =>
        choose(program).flatMap((step) => reads(program.instructions[step - 1] as Instruction)),
      ),
    );
    this.#steps = new PerSegment((segment) => {
      const program = schedule.program(segment.program);
      return stepsOf(program, choose(program));
    });
  }

  /** Whether to stop at a step, given by its index among the chosen steps. Called for every chosen step in order. */
  protected abstract isStop(index: number, registers: Registers): boolean;

  abstract describeStop(session: Session, position: number): string;

  start(_position: number, _registers: Registers): void {}

  enter(segment: Segment, _registers: Registers): void {
    this.watchedSteps = this.#steps.of(segment);
  }

  scan(from: number, to: number, registers: Registers): number {
    return firstStop(this.watchedSteps.steps, from, to, (index) => this.isStop(index, registers));
  }

  edited(): boolean {
    return false;
  }
}

/**
 * The operands and the result of an operation. If it has one operand, `b` equals `a`. If it has more than two, each of
 * them in turn is `b`, and the predicate must hold for all.
 */
type StepPredicate = (a: number, b: number, result: number, op: OpName) => boolean;

/** Stops at every operation that satisfies the predicate. */
export class OperationDetector extends StepDetector {
  readonly looksBack = 'nothing';
  override readonly tests: Tests;
  readonly #judge: StepPredicate;
  readonly #sentence: (step: StepRecord) => string;

  /** @param tests see {@link Detector.tests} */
  constructor(
    session: Session,
    isMeant: (op: OpName) => boolean,
    judge: StepPredicate,
    sentence: (step: StepRecord) => string,
    tests: Tests,
  ) {
    super(
      session,
      ({ instructions }) => instructions.flatMap(({ op }, index) => (isMeant(op) ? [index + 1] : [])),
      () => [],
    );
    this.tests = tests;
    this.#judge = judge;
    this.#sentence = sentence;
  }

  protected isStop(index: number, registers: Registers): boolean {
    const { b, rest } = this.watchedSteps;
    if (!this.#isMet(index, b[index] as Slot, registers)) return false;
    return (rest[index] as readonly Slot[]).every((other) => this.#isMet(index, other, registers));
  }

  #isMet(index: number, other: Slot, registers: Registers): boolean {
    const { instructions, a, result } = this.watchedSteps;
    return this.#judge(
      registers[a[index] as number] as number,
      registers[other] as number,
      registers[result[index] as number] as number,
      (instructions[index] as Instruction).op,
    );
  }

  describeStop(session: Session, position: number): string {
    return this.#sentence(session.step(position));
  }
}

/**
 * Stops where the size of a gradient that an update follows satisfies the predicate and did not in the previous batch.
 * The sum of a batch is judged when its last example has been added.
 */
export class GradientDetector extends StepDetector {
  readonly looksBack = 'batch';
  override readonly tests: Tests;
  readonly #isMeant: (size: number) => boolean;
  readonly #sentence: (name: string) => string;
  /** By slot: 1 if the latest complete gradient satisfied the predicate. */
  readonly #wasMeant: Uint8Array;
  #isComplete = false;

  /** @param tests finds the gradients whose size satisfies the predicate */
  constructor(
    session: Session,
    isMeant: (size: number) => boolean,
    sentence: (name: string) => string,
    tests: (gradients: ReadonlySet<Slot>) => Tests,
  ) {
    const { run } = session.engine;
    const slots = appliedGradients(run);
    super(
      session,
      (program) => stepsWriting(program, slots),
      () => [],
    );
    this.tests = tests(slots);
    this.#isMeant = isMeant;
    this.#sentence = sentence;
    this.#wasMeant = new Uint8Array(run.slots.length);
  }

  override start(): void {
    this.#wasMeant.fill(0);
  }

  skip(): void {
    this.#wasMeant.fill(0);
  }

  override enter(segment: Segment, registers: Registers): void {
    super.enter(segment, registers);
    this.#isComplete = loadedExample(segment) === segment.firstExample + segment.size - 1;
  }

  override scan(from: number, to: number, registers: Registers): number {
    return this.#isComplete ? super.scan(from, to, registers) : 0;
  }

  protected isStop(index: number, registers: Registers): boolean {
    const slot = this.watchedSteps.result[index] as number;
    const isMeant = this.#isMeant(Math.abs(registers[slot] as number));
    const wasMeant = this.#wasMeant[slot] === 1;
    this.#wasMeant[slot] = Number(isMeant);
    return isMeant && !wasMeant;
  }

  describeStop(session: Session, position: number): string {
    return this.#sentence(session.step(position).result.name);
  }
}

/** The gradients that the updates apply. For a parameter that no update changes it is the gradient of the loss. */
function appliedGradients(run: Run): ReadonlySet<Slot> {
  const tape = tapeIndexOf(run);
  // The sum over a batch is carried into the slot that the update reads.
  const written = (slot: Slot) => tape.carriedInto(slot)?.from ?? slot;
  const applied = new Map(run.updates.map((update) => [update.parameter, written(update.applied)]));
  return new Set(
    run.parameters.flatMap((parameter) => applied.get(parameter) ?? tape.lossGradient(parameter) ?? []),
  );
}
