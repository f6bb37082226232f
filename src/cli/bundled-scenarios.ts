/** The shipped scenarios as parsed by the build, so that opening one does not need the parsers. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { textDigest } from '../i18n/text-digest.ts';
import { type KeptScenario, restoreScenario } from '../scenario/format/kept-scenario.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

export const shippedFolder = path.resolve(import.meta.dirname, BACKSTEP_ROOT, 'scenarios');

/** What a file of the build holds. */
interface Kept {
  readonly scenario: KeptScenario;
  /** The number of its steps. */
  readonly steps: number;
  /** The digest of the text that the scenario was parsed from. */
  readonly source: string;
  /** The digests of the files that it names, by name. */
  readonly beside: Readonly<Record<string, string>>;
}

export interface Bundled {
  readonly scenario: Scenario;
  readonly steps: number;
  /** The texts of the files that it names, by name. */
  readonly beside: ReadonlyMap<string, string>;
}

const known = new Map<string, Bundled | null>();

/**
 * A shipped scenario that the build has parsed; null if there is none or if its files have changed since then.
 *
 * @param source the text of its file
 */
export function bundledScenario(name: string, source: string): Bundled | null {
  const key = `${name}\0${source}`;
  const bundled = known.get(key) ?? readBundled(name, source);
  known.set(key, bundled);
  return bundled;
}

/**
 * The text of a file in the folder of shipped scenarios.
 * @throws Error if it cannot be read
 */
export function shippedText(file: string): string {
  return readFileSync(path.join(shippedFolder, file), 'utf8');
}

/**
 * Each scenario has a file of its own, so that opening one does not load the others. Returns null if there is no
 * file, or if it was made from other texts.
 */
function readBundled(name: string, source: string): Bundled | null {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return null;
  try {
    const file = path.join(import.meta.dirname, `scenario-${name}.json`);
    const kept: Kept = JSON.parse(readFileSync(file, 'utf8'));
    const digests = Object.entries(kept.beside);
    const beside = new Map(digests.map(([each]) => [each, shippedText(each)]));
    const isSame =
      kept.source === textDigest(source) &&
      digests.every(([each, digest]) => digest === textDigest(beside.get(each) as string));
    return isSame ? { scenario: restoreScenario(kept.scenario), steps: kept.steps, beside } : null;
  } catch {
    return null;
  }
}
