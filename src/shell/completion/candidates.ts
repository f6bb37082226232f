/** What can follow on a command line that is being typed, from the program's own commands and options. */
import type { Argument, Command, Option } from 'commander';
import { t } from '../../i18n/translate.ts';

/** What can take the place of the last word, and what it is; empty if there is nothing to say. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** What is asked of files and scenarios. */
export interface Sources {
  /** The shipped scenarios. */
  scenarios(): Promise<readonly Candidate[]>;
  /** Files that begin like this, with one of the extensions, or any; and folders, with a slash after them. */
  files(start: string, extensions: readonly string[] | null): readonly string[];
  variants(scenario: string): Promise<readonly string[]>;
  addresses(scenario: string): Promise<readonly string[]>;
  /** The commands of the debugger, or what can follow what is typed of one. */
  lines(scenario: string, typed: string): Promise<readonly string[]>;
  readonly formats: readonly string[];
  /** The words that options of a new scenario take, by the options. */
  newWords(): Promise<Readonly<Record<string, readonly string[]>>>;
}

/** The words before the last one: the command, what it has been given, and the option whose value is next. */
interface Typed {
  readonly command: Command;
  readonly given: readonly string[];
  readonly option: Option | null;
}

/**
 * The candidates for the last of the words after the program's name. All begin with what is typed: Bash replaces it by
 * what the candidates have in common, and zsh and fish leave the others out.
 */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  sources: Sources,
): Promise<readonly Candidate[]> {
  const typed = readWords(program, words.slice(0, -1));
  const last = words.at(-1) ?? '';
  const found = await following(program, typed, last, sources);
  return found.filter(({ word }) => word.startsWith(last));
}

async function following(program: Command, typed: Typed, last: string, sources: Sources) {
  const { command, given, option } = typed;
  if (option) return plain(await valuesOf(option, typed, last, sources));
  const [flag = '', value] = last.split(/=(.*)/s);
  const assigned = value === undefined ? null : optionOf(program, command, flag);
  if (assigned && value !== undefined) {
    const values = await valuesOf(assigned, typed, value, sources);
    return plain(values.map((each) => `${flag}=${each}`));
  }
  if (last.startsWith('-')) return optionsOf(program, command);
  const named = command === program ? commandsOf(program) : [];
  if (named.length > 0 && given.length === 1 && given[0] === HELP) return named;
  const wanted = command.registeredArguments;
  const argument = wanted[given.length] ?? wanted.findLast(({ variadic }) => variadic);
  const isFirst = given.length === 0;
  return [...(isFirst ? named : []), ...(argument ? await argumentsOf(argument, last, sources) : [])];
}

function readWords(program: Command, words: readonly string[]): Typed {
  let command = program;
  let option: Option | null = null;
  const given: string[] = [];
  for (const word of words) {
    const [flag = '', value] = word.split(/=(.*)/s);
    const named = program.commands.find((each) => each.name() === word);
    if (option) option = null;
    else if (word.startsWith('-'))
      option = value === undefined ? takingValue(optionOf(program, command, flag)) : null;
    else if (command === program && given.length === 0 && named) command = named;
    else given.push(word);
  }
  return { command, given, option };
}

function optionOf(program: Command, command: Command, flag: string): Option | null {
  const all = [...command.options, ...program.options];
  return all.find(({ long, short }) => long === flag || short === flag) ?? null;
}

function takingValue(option: Option | null): Option | null {
  return option && (option.required || option.optional) ? option : null;
}

/** A command that Commander has by itself. */
const HELP = 'help';

const plain = (texts: readonly string[]): Candidate[] => texts.map((word) => ({ word, about: '' }));

function commandsOf(program: Command): Candidate[] {
  return [
    ...program.commands.map((each) => ({ word: each.name(), about: each.description() })),
    { word: HELP, about: t`show help` },
  ];
}

function optionsOf(program: Command, command: Command): Candidate[] {
  const own = [...new Set([...command.options, ...program.options])];
  return [
    ...own.flatMap(({ long, description }) => (long ? [{ word: long, about: description }] : [])),
    { word: '--help', about: t`show help` },
  ];
}

/** By the names of options: what they take, if that is not one of some words. */
async function valuesOf(option: Option, { given: [scenario] }: Typed, last: string, sources: Sources) {
  if (option.argChoices) return option.argChoices;
  switch (option.long) {
    case '--to':
      return sources.formats;
    case '--variant':
      return scenario === undefined ? [] : sources.variants(scenario);
    case '--address':
      return scenario === undefined ? [] : sources.addresses(scenario);
    case '--command':
      return scenario === undefined ? [] : sources.lines(scenario, last);
    case '--kind':
    case '--activation':
    case '--loss':
    case '--optimizer':
      return (await sources.newWords())[option.long] ?? [];
    case '--at':
      return ['end'];
    case '--csv':
      return sources.files(last, ['.csv']);
    case '--output':
    case '--commands':
      return sources.files(last, null);
    default:
      return [];
  }
}

const OPENABLE = ['.yaml', '.yml', '.session'];
const SCENARIOS = ['.yaml', '.yml'];

/** By the names of arguments. */
async function argumentsOf(argument: Argument, last: string, sources: Sources) {
  if (argument.argChoices) return plain(argument.argChoices);
  switch (argument.name()) {
    case 'scenario':
      return [...(await sources.scenarios()), ...plain(sources.files(last, OPENABLE))];
    case 'file':
      // The one file that a command takes is new.
      if (!argument.variadic) return [];
      return [...(await sources.scenarios()), ...plain(sources.files(last, SCENARIOS))];
    case 'numbers':
      return plain(sources.files(last, null));
    case 'folder':
      return plain(sources.files(last, []));
    default:
      return [];
  }
}
