/** Commands in an editor's console: those of the debugger, and the help. */
import type { DebuggerCommand, Outcome } from '../commands/command.ts';
import type { Debugger } from '../commands/debugger.ts';
import { commandOf, splitLine } from '../commands/line.ts';
import { debuggerCommands, execute, listedHelp } from '../commands/sections/commands.ts';

/** What a line that is a command starts with. */
const SIGN = ':';

/** The commands that can be typed there. */
export const consoleCommands: readonly DebuggerCommand[] = [
  ...debuggerCommands,
  listedHelp(() => consoleCommands, SIGN),
];

/** Whether a line is a command, and no expression. */
export function isCommand(line: string): boolean {
  return line.trimStart().startsWith(SIGN);
}

/** Executes a command. */
export function consoleOutcome(debug: Debugger, line: string): Outcome {
  return execute(debug, line, consoleCommands);
}

/** How a line would be typed, if it names a command: other debuggers have commands without a sign. */
export function commandMeant(line: string): string | null {
  const found = commandOf(splitLine(line).word, consoleCommands);
  return found && SIGN + line.trim();
}
