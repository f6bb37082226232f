import type { Breakpoint } from '../../breakpoints/list.ts';

/** The sign of a row with these breakpoints: `◆` if a run can stop at one of them, `◇` if they only write messages. */
export function breakpointSign(breakpoints: readonly Breakpoint[]): string {
  const enabled = breakpoints.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) return ' ';
  return enabled.every(({ log }) => log !== null) ? '◇' : '◆';
}
