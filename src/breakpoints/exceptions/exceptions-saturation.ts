/** Stops where a sigmoid or tanh is so flat that it lets hardly any gradient back, although there is an error. */
import { ops } from '../../core/operations.ts';
import type { Instruction, Program, Run, Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import type { Registers } from './detector.ts';
import { StepDetector } from './exceptions-step.ts';

/** An error up to this size is small. The loss of the example must be larger, too. */
const SMALL_ERROR = 0.01;

/** What is read to judge a node. */
interface Unit {
  /** Its result, and its target if it is an output of the network. */
  readonly result: Slot;
  readonly target: Slot | null;
  /** The gradient that arrives at the result; null if it is 1. */
  readonly upstream: Slot | null;
}

/**
 * Stops at a slope that is below the limit, at the first example of an epoch for which the node's error is not small, if
 * there was none in the previous epoch.
 */
export class SaturationDetector extends StepDetector {
  readonly looksBack = 'epoch';
  readonly #limit: number;
  readonly #run: Run;
  readonly #units: ReadonlyMap<Slot, Unit>;
  #epoch = 0;
  /** By slot of the slope: 1 if it was saturated in this epoch, and in the previous one. */
  #isSaturated: Uint8Array;
  #wasSaturated: Uint8Array;

  constructor(session: Session, limit: number) {
    const { run } = session.engine;
    const units = unitsOf(run);
    super(session, slopesOfSaturating, ({ result }) => readFor(run, result, units.get(result)));
    this.#limit = limit;
    this.#run = run;
    this.#units = units;
    this.#isSaturated = new Uint8Array(run.slots.length);
    this.#wasSaturated = new Uint8Array(run.slots.length);
  }

  override start(): void {
    this.#epoch = 0;
    this.#isSaturated.fill(0);
  }

  override enter(segment: Segment, registers: Registers): void {
    super.enter(segment, registers);
    if (segment.epoch === this.#epoch) return;
    this.#epoch = segment.epoch;
    [this.#wasSaturated, this.#isSaturated] = [this.#isSaturated, this.#wasSaturated];
    this.#isSaturated.fill(0);
  }

  protected isStop(index: number, registers: Registers): boolean {
    const slope = this.watchedSteps.result[index] as Slot;
    if (this.#isSaturated[slope] === 1) return false;
    if (!(Math.abs(registers[slope] as number) < this.#limit)) return false;
    if (!this.#isWrong(this.#units.get(slope) as Unit, registers)) return false;
    this.#isSaturated[slope] = 1;
    return this.#wasSaturated[slope] === 0;
  }

  describeStop(session: Session, position: number): string {
    const { result } = session.engine.schedule.instructionAt(position);
    const unit = this.#units.get(result) as Unit;
    const registers = session.history.stepRegisters(position);
    const name = displayName(this.#run, unit.result);
    const slope = String(registers[result]);
    // The gradient as the step has computed it: with the example's share of the batch.
    const error = String(errorOf({ batchShare: null }, unit, registers));
    return unit.target === null
      ? t`${name} is saturated: its slope is ${slope}, and the gradient that arrives is ${error}`
      : t`${name} is saturated: its slope is ${slope}, and its error is ${error}`;
  }

  #isWrong(unit: Unit, registers: Registers): boolean {
    const { loss } = this.#run;
    if (loss !== null && Math.abs(registers[loss] as number) <= SMALL_ERROR) return false;
    return Math.abs(errorOf(this.#run, unit, registers)) > SMALL_ERROR;
  }
}

/** The slots that are read to judge a slope. */
function readFor({ loss, batchShare }: Run, slope: Slot, unit: Unit | undefined): readonly Slot[] {
  return [slope, loss, batchShare, unit?.result, unit?.target, unit?.upstream].filter(
    (slot): slot is Slot => slot !== null && slot !== undefined,
  );
}

function slopesOfSaturating({ instructions }: Program): number[] {
  return instructions.flatMap(({ role }, index) => {
    if (role.kind !== 'slope') return [];
    const { op } = instructions[role.of] as Instruction;
    return ops[op].traits?.saturates ? [index + 1] : [];
  });
}

/** The units whose slopes the tape computes, by the slot of the slope. */
function unitsOf({ example, outputs, targets }: Run): ReadonlyMap<Slot, Unit> {
  const { instructions } = example;
  const upstreams = new Map(
    instructions.flatMap(({ role, operands }) =>
      role.kind === 'term' ? [[role.of, operands[1] as Slot] as const] : [],
    ),
  );
  return new Map(
    slopesOfSaturating(example).map((step) => {
      const { result: slope, role } = instructions[step - 1] as Instruction;
      const of = role.kind === 'slope' ? role.of : 0;
      const { result } = instructions[of] as Instruction;
      const target = targets[outputs.indexOf(result)] ?? null;
      return [slope, { result, target, upstream: upstreams.get(of) ?? null }];
    }),
  );
}

/** The error of an output: output − target. That of another node: the gradient that arrives, for one example. */
function errorOf(
  { batchShare }: Pick<Run, 'batchShare'>,
  { result, target, upstream }: Unit,
  registers: Registers,
): number {
  if (target !== null) return (registers[result] as number) - (registers[target] as number);
  const arriving = upstream === null ? 1 : (registers[upstream] as number);
  return batchShare === null ? arriving : arriving / (registers[batchShare] as number);
}
