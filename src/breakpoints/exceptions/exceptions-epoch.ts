/**
 * Exceptions that compare an epoch with the previous one. The finish, after the last epoch, counts as one more epoch.
 */
import { activationSlope, slopeOperands } from '../../core/local-slope.ts';
import { ops } from '../../core/operations.ts';
import { type Instruction, type Program, type Run, rowOfExample, type Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import { t } from '../../i18n/translate.ts';
import { penaltyOf } from '../../scenario/optimizers/common/penalty.ts';
import type { Session } from '../../session/session.ts';
import type { Registers } from './detector.ts';
import { StepDetector } from './exceptions-step.ts';

/**
 * The steps of a program whose operations match. A finish executes the first part of an example's program, so its
 * steps are the first of an example's, in the same order.
 */
function stepsDoing(isMeant: (instruction: Instruction) => boolean): (program: Program) => readonly number[] {
  return ({ instructions }) =>
    instructions.flatMap((instruction, index) => (isMeant(instruction) ? [index + 1] : []));
}

abstract class EpochDetector extends StepDetector {
  readonly looksBack = 'epoch';
  /** The number of the current segment's example, counted from 1. */
  protected example = 0;
  protected readonly examples: number;

  constructor(
    session: Session,
    choose: (program: Program) => readonly number[],
    reads: (instruction: Instruction) => readonly Slot[],
  ) {
    const { run } = session.engine;
    // Only examples are compared: what an update computes for its kept values belongs to none.
    super(session, (program) => (program === run.update ? [] : choose(program)), reads);
    this.examples = run.data.length;
  }

  wants({ program }: Segment): boolean {
    return program !== 'update';
  }

  override enter(segment: Segment, registers: Registers): void {
    super.enter(segment, registers);
    this.example = segment.example ?? 0;
  }

  abstract override start(): void;
}

/** The epoch of a position; null in the finish. */
function epochOf({ engine }: Session, position: number): number | null {
  const { program, epoch } = engine.schedule.segmentAt(position);
  return program === 'finish' ? null : epoch;
}

/** Stops where a ReLU is on the other side of 0 than for the same example in the previous epoch. */
export class ReluFlipDetector extends EpochDetector {
  /** For every row of the data and every ReLU step: 1 if its sum was above 0, 2 if not, 0 if unknown. */
  #sides = new Uint8Array(0);
  #row = 0;
  readonly #perExample: number;
  readonly #run: Run;

  constructor(session: Session) {
    const choose = stepsDoing(({ op }) => ops[op].traits?.flips === true);
    super(session, choose, ({ operands }) => operands);
    this.#run = session.engine.run;
    this.#perExample = choose(this.#run.example).length;
  }

  override enter(segment: Segment, registers: Registers): void {
    super.enter(segment, registers);
    // Shuffling may move an example to another position in every epoch, so it is identified by its row.
    if (segment.example !== null) this.#row = rowOfExample(this.#run, segment.epoch, segment.example);
  }

  start(): void {
    this.#sides = new Uint8Array(this.#perExample * this.examples);
  }

  protected isStop(index: number, registers: Registers): boolean {
    const sum = registers[this.watchedSteps.a[index] as number] as number;
    const side = sum > 0 ? 1 : sum <= 0 ? 2 : 0;
    const place = this.#row * this.#perExample + index;
    const before = this.#sides[place] as number;
    if (side === before) return false;
    this.#sides[place] = side;
    return side !== 0 && before !== 0;
  }

  describeStop(session: Session, position: number): string {
    const { operands, result } = session.step(position);
    return (operands[0]?.value ?? 0) > 0
      ? t`${result.name} switched on: its sum is now above 0`
      : t`${result.name} switched off: its sum is no longer above 0`;
  }
}

/**
 * Stops at the last loss of an epoch if the epoch's losses have a larger sum than the previous epoch's. With a penalty
 * the losses include it, because it is what the updates minimize. These are losses in training: each is computed with
 * the weights of its step, unlike the metrics.
 */
export class LossRiseDetector extends EpochDetector {
  readonly #penalty: ReturnType<typeof penaltyOf>;
  #sum = 0;
  #before = Number.NaN;

  constructor(session: Session) {
    const { run } = session.engine;
    super(
      session,
      stepsDoing(({ result }) => result === run.loss),
      ({ result }) => (penaltyOf(run) === null ? [result] : [result, ...run.parameters]),
    );
    this.#penalty = penaltyOf(run);
  }

  start(): void {
    this.#sum = 0;
    this.#before = Number.NaN;
  }

  protected isStop(index: number, registers: Registers): boolean {
    const loss = registers[this.watchedSteps.result[index] as number] as number;
    this.#sum += loss + (this.#penalty?.(registers) ?? 0);
    if (this.example < this.examples) return false;
    const isHigher = this.#sum > this.#before;
    this.#before = this.#sum;
    this.#sum = 0;
    return isHigher;
  }

  describeStop(session: Session, position: number): string {
    const epoch = epochOf(session, position);
    if (this.#penalty) {
      return epoch === null
        ? t`the mean loss with its penalty is higher after training than it was in training, in the last epoch`
        : t`the mean loss in training, with its penalty, is higher in epoch ${String(epoch)} than in the previous epoch`;
    }
    return epoch === null
      ? t`the mean loss is higher after training than it was in training, in the last epoch`
      : t`the mean loss in training is higher in epoch ${String(epoch)} than in the previous epoch`;
  }
}

/** Stops at an activation whose slope was 0 for every example of an epoch, but not of the previous one. */
export class DeadUnitDetector extends EpochDetector {
  /** The activations without a slope so far in this epoch: after some examples these are few. */
  readonly #flat = new Set<number>();
  #wasDead = new Uint8Array(0);
  /** For each activation what computes its slope: the step of the slope comes later, or is not on the tape. */
  readonly #slopes: readonly ((registers: Registers) => number)[];

  constructor(session: Session) {
    const isActivation = ({ role }: Instruction) => role.kind === 'activation';
    super(session, stepsDoing(isActivation), slopeOperands);
    this.#slopes = session.engine.run.example.instructions.filter(isActivation).map(activationSlope);
  }

  start(): void {
    this.#wasDead = new Uint8Array(this.#slopes.length);
    for (const index of this.#slopes.keys()) this.#flat.add(index);
  }

  override wants(segment: Segment): boolean {
    return super.wants(segment) && (this.#flat.size > 0 || segment.example === this.examples);
  }

  /** Only the last example of an epoch can have a stop. */
  override scan(from: number, to: number, registers: Registers): number {
    if (this.example >= this.examples) return super.scan(from, to, registers);
    const { steps } = this.watchedSteps;
    for (const index of this.#flat) {
      // In an update there are no activations of examples.
      const step = steps[index] ?? 0;
      if (step > from && step <= to && !this.#isFlat(index, registers)) this.#flat.delete(index);
    }
    return 0;
  }

  /** The slope of one example is enough. For NaN it is NaN, which is not 0. */
  #isFlat(index: number, registers: Registers): boolean {
    return this.#slopes[index]?.(registers) === 0;
  }

  protected isStop(index: number, registers: Registers): boolean {
    const isDead = this.#flat.has(index) && this.#isFlat(index, registers);
    const dies = isDead && this.#wasDead[index] === 0;
    this.#wasDead[index] = Number(isDead);
    // The next epoch starts.
    this.#flat.add(index);
    return dies;
  }

  describeStop(session: Session, position: number): string {
    const { name } = session.step(position).result;
    const epoch = epochOf(session, position);
    return epoch === null
      ? t`the slope of ${name} was 0 for every example after training`
      : t`the slope of ${name} was 0 for every example in epoch ${String(epoch)}`;
  }
}
