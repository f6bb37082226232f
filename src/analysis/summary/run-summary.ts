/** What a whole run has changed: the prediction and the loss at its start and at its end. */
import { memoize } from '../../core/memo.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import type { NamedValue } from '../../session/steps.ts';
import { type ExamplePrediction, predictionIn } from '../forecast.ts';
import { type NetworkState, stateOf } from '../metrics.ts';
import { lastRegisters, WhatIf } from '../what-if.ts';
import { type TooFar, tooFarOf } from './too-far.ts';

/** What is known at one end of a run. */
interface Results {
  /** Of a run with one example, its outputs. Empty with more examples, with dropout, and if the loss is the output. */
  readonly outputs: readonly NamedValue[];
  /** The loss of the only example, or the mean loss over the training set; null without a loss. */
  readonly loss: number | null;
  /** The number of examples in the right class, and how many were evaluated and have one; null without classes. */
  readonly correct: { readonly right: number; readonly of: number } | null;
}

export interface RunSummary {
  /**
   * Null if nothing can be compared: no weights are updated, or the first pass of the only example was computed from
   * other inputs or targets than the example has now, or only in part from values that an edit has changed.
   */
  readonly before: Results | null;
  /** With the values at the end of the run, its edits included. */
  readonly after: Results;
  /** The target of the only output of the only example; null otherwise. */
  readonly target: number | null;
  /** Of a run with a single update after which the loss is larger; null otherwise. */
  readonly tooFar: TooFar | null;
}

/** Maximum number of instructions for each evaluation of the training set: it stands on the way of a key. */
const MOST_STEPS = 500_000;

/** The summary of the run of a session with its edits. It is kept with its history, which an edit replaces. */
export const runSummary = memoize(({ history }: Session) => history, summarized);

function summarized(session: Session): RunSummary {
  const { run } = session.engine;
  // With dropout the passes of the run itself use other masks each time, so they say nothing about the weights.
  return run.data.length === 1 && run.masks === null ? ofExample(session) : ofTrainingSet(session);
}

/** The numbers that the first pass of the only example has computed, and those that a pass after the end would. */
function ofExample(session: Session): RunSummary {
  const { engine, history, total } = session;
  const { inputs, targets, updates } = engine.run;
  const end = lastRegisters(session);
  const whatIf = new WhatIf(session, end);
  whatIf.execute('loss');
  const start = history.stepRegisters(Math.min(total, whatIf.cost('loss')));
  const isSame = [...inputs, ...targets].every((slot) => Object.is(start[slot], end[slot]));
  const hasBefore = updates.length > 0 && isSame && isWhole(session, start);
  const [before, after] = [
    hasBefore ? resultsOf(predictionIn(session, start)) : null,
    predictionIn(session, end),
  ];
  const [target] = targets;
  return {
    before,
    after: resultsOf(after),
    target: targets.length === 1 && after.outputs.length === 1 ? (end[target as number] as number) : null,
    tooFar: before === null ? null : tooFarOf(session, start, end),
  };
}

function resultsOf({ outputs, loss }: ExamplePrediction): Results {
  return { outputs, loss, correct: null };
}

/** Whether the results in the registers of an example come from the values there, and from no others. */
function isWhole(session: Session, registers: Readonly<Float64Array>): boolean {
  const again = registers.slice();
  new WhatIf(session, again).execute('loss');
  const [found, computed] = [registers, again].map((each) => predictionIn(session, each));
  return JSON.stringify(found) === JSON.stringify(computed);
}

function ofTrainingSet(session: Session): RunSummary {
  const { history, engine } = session;
  const resultsWith = (registers: Float64Array) => ofState(stateOf(session, registers, MOST_STEPS));
  const hasUpdates = engine.run.updates.length > 0;
  return {
    before: hasUpdates ? resultsWith(history.machineAt(0).registers.slice()) : null,
    after: resultsWith(lastRegisters(session)),
    target: null,
    tooFar: null,
  };
}

