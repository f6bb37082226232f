/** What is wrong with a file: where, what was expected, what was found, and how to mend it. */
import { printable } from './scenario.ts';

export interface Diagnostic {
  /** Counted from 1; null where the file as a whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
  /** Where in the document: `layers[0].nodes.node_0`. Empty for the document itself. */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly fix: string;
}

/** A value as an error message shows it: short, on one line, and harmless to a terminal. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'nothing (null)';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'number') return `the number ${value}`;
  if (typeof value === 'boolean') return `${value} (true or false)`;
  return `the text "${clip(printable(String(value)))}"`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** A path as people write it. */
export function pathText(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      return `${index > 0 ? '.' : ''}${clip(printable(String(key)))}`;
    })
    .join('');
}

/**
 * One diagnostic as lines of plain text:
 * `file:line:column: path: expected …, found …`, the line itself, a caret, and the fix.
 */
export function diagnosticText(file: string, source: string, diagnostic: Diagnostic): string {
  const { line, column, path, expected, found, fix } = diagnostic;
  const place = line === null ? printable(file) : `${printable(file)}:${line}:${column ?? 1}`;
  // Whatever of the file is quoted here is only ever text.
  const message = printable(`${path === '' ? '' : `${path}: `}expected ${expected}, found ${found}`);
  const lines = [`${place}: ${message}`];
  const text = line === null ? undefined : source.split('\n')[line - 1];
  if (line !== null && text !== undefined && text.length <= 200) {
    // Each character one for one, so that the caret stands under its place.
    const visible = [...text]
      .map((character) => (/[\p{Cc}\p{Cf}]/u.test(character) ? ' ' : character))
      .join('');
    lines.push(`  ${String(line).padStart(4)} │ ${visible.trimEnd()}`);
    lines.push(`       │ ${' '.repeat(Math.max(0, (column ?? 1) - 1))}^`);
  }
  if (fix !== '') lines.push(`  fix: ${printable(fix)}`);
  return lines.join('\n');
}
