/** What a web page of the debugger is made of: the program, from the chunks of the bundle, and what it opens with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Opening } from '../app/state/kept-entry.ts';
import type { Debugger } from '../commands/debugger.ts';
import { saveSession } from '../commands/saved/saved.ts';
import { currentLanguage } from '../i18n/translate.ts';
import { programOf } from '../print/exports/page.ts';
import type { ExportOptions } from './commands.ts';
import type { LoadResult } from './files.ts';

const bundle = path.resolve(import.meta.dirname, BACKSTEP_ROOT, 'dist');

/**
 * The script of the page.
 * @throws Error if a file of the program cannot be read
 */
export function pageProgram(): string {
  const names: readonly string[] = JSON.parse(readFileSync(path.join(bundle, 'page.json'), 'utf8'));
  return programOf(names.map((name) => ({ name, text: readFileSync(path.join(bundle, name), 'utf8') })));
}

/**
 * What the page opens with. A path would tell where the reader's files are, and means nothing elsewhere: the scenario
 * has the name of its file.
 */
export function pageOpening(
  { entry, saved }: LoadResult,
  debug: Debugger,
  layout: Readonly<Record<string, unknown>>,
  { at, view, theme }: ExportOptions,
): Opening {
  const { id, source, scenario, steps, warnings } = entry;
  const key = path.basename(entry.key);
  const { session } = debug;
  return {
    entries: [{ id: path.basename(id), key, source, scenario, steps, warnings }],
    open: path.basename(id),
    restore:
      saved === null && session.variant === null ? null : saveSession(debug, { id: key, source, layout }),
    step: at === undefined ? null : session.position,
    picture: view ?? null,
    language: currentLanguage(),
    theme: theme ?? null,
  };
}
