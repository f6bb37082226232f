/**
 * An optimizer: how it computes the change of a parameter from its gradient, in scalar steps, and the words of these
 * steps. Each file of this folder defines one optimizer or a family of optimizers.
 */
import type { Address, StateName } from '../../core/address.ts';
import type { StepFacts } from '../../core/operations/step-facts.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { Setting } from '../losses/setting.ts';

/** Emits the steps of an optimizer: for one parameter, or for all parameters together. */
export interface StepWriter<Part extends string> {
  constant(value: number): Slot;
  /** The value of a setting of the optimizer: the scenario's, or the standard one. */
  setting(key: string): number;
  step(part: Part, address: Address, op: OpName, ...operands: Slot[]): Slot;
  /**
   * Adds a value that is kept between updates.
   *
   * @param next emits the value after this update from the value before it
   * @returns the value after this update
   */
  state(address: Address, initial: number, next: (before: Slot) => Slot): Slot;
}

/** Emits the steps shared by all parameters, before the first parameter. */
export interface SharedWriter<Part extends string> extends StepWriter<Part> {
  /** The learning rate of this update. */
  readonly rate: Slot;
}

/** Emits the update of one parameter. */
export interface UpdateWriter<Part extends string> extends StepWriter<Part> {
  readonly parameter: Slot;
  /** Its gradient, including the penalty on large weights. */
  readonly gradient: Slot;
  /** `delta(p)` and `delta(p).part`. */
  delta(part: string): Address;
  /** `v(p)` and `v(p).part`. */
  kept(state: StateName, part?: string): Address;
}

/** A parameter, and the gradient that its update follows. */
export interface Updated {
  readonly parameter: Slot;
  readonly address: Address;
  readonly gradient: Slot;
  readonly gradientAddress: Address;
}

/** What the words for a part of an update can use. */
export interface UpdateFacts extends StepFacts {
  /** The address of the parameter; empty if the step is for all parameters. */
  readonly parameter: string;
}

/** What a part of an update does, why, and what its number means: a sentence each. */
export interface UpdateSentences {
  readonly what: (facts: UpdateFacts) => string;
  readonly why: () => string;
  /** Only called for finite results. By default it states the result. */
  readonly means?: (facts: UpdateFacts) => string;
}

/** The results of `shared`, by name. They are the same slots for every parameter. */
export type Shared = Readonly<Record<string, Slot>>;

export interface Optimizer<Part extends string = string> {
  /** Its settings other than the learning rate and the schedule, by their keys in the format. */
  readonly keys: Readonly<Record<string, Setting>>;
  /** Emits the steps shared by all parameters. Without it, they have no frame. */
  shared?(writer: SharedWriter<Part>): Shared;
  /** Emits the value that is multiplied by the learning rate: the gradient, or a value computed from it. */
  direction(writer: UpdateWriter<Part>, shared: Shared): Slot;
  /** Emits the value that the change is subtracted from, if this is not the parameter itself. */
  shrunk?(writer: UpdateWriter<Part>, shared: Shared): Slot;
  /** The words of the steps that the optimizer defines. */
  readonly parts: Readonly<Record<Part, UpdateSentences>>;
  /** Explains the new value of a parameter. */
  readonly why: () => string;
  /** The form of the optimizer that is used here, as textbooks differ: its name, a colon, and its formula. */
  readonly convention: () => string;
}

/** Makes a definition for the table of optimizers, whose type does not have the names of the parts. */
export function defineOptimizer<Part extends string>(optimizer: Optimizer<Part>): Optimizer {
  return optimizer;
}
