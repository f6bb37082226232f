/** Checks that the targets are of the kind that the loss needs. */
import { describeValue, type Path, type Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../format/scenario.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import { losses } from '../losses/losses.ts';
import { targetKindOf } from '../losses/targets.ts';

/**
 * Reports the first target that is not −1, 0 or 1, or that is −1 although another target is 0, or the other way
 * round.
 *
 * @param scenario the scenario of the document, which has no other errors
 */
export function checkTargets(document: ScenarioDocument, { loss, data, test }: Scenario): Problem[] {
  const examples = [...data, ...test];
  if (loss === null || !losses[loss].targets || targetKindOf(examples) !== 'numbers') return [];
  let other: number | null = null;
  for (const [row, { targets }] of examples.entries()) {
    for (const [index, value] of targets.entries()) {
      if (value === 1) continue;
      const isClass = value === 0 || value === -1;
      if (!isClass || (other !== null && value !== other)) {
        const found = isClass ? t`both ${'0'} and ${'-1'}` : describeValue(value);
        return [wrongTarget(placeOf(document, row, index), found)];
      }
      other = value;
    }
  }
  return [];
}

function wrongTarget(path: Path, found: string): Problem {
  return {
    path,
    expected: t`targets that are all 0 or 1, or all -1 or 1, because of the loss`,
    found,
    fix: t`write 1 for one class, and for the other always 0 or always -1`,
  };
}

/** The path of a target in the document; for a CSV file, that of the key `target`. */
function placeOf({ data }: ScenarioDocument, row: number, index: number): Path {
  if (!Array.isArray(data)) return ['data', 'target'];
  return typeof data[row]?.target === 'number' ? ['data', row, 'target'] : ['data', row, 'target', index];
}
