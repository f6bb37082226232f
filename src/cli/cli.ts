/** Entry point of the command line: maps each command to its function. */

import path from 'node:path';
import type { Command } from 'commander';
import isUnicodeSupported from 'is-unicode-supported';
import { failed, message } from '../commands/command.ts';
import { saveSession } from '../commands/saved/saved.ts';
import { checkNumbers } from '../commands/verify.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { findingsText, MOST_SHOWN } from '../diagnostics/shown.ts';
import { addLanguages } from '../i18n/locales.ts';
import { currentLanguage, type Language, languages, setLanguage, t } from '../i18n/translate.ts';
import type { NewOptions } from '../new/gather.ts';
import { epochJsonLines, epochTable } from '../print/epochs.ts';
import { CliError, cliError, positionOf, variantOf } from '../print/faults.ts';
import { listJson, listLines } from '../print/list.ts';
import { openedDebugger } from '../print/opened.ts';
import {
  locationLine,
  outcomeLines,
  runScriptLine,
  type ScriptLine,
  type ScriptPart,
  scriptCommands,
  scriptError,
  scriptLines,
} from '../print/run.ts';
import { outcomeJson } from '../print/run-json.ts';
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
import { localized } from '../scenario/format/scenario.ts';
import { Session } from '../session/session.ts';
import type { Shell } from '../shell/completion/shells.ts';
import { readUserConfig, userKeys } from '../shell/user-keys.ts';
import { makeFolder } from '../store/folders.ts';
import { writeListing } from '../store/listing-file.ts';
import { writeSession } from '../store/named-session.ts';
import { sessionStore } from '../store/session-store.ts';
import type { ScreenOptions } from '../tui/main.ts';
import { defaultViewOptions } from '../view/scene/view-options.ts';
import { check, warned } from './checking.ts';
import type { CommandActions, ConfigOptions, ExportOptions, RunOptions } from './commands.ts';
import { catalogue, isReadFrom, type LoadResult, loadOpening, loadScenario } from './files.ts';
import { scenarioFiles } from './live-files.ts';
import { pageEntry, pageOpening, pageProgram, schemaFile } from './page.ts';
import { prepare } from './prepare.ts';
import { complain, print, printInto, tell, write } from './streams/output.ts';
import { readBeside, readNumbersFile, readScript } from './streams/text-files.ts';

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
  create: makeScenario,
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
    session.seek(positionOf(at ?? startOf(opening, session), session.total));
    const isJson = format === 'json';
    if (expressions.length > 0)
      return print((isJson ? expressionJson : expressionLines)(session, expressions));
    await print(isJson ? valuesJson(session) : valuesTable(session));
  },
  verify: verifyNumbers,
  config: tellConfig,
  complete: tellCompletion,
  export: exportOpening,
  site: writeSite,
  run: async (reference, options, script) => runScript(await loadOpening(reference), options, script),
  dap: async ({ port }) =>
    (await import('./debug-adapter.ts')).debugAdapter(port, {
      loadOpening,
      print,
      writeListing,
      addLanguages,
    }),
};

/**
 * Opens the screen. Without a terminal it prints instead: the list of scenarios, a trace, or a saved session's
 * position.
 */
