/** The commands for the user's config file and for the completion of the shell. */
import type { Command } from 'commander';
import { message } from '../commands/command.ts';
import { complete } from '../commands/line.ts';
import { formatNames } from '../print/exports/export.ts';
import { scriptCommands } from '../print/run.ts';
import { localized } from '../scenario/format/scenario.ts';
import { completionLines } from '../shell/completion/answer.ts';
import type { Shell } from '../shell/completion/shells.ts';
import { configErrors, configJson, configLines } from '../shell/config-report.ts';
import { readUserConfig } from '../shell/user-keys.ts';
import type { ConfigOptions } from './commands.ts';
import { catalogue, loadOpening } from './loading/files.ts';
import { begin } from './opening.ts';
import { print, tell } from './streams/output.ts';

/** Tells where the config file is and what it changes. The exit code is 1 if it has errors. */
export async function tellConfig({ keys, json }: ConfigOptions): Promise<void> {
  const { bindables } = await import('../tui/main.ts');
  const user = { ...(await readUserConfig(bindables)), bindables };
  const errors = configErrors(user);
  if (json || errors === null) await print((json ? configJson : configLines)(user, keys ?? false));
  else tell(errors);
  if (errors !== null) process.exitCode = 1;
}

/** Prints what a shell asks for. It asks while a line is typed, so nothing is an error. */
export async function tellCompletion(
  shell: Shell,
  words: readonly string[],
  program: Command,
): Promise<void> {
  const unused = () => message('');
  const opened = async (reference: string) => begin(await loadOpening(reference)).debug;
  const nothing = () => [];
  const sources = {
    formats: formatNames,
    newWords: async () => (await import('../new/new.ts')).optionWords(),
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
