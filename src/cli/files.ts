/** The reading of files: scenarios, saved sessions, scripts. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { isSavedSession, readSavedId } from '../commands/saved-format.ts';
import { diagnosticText, shown } from '../diagnostics/diagnostic.ts';
import { printable } from '../diagnostics/printable.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import { Fault, type FileKind, fault, kindText, unreadable } from '../print/faults.ts';
import type { Entry } from '../print/list.ts';
import { parseScenario } from '../scenario/parse.ts';
import type { Beside } from '../scenario/table.ts';
import { keptScenario, shippedFolder } from './bundled-scenarios.ts';

const MOST_BYTES = 10_000_000;

/** A scenario that was read. */
export interface Loaded extends Entry {
  /** What it is told apart by: the name of a shipped scenario, or the absolute path of a file. */
  readonly key: string;
  /** Its text, and after it that of the data beside it: what a saved session knows it by. */
  readonly source: string;
  /** The files that it was read from: its own, and those of the data beside it. */
  readonly files: readonly string[];
}

/** What there is to open. */
export interface Opening {
  readonly entry: Loaded;
  /** The session to go on with, where it was a saved one. */
  readonly saved: { readonly file: string; readonly text: string } | null;
}

interface Found {
  readonly file: string;
  readonly id: string;
  readonly key: string;
}

/** The shipped scenarios, in the order of the menu. */
export async function catalogue(): Promise<Loaded[]> {
  const entries = await Promise.all([...(await shippedFiles()).keys()].map((id) => loadScenario(id)));
  return entries.sort((a, b) => a.scenario.order - b.scenario.order || (a.id < b.id ? -1 : 1));
}

/** The files of the shipped scenarios, by name. */
async function shippedFiles(): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(shippedFolder)).filter((file) => file.endsWith('.yaml')).sort();
  return new Map(files.map((file) => [path.basename(file, '.yaml'), path.join(shippedFolder, file)]));
}

/**
 * Reads a scenario.
 *
 * @throws Fault where there is no such scenario or file, or where it is wrong
 */
export async function loadScenario(reference: string): Promise<Loaded> {
  const found = await find(reference, []);
  const source = await readText(found.file, 'scenario');
  if (isSavedSession(source)) {
    const fix = t`open it with \`backstep FILE\`, or run commands on it with \`backstep run FILE\``;
    throw fault(found.file, t`a scenario`, t`a saved session`, fix);
  }
  return parsed(found, source);
}

/**
 * Reads a scenario, or a saved session and the scenario that it is of.
 *
 * @param otherWords what else might have been meant by a name that there is not
 * @throws Fault where there is none, or where it is wrong
 */
export async function loadOpening(reference: string, otherWords: readonly string[] = []): Promise<Opening> {
  const found = await find(reference, otherWords);
  const text = await readText(found.file, 'scenario');
  if (!isSavedSession(text) && !/\.session$/i.test(found.file)) {
    return { entry: parsed(found, text), saved: null };
  }
  const { file } = found;
  const read = readSavedId(text);
  if (!read.ok) throw new Fault(`${printable(file)}: ${read.text}`);
  return { entry: await scenarioOf(file, read.id), saved: { file, text } };
}

/** Whether a file is one of those that a scenario or a session was read from, by whatever path or link. */
export function isReadFrom({ entry, saved }: Opening, file: string): boolean {
  const own = identityOf(file);
  const read = [...entry.files, ...(saved ? [saved.file] : [])];
  return own !== null && read.some((each) => identityOf(each) === own);
}

