/** Edits as the machine sees them, and where two lists of them part. */
import type { Patch } from '../core/execution/machine.ts';
import type { Edit } from './timeline.ts';
import type { Values } from './values.ts';

/** The patches that edits make of a Run. One whose address has no value yet at its step makes none. */
export function patchesOf(values: Values, edits: readonly Edit[]): Patch[] {
  return edits.flatMap(({ at, address, value }) => {
    const slot = values.resolve(address, at);
    return slot === null ? [] : [{ at, slot, value }];
  });
}

/** The position of the first edit that only one of two lists has: up to there they do the same. */
export function partingOf(a: readonly Edit[], b: readonly Edit[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [one, two] = [a[index], b[index]];
    const isSame = one?.at === two?.at && one?.address === two?.address && Object.is(one?.value, two?.value);
    if (!isSame) return Math.min(...[one, two].flatMap((edit) => edit?.at ?? []));
  }
  return Number.POSITIVE_INFINITY;
}
