/** What the example would give with the values as they are now: the forward and loss phases, on a copy. */
import type { Slot } from '../core/program.ts';
import { LOSS_FORMULA } from '../scenario/losses/losses.ts';
import type { Session } from '../session/session.ts';
import { displayName, type NamedValue } from '../session/steps.ts';
import { currentRegisters, WhatIf } from './what-if.ts';

export interface ExamplePrediction {
  /** The nodes of the last layer, or the formulas that no other uses. */
  readonly outputs: readonly NamedValue[];
  /** Output − target, where a loss is written. */
  readonly errors: readonly NamedValue[];
  /** The example's loss; null where none is written. */
  readonly loss: number | null;
}

/**
 * Executes the forward and loss phases of an example with the values of the cursor: the example that was loaded
 * last, the weights as they have been updated and set so far. The session is left as it is.
 *
 * @param changed a value to be tried in place of the present one
 */
export function predictExample(session: Session, changed: NamedValue | null = null): ExamplePrediction {
  const { engine, scenario, values } = session;
  const { run } = engine;
  const whatIf = new WhatIf(session, currentRegisters(session));
  const { registers } = whatIf;
  const tried = changed === null ? undefined : values.slotsOf(changed.name)[0];
  if (changed && tried !== undefined) registers[tried] = changed.value;
  whatIf.execute('loss');
  const named = (slot: Slot): NamedValue => ({
    name: displayName(run, slot),
    value: registers[slot] as number,
  });
  const present = (address: string) => {
    const slot = values.slotsOf(address)[0];
    return slot === undefined ? [] : [named(slot)];
  };
  // A formula that is the loss is told as the loss.
  const outputs = scenario.outputs.filter((name) => name !== LOSS_FORMULA);
  return {
    outputs: outputs.flatMap((name) => present(name).map(({ value }) => ({ name, value }))),
    errors: outputs.flatMap((_name, index) => present(`error[${index}]`)),
    loss: present('loss')[0]?.value ?? null,
  };
}
