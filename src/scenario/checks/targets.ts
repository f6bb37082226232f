/** Checks that the targets are of the kind that the loss needs, and warns of targets that make no sense for it. */
import { describeValue, type Path, type Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { ownExamples } from '../compile/losses.ts';
import { type Scenario, writtenLosses } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import { targetExpectations } from '../losses/common/expectations.ts';
import { targetKindOf } from '../losses/common/targets.ts';
import { type LossName, losses } from '../losses/losses.ts';
import type { ScenarioLoss } from '../losses/scenario-losses.ts';
import type { Accepted } from './accepted.ts';

/**
 * Reports the first target that is not −1, 0 or 1, or that is −1 although another target is 0, or the other way
 * round.
 *
 * @param scenario the scenario of the document, which has no other errors
 */
export function checkTargets(document: ScenarioDocument, scenario: Scenario): Problem[] {
  return comparing(scenario).flatMap((loss) => checkSigns(document, scenario, loss));
}

/** A loss that compares values with targets of the examples. */
type Comparing = ScenarioLoss & { readonly kind: LossName; readonly targets: readonly number[] };

/** The losses that compare values with targets of the examples. */
export function comparing(scenario: Scenario): Comparing[] {
  return writtenLosses(scenario).filter(
    (loss): loss is Comparing => loss.kind !== null && loss.targets.every((each) => typeof each === 'number'),
  );
}

function checkSigns(document: ScenarioDocument, scenario: Scenario, own: Comparing): Problem[] {
  const { kind: loss } = own;
  const examples = ownExamples(scenario, own);
  if (losses[loss].expects.targets !== 'signs or bits' || targetKindOf(examples) !== 'numbers') return [];
  const placeOf = placesIn(document, scenario, own);
  let other: number | null = null;
  for (const [row, { targets }] of examples.entries()) {
    for (const [index, value] of targets.entries()) {
      if (value === 1) continue;
      const isClass = value === 0 || value === -1;
      if (!isClass || (other !== null && value !== other)) {
        const found = isClass ? t`both ${'0'} and ${'-1'}` : describeValue(value);
        return [wrongTarget(loss, placeOf(row, index), found)];
      }
      other = value;
    }
  }
  return [];
}

/** How far the sum of an example's targets may be from what it should be: they may be rounded to a few digits. */
const SUM_TOLERANCE = 1e-3;

/** Warns of the first target, or sum of an example's targets, that the loss is not meant for. */
export function warnOfTargets({ document, scenario }: Accepted): Problem[] {
  return comparing(scenario).flatMap((loss) => warnOfOwn(document, scenario, loss));
}

function warnOfOwn(document: ScenarioDocument, scenario: Scenario, own: Comparing): Problem[] {
  const { kind: loss } = own;
  const placeOf = placesIn(document, scenario, own);
  const { within, sum } = targetExpectations[losses[loss].expects.targets];
  const examples = ownExamples(scenario, own);
  if (within !== null) {
    const wrong = examples.flatMap(({ targets }, row) =>
      targets.flatMap((value, index) =>
        value < within.least || value > within.most ? [{ row, index, value }] : [],
      ),
    );
    const [first, ...others] = wrong;
    if (first) {
      const { row, index, value } = first;
      return [wrongTarget(loss, placeOf(row, index), andMore(describeValue(value), others.length))];
    }
  }
  if (sum === null) return [];
  const sums = examples.map(({ targets }) => targets.reduce((total, value) => total + value, 0));
  const wrong = [...sums.entries()].filter(([, total]) => Math.abs(total - sum) > SUM_TOLERANCE);
  const [first, ...others] = wrong;
  if (!first) return [];
  const [row, total] = first;
  return [wrongTarget(loss, placeOf(row, null), andMore(t`the sum ${String(total)}`, others.length))];
}

function andMore(found: string, others: number): string {
  return others === 0 ? found : t`${found} (and ${others} more)`;
}

function wrongTarget(loss: LossName, path: Path, found: string): Problem {
  const { words, fix } = targetExpectations[losses[loss].expects.targets];
  return { path, expected: t`${words()}, because of the loss ${loss}`, found, fix: fix() };
}

/**
 * The path in the document of a target of a loss, or of all its targets in an example if the index is null; for a CSV
 * file, that of the key `target`.
 */
function placesIn(document: ScenarioDocument, scenario: Scenario, loss: Comparing) {
  return scenario.rows === null
    ? placesByName(document, scenario, loss)
    : placesOfRows(document, scenario.rows);
}

/** The same for examples that are taken together, by their numbers in the file. */
function placesOfRows({ data }: ScenarioDocument, rows: number) {
  return (row: number, index: number | null): Path => {
    const joined = Array.isArray(data) ? data[Math.floor(row / rows)]?.target : undefined;
    const written = Array.isArray(joined) ? joined[row % rows] : undefined;
    const path = ['data', row, 'target'];
    return index === null || !Array.isArray(written) ? path : [...path, index];
  };
}

function placesByName(
  { data }: ScenarioDocument,
  { targets: all }: Scenario,
  { targets: [first = 0] }: Comparing,
) {
  let before = 0;
  const named = all.find(({ count }) => {
    before += count;
    return before > first;
  });
  return (row: number, index: number | null): Path => {
    if (!Array.isArray(data)) return ['data', 'target'];
    const written = data[row]?.target;
    const isByName = typeof written === 'object' && !Array.isArray(written) && named?.name;
    const path = isByName ? ['data', row, 'target', named.name as string] : ['data', row, 'target'];
    const value = isByName ? (written as Record<string, unknown>)[named.name as string] : written;
    return index === null || typeof value === 'number' ? path : [...path, index];
  };
}
