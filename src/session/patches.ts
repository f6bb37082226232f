/** Turns edits into patches of the registers, and finds the first difference between two lists of edits. */
import type { Patch } from '../core/execution/machine.ts';
import type { Edit } from './timeline.ts';
import type { Values } from './values.ts';

/** The patches for a list of edits. An edit makes no patch if its address has no value yet at its step. */
export function patchesOf(values: Values, edits: readonly Edit[]): Patch[] {
  return edits.flatMap(({ at, address, value }) => {
    const slot = values.resolve(address, at);
    return slot === null ? [] : [{ at, slot, value }];
  });
}

/**
 * The position of the first edit that is not in both lists: up to there both give the same run. Infinity if they are
 * equal.
 */
export function firstDifference(a: readonly Edit[], b: readonly Edit[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [one, two] = [a[index], b[index]];
    const isSame = one?.at === two?.at && one?.address === two?.address && Object.is(one?.value, two?.value);
    if (!isSame) return Math.min(...[one, two].flatMap((edit) => edit?.at ?? []));
  }
  return Number.POSITIVE_INFINITY;
}
