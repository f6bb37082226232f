import { english, translated } from '../language/translate.ts';

/** Words for kinds of values and of operations. */
const words: Readonly<Record<string, string>> = {
  input: english('given: an input'),
  target: english('given: a target'),
  parameter: english('given: a weight or bias'),
  setting: english('given: a setting'),
  statistic: english('of the data, before the run'),
  constant: english('a constant'),
  accumulator: english('a sum that begins at 0'),
};

/** `multiply`, `relu slope`; for what no operation made, what it is. */
export function operationName(kind: string): string {
  const word = words[kind];
  return word === undefined ? kind.replaceAll('_', ' ') : translated(word);
}
