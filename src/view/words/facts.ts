/** The facts that the texts about a step are made from. */
import type { ShownValue, StepFacts } from '../../core/operations/step-facts.ts';
import { type OpName, reasonNotFinite } from '../../core/operations.ts';
import type { Scope, Slot } from '../../core/program.ts';
import { isOfOptimizer } from '../../core/step-role.ts';
import type { Role, RoleOf } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { type OptimizerName, optimizers } from '../../scenario/optimizers/optimizers.ts';
import type { Session } from '../../session/session.ts';
import type { NamedValue } from '../../session/steps.ts';
import { instructionOf } from '../../session/writers.ts';
import { typedExpression } from '../notation/typed-expression.ts';

/** A value with its address and its text. */
interface OperandFacts extends ShownValue {
  /** Whether it is a constant: then its name is its number. */
  readonly isConstant: boolean;
  /** Whether it is a slope that an earlier step has computed. */
  readonly isSlope: boolean;
  /** Whether it is the learning rate of some parameters, and not the one of the scenario. */
  readonly isOwnRate: boolean;
  /** The operation whose result it is; null if no operation computes it. */
  readonly madeBy: OpName | null;
}

export interface Facts extends StepFacts {
  /** The formula of the array that the step is part of, with the signs of the screen; null if there is none. */
  readonly whole: string | null;
  readonly a: OperandFacts;
  readonly b: OperandFacts;
  readonly operands: readonly OperandFacts[];
  readonly result: OperandFacts;
  readonly op: OpName;
  /** Whether the step computes a next kept value, or a part of one. */
  readonly isOfNext: boolean;
  /** The absolute value of the result, as text. */
  readonly size: string;
  /** The output that gradients are slopes of, in a scenario of formulas with one output and no loss; otherwise null. */
  readonly goal: string | null;
  readonly optimizer: OptimizerName | null;
  /** Whether gradients are slopes of the loss of a batch. */
  readonly isBatched: boolean;
  /**
   * Whether the direction of an update is made of the slopes of earlier updates, too, and of nothing else: a velocity or a
   * running mean of them, after the first update, without a penalty.
   */
  readonly hasMomentum: boolean;
  /** Reads the value of any slot in the segment of the step, such as the gradient that an update uses. */
  readonly read: (slot: number) => number;
}

/** The texts about a kind of step: what is done, why, and what the number means here, one sentence each. */
export interface Words<Kind extends Role['kind']> {
  readonly what: (role: RoleOf<Kind>, facts: Facts) => string;
  readonly why: (role: RoleOf<Kind>, facts: Facts) => string;
  /** Only called for finite results. */
  readonly means: (role: RoleOf<Kind>, facts: Facts) => string;
  /** Why an infinite result of finite operands is infinite; undefined if there is nothing special to say. */
  readonly infinite?: (role: RoleOf<Kind>, facts: Facts) => string | undefined;
}

/** A value as `name (number)`; a constant only as its number. */
export const told = ({ name, text, isConstant }: OperandFacts) => (isConstant ? text : `${name} (${text})`);

/**
 * The facts of a step.
 *
 * @param number formats a number
 * @throws RangeError if there is no such step
 */
export function stepFacts(session: Session, step: number, number: (value: number) => string): Facts {
  const { kind: op, operands: values, result } = session.step(step);
  const { run, schedule } = session.engine;
  const instruction = schedule.instructionAt(step);
  const factsOf = ({ name, value }: NamedValue, slot: Slot): OperandFacts => {
    const isConstant = run.slots[slot]?.kind === 'constant';
    const text = number(value);
    const [address] = run.slots[slot]?.addresses ?? [];
    return {
      name: isConstant ? text : name,
      value,
      text,
      isConstant,
      isSlope: address?.kind === 'slope',
      isOwnRate: address?.kind === 'groupRate',
      madeBy: opOf(session, slot),
    };
  };
  const operands = values.map((each, index) => factsOf(each, instruction.operands[index] as Slot));
  const [a, b = a] = operands as [OperandFacts, OperandFacts?];
  const { hasLoss, optimizer } = session.scenario;
  return {
    op,
    a,
    b,
    operands,
    result: factsOf(result, instruction.result),
    isOfNext: instruction.scope.phase === 'update' && !isOfOptimizer(instruction.role),
    size: number(Math.abs(result.value)),
    whole: arrayFormula(session.scenario, instruction.scope),
    number,
    goal: goalOf(session, step),
    optimizer: optimizer?.kind ?? null,
    isBatched: hasLoss && run.batch > 1,
    hasMomentum:
      optimizer !== null &&
      optimizers[optimizer.kind].hasMomentum === true &&
      schedule.segmentAt(step).batchIndex > 0 &&
      run.updates.every(({ l1, l2 }) => l1 === 0 && l2 === 0),
    read: (slot) => session.history.stepRegisters(step)[slot] as number,
  };
}

/** The operation that computes a slot; null if none does. */
function opOf({ engine }: Session, slot: Slot): OpName | null {
  const writer = instructionOf(engine, slot);
  return writer && (engine.run[writer.program].instructions[writer.index]?.op ?? null);
}

/** `out = A @ V`: what a node computes, if it is an array of formulas; otherwise null. */
function arrayFormula({ formulas, nexts }: Scenario, { node, phase }: Scope): string | null {
  const found = (phase === 'update' ? nexts : formulas).find(({ name }) => name === node);
  return found && found.shape.length > 0 ? `${found.name} = ${typedExpression(found.text)}` : null;
}

/** The only output of a scenario of formulas without a loss, if its given gradient is 1; otherwise null. */
function goalOf({ scenario, engine, history }: Session, step: number): string | null {
  const { hasLoss, formulas, outputs } = scenario;
  const [output, ...others] = outputs;
  if (hasLoss || formulas.length === 0 || output === undefined || others.length > 0) return null;
  const [seed] = engine.run.seeds;
  return seed !== undefined && history.stepRegisters(step)[seed] === 1 ? output : null;
}

/**
 * The sentence for a result that is not finite: the reason, or which operand it comes from.
 *
 * @param infinite why it is infinite, for operands that are finite; undefined if the operation says it
 */
export function notFinite({ op, operands, result }: Facts, infinite: string | undefined): string {
  const hasNone = Number.isNaN(result.value);
  const values = operands.map(({ value }) => value);
  const reason = reasonNotFinite(op, values, result.value);
  if (reason !== null) {
    if (hasNone) return t`${result.name} is not a number: ${reason}.`;
    return infinite ?? t`${result.name} has become infinite: ${reason}.`;
  }
  const sources = operands.filter(({ value }) => (hasNone ? Number.isNaN(value) : !Number.isFinite(value)));
  const source = sources.find(({ name }) => name !== result.name);
  if (source) {
    return hasNone
      ? t`${result.name} is not a number, because ${source.name} is not.`
      : t`${result.name} is infinite, because ${source.name} is.`;
  }
  return hasNone ? t`${result.name} is still not a number.` : t`${result.name} is still infinite.`;
}