/** What a file is on its disk, whatever its path; null where there is none, or none that one may look at. */
function identityOf(file: string): string | null {
  try {
    const { dev, ino } = statSync(file, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return null;
  }
}

/** The scenario that a saved session names. */
async function scenarioOf(file: string, id: string): Promise<Loaded> {
  const isShipped = (await shippedFiles()).has(id);
  try {
    return await loadScenario(isShipped ? id : path.resolve(path.dirname(file), id));
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Fault(`${t`${printable(file)}: could not open its scenario:`}\n${error.message}`);
  }
}

function parsed({ file, id, key }: Found, source: string): Loaded {
  const kept =
    key === id && path.dirname(file) === path.resolve(shippedFolder) ? keptScenario(id, source) : null;
  if (kept) {
    const besides = Object.keys(kept.beside).map((name) => path.join(shippedFolder, name));
    const texts = [source, ...Object.values(kept.beside)];
    return { id, key, source: texts.join('\0'), files: [file, ...besides], scenario: kept.scenario };
  }
  const texts = [source];
  const files = [file];
  const result = parseScenario(source, (name) => {
    const place = path.join(path.dirname(file), name);
    const beside = readBeside(place);
    if ('text' in beside) {
      texts.push(beside.text);
      files.push(place);
    }
    return beside;
  });
  if (result.ok) return { id, key, source: texts.join('\0'), files, scenario: result.scenario };
  throw new Fault(
    result.diagnostics.map((diagnostic) => diagnosticText(file, source, diagnostic)).join('\n'),
  );
}

async function find(reference: string, otherWords: readonly string[]): Promise<Found> {
  const id = printable(reference);
  const own = { file: reference, id, key: path.resolve(reference) };
  if (/[\\/]|\.(ya?ml|json|session)$/i.test(reference)) return own;
  const shipped = await shippedFiles();
  const file = shipped.get(reference);
  if (file !== undefined) return { file, id, key: reference };
  if (existsSync(reference)) return own;
  const fix = suggestion(reference, [...shipped.keys(), ...otherWords]);
  throw fault('backstep', t`a scenario file, or the name of a shipped scenario`, shown(reference), fix);
}

/** Reads a file that a scenario names. */
function readBeside(file: string): Beside {
  try {
    const stats = statSync(file);
    if (stats.isDirectory()) return { found: t`a folder`, fix: t`choose a file in it` };
    if (!stats.isFile())
      return { found: t`something that is not a regular file`, fix: t`copy the data into a file` };
    if (stats.size > MOST_BYTES)
      return { found: t`a file larger than 10 MB`, fix: t`leave out some of the rows` };
    const text = decoded(readFileSync(file));
    if (text !== null) return { text };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return { found: t`no such file`, fix: t`put the file next to the scenario, or correct its name` };
    if (code?.startsWith('E') && !code.startsWith('ERR_'))
      return { found: t`one that cannot be read (${code})`, fix: t`check the path and the disk` };
  }
  return noText();
}

/** The text of a script; `-` is what stands in the standard input. @throws Fault where it cannot be read */
export async function readScript(file: string): Promise<string> {
  return file === '-' ? textOf(t`standard input`, 'standard input', process.stdin) : readText(file, 'script');
}

async function readText(file: string, kind: FileKind): Promise<string> {
  // Counted, not asked for: a pipe or a device has no size. `end` is the index of the last byte.
  return textOf(file, kind, createReadStream(file, { end: MOST_BYTES }));
}

async function textOf(file: string, kind: FileKind, stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > MOST_BYTES) break;
    }
  } catch (error) {
    throw unreadable(file, kind, (error as NodeJS.ErrnoException).code);
  }
  if (length > MOST_BYTES) {
    throw fault(
      file,
      t`${kindText(kind)} of 10 MB or less`,
      t`a larger one`,
      t`make it smaller, or use another file`,
    );
  }
  const text = decoded(Buffer.concat(chunks));
  if (text !== null) return text;
  const { found, fix } = noText();
  throw fault(file, t`UTF-8 text`, found, fix);
}

/** What is text by its bytes and has no character of code 0; null for all else. */
function decoded(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function noText() {
  return {
    found: t`a binary file, or another encoding`,
    fix: t`save it as UTF-8 text, or use another file`,
  };
}
