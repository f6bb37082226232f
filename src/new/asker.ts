/** Who answers questions that no option has answered. */
import { t } from '../i18n/translate.ts';
import { cliError } from '../print/faults.ts';
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
   * @param flag the option that answers the question; left out if there is none
   */
  text<Value>(
    question: string,
    usual: string | null,
    read: (text: string) => Answer<Value>,
    flag?: string,
  ): Promise<Value>;
  choose<Value extends string>(
    question: string,
    choices: readonly Choice<Value>[],
    usual: Value,
  ): Promise<Value>;
}

/** Asks nobody: takes the usual answers, and is rejected with a CliError where there is none. */
export const unasked: Asker = {
  text: (question, usual, read, flag = question) => {
    const answer = read(usual ?? '');
    if (answer.ok) return Promise.resolve(answer.value);
    return Promise.reject(cliError(flag, answer.expected, t`nothing`, answer.fix));
  },
  choose: (_question, _choices, usual) => Promise.resolve(usual),
};