async function show(
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
  const readText = readBeside;
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

/**
 * A debugger at position 0 of a scenario, or a restored session. What no longer fits is reported on standard error.
 */
function begin(opening: LoadResult, variant?: string) {
  const { notices, ...begun } = openedDebugger(opening, variant);
  for (const notice of notices) tell(notice);
  return begun;
}

/** The step to show if none is asked for: where a saved session left off, else the last one. */
function startOf({ saved }: LoadResult, { position }: Session): string {
  return saved ? String(position) : 'end';
}

/**
 * Compares numbers of a person with a run. The exit code is 1 if one is wrong.
 * @throws CliError if the numbers cannot be read
 */
async function verifyNumbers(
  reference: string,
  file: string,
  { at, variant, format }: { readonly at?: string; readonly variant?: string; readonly format: string },
): Promise<void> {
  const { readNumbers } = await import('../verify/reading/read.ts');
  const { verify } = await import('../verify/verify.ts');
  const { verifyJson, verifyLines } = await import('../print/verify.ts');
  const { session } = begin(await loadOpening(reference), variant).debug;
  const text = await readNumbersFile(file);
  const { entries, faults, blanks, isOrdered } = readNumbers(session, text);
  if (faults.length > 0) {
    const shown = {
      diagnostics: faults.slice(0, MOST_SHOWN),
      further: Math.max(0, faults.length - MOST_SHOWN),
    };
    throw new CliError(findingsText(file, text, shown));
  }
  const position = at === undefined ? null : positionOf(at, session.total);
  const report = verify(session, entries, { at: position, isOrdered });
  await print((format === 'json' ? verifyJson : verifyLines)(session, report, blanks));
  if (report.findings.length > 0 || report.unplaced.length > 0) process.exitCode = 1;
}

/** Tells where the config file is and what it changes. The exit code is 1 if it has errors. */
async function tellConfig({ keys, json }: ConfigOptions): Promise<void> {
  const { configErrors, configJson, configLines } = await import('../shell/config-report.ts');
  const { bindables } = await import('../tui/main.ts');
  const user = { ...(await readUserConfig(bindables)), bindables };
  const errors = configErrors(user);
  if (json || errors === null) await print((json ? configJson : configLines)(user, keys ?? false));
  else tell(errors);
  if (errors !== null) process.exitCode = 1;
}

/** Prints what a shell asks for. It asks while a line is typed, so nothing is an error. */
async function tellCompletion(shell: Shell, words: readonly string[], program: Command): Promise<void> {
  const { completionLines } = await import('../shell/completion/answer.ts');
  const { formatNames } = await import('../print/exports/export.ts');
  const { complete } = await import('../commands/line.ts');
  const unused = () => message('');
  const opened = async (reference: string) => begin(await loadOpening(reference)).debug;
  const nothing = () => [];
  const sources = {
    formats: formatNames,
    scenarios: async () =>
      (await catalogue()).map(({ id, about }) => ({ word: id, about: localized(about.title) })),
    variants: async (reference: string) =>
      (await loadOpening(reference)).entry.scenario.variants.map(({ name }) => name),
    addresses: async (reference: string) => (await opened(reference)).session.values.names,
    lines: async (reference: string, typed: string) => {
      const commands = scriptCommands(unused, unused);
      const { start, words: found } = complete(typed, await opened(reference), commands);
      return found.map((word) => typed.slice(0, start) + word);
    },
  };
  await print(await completionLines(shell, words, program, sources).catch(nothing));
}

/** Exports a scenario or a saved session to the standard output or to a file. */
async function exportOpening(reference: string, options: ExportOptions): Promise<void> {
  const { exportLines, formatOf, sizeOf } = await import('../print/exports/export.ts');
  const { turnsOf } = await import('../print/exports/walk.ts');
  const format = formatOf(options.to);
  const size = sizeOf(options.size);
  const opening = await loadOpening(reference);
  warned(opening.entry);
  const { debug, layout } = begin(opening, options.variant);
  const { position, total } = debug.session;
  const at = options.at ?? (format.isAlive ? String(position) : startOf(opening, debug.session));
  const turns = turnsOf(at, total, format.isWalk);
  const { theme = null, output, by: unit } = options;
  const looks = { ...defaultViewOptions, picture: options.view ?? 'network' };
  if (output !== undefined && isReadFrom(opening, output)) {
    throw cliError(output, t`a file to write`, t`the file being exported`, t`choose another file`);
  }
  // In a page the language can be changed.
  if (format.isAlive) await addLanguages();
  const page = { program: pageProgram, opening: () => pageOpening(opening, debug, layout, options) };
  const lines = exportLines(format, { id: opening.entry.id, debug, turns, unit, size, theme, looks, page });
  await (output === undefined ? print(lines) : printInto(output, lines));
}

/**
 * Writes a new scenario. In a terminal, what no option answers is asked.
 * @throws CliError if an option is wrong, or if there is nobody to ask and no option
 */
async function makeScenario(
  file: string | undefined,
  { yes, ...options }: NewOptions & { readonly yes?: true },
): Promise<void> {
  if (!yes && !isTerminal() && Object.keys(options).length === 0) {
    const fix = t`add --yes for the usual answers; for more, see \`backstep new --help\``;
    throw cliError('new', t`a terminal to ask in, or options that answer the questions`, t`neither`, fix);
  }
  const { newScenario } = await import('../new/new.ts');
  const questions = yes || !isTerminal() ? null : await import('../new/questions.ts');
  const asker = questions?.terminalAsker() ?? null;
  try {
    const made = await newScenario(file, options, asker, schemaFile);
    const line = t`Wrote ${sanitize(made.file)}. To open it: ${sanitize(made.command)}`;
    if (questions) questions.sayMade(line);
    else await print([line]);
  } catch (error) {
    if (!questions || !(error instanceof questions.Cancelled)) throw error;
    // What a shell expects of a program that was ended by Ctrl-C.
    process.exitCode = 130;
  }
}

/** The permissions of a folder for all to read, before the user's umask. */
const USUAL_FOLDER = 0o777;

/** Writes the files of a web site of scenarios, by default of all that are shipped. */
async function writeSite(folder: string, references: readonly string[]): Promise<void> {
  const { siteFiles } = await import('../print/exports/site.ts');
  const loaded =
    references.length === 0
      ? await catalogue()
      : await Promise.all(references.map((each) => loadScenario(each)));
  for (const each of loaded) warned(each);
  await addLanguages();
  makeFolder(folder, USUAL_FOLDER);
  for (const { name, lines } of siteFiles(loaded.map(pageEntry), pageProgram()))
    await printInto(path.join(folder, name), lines);
}

/** Executes commands up to the first that fails, also among the commands of a stop. */
async function runScript(
  opening: LoadResult,
  { variant, json }: RunOptions,
  parts: readonly ScriptPart[],
): Promise<void> {
  if (parts.length === 0) {
    const fix = t`add, for example, --command "print loss"; for more, see \`backstep run --help\``;
    throw cliError('run', t`at least one --command or --commands`, t`none`, fix);
  }
  const lines: ScriptLine[] = [];
  for (const { kind, text } of parts) {
    const read =
      kind === 'command'
        ? scriptLines(text, () => '--command')
        : scriptLines(await readScript(text), (line) => `${text}:${line}:`);
    // A long script has more lines than a call can have arguments.
    for (const line of read) lines.push(line);
  }
  const { debug, layout } = begin(opening, variant);
  const { entry } = opening;
  const saveIn = (file: string) => {
    const textOf = (id: string) => saveSession(debug, { id, source: entry.source, layout });
    const problem = writeSession(file, entry, textOf);
    return problem === null ? message(t`Saved to ${sanitize(file)}.`) : failed(problem);
  };
  const verifyIn = (file: string) => {
    const read = readBeside(file);
    return 'text' in read
      ? checkNumbers(debug, read.text, sanitize(file))
      : failed(t`${sanitize(file)}: expected a file of numbers, found ${read.found}; ${read.fix}`);
  };
  const commands = scriptCommands(saveIn, verifyIn);
  let complaint: string | null = null;
  function* texts() {
    for (const line of lines) {
      const outcome = runScriptLine(debug, line.text, commands);
      if (outcome === null) return;
      complaint = scriptError(line, outcome);
      if (outcome.kind !== 'failed') {
        const { session } = debug;
        yield `${json ? outcomeJson(line.text, outcome, session) : outcomeLines(outcome, session).join('\n')}\n`;
      }
      if (complaint !== null) return;
    }
  }
  await write(texts());
  if (complaint !== null) throw new CliError(complaint);
}

/** Whether the program talks to a person through a terminal that can place its texts. */
function isTerminal(): boolean {
  const { env, stdin, stdout } = process;
  return stdin.isTTY && stdout.isTTY && env.TERM !== 'dumb';
}

/** Whether the terminal, or the character set of its locale, only supports ASCII. */
function isAsciiAlone({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const isOther = /^(C|POSIX)$/.test(locale) || (/\.[\w-]+/.test(locale) && !/\.utf-?8/i.test(locale));
  return isOther || !isUnicodeSupported();
}

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
