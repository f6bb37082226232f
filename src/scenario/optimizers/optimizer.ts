/**
 * What an optimiser is: how it makes the change of a parameter from its gradient, in scalar steps, and all that is
 * said of it. A file of this folder holds one optimiser, or a family of them.
 */
import type { Address, StateName } from '../../core/address.ts';
import type { StepFacts } from '../../core/operations/step-facts.ts';
import type { OpName } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { Setting } from '../losses/setting.ts';

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

/** A parameter, and the gradient that its update follows. */
export interface Updated {
  readonly parameter: Slot;
  readonly address: Address;
  readonly gradient: Slot;
  readonly gradientAddress: Address;
}

/** What the words for a part of an update are made from. */
export interface UpdateFacts extends StepFacts {
  /** The address of the parameter; empty where the step is done for all of them. */
  readonly parameter: string;
}

/** What a part of an update does, why, and what its number means: a sentence each. */
export interface UpdateSentences {
  readonly what: (facts: UpdateFacts) => string;
  readonly why: () => string;
  /** Asked for finite results alone. Without it, the result is told as it is. */
  readonly means?: (facts: UpdateFacts) => string;
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
  /** What is said of the steps of its own. */
  readonly parts: Readonly<Record<Part, UpdateSentences>>;
  /** Why the new value of a parameter is what it is. */
  readonly why: () => string;
  /** What textbooks differ in, said where the optimiser acts: its name, a colon, and its formula. */
  readonly convention: () => string;
}

/** An optimiser for the table of optimisers, which does not know the names of its parts. */
export function defineOptimizer<Part extends string>(optimizer: Optimizer<Part>): Optimizer {
  return optimizer;
}