function ofState({ trained }: NetworkState): Results {
  const { loss = null, correct = null, classed = 0 } = trained ?? {};
  return { outputs: [], loss, correct: correct === null ? null : { right: correct, of: classed } };
}

/** A loss below it is said to be almost 0: as a number it is written with an exponent, which not everybody can read. */
const ALMOST_NONE = 1e-4;

/** The summary in one or two sentences; empty if there is nothing to tell. Numbers as `format` writes them. */
export function summaryText(session: Session, format: Format): string {
  const { before, after, target } = runSummary(session);
  if (before !== null) return changeTexts(before, after, target, format).join(' ');
  const texts = stateTexts(after, target, format);
  // The screen shows numbers that were computed before the update.
  const isAfterUpdate = texts.length > 0 && session.engine.run.updates.length > 0;
  return [...texts, ...(isAfterUpdate ? [t`This is with the new weights.`] : [])].join(' ');
}

type Format = (value: number) => string;

/** The only output; null if there are several or none. */
function onlyOutput({ outputs }: Results): NamedValue | null {
  const [output, ...others] = outputs;
  return output === undefined || others.length > 0 ? null : output;
}

/** What is true at the end. */
function stateTexts(after: Results, target: number | null, format: Format): string[] {
  const output = onlyOutput(after);
  return [
    ...(output === null ? [] : [outputText(output, after.loss !== null, target, format)]),
    ...(after.loss === null ? [] : [t`The loss is ${format(after.loss)}.`]),
  ];
}

/** Without a loss an output is no prediction: it has its name. */
function outputText(
  { name, value }: NamedValue,
  hasLoss: boolean,
  target: number | null,
  format: Format,
): string {
  if (!hasLoss) return t`${name} is ${format(value)}.`;
  if (target === null) return t`The prediction is ${format(value)}.`;
  return t`The prediction is ${besides(value, target, format)}, the target ${format(target)}.`;
}

/** A number beside a target: one that is not the target, but looks like it, is almost the target. */
function besides(value: number, target: number | null, format: Format): string {
  const text = format(value);
  return target !== null && value !== target && text === format(target) ? t`almost ${text}` : text;
}

/** What has become of it since the start. Numbers that look the same are not said to have changed. */
function changeTexts(before: Results, after: Results, target: number | null, format: Format): string[] {
  const [was, is] = [before, after].map((each) => {
    const output = onlyOutput(each);
    return output && besides(output.value, target, format);
  });
  const [lossWas, loss] = [before.loss, after.loss].map((each) => (each === null ? null : format(each)));
  if (is != null && loss != null && was === is && lossWas === loss)
    return [t`The prediction stays at ${is}, and the loss at ${loss}.`];
  const right =
    after.correct === null || before.correct === null
      ? []
      : [t`Right: ${after.correct.right} of ${after.correct.of} (${before.correct.right} before training).`];
  return [
    ...(was == null || is == null ? [] : [predictionText(was, is, target === null ? null : format(target))]),
    ...(before.loss === null || after.loss === null ? [] : [lossText(before.loss, after.loss, format)]),
    ...right,
  ];
}

function predictionText(was: string, is: string, target: string | null): string {
  if (was === is) return t`The prediction stays at ${is}.`;
  return target === null
    ? t`The prediction went from ${was} to ${is}.`
    : t`The prediction went from ${was} to ${is}; the target is ${target}.`;
}

function lossText(before: number, after: number, format: Format): string {
  const [was, is] = [format(before), format(after)];
  if (was === is) return t`The loss stayed at ${is}.`;
  if (after < before)
    return after > 0 && after < ALMOST_NONE
      ? t`The loss fell from ${was} to ${is}, almost 0.`
      : t`The loss fell from ${was} to ${is}.`;
  return after > before ? t`The loss rose from ${was} to ${is}.` : t`The loss went from ${was} to ${is}.`;
}
