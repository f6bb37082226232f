/** The output of `check`. */
import { Schedule } from '../core/schedule.ts';
import { type Diagnostic, findingOf } from '../diagnostics/diagnostic.ts';
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
  const { steps: total, variants: length, examples: trained, heldOut } = factsOf(scenario);
  const steps = total === 1 ? t`1 step` : t`${total} steps`;
  const variants = length === 1 ? t`1 variant` : t`${length} variants`;
  const examples = trained === 1 ? t`1 training example` : t`${trained} training examples`;
  const facts = heldOut === 0 ? [steps, variants] : [steps, variants, examples, t`${heldOut} held out`];
  const [name, listed] = [sanitize(file), facts.join(', ')];
  return warnings === 0
    ? t`${name}: ok (${listed})`
    : t`${name}: ok, ${plural(warnings, 'warning')} (${listed})`;
}

function factsOf(scenario: Scenario) {
  const { total } = new Schedule(compile(scenario));
  const { variants, data, test } = scenario;
  return { steps: total, variants: variants.length, examples: data.length, heldOut: test.length };
}

/** A file as one JSON object: whether it can be run, what is in it, and what is to be said of it. */
export function checkJson(file: string, scenario: Scenario, warnings: readonly Diagnostic[]): string {
  return JSON.stringify({
    file,
    ok: true,
    ...factsOf(scenario),
    errors: [],
    warnings: warnings.map((each) => findingJson(file, each)),
  });
}

/** The same of a file with errors. */
export function errorsJson(file: string, errors: readonly Diagnostic[]): string {
  return JSON.stringify({
    file,
    ok: false,
    errors: errors.map((each) => findingJson(file, each)),
    warnings: [],
  });
}

function findingJson(file: string, finding: Diagnostic): object {
  return { file: finding.beside?.file ?? file, ...findingOf(finding) };
}
