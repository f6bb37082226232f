/** The facts that the texts about a step are made from. Operations, losses and optimizers define such texts. */

/** A value with its address and its text. */
export interface ShownValue {
  /** The value's address; for a constant, its number. */
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

/** What is known of a step when it has been executed. */
export interface StepFacts {
  readonly a: ShownValue;
  /** The second operand; if there is only one, equal to `a`. */
  readonly b: ShownValue;
  /** All operands. */
  readonly operands: readonly ShownValue[];
  readonly result: ShownValue;
  /** Formats a number. */
  readonly number: (value: number) => string;
}

/** What a step does, why, and what its result means: one sentence each. */
export interface StepSentences {
  readonly what: (facts: StepFacts) => string;
  readonly why: (facts: StepFacts) => string;
  /** Only called for finite results. */
  readonly means: (facts: StepFacts) => string;
  /** Why an infinite result of finite operands is infinite, if that can be said better than for any operation. */
  readonly infinite?: () => string;
}
