/** What stands in the place of the words: prompts, questions, messages, progress; and the keys below. */

import { caretLines } from '../../diagnostics/diagnostic.ts';
import { MOST_HINTS, scoreOf } from '../../explain/quiz.ts';
import { languageTable, nextLanguage, t } from '../../i18n/translate.ts';
import { keySign, pressedKey } from '../../keys/bindings.ts';
import { footerLine } from '../../view/panes/footer.ts';
import { BAR, hasWords, leftOutSign, noteAt } from '../../view/panes/prose.ts';
import { hasRoomForMore, noteSize } from '../../view/screen-rows.ts';
import { grouped } from '../../view/terminal/format.ts';
import {
  type Line,
  lineWidth,
  type Size,
  span,
  spokenMargin,
  type Target,
} from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { actionOfKey } from '../actions/actions.ts';
import { playingText } from '../actions/playing.ts';
import { hintsGiven, optionsWhilePredicting } from '../actions/questions.ts';
import { warningsKey } from '../actions/warnings.ts';
import { keysOfList } from '../keys/list-keys.ts';
import { isFaulty, type Message, type Mode, type State } from '../state/state.ts';
import { footerActions, KEPT } from './footer-keys.ts';
import { forecastLine } from './forecast-line.ts';
import { answerLines, barred, commandLines, markLines, proseWidth, searchLines } from './prompt-lines.ts';
import { leavesOut, saidLines } from './said-lines.ts';

const cancel = { keys: ['escape'], hint: 'cancel' };
/** Only while there are more. */
const hint = { keys: ['?'], hint: 'hint' };
/** Only where lines were typed before. */
const earlier = { keys: ['up'], hint: 'earlier' };

interface HintedKey {
  readonly keys: readonly string[];
  readonly hint: string;
}

/** The keys of the modes that have few. */
const modeKeys: Partial<Record<Mode, readonly HintedKey[]>> = {
  command: [{ keys: ['enter'], hint: 'run it' }, { keys: ['tab'], hint: 'complete' }, earlier, cancel],
  search: [{ keys: ['enter'], hint: 'find' }, { keys: ['tab'], hint: 'complete' }, earlier, cancel],
  answer: [{ keys: ['enter'], hint: 'answer' }, hint, cancel],
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

/** What a key does now, in a word or two; undefined for nothing, and for what the footer of a mode does not name. */
export function hintOf(state: State, key: string): string | undefined {
  const { list, mode } = state;
  const own = list ? keysOfList(list) : modeKeys[mode];
  return (own ? own.find(({ keys }) => keys.includes(key)) : actionOfKey(state, key))?.hint;
}

/** The last line of the screen: the keys that can do something, and before them what is going on. */
export function footer(state: State, { columns }: Size): Line {
  const { mode, opened, playing, prompt, language, capabilities } = state;
  if (mode === 'filter') {
    const help = span(`  ${t`type to filter`}`, 'mute');
    return [...footerLine(modeKeys.filter ?? [], columns - lineWidth([help])), help];
  }
  const isOffered = new Map<HintedKey, boolean>([
    [earlier, prompt.history.length > 0],
    [hint, hintsGiven(state) < MOST_HINTS],
  ]);
  const keys = modeKeys[mode]?.filter((each) => isOffered.get(each) ?? true);
  if (keys) return footerLine(keys, columns);
  const words = { off: '', on: t`playing`, paused: pausedText(state) }[playing];
  const started = words === '' ? [] : [span(` ${words} `, 'accent')];
  const score = scoreSpans(state);
  // The name of the other language is the last, since terminals disagree about the width of Bangla.
  const { name, asciiName } = languageTable[nextLanguage(language)];
  const other = opened
    ? []
    : [span(`  ${keySign('A', 'menu')}`, 'key'), span(` ${capabilities.isAscii ? asciiName : name}`, 'mute')];
  const going = [...started, ...score];
  const actions = footerActions(state);
  const room = columns - lineWidth([...going, ...other]);
  const faulty = faultySpans(state);
  const isRoomy =
    faulty.length === 0 || lineWidth([...faulty, ...footerLine(actions.slice(-KEPT), room)]) <= room;
  const before = isRoomy ? [...going, ...faulty] : going;
  return [...before, ...footerLine(actions, columns - lineWidth([...before, ...other]), KEPT), ...other];
}

/** Why playing has paused, and in which direction it goes on. */
function pausedText({ opened, playDirection }: State): string {
  const key = keySign('space');
  const isForward = playDirection === 'forward';
  if (opened === null || noteAt(opened.scene) === null)
    return isForward ? t`paused: ${key} continues` : t`paused: ${key} continues backward`;
  return isForward ? t`paused at a note: ${key} continues` : t`paused at a note: ${key} continues backward`;
}

/** That the file has an error, and the key that shows it; empty if it has none. */
function faultySpans({ opened }: State): Line {
  if (opened === null || !isFaulty(opened)) return [];
  const target: Target = { kind: 'key', key: pressedKey(warningsKey) };
  return [
    { ...span(` ${keySign(warningsKey)}`, 'key'), target },
    { ...span(` ${t`error in the file`} `, 'warning'), target },
  ];
}

/**
 * The lines in the place of the words: progress, a prompt, a question, a message, a prediction for an edit. Null for
 * none; then the words for the step are there.
 */
export function statusLines(state: State, size: Size): Line[] | null {
  const { running, message, mode, view, playing, playDirection } = state;
  const rows = noteSize(size, view).rows;
  if (running) return [progressLine(state)];
  switch (mode) {
    case 'command':
      return commandLines(state, size.columns, rows);
    case 'search':
      return searchLines(state, size.columns, rows);
    case 'mark':
    case 'return':
      return markLines(state, mode, size, rows);
    case 'answer':
      return answerLines(state, size, rows);
    default:
      if (message !== null) return messageLines(state, message, size, rows);
      // In one row the words for the step are worth more.
      return playing === 'on' && rows > 1
        ? barred(
            wrap(`${PLAYING[playDirection]} ${playingText(state)}`, proseWidth(size), 1),
            'accent',
            'mute',
          )
        : null;
  }
}

/** The signs of the directions of playing. */
const PLAYING = { forward: '▸', backward: '⟲' } as const;

function messageLines(state: State, message: Message, size: Size, rows: number): Line[] {
  const { opened, quiz } = state;
  const { columns } = size;
  const tone = message.isFault ? 'warning' : 'plain';
  const room = proseWidth(size);
  const lines = saidLines(message, room, rows);
  // At the end of a run E says the message again, so it leads to all of it and to the words of the last step.
  const isAlone = message.tellsEnd !== undefined && lines.length === rows;
  const isShort =
    opened !== null &&
    (leavesOut(message, room, rows) || (isAlone && hasWords(opened.scene, optionsWhilePredicting(state))));
  const free = room - lineWidth([span(lines.at(-1) ?? '')]);
  const hint = isShort ? leftOutSign(hasRoomForMore(size, state.view), free) : [];
  const bars = barred(lines, tone === 'plain' ? 'accent' : tone, tone);
  const said = bars.map((line, row) => (row === lines.length - 1 ? [...line, ...hint] : line));
  const isEdited = quiz === null && opened !== null && opened.debug.session.timeline.edits.length > 0;
  if (isEdited && message.isOfEdit && !message.isFault && said.length === 1)
    return [...said, forecastLine(state, columns)];
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

function progressLine({ running, opened, message }: State): Line {
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
    ...(message === null
      ? [span(` · ${t`${Math.round(rate)} steps/s`}${left}`, 'mute')]
      : [span(` · ${message.text}`)]),
  ];
}
