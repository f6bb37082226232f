/** How targets name the two classes, for losses of single outputs that say which class an example belongs to. */
import type { Example } from '../../core/program.ts';

/** Signs are all −1 or 1, bits are all 0 or 1. If all are 1, they are both, and count as signs. */
export type TargetKind = 'signs' | 'bits' | 'numbers';

/** The kind of all targets of these examples together. */
export function targetKindOf(examples: readonly Example[]): TargetKind {
  const areAll = (low: number) =>
    examples.every(({ targets }) => targets.every((value) => value === low || value === 1));
  if (areAll(-1)) return 'signs';
  return areAll(0) ? 'bits' : 'numbers';
}
