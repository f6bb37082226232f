/** What a command is, and what may come of one. */
import type { Debugger } from './debugger.ts';

/** Why the cursor stands where it stands. */
export type StopReason =
  | 'entry'
  | 'step'
  | 'goto'
  | 'breakpoint'
  | 'data breakpoint'
  | 'exception'
  | 'start'
  | 'end';

/** A line that a command says; with a step, one that can be gone to. */
export interface Row {
  readonly text: string;
  readonly step?: number;
  /** A command that choosing the row does. */
  readonly line?: string;
  readonly isHeading?: true;
}

/** What came of a command. */
export type Outcome =
  /** The cursor has moved, or could not; `text` says why it stopped, where the screen does not. */
  | {
      readonly kind: 'stopped';
      readonly reason: StopReason;
      readonly text: string | null;
      /** The address that the move was about, and that stays selected. */
      readonly subject?: string;
    }
  /** One line. */
  | { readonly kind: 'said'; readonly text: string }
  /** A list to look at. */
  | { readonly kind: 'listed'; readonly title: string; readonly rows: readonly Row[] }
  /** It could not be done. */
  | { readonly kind: 'failed'; readonly text: string }
  /** Longer work, in slices: it yields the position that it has reached, and ends in an outcome of its own. */
  | {
      readonly kind: 'running';
      readonly work: Generator<number, Outcome>;
      /** Whether the cursor is on its way with it: stopped, it stays at the position reached. */
      readonly isMove: boolean;
    };

/** How a command is called and explained. */
export interface Command {
  /** Its words on the command line, the one to show first. */
  readonly words: readonly string[];
  /** Characters, or `right`, `left`, `enter` … for keys without one. The first is the one to show. */
  readonly keys: readonly string[];
  /** What may follow the word: `ADDRESS = VALUE`; in brackets where it may be left out. */
  readonly usage: string;
  /** One or two words for the footer. */
  readonly hint: string;
  /** What it does, in a short sentence. */
  readonly help: string;
}

export interface DebuggerCommand extends Command {
  readonly run: (debug: Debugger, argument: string) => Outcome;
}

export function said(text: string): Outcome {
  return { kind: 'said', text };
}

export function failed(text: string): Outcome {
  return { kind: 'failed', text };
}

export function stopped(reason: StopReason, text: string | null = null): Outcome {
  return { kind: 'stopped', reason, text };
}

/** A list, or a line where there is nothing to list. */
export function listed(title: string, rows: readonly Row[], otherwise: string): Outcome {
  return rows.length === 0 ? said(otherwise) : { kind: 'listed', title, rows };
}
