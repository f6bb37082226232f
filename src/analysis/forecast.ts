/** Runs the forward and loss phases with the current values, on a copy of the registers. */
import { inLoss, printAddress } from '../core/address.ts';
import { LOSS_FORMULA } from '../scenario/losses/losses.ts';
import { mainLoss } from '../scenario/losses/scenario-losses.ts';
import type { Session } from '../session/session.ts';
import { displayName, type NamedValue } from '../session/steps.ts';
import { currentRegisters, WhatIf } from './what-if.ts';

export interface ExamplePrediction {
  /** The nodes of the last layer, or the formulas that no other formula uses. */
  readonly outputs: readonly NamedValue[];
  /** Output − target for each output; empty if the tape does not compute errors. */
  readonly errors: readonly NamedValue[];
  /** The example's loss; null if there is none. */
  readonly loss: number | null;
}

/**
 * Executes the forward and loss phases of the example loaded last, with the values at the cursor. Weights include all
 * updates and edits so far. The session does not change.
 *
 * @param changed an address and the value to use for it instead of the current one
 */
export function predictExample(session: Session, changed: NamedValue | null = null): ExamplePrediction {
  const registers = currentRegisters(session);
  const tried = changed === null ? undefined : session.values.slotsOf(changed.name)[0];
  if (changed && tried !== undefined) registers[tried] = changed.value;
  new WhatIf(session, registers).execute('loss');
  return predictionIn(session, registers);
}

/** What the registers of an executed example hold of its prediction. */
export function predictionIn(
  { engine, scenario, values }: Session,
  registers: Readonly<Float64Array>,
): ExamplePrediction {
  const present = (address: string): NamedValue[] => {
    const slot = values.slotsOf(address)[0];
    if (slot === undefined) return [];
    return [{ name: displayName(engine.run, slot), value: registers[slot] as number }];
  };
  // If an output is the loss formula, it is only reported as `loss`.
  const outputs = scenario.outputs.filter((name) => name !== LOSS_FORMULA);
  const main = scenario.rows === null ? mainLoss(scenario.losses) : null;
  const named = main?.name ?? null;
  const errorOf = (index: number) => printAddress(inLoss(named, { kind: 'error', index, isSquared: false }));
  return {
    outputs: outputs.flatMap((name) => present(name).map(({ value }) => ({ name, value }))),
    errors: outputs.flatMap((_name, index) => present(errorOf(index))),
    loss: present('loss')[0]?.value ?? null,
  };
}
