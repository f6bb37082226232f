/** The variables of the losses: one loss has `loss` and `error`; several have `loss_aux`, `error_aux`, `weight_aux`. */
import { inLoss } from '../../core/address.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';

export interface NumpyLoss {
  /** Its name; null if it is the only one. */
  readonly name: string | null;
  /** The values that it compares. */
  readonly of: readonly string[];
  /** Whether a value of the network is itself the loss: it has a variable. */
  readonly isValue: boolean;
  readonly variable: string;
  readonly error: string;
  /** The variable of its weight, if it has one that is not 1. */
  readonly weight: string;
}

/** The losses of a scenario with their variables. */
export function numpyLosses({ losses }: Pick<Scenario, 'losses'>): NumpyLoss[] {
  const taken = new Set<string>();
  return losses.map(({ name, kind, of }) => {
    const isValue = kind === null;
    if (name === null) return { name, of, isValue, variable: 'loss', error: 'error', weight: 'weight' };
    const stem = name.replaceAll(/\W+/g, '_').replace(/_$/, '');
    // The values of the loss `a` have variables such as `loss_a_term`, so a loss `a_term` needs another name.
    const isTaken = (name: string) =>
      [...taken].some((each) => `${each}_`.startsWith(`${name}_`) || `${name}_`.startsWith(`${each}_`));
    let own = stem;
    for (let attempt = 2; isTaken(own); attempt++) own = `${attempt}_${stem}`;
    taken.add(own);
    return { name, of, isValue, variable: `loss_${own}`, error: `error_${own}`, weight: `weight_${own}` };
  });
}

/** The address of the weight of a loss. */
export function weightAddress({ name }: NumpyLoss) {
  return inLoss(name, { kind: 'lossPart', part: 'weight', index: null });
}

/** All variables of a loss. */
export function variablesOf({ variable, error, weight }: NumpyLoss): string[] {
  return [variable, error, weight];
}
