/** `backstep new`: asks what a scenario should be, and writes a file that works. */
import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readBeside } from '../cli/streams/text-files.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { joinDiagnostic, linesOf, printDiagnostic } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';
import { CliError, cliError, unwritable } from '../print/faults.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Answer } from './answers.ts';
import { type Asker, unasked } from './asker.ts';
import { gather, type TableFile } from './gather.ts';
import type { NewOptions } from './kind-options.ts';
import { doubtLine, leftOutLines, scenarioText } from './template.ts';

// What completes them in a shell is in the same chunk.
export { optionWords } from './answers.ts';

/** The file, if none is named. */
const USUAL_FILE = 'my-network.yaml';

export interface NewScenario {
  /** The command that opens it. */
  readonly command: string;
  readonly file: string;
  /** What was left out of a table, and how a number was read that could be another one. */
  readonly notes: readonly string[];
}

/**
 * Writes a new scenario.
 *
 * @param named the file; if it is undefined, it is asked for
 * @param schemaFile the schema of the installation
 * @throws CliError if an option is wrong, the answers do not fit together or the file cannot be written; and what the
 *   asker throws
 */
export async function newScenario(
  named: string | undefined,
  options: NewOptions,
  asker: Asker | null,
  schemaFile: string,
): Promise<NewScenario> {
  const whom = asker ?? unasked;
  const file = named === undefined ? await whom.text(t`File`, USUAL_FILE, readFile) : fileFrom(named);
  const title = titleOf(file);
  const answers = await gather(options, whom, title, (csv) => tableAt(csv, file));
  const text = scenarioText(answers, schemaAddress(file, schemaFile));
  checkText(file, text);
  write(file, text);
  const { leftOut = [], doubt = null } = answers.columns ?? {};
  const notes = [...leftOutLines(leftOut), ...(doubt === null ? [] : [doubtLine(doubt)])];
  return { file, command: `backstep ${/\s/.test(file) ? JSON.stringify(file) : file}`, notes };
}

/** A path with the ending of scenarios. */
function withEnding(name: string): string {
  return /\.(?:ya?ml|json)$/i.test(name) ? name : `${name}.yaml`;
}

function readFile(typed: string): Answer<string> {
  const file = withEnding(typed.trim());
  if (!existsSync(file)) return { ok: true, value: file };
  return { ok: false, expected: t`a new file`, fix: t`this one is already there: choose another name` };
}

/** @throws CliError if the file is already there */
function fileFrom(name: string): string {
  const read = readFile(name);
  if (read.ok) return read.value;
  throw alreadyThere(withEnding(name));
}

function alreadyThere(file: string): CliError {
  return cliError(file, t`a new file`, t`one that is already there`, t`choose another name`);
}

/** `my-network.yaml`: My network. */
function titleOf(file: string): string {
  const words = path.parse(file).name.replace(/[_-]+/g, ' ').trim();
  return words === '' ? t`My network` : words[0]?.toUpperCase() + words.slice(1);
}

function tableAt(csv: string, file: string): TableFile {
  const beside = path.relative(path.dirname(path.resolve(file)), path.resolve(csv)).replaceAll('\\', '/');
  const expected = t`a CSV file in the scenario's folder or below`;
  if (beside.startsWith('../') || path.isAbsolute(beside))
    return { ok: false, expected, fix: t`put the file next to the scenario` };
  const read = csv === '' ? null : readBeside(csv);
  if (read && 'text' in read) return { ok: true, value: { file: beside, text: read.text } };
  return { ok: false, expected, fix: read ? `${read.found}: ${read.fix}` : t`write its name` };
}

/**
 * The address of the schema, as an editor finds it from the scenario: a path in the project that the program is
 * installed in, and for a file elsewhere the place of the installation. Modelines end at a space.
 */
export function schemaAddress(file: string, schemaFile: string): string {
  const [project = ''] = path.dirname(path.dirname(schemaFile)).split(`${path.sep}node_modules${path.sep}`);
  const folder = path.dirname(path.resolve(file));
  const isInside = folder === project || folder.startsWith(`${project}${path.sep}`);
  const own = path.relative(folder, schemaFile).replaceAll('\\', '/');
  return isInside && !/\s/.test(own) ? own.replace(/^(?!\.)/, './') : pathToFileURL(schemaFile).href;
}

/** @throws CliError if the scenario has errors or warnings: then the answers do not fit together */
function checkText(file: string, text: string): void {
  const folder = path.dirname(path.resolve(file));
  const result = parseScenario(text, (name) => readBeside(path.join(folder, name)));
  const found = result.ok ? result.warnings() : result.diagnostics;
  if (found.length === 0) return;
  const lines = linesOf(text);
  const printed = found.map((each) => joinDiagnostic(printDiagnostic(file, lines, each)));
  throw new CliError([t`These answers do not fit together, so nothing was written:`, ...printed].join('\n'));
}

function write(file: string, text: string): void {
  try {
    // It must not be there, also if another program has made it meanwhile.
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw alreadyThere(file);
    // What was begun must not stay.
    if (code === 'ENOSPC' || code === 'EDQUOT') attempt(() => statSync(file).isFile() && rmSync(file));
    throw unwritable(sanitize(file), code) ?? error;
  }
}
