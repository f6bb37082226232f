/** What a web page of the debugger is made of: the program, from the chunks of the bundle, and what it opens with. */
import path from 'node:path';
import type { Opening } from '../../app/state/kept-entry.ts';
import type { ScenarioEntry } from '../../app/state/state.ts';
import type { Debugger } from '../../commands/debugger.ts';
import { saveSession } from '../../commands/saved/saved.ts';
import { packTexts } from '../../i18n/packed-texts.ts';
import { currentLanguage, type Language, textsOf } from '../../i18n/translate.ts';
import type { PageProgram } from '../../print/exports/page.ts';
import type { PictureName } from '../../scenario/format/picture-names.ts';
import type { ThemeName } from '../../view/colours/theme.ts';
import type { Loaded, LoadResult } from './files.ts';
import { readBundled, readChunk } from './packed-file.ts';

const bundle = path.resolve(import.meta.dirname, BACKSTEP_ROOT, 'dist');

/** The schema of scenario files, for editors. */
export const schemaFile = path.join(bundle, 'scenario.schema.json');

/** The file that the build writes for the page. */
interface Parts {
  readonly now: readonly string[];
  readonly late: readonly string[];
  /** For each language, and each key of its table in order: 1 if the page may say the text, else 0. */
  readonly said: Readonly<Record<string, string>>;
}

/**
 * The program of the page. The texts of all languages must have been added.
 * @throws Error if a file of the program cannot be read
 */
export function pageProgram(): PageProgram {
  const read = (name: string) => ({ name, text: readChunk(path.join(bundle, name)).text });
  const { now, late, said }: Parts = JSON.parse(readBundled(path.join(bundle, 'page.json')).text);
  const texts = Object.entries(said).map(([language, marks]) => {
    const all = Object.entries(textsOf(language as Language));
    return [language, packTexts(Object.fromEntries(all.filter((_, place) => marks[place] === '1')))] as const;
  });
  return { now: now.map(read), late: late.map(read), texts: Object.fromEntries(texts) };
}

/**
 * A scenario for a page. A path would tell where the writer's files are, and means nothing elsewhere: the scenario has
 * the name of its file.
 */
export function pageEntry({ id, key, about, source, scenario, steps, warnings }: Loaded): ScenarioEntry {
  return { id: path.basename(id), key: path.basename(key), about, source, scenario, steps, warnings };
}

/** What the user asks for in the page. */
interface PageChoices {
  readonly at?: string;
  readonly view?: PictureName;
  readonly theme?: ThemeName;
}

/** What the page opens with. */
export function pageOpening(
  { entry: loaded, saved }: LoadResult,
  debug: Debugger,
  layout: Readonly<Record<string, unknown>>,
  { at, view, theme }: PageChoices,
): Opening {
  const entry = pageEntry(loaded);
  const { id, key, source } = entry;
  const { session } = debug;
  const isAsWritten = saved === null && session.variant === null;
  return {
    entries: [entry],
    open: id,
    restore: isAsWritten ? null : saveSession(debug, { id: key, source, layout }),
    step: at === undefined ? null : session.position,
    picture: view ?? null,
    language: currentLanguage(),
    theme: theme ?? null,
    home: null,
    next: null,
  };
}
