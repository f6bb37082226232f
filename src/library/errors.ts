/** What the library throws. The bundle shortens the names of classes, but not those that are written here. */
import type { Diagnostic } from './types.ts';

/** An argument that is not what it has to be. Nothing was done. */
export class ArgumentError extends Error {
  static override readonly name = 'ArgumentError';
  override readonly name = 'ArgumentError';
  /** The method, and the place of the argument: `seek: position`, `open: options.files["line.csv"]`. */
  readonly argument: string;
  readonly expected: string;
  readonly found: string;

  constructor(message: string, argument: string, expected: string, found: string) {
    super(message);
    this.argument = argument;
    this.expected = expected;
    this.found = found;
  }
}

/** A scenario with errors. Its message has all of them that are shown, as text. */
export class ScenarioError extends Error {
  static override readonly name = 'ScenarioError';
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
  static override readonly name = 'CommandError';
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
