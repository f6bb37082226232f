/** The output of `check` for a valid file. */
import { Schedule } from '../core/schedule.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { compile } from '../scenario/compile/compile.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

/** `FILE: ok (32 steps, 1 variant)`; with a test set, also the numbers of training and held-out examples. */
export function okLine(file: string, scenario: Scenario): string {
  const { total } = new Schedule(compile(scenario));
  const { length } = scenario.variants;
  const steps = total === 1 ? t`1 step` : t`${total} steps`;
  const variants = length === 1 ? t`1 variant` : t`${length} variants`;
  const { data, test } = scenario;
  const examples = data.length === 1 ? t`1 training example` : t`${data.length} training examples`;
  return test.length === 0
    ? t`${sanitize(file)}: ok (${steps}, ${variants})`
    : t`${sanitize(file)}: ok (${steps}, ${variants}, ${examples}, ${test.length} held out)`;
}
