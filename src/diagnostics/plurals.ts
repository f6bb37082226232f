/** Numbers and lists in messages. */
import { t } from '../i18n/translate.ts';
import { clip } from './diagnostic.ts';

const amounts = {
  weight: (amount: number) => (amount === 1 ? t`1 weight` : t`${amount} weights`),
  number: (amount: number) => (amount === 1 ? t`1 number` : t`${amount} numbers`),
  target: (amount: number) => (amount === 1 ? t`1 target` : t`${amount} targets`),
  column: (amount: number) => (amount === 1 ? t`1 column` : t`${amount} columns`),
  class: (amount: number) => (amount === 1 ? t`1 class` : t`${amount} classes`),
  cell: (amount: number) => (amount === 1 ? t`1 cell` : t`${amount} cells`),
  warning: (amount: number) => (amount === 1 ? t`1 warning` : t`${amount} warnings`),
  gradient: (amount: number) => (amount === 1 ? t`1 gradient` : t`${amount} gradients`),
} as const;

/** The things that messages count. */
export type Countable = keyof typeof amounts;

export function plural(amount: number, what: Countable): string {
  return amounts[what](amount);
}

export function joinList(names: readonly string[]): string {
  const few = names.length > 6 ? [...names.slice(0, 5), `… ${clip(names.at(-1) ?? '')}`] : names;
  return few.map(clip).join(', ');
}

/** The fix for a wrong number of items: how many to remove or to add. */
export function countDifference(found: number, expected: number): string {
  return found > expected ? t`remove ${found - expected}` : t`add ${expected - found} more`;
}
