/** The command line's own texts in the current language: the help, and messages for wrong arguments. */
import type { CommanderError, HelpConfiguration } from 'commander';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';

/** Translations of Commander's headings. */
const titles: Readonly<Record<string, () => string>> = {
  'Usage:': () => t`Usage:`,
  'Arguments:': () => t`Arguments:`,
  'Options:': () => t`Options:`,
  'Global Options:': () => t`Global Options:`,
  'Commands:': () => t`Commands:`,
};

/** Configures Commander's help: translated headings, and the choices and default of an option. */
export const helpTexts: HelpConfiguration = {
  showGlobalOptions: true,
  styleTitle: (title) => titles[title]?.() ?? title,
  optionDescription: ({ description, argChoices, defaultValue }) => {
    const choices = argChoices?.map((choice) => JSON.stringify(choice)).join(', ');
    const more = [
      ...(choices === undefined ? [] : [t`choices: ${choices}`]),
      ...(defaultValue === undefined ? [] : [t`default: ${JSON.stringify(defaultValue)}`]),
    ];
    return more.length === 0 ? description : `${description} (${more.join(', ')})`;
  },
};

/** A usage error: the pattern of Commander's message, and our message made from the pattern's groups. */
type Mistake = readonly [pattern: RegExp, say: (...parts: readonly (string | undefined)[]) => string];

/** By Commander's error code. */
const mistakes: Readonly<Record<string, Mistake>> = {
  'commander.help': [/.*/, () => t`no such command`],
  'commander.missingArgument': [
    /^missing required argument '(.*)'$/,
    (name = '') => t`missing required argument '${name}'`,
  ],
  'commander.optionMissingArgument': [
    /^option '(.*)' argument missing$/,
    (option = '') => t`option '${option}' argument missing`,
  ],
  'commander.missingMandatoryOptionValue': [
    /^required option '(.*)' not specified$/,
    (option = '') => t`required option '${option}' not specified`,
  ],
  'commander.invalidArgument': [
    /^option '(.*?)' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/,
    (option = '', given = '', choices = '') =>
      t`option '${option}' argument '${given}' is invalid. Allowed choices are ${choices}.`,
  ],
  'commander.unknownOption': [
    /^unknown option '(.*?)'(?: \(Did you mean (one of )?(.*)\?\))?$/,
    (option = '', several, near) =>
      near === undefined
        ? t`unknown option '${option}'`
        : several === undefined
          ? t`unknown option '${option}' (Did you mean ${near}?)`
          : t`unknown option '${option}' (Did you mean one of ${near}?)`,
  ],
  'commander.conflictingOption': [
    /^option '(.*)' cannot be used with option '(.*)'$/,
    (option = '', other = '') => t`option '${option}' cannot be used with option '${other}'`,
  ],
  'commander.excessArguments': [
    /^too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\.$/,
    (command = '', expected, got) =>
      expected === '1'
        ? t`too many arguments for '${command}'. Expected 1 argument but got ${Number(got)}.`
        : t`too many arguments for '${command}'. Expected ${Number(expected)} arguments but got ${Number(got)}.`,
  ],
};

/** The message for a usage error of a command, or of none. An unknown one keeps Commander's text. */
export function usageError({ code, message }: CommanderError, command: string | null): string {
  const text = sanitize(message.replace(/^error: /, ''));
  const [pattern, say] = mistakes[code] ?? [];
  const parts = pattern?.exec(text)?.slice(1);
  const fix = t`see \`${command === null ? 'backstep' : `backstep ${command}`} --help\``;
  return `backstep: ${(parts && say?.(...parts)) ?? text}\n  ${t`fix: ${fix}`}`;
}
