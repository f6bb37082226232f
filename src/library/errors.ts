/** What the library throws. */
import type { Diagnostic } from './types.ts';

/** A scenario with errors. Its message has all of them that are shown, as text. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  /** The first errors, in the order of the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** The number of errors that are not among them. */
  readonly further: number;

  constructor(message: string, diagnostics: readonly Diagnostic[], further: number) {
    super(message);
    this.diagnostics = diagnostics;
    this.further = further;
  }
}

/** A command that has failed. Its message says why. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** The line, as it was read. */
  readonly line: string;
  /** The offset in the line of the word that is wrong; null if none is. */
  readonly at: number | null;

  constructor(message: string, line: string, at: number | null) {
    super(message);
    this.line = line;
    this.at = at;
  }
}
