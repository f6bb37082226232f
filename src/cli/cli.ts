/** The command line: who does what is asked for. */
import { CommanderError } from 'commander';
import isUnicodeSupported from 'is-unicode-supported';
import { failed, said } from '../commands/command.ts';
import { Debugger } from '../commands/debugger.ts';
import { restoreSession, saveSession } from '../commands/saved.ts';
import { exactNumber } from '../core/exact-number.ts';
import { printable } from '../diagnostics/printable.ts';
import { bangla } from '../i18n/locales/bn.ts';
import { addLanguage, type Language, languages, speak, spoken, t } from '../i18n/translate.ts';
import { okLine } from '../print/check.ts';
import { epochJsonLines, epochTable } from '../print/epochs.ts';
import { exportLines, formatOf, sizeOf, walkOf } from '../print/exports/export.ts';
import { Fault, fault, positionOf, variantOf } from '../print/faults.ts';
import { listLines } from '../print/list.ts';
import {
  complaintOf,
  locationLine,
  outcomeLines,
  perform,
  type ScriptLine,
  type ScriptPart,
  scriptLines,
} from '../print/run.ts';
import { traceJsonLines, traceTable } from '../print/trace.ts';
import { valuesJson, valuesTable } from '../print/values.ts';
import { Session } from '../session/session.ts';
import { type CommandActions, commandLine, type ExportOptions } from './commands.ts';
import { catalogue, isReadFrom, loadOpening, loadScenario, type Opening, readScript } from './files.ts';
import { print, printInto, write } from './output.ts';
import { keptSessions, writeSession } from './state-files.ts';
import { usageError } from './words.ts';

/** Runs the program and sets the exit code: 0, 2 for wrong arguments or a bad scenario, 1 for all else. */
export async function main(args: readonly string[]): Promise<void> {
  // Where nobody reads the complaints there is nobody to complain to.
  process.stderr.on('error', () => {});
  try {
    await run(args);
  } catch (error) {
    if (error instanceof Fault) complain(error.message, 2);
    else if (error instanceof CommanderError) complain(usageError(error), 2);
    else complain(`backstep: ${firstLine(error)}`, 1);
  }
}

async function run(args: readonly string[]): Promise<void> {
  addLanguage('bn', bangla);
  speak(languageOf(args, process.env));
  const help: string[] = [];
  try {
    await commandLine(actions, (text) => help.push(text.trimEnd())).parseAsync([...args], { from: 'user' });
  } catch (error) {
    // The help and the version end the parsing by an exception too.
    if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
  }
  await print(help);
}

function complain(text: string, exitCode: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return printable(text.split('\n')[0] ?? '');
}

const actions: CommandActions = {
  async open(reference, { ascii }, names) {
    const opening = reference === undefined ? null : await loadOpening(reference, names);
    await show(opening, ascii ?? isAsciiAlone(process.env));
  },
  async list() {
    await print(listLines(await catalogue()));
  },
  check: (references) => write(checked(references)),
  async trace(reference, { variant: name, every, format }) {
    const { scenario } = await loadScenario(reference);
    const variant = variantOf(scenario, name);
    if (every === 'epoch') {
      const lines = format === 'jsonl' ? epochJsonLines : epochTable;
      await print(lines(new Session(scenario, variant)));
    } else {
      const lines = format === 'jsonl' ? traceJsonLines : traceTable;
      await print(lines(scenario, variant));
    }
  },
  async values(reference, { at, variant, format }) {
    const { scenario } = await loadScenario(reference);
    const session = new Session(scenario, variantOf(scenario, variant));
    session.seek(positionOf(at, session.total));
    await print(format === 'json' ? valuesJson(session) : valuesTable(session));
  },
  export: exportOpening,
  run: async (reference, { variant }, script) => runScript(await loadOpening(reference), variant, script),
};

/** Opens the screen; where there is no terminal for it, prints what it would begin with. */
async function show(opening: Opening | null, isAscii: boolean): Promise<void> {
  const { env, stdin, stdout } = process;
  const open = opening?.entry ?? null;
  if (!stdin.isTTY || !stdout.isTTY || env.TERM === 'dumb') {
    if (opening?.saved) return print([locationLine(begin(opening).debug.session)]);
    return print(open ? traceTable(open.scenario, null) : listLines(await catalogue()));
  }
  const saves = await keptSessions();
  const restore = opening?.saved?.text ?? null;
  const options = { entries: await catalogue(), open, saves, restore, isAscii, language: spoken() };
  // From here on what is typed is for the screen: the terminal must not show it on its own.
  stdin.setRawMode(true);
  try {
    const { openScreen } = await import('../tui/main.tsx');
    await openScreen(options);
  } finally {
    stdin.setRawMode(false);
    for (const complaint of saves.complaints()) process.stderr.write(`${complaint}\n`);
  }
}

