/** The program's commands and options, with their help. */
import { Argument, Command, CommanderError, Option } from 'commander';
import { type SeriesUnit, seriesUnits } from '../analysis/curves/series.ts';
import { describeValue } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { languages, t } from '../i18n/translate.ts';
import type { NewOptions } from '../new/kind-options.ts';
import { formatNames } from '../print/exports/export.ts';
import { type WalkUnit, walkUnits } from '../print/exports/walk.ts';
import { CliError, cliError } from '../print/faults.ts';
import { examplesText } from '../print/help.ts';
import type { ScriptPart } from '../print/run.ts';
import { type PictureName, pictureNames } from '../scenario/format/picture-names.ts';
import { type Shell, shells } from '../shell/completion/shells.ts';
import { type ThemeName, themeNames } from '../view/colours/theme.ts';
import { helpTexts, usageError } from './words.ts';

export interface ExportOptions {
  readonly to: string;
  readonly at?: string;
  readonly size: string;
  readonly theme?: ThemeName;
  readonly variant?: string;
  readonly output?: string;
  readonly by: WalkUnit;
  readonly view?: PictureName;
  /** The options that were written, and are not by default as they are. */
  readonly given: readonly string[];
}

/** The background of a terminal that the user names. */
type TerminalTheme = ThemeName | 'auto';

/** The options of the screen. */
interface OpenOptions {
  readonly ascii?: true;
  readonly mouse: boolean;
  readonly theme: TerminalTheme;
}

interface ValuesOptions {
  readonly at?: string;
  readonly variant?: string;
  readonly address?: readonly string[];
  readonly every?: SeriesUnit;
  readonly format?: 'table' | 'json' | 'csv' | 'jsonl';
}

/** The option of all commands that list or report something. */
interface JsonOption {
  readonly json?: true;
}

export interface CheckOptions extends JsonOption {
  /** Whether a warning makes the program fail, as an error does. */
  readonly strict?: true;
  /** Whether the files are checked again after each change, until the program is ended. */
  readonly watch?: true;
}

export interface ConfigOptions extends JsonOption {
  readonly keys?: true;
}

export interface RunOptions extends JsonOption {
  readonly variant?: string;
}

/** The function of each command. */
export interface CommandActions {
  /** @param names the names of the commands, to suggest if there is no scenario with this name */
  open(reference: string | undefined, options: OpenOptions, names: readonly string[]): Promise<void>;
  list(options: JsonOption): Promise<void>;
  create(file: string | undefined, options: NewOptions & { readonly yes?: true }): Promise<void>;
  check(references: readonly string[], options: CheckOptions): Promise<void>;
  trace(
    reference: string,
    options: { readonly variant?: string; readonly every: string; readonly format: string },
  ): Promise<void>;
  values(reference: string, options: ValuesOptions): Promise<void>;
  verify(
    reference: string,
    numbers: string,
    options: { readonly at?: string; readonly variant?: string; readonly format: string },
  ): Promise<void>;
  export(reference: string, options: ExportOptions): Promise<void>;
  site(folder: string, references: readonly string[]): Promise<void>;
  run(reference: string, options: RunOptions, script: readonly ScriptPart[]): Promise<void>;
  /**
   * @param words those that are typed, after `--`; none: the script of the shell is asked for
   * @param program all commands and options
   */
  complete(shell: Shell, words: readonly string[], program: Command): Promise<void>;
  config(options: ConfigOptions): Promise<void>;
  dap(options: { readonly port?: string }): Promise<void>;
}

/**
 * Carries out a command line, in the current language.
 *
 * @returns the help or the version if that was asked for, otherwise nothing
 * @throws CliError for wrong arguments, and what the command throws
 */
export async function carryOut(args: readonly string[], actions: CommandActions): Promise<string[]> {
  const help: string[] = [];
  const program = commandLine((text) => help.push(text.trimEnd()), actions);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander also ends parsing with an exception for the help and the version.
    if (error.exitCode !== 0) {
      const names = program.commands.map((command) => command.name());
      throw new CliError(usageError(error, args.find((word) => names.includes(word)) ?? null));
    }
  }
  return help;
}

/** Collects the words of an option that can be repeated. */
const repeated = (text: string, before: readonly string[] = []) => [...before, text];

/** Options with the format that `--json` stands for, if it was given. */
function inJson<Options extends JsonOption, Format>(options: Options, format: Format) {
  return options.json ? { ...options, format } : options;
}

/**
 * All commands and options, in the current language.
 *
 * @param writeOut receives the help and the version
 * @param actions absent: the program is only to be read
 */
