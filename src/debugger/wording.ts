/** Words for kinds of values and of operations. */
const words: Readonly<Record<string, string>> = {
  input: 'given: an input',
  target: 'given: a target',
  parameter: 'given: a weight or bias',
  setting: 'given: a setting',
  constant: 'a constant',
  accumulator: 'a sum that begins at 0',
};

/** `multiply`, `relu slope`; for what no operation made, what it is. */
export function operationName(kind: string): string {
  return words[kind] ?? kind.replaceAll('_', ' ');
}
