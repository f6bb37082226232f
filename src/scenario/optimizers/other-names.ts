/**
 * How settings of other libraries are written here, for the messages about keys that an optimizer does not have. Those
 * that only have another name are in format/synonyms.ts.
 */

const otherNames: Readonly<Record<string, (value: string) => string>> = {
  epsilon_hat: (value) => `epsilon: ${value}, epsilon_position: hat`,
  eps_root: (value) => `epsilon: ${value}, epsilon_position: inside`,
  momentum: (value) => `kind: momentum, momentum: ${value}`,
  nesterov: () => 'kind: nesterov',
  weight_decay: (value) => `l2: ${value}`,
  clip_norm: (value) => `clip: { norm: ${value} }`,
  clipnorm: (value) => `clip: { norm: ${value} }`,
  global_clipnorm: (value) => `clip: { norm: ${value} }`,
  max_norm: (value) => `clip: { norm: ${value} }`,
  clip_value: (value) => `clip: { value: ${value} }`,
  clipvalue: (value) => `clip: { value: ${value} }`,
  initial_accumulator_value: (value) => `start: { v: ${value} }`,
};

/** What to write instead of a setting of another library; null if it is not known. */
export function writtenHere(key: string, value: unknown): string | null {
  if (!Object.hasOwn(otherNames, key)) return null;
  return otherNames[key]?.(typeof value === 'number' ? String(value) : '…') ?? null;
}
