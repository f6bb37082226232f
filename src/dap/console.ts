/** Commands in an editor's console: those of the debugger, and the help. */
import { command, type DebuggerCommand, type Outcome } from '../commands/command.ts';
import { debuggerCommands, execute, frontEndCommands } from '../commands/commands.ts';
import type { Debugger } from '../commands/debugger.ts';
import { commandName, helpOf } from '../commands/line.ts';
import { commandText, optional } from '../commands/parameters.ts';
import { t } from '../i18n/translate.ts';

const help = command({
  ...frontEndCommands.help,
  parameters: [optional(commandName(() => consoleCommands))],
  run: (_debug, chosen) =>
    chosen
      ? helpOf(chosen)
      : {
          kind: 'listed',
          title: t`Commands`,
          rows: consoleCommands.map((each) => ({ text: `:${commandText(each)}   ${t(each.help)}` })),
        },
});

/** The commands that can be typed there. */
export const consoleCommands: readonly DebuggerCommand[] = [...debuggerCommands, help];

/** Executes a line that starts with a colon. */
export function consoleOutcome(debug: Debugger, line: string): Outcome {
  return execute(debug, line, consoleCommands);
}
