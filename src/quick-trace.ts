/**
 * `backstep trace NAME`, of a shipped scenario: the shortest way from the start to recorded steps, without the
 * command line's and the format's readers, which take longer to load than all the rest. A trace is the same in
 * every language.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { print } from './output.ts';
import { traceTable } from './print/trace.ts';
import type { Scenario } from './scenario/scenario.ts';

/** What the build has read already, by name; with the text that it was read from. */
type Kept = Readonly<Record<string, { readonly source: string; readonly scenario: Scenario }>>;

/** Prints the trace, and says whether it has: what is not as plain as this is left to the command line. */
export async function quickTrace([, name, ...others]: readonly string[]): Promise<boolean> {
  const scenario = name !== undefined && others.length === 0 ? keptScenario(name) : null;
  if (!scenario) return false;
  await print(traceTable(scenario, null));
  return true;
}

/** A scenario that the build has read, where its file still says the same. */
function keptScenario(name: string): Scenario | null {
  if (!/^[a-z0-9-]+$/.test(name)) return null;
  const textOf = (file: string) => readFileSync(fileURLToPath(new URL(file, import.meta.url)), 'utf8');
  try {
    const kept = (JSON.parse(textOf('scenarios.json')) as Kept)[name];
    return kept && kept.source === textOf(`../scenarios/${name}.yaml`) ? kept.scenario : null;
  } catch {
    // Without the build's file, as in a test, or without the scenario's, the command line says what is wrong.
    return null;
  }
}
