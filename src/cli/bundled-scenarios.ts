/** The shipped scenarios as parsed by the build, so that opening one does not need the parsers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { restoreScenario } from '../scenario/format/kept-scenario.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

export const shippedFolder = path.resolve(import.meta.dirname, BACKSTEP_ROOT, 'scenarios');

interface Kept {
  readonly scenario: Scenario;
  /** The number of its steps. */
  readonly steps: number;
  /** The texts that the scenario was parsed from: its own, and those of its data files, by name. */
  readonly source: string;
  readonly beside: Readonly<Record<string, string>>;
}

const known = new Map<string, Kept | null>();

/**
 * A shipped scenario that the build has parsed; null if there is none or if its files have changed since then.
 *
 * @param source the text of its file
 */
export function bundledScenario(name: string, source: string): Kept | null {
  const kept = known.get(name) ?? readKept(name);
  known.set(name, kept);
  const isSame = kept !== null && kept.source === source && Object.entries(kept.beside).every(isUnchanged);
  return isSame ? kept : null;
}

/**
 * The text of a file in the folder of shipped scenarios.
 * @throws Error if it cannot be read
 */
export function shippedText(file: string): string {
  return readFileSync(path.join(shippedFolder, file), 'utf8');
}

function isUnchanged([file, text]: readonly [string, string]): boolean {
  try {
    return shippedText(file) === text;
  } catch {
    return false;
  }
}

/**
 * Each scenario has a file of its own, so that opening one does not load the others. Returns null if there is no
 * file.
 */
function readKept(name: string): Kept | null {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return null;
  try {
    const file = path.join(import.meta.dirname, `scenario-${name}.json`);
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    return { ...kept, scenario: restoreScenario(kept.scenario) };
  } catch {
    return null;
  }
}
