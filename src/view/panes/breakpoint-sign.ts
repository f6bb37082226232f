import type { Breakpoint } from '../../breakpoints/list.ts';

/**
 * The sign of a row with these breakpoints: `◆` if a run can stop at one of them, `◇` if they only write messages, `○` if
 * all are disabled.
 */
export function breakpointSign(breakpoints: readonly Breakpoint[]): string {
  const enabled = breakpoints.filter(({ isEnabled }) => isEnabled);
  if (enabled.length === 0) return breakpoints.length === 0 ? ' ' : '○';
  return enabled.every(({ log }) => log !== null) ? '◇' : '◆';
}
