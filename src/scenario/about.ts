/** What lists of scenarios say of one. The build keeps it, so that a list needs none of the scenarios. */
import type { Scenario } from './format/scenario.ts';

export interface About
  extends Pick<Scenario, 'title' | 'teaches' | 'group' | 'order' | 'epochs' | 'hasLoss' | 'lastPhase'> {
  /** `2-4-1`: the number of nodes of each layer; `9 formulas` for formulas. Numbers and names only. */
  readonly shape: string;
  /** The number of the training examples. */
  readonly examples: number;
  /** The kind of the optimizer; null without one. */
  readonly optimizer: string | null;
  /** The number of the variants. */
  readonly variants: number;
}

export function aboutOf(scenario: Scenario): About {
  const { title, teaches, group, order, epochs, hasLoss, lastPhase } = scenario;
  return {
    ...{ title, teaches, group, order, epochs, hasLoss, lastPhase },
    shape: shapeOf(scenario),
    examples: scenario.data.length,
    optimizer: scenario.optimizer?.kind ?? null,
    variants: scenario.variants.length,
  };
}

function shapeOf({ inputs, layers, formulas }: Scenario): string {
  if (formulas.length > 0) return `${formulas.length} ${formulas.length === 1 ? 'formula' : 'formulas'}`;
  return [inputs.length, ...layers.map(({ nodes }) => nodes.length)].join('-');
}
