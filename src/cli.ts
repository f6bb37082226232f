/** The command line: arguments, and the only reading and writing that there is. */
import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { Command, CommanderError, Option } from 'commander';
import { Session } from './debugger/session.ts';
import { okLine } from './print/check.ts';
import { Fault, fault, positionOf, unreadable, variantOf } from './print/faults.ts';
import { examplesText } from './print/help.ts';
import { type Entry, listLines } from './print/list.ts';
import { traceJsonLines, traceTable } from './print/trace.ts';
import { valuesJson, valuesTable } from './print/values.ts';
import { diagnosticText, shown } from './scenario/diagnostics.ts';
import { parseScenario } from './scenario/parse.ts';
import { printable } from './scenario/scenario.ts';
import { type Language, languages } from './scenario/schema.ts';
import { suggestion } from './scenario/suggest.ts';

const MOST_BYTES = 10_000_000;

// The bundle lies in dist/, this file in src/: from both it is the same way.
const shippedFolder = fileURLToPath(new URL('../scenarios/', import.meta.url));

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
    .argument('[scenario]', 'a scenario file, or the name of a shipped scenario; without it, a menu')
    .addOption(
      new Option('--lang <language>', 'the language of texts (else as the locale says)').choices(languages),
    )
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
      await show(reference === undefined ? null : await load(reference, names), language());
    });
  const language = () => program.opts<{ lang?: Language }>().lang ?? localeLanguage(process.env);
  const format = (choices: readonly [string, string]) =>
    new Option('--format <format>', 'how to print it').choices(choices).default(choices[0]);
  const scenario = ['<scenario>', 'a scenario file, or the name of a shipped scenario'] as const;
  const variant = ['--variant <name>', 'take the numbers of this variant of the scenario'] as const;

  program
    .command('list')
    .description('List the shipped scenarios.')
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('list'))
    .action(async () => print(listLines(await catalogue(), language())));

  program
    .command('check')
    .description('Check scenario files and report everything that is wrong with them.')
    .argument('<file...>', 'scenario files')
    .addHelpText('after', examplesText('check'))
    .action(check);

  program
    .command('trace')
    .description('Print every step of a scenario.')
    .argument(...scenario)
    .option(...variant)
    .addOption(format(['table', 'jsonl']))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('trace'))
    .action(async (reference: string, options: { variant?: string; format: string }) => {
      const { scenario } = await load(reference);
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
      const { scenario } = await load(reference);
      const session = new Session(scenario, variantOf(scenario, options.variant));
      session.seek(positionOf(options.at, session.total));
      await print(options.format === 'json' ? valuesJson(session) : valuesTable(session));
    });
  return program;
}

/** Opens the screen; where there is no terminal for it, prints what it would begin with. */
async function show(open: Entry | null, language: Language): Promise<void> {
  const { env, stdin, stdout } = process;
  if (!stdin.isTTY || !stdout.isTTY || env.TERM === 'dumb') {
    return print(open ? traceTable(open.scenario, null) : listLines(await catalogue(), language));
  }
  // Ink looks at FORCE_COLOR alone, once, when it is loaded.
  if (env.NO_COLOR) env.FORCE_COLOR = '0';
  // From here on what is typed is for the screen: the terminal must not show it on its own.
  stdin.setRawMode(true);
  try {
    const { openScreen } = await import('./tui/main.tsx');
    await openScreen({ catalogue: await catalogue(), open, language });
  } finally {
    stdin.setRawMode(false);
  }
}

async function check(references: readonly string[]): Promise<void> {
  for (const reference of references) {
    try {
      const { scenario } = await load(reference);
      await print([okLine(reference, scenario)]);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      complain(error.message, 2);
    }
  }
}

function localeLanguage({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('bn') ? 'bn' : 'en';
}

/** The shipped scenarios, in the order of the menu. */
async function catalogue(): Promise<Entry[]> {
  const entries = await Promise.all([...(await shippedFiles()).keys()].map((id) => load(id)));
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
 * @param otherWords what else might have been meant by a name that there is not
 * @throws Fault where there is no such scenario or file, or where it is wrong
 */
async function load(reference: string, otherWords: readonly string[] = []): Promise<Entry> {
  const file = await fileOf(reference, otherWords);
  const source = await readSource(file);
  const parsed = parseScenario(source);
  if (!parsed.ok) {
    const texts = parsed.diagnostics.map((diagnostic) => diagnosticText(file, source, diagnostic));
    throw new Fault(texts.join('\n'));
  }
  return { id: printable(reference), scenario: parsed.scenario };
}

async function fileOf(reference: string, otherWords: readonly string[]): Promise<string> {
  if (/[\\/]|\.(ya?ml|json)$/i.test(reference)) return reference;
  const shipped = await shippedFiles();
  const file = shipped.get(reference);
  if (file !== undefined) return file;
  if (existsSync(reference)) return reference;
  const fix = suggestion(reference, [...shipped.keys(), ...otherWords]);
  throw fault('backstep', 'a scenario file, or the name of a shipped scenario', shown(reference), fix);
}

async function readSource(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    // Counted, not asked for: a pipe or a device has no size. `end` is the index of the last byte.
    for await (const chunk of createReadStream(file, { end: MOST_BYTES })) chunks.push(chunk);
  } catch (error) {
    throw unreadable(file, (error as NodeJS.ErrnoException).code);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length > MOST_BYTES) {
    throw fault(
      file,
      'a scenario file of at most 10 MB',
      'more than that',
      'leave out data, or take another file',
    );
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // Told below, with what is text by its bytes alone.
  }
  throw fault(
    file,
    'text in UTF-8',
    'a binary file, or another encoding',
    'save it as UTF-8 text, or take another file',
  );
}

/** Writes lines as fast as they are read, and no faster. A reader that goes away (`| head`) ends it quietly. */
async function print(lines: Iterable<string>): Promise<void> {
  if (process.stdout.destroyed) return;
  try {
    await pipeline(Readable.from(chunksOf(lines)), process.stdout, { end: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function* chunksOf(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < 16_384) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
