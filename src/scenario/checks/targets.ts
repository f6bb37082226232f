/** Checks that the targets are of the kind that the loss needs, and warns of targets that make no sense for it. */
import { describeValue, type Path, type Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import { targetExpectations } from '../losses/common/expectations.ts';
import { targetKindOf } from '../losses/common/targets.ts';
import { type LossName, losses } from '../losses/losses.ts';
import type { Accepted } from './warnings.ts';

/**
 * Reports the first target that is not −1, 0 or 1, or that is −1 although another target is 0, or the other way
 * round.
 *
 * @param scenario the scenario of the document, which has no other errors
 */
export function checkTargets(document: ScenarioDocument, { loss, data, test }: Scenario): Problem[] {
  const examples = [...data, ...test];
  if (
    loss === null ||
    losses[loss].expects.targets !== 'signs or bits' ||
    targetKindOf(examples) !== 'numbers'
  )
    return [];
  let other: number | null = null;
  for (const [row, { targets }] of examples.entries()) {
    for (const [index, value] of targets.entries()) {
      if (value === 1) continue;
      const isClass = value === 0 || value === -1;
      if (!isClass || (other !== null && value !== other)) {
        const found = isClass ? t`both ${'0'} and ${'-1'}` : describeValue(value);
        return [wrongTarget(loss, placeOf(document, row, index), found)];
      }
      other = value;
    }
  }
  return [];
}

/** How far the sum of an example's targets may be from what it should be: they may be rounded to a few digits. */
const SUM_TOLERANCE = 1e-3;

/** Warns of the first target, or sum of an example's targets, that the loss is not meant for. */
export function warnOfTargets({ document, scenario: { loss, data, test } }: Accepted): Problem[] {
  if (loss === null) return [];
  const { within, sum } = targetExpectations[losses[loss].expects.targets];
  const examples = [...data, ...test];
  if (within !== null) {
    const wrong = examples.flatMap(({ targets }, row) =>
      targets.flatMap((value, index) =>
        value < within.least || value > within.most ? [{ row, index, value }] : [],
      ),
    );
    const [first, ...others] = wrong;
    if (first) {
      const { row, index, value } = first;
      return [wrongTarget(loss, placeOf(document, row, index), andMore(describeValue(value), others.length))];
    }
  }
  if (sum === null) return [];
  const sums = examples.map(({ targets }) => targets.reduce((total, value) => total + value, 0));
  const wrong = [...sums.entries()].filter(([, total]) => Math.abs(total - sum) > SUM_TOLERANCE);
  const [first, ...others] = wrong;
  if (!first) return [];
  const [row, total] = first;
  return [
    wrongTarget(loss, placeOf(document, row, null), andMore(t`the sum ${String(total)}`, others.length)),
  ];
}

function andMore(found: string, others: number): string {
  return others === 0 ? found : t`${found} (and ${others} more)`;
}

function wrongTarget(loss: LossName, path: Path, found: string): Problem {
  const { words, fix } = targetExpectations[losses[loss].expects.targets];
  return { path, expected: t`${words()}, because of the loss ${loss}`, found, fix: fix() };
}

/**
 * The path of a target in the document, or of all targets of an example if `index` is null; for a CSV file, that of
 * the key `target`.
 */
function placeOf({ data }: ScenarioDocument, row: number, index: number | null): Path {
  if (!Array.isArray(data)) return ['data', 'target'];
  const isSingle = index === null || typeof data[row]?.target === 'number';
  return isSingle ? ['data', row, 'target'] : ['data', row, 'target', index];
}
