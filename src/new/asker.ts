/** Who answers questions that no option has answered. */
import type { Answer } from './answers.ts';

/** One of the answers to a question. */
interface Choice<Value extends string> {
  readonly value: Value;
  /** What it means, in a few words. */
  readonly hint?: string;
}

export interface Asker {
  /**
   * Asks for a text until it can be read.
   *
   * @param usual the answer of someone who types nothing; null if there has to be one
   */
  text<Value>(question: string, usual: string | null, read: (text: string) => Answer<Value>): Promise<Value>;
  choose<Value extends string>(
    question: string,
    choices: readonly Choice<Value>[],
    usual: Value,
  ): Promise<Value>;
}

/** Asks nobody: takes the usual answers. */
export const unasked: Asker = {
  text: (_question, usual, read) => {
    const answer = read(usual ?? '');
    return answer.ok ? Promise.resolve(answer.value) : Promise.reject(new Error(answer.expected));
  },
  choose: (_question, _choices, usual) => Promise.resolve(usual),
};
