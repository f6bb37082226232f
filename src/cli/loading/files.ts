/** Finds scenarios and saved sessions by what the user has named, and reads them. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { getHeapStatistics } from 'node:v8';
import { isSavedSession, readSavedId } from '../../commands/saved/saved-format.ts';
import { attempt } from '../../diagnostics/attempt.ts';
import {
  type Diagnostic,
  describeValue,
  linesOf,
  type PrintedDiagnostic,
  printDiagnostic,
} from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { findingsText } from '../../diagnostics/shown.ts';
import { suggestion } from '../../diagnostics/suggestion.ts';
import { t } from '../../i18n/translate.ts';
import { CliError, cliError } from '../../print/faults.ts';
import type { ScenarioSummary } from '../../print/list.ts';
import { aboutOf } from '../../scenario/about.ts';
import { stepCount } from '../../scenario/compile/step-count.ts';
import { groups, type Scenario } from '../../scenario/format/scenario.ts';
import { parseScenario } from '../../scenario/parse.ts';
import { type Reads, withNotice } from '../streams/reading-notice.ts';
import { readBeside, readText } from '../streams/text-files.ts';
import {
  bundledScenario,
  type Listed,
  listedScenarios,
  shippedFolder,
  shippedText,
} from './bundled-scenarios.ts';

/** A scenario that has been read. */
export interface Loaded extends ScenarioSummary {
  readonly scenario: Scenario;
  /** Identifies the scenario: the name of a shipped one, or the absolute path of a file. */
  readonly key: string;
  /**
   * The scenario's text, followed by the texts of its data files: `\0` stands between two of them. A saved session
   * compares its digest.
   */
  readonly source: string;
  /** The paths of the scenario file and of its data files. */
  readonly files: readonly string[];
  /** What in the scenario makes no sense, in the current language. */
  readonly warnings: () => readonly PrintedDiagnostic[];
  /** The same as data. */
  readonly findings: () => readonly Diagnostic[];
}

/** The scenario to open, and a saved session if one was named. */
export interface LoadResult {
  readonly entry: Loaded;
  /** The saved session to resume; null if a scenario was named. */
  readonly saved: { readonly file: string; readonly text: string } | null;
}

/** Is told the path of a file that is read. */
type Sought = (file: string) => void;

/** What a scenario is read from. */
interface Found {
  readonly file: string;
  readonly id: string;
  readonly key: string;
}

/** The shipped scenarios, in the order of the menu. */
export async function catalogue(): Promise<Loaded[]> {
  const shipped = [...shippedFiles()].map(([id, file]) => ({ file, id, key: id }));
  const known = listedScenarios();
  const entries = await Promise.all(
    shipped.map(async (found) => {
      const listed = known.get(found.id);
      return listed ? listedEntry(found, listed) : loadFound(found);
    }),
  );
  const place = ({ about: { group } }: Loaded) => (group === null ? groups.length : groups.indexOf(group));
  return entries.sort(
    (a, b) => place(a) - place(b) || a.about.order - b.about.order || (a.id < b.id ? -1 : 1),
  );
}

