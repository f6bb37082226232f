/** What is wrong with a file: where, what was expected, what was found, and how to mend it. */
import { t } from '../i18n/translate.ts';
import { printable } from './printable.ts';

export type Path = readonly (string | number)[];

/** A fault, as the checks see it: at a place in the document's structure. */
export interface Problem {
  readonly path: Path;
  /** `key` where the name of the entry is wrong and not its value. */
  readonly at?: 'key';
  /** How far inside a text, in UTF-16 units. */
  readonly inside?: number;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** A fault, as people read it: at a place in the file. All its texts are printable. */
export interface Diagnostic {
  /** The file, where it is one beside the scenario's own. */
  readonly beside?: { readonly file: string; readonly lines: readonly string[] };
  /** Counted from 1; null where the file as a whole is meant. */
  readonly line: number | null;
  /** Counted from 1, in UTF-16 units, as editors count. */
  readonly column: number | null;
  /** Where in the document: `layers[0].nodes.node_0`. Empty for the document itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** Makes a diagnostic of a problem and its place. Whatever of the file is quoted becomes harmless text. */
export function diagnostic(
  { path, expected, found, fix }: Problem,
  place: { readonly line: number; readonly column: number },
): Diagnostic {
  return {
    ...place,
    path: pathText(path),
    expected: printable(expected),
    found: printable(found),
    fix: printable(fix),
  };
}

/** A value as an error message shows it: short, on one line, and harmless to a terminal. */
export function shown(value: unknown): string {
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
  return `"${clip(printable(word))}"`;
}

/** The beginning of a text that may be as long as the file. */
export function clip(text: string): string {
  const characters = Array.from(text);
  return characters.length > 60 ? `${characters.slice(0, 57).join('')}…` : text;
}

/** A path as people write it. */
function pathText(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      return `${index > 0 ? '.' : ''}${clip(printable(key))}`;
    })
    .join('');
}

const longestQuotedLine = 200;

/**
 * One diagnostic as lines of plain text:
 * `file:line:column: path: expected …, found …`, the line itself, a caret, and the fix.
 */
export function diagnosticText(file: string, source: string, diagnostic: Diagnostic): string {
  const { line, column, path, expected, found, fix, beside } = diagnostic;
  const name = printable(beside?.file ?? file);
  const place = line === null ? name : `${name}:${line}:${column ?? 1}`;
  const lines = [`${place}: ${path === '' ? '' : `${path}: `}${t`expected ${expected}, found ${found}`}`];
  const text = line === null ? undefined : (beside?.lines ?? source.split('\n'))[line - 1];
  if (line !== null && text !== undefined && text.length <= longestQuotedLine) {
    lines.push(`  ${String(line).padStart(4)} │ ${oneForOne(text).trimEnd()}`);
    lines.push(`       │ ${' '.repeat(cells(oneForOne(text.slice(0, (column ?? 1) - 1))))}^`);
  }
  if (fix !== '') lines.push(`  ${t`fix: ${fix}`}`);
  return lines.join('\n');
}

/** A line of the file, every unprintable character replaced by one space, so that columns stay as they are. */
function oneForOne(line: string): string {
  return line.replace(/(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u{E0000}-\u{E007F}]/gu, ' ');
}

/** How far a text reaches, near enough for a caret: signs that sit on a letter take no cell of their own. */
function cells(text: string): number {
  return Array.from(text.replace(/[\p{Mn}\p{Me}\u200C\u200D]/gu, '')).length;
}