/** A scenario before its first step, or a saved session; what no longer fits that is complained of. */
function begin({ entry: { scenario, source }, saved }: Opening, variant?: string) {
  const wanted = variantOf(scenario, variant);
  if (!saved) return { debug: new Debugger(new Session(scenario, wanted), exactNumber), layout: {} };
  const restored = restoreSession(saved.text, scenario, source, exactNumber);
  const file = printable(saved.file);
  if (!restored.ok) throw new Fault(`${file}: ${restored.text}`);
  for (const notice of restored.notices) process.stderr.write(`${file}: ${notice}\n`);
  if (wanted) restored.debug.session.switchVariant(wanted.name);
  return restored;
}

/** Prints what a scenario or a saved session is exported to, or writes it into a file. */
async function exportOpening(reference: string, options: ExportOptions): Promise<void> {
  const format = formatOf(options.to);
  const size = sizeOf(options.size);
  const opening = await loadOpening(reference);
  const { debug } = begin(opening, options.variant);
  const { position, total } = debug.session;
  const walk = walkOf(options.at ?? (opening.saved ? String(position) : 'end'), total, format);
  const { theme = null, output } = options;
  if (output !== undefined && isReadFrom(opening, output)) {
    throw fault(output, t`a file to write`, t`the file being exported`, t`choose another file`);
  }
  const lines = exportLines(format, { id: opening.entry.id, debug, ...walk, size, theme });
  await (output === undefined ? print(lines) : printInto(output, lines));
}

/** Does the commands up to the first that cannot be done. */
async function runScript(
  opening: Opening,
  variant: string | undefined,
  parts: readonly ScriptPart[],
): Promise<void> {
  if (parts.length === 0) {
    const fix = t`add, for example, --command "print loss"; for more, see \`backstep run --help\``;
    throw fault('run', t`at least one --command or --commands`, t`none`, fix);
  }
  const lines: ScriptLine[] = [];
  for (const { kind, text } of parts) {
    if (kind === 'command') lines.push(...scriptLines(text, () => '--command'));
    else lines.push(...scriptLines(await readScript(text), (line) => `${text}:${line}:`));
  }
  const { debug, layout } = begin(opening, variant);
  const { entry } = opening;
  const saveIn = (file: string) => {
    const textOf = (id: string) => saveSession(debug, { id, source: entry.source, layout });
    const problem = writeSession(file, entry, textOf);
    return problem === null ? said(t`Saved to ${printable(file)}.`) : failed(problem);
  };
  let complaint: string | null = null;
  function* texts() {
    for (const line of lines) {
      const outcome = perform(debug, line.text, saveIn);
      if (outcome?.kind === 'failed') complaint = complaintOf(line, outcome.text);
      if (outcome === null || outcome.kind === 'failed') return;
      yield `${outcomeLines(outcome, debug.session).join('\n')}\n`;
    }
  }
  await write(texts());
  if (complaint !== null) throw new Fault(complaint);
}

/** A line for each good file as soon as it has been read; the others are complained of. */
async function* checked(references: readonly string[]): AsyncGenerator<string> {
  for (const reference of references) {
    try {
      const { scenario } = await loadScenario(reference);
      yield `${okLine(reference, scenario)}\n`;
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      complain(error.message, 2);
    }
  }
}

/** Whether the terminal, or the characters of its locale, are known to have no more than ASCII. */
function isAsciiAlone({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  const isOther = /^(C|POSIX)$/.test(locale) || (/\.[\w-]+/.test(locale) && !/\.utf-?8/i.test(locale));
  return isOther || !isUnicodeSupported();
}

/** What `--lang` asks for, wherever it stands: also the complaint about another argument is in that language. */
function languageOf(args: readonly string[], { LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const at = args.findIndex((arg) => arg === '--lang' || arg.startsWith('--lang='));
  const asked = args[at]?.split('=')[1] ?? args[at + 1];
  const locale = (LC_ALL || LC_MESSAGES || LANG || '').startsWith('bn') ? 'bn' : 'en';
  return (at >= 0 && languages.find((each) => each === asked)) || locale;
}
