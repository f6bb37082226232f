/** Commands without a screen: parsing a script, executing its lines and printing their results. */

import {
  command,
  completed,
  type DebuggerCommand,
  type Finished,
  message,
  type Outcome,
} from '../commands/command.ts';
import type { Debugger } from '../commands/debugger.ts';
import { commandOf, splitLine, withoutComment } from '../commands/line.ts';
import { debuggerCommands, execute, frontEndCommands, listedHelp } from '../commands/sections/commands.ts';
import { checkNumbers, meansNumbers, reportList } from '../commands/sections/verify.ts';
import { exactNumber } from '../core/exact-number.ts';
import { caretLines, quoted } from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import type { Session } from '../session/session.ts';
import { operationText } from '../view/notation/operation.ts';

/** A part of a script from the command line: a command, or the name of a file of commands. */
export interface ScriptPart {
  readonly kind: 'command' | 'file';
  readonly text: string;
}

/** A command, and the place where it is written. */
export interface ScriptLine {
  readonly text: string;
  readonly place: string;
}

/** The commands of a text, one per line, without comments. Empty lines are left out. */
export function scriptLines(text: string, placeOf: (line: number) => string): ScriptLine[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: withoutComment(line).trim(), place: placeOf(index + 1) }))
    .filter((line) => !/^:?$/.test(line.text));
}

const quit = command({
  ...frontEndCommands.quit,
  words: [...frontEndCommands.quit.words, 'q', 'exit'],
  run: () => message(''),
});

/**
 * The commands of a script: those of the debugger, and those that read and write files.
 *
 * @param saveIn saves the session to a file
 * @param verifyIn checks the numbers of a file
 */
export function scriptCommands(
  saveIn: (file: string) => Outcome,
  verifyIn: (file: string) => Outcome,
): readonly DebuggerCommand[] {
  const save = command({ ...frontEndCommands.save, run: (_debug, name) => saveIn(name) });
  const verify = command({
    ...frontEndCommands.verify,
    run: (debug, text) => {
      if (text === '') return reportList(debug);
      return meansNumbers(debug, text) ? checkNumbers(debug, text, null) : verifyIn(text);
    },
  });
  const commands: readonly DebuggerCommand[] = [
    ...debuggerCommands,
    verify,
    save,
    listedHelp(() => commands),
    quit,
  ];
  return commands;
}

/** Executes one command of a script to its end. Returns null for `quit`. */
export function runScriptLine(
  debug: Debugger,
  line: string,
  commands: readonly DebuggerCommand[],
): Finished | null {
  const done = completed(execute(debug, line, commands));
  const outcome = done.kind === 'said' && done.picture === 'curve' ? valuesOfCurve(debug, done) : done;
  const isQuit = outcome.kind !== 'failed' && commandOf(splitLine(line).word, commands) === quit;
  return isQuit ? null : outcome;
}

/** Without a screen, what is drawn as a curve is listed. */
function valuesOfCurve(debug: Debugger, said: Finished): Finished {
  const { plotted } = debug;
  return plotted === null
    ? said
    : completed(execute(debug, `table ${plotted.expression.text} every ${plotted.unit}`));
}

/**
 * The error message for a line of a script, with a caret below the word that is wrong, if one is. Null if neither the
 * command nor one of those at its stop has failed.
 */
export function scriptError({ text, place }: ScriptLine, outcome: Finished): string | null {
  const failure =
    outcome.kind === 'failed' ? outcome : outcome.kind === 'stopped' ? outcome.failure : undefined;
  if (failure === undefined) return null;
  const lines = 'line' in failure ? [text, failure.line] : [text];
  const complaint = sanitize(`${place} ${lines.map(quoted).join(': ')}: ${failure.text}`);
  const pointed = failure.place ? caretLines(failure.place.line, failure.place.at) : [];
  return [complaint, ...pointed.map((line) => `  ${line}`)].join('\n');
}

/** The output of a command that has not failed. */
export function outcomeLines(
  outcome: Exclude<Finished, { readonly kind: 'failed' }>,
  session: Session,
): string[] {
  switch (outcome.kind) {
    case 'said':
      return [outcome.text];
    case 'listed':
      return [
        outcome.title,
        ...(outcome.verdict ? [`  ${outcome.verdict.text}`] : []),
        ...outcome.rows.map(({ text, depth = 0 }) => `${'  '.repeat(depth + 1)}${text}`),
      ];
    case 'stopped':
      return [
        ...(outcome.passed ?? []).map(({ text }) => text),
        ...(outcome.text === null ? [] : [outcome.text]),
        locationLine(session),
        ...(outcome.answers ?? []).map(({ text }) => text),
      ];
  }
}

/**
 * The cursor's position and the step there, in full precision. Other programs may parse its columns, so they are the
 * same in every language.
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
    // With one example per batch, the example's number is enough. An update has no example, so it shows its batch.
    ...(example === null || engine.run.batch > 1 || engine.run.rows !== null ? [`batch ${batch}`] : []),
    ...(example === null || engine.run.rows !== null ? [] : [`example ${example}`]),
    phase,
    ...(node === null && layer === null ? [] : [node ?? layer]),
    `${result.name} = ${operationText(kind, names)}:`,
    `${operationText(kind, numbers)} = ${exactNumber(result.value)}`,
  ].join('  ');
}
