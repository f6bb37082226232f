/** Exports scenarios and saved sessions, and writes web sites of them. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { addLanguages } from '../i18n/locales.ts';
import { t } from '../i18n/translate.ts';
import { checkUses, exportLines, formatOf, sizeOf } from '../print/exports/export.ts';
import { siteFiles } from '../print/exports/site.ts';
import { turnsOf } from '../print/exports/walk.ts';
import { cliError } from '../print/faults.ts';
import { makeFolder } from '../store/folders.ts';
import { defaultViewOptions } from '../view/scene/view-options.ts';
import { warned } from './checking.ts';
import type { ExportOptions } from './commands.ts';
import { catalogue, isReadFrom, loadOpening, loadScenario } from './loading/files.ts';
import { pageEntry, pageOpening, pageProgram } from './loading/page.ts';
import { begin, startOf } from './opening.ts';
import { print, printInto, tell } from './streams/output.ts';

/** Exports a scenario or a saved session to the standard output or to a file. */
export async function exportOpening(reference: string, options: ExportOptions): Promise<void> {
  const format = formatOf(options.to);
  checkUses(options.to, options.given);
  const size = sizeOf(options.size);
  const opening = await loadOpening(reference);
  warned(opening.entry);
  const { debug, layout } = begin(opening, options.variant);
  const { position } = debug.session;
  const at = options.at ?? (format.isAlive ? String(position) : startOf(opening, debug.session));
  const turns = turnsOf(at, debug.session, format.isWalk);
  const { theme = null, output, by: unit } = options;
  const looks = { ...defaultViewOptions, picture: options.view ?? 'network' };
  if (output !== undefined && isReadFrom(opening, output)) {
    throw cliError(output, t`a file to write`, t`the file being exported`, t`choose another file`);
  }
  // In a page the language can be changed.
  if (format.isAlive) await addLanguages();
  const page = { program: pageProgram, opening: () => pageOpening(opening, debug, layout, options) };
  const request = { id: opening.entry.id, debug, turns, unit, size, theme, looks, page };
  const lines = exportLines(format, request);
  for (const notice of format.notices?.(request) ?? []) tell(notice);
  await (output === undefined ? print(lines) : printInto(output, lines));
}

/** The permissions of a folder for all to read, before the user's umask. */
const USUAL_FOLDER = 0o777;

/** Writes the files of a web site of scenarios, by default of all that are shipped. */
export async function writeSite(folder: string, references: readonly string[]): Promise<void> {
  const loaded =
    references.length === 0
      ? await catalogue()
      : await Promise.all(references.map((each) => loadScenario(each)));
  for (const each of loaded) warned(each);
  await addLanguages();
  // As with files, the folder in which it is must be there: a path may be mistyped.
  if (existsSync(path.dirname(folder))) makeFolder(folder, USUAL_FOLDER);
  for (const { name, lines } of siteFiles(loaded.map(pageEntry), pageProgram()))
    await printInto(path.join(folder, name), lines);
}
