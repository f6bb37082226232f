/** What stands in the place of the words: prompts, questions, messages, progress; and the keys below. */

import { caretLines } from '../../diagnostics/diagnostic.ts';
import { scoreOf } from '../../explain/quiz.ts';
import { languageTable, nextLanguage, t } from '../../i18n/translate.ts';
import { noteSize } from '../../view/layout.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { BAR } from '../../view/panes/prose.ts';
import { grouped, withMinusSigns } from '../../view/terminal/format.ts';
import type { Tone } from '../../view/terminal/palette.ts';
import {
  cut,
  type Line,
  lineWidth,
  PROSE_MARGIN,
  type Size,
  span,
  spokenMargin,
} from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { completionsOf } from '../actions/command-line.ts';
import { questionOf } from '../actions/questions.ts';
import type { Prompt } from '../state/prompt.ts';
import type { Message, Mode, State } from '../state/state.ts';
import { footerActions } from './footer-keys.ts';
import { forecastLine, isEditing, typedEdit } from './forecast-line.ts';

const cancel = { keys: ['escape'], hint: 'cancel' };
/** Only where lines were typed before. */
const earlier = { keys: ['up'], hint: 'earlier' };

/** The keys of the modes that have few. */
const modeKeys: Partial<
  Record<Mode, readonly { readonly keys: readonly string[]; readonly hint: string }[]>
> = {
  command: [{ keys: ['enter'], hint: 'run it' }, { keys: ['tab'], hint: 'complete' }, earlier, cancel],
  search: [{ keys: ['enter'], hint: 'find' }, earlier, cancel],
  answer: [{ keys: ['enter'], hint: 'answer' }, { keys: ['?'], hint: 'hint' }, cancel],
  mark: [cancel],
  return: [cancel],
  filter: [
    { keys: ['enter'], hint: 'keep' },
    { keys: ['escape'], hint: 'show all' },
    { keys: ['down'], hint: 'down' },
    { keys: ['up'], hint: 'up' },
  ],
  running: [{ keys: ['escape'], hint: 'stop' }],
};

/** The last line of the screen: the keys that can do something, and before them what is going on. */
export function footer(state: State, { columns }: Size): Line {
  const { mode, message, opened, playing, prompt, language, capabilities } = state;
  if (mode === 'filter') {
    const help = span(`  ${t`type to filter`}`, 'mute');
    return [...footerLine(modeKeys.filter ?? [], columns - lineWidth([help])), help];
  }
  const keys = modeKeys[mode]?.filter((each) => each !== earlier || prompt.history.length > 0);
  if (keys) return footerLine(keys, columns);
  const words = { off: '', on: t`playing`, paused: t`paused at a note: Space continues` }[playing];
  const started = words === '' ? [] : [span(` ${words} `, 'accent')];
  const score = scoreSpans(state);
  // In the menu, a message is in this line, and keys get the room that is left.
  const said = message === null || opened !== null ? [] : [span(` ${message.text} `, 'warning')];
  // The name of the other language is the last, since terminals disagree about the width of Bangla.
  const { name, asciiName } = languageTable[nextLanguage(language)];
  const other = opened
    ? []
    : [span('  A', 'key'), span(` ${capabilities.isAscii ? asciiName : name}`, 'mute')];
  const before = [...started, ...score, ...said];
  return [
    ...before,
    ...footerLine(footerActions(state), columns - lineWidth([...before, ...other])),
    ...other,
  ];
}

/**
 * The lines in the place of the words: progress, a prompt, a question, a message, a prediction for an edit. Null for
 * none; then the words for the step are there.
 */
export function statusLines(state: State, size: Size): Line[] | null {
  const { running, message, mode, view } = state;
  const rows = noteSize(size, view).rows;
  if (running) return [progressLine(state)];
  switch (mode) {
    case 'command':
      return commandLines(state, size.columns).slice(0, rows);
    case 'search':
      return [prompted('/', state.prompt, t`type a name, an operation or a value`, size.columns)];
    case 'mark':
      return barred([t`mark this step: press a letter`], 'accent', 'plain');
    case 'return':
      return barred(wrap(returnText(state), proseWidth(size), rows), 'accent', 'plain');
    case 'answer':
      return answerLines(state, size, rows);
    default:
      return message === null ? null : messageLines(state, message, size, rows);
  }
}

