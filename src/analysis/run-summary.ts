/** What a whole run has changed: the predictions and the loss with its first weights and with its last ones. */
import { memoize } from '../core/memo.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { type NetworkState, stateOf } from './metrics.ts';
import { updatedRegisters, WhatIf } from './what-if.ts';

/** A number with the first weights of a run, and with its last ones. */
interface Change {
  readonly before: number;
  readonly after: number;
}

export interface RunSummary {
  /** Of a run with one example, its outputs. Empty with more examples. */
  readonly outputs: readonly (Change & { readonly name: string })[];
  /** The target of the only output of the only example; null otherwise. */
  readonly target: number | null;
  /** The mean loss over the training set; null without a loss. */
  readonly loss: Change | null;
  /** The number of examples in the right class, and how many were evaluated; null without classes. */
  readonly correct: (Change & { readonly of: number }) | null;
  /** Whether weights are updated, so that before and after can differ. */
  readonly hasUpdates: boolean;
}

/** Maximum number of instructions for each evaluation of the training set: it stands on the way of a key. */
const MOST_STEPS = 500_000;

/** The summary of the run of a session with its edits. It is kept with its history, which an edit replaces. */
export const runSummary = memoize(({ history }: Session) => history, summarized);

function summarized(session: Session): RunSummary {
  const { scenario, history, total, engine } = session;
  const copyAt = (position: number) => {
    const { registers } = history.machineAt(position);
    return position === 0 ? registers.slice() : updatedRegisters(engine.run, registers);
  };
  const states = [0, total].map((position) => stateOf(session, copyAt(position), MOST_STEPS));
  const [before, after] = states as [NetworkState, NetworkState];
  const [start, end] = [before.trained, after.trained];
  const [example] = scenario.data;
  const isSingle = scenario.data.length === 1 && example !== undefined;
  const outputsAt = (position: number): readonly number[] => {
    const whatIf = new WhatIf(session, copyAt(position));
    if (example) whatIf.give(example);
    whatIf.execute('outputs');
    return engine.run.outputs.map((slot) => whatIf.registers[slot] as number);
  };
  const [first, last] = isSingle ? [outputsAt(0), outputsAt(total)] : [[], []];
  return {
    outputs: first.map((value, index) => ({
      name: scenario.outputs[index] ?? '',
      before: value,
      after: last[index] as number,
    })),
    target: isSingle && example.targets.length === 1 ? (example.targets[0] as number) : null,
    loss: start && end ? { before: start.loss, after: end.loss } : null,
    correct:
      start?.correct != null && end?.correct != null
        ? { before: start.correct, after: end.correct, of: end.examples }
        : null,
    hasUpdates: engine.run.updates.length > 0,
  };
}

/** The summary in one or two sentences; empty if there is nothing to tell. Numbers as `format` writes them. */
export function summaryText(session: Session, format: (value: number) => string): string {
  const { outputs, target, loss, correct, hasUpdates } = runSummary(session);
  const [output] = outputs;
  const isOne = outputs.length === 1 && output !== undefined;
  const aim = target === null ? null : format(target);
  const [was, is] = isOne ? [format(output.before), format(output.after)] : ['', ''];
  const predicted = !isOne
    ? null
    : !hasUpdates
      ? aim === null
        ? t`The prediction is ${is}.`
        : t`The prediction is ${is}, the target ${aim}.`
      : aim === null
        ? t`The prediction went from ${was} to ${is}.`
        : t`The prediction went from ${was} to ${is}; the target is ${aim}.`;
  return [
    predicted,
    loss &&
      lossText(format(loss.before), format(loss.after), Math.sign(loss.after - loss.before), hasUpdates),
    correct &&
      hasUpdates &&
      t`Right: ${String(correct.after)} of ${String(correct.of)}, before ${String(correct.before)}.`,
  ]
    .filter(Boolean)
    .join(' ');
}

function lossText(before: string, after: string, direction: number, hasUpdates: boolean): string {
  if (!hasUpdates) return t`The loss is ${after}.`;
  if (direction < 0) return t`The loss fell from ${before} to ${after}.`;
  return direction > 0 ? t`The loss rose from ${before} to ${after}.` : t`The loss stayed at ${after}.`;
}
