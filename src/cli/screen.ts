/** Opens the screen of the debugger. */
import { addLanguages } from '../i18n/locales.ts';
import { currentLanguage } from '../i18n/translate.ts';
import { listLines } from '../print/list.ts';
import { locationLine } from '../print/run.ts';
import { traceTable } from '../print/trace.ts';
import { userKeys } from '../shell/user-keys.ts';
import { sessionStore } from '../store/session-store.ts';
import type { ScreenOptions } from '../tui/main.ts';
import { warned } from './checking.ts';
import { catalogue, type LoadResult } from './loading/files.ts';
import { scenarioFiles } from './loading/live-files.ts';
import { prepare } from './loading/prepare.ts';
import { begin } from './opening.ts';
import { print, tell } from './streams/output.ts';
import { readNumbers } from './streams/text-files.ts';
import { isTerminal } from './terminal.ts';

/**
 * Opens the screen. Without a terminal it prints instead: the list of scenarios, a trace, or a saved session's
 * position.
 */
export async function show(
  opening: LoadResult | null,
  terminal: Pick<ScreenOptions, 'isAscii' | 'hasMouse' | 'backdrop'>,
): Promise<void> {
  const open = opening?.entry ?? null;
  if (!isTerminal()) {
    if (opening?.saved) return print([locationLine(begin(opening).debug.session)]);
    return print(open ? traceTable(warned(open).scenario, null) : listLines(await catalogue()));
  }
  if (open) prepare(open.scenario);
  const saves = await sessionStore();
  const restore = opening?.saved?.text ?? null;
  const language = currentLanguage();
  // On the screen the language can be changed.
  const loadRest = () => addLanguages();
  const readText = readNumbers;
  const options = {
    entries: await catalogue(),
    open,
    saves,
    restore,
    language,
    readText,
    files: scenarioFiles(open),
    loadRest,
    ...terminal,
  };
  // From here on keys belong to the screen, so the terminal must not echo them.
  process.stdin.setRawMode(true);
  try {
    const { bindables, openScreen } = await import('../tui/main.ts');
    await openScreen({ ...options, ...(await userKeys(bindables)) });
  } finally {
    process.stdin.setRawMode(false);
    for (const complaint of saves.complaints()) tell(complaint);
  }
}
