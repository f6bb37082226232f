/** Commands without a screen: what a script says, and what each of its commands says to it. */

import type { Outcome } from '../commands/command.ts';
import { commandOf, debuggerCommands, execute, splitLine, unknownCommand } from '../commands/commands.ts';
import type { Debugger } from '../commands/debugger.ts';
import { exactNumber } from '../core/exact-number.ts';
import { quoted } from '../diagnostics/diagnostic.ts';
import { printable } from '../diagnostics/printable.ts';
import type { Session } from '../session/session.ts';
import { operationText } from '../view/notation/operation.ts';

/** A part of a script as the command line gives it: a command, or a file of commands. */
export interface ScriptPart {
  readonly kind: 'command' | 'file';
  readonly text: string;
}

/** A command, and where it was written. */
export interface ScriptLine {
  readonly text: string;
  readonly place: string;
}

/** The commands of a text, one a line; empty lines and those that begin with # are none. */
export function scriptLines(text: string, placeOf: (line: number) => string): ScriptLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), place: placeOf(index + 1) }))
    .filter((line) => !/^:?\s*(#|$)/.test(line.text));
}

type Named = Parameters<typeof commandOf>[1][number];

const save: Named = { words: ['save'], keys: [] };
const quit: Named = { words: ['quit', 'q', 'exit'], keys: [] };
const commands: readonly Named[] = [...debuggerCommands, save, quit];

/** What came of a command that has been done to its end. */
type Finished = Exclude<Outcome, { readonly kind: 'running' }>;

/**
 * Does one command: one of the debugger's, or `save FILE`. Gives null for `quit`.
 *
 * @param saveIn saves the session in a file
 */
export function perform(debug: Debugger, line: string, saveIn: (file: string) => Outcome): Finished | null {
  const { word, argument } = splitLine(line);
  const command = commandOf(word, commands);
  if (command === quit) return null;
  if (command === save) return finished(saveIn(argument.trim()));
  return finished(command ? execute(debug, line) : unknownCommand(word, commands));
}

function finished(outcome: Outcome): Finished {
  if (outcome.kind !== 'running') return outcome;
  for (;;) {
    const next = outcome.work.next();
    if (next.done) return finished(next.value);
  }
}

/** What is wrong with a line of a script, in one line. */
export function complaintOf({ text, place }: ScriptLine, complaint: string): string {
  return printable(`${place} ${quoted(text)}: ${complaint}`);
}

/** What a command that could be done has to say. */
export function outcomeLines(
  outcome: Exclude<Finished, { readonly kind: 'failed' }>,
  session: Session,
): string[] {
  switch (outcome.kind) {
    case 'said':
      return [outcome.text];
    case 'listed':
      return [outcome.title, ...outcome.rows.map(({ text }) => `  ${text}`)];
    case 'stopped':
      return [...(outcome.text === null ? [] : [outcome.text]), locationLine(session)];
  }
}

/**
 * Where the cursor is, and what the step just done did: all digits. In columns that other programs may take apart,
 * so these are the same in every language.
 */
export function locationLine(session: Session): string {
  const { position, total, engine } = session;
  const count = `step ${position} of ${total}`;
  if (position === 0) return `${count}  start`;
  const { batch, example, phase, layer, node, kind, operands, result } = session.step(position);
  const [, epoch] = session.frames.stack(position);
  const numbers = operands.map(({ value }) => exactNumber(value));
  const names = operands.map(({ name }) => name);
  return [
    count,
    epoch?.name,
    // In a batch of one the example says it, where there is one.
    ...(example === null || engine.run.batch > 1 ? [`batch ${batch}`] : []),
    ...(example === null ? [] : [`example ${example}`]),
    phase,
    ...(node === null && layer === null ? [] : [node ?? layer]),
    `${result.name} = ${operationText(kind, names)}:`,
    `${operationText(kind, numbers)} = ${exactNumber(result.value)}`,
  ].join('  ');
}
