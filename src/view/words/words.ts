/** Texts for every step: what is done, why it is done, and what the number means here. */
import { type Role, roleAt } from '../../explain/role.ts';
import { t } from '../../i18n/translate.ts';
import { isOutOfDate, markOfAddress } from '../../session/edit-marks.ts';
import type { Session } from '../../session/session.ts';
import type { Scene } from '../scene/scene.ts';
import type { WordLevel } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import * as backward from './backward.ts';
import { notFinite, stepFacts, type Words } from './facts.ts';
import * as formula from './formula.ts';
import * as forward from './forward.ts';
import * as loss from './loss.ts';
import * as optimizer from './optimizer.ts';
import * as parts from './parts.ts';
import * as update from './update.ts';

const table: { readonly [Kind in Role['kind']]: Words<Kind> } = {
  product: forward.product,
  sum: forward.sum,
  bias: forward.bias,
  activation: forward.activation,
  dropout: forward.dropout,
  dropoutGradient: backward.dropoutGradient,
  formula: formula.formula,
  copied: formula.copied,
  formulaSlope: formula.formulaSlope,
  formulaGradient: formula.formulaGradient,
  constantGradient: formula.constantGradient,
  softmaxPart: parts.softmaxPart,
  error: loss.error,
  lossPart: parts.lossPart,
  squaredError: loss.squaredError,
  halfSquaredError: loss.halfSquaredError,
  lossSum: loss.lossSum,
  lossMean: loss.lossMean,
  lossWeighted: loss.lossWeighted,
  lossTotal: loss.lossTotal,
  batchPart: loss.batchPart,
  batchLoss: loss.batchLoss,
  squareSlope: backward.squareSlope,
  errorGradient: backward.errorGradient,
  factorGradient: backward.factorGradient,
  activationSlope: backward.activationSlope,
  activationGradient: backward.activationGradient,
  localSlope: backward.localSlope,
  chainTerm: backward.chainTerm,
  weightGradient: backward.weightGradient,
  valueGradient: backward.valueGradient,
  gradientSum: backward.gradientSum,
  batchGradient: backward.batchGradient,
  updatePart: optimizer.updatePart,
  delta: update.delta,
  update: update.update,
};

/** The explanation of a step, one sentence each. `what` and `why` do not contain its result. */
export interface StepText {
  readonly what: string;
  readonly why: string;
  readonly means: string;
}

/**
 * The explanation of any step, in the current language. It does not depend on the cursor.
 *
 * @param number formats a number
 * @throws RangeError if there is no such step
 */
export function stepText(
  session: Session,
  step: number,
  number = (value: number) => formatNumber(value),
): StepText {
  const role = roleAt(session, step);
  const facts = stepFacts(session, step, number);
  const words = table[role.kind] as Words<Role['kind']>;
  return {
    what: words.what(role as never, facts),
    why: words.why(role as never, facts),
    means: Number.isFinite(facts.result.value)
      ? words.means(role as never, facts)
      : notFinite(facts, words.infinite?.(role as never, facts)),
  };
}

/**
 * The sentences for a step that has been done: at level `full` what was done, why, and what its number means; otherwise
 * only what its number means. A last one says if the number is out of date. Empty at level `none`, and for a step that
 * is not done or does not exist.
 */
export function stepWords({ session }: Scene, step: number, level: WordLevel): readonly string[] {
  if (level === 'none' || step < 1 || step > session.position) return [];
  const { what, why, means } = stepText(session, step);
  return [...(level === 'full' ? [what, why, means] : [means]), ...outOfDateWords(session, step)];
}

/** That an edit has made the result of a step out of date; empty if none has. */
export function outOfDateWords(
  session: Session,
  step: number,
  number = (value: number) => formatNumber(value),
): readonly string[] {
  if (!isOutOfDate(session, step)) return [];
  const { name, value } = session.step(step).result;
  if (markOfAddress(session, name) === 'set') return [t`${name} has been set by hand since then.`];
  const { run, schedule } = session.engine;
  const { result } = schedule.instructionAt(step);
  return run.example.carries.some(({ from }) => from === result)
    ? [
        t`A value that it comes from was edited after it had been used: ${number(value)} is out of date, and the sum stays so until the batch ends.`,
      ]
    : [
        t`A value that it comes from was edited after it had been used: ${number(value)} is out of date until ${name} is computed again.`,
      ];
}
