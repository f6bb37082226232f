/** Gradient checks as rows: one check with its numbers, or a table of many. */
import type { CheckedLoss } from '../../analysis/gradients/claims.ts';
import { type GradientCheck, verdictHeadings } from '../../analysis/gradients/gradient-check.ts';
import { exactNumber } from '../../core/exact-number.ts';
import type { Run } from '../../core/program.ts';
import { beginningsOf, beginningText } from '../../explain/not-finite.ts';
import { t } from '../../i18n/translate.ts';
import type { Session } from '../../session/session.ts';
import { type Cell, count, name, note, number, type Row, type Verdict } from './row.ts';

/** The rows of one check: the numbers, and a sentence. */
export function checkRows(session: Session, check: GradientCheck): Row[] {
  const { loss, address, step, analytic, numeric, difference, kink } = check;
  const gradient = numberRow(t`gradient`, analytic);
  const sentence = { text: sentenceOf(check) };
  if (kink)
    return [
      gradient,
      numberRow(t`slope on the left`, kink.left),
      numberRow(t`slope on the right`, kink.right),
      sentence,
    ];
  const beginnings = beginningsOf(session, step).map((each) => ({
    text: beginningText(each),
    step: each.step,
  }));
  if (!numeric) return [gradient, sentence, ...beginnings];
  const checked = lossName(session.engine.run, loss);
  return [
    gradient,
    numberRow(t`central difference`, numeric.slope),
    errorRow(t`relative error`, difference ?? 0),
    errorRow(t`possible error`, numeric.error),
    numberRow(t`${checked} at ${address} + h`, numeric.plus),
    numberRow(t`${checked} at ${address} − h`, numeric.minus),
    numberRow('h', numeric.h),
    sentence,
    ...beginnings,
  ];
}

/** Width of the labels of the numbers. */
const LABEL = 18;

function numberRow(label: string, value: number, written = exactNumber(value)): Row {
  return { text: `${label.padEnd(LABEL)}   ${written}`, cells: [number(value), note(label)] };
}

function errorRow(label: string, error: number): Row {
  return numberRow(label, roundedError(error));
}

/** An error, of which more than a few digits mean nothing. */
function roundedError(error: number, digits = 3): number {
  return Number(error.toPrecision(digits));
}

/** What a check says, in a few words. */
export function verdictOf({ verdict, difference }: GradientCheck): Verdict {
  switch (verdict) {
    case 'agrees':
      return {
        text:
          difference === 0
            ? t`agrees with the central difference in every digit ✓`
            : t`agrees with the central difference: relative error at most ${powerAbove(difference ?? 0)} ✓`,
        isGood: true,
      };
    case 'differs':
      return { text: t`differs from the central difference ✗`, isGood: false };
    case 'kink':
      return { text: t`at a kink: the gradient is a convention`, isGood: true };
    case 'too small':
      return { text: t`too small to check`, isGood: true };
    case 'not finite':
      return { text: t`not finite ✗`, isGood: false };
  }
}

/**
 * What many checks say together: how many differ, otherwise how many agree, and the largest relative error of these. A loss
 * that is not finite says nothing about a gradient.
 */
export function verdictOfAll(checks: readonly GradientCheck[]): Verdict {
  const bad = checks.filter(({ verdict }) => verdict === 'differs').length;
  if (bad > 0)
    return {
      text: t`${bad} of ${checks.length} gradients do not agree with the central difference ✗`,
      isGood: false,
    };
  const agreeing = checks.filter(({ verdict }) => verdict === 'agrees');
  const [count, total] = [agreeing.length, checks.length];
  if (count === 0) return { text: t`No gradient could be compared with a central difference` };
  const worst = Math.max(...agreeing.map(({ difference }) => difference ?? 0));
  return {
    text:
      worst === 0
        ? t`${count} of ${total} gradients agree with the central difference in every digit ✓`
        : t`${count} of ${total} gradients agree with the central difference: relative error at most ${powerAbove(worst)} ✓`,
    isGood: true,
  };
}

/** The least power of ten that a relative error does not exceed. */
function powerAbove(error: number): string {
  return exactNumber(Number(`1e${Math.ceil(Math.log10(error))}`));
}

function lossName({ loss, batchShare }: Run, checked: CheckedLoss): string {
  if (checked === 'batch') return t`loss of the batch so far`;
  if (checked === 'penalised') return t`loss with the penalty`;
  if (loss === null) return t`sum of output × gradient`;
  return batchShare === null ? t`loss` : t`share of the loss`;
}

function sentenceOf({ verdict, analytic, numeric, kink }: GradientCheck): string {
  switch (verdict) {
    case 'agrees':
      return t`The gradient agrees with the central difference.`;
    case 'differs':
      return Number.isFinite(analytic)
        ? t`The gradient differs from the central difference by more than the possible error.`
        : t`The gradient is not a finite number, but the central difference is.`;
    case 'kink':
      return t`${kink?.at ?? ''} is at a kink, where the gradient is a convention.`;
    case 'too small':
      return t`The gradient is too small to check: the central difference can be wrong by ${exactNumber(roundedError(numeric?.error ?? 0))}.`;
    case 'not finite':
      return t`The loss is not finite here or beside it, so there is no difference to take.`;
  }
}

/** A row for each check under the heading of its verdict: its gradient and that number, the numeric slope, and how far apart. */
export function checkTable(checks: readonly GradientCheck[]): Row[] {
  const cells = checks.map(({ difference, gradient, analytic, numeric, kink }) => [
    errorText(difference),
    gradient,
    exactNumber(analytic),
    numeric
      ? exactNumber(numeric.slope)
      : kink
        ? `${exactNumber(kink.left)} … ${exactNumber(kink.right)}`
        : '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return checks.flatMap((check, index) => {
    const text = (cells[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    const row: Row = { text: text.trimEnd(), cells: cellsOf(check), step: check.step };
    const isFirst = checks[index - 1]?.verdict !== check.verdict;
    return isFirst ? [{ text: t(verdictHeadings[check.verdict]), isHeading: true } as const, row] : [row];
  });
}

/** At a kink, the slopes on both sides; otherwise the central difference, if there is one, and how far it is away. */
function cellsOf({ gradient, analytic, numeric, difference, kink }: GradientCheck): Cell[] {
  const own = [name(gradient), number(analytic)];
  if (kink) return [...own, number(kink.left), number(kink.right)];
  if (!numeric) return own;
  return [...own, number(numeric.slope), count(errorText(difference))];
}

/** A relative error in two digits; empty without one. */
function errorText(difference: number | null): string {
  return difference === null ? '' : exactNumber(roundedError(difference, 2));
}
