/** Entry point of the command line: maps each command to its function. */

import { sanitize } from '../diagnostics/printable.ts';
import { addLanguages } from '../i18n/locales.ts';
import { type Language, languages, setLanguage } from '../i18n/translate.ts';
import { epochJsonLines, epochTable } from '../print/epochs.ts';
import { CliError, positionOf, variantOf } from '../print/faults.ts';
import { listJson, listLines } from '../print/list.ts';
import {
  checkSeries,
  expressionJson,
  expressionLines,
  expressionsOf,
  seriesCsv,
  seriesJsonLines,
} from '../print/series.ts';
import { traceTable } from '../print/trace.ts';
import { traceJsonLines } from '../print/trace-json.ts';
import { valuesJson, valuesTable } from '../print/values.ts';
import { Session } from '../session/session.ts';
import { writeListing } from '../store/listing-file.ts';
import { check, warned } from './checking.ts';
import type { CommandActions } from './commands.ts';
import { catalogue, loadOpening, loadScenario } from './loading/files.ts';
import { begin, startOf } from './opening.ts';
import { show } from './screen.ts';
import { complain, print } from './streams/output.ts';
import { isAsciiAlone } from './terminal.ts';

/** Runs the program and sets the exit code: 0; 2 for wrong arguments or a bad scenario; 1 for any other error. */
export async function main(args: readonly string[]): Promise<void> {
  try {
    await run(args);
  } catch (error) {
    if (error instanceof CliError) complain(error.message, 2);
    else complain(`backstep: ${firstLine(error)}`, 1);
  }
}

async function run(args: readonly string[]): Promise<void> {
  const language = languageOf(args, process.env);
  await addLanguages([language]);
  setLanguage(language);
  // The menu needs no parser of arguments.
  if (args.length === 0) return actions.open(undefined, { mouse: true, theme: 'auto' }, []);
  const { carryOut } = await import('./commands.ts');
  const help = await carryOut(args, actions);
  if (help.length > 0) await print(help);
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return sanitize(text.split('\n')[0] ?? '');
}

const actions: CommandActions = {
  async open(reference, { ascii, mouse, theme }, names) {
    const opening = reference === undefined ? null : await loadOpening(reference, names);
    const backdrop = theme === 'auto' ? null : theme;
    await show(opening, { isAscii: ascii ?? isAsciiAlone(process.env), hasMouse: mouse, backdrop });
  },
  async list({ json }) {
    await print((json ? listJson : listLines)(await catalogue()));
  },
  create: async (...given) => (await import('./making.ts')).makeScenario(...given),
  check,
  async trace(reference, { variant: name, every, format }) {
    const { scenario } = warned(await loadScenario(reference));
    const variant = variantOf(scenario, name);
    if (every === 'epoch') {
      const lines = format === 'jsonl' ? epochJsonLines : epochTable;
      await print(lines(new Session(scenario, variant)));
    } else {
      const lines = format === 'jsonl' ? traceJsonLines : traceTable;
      await print(lines(scenario, variant));
    }
  },
  async values(reference, { at, variant, address = [], every, format }) {
    checkSeries(address, every, format);
    const opening = await loadOpening(reference);
    const { session } = begin(opening, variant).debug;
    const expressions = expressionsOf(session, address);
    if (every !== undefined) {
      const lines = format === 'jsonl' ? seriesJsonLines : seriesCsv;
      return print(lines(session, expressions, every));
    }
    session.seek(positionOf(at ?? startOf(opening, session), session));
    const isJson = format === 'json';
    if (expressions.length > 0)
      return print((isJson ? expressionJson : expressionLines)(session, expressions));
    await print(isJson ? valuesJson(session) : valuesTable(session));
  },
  verify: async (...given) => (await import('./verifying.ts')).verifyNumbers(...given),
  config: async (options) => (await import('./shell-commands.ts')).tellConfig(options),
  complete: async (...given) => (await import('./shell-commands.ts')).tellCompletion(...given),
  export: async (...given) => (await import('./exporting.ts')).exportOpening(...given),
  site: async (...given) => (await import('./exporting.ts')).writeSite(...given),
  run: async (...given) => (await import('./running.ts')).runScript(...given),
  dap: async ({ port }) =>
    (await import('./debug-adapter.ts')).debugAdapter(port, {
      loadOpening,
      print,
      writeListing,
      addLanguages,
    }),
};

/**
 * The language of `--lang`, otherwise of the locale. Read before parsing, so that usage errors are in that language,
 * too.
 */
function languageOf(args: readonly string[], { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[at]?.split('=')[1] ?? args[at + 1];
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  const known = languages.find((each) => locale.startsWith(each)) ?? 'en';
  return (at >= 0 && languages.find((each) => each === asked)) || known;
}
