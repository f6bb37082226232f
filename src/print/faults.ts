/** Errors that the user can fix: wrong arguments, bad scenarios and unusable files, worded as diagnostics. */

import { positionIn } from '../commands/session-parameters.ts';
import {
  type Diagnostic,
  describeValue,
  joinDiagnostic,
  type PrintedDiagnostic,
  printDiagnostic,
} from '../diagnostics/diagnostic.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { suggestion } from '../diagnostics/suggestion.ts';
import { t } from '../i18n/translate.ts';
import type { Scenario, Variant } from '../scenario/format/scenario.ts';
import type { Session } from '../session/session.ts';

/** A wrong argument or a bad scenario. The message is plain text, ready to be printed. */
export class CliError extends Error {
  /** The diagnostics in the message; empty if there are none. */
  readonly diagnostics: readonly PrintedDiagnostic[];
  /** Those diagnostics as data. */
  readonly findings: readonly Diagnostic[];

  constructor(
    message: string,
    diagnostics: readonly PrintedDiagnostic[] = [],
    findings: readonly Diagnostic[] = [],
  ) {
    super(message);
    this.diagnostics = diagnostics;
    this.findings = findings;
  }
}

/** @param subject the file or the argument that is wrong */
export function cliError(subject: string, expected: string, found: string, fix: string): CliError {
  const place = { line: null, column: null, path: '' };
  const diagnostic: Diagnostic = { severity: 'error', ...place, expected, found, fix };
  const printed = printDiagnostic(subject, '', diagnostic);
  return new CliError(joinDiagnostic(printed), [printed], [diagnostic]);
}

/** The kinds of files that are read. */
export type FileKind = 'scenario' | 'script' | 'numbers' | 'standard input';

const kinds: Readonly<Record<FileKind, () => string>> = {
  scenario: () => t`a scenario file`,
  script: () => t`a file of commands`,
  numbers: () => t`a file of numbers`,
  'standard input': () => t`commands`,
};

export function kindText(kind: FileKind): string {
  return kinds[kind]();
}

/** The error for a file that cannot be read, from the system's error code. */
export function unreadable(file: string, kind: FileKind, code: string | undefined): CliError {
  const expected = kindText(kind);
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const fix =
      kind === 'scenario'
        ? t`check the path, or see the shipped scenarios with \`backstep list\``
        : t`check the path`;
    return cliError(file, expected, t`no such file`, fix);
  }
  if (code === 'EISDIR') return cliError(file, expected, t`a folder`, t`choose a file in it`);
  if (code === 'EACCES' || code === 'EPERM') {
    return cliError(file, expected, t`one without read permission`, t`check its permissions`);
  }
  const found = t`one that cannot be read (${code ?? t`an unknown error`})`;
  return cliError(file, expected, found, t`check the path and the disk`);
}

/** What a file that cannot be written is, and how to fix it, from the system's error code; null for a rare code. */
export function whyUnwritable(code: string | undefined): readonly [found: string, fix: string] | null {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return [t`no such folder`, t`create the folder first, or choose another`];
    case 'EISDIR':
      return [t`a folder`, t`choose a file in it`];
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return [t`one without write permission`, t`choose a file in a folder you can write to`];
    case 'ENOSPC':
    case 'EDQUOT':
      return [t`a disk that is full`, t`free some space, or choose another disk`];
    default:
      return null;
  }
}

/** The error for a file that cannot be written, from the system's error code; null if another name would not help. */
export function unwritable(file: string, code: string | undefined): CliError | null {
  // The codes of Node itself are not about the file.
  if (!code?.startsWith('E') || code.startsWith('ERR_')) return null;
  const other = [t`one that cannot be written (${code})`, t`check the path and the disk`] as const;
  const [found, fix] = whyUnwritable(code) ?? other;
  return cliError(file, t`a file to write`, found, fix);
}

/**
 * The variant with that name; null if no name is given.
 * @throws CliError if the scenario has no such variant
 */
export function variantOf({ variants }: Scenario, name: string | undefined): Variant | null {
  if (name === undefined) return null;
  const found = variants.find((variant) => variant.name === name);
  if (found) return found;
  const names = variants.map((variant) => variant.name);
  const fix = suggestion(name, names) || t`leave out --variant: this scenario has no variants`;
  throw cliError('--variant', t`the name of a variant of this scenario`, describeValue(name), fix);
}

/**
 * A position from a step, a percentage, `start`, `end` or a place, such as `epoch 3 backward`.
 * @throws CliError for anything else, and outside the run
 */
export function positionOf(at: string, session: Session): number {
  const read = positionIn(session, at);
  if (read.ok) return read.position;
  const expected = t`a step from 0 to ${String(session.total)}, a share such as 50%, start, end, or a place such as "epoch 1"`;
  throw cliError('--at', expected, describeValue(at), sanitize(read.text));
}
