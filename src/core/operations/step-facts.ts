/** What the words for a step are made from, for whoever brings words along: operations, losses, optimisers. */

/** A value as it is shown. */
export interface ShownValue {
  /** Its address; a constant's is its number. */
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export interface StepFacts {
  readonly a: ShownValue;
  /** The second operand; the first again where there is only one. */
  readonly b: ShownValue;
  readonly result: ShownValue;
  /** How numbers are written. */
  readonly number: (value: number) => string;
}

/** What a step does, why, and what its number means: a sentence each. */
export interface StepSentences {
  readonly what: (facts: StepFacts) => string;
  readonly why: (facts: StepFacts) => string;
  /** Asked for finite results alone. */
  readonly means: (facts: StepFacts) => string;
}