function proseWidth({ columns }: Size): number {
  return columns - PROSE_MARGIN - BAR.length;
}

function barred(lines: readonly string[], bar: Tone, tone: Tone): Line[] {
  return lines.map((line) => [span(BAR, bar), span(line, tone)]);
}

/** The command line, and while a value is typed what it would change. */
function commandLines(state: State, columns: number): Line[] {
  const { opened, quiz, prompt } = state;
  const typed = prompted(':', prompt, hint(state), columns);
  // During a quiz no prediction is shown, since it would give answers away.
  const isForecast = opened !== null && quiz === null && isEditing(state);
  return isForecast ? [typed, forecastLine(state, typedEdit(state))] : [typed];
}

/** The question of the quiz, or what was said about the last answer, and the prompt: all in one row if there is one. */
function answerLines(state: State, size: Size, rows: number): Line[] {
  const { message, prompt } = state;
  const text = message === null ? questionOf(state) : withMinusSigns(message.text);
  const tone = message?.isFault ? 'warning' : 'plain';
  if (rows === 1) return [prompted('= ', prompt, text, size.columns)];
  return [
    ...barred(wrap(text, proseWidth(size), rows - 1), 'accent', tone),
    prompted('= ', prompt, t`Enter alone shows the result`, size.columns),
  ];
}

function messageLines(state: State, message: Message, size: Size, rows: number): Line[] {
  const { opened, quiz } = state;
  const { columns } = size;
  const tone = message.isFault ? 'warning' : 'plain';
  const said = barred(
    wrap(withMinusSigns(message.text), proseWidth(size), rows),
    tone === 'plain' ? 'accent' : tone,
    tone,
  );
  const isEdit =
    quiz === null && opened !== null && opened.debug.session.timeline.edits.length > 0 && !message.isFault;
  if (isEdit && said.length === 1) return [...said, forecastLine(state)];
  return pointedLines(message, columns, rows) ?? said;
}

/** A fault with the typed line above it and a caret below the wrong word; null if that does not fit. */
function pointedLines({ text, place }: Message, columns: number, rows: number): Line[] | null {
  if (place === null) return null;
  const [typed, caret] = caretLines(place.line, place.at);
  const room = columns - BAR.length - Math.max(1, spokenMargin());
  const fits = [typed, `${caret} ${text}`].every((line) => line.length <= room);
  const lines = fits ? [typed, `${caret} ${text}`] : [typed, caret, ...wrap(text, room, 2)];
  if (typed.length > room || lines.length > rows) return null;
  return barred(lines, 'warning', 'warning');
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
    [span(BAR, 'accent'), span(sign, 'accent'), ...promptSpans(prompt), span(`   ${help}`, 'mute')],
    columns - spokenMargin(),
  );
}

/** The help text of the command line: completions, or for an empty line what to type. */
function hint(state: State): string {
  if (state.prompt.text.trim() === '') return t`a command or a step number`;
  const words = completionsOf(state);
  return `${words.slice(0, 8).join('  ')}${words.length > 8 ? '  …' : ''}`;
}

function returnText({ opened }: State): string {
  const marks = [...(opened?.debug.marks.keys() ?? [])].filter((mark) => mark !== "'");
  return marks.length === 0
    ? t`return to: a letter, or ' for where you jumped from`
    : t`return to: a letter (${marks.join(' ')}), or ' for where you jumped from`;
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
    span(BAR, 'accent'),
    span(`${arrow} `, 'accent'),
    span(t`running: step ${grouped(position)} of ${grouped(total)}`, 'strong'),
    span(` · ${t`${grouped(Math.round(rate))} steps/s`}${left}`, 'mute'),
  ];
}
