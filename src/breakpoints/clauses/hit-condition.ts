/**
 * Which hits of a breakpoint stop a run. The hits are counted from the start of the run, on the timeline, so a hit has
 * the same number whichever way one comes to it.
 */

/** `only`: the hit with this number; `from`: it and all later ones; `every`: each hit whose number it divides. */
export interface HitCondition {
  readonly test: 'only' | 'from' | 'every';
  /** 1 or more. */
  readonly count: number;
}

/** The sign before the count, as it is typed. */
const hitSigns: Readonly<Record<HitCondition['test'], string>> = { only: '', from: '>=', every: '%' };

/** `hit 3`, `hit >= 3`, `hit % 3`. */
export function hitText({ test, count }: HitCondition): string {
  return ['hit', hitSigns[test], String(count)].filter(Boolean).join(' ');
}

/** The numbers of the first and the last hit of a range. */
export interface HitRange {
  readonly first: number;
  readonly last: number;
}

interface Counted {
  readonly hit: HitCondition | null;
  /** Hits that do not stop a run; null if there are none. */
  readonly ignored: HitRange | null;
}

/** Whether it depends on the number of a hit if a run stops there. */
export function isCounted({ hit, ignored }: Counted): boolean {
  return hit !== null || ignored !== null;
}

/** Whether a run stops at the hit with this number, counted from 1. */
export function stopsAtHit({ hit, ignored }: Counted, number: number): boolean {
  if (ignored !== null && number >= ignored.first && number <= ignored.last) return false;
  if (hit === null) return true;
  if (hit.test === 'every') return number % hit.count === 0;
  return hit.test === 'from' ? number >= hit.count : number === hit.count;
}
