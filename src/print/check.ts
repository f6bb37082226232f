/** What `check` says of a good file. */
import { Session } from '../debugger/session.ts';
import { printable, type Scenario } from '../scenario/scenario.ts';

/** `FILE: ok (32 steps, 1 variant)` */
export function okLine(file: string, scenario: Scenario): string {
  const steps = count(new Session(scenario).total, 'step');
  return `${printable(file)}: ok (${steps}, ${count(scenario.variants.length, 'variant')})`;
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
