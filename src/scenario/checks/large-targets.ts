/** Warns of targets that are so large that the loss seems not to fall. */
import type { Problem } from '../../diagnostics/diagnostic.ts';
import { t } from '../../i18n/translate.ts';
import { ownExamples } from '../compile/losses.ts';
import type { ScenarioDocument } from '../format/schema.ts';
import type { TableDocument } from '../format/table-schema.ts';
import { areLarge } from '../losses/common/targets.ts';
import { losses } from '../losses/losses.ts';
import { yamlText } from '../yaml/yaml-text.ts';
import type { Accepted } from './accepted.ts';
import { comparing } from './targets.ts';

/** Formulas can make their result larger themselves, so only layers are looked at. */
export function warnOfLargeTargets({ document, scenario }: Accepted): Problem[] {
  if (scenario.layers.length === 0 || scenario.lastPhase !== 'update') return [];
  const own = comparing(scenario).filter(({ kind }) => losses[kind].expects.targets === 'anything');
  const targets = own.flatMap((loss) => ownExamples(scenario, loss).map((example) => example.targets));
  const inputs = scenario.data.map((example) => example.inputs);
  if (!areLarge(targets, inputs)) return [];
  const largest = targets.reduce((most, row) => Math.max(most, ...row.map(Math.abs)), 0);
  return [
    {
      ...placeAndFix(document, largest),
      expected: t`targets of about 1, which weights of the usual size reach in a few updates`,
      found: t`targets up to ${String(largest)}, from which the loss is large and falls slowly`,
    },
  ];
}

function placeAndFix({ data, inputs }: ScenarioDocument, largest: number): Pick<Problem, 'path' | 'fix'> {
  if (data === undefined || Array.isArray(data)) {
    const power = String(10 ** Math.floor(Math.log10(largest)));
    return { path: ['data'], fix: t`divide all targets by ${power}` };
  }
  const listed = standardizedWith(data, inputs ?? [])
    .map(yamlText)
    .join(', ');
  return {
    path: ['data', 'target'],
    fix: t`write ${`standardize: [${listed}]`} under data, and the targets are standardized, too`,
  };
}

/** The columns that are standardized, and those of the targets. */
function standardizedWith(data: TableDocument, names: readonly string[]): string[] {
  const { standardize = [], target = [], inputs = names, categories = {} } = data;
  const own =
    standardize === true ? inputs.filter((name) => !Object.hasOwn(categories, name)) : standardize || [];
  return [...own, ...(typeof target === 'string' ? [target] : target)];
}
