/** Expressions, and names of the NumPy code, at the cursor. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { complete } from '../commands/line.ts';
import { valueText } from '../commands/rows/row.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { parseExpression } from '../expression/condition.ts';
import { describeFault } from '../expression/error-text.ts';
import { t } from '../i18n/translate.ts';
import { listingOf } from '../numpy/listing.ts';
import { nested } from '../numpy/writing/numbers.ts';
import { partAt } from '../session/array-parts.ts';
import { markedText, markOfExpression } from '../session/edit-marks.ts';
import type { Session } from '../session/session.ts';
import { commandMeant, consoleCommands } from './console.ts';
import { kindOf, RequestFault, type Target } from './target.ts';

/** Values in nested lists, as NumPy prints them; a single one by itself. */
function listed(shape: readonly number[], texts: readonly string[]): string {
  return shape.length === 0 ? (texts[0] ?? '') : nested(shape, texts);
}

/** The value of an expression, or of an array or a row. @throws RequestFault at the first fault */
function expressionValue(session: Session, text: string): string {
  const array = partAt(text, 0, session);
  if (array && text.slice(array.end).trim() === '') {
    const { cells, shape } = array.value;
    return listed(
      shape,
      cells.map((cell) => (cell === null ? '·' : valueText(session.read(cell)))),
    );
  }
  const parsed = parseExpression(text, session.values.names);
  if (!parsed.ok) throw new RequestFault(describeFault(text, parsed.fault));
  const { expression } = parsed;
  const value = session.evaluate(expression);
  return markedText(valueText(value), markOfExpression(session, expression));
}

/** What may be a variable of the NumPy code, and its indexes: `hidden_w`, `hidden_w[0, 1]`, `hidden_w[-1][0]`. */
const variablePattern = /^\s*([A-Za-z_]\w*)(?:((?:\[\s*-?\d+(?:\s*,\s*-?\d+)*\s*\])*)\s*$|)/;

/**
 * The value of a name of the NumPy code as it is at the cursor; null if the code has no such variable.
 *
 * @throws RequestFault if there is one, but the text is no element of it
 */
function numpyValue(session: Session, text: string): string | null {
  const { engine, position } = session;
  const [, name = '', indexes] = variablePattern.exec(text) ?? [];
  const { program } = engine.schedule.segmentAt(position);
  const listing = listingOf(session);
  const variable = listing.variable(program, name) ?? listing.variable('update', name);
  if (!variable) return null;
  const { shape, slots } = variable;
  // As in NumPy, negative indexes count from the end.
  const at = (indexes?.match(/-?\d+/g) ?? []).map((each, axis) => {
    const index = Number(each);
    return index < 0 ? index + (shape[axis] ?? 0) : index;
  });
  const isInside =
    at.length <= shape.length && at.every((each, axis) => each >= 0 && each < (shape[axis] ?? 0));
  if (indexes === undefined || !isInside) {
    // Of a name of the run, the expression knows what is wrong.
    if (shape.length === 0 || isName(session, name)) return null;
    const last = `${name}[${shape.map((length) => length - 1).join(', ')}]`;
    throw new RequestFault(
      t`${name} is a variable of the NumPy code: write it alone, or its elements up to ${last}.`,
    );
  }
  const inner = shape.slice(at.length);
  const size = inner.reduce((product, length) => product * length, 1);
  const from = at.reduce((place, each, axis) => place * (shape[axis] ?? 1) + each, 0) * size;
  const texts = slots.slice(from, from + size).map((slot) => {
    const own = slot === null ? undefined : engine.run.slots[slot];
    return own === undefined
      ? '·'
      : valueText(own.kind === 'constant' ? own.initial : session.read(own.name));
  });
  return listed(inner, texts);
}

/** What the mouse is over: in the scenario a name of the run, anywhere else first a name of the NumPy code. */
export function hoverValue(target: Target, text: string, source: DebugProtocol.Source | undefined): string {
  const { session } = target.debug;
  const isScenario = source !== undefined && kindOf(target, source) === 'scenario';
  return (isScenario ? null : attempt(() => numpyValue(session, text))) ?? namedValue(session, text);
}

/** The value of an expression, or of a name that only the NumPy code has. @throws RequestFault if it is neither */
export function namedValue(session: Session, text: string): string {
  try {
    return expressionValue(session, text);
  } catch (error) {
    const other = numpyValue(session, text);
    if (other === null) throw error;
    return other;
  }
}

/** The value of what is typed in the console. @throws RequestFault that names the command, if one is meant */
export function typedValue(session: Session, text: string): string {
  try {
    return namedValue(session, text);
  } catch (error) {
    const meant = commandMeant(text);
    throw meant === null ? error : new RequestFault(t`A command starts with a colon: type ${meant}.`);
  }
}

/** Whether a name is an address or an array of the run. */
export function isName(session: Session, name: string): boolean {
  const array = partAt(name, 0, session);
  return session.values.slotsOf(name).length > 0 || array?.end === name.length;
}

/** More words than this are not looked through. */
const MOST_WORDS = 200;

/** The words that can stand where the user is typing: after `:` commands and what they take, otherwise expressions. */
export function completions(
  { debug, firstColumn }: Target,
  { text, column }: DebugProtocol.CompletionsArguments,
): DebugProtocol.CompletionsResponse['body'] {
  const typed = text.slice(0, column - firstColumn);
  const isCommand = typed.startsWith(':');
  const before = isCommand ? '' : 'print ';
  const { start, words } = complete(`${before}${typed.slice(isCommand ? 1 : 0)}`, debug, consoleCommands);
  const from = start - before.length + (isCommand ? 1 : 0);
  return {
    targets: words
      .slice(0, MOST_WORDS)
      .map((label) => ({ label, start: from, length: typed.length - from, type: 'variable' as const })),
  };
}
