/** The line that says what an edit would change, or has changed. */
import { predictExample } from '../../analysis/forecast.ts';
import { debuggerCommands } from '../../commands/commands.ts';
import { setCommand } from '../../commands/edits.ts';
import { commandOf, splitLine } from '../../commands/line.ts';
import { readArguments } from '../../commands/parameters.ts';
import { assignment } from '../../commands/session-parameters.ts';
import { currentLanguage, t } from '../../i18n/translate.ts';
import type { NamedValue } from '../../session/steps.ts';
import { BAR } from '../../view/panes/prose.ts';
import { type Line, numberSpan, span } from '../../view/terminal/text.ts';
import type { State } from '../state/state.ts';

/** Whether the command that is being typed sets a value. */
export function isEditing({ prompt }: State): boolean {
  const { word } = splitLine(prompt.text);
  return commandOf(word, debuggerCommands) === setCommand && prompt.text.trimStart() !== word;
}

/** The edit that is being typed; null as long as it is not valid. */
export function typedEdit({ prompt, opened }: State): NamedValue | null {
  if (!opened) return null;
  const { debug } = opened;
  const read = readArguments(
    { words: setCommand.words, parameters: [assignment] as const },
    splitLine(prompt.text).typed,
    debug,
  );
  if (!read.ok) return null;
  const [{ address, expression }] = read.values;
  if (debug.session.editable(address) === null) return null;
  const value = expression.evaluate((each) => debug.session.read(each));
  return value === null ? null : { name: address, value };
}

/** Outputs, errors and the loss of the current example with the current values and, if given, one changed value. */
export function forecastLine({ opened }: State, changed: NamedValue | null = null): Line {
  if (!opened) return [];
  const { outputs, errors, loss } = predictExample(opened.debug.session, changed);
  const values = [...outputs, ...errors, ...(loss === null ? [] : [{ name: 'loss', value: loss }])];
  const label = t`with these numbers:`;
  const numbers = values.flatMap(({ name, value }, index) => [
    span(index === 0 ? '' : '  ·  ', 'mute'),
    span(`${name} `, 'mute'),
    numberSpan(value, 'strong'),
  ]);
  // Numbers may not be on the right of Bangla.
  return currentLanguage() === 'en'
    ? [span(BAR, 'ahead'), span(`${label}  `, 'mute'), ...numbers]
    : [span(BAR, 'ahead'), ...numbers, span(`   ${label}`, 'mute')];
}
