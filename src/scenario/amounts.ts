/** Amounts and lists, as messages word them. */
import { clip } from './diagnostics.ts';

export function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}

export function list(names: readonly string[]): string {
  const few = names.length > 6 ? [...names.slice(0, 5), `… ${clip(names.at(-1) ?? '')}`] : names;
  return few.map(clip).join(', ');
}

/** How to get from the number that was found to the one that was expected. */
export function difference(found: number, expected: number): string {
  return found > expected ? `remove ${found - expected}` : `add ${expected - found}`;
}
