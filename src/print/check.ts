/** The output of `check` for a valid file. */
import { Schedule } from '../core/schedule.ts';
import { plural } from '../diagnostics/plurals.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { compile } from '../scenario/compile/compile.ts';
import { describeSource } from '../scenario/data/description.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

/**
 * The line that says that a file is valid, and one that says how its CSV file was read.
 *
 * @param warnings their number
 */
export function okLines(file: string, scenario: Scenario, warnings: number): string[] {
  const { source } = scenario;
  return [okLine(file, scenario, warnings), ...(source ? [`  ${describeSource(source)}`] : [])];
}

/**
 * `FILE: ok (32 steps, 1 variant)`; with a test set, also the numbers of training and held-out examples; with warnings
 * `FILE: ok, 1 warning (32 steps, 1 variant)`.
 */
function okLine(file: string, scenario: Scenario, warnings: number): string {
  const { total } = new Schedule(compile(scenario));
  const { length } = scenario.variants;
  const steps = total === 1 ? t`1 step` : t`${total} steps`;
  const variants = length === 1 ? t`1 variant` : t`${length} variants`;
  const { data, test } = scenario;
  const examples = data.length === 1 ? t`1 training example` : t`${data.length} training examples`;
  const facts =
    test.length === 0 ? [steps, variants] : [steps, variants, examples, t`${test.length} held out`];
  const [name, listed] = [sanitize(file), facts.join(', ')];
  return warnings === 0
    ? t`${name}: ok (${listed})`
    : t`${name}: ok, ${plural(warnings, 'warning')} (${listed})`;
}
