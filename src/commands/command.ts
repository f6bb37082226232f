/** Commands and their results. */
import type { Direction } from '../breakpoints/run.ts';
import { finished } from '../core/memo.ts';
import type { PictureName } from '../scenario/format/picture-names.ts';
import type { Debugger } from './debugger.ts';
import { type Parameter, type ParametersOf, readArguments, type Typed } from './parameters.ts';
import type { ListAbout, Row } from './rows/row.ts';

/** Why the cursor is where it is. */
export type StopReason =
  | 'entry'
  | 'step'
  | 'goto'
  | 'breakpoint'
  | 'data breakpoint'
  | 'exception'
  | 'start'
  | 'end';

/** The commands of the breakpoints that a run has stopped at; `carryOut` carries them out. */
interface StopCommands {
  readonly lines: readonly string[];
  /** The direction of the run. */
  readonly direction: Direction;
  /** Goes on with the run, in its direction, to the stop with that number from here. */
  readonly goOn: ((times: number) => Generator<number, Outcome>) | null;
}

/** An offset in a typed line. */
export interface Place {
  readonly line: string;
  readonly at: number;
}

/** A command that failed; `text` says why, `place` which word of the typed line is wrong, if one is. */
interface Failed {
  readonly kind: 'failed';
  readonly text: string;
  readonly place?: Place;
}

/** The result of a command. */
export type Outcome =
  | Failed
  /** The cursor has moved, or could not. `text` gives the reason, unless the screen already shows it. */
  | {
      readonly kind: 'stopped';
      readonly reason: StopReason;
      readonly text: string | null;
      /** The ids of the breakpoints at which a run has stopped, in the order of the list; left out if there are none. */
      readonly breakpoints?: readonly number[];
      /** The address whose write the move went to. It stays selected. */
      readonly subject?: string;
      /** What breakpoints have written on the way, in the order of the run. */
      readonly passed?: readonly Row[];
      /** The answers of the commands of the breakpoints at the stop, up to one that failed. */
      readonly answers?: readonly Row[];
      /** The command at the stop that failed, and why. */
      readonly failure?: { readonly line: string } & Omit<Failed, 'kind'>;
      readonly atStop?: StopCommands;
    }
  /** A message of one line. `picture`: what shows the result, where there is a screen. */
  | { readonly kind: 'said'; readonly text: string; readonly picture?: PictureName }
  /** A list. */
  | ({ readonly kind: 'listed'; readonly title: string; readonly rows: readonly Row[] } & ListAbout)
  /** Long work in slices. Each slice yields the position reached; the generator returns the final result. */
  | {
      readonly kind: 'running';
      readonly work: Generator<number, Outcome>;
      /** Whether the work moves the cursor. If it is cancelled, the cursor stays at the position reached. */
      readonly isMove: boolean;
    };

/** The result of a command whose work is done. */
export type Finished = Exclude<Outcome, { readonly kind: 'running' }>;

/** A command's words, keys and help. */
export interface Command {
  /** The words for the command line. The first is the one to show. */
  readonly words: readonly string[];
  /**
   * Characters, or names such as `right`, `left`, `enter` for keys without a character. The first is the one to show.
   */
  readonly keys: readonly string[];
  /** What the command takes, in order. */
  readonly parameters: readonly Parameter<unknown>[];
  /** One or two words for the footer. */
  readonly hint: string;
  /** What the command does, in a short sentence. */
  readonly help: string;
  /** Whether it moves the cursor, or edits: changes values, timelines or the variant. Left out if it does neither. */
  readonly effect?: 'moves' | 'edits';
}

export interface DebuggerCommand extends Command {
  /** Reads what was typed after the command's word, and carries the command out. */
  readonly run: (debug: Debugger, typed: Typed) => Outcome;
}

/** A row of the table of commands. `run` gets the values of the parameters. */
export function command<Values extends readonly unknown[]>(
  row: Omit<Command, 'parameters'> & {
    readonly parameters: ParametersOf<Values>;
    readonly run: (debug: Debugger, ...values: Values) => Outcome;
  },
): DebuggerCommand {
  return {
    ...row,
    parameters: row.parameters as readonly Parameter<unknown>[],
    run: (debug, typed) => {
      const read = readArguments(row, typed, debug);
      return read.ok ? row.run(debug, ...read.values) : failed(read.text, { line: typed.line, at: read.at });
    },
  };
}

/** Whether a command cannot be carried out by its word alone. */
export function needsArgument({ parameters }: Command): boolean {
  return parameters.some(({ isOptional }) => !isOptional);
}

export function message(text: string): Outcome {
  return { kind: 'said', text };
}

export function failed(text: string, place?: Place): Outcome {
  return place ? { kind: 'failed', text, place } : { kind: 'failed', text };
}

export function stopped(reason: StopReason, text: string | null = null): Outcome {
  return { kind: 'stopped', reason, text };
}

/** A list, or the message `otherwise` if the list is empty. */
export function list(title: string, rows: readonly Row[], otherwise: string, about: ListAbout = {}): Outcome {
  return rows.length === 0 ? message(otherwise) : { kind: 'listed', title, rows, ...about };
}

/** Does what is left of a command to its end. */
export function completed(outcome: Outcome): Finished {
  let result = outcome;
  // A move that is repeated begins work after work.
  while (result.kind === 'running') result = finished(result.work);
  return result;
}

/** Work of any length: short work is done at once, longer work goes on in slices. */
export function inSlices(work: Generator<number, Outcome>, isMove: boolean): Outcome {
  const first = work.next();
  return first.done ? first.value : { kind: 'running', isMove, work };
}
