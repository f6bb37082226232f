/** The shipped scenarios as parsed by the build, so that opening one does not need the parsers. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { attempt } from '../../diagnostics/attempt.ts';
import { textDigest } from '../../i18n/text-digest.ts';
import type { About } from '../../scenario/about.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { type KeptScenario, restoreScenario } from '../../scenario/kept-scenario.ts';
import { withTexts } from '../../scenario/kept-texts.ts';

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

/** What the build keeps of a scenario for lists. */
export interface Listed {
  readonly about: About;
  readonly steps: number;
  /** The sizes of its files, in bytes, by name; its own is the first. */
  readonly files: Readonly<Record<string, number>>;
}

/** What was built at most this long before a file was written is from the same installation. */
const INSTALLING_MS = 60_000;

const known = new Map<string, Bundled>();

/**
 * A shipped scenario that the build has parsed; null if there is none or if its files have changed since then.
 *
 * @param source the text of its file
 */
export function bundledScenario(name: string, source: string): Bundled | null {
  const key = `${name}\0${source}`;
  const bundled = known.get(key) ?? restored(name, source);
  if (bundled) known.set(key, bundled);
  return bundled;
}

/**
 * What the build keeps of the shipped scenarios, by name, without those whose files have been changed: to read all of
 * them would take longer than to draw the list. A file counts as the same if it has its size and is not newer.
 */
export function listedScenarios(): ReadonlyMap<string, Listed> {
  const file = path.join(import.meta.dirname, 'catalogue.json');
  const listed = attempt(() => JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Listed>>);
  if (!listed) return new Map();
  const newest = statSync(file).mtimeMs + INSTALLING_MS;
  const isSame = ([name, bytes]: readonly [string, number]) => {
    const found = statSync(path.join(shippedFolder, name), { throwIfNoEntry: false });
    return found?.size === bytes && found.mtimeMs <= newest;
  };
  return new Map(Object.entries(listed).filter(([, { files }]) => Object.entries(files).every(isSame)));
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
function restored(name: string, source: string): Bundled | null {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) return null;
  return attempt(() => {
    const kept = readKept(name);
    const digests = Object.entries(kept.beside);
    const beside = new Map(digests.map(([each]) => [each, shippedText(each)]));
    const isSame =
      kept.source === textDigest(source) &&
      digests.every(([each, digest]) => digest === textDigest(beside.get(each) as string));
    return isSame
      ? { scenario: restoreScenario(withTexts(kept.scenario, source)), steps: kept.steps, beside }
      : null;
  });
}

function readKept(name: string): Kept {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `scenario-${name}.json`), 'utf8'));
}
