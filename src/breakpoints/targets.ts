/** The names in a run that a breakpoint can be set at, besides addresses. */
import { memoize } from '../core/memo.ts';
import type { Run } from '../core/program.ts';
import type { Session } from '../session/session.ts';

/** The names of breakpoint targets that at least one step belongs to, in the order of the tape. */
export interface BreakpointTargets {
  readonly node: readonly string[];
  readonly layer: readonly string[];
  readonly phase: readonly string[];
  readonly kind: readonly string[];
}

/** The names that a breakpoint can use besides addresses. */
export function breakpointTargets({ engine }: Session): BreakpointTargets {
  return targetsOf(engine.run);
}

const targetsOf = memoize(
  (run: Run) => run,
  ({ example, update }): BreakpointTargets => {
    const all = [...example.instructions, ...update.instructions];
    const names = (found: readonly (string | null)[]) =>
      [...new Set(found)].filter((name): name is string => name !== null);
    return {
      node: names(all.map(({ scope }) => scope.node)),
      layer: names(all.map(({ scope }) => scope.layer)),
      phase: names(all.map(({ scope }) => scope.phase)),
      kind: names(all.map(({ op }) => op)),
    };
  },
);
