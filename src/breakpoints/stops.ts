/** Detectors for targets, for conditions that become true, and for what happens while one is true. */
import type { Instruction, Program, Run, Slot } from '../core/program.ts';
import type { Schedule, Segment } from '../core/schedule.ts';
import { type Expression, isTrue } from '../expression/condition.ts';
import { t } from '../i18n/translate.ts';
import { numbersOf, slotsNamed } from '../session/array-parts.ts';
import { entersLine } from '../session/numpy-lines.ts';
import type { Session } from '../session/session.ts';
import { type Detector, firstStop, type Registers } from './exceptions/detector.ts';
import { type BreakpointSpec, placeText } from './list.ts';
import { falseUntil } from './time.ts';
import { ConditionEvaluator, everyStep } from './value-reader.ts';

type PlaceSpec = Extract<BreakpointSpec, { type: 'place' }>;

/** The condition of a target without one: always true. */
const always: Expression = {
  text: '',
  addresses: [],
  isTimed: false,
  compared: [],
  hasOperator: false,
  evaluate: () => 1,
};

export class TargetDetector implements Detector {
  readonly looksBack = 'nothing';
  readonly reactsToEdits = true;
  readonly tests = null;
  readonly #spec: PlaceSpec;
  readonly #evaluation: ConditionEvaluator;
  #segmentStart = 0;

  constructor(session: Session, spec: PlaceSpec) {
    this.#spec = spec;
    const isAt = placeTest(session, spec);
    const stepsOf = (program: Program) =>
      program.instructions.flatMap((_instruction, index) => (isAt(program, index) ? [index + 1] : []));
    this.#evaluation = new ConditionEvaluator(session, spec.condition ?? always, stepsOf);
  }

  get reads(): readonly Slot[] {
    return this.#evaluation.reader.slots;
  }

  start(): void {}

  enter(segment: Segment, registers: Registers): void {
    this.#segmentStart = segment.start;
    this.#evaluation.reader.enter(segment, registers);
  }

