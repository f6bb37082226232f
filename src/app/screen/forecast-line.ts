/** The line that says what an edit would change, or has changed. */
import { type ExamplePrediction, predictExample } from '../../analysis/forecast.ts';
import type { Debugger } from '../../commands/debugger.ts';
import { commandOf, splitLine } from '../../commands/line.ts';
import { readArguments, type Typed } from '../../commands/parameters.ts';
import { debuggerCommands } from '../../commands/sections/commands.ts';
import { setCommand, whyNotSet } from '../../commands/sections/edits.ts';
import { assignment } from '../../commands/session-parameters.ts';
import { conditionWords } from '../../expression/condition-syntax.ts';
import { t } from '../../i18n/translate.ts';
import type { NamedValue } from '../../session/steps.ts';
import { BAR } from '../../view/panes/prose.ts';
import { withMinusSigns } from '../../view/terminal/format.ts';
import {
  type Line,
  lineWidth,
  numberSpan,
  PROSE_MARGIN,
  type Span,
  span,
  spokenMargin,
} from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import type { State } from '../state/state.ts';

/** Whether the command that is being typed sets a value. */
export function isEditing({ prompt }: State): boolean {
  const { word } = splitLine(prompt.text);
  return commandOf(word, debuggerCommands) === setCommand && prompt.text.trimStart() !== word;
}

/** What is typed: an edit; what is wrong with it; or nothing yet that an edit cannot begin with. */
type Typing =
  | { readonly kind: 'edit'; readonly edit: NamedValue }
  | { readonly kind: 'wrong'; readonly text: string }
  | { readonly kind: 'begun' };

function typing({ prompt }: State, debug: Debugger): Typing {
  const { typed } = splitLine(prompt.text);
  const read = readArguments({ words: setCommand.words, parameters: [assignment] as const }, typed, debug);
  if (!read.ok)
    return isBegun(typed, read.at, debug) ? { kind: 'begun' } : { kind: 'wrong', text: read.text };
  const [{ address, expression }] = read.values;
  const value = debug.session.evaluate(expression);
  if (value === null) return { kind: 'begun' };
  const reason = whyNotSet(debug, address, value);
  return reason === null ? { kind: 'edit', edit: { name: address, value } } : { kind: 'wrong', text: reason };
}

/**
 * Whether what is wrong from an offset on may only lack its end: nothing is there, or the beginning of a name where one
 * can stand.
 */
function isBegun({ line, from }: Typed, at: number, { session }: Debugger): boolean {
  if (at >= line.length) return true;
  const [before, word] = [line.slice(from, at).trimEnd(), line.slice(at)];
  const isPlace = before === '' || /[^\p{L}\p{N}_.\])]$/u.test(before);
  return isPlace && [...session.values.names, ...conditionWords].some((each) => each.startsWith(word));
}

/** What the edit that is being typed would change; or what is wrong with it. */
export function typedForecast(state: State, columns: number): Line {
  if (!state.opened) return [];
  const found = typing(state, state.opened.debug);
  if (found.kind !== 'wrong') return forecastLine(state, columns, found.kind === 'edit' ? found.edit : null);
  const room = Math.max(1, columns - BAR.length - PROSE_MARGIN);
  return [span(BAR, 'warning'), span(wrap(withMinusSigns(found.text), room, 1).join(''), 'warning')];
}

/**
 * Outputs, errors and the loss of the current example with the current values. If one value is changed: what it is now and
 * would be, and the same of each result that the change reaches; where there is no room for both, what they would be.
 */
export function forecastLine({ opened }: State, columns: number, changed: NamedValue | null = null): Line {
  if (!opened) return [];
  const { session } = opened.debug;
  const present = resultsOf(predictExample(session, null));
  if (changed === null) return labelled(t`with these numbers:`, [], resultSpans(present, []));
  const values = resultsOf(predictExample(session, changed));
  const line = (before: readonly NamedValue[]) =>
    labelled(t`would give:`, changeSpans(changed, session.read(changed.name)), resultSpans(values, before));
  const both = line(present);
  return lineWidth(both) <= columns - spokenMargin() ? both : line([]);
}

function labelled(label: string, set: Line, numbers: Line): Line {
  const before = set.length === 0 ? set : [...set, span('   ')];
  return [span(BAR, 'ahead'), ...before, span(`${label}  `, 'mute'), ...numbers];
}

function resultSpans(values: readonly NamedValue[], before: readonly NamedValue[]): Line {
  return values.flatMap((each, index) => [
    span(index === 0 ? '' : '  ·  ', 'mute'),
    ...changeSpans(each, before[index]?.value ?? null),
  ]);
}

function resultsOf({ outputs, errors, loss }: ExamplePrediction): NamedValue[] {
  return [...outputs, ...errors, ...(loss === null ? [] : [{ name: 'loss', value: loss }])];
}

/** `loss 16 → 1`; only the number if it stays the same. */
function changeSpans({ name, value }: NamedValue, before: number | null): Span[] {
  const number = numberSpan(value, 'strong');
  if (before === null || Object.is(before, value)) return [span(`${name} `, 'mute'), number];
  return [span(`${name} `, 'mute'), numberSpan(before, 'plain'), span(' → ', 'mute'), number];
}
