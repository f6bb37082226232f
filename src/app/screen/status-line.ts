/** The status line and the lines above it: prompts, messages, progress, and the keys of the footer. */

import { predictExample } from '../../analysis/forecast.ts';
import { debuggerCommands } from '../../commands/commands.ts';
import { setCommand } from '../../commands/edits.ts';
import { commandOf, splitLine } from '../../commands/line.ts';
import { readArguments } from '../../commands/parameters.ts';
import { assignment } from '../../commands/session-parameters.ts';
import { caretLines } from '../../diagnostics/diagnostic.ts';
import { scoreOf } from '../../explain/quiz.ts';
import { currentLanguage, t } from '../../i18n/translate.ts';
import type { NamedValue } from '../../session/steps.ts';
import { noteSize } from '../../view/layout.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { withMinusSigns } from '../../view/terminal/format.ts';
import {
  cut,
  type Line,
  lineWidth,
  numberSpan,
  PROSE_MARGIN,
  type Size,
  span,
  spokenMargin,
  wrap,
} from '../../view/terminal/text.ts';
import { completionsOf } from '../actions/command-line.ts';
import { questionOf } from '../actions/questions.ts';
import type { Prompt } from '../state/prompt.ts';
import type { Message, State } from '../state/state.ts';
import { footerActions } from './footer-keys.ts';

/** The last line of the screen: a prompt, or the keys. */
export function footer(state: State, { columns }: Size): Line {
  const { mode, prompt, message, opened, playing } = state;
  switch (mode) {
    case 'command':
      return prompted(' :', prompt, hint(state), columns);
    case 'search': {
      const help = t`type a name, an operation or a value; Enter finds the next`;
      return prompted(' /', prompt, help, columns);
    }
    case 'answer': {
      const help = t`Enter answers, ? hints, Enter alone shows the result, Esc cancels`;
      return prompted(' = ', prompt, help, columns);
    }
    case 'mark':
      return [span(` ${t`mark this step: press a letter`}`, 'accent')];
    case 'return':
      return cut([span(` ${returnText(state)}`, 'accent')], columns - spokenMargin());
    case 'filter': {
      const keys = [
        { keys: ['enter'], hint: 'keep' },
        { keys: ['escape'], hint: 'show all' },
        { keys: ['down'], hint: 'down' },
        { keys: ['up'], hint: 'up' },
      ];
      const help = span(` ${t`type to filter`}`, 'dim');
      return [...footerLine(keys, columns - lineWidth([help]) - 1), help];
    }
    case 'running':
      return footerLine([{ keys: ['escape'], hint: 'stop' }], columns);
    default: {
      const words = { off: '', on: t`playing`, paused: t`paused at a note: Space continues` }[playing];
      const started = words === '' ? [] : [span(` ${words} `, 'accent')];
      const score = scoreSpans(state);
      // In the menu, a message is in the status line, and keys get the room that is left.
      const said = message === null || opened !== null ? [] : [span(` ${message.text} `, 'warning')];
      return [
        ...started,
        ...score,
        ...said,
        ...footerLine(footerActions(state), columns - lineWidth([...started, ...score, ...said])),
      ];
    }
  }
}

/** The lines above the scenario's note: progress, a question, a message, a prediction for an edit; null for none. */
export function statusLines(state: State, size: Size): Line[] | null {
  const { columns } = size;
  const { running, message, opened, mode, quiz } = state;
  if (running) return [progressLine(state)];
  // During a quiz no prediction is shown, since it would give answers away.
  if (opened && quiz === null && mode === 'command' && isEditing(state))
    return [forecastLine(state, typedEdit(state))];
  if (mode === 'answer' && message === null)
    return wrap(questionOf(state), columns - PROSE_MARGIN - 3, 2).map((line, index) => [
      span(index === 0 ? ' ? ' : '   ', 'accent'),
      span(line),
    ]);
  if (message !== null) {
    const lines = wrap(withMinusSigns(message.text), columns - 1 - Math.max(1, spokenMargin()), 2);
    const isEdit =
      quiz === null && opened !== null && opened.debug.session.timeline.edits.length > 0 && !message.isFault;
    const said = lines.map((line): Line => [span(` ${line}`, message.isFault ? 'warning' : 'accent')]);
    if (isEdit && said.length === 1) return [...said, forecastLine(state)];
    return pointedLines(message, columns, noteSize(size, state.view.hidden).rows) ?? said;
  }
  return null;
}

