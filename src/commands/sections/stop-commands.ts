/** The commands of a breakpoint: reading them, and carrying them out at its stops. */
import { changeBreakpoint } from '../../breakpoints/list.ts';
import { quoted } from '../../diagnostics/diagnostic.ts';
import { sanitize } from '../../diagnostics/printable.ts';
import { t } from '../../i18n/translate.ts';
import { command, type DebuggerCommand, failed, message, type Outcome } from '../command.ts';
import type { Debugger } from '../debugger.ts';
import { commandOf, splitLine, unknownCommand } from '../line.ts';
import { count, Misread, optional, type Parameter, readArguments, required } from '../parameters.ts';
import type { Row } from '../rows/row.ts';
import { breakpointNumber } from '../session-parameters.ts';
import { continueCommand, takeWrittenRows } from './running.ts';

/** The table of commands, which has these commands in it too. */
type Table = () => readonly DebuggerCommand[];

/** Commands of a breakpoint: `print loss; continue`. Each is checked when it is given, not only at the stop. */
const stopCommands = (table: Table): Parameter<readonly string[]> =>
  required(
    'COMMAND; COMMAND …',
    (line, at, debug) => {
      let move: string | null = null;
      const parts = Array.from(line.slice(at).matchAll(/(?:[^;"]|"[^"]*"?)+/g), ({ 0: text, index }) => {
        const from = at + index + (text.length - text.trimStart().length);
        if (move !== null && text.trim() !== '')
          throw new Misread(
            from,
            t`${quoted(move)} moves to another step, so it has to be the last command.`,
          );
        const { effect } = checkCommand(line.slice(0, at + index + text.length), from, debug, table());
        if (effect === 'moves') move = sanitize(text);
        return sanitize(text);
      });
      return { value: parts, end: line.length };
    },
    () => table().flatMap(({ words }) => words),
  );

/** The command that starts at `from`. @throws Misread if it cannot be read */
function checkCommand(
  line: string,
  from: number,
  debug: Debugger,
  commands: readonly DebuggerCommand[],
): DebuggerCommand {
  const { word, typed } = splitLine(line.slice(from));
  const found = commandOf(word, commands);
  if (!found) {
    const unknown = unknownCommand(word, commands);
    throw new Misread(from, unknown.kind === 'failed' ? unknown.text : '');
  }
  const read = readArguments(found, typed, debug);
  if (!read.ok) throw new Misread(from + read.at, read.text);
  return found;
}

/** The command that gives a breakpoint its commands. */
export const stopCommandsCommand = (table: Table): DebuggerCommand =>
  command({
    words: ['commands'],
    keys: [],
    parameters: [breakpointNumber, optional(stopCommands(table))],
    hint: 'commands',
    help: 'carry out commands at each stop at a breakpoint (edits only forward); with none, no longer',
    run: (debug, id, lines) => {
      const isLog = debug.breakpoints.some((each) => each.id === id && each.log !== null);
      if (isLog && lines !== null)
        return failed(
          t`Breakpoint ${String(id)} writes a message and does not stop, so it cannot carry out commands. Set one without "log".`,
        );
      debug.breakpoints = changeBreakpoint(debug.breakpoints, id, { commands: lines ?? [] });
      return message(
        lines === null
          ? t`Breakpoint ${String(id)} carries out no commands.`
          : t`Breakpoint ${String(id)} carries out: ${lines.join('; ')}.`,
      );
    },
  });

/** Does the work of a move and the commands of its stop, and goes on as long as these end with `continue`. */
export function* toTheLastStop(
  debug: Debugger,
  work: Generator<number, Outcome>,
  commands: readonly DebuggerCommand[],
): Generator<number, Outcome> {
  // A run that was given up may have left something.
  debug.takeWritten();
  let outcome = yield* work;
  for (;;) {
    if (outcome.kind !== 'stopped') return outcome;
    const { atStop, ...stop } = outcome;
    if (!atStop) return withWritten(debug, stop);
    const { answers, failure, further } = yield* answersAt(debug, atStop, commands);
    const next = typeof further === 'number' ? (atStop.goOn?.(further) ?? null) : further;
    if (next === null) {
      const answered = { ...withWritten(debug, stop), answers };
      return failure === null ? answered : { ...answered, failure };
    }
    writeAnswers(debug, answers);
    // The work can be cancelled here, also if every stop comes at once.
    yield debug.session.position;
    outcome = 'kind' in next ? next : yield* next;
  }
}

type Stopped = Extract<Outcome, { readonly kind: 'stopped' }>;

/** A stop with what has been written on the way there. */
function withWritten(debug: Debugger, stop: Stopped): Stopped {
  const passed = takeWrittenRows(debug);
  return passed.length === 0 ? stop : { ...stop, passed };
}

/** Keeps the answers at a stop that the run leaves. */
function writeAnswers(debug: Debugger, answers: readonly Row[]): void {
  const { position } = debug.session;
  for (const { text } of answers) debug.write({ position, answer: text });
}

/** What the commands of a stop have given. */
interface Answers {
  readonly answers: readonly Row[];
  readonly failure: NonNullable<Stopped['failure']> | null;
  /** How it goes on: to the stop with that number, with the result of a move, or not at all. */
  readonly further: Outcome | number | null;
}

/**
 * Carries out the commands of a stop, up to one that fails or moves. Going back, edits are left out: each would be made
 * once more, before those that were made on the way there, and start another timeline.
 */
function* answersAt(
  debug: Debugger,
  { lines, direction }: NonNullable<Stopped['atStop']>,
  commands: readonly DebuggerCommand[],
): Generator<number, Answers> {
  let answers: readonly Row[] = [];
  for (const line of lines) {
    const times = continuing(debug, line, commands);
    if (times !== null) return { answers, failure: null, further: times };
    const { word, typed } = splitLine(line);
    const found = commandOf(word, commands);
    if (!found) continue;
    if (found.effect === 'edits' && direction === 'reverse') {
      answers = [...answers, { text: t`Not carried out, since the run goes back: ${line}` }];
      continue;
    }
    let answer = found.run(debug, typed);
    if (answer.kind === 'running' && answer.isMove) {
      // What the move writes comes after these answers.
      writeAnswers(debug, answers);
      answers = [];
    }
    // A move that is repeated begins work after work.
    while (answer.kind === 'running')
      answer = yield* answer.isMove ? answer.work : withoutMoving(debug, answer.work);
    // A command that switches to another timeline stays at the step.
    if (answer.kind === 'stopped' && found.effect !== 'edits')
      return { answers, failure: null, further: answer };
    if (answer.kind === 'failed') {
      const { kind: _kind, ...why } = answer;
      return { answers, failure: { line, ...why }, further: null };
    }
    answers = [...answers, ...rowsOf(answer)];
  }
  return { answers, failure: null, further: null };
}

/** Does work that does not move: it yields how far it has looked, and the cursor stays. */
function* withoutMoving({ session }: Debugger, work: Generator<number, Outcome>): Generator<number, Outcome> {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    yield session.position;
  }
}

/** How many stops a line goes on if it is `continue`; otherwise null. */
function continuing(debug: Debugger, line: string, commands: readonly DebuggerCommand[]): number | null {
  const { word, typed } = splitLine(line);
  if (commandOf(word, commands) !== continueCommand) return null;
  const read = readArguments({ words: [word], parameters: [optional(count)] as const }, typed, debug);
  return read.ok ? (read.values[0] ?? 1) : null;
}

function rowsOf(answer: Outcome): Row[] {
  if (answer.kind === 'listed') return [{ text: answer.title, isHeading: true }, ...answer.rows];
  return answer.kind === 'said' ? [{ text: answer.text }] : [];
}
