/** Which commands and options there are, and what is said of each. */
import { Command, Option } from 'commander';
import { helpWords } from './cli-words.ts';
import { languages, t } from './language/translate.ts';
import { formatNames } from './print/export.ts';
import { fault } from './print/faults.ts';
import { examplesText } from './print/help.ts';
import type { ScriptPart } from './print/run.ts';
import { shown } from './scenario/diagnostics.ts';
import { suggestion } from './scenario/suggest.ts';
import { type ThemeName, themeNames } from './view/palette.ts';

export interface ExportOptions {
  readonly to: string;
  readonly at?: string;
  readonly size: string;
  readonly theme?: ThemeName;
  readonly variant?: string;
  readonly output?: string;
}

/** What each command does with what it was given. */
export interface CommandActions {
  /** @param names the commands: what might have been meant by a name that there is not */
  open(
    reference: string | undefined,
    options: { readonly ascii?: true },
    names: readonly string[],
  ): Promise<void>;
  list(): Promise<void>;
  check(references: readonly string[]): Promise<void>;
  trace(
    reference: string,
    options: { readonly variant?: string; readonly every: string; readonly format: string },
  ): Promise<void>;
  values(
    reference: string,
    options: { readonly at: string; readonly variant?: string; readonly format: string },
  ): Promise<void>;
  export(reference: string, options: ExportOptions): Promise<void>;
  run(
    reference: string,
    options: { readonly variant?: string },
    script: readonly ScriptPart[],
  ): Promise<void>;
}

/**
 * The command line, in the language that is spoken when this is called.
 *
 * @param writeOut takes the help and the version
 */
export function commandLine(actions: CommandActions, writeOut: (text: string) => void): Command {
  const program = new Command('backstep');
  const helpText = t`display help for command`;
  const openable = t`a scenario file, a saved session, or the name of a shipped scenario`;
  program
    .description(t`A debugger for the arithmetic inside a neural network: forwards, and back.`)
    .argument('[scenario]', t`${openable}; without it, a menu`)
    .addOption(
      new Option('--lang <language>', t`the language of texts (else as the locale says)`).choices(languages),
    )
    .option('--ascii', t`draw with ASCII characters alone`)
    .version(BACKSTEP_VERSION, '-V, --version', t`output the version number`)
    .helpOption('-h, --help', helpText)
    .helpCommand('help [command]', helpText)
    .configureHelp(helpWords)
    .configureOutput({ writeOut, writeErr: () => {} })
    .exitOverride()
    .allowExcessArguments()
    .addHelpText('after', examplesText('backstep'))
    .action((reference: string | undefined, options: { ascii?: true }) => {
      const names = program.commands.map((command) => command.name());
      if (program.args.length > 1) {
        const found = t`${program.args.length} arguments, the first of them ${shown(reference)}`;
        const fix = suggestion(String(reference), names);
        throw fault('backstep', t`a command, or one scenario`, found, fix);
      }
      return actions.open(reference, options, names);
    });
  const format = (choices: readonly [string, string]) =>
    new Option('--format <format>', t`how to print it`).choices(choices).default(choices[0]);
  const scenario = ['<scenario>', t`a scenario file, or the name of a shipped scenario`] as const;
  const variant = ['--variant <name>', t`take the numbers of this variant of the scenario`] as const;

  program
    .command('list')
    .description(t`List the shipped scenarios.`)
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('list'))
    .action(() => actions.list());

  program
    .command('check')
    .description(t`Check scenario files and report everything that is wrong with them.`)
    .argument('<file...>', t`scenario files`)
    .addHelpText('after', examplesText('check'))
    .action((references: readonly string[]) => actions.check(references));

  program
    .command('trace')
    .description(t`Print every step of a scenario, or every epoch.`)
    .argument(...scenario)
    .option(...variant)
    .addOption(
      new Option('--every <unit>', t`a line for each step, or for each epoch`)
        .choices(['step', 'epoch'])
        .default('step'),
    )
    .addOption(format(['table', 'jsonl']))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('trace'))
    .action(actions.trace);

  program
    .command('values')
    .description(t`Print every value that is known at one step of a scenario.`)
    .argument(...scenario)
    .option('--at <step>', t`how many steps are done: a number from 0, or end`, 'end')
    .option(...variant)
    .addOption(format(['table', 'json']))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('values'))
    .action(actions.values);

  program
    .command('export')
    .description(t`Make a picture or a recording of a scenario.`)
    .argument('<scenario>', openable)
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
    .action(actions.export);

  // One list for both options: they keep their order.
  const script: ScriptPart[] = [];
  const part = (kind: ScriptPart['kind'], flags: string, help: string) =>
    new Option(flags, help).argParser((text) => script.push({ kind, text }));
  program
    .command('run')
    .description(t`Do commands of the debugger, one after the other, without the screen.`)
    .argument('<scenario>', openable)
    .option(...variant)
    .addOption(part('command', '--command <text>', t`do this command; may be given again and again`))
    .addOption(part('file', '--commands <file>', t`do the commands of a file; - is the standard input`))
    .allowExcessArguments(false)
    .addHelpText('after', examplesText('run'))
    .action((reference: string, options: { variant?: string }) => actions.run(reference, options, script));
  return program;
}
