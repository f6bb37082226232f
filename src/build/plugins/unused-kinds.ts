/** What some scenarios do without, for a chunk that executes only these. */
import { opNames } from '../../core/operations.ts';
import { compile } from '../../scenario/compile/compile.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { lossNames } from '../../scenario/losses/losses.ts';
import { optimizerNames } from '../../scenario/optimizers/optimizers.ts';

/** The operations, losses and optimizers that none of the scenarios uses, without their variants. */
export function unusedKinds(scenarios: readonly Scenario[]): string[] {
  const used = new Set<string>();
  for (const scenario of scenarios) {
    const { example, update } = compile(scenario);
    for (const { op } of [...example.instructions, ...update.instructions]) used.add(op);
    for (const { kind } of scenario.losses) used.add(kind ?? '');
    used.add(scenario.optimizer?.kind ?? '');
  }
  return [...opNames, ...lossNames, ...optimizerNames].filter((name) => !used.has(name));
}
