/** The shipped scenarios as the build has read them: who opens one need not wait for the readers of the formats. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../scenario/format/scenario.ts';

export const shippedFolder = fileURLToPath(new URL(`${BACKSTEP_ROOT}/scenarios/`, import.meta.url));

interface Kept {
  readonly scenario: Scenario;
  /** The texts that it was read from: its own, and those of the data beside it by their names. */
  readonly source: string;
  readonly beside: Readonly<Record<string, string>>;
}

const known = new Map<string, Kept | null>();

/**
 * A shipped scenario that the build has read, where its files still say the same; null for all else.
 *
 * @param source the text of its file
 */
export function keptScenario(name: string, source: string): Kept | null {
  const kept = known.get(name) ?? readKept(name);
  known.set(name, kept);
  const isSame = kept !== null && kept.source === source && Object.entries(kept.beside).every(isUnchanged);
  return isSame ? kept : null;
}

/** The text of a file of the shipped scenarios. @throws Error where it cannot be read */
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

/** One file each: who opens one does not wait for the others. Without it a scenario is read when it is asked for. */
function readKept(name: string): Kept | null {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return null;
  try {
    const file = fileURLToPath(new URL(`scenario-${name}.json`, import.meta.url));
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