export function commandLine(
  writeOut: (text: string) => void,
  actions: CommandActions = {} as CommandActions,
): Command {
  const program = new Command('backstep');
  const helpText = t`show help`;
  const openable = t`a scenario file, a saved session, or the name of a shipped scenario`;
  program
    .description(t`Step through the arithmetic inside a neural network, forward and back.`)
    .argument('[scenario]', t`${openable} (default: a menu)`)
    .addOption(
      new Option('--lang <language>', t`the display language (default: from the locale)`).choices(languages),
    )
    .option('--ascii', t`draw with ASCII characters only`)
    .option('--no-mouse', t`leave the mouse to the terminal`)
    .addOption(
      new Option('--theme <theme>', t`the background to choose colours for; auto asks the terminal`)
        .choices([...themeNames, 'auto'])
        .default('auto'),
    )
    .version(BACKSTEP_VERSION, '-V, --version', t`print the version`)
    .helpOption('-h, --help', helpText)
    .helpCommand('help [command]', helpText)
    .configureHelp(helpTexts)
    .configureOutput({ writeOut, writeErr: () => {} })
    .exitOverride()
    .allowExcessArguments()
    .addHelpText('after', examplesText('backstep'))
    .action((reference: string | undefined, options: OpenOptions) => {
      const names = program.commands.map((command) => command.name());
      if (program.args.length > 1) {
        const found = t`${program.args.length} arguments, starting with ${describeValue(reference)}`;
        const fix = suggestion(String(reference), names);
        throw cliError('backstep', t`a command, or one scenario`, found, fix);
      }
      return actions.open(reference, options, names);
    });
  const format = (choices: readonly [string, string]) =>
    new Option('--format <format>', t`the output format`).choices(choices).default(choices[0]);
  const json = () => new Option('--json', t`print JSON, for other programs`);
  const jsonInstead = () => json().conflicts('format');
  const scenario = ['<scenario>', t`a scenario file, or the name of a shipped scenario`] as const;
  const variant = ['--variant <name>', t`use this variant's numbers`] as const;

  program
    .command('list')
    .description(t`List the shipped scenarios.`)
    .addOption(json())
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('list'))
    .action(actions.list);

  program
    .command('new')
    .description(t`Write a new scenario: asks a few questions, or takes options as answers.`)
    .argument('[file]', t`the file to write, which must not be there`)
    .option('--yes', t`ask nothing; take the usual answer where no option gives one`)
    .option('--title <text>', t`the title`)
    .option('--kind <kind>', t`network, formulas, or table for a network that learns from a CSV file`)
    .option('--csv <file>', t`the CSV file of a table`)
    .option('--target <column>', t`the column of the table that the network predicts`)
    .option(
      '--inputs <inputs>',
      t`how many inputs, or their names; of a table the columns that are inputs (default: all with numbers)`,
    )
    .option('--hidden <sizes>', t`the nodes of each hidden layer, for example 3,2; 0 for none`)
    .option('--activation <name>', t`the activation function of hidden layers and formulas`)
    .option('--outputs <count>', t`how many outputs`)
    .option('--loss <name>', t`the loss`)
    .option('--optimizer <name>', t`the optimizer`)
    .option('--learning-rate <number>', t`the learning rate`)
    .option('--epochs <count>', t`how many epochs (default: 20)`)
    .option('--example <numbers>', t`an example: inputs, a colon, targets; can be repeated`, repeated)
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('new'))
    .action(actions.create);

  program
    .command('check')
    .description(t`Check scenario files: report every error, and warn of what makes no sense.`)
    .argument('<file...>', t`scenario files`)
    .option('--strict', t`fail if there are warnings`)
    .option('--watch', t`check again after each change, until Ctrl-C`)
    .addOption(json())
    .addHelpText('after', examplesText('check'))
    .action(actions.check);

  program
    .command('trace')
    .description(t`Print every step of a scenario, or every epoch.`)
    .argument(...scenario)
    .option(...variant)
    .addOption(
      new Option('--every <unit>', t`print one line per step or per epoch`)
        .choices(['step', 'epoch'])
        .default('step'),
    )
    .addOption(format(['table', 'jsonl']))
    .addOption(jsonInstead())
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('trace'))
    .action((reference: string, options) => actions.trace(reference, inJson(options, 'jsonl')));

  program
    .command('values')
    .description(t`Print the values known at one step of a scenario, or some values over the run.`)
    .argument('<scenario>', openable)
    .option(
      '--at <place>',
      t`where, as for goto: a step, 50%, start, end, or a place such as "epoch 3" (default: where a saved session left off, else end)`,
    )
    .option(...variant)
    .option(
      '--address <expression>',
      t`only this: an address, or an expression over addresses; can be repeated`,
      repeated,
    )
    .addOption(
      new Option(
        '--every <unit>',
        t`over the run: at every step, or at the end of every example, batch or epoch`,
      )
        .choices(seriesUnits)
        .conflicts('at'),
    )
    .addOption(
      new Option(
        '--format <format>',
        t`table or json; with --every csv or jsonl (default: table, csv)`,
      ).choices(['table', 'json', 'csv', 'jsonl']),
    )
    .addOption(jsonInstead())
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('values'))
    .action((reference: string, options) =>
      actions.values(reference, inJson(options, options.every === undefined ? 'json' : 'jsonl')),
    );

  program
    .command('verify')
    .description(t`Check numbers of your own: name the first wrong one, and what explains it.`)
    .argument('<scenario>', openable)
    .argument(
      '<numbers>',
      t`a file of lines "address number", CSV, JSON, or a worksheet that is filled in; - means standard input`,
    )
    .option(
      '--at <place>',
      t`where the numbers are what is known, as for goto: a step, 50%, start, end, or a place such as "epoch 3" (default: the first time that each is computed)`,
    )
    .option(...variant)
    .addOption(format(['text', 'json']))
    .addOption(jsonInstead())
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('verify'))
    .action((reference: string, numbers: string, options) =>
      actions.verify(reference, numbers, inJson(options, 'json')),
    );

  program
    .command('export')
    .description(t`Export a scenario as an image, web page, recording, code, notebook or worksheet.`)
    .argument('<scenario>', openable)
    .requiredOption('--to <format>', t`the format: ${formatNames.join(', ')}`)
    .option(
      '--at <place>',
      t`where, as for goto: a step, 50%, start, end, or a place such as "epoch 3"; for a recording the way from the start to it, or a way A..B or A..B..C (default: where a saved session left off, else end; for a page the start)`,
    )
    .addOption(
      new Option('--by <unit>', t`what one screen of a recording goes over`)
        .choices(walkUnits)
        .default('operation'),
    )
    .addOption(
      new Option(
        '--view <view>',
        t`what the top pane shows (default: network; in a page what the scenario is about)`,
      ).choices(pictureNames),
    )
    .option('--size <size>', t`the screen size in columns and rows`, '100x30')
    .addOption(
      new Option(
        '--theme <theme>',
        t`the background (default: dark for svg, the reader's preference for html and page)`,
      ).choices(themeNames),
    )
    .option(...variant)
    .option('-o, --output <file>', t`write to this file instead of standard output`)
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('export'))
    // The program's option takes the word, wherever it stands.
    .action((reference: string, options: Omit<ExportOptions, 'given'>, command: Command) => {
      const { theme } = program.opts<{ theme: TerminalTheme }>();
      const given = Object.keys(options).filter((name) => command.getOptionValueSource(name) === 'cli');
      return actions.export(reference, { ...options, given, ...(theme !== 'auto' && { theme }) });
    });

  program
    .command('site')
    .description(t`Write a web site of scenarios: a menu, and a page for each.`)
    .argument('<folder>', t`the folder for the files of the site`)
    .argument(
      '[scenario...]',
      t`scenario files, or names of shipped scenarios (default: all that are shipped)`,
    )
    .addHelpText('after', examplesText('site'))
    .action((folder: string, references: readonly string[]) => actions.site(folder, references));

  // One list for both options, so that their order is kept.
  const script: ScriptPart[] = [];
  const part = (kind: ScriptPart['kind'], flags: string, help: string) =>
    new Option(flags, help).argParser((text) => script.push({ kind, text }));
  program
    .command('run')
    .description(t`Run debugger commands one after another, without the screen.`)
    .argument('<scenario>', openable)
    .option(...variant)
    .addOption(part('command', '--command <text>', t`run this command; can be repeated`))
    .addOption(part('file', '--commands <file>', t`run the commands in a file; - means standard input`))
    .addOption(json())
    .allowExcessArguments()
    .addHelpText('after', examplesText('run'))
    .action((reference: string, options: RunOptions, { args }: Command) => {
      const [, extra] = args;
      if (extra === undefined) return actions.run(reference, options, script);
      const word = sanitize(/^[\w./-]+$/.test(extra) ? extra : JSON.stringify(extra));
      const fix = t`write --commands ${word} for a file of commands, or --command ${word} for a command`;
      throw cliError('run', t`one scenario`, t`also ${describeValue(extra)}`, fix);
    });

  program
    .command('config')
    .description(t`Show where the config file is, and which keys it changes.`)
    .option('--keys', t`list all actions that have keys, by the names to use in the file`)
    .addOption(json())
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('config'))
    .action(actions.config);

  program
    .command('complete')
    .description(t`Print a script with which a shell completes commands, options, scenarios and addresses.`)
    .addArgument(new Argument('<shell>', t`the shell`).choices(shells))
    .addArgument(
      new Argument('[words...]', t`after --, what is typed: print what can follow (the script asks)`),
    )
    .addHelpText('after', examplesText('complete'))
    .action((shell: Shell, words: readonly string[]) => actions.complete(shell, words, program));

  program
    .command('dap')
    .description(t`Debug a scenario in an editor: speak the Debug Adapter Protocol.`)
    .option(
      '--port <number>',
      t`listen on this port of this machine, for one editor at a time; 0 takes a free one (default: the standard streams)`,
    )
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('dap'))
    .action(actions.dap);
  return program;
}
