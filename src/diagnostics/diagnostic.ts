/** Errors in a file: where they are, what was expected, what was found, and how to fix them. */
import { t } from '../i18n/translate.ts';
import { sanitize } from './printable.ts';

export type Path = readonly (string | number)[];

/** An error as the checks report it: its location is a path in the document. */
export interface Problem {
  readonly path: Path;
  /** `key` if the name of the entry is wrong and not its value. */
  readonly at?: 'key';
  /** Offset within a text value, in UTF-16 units. */
  readonly inside?: number;
  readonly expected: string;
  readonly found: string;
  /** If finding it takes long, a getter: it is only read for an error that is shown. */
  readonly fix: string;
}

/** Of an error, there is no run. A warning says what is allowed but makes no sense. */
type Severity = 'error' | 'warning';

/** An error or a warning as people read it: its location is a line and column of the file. All its texts are printable. */
export interface Diagnostic {
  readonly severity: Severity;
  /** The file, if it is not the scenario itself but a file next to it. */
  readonly beside?: { readonly file: string; readonly lines: readonly string[] };
  /** Counted from 1; null if the error concerns the whole file. */
  readonly line: number | null;
  /** Counted from 1, in UTF-16 units, as editors count. */
  readonly column: number | null;
  /** The path in the document: `layers[0].nodes.node_0`. Empty for the document itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** Makes a diagnostic from a problem and its location. Text quoted from the file is made printable. */
export function diagnostic(
  { path, expected, found, fix }: Problem,
  place: { readonly line: number; readonly column: number },
  severity: Severity = 'error',
): Diagnostic {
  return {
    ...place,
    severity,
    path: pathText(path),
    expected: sanitize(expected),
    found: sanitize(found),
    fix: sanitize(fix),
  };
}

/** A value as an error message shows it: short, on one line and printable. */
export function describeValue(value: unknown): string {
  if (value === undefined) return t`nothing`;
  if (value === null) return t`nothing (null)`;
  if (Array.isArray(value)) return value.length === 0 ? t`an empty list` : t`a list of ${value.length}`;
  if (typeof value === 'object') return t`a mapping`;
  if (typeof value === 'number') return t`the number ${String(value)}`;
  if (typeof value === 'boolean') return t`${String(value)} (true or false)`;
  return t`the text ${quoted(String(value))}`;
}

/** A word of the file in quotation marks, clipped. */
export function quoted(word: string): string {
  return `"${clip(sanitize(word))}"`;
}

/** The start of a text: at most 60 characters; a longer text ends in "…". */
export function clip(text: string): string {
  const characters = Array.from(text);
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : text;
}

/** Prints a path: `layers[0].nodes.node_0`. */
function pathText(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      return `${index > 0 ? '.' : ''}${clip(sanitize(key))}`;
    })
    .join('');
}

const longestQuotedLine = 200;

/** A diagnostic as plain text, in parts. */
export interface PrintedDiagnostic {
  /** `path: expected …, found …`. */
  readonly summary: string;
  /** The summary after the place in the file: `file:line:column: `. A warning says that it is one. */
  readonly head: string;
  /** The line of the file and, below it, a caret; empty if there is no such line or if it is too long. */
  readonly quote: readonly string[];
  /** Null if there is none. */
  readonly fix: string | null;
}

/** The lines of a file. They are found once for all its diagnostics. */
export function linesOf(source: string): readonly string[] {
  return source.split('\n');
}

/** What is wrong, with its path: `data.csv: expected a CSV file, found no such file`. */
export function summaryOf({
  path,
  expected,
  found,
}: Pick<Diagnostic, 'path' | 'expected' | 'found'>): string {
  return `${path === '' ? '' : `${path}: `}${t`expected ${expected}, found ${found}`}`;
}

/** @param source the lines of the file, or its text if there are no others to print */
export function printDiagnostic(
  file: string,
  source: string | readonly string[],
  diagnostic: Diagnostic,
): PrintedDiagnostic {
  const { severity, line, column, fix, beside } = diagnostic;
  const name = sanitize(beside?.file ?? file);
  const place = line === null ? name : `${name}:${line}:${column ?? 1}`;
  const summary = summaryOf(diagnostic);
  const text =
    line === null
      ? undefined
      : (beside?.lines ?? (typeof source === 'string' ? linesOf(source) : source))[line - 1];
  const isQuoted = line !== null && text !== undefined && text.length <= longestQuotedLine;
  return {
    summary,
    head: `${place}: ${severity === 'warning' ? `${t`warning`}: ` : ''}${summary}`,
    quote: isQuoted ? quote(line, text, (column ?? 1) - 1) : [],
    fix: fix === '' ? null : `  ${t`fix: ${fix}`}`,
  };
}

function quote(line: number, text: string, at: number): string[] {
  const [quoted, caret] = caretLines(text, at);
  return [`  ${String(line).padStart(4)} │ ${quoted}`, `       │ ${caret}`];
}

/** What JSON for other programs says of a problem. */
export function findingOf({ line, column, path, expected, found, fix }: Diagnostic) {
  return { line, column, path, expected, found, fix };
}

/** A diagnostic as lines of plain text. @param source as in `printDiagnostic` */
export function diagnosticText(
  file: string,
  source: string | readonly string[],
  diagnostic: Diagnostic,
): string {
  return joinDiagnostic(printDiagnostic(file, source, diagnostic));
}

export function joinDiagnostic({ head, quote, fix }: PrintedDiagnostic): string {
  return [head, ...quote, ...(fix === null ? [] : [fix])].join('\n');
}

/** A line without unprintable characters, and a line with a caret below offset `at`. */
export function caretLines(line: string, at: number): [string, string] {
  return [oneForOne(line).trimEnd(), `${' '.repeat(cells(oneForOne(line.slice(0, at))))}^`];
}

/** A line of the file with each unprintable character replaced by one space, so that columns stay the same. */
function oneForOne(line: string): string {
  return line.replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{E0000}-\u{E007F}]/gu, ' ');
}

/** Approximate width of a text in cells, to place the caret. Combining marks have no width. */
function cells(text: string): number {
  return Array.from(text.replace(/[\p{Mn}\p{Me}\u200C\u200D]/gu, '')).length;
}
