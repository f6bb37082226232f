/** The man page, from the command line's own commands and options and from the table of keys and commands. */
import type { Argument, Command, Option } from 'commander';
import { helpSections } from '../app/actions/actions.ts';
import { commandLine } from '../cli/commands.ts';
import { commandText } from '../commands/parameters.ts';
import { signOf } from '../keys/key-names.ts';

/**
 * The page in the language of man.
 *
 * @param date of the version, as 2026-01-31
 */
export function manPage(version: string, date: string): string {
  const program = commandLine(() => {});
  const { commands } = program;
  const lines = [
    `.TH BACKSTEP 1 ${date} "Backstep ${version}"`,
    '.SH NAME',
    `backstep ${escaped('-')} ${text('step through the arithmetic inside a neural network')}`,
    '.SH SYNOPSIS',
    `.B backstep`,
    text('[options] [scenario]'),
    '.br',
    '.B backstep',
    text('command [options] ...'),
    '.SH DESCRIPTION',
    text(program.description()),
    text('Without a command it opens the scenario on the screen; without a scenario it shows a menu.'),
    text('Examples are in the help of each command: backstep COMMAND --help.'),
    '.SH OPTIONS',
    ...program.options.flatMap(optionLines),
    '.SH COMMANDS',
    ...commands.flatMap(subcommandLines),
    '.SH KEYS AND COMMANDS OF THE SCREEN',
    text(
      'Commands are typed after :, or given to backstep run. "backstep config" tells how to choose other keys.',
    ),
    ...helpSections.flatMap(({ title, actions }) => [
      `.SS ${text(title)}`,
      ...actions.flatMap((action) => {
        const keys = action.keys.map((key) => bold(signOf(key)));
        const typed = action.words.length === 0 ? [] : [`:${escaped(commandText(action))}`];
        return ['.TP', [...keys, ...typed].join(' '), text(action.help)];
      }),
    ]),
    '.SH EXIT STATUS',
    text(
      '0; 2 for wrong arguments or a bad scenario; 1 for any other error, a wrong number that verify finds,',
    ),
    text('or a wrong config file.'),
    '.SH FILES',
    '.TP',
    italic('~/.config/backstep/config.yaml'),
    text('keys of your own, on Linux'),
    '.TP',
    italic('~/.local/state/backstep'),
    text('sessions that were left, on Linux'),
  ];
  return `${lines.join('\n')}\n`;
}

function subcommandLines(command: Command): string[] {
  const name = command.name();
  return [
    `.SS backstep ${escaped([name, ...command.registeredArguments.map(usageOf)].join(' '))}`,
    text(command.description()),
    ...command.registeredArguments.flatMap((each) => ['.TP', italic(each.name()), text(each.description)]),
    ...command.options.flatMap(optionLines),
  ];
}

function usageOf(argument: Argument): string {
  const name = argument.variadic ? `${argument.name()}...` : argument.name();
  return argument.required ? name : `[${name}]`;
}

function optionLines({ flags, description, argChoices, defaultValue }: Option): string[] {
  const more = [
    ...(argChoices ? [`one of ${argChoices.join(', ')}`] : []),
    ...(typeof defaultValue === 'string' ? [`default: ${defaultValue}`] : []),
  ];
  const whole = more.length === 0 ? description : `${description} (${more.join('; ')})`;
  return ['.TP', bold(flags), text(whole)];
}

const bold = (words: string) => `\\fB${escaped(words)}\\fR`;
const italic = (words: string) => `\\fI${escaped(words)}\\fR`;
const text = (words: string) => guarded(escaped(words));

/** Signs that have a meaning in the language, and those outside of ASCII. */
function escaped(words: string): string {
  return words
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/[^\x20-\x7e]/gu, (sign) => `\\[u${codeOf(sign)}]`);
}

function codeOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}

/** A line that begins with a sign of commands is text. */
function guarded(line: string): string {
  return /^[.']/.test(line) ? `\\&${line}` : line;
}
