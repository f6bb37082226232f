/** What `check` says of a good file. */
import { Session } from '../debugger/session.ts';
import { t } from '../language/translate.ts';
import { printable, type Scenario } from '../scenario/scenario.ts';

/** `FILE: ok (32 steps, 1 variant)` */
export function okLine(file: string, scenario: Scenario): string {
  const { total } = new Session(scenario);
  const { length } = scenario.variants;
  const steps = total === 1 ? t`1 step` : t`${total} steps`;
  const variants = length === 1 ? t`1 variant` : t`${length} variants`;
  return t`${printable(file)}: ok (${steps}, ${variants})`;
}
