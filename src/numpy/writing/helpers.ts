/** The Python functions of the listing that draw random numbers or that NumPy lacks, and the names that they need. */
import { type OpName, opNames, ops } from '../../core/operations.ts';
import { arrayFunctionOf, arrayFunctions } from '../../expression/arrays/array-functions.ts';
import type { Terms } from '../../expression/arrays/terms.ts';

/** SplitMix64 in Python, bit for bit the same as in core/random.ts. */
const mixedLines: readonly string[] = [
  'bits, gamma = 2**64 - 1, 0x9e3779b97f4a7c15',
  'def mixed(state):  # SplitMix64',
  '    state = (state ^ state >> 30) * 0xbf58476d1ce4e5b9 & bits',
  '    state = (state ^ state >> 27) * 0x94d049bb133111eb & bits',
  '    return state ^ state >> 31',
];

/** The order of the examples in an epoch (from 0 in Python), the same as that of `epochOrders`. */
const shuffleLines = (seed: number): readonly string[] => [
  'def shuffled(data, epoch):  # Fisher and Yates',
  `    state = mixed(${seed} + gamma & bits) + epoch + 1 & bits`,
  '    rows = list(data)',
  '    for last in range(len(rows) - 1, 0, -1):',
  '        state = state + gamma & bits',
  '        other = int((mixed(state) >> 11) * 2.0**-53 * (last + 1))',
  '        rows[last], rows[other] = rows[other], rows[last]',
  '    return rows',
];

/** The dropout masks of a layer for an epoch and a row (both from 0 in Python), the same as in core/dropout.ts. */
const dropoutLines = (rows: number): readonly string[] => [
  'def dropped(seed, rate, size, epoch, row):',
  `    state = mixed(seed + gamma & bits) - (epoch + 1) * ${rows} - row - 1 & bits`,
  '    draws = []',
  '    for _ in range(size):',
  '        state = state + gamma & bits',
  '        draws.append((mixed(state) >> 11) * 2.0**-53)',
  '    return np.where(np.array(draws) < rate, 0.0, 1 / (1 - rate))',
];

/**
 * The lines of the functions that a listing needs.
 *
 * @param seed of the shuffled order of the examples; null if they are not shuffled
 * @param maskedRows the number of examples that have dropout masks; null without dropout
 */
export function helperLines(seed: number | null, maskedRows: number | null): readonly string[] {
  if (seed === null && maskedRows === null) return [];
  return [
    ...mixedLines,
    ...(seed === null ? [] : shuffleLines(seed)),
    ...(maskedRows === null ? [] : dropoutLines(maskedRows)),
  ];
}

/** The lines that functions over arrays need, each once. */
export function arrayFunctionLines(formulas: readonly Terms[]): readonly string[] {
  const lines = new Set<string>();
  const open: Terms[] = [...formulas];
  for (let terms = open.pop(); terms !== undefined; terms = open.pop()) {
    const { made } = terms;
    if (!made) continue;
    if (made.kind === 'function')
      for (const line of arrayFunctionOf.get(made.name)?.helper ?? []) lines.add(line);
    open.push(...made.operands);
  }
  return [...lines];
}

/** The lines that operations need, each once. */
export function operationLines(used: Iterable<OpName>): readonly string[] {
  return [...new Set([...used].flatMap((op) => ops[op].numpy.helper?.lines ?? []))];
}

/** What the helpers define and what they use from outside: no other variable of a listing may have these names. */
export const helperNames: readonly string[] = [
  ...['bits', 'gamma', 'mixed', 'shuffled', 'dropped'],
  ...['np', 'list', 'range', 'len', 'int'],
  ...arrayFunctions.flatMap(({ names, helper }) => (helper ? names : [])),
  ...opNames.flatMap((op) => ops[op].numpy.helper?.names ?? []),
];
