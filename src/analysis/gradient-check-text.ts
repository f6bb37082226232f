/** Gradient checks in words. */
import { exactNumber } from '../core/exact-number.ts';
import type { Run } from '../core/program.ts';
import { beginningsOf, beginningText } from '../explain/not-finite.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { type CheckedLoss, type GradientCheck, verdictHeadings } from './gradient-check.ts';

/** A line of a table: a heading, or a check with the step of its gradient. */
export interface CheckRow {
  readonly text: string;
  readonly step?: number;
  readonly isHeading?: true;
}

/** The lines of one check: the numbers, and a sentence. */
export function checkLines(session: Session, check: GradientCheck): string[] {
  const { loss, address, step, analytic, numeric, difference, kink } = check;
  const gradient = t`gradient             ${exactNumber(analytic)}`;
  if (kink) {
    return [
      gradient,
      t`slope on the left    ${exactNumber(kink.left)}`,
      t`slope on the right   ${exactNumber(kink.right)}`,
      sentenceOf(check),
    ];
  }
  const beginnings = beginningsOf(session, step).map(beginningText);
  if (!numeric) return [gradient, sentenceOf(check), ...beginnings];
  const name = lossName(session.engine.run, loss);
  return [
    gradient,
    t`central difference   ${exactNumber(numeric.slope)}`,
    t`relative error       ${(difference ?? 0).toExponential(2)}`,
    t`possible error       ${numeric.error.toExponential(2)}`,
    t`${name} at ${address} + h   ${exactNumber(numeric.plus)}`,
    t`${name} at ${address} − h   ${exactNumber(numeric.minus)}`,
    `h                    ${numeric.h}`,
    sentenceOf(check),
    ...beginnings,
  ];
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
      return t`The gradient is too small to check: the central difference can be wrong by ${(numeric?.error ?? 0).toExponential(2)}.`;
    case 'not finite':
      return t`The loss is not finite here or beside it, so there is no difference to take.`;
  }
}

/** A line for each check under the heading of its verdict: relative error, gradient, its value, numeric slope. */
export function checkTable(checks: readonly GradientCheck[]): CheckRow[] {
  const cells = checks.map(({ difference, gradient, analytic, numeric, kink }) => [
    difference === null ? '' : difference.toExponential(1),
    gradient,
    exactNumber(analytic),
    numeric
      ? exactNumber(numeric.slope)
      : kink
        ? `${exactNumber(kink.left)} … ${exactNumber(kink.right)}`
        : '',
  ]);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return checks.flatMap(({ verdict, step }, index) => {
    const text = (cells[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    const row: CheckRow = { text: text.trimEnd(), step };
    const isFirst = checks[index - 1]?.verdict !== verdict;
    return isFirst ? [{ text: t(verdictHeadings[verdict]), isHeading: true } as const, row] : [row];
  });
}
