import type { Scenario } from '../../scenario/format/scenario.ts';

/** What the frame around nodes is called: a layer, or of formulas the group that a call or a turn of a repetition is. */
export function layerWord({ formulas }: Scenario): string {
  return formulas.length > 0 ? 'group' : 'layer';
}
