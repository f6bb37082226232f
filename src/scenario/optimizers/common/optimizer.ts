/**
 * An optimizer: how it computes the change of a parameter from its gradient, in scalar steps, and the words of these
 * steps. Each file of kinds/ defines one optimizer or a family of optimizers.
 */
import type { Address, StateName } from '../../../core/address.ts';
import type { StepFacts } from '../../../core/operations/step-facts.ts';
import type { OpName } from '../../../core/operations.ts';
import type { Scope, Slot } from '../../../core/program.ts';
import type { Setting } from '../../losses/common/setting.ts';

/**
 * Which of several formulas in use is meant: the words that a scenario can choose from, and who uses each formula. The
 * first word is the standard one.
 */
export type Form = Readonly<Record<string, string>>;

/** The word chosen for each form of an optimizer, by its key in the format. */
export type Forms = Readonly<Record<string, string>>;

/** Emits the steps of an optimizer: for one parameter, or for all parameters together. */
export interface StepWriter<Part extends string> {
  /** The number of updates that were made before the run starts. */
  readonly updatesBefore: number;
  constant(value: number): Slot;
  /** The value of a setting of the optimizer: the scenario's, or the standard one. */
  setting(key: string): number;
  /** The word of a form of the optimizer: the scenario's, or the standard one. */
  form(key: string): string;
  step(part: Part, address: Address, op: OpName, ...operands: Slot[]): Slot;
  /**
   * Adds a value that is kept between updates.
   *
   * @param initial its value at the start of a run, unless the scenario gives another one
   * @param next emits the value after this update from the value before it
   * @returns the value after this update
   */
  state(address: Address, initial: number, next: (before: Slot) => Slot): Slot;
}

/** The learning rate of an update, and its factor by the schedule: null without one. */
export interface Rate {
  readonly slot: Slot;
  /** The group of parameters that it is for; null if it is the learning rate of the scenario. */
  readonly group: string | null;
  readonly scheduled: Slot | null;
}

/** Emits the steps shared by all parameters, before the first parameter. */
export interface SharedWriter<Part extends string> extends StepWriter<Part> {
  /** The learning rate of this update. */
  readonly rate: Slot;
  /** What the schedule has multiplied the scenario's learning rate by; null without a schedule. */
  readonly scheduled: Slot | null;
  /** `learning_rate.part`, or `learning_rate(GROUP).part`. */
  rateAddress(part: string): Address;
}

/** Emits the update of one parameter. */
export interface UpdateWriter<Part extends string> extends StepWriter<Part> {
  /** The learning rate of this update. */
  readonly rate: Slot;
  readonly parameter: Slot;
  /** Its gradient, clipped, and including the penalty on large weights. */
  readonly gradient: Slot;
  /** Whether the penalties on large weights, and the weight decay, are for this parameter too. */
  readonly isPenalised: boolean;
  /** `delta(p)` and `delta(p).part`. */
  delta(part: string): Address;
  /** `v(p)` and `v(p).part`. */
  kept(state: StateName, part?: string): Address;
}

/** A parameter, its frame, and the gradient that its update follows. */
export interface Updated {
  readonly parameter: Slot;
  readonly address: Address;
  readonly owner: Pick<Scope, 'layer' | 'node'>;
  readonly gradient: Slot;
  readonly gradientAddress: Address;
  /** What the scenario calls the parameters whose learning rate it has; null if it has the scenario's. */
  readonly group: string | null;
}

/** How a parameter gets its new value. */
export type Change =
  /** `base` − `rate` × `direction`. By default the base is the parameter, and the rate is the learning rate. */
  | { readonly direction: Slot; readonly base?: Slot; readonly rate?: Slot }
  /** The parameter + `added`. */
  | { readonly added: Slot };

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

/** The results of `shared` and of `ofRate`, by name. They are the same slots for every parameter with one learning rate. */
export type Shared = Readonly<Record<string, Slot>>;

export interface Optimizer<Part extends string = string> {
  /** A learning rate to begin with. Where the size of the gradient does not count, it is the size of the change. */
  readonly usualRate: number;
  /** Its numbers other than the learning rate and the schedule, by their keys in the format. */
  readonly keys: Readonly<Record<string, Setting>>;
  /** Its words, by their keys in the format. */
  readonly forms: Readonly<Record<string, Form>>;
  /** Emits the steps of the optimizer that all parameters share. Left out if it has none. */
  shared?(writer: SharedWriter<Part>): Shared;
  /** Emits the steps of the optimizer that all parameters with one learning rate share; left out if it has none. */
  ofRate?(writer: SharedWriter<Part>, shared: Shared): Shared;
  /** Emits the steps that compute how the parameter changes from its gradient. */
  change(writer: UpdateWriter<Part>, shared: Shared): Change;
  /** Whether only slopes, those of earlier updates too, say in which direction a parameter changes. Left out: no. */
  readonly hasMomentum?: boolean;
  /** The words of the steps that the optimizer defines. */
  readonly parts: Readonly<Record<Part, UpdateSentences>>;
  /** Explains the new value of a parameter. */
  readonly why: () => string;
  /** The formula that is used, as textbooks and frameworks differ: its name, a colon, and its formula. */
  readonly convention: (forms: Forms) => string;
}

/** Makes a definition for the table of optimizers, whose type does not have the names of the parts. */
export function defineOptimizer<Part extends string>(optimizer: Optimizer<Part>): Optimizer {
  return optimizer;
}
