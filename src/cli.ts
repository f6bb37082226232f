/** The command line: what is asked for, and who does it. */
import { Command, CommanderError, Option } from 'commander';
import isUnicodeSupported from 'is-unicode-supported';
import { exactNumber } from './core/exact.ts';
import { failed, said } from './debugger/command.ts';
import { Debugger } from './debugger/debugger.ts';
import { restoreSession, saveSession } from './debugger/saved.ts';
import { Session } from './debugger/session.ts';
import { catalogue, isReadFrom, loadOpening, loadScenario, type Opening, readScript } from './files.ts';
import { type Language, languages, speak, t } from './language/translate.ts';
import { print, printInto, write } from './output.ts';
import { okLine } from './print/check.ts';
import { exportLines, formatNames, formatOf, sizeOf, walkOf } from './print/export.ts';
import { Fault, fault, positionOf, variantOf } from './print/faults.ts';
import { examplesText } from './print/help.ts';
import { listLines } from './print/list.ts';
import {
  complaintOf,
  locationLine,
  outcomeLines,
  perform,
  type ScriptLine,
  type ScriptPart,
  scriptLines,
} from './print/run.ts';
import { traceJsonLines, traceTable } from './print/trace.ts';
import { valuesJson, valuesTable } from './print/values.ts';
import { shown } from './scenario/diagnostics.ts';
import { printable } from './scenario/scenario.ts';
import { suggestion } from './scenario/suggest.ts';
import { keptSessions, writeSession } from './state-files.ts';
import { type ThemeName, themeNames } from './view/palette.ts';

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
  speak(languageOf(args, process.env));
  const help: string[] = [];
  try {
    await commands((text) => help.push(text.trimEnd())).parseAsync([...args], { from: 'user' });
  } catch (error) {
    // The help and the version end the parsing by an exception too.
    if (!(error instanceof CommanderError && error.exitCode === 0)) throw error;
  }
  await print(help);
}

function usageError({ code, message }: CommanderError): string {
  const text = code === 'commander.help' ? 'there is no such command' : message.replace(/^error: /, '');
  return `backstep: ${printable(text)}\n  fix: \`backstep --help\` shows how it is used`;
}

function complain(text: string, exitCode: number): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return printable(text.split('\n')[0] ?? '');
}

function commands(writeOut: (text: string) => void): Command {
  const program = new Command('backstep');
  program
    .description('A debugger for the arithmetic inside a neural network: forwards, and back.')
    .argument(
      '[scenario]',
      'a scenario file, a saved session, or the name of a shipped scenario; without it, a menu',
    )
    .addOption(
      new Option('--lang <language>', 'the language of texts (else as the locale says)').choices(languages),
    )
    .option('--ascii', 'draw with ASCII characters alone')
    .version(BACKSTEP_VERSION)
    .helpCommand(true)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut, writeErr: () => {} })
    .exitOverride()
    .allowExcessArguments()
    .addHelpText('after', examplesText('backstep'))
    .action(async (reference: string | undefined) => {
      const names = program.commands.map((command) => command.name());
      if (program.args.length > 1) {
        const found = `${program.args.length} arguments, the first of them ${shown(reference)}`;
        throw fault('backstep', 'a command, or one scenario', found, suggestion(String(reference), names));
      }
      const isAscii = program.opts<{ ascii?: true }>().ascii ?? isAsciiAlone(process.env);
      await show(reference === undefined ? null : await loadOpening(reference, names), isAscii);
    });
  const format = (choices: readonly [string, string]) =>
    new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
  const scenario = ['<scenario>', 'a scenario file, or the name of a shipped scenario'] as const;
  const variant = ['--variant <name>', 'take the numbers of this variant of the scenario'] as const;

  program
    .command('list')
    .description('List the shipped scenarios.')
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('list'))
    .action(async () => print(listLines(await catalogue())));

  program
    .command('check')
    .description('Check scenario files and report everything that is wrong with them.')
    .argument('<file...>', 'scenario files')
    .addHelpText('after', examplesText('check'))
    .action((references: readonly string[]) => write(checked(references)));

  program
    .command('trace')
    .description('Print every step of a scenario.')
    .argument(...scenario)
    .option(...variant)
    .addOption(format(['table', 'jsonl']))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('trace'))
    .action(async (reference: string, options: { variant?: string; format: string }) => {
      const { scenario } = await loadScenario(reference);
      const lines = options.format === 'jsonl' ? traceJsonLines : traceTable;
      await print(lines(scenario, variantOf(scenario, options.variant)));
    });

  program
    .command('values')
    .description('Print every value that is known at one step of a scenario.')
    .argument(...scenario)
    .option('--at <step>', 'how many steps are done: a number from 0, or end', 'end')
    .option(...variant)
    .addOption(format(['table', 'json']))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('values'))
    .action(async (reference: string, options: { at: string; variant?: string; format: string }) => {
      const { scenario } = await loadScenario(reference);
      const session = new Session(scenario, variantOf(scenario, options.variant));
      session.seek(positionOf(options.at, session.total));
      await print(options.format === 'json' ? valuesJson(session) : valuesTable(session));
    });

  program
    .command('export')
    .description(t`Make a picture or a recording of a scenario.`)
    .argument(scenario[0], 'a scenario file, a saved session, or the name of a shipped scenario')
    .requiredOption('--to <format>', t`the format: ${formatNames.join(', ')}`)
    .option(
      '--at <step>',
      t`a step, or end; for a recording also A..B (default: where a session stands, else end)`,
    )
    .option('--size <size>', t`columns and rows of the screen`, '100x30')
    .addOption(
      new Option(
        '--theme <theme>',
        t`the background (default: svg dark, html as the reader prefers)`,
      ).choices(themeNames),
    )
    .option(...variant)
    .option('--output <file>', t`write into this file, and not to the standard output`)
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('export'))
    .action(exportOpening);

  // One list for both options: they keep their order.
  const script: ScriptPart[] = [];
  const part = (kind: ScriptPart['kind'], flags: string, help: string) =>
    new Option(flags, help).argParser((text) => script.push({ kind, text }));
  program
    .command('run')
    .description('Do commands of the debugger, one after the other, without the screen.')
    .argument(scenario[0], 'a scenario file, a saved session, or the name of a shipped scenario')
    .option(...variant)
    .addOption(part('command', '--command <text>', 'do this command; may be given again and again'))
    .addOption(part('file', '--commands <file>', 'do the commands of a file; - is the standard input'))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('run'))
    .action(async (reference: string, options: { variant?: string }) =>
      runScript(await loadOpening(reference), options.variant, script),
    );
  return program;
}

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
  const options = { catalogue: await catalogue(), open, saves, restore, isAscii };
  // From here on what is typed is for the screen: the terminal must not show it on its own.
  stdin.setRawMode(true);
  try {
    const { openScreen } = await import('./tui/main.tsx');
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

interface ExportOptions {
  readonly to: string;
  readonly at?: string;
  readonly size: string;
  readonly theme?: ThemeName;
  readonly variant?: string;
  readonly output?: string;
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
    throw fault(output, t`a file to write`, t`the one that is exported`, t`name another file`);
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
    const fix = 'write --command "print loss", for example; `backstep run --help` shows more';
    throw fault('run', 'at least one --command or --commands', 'none', fix);
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
    return problem === null ? said(`Saved in ${printable(file)}.`) : failed(problem);
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