/** A fault with the typed line above it and a caret below the wrong word; null if that does not fit. */
function pointedLines({ text, place }: Message, columns: number, rows: number): Line[] | null {
  if (place === null) return null;
  const [typed, caret] = caretLines(place.line, place.at);
  const room = columns - 1 - Math.max(1, spokenMargin());
  const fits = [typed, `${caret} ${text}`].every((line) => line.length <= room);
  const lines = fits ? [typed, `${caret} ${text}`] : [typed, caret, ...wrap(text, room, 2)];
  if (typed.length > room || lines.length > rows) return null;
  return lines.map((line) => [span(` ${line}`, 'warning')]);
}

/** The score of the quiz; empty if it is off. */
function scoreSpans({ quiz }: State): Line {
  if (quiz === null) return [];
  const { right, asked } = scoreOf(quiz);
  return [span(` ${t`quiz ${right}/${asked}`} `, 'accent')];
}

function promptSpans({ text, caret }: Prompt): Line {
  return [span(text.slice(0, caret), 'strong'), span('▏', 'accent'), span(text.slice(caret), 'strong')];
}

/** A prompt: the typed text with the caret, and after it a help text. */
function prompted(sign: string, prompt: Prompt, help: string, columns: number): Line {
  return cut(
    [span(sign, 'accent'), ...promptSpans(prompt), span(`   ${help}`, 'dim')],
    columns - spokenMargin(),
  );
}

/** The help text of the command line: completions, or for an empty line what to type. */
function hint(state: State): string {
  if (state.prompt.text.trim() === '') return t`a command or a step number; Tab completes, Esc cancels`;
  const words = completionsOf(state);
  return `${words.slice(0, 8).join('  ')}${words.length > 8 ? '  …' : ''}`;
}

function returnText({ opened }: State): string {
  const marks = [...(opened?.debug.marks.keys() ?? [])].filter((mark) => mark !== "'");
  return marks.length === 0
    ? t`return to: a letter, or ' for where you jumped from`
    : t`return to: a letter (${marks.join(' ')}), or ' for where you jumped from`;
}

/** Whether the command that is being typed sets a value. */
function isEditing({ prompt }: State): boolean {
  const { word } = splitLine(prompt.text);
  return commandOf(word, debuggerCommands) === setCommand && prompt.text.trimStart() !== word;
}

/** The edit that is being typed; null as long as it is not valid. */
function typedEdit({ prompt, opened }: State): NamedValue | null {
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
function forecastLine({ opened }: State, changed: NamedValue | null = null): Line {
  if (!opened) return [];
  const { outputs, errors, loss } = predictExample(opened.debug.session, changed);
  const values = [...outputs, ...errors, ...(loss === null ? [] : [{ name: 'loss', value: loss }])];
  const label = t`with these numbers:`;
  const numbers = values.flatMap(({ name, value }, index) => [
    span(index === 0 ? '' : '  ·  ', 'dim'),
    span(`${name} `, 'dim'),
    numberSpan(value, 'strong'),
  ]);
  // Numbers may not be on the right of Bangla.
  return currentLanguage() === 'en'
    ? [span(` ${label}  `, 'dim'), ...numbers]
    : [span(' '), ...numbers, span(`   ${label}`, 'dim')];
}

function progressLine({ running, opened }: State): Line {
  if (!running || !opened) return [];
  const { from, position, elapsed } = running;
  const { total } = opened.debug.session;
  const done = Math.abs(position - from);
  const rate = elapsed > 0 ? (done / elapsed) * 1000 : 0;
  const ahead = position >= from ? total - position : position;
  const left = rate > 0 ? ` · ${t`≤ ${Math.ceil(ahead / rate)} s left`}` : '';
  const arrow = position >= from ? '▸' : '⟲';
  return [
    span(` ${arrow} `, 'accent'),
    span(t`running: step ${grouped(position)} of ${grouped(total)}`, 'strong'),
    span(` · ${t`${grouped(Math.round(rate))} steps/s`}${left}`, 'dim'),
  ];
}

function grouped(count: number): string {
  return count.toLocaleString('en');
}