  scan(from: number, to: number, registers: Registers): number {
    const { reader } = this.#evaluation;
    return firstStop(reader.steps, from, to, (index) => this.#evaluation.holds(index, registers));
  }

  quietUntil(schedule: Schedule, from: number, to: number): number {
    return falseUntil(schedule, this.#spec.condition ?? always, false, from, to);
  }

  edited(position: number, registers: Registers): boolean {
    const isPlace = this.#evaluation.reader.steps.includes(position - this.#segmentStart);
    return isPlace && this.#evaluation.holdsAt(position, registers);
  }

  describeStop(session: Session, position: number): string {
    const { place, name, condition } = this.#spec;
    const isComputed = place === 'at' || place === 'kind';
    const what =
      place === 'at' ? numberAt(session, name, position) : isComputed ? name : placeText(this.#spec, session);
    if (!condition) return isComputed ? t`${what} was computed` : t`${what} was entered`;
    return isComputed
      ? t`${what} was computed when ${condition.text}`
      : t`${what} was entered when ${condition.text}`;
  }
}

/** The number of an array that the step at a position has written; of a single value its own address. */
function numberAt(session: Session, name: string, position: number): string {
  const { result } = session.engine.schedule.instructionAt(position);
  const isWritten = (address: string) => session.values.slotsOf(address).includes(result);
  return numbersOf(session, name).find(isWritten) ?? name;
}

/** Whether a step (from 1) is one at which a breakpoint at a place stops, if its condition holds. */
export function isAtPlace(session: Session, spec: PlaceSpec, step: number): boolean {
  const { schedule } = session.engine;
  const { program, start } = schedule.segmentAt(step);
  return placeTest(session, spec)(schedule.program(program), step - start - 1);
}

/**
 * A test for the instructions (indices from 0) of a Program that enter a frame or line, or that belong to an operation
 * or write an address.
 */
function placeTest(
  session: Session,
  { place, name }: PlaceSpec,
): (program: Program, index: number) => boolean {
  if (place === 'line') return entersLine(session, Number(name));
  if (place === 'at') {
    const slots = new Set(slotsNamed(session, name));
    return ({ instructions }, index) => slots.has((instructions[index] as Instruction).result);
  }
  if (place === 'kind') return ({ instructions }, index) => instructions[index]?.op === name;
  return ({ instructions }, index) => {
    const { scope, group } = instructions[index] as Instruction;
    if (scope[place] !== name) return false;
    const before = instructions[index - 1];
    return (
      before?.scope[place] !== name ||
      before.scope.phase !== scope.phase ||
      (place === 'node' && before.group !== group)
    );
  };
}

export class ConditionDetector implements Detector {
  readonly looksBack = 'nothing';
  readonly reactsToEdits = true;
  readonly tests = null;
  readonly #condition: Expression;
  readonly #evaluation: ConditionEvaluator;
  /** Whether the condition was true after the step examined last. */
  #was = false;
  /** Whether it is true, for a condition on one value that every batch computes. */
  readonly concerns: ((value: number) => boolean) | undefined;

  constructor(session: Session, condition: Expression) {
    this.#condition = condition;
    this.#evaluation = new ConditionEvaluator(session, condition);
    const isOne = condition.addresses.length === 1 && isComputed(session.engine.run, this.reads);
    this.concerns = isOne ? testOf(condition) : undefined;
  }

  quietUntil(schedule: Schedule, from: number, to: number, isHere = true): number {
    // If it was not true after `from` steps, but is after the next one, it was false in the segment before.
    return isHere
      ? falseUntil(schedule, this.#condition, this.#was, from, to)
      : falseUntil(schedule, this.#condition, true, Math.max(0, from - 1), to);
  }

  get reads(): readonly Slot[] {
    return this.#evaluation.reader.slots;
  }

  start(position: number, registers: Registers): void {
    this.#was = this.#evaluation.holdsAt(position, registers);
  }

  enter(segment: Segment, registers: Registers): void {
    this.#evaluation.reader.enter(segment, registers);
  }

  scan(from: number, to: number, registers: Registers): number {
    const { reader } = this.#evaluation;
    return firstStop(reader.steps, from, to, (index) =>
      this.#becomes(this.#evaluation.holds(index, registers)),
    );
  }

  edited(position: number, registers: Registers): boolean {
    return this.#becomes(this.#evaluation.holdsAt(position, registers));
  }

  describeStop(): string {
    return t`${this.#condition.text} became true`;
  }

  #becomes(holds: boolean): boolean {
    const was = this.#was;
    this.#was = holds;
    return holds && !was;
  }
}

/** Those stops of another detector at which a condition is true. */
export class FilteredDetector implements Detector {
  readonly looksBack: Detector['looksBack'];
  readonly reactsToEdits: boolean;
  readonly tests: Detector['tests'];
  readonly #all: Detector;
  readonly #condition: Expression;
  readonly #evaluation: ConditionEvaluator;

  constructor(session: Session, all: Detector, condition: Expression) {
    this.looksBack = all.looksBack;
    this.reactsToEdits = all.reactsToEdits;
    this.tests = all.tests;
    this.#all = all;
    this.#condition = condition;
    this.#evaluation = new ConditionEvaluator(session, condition, everyStep);
  }

  get reads(): readonly Slot[] {
    return [...this.#all.reads, ...this.#evaluation.reader.slots];
  }

  skip(): void {
    this.#all.skip?.();
  }

  start(position: number, registers: Registers): void {
    this.#all.start(position, registers);
  }

  enter(segment: Segment, registers: Registers): void {
    this.#all.enter(segment, registers);
    this.#evaluation.reader.enter(segment, registers);
  }

  scan(from: number, to: number, registers: Registers): number {
    for (let at = from; ; ) {
      const step = this.#all.scan(at, to, registers);
      if (step === 0 || this.#evaluation.holds(step - 1, registers)) return step;
      at = step;
    }
  }

  edited(position: number, registers: Registers): boolean {
    return this.#all.edited(position, registers) && this.#evaluation.holdsAt(position, registers);
  }

  describeStop(session: Session, position: number): string {
    return t`${this.#all.describeStop(session, position)}, when ${this.#condition.text}`;
  }
}

/** Whether each slot gets its values from instructions, and one of them at least once in every batch. */
function isComputed({ example, update }: Run, slots: readonly Slot[]): boolean {
  const programs = [example, update];
  const results = new Set(programs.flatMap(({ instructions }) => instructions.map(({ result }) => result)));
  const carries = programs.flatMap((program) => program.carries);
  const isCarried = (slot: Slot) => carries.some(({ from, to }) => to === slot && results.has(from));
  return (
    slots.some((slot) => results.has(slot)) && slots.every((slot) => results.has(slot) || isCarried(slot))
  );
}

/** Tests whether a condition can be true if its address has a value. */
function testOf({ evaluate, isTimed, compared }: Expression): (value: number) => boolean {
  // Between these two it is false: most values of a run are near each other, so that comparing is enough.
  let [low, high] = [Number.NaN, Number.NaN];
  return (value) => {
    if (value > low && value < high) return false;
    const result = evaluate(() => value);
    // Null: it depends on the time, too.
    if (result === null || isTrue(result)) return true;
    // NaN is between no two numbers.
    if (compared === null || isTimed || Number.isNaN(value)) return false;
    low = Math.max(Number.NEGATIVE_INFINITY, ...compared.filter((each) => each < value));
    high = Math.min(Number.POSITIVE_INFINITY, ...compared.filter((each) => each > value));
    // On a border it says nothing of the numbers beside it.
    if (compared.includes(value)) [low, high] = [Number.NaN, Number.NaN];
    return false;
  };
}
