/** What an optimiser is: how it makes the change of a parameter from its gradient, in scalar steps. */
import type { Address, StateName } from '../../core/address.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';

/** A number of an optimiser that a scenario may give: which numbers are allowed, and what holds without one. */
export interface Setting {
  readonly range: 'share' | 'positive' | 'not negative';
  readonly standard: number;
}

/** What an optimiser writes its steps with: those of one parameter, or of all together. */
export interface StepWriter<Part extends string> {
  constant(value: number): Slot;
  /** The number that the scenario gives for a key of the optimiser, or its standard. */
  setting(key: string): number;
  step(part: Part, address: Address, op: OpName, ...operands: Slot[]): Slot;
  /**
   * Something that is kept from update to update.
   *
   * @param next emits its value after this update, from the one before
   * @returns that value
   */
  state(address: Address, initial: number, next: (before: Slot) => Slot): Slot;
}

/** Writes what all parameters share, before the first of them. */
export interface SharedWriter<Part extends string> extends StepWriter<Part> {
  /** The learning rate of this update. */
  readonly rate: Slot;
}

/** Writes the update of one parameter. */
export interface UpdateWriter<Part extends string> extends StepWriter<Part> {
  readonly parameter: Slot;
  /** Its gradient, with what the penalty on large weights adds to it. */
  readonly gradient: Slot;
  /** `delta(p)` and `delta(p).part`. */
  delta(part: string): Address;
  /** `v(p)` and `v(p).part`. */
  kept(state: StateName, part?: string): Address;
}

/** What `shared` computes, by name: the same slots for every parameter. */
export type Shared = Readonly<Record<string, Slot>>;

export interface Optimizer<Part extends string = string> {
  /** Its numbers beside the learning rate and the schedule, by the keys of the format. */
  readonly keys: Readonly<Record<string, Setting>>;
  /** Emits what all parameters share. Without it there is no frame for it. */
  shared?(writer: SharedWriter<Part>): Shared;
  /** Emits what is multiplied by the learning rate: the gradient itself, or what is made from it. */
  direction(writer: UpdateWriter<Part>, shared: Shared): Slot;
  /** Emits what the change is subtracted from, where that is not the parameter as it is. */
  shrunk?(writer: UpdateWriter<Part>, shared: Shared): Slot;
}

/** λ: half of λ × weight² is added to the loss, and so λ × weight to a gradient. */
export const l2: Setting = { range: 'not negative', standard: 0 };

/** An optimiser for the table of optimisers, which does not know the names of its parts. */
export function defineOptimizer<Part extends string>(optimizer: Optimizer<Part>): Optimizer {
  return optimizer;
}

/** A mean over the updates so far, in which the older ones count less and less. */
export function runningMean(
  writer: UpdateWriter<'kept' | 'added' | 'mean'>,
  state: 'm' | 'v',
  keep: number,
  value: Slot,
): Slot {
  return writer.state(writer.kept(state), 0, (before) => {
    const kept = writer.step('kept', writer.kept(state, 'kept'), 'multiply', writer.constant(keep), before);
    const share = writer.constant(1 - keep);
    const added = writer.step('added', writer.kept(state, 'added'), 'multiply', share, value);
    return writer.step('mean', writer.kept(state), 'add', kept, added);
  });
}

/** The root of a mean square. A little is added, so that nothing is divided by 0. */
export function rootOf(writer: UpdateWriter<'root' | 'safe'>, square: Slot): Slot {
  const root = writer.step('root', writer.kept('v', 'root'), 'sqrt', square);
  return writer.step(
    'safe',
    writer.kept('v', 'safe'),
    'add',
    root,
    writer.constant(writer.setting('epsilon')),
  );
}