/** The paths of the shipped scenarios, by name. */
function shippedFiles(): ReadonlyMap<string, string> {
  const files = readdirSync(shippedFolder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  return new Map(files.map((file) => [path.basename(file, '.yaml'), path.join(shippedFolder, file)]));
}

/**
 * Reads a scenario that a user has named.
 *
 * @param sought as in `loadFound`
 * @throws CliError if there is no such scenario or file, or if it has errors
 */
export async function loadScenario(reference: string, sought?: Sought): Promise<Loaded> {
  return loadFound(await find(reference, []), sought);
}

/**
 * Reads a scenario.
 *
 * @param sought is told each file that is read, also if it is not there; if it is given, no notice is written of large
 *   files
 * @throws CliError if there is no such file, or if it has errors
 */
export async function loadFound(found: Found, sought?: Sought): Promise<Loaded> {
  sought?.(found.file);
  const source = await readText(found.file, 'scenario');
  if (isSavedSession(source)) {
    const fix = t`open it with \`backstep FILE\`, or run commands on it with \`backstep run FILE\``;
    throw cliError(found.file, t`a scenario`, t`a saved session`, fix);
  }
  return readFound(found, source, sought);
}

/**
 * Reads a scenario, or a saved session and its scenario.
 *
 * @param otherWords other names to suggest if there is no scenario with this name
 * @throws CliError if there is none, or if it has errors
 */
export async function loadOpening(
  reference: string,
  otherWords: readonly string[] = [],
): Promise<LoadResult> {
  const found = await find(reference, otherWords);
  const text = await readText(found.file, 'scenario');
  if (!isSavedSession(text) && !/\.session$/i.test(found.file)) {
    return { entry: readFound(found, text), saved: null };
  }
  const { file } = found;
  const read = readSavedId(text);
  if (!read.ok) throw new CliError(`${sanitize(file)}: ${read.text}`);
  return { entry: await scenarioOf(file, read.id), saved: { file, text } };
}

/** Whether a path leads to one of the files that were read, also through another path or a link. */
export function isReadFrom({ entry, saved }: LoadResult, file: string): boolean {
  const own = identityOf(file);
  const read = [...entry.files, ...(saved ? [saved.file] : [])];
  return own !== null && read.some((each) => identityOf(each) === own);
}

/** The device and inode of a file; null if it does not exist or cannot be inspected. */
function identityOf(file: string): string | null {
  const status = attempt(() => statSync(file, { bigint: true }));
  return status && `${status.dev}:${status.ino}`;
}

/** The scenario of a saved session. A path is relative to the session's folder. */
async function scenarioOf(file: string, id: string): Promise<Loaded> {
  const shipped = shippedFiles().get(id);
  try {
    return await (shipped === undefined
      ? loadScenario(path.resolve(path.dirname(file), id))
      : loadFound({ file: shipped, id, key: id }));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    throw new CliError(`${t`${sanitize(file)}: could not open its scenario:`}\n${error.message}`);
  }
}

/** The build keeps only scenarios without warnings. */
const noWarnings = { warnings: () => [], findings: () => [] };

/** A shipped scenario that is read only when more is asked for than what a list says. */
function listedEntry(found: Found, { about, steps }: Listed): Loaded {
  let read: Loaded | null = null;
  const whole = () => {
    read ??= readFound(found, shippedText(path.basename(found.file)));
    return read;
  };
  return {
    id: found.id,
    key: found.key,
    about,
    steps: () => steps,
    ...noWarnings,
    get scenario() {
      return whole().scenario;
    },
    get source() {
      return whole().source;
    },
    get files() {
      return whole().files;
    },
  };
}

function kept({ file, id, key }: Found, source: string): Loaded | null {
  const isShipped = key === id && path.dirname(file) === shippedFolder;
  const known = isShipped ? bundledScenario(id, source) : null;
  if (!known) return null;
  const besides = [...known.beside.keys()].map((name) => path.join(shippedFolder, name));
  const texts = [source, ...known.beside.values()];
  const read = {
    source: texts.join('\0'),
    files: [file, ...besides],
    about: aboutOf(known.scenario),
    scenario: known.scenario,
  };
  return { id, key, ...read, steps: () => known.steps, ...noWarnings };
}

function readFound(found: Found, source: string, sought?: Sought): Loaded {
  return kept(found, source) ?? parse(found, source, sought);
}

function parse({ file, id, key }: Found, source: string, sought?: Sought): Loaded {
  const texts = [source];
  const files = [file];
  const readNamed = (name: string, reads: Reads) => {
    const own = path.join(path.dirname(file), name);
    // Definitions are shipped too; data are not.
    const isShipped = name.startsWith('definitions/') && !existsSync(own);
    const place = isShipped ? path.join(shippedFolder, name) : own;
    sought?.(place);
    const beside = readBeside(place, reads);
    if ('text' in beside) {
      texts.push(beside.text);
      files.push(place);
    }
    return beside;
  };
  const parse = (reads: Reads) => {
    reads(file, source.length);
    return parseScenario(source, (name) => readNamed(name, reads), getHeapStatistics().heap_size_limit);
  };
  // Files are sought while the screen is there.
  const result = sought ? parse(() => {}) : withNotice(parse);
  if (!result.ok) {
    const lines = linesOf(source);
    const printed = result.diagnostics.map((each) => printDiagnostic(file, lines, each));
    throw new CliError(findingsText(file, source, result), printed, result.diagnostics);
  }
  const { scenario, warnings } = result;
  return {
    id,
    key,
    get source() {
      return texts.join('\0');
    },
    files,
    about: aboutOf(scenario),
    scenario,
    steps: () => stepCount(scenario),
    warnings: () => {
      const lines = linesOf(source);
      return warnings().map((warning) => printDiagnostic(file, lines, warning));
    },
    findings: warnings,
  };
}

async function find(reference: string, otherWords: readonly string[]): Promise<Found> {
  const id = sanitize(reference);
  const own = { file: reference, id, key: path.resolve(reference) };
  if (/[\\/]|\.(ya?ml|json|session)$/i.test(reference)) return own;
  const shipped = shippedFiles();
  const file = shipped.get(reference);
  if (file !== undefined) return { file, id, key: reference };
  if (existsSync(reference)) return own;
  const fix = suggestion(reference, [...shipped.keys(), ...otherWords]);
  throw cliError(
    'backstep',
    t`a scenario file, or the name of a shipped scenario`,
    describeValue(reference),
    fix,
  );
}
