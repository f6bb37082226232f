/** The scenarios of `test/cases`, opened for commands. */
import { readFileSync } from 'node:fs';
import type { Outcome } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { scenarioOf } from './networks.ts';

/** @param file a path in `test/cases`, for example `01-houses-nan/houses.yaml` */
export function openCase(file: string): Debugger {
  const source = readFileSync(new URL(`../cases/${file}`, import.meta.url), 'utf8');
  return new Debugger(new Session(scenarioOf(source)));
}

/** Executes command lines one after the other, each to its end, and returns the last result. */
export function runLines(debug: Debugger, ...lines: readonly string[]): Outcome | undefined {
  let outcome: Outcome | undefined;
  for (const line of lines) {
    outcome = execute(debug, line);
    while (outcome.kind === 'running') {
      let next = outcome.work.next();
      while (!next.done) next = outcome.work.next();
      outcome = next.value;
    }
  }
  return outcome;
}
