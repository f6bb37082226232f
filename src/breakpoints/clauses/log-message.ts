/** Messages with values, which a breakpoint writes instead of stopping: `"loss is {loss}"`. */
import { sanitizePart } from '../../diagnostics/printable.ts';
import { failAt, matchAt } from '../../expression/addresses.ts';
import { type Expression, expressionAt, type ReadTime } from '../../expression/condition.ts';
import { t } from '../../i18n/translate.ts';

export interface LogMessage {
  /** As it was typed, without the quotation marks and without control characters. */
  readonly text: string;
  /** Texts, and expressions in curly brackets. */
  readonly parts: readonly (string | Expression)[];
}

/**
 * Reads a message in quotation marks. After a backslash, quotation marks and curly brackets are part of the text.
 *
 * @param names all addresses of the run
 * @returns the message, and the offset of its end
 * @throws SyntaxFault
 */
export function logMessageAt(
  text: string,
  at: number,
  names: readonly string[],
): { readonly message: LogMessage; readonly end: number } {
  const fix = t`write, for example, log "loss is {loss}"`;
  if (text[at] !== '"') failAt(text, at, t`a message in quotation marks`, { fix });
  const parts: (string | Expression)[] = [];
  for (let next = at + 1; ; ) {
    const plain = matchAt(/(?:\\["{}\\]|[^{}"])+/y, text, next);
    if (plain !== '') parts.push(sanitizePart(plain.replace(/\\(["{}\\])/g, '$1')));
    next += plain.length;
    if (text[next] === '"') {
      return { message: { text: sanitizePart(text.slice(at + 1, next)), parts }, end: next + 1 };
    }
    if (text[next] !== '{') failAt(text, next, t`a quotation mark at the end, or { before a value`, { fix });
    const { expression, end } = expressionAt(text, next + 1, names, ['}']);
    if (text[end] !== '}') failAt(text, end, '"}"', { fix });
    parts.push(expression);
    next = end + 1;
  }
}

/** The addresses in the message, each once. */
export function addressesOf({ parts }: LogMessage): string[] {
  return [...new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : part.addresses)))];
}

/** The message with values in place of its expressions. @param show prints a value; null is one that is not known yet */
export function logText(
  { parts }: LogMessage,
  values: readonly (number | null)[],
  show: (value: number | null) => string,
): string {
  let index = 0;
  return parts.map((part) => (typeof part === 'string' ? part : show(values[index++] ?? null))).join('');
}

/** The values of the expressions in the message, in order. */
export function logValues(
  { parts }: LogMessage,
  read: (address: string) => number | null,
  time: ReadTime,
): (number | null)[] {
  return parts.flatMap((part) => (typeof part === 'string' ? [] : [part.evaluate(read, time)]));
}
