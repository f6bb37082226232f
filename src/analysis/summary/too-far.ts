/** A single update after which the loss is larger: what has happened, and a learning rate with which it would fall. */

import { t } from '../../i18n/translate.ts';
import { History } from '../../session/history/history.ts';
import { patchesOf } from '../../session/patches.ts';
import type { Session } from '../../session/session.ts';
import { predictionIn } from '../forecast.ts';
import { lastRegisters, WhatIf } from '../what-if.ts';

export interface TooFar {
  /** Whether the prediction was on one side of the target, and is on the other now. */
  readonly isPastTarget: boolean;
  /** A smaller learning rate, with which the loss would have fallen, and the loss with it. */
  readonly rate: number;
  readonly loss: number;
}

const RATE = 'learning_rate';
/** How often the learning rate is halved in search of one. */
const MOST_HALVINGS = 10;

/**
 * What has happened in a run of one example and one update. Null if it has more updates, if the loss is not larger after
 * it, or if a smaller learning rate is no remedy.
 *
 * @param start the registers after the first pass
 * @param end the registers after one more pass at the end
 */
export function tooFarOf(
  session: Session,
  start: Readonly<Float64Array>,
  end: Readonly<Float64Array>,
): TooFar | null {
  const before = predictionIn(session, start).loss;
  const after = predictionIn(session, end).loss;
  const hasRisen = before !== null && after !== null && after > before;
  if (!hasRisen || session.engine.schedule.batches > 1) return null;
  const remedy = remedyOf(session, before);
  return remedy && { isPastTarget: isPastTarget(session, start, end), ...remedy };
}

/** In plain words, as two sentences. Numbers as `format` writes them. */
export function tooFarTexts(
  { isPastTarget, rate, loss }: TooFar,
  format: (value: number) => string,
): string[] {
  return [
    isPastTarget ? t`The update went past the target.` : t`The update went too far.`,
    t`With a learning rate of ${format(rate)} the loss would fall to ${format(loss)}.`,
  ];
}

function isPastTarget(
  { engine: { run } }: Session,
  start: Readonly<Float64Array>,
  end: Readonly<Float64Array>,
): boolean {
  const [output, ...others] = run.outputs;
  const [target] = run.targets;
  if (output === undefined || target === undefined || others.length > 0) return false;
  const errorIn = (registers: Readonly<Float64Array>) =>
    (registers[output] as number) - (registers[target] as number);
  const [was, is] = [errorIn(start), errorIn(end)];
  return (was < 0 && is > 0) || (was > 0 && is < 0);
}

/** Executes the run again with half the learning rate, a quarter, and so on, until the loss falls. */
function remedyOf(session: Session, before: number): Pick<TooFar, 'rate' | 'loss'> | null {
  const { engine, values, timeline, total } = session;
  const [slot] = values.slotsOf(RATE);
  // A rate that was set on the way holds for a part of the update only.
  const isSetLater = timeline.edits.some(({ at, address }) => address === RATE && at > 0);
  if (slot === undefined || isSetLater) return null;
  const { [slot]: rate = 0 } = session.history.machineAt(total).registers;
  const others = timeline.edits.filter(({ address }) => address !== RATE);
  for (let halvings = 1; halvings <= MOST_HALVINGS; halvings++) {
    const tried = rate / 2 ** halvings;
    const edits = [{ at: 0, address: RATE, value: tried }, ...others];
    const registers = lastRegisters(session, new History(engine, patchesOf(values, edits)));
    new WhatIf(session, registers).execute('loss');
    const { loss } = predictionIn(session, registers);
    if (loss !== null && loss < before) return { rate: tried, loss };
  }
  return null;
}
