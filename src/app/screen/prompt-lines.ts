/** The prompts in the place of the words: the command line, a search, a mark, a prediction. */
import { MOST_HINTS } from '../../explain/quiz.ts';
import { fuzzyMatch } from '../../i18n/fuzzy.ts';
import { t } from '../../i18n/translate.ts';
import type { Tone } from '../../view/colours/palette.ts';
import { BAR } from '../../view/panes/prose.ts';
import {
  cut,
  type Line,
  lineWidth,
  PROSE_MARGIN,
  type Size,
  type Span,
  span,
  spokenMargin,
  type Target,
} from '../../view/terminal/text.ts';
import { wrap } from '../../view/terminal/wrap.ts';
import { completionsOf, usageOf } from '../actions/command-line.ts';
import { hintsGiven, questionOf } from '../actions/questions.ts';
import type { Prompt } from '../state/prompt.ts';
import { markedAt } from '../state/ranked-rows.ts';
import type { Message, State } from '../state/state.ts';
import { isEditing, typedForecast } from './forecast-line.ts';
import { partSpans } from './part-spans.ts';
import { saidLines } from './said-lines.ts';

/** Cells for a text in a row of words. */
export function proseWidth({ columns }: Size): number {
  return columns - PROSE_MARGIN - BAR.length;
}

/** Texts in rows, with a bar before each. */
export function barred(lines: readonly string[], bar: Tone, tone: Tone): Line[] {
  return lines.map((line) => [span(BAR, bar), span(line, tone)]);
}

/**
 * The command line, and above it the words that can follow, or what the value that is typed would change. In one row the
 * words stand after it.
 */
export function commandLines(state: State, columns: number, rows: number): Line[] {
  const { opened, quiz } = state;
  // During a quiz no prediction is shown, since it would give answers away.
  const isForecast = opened !== null && quiz === null && state.message === null && isEditing(state);
  if (isForecast && rows > 1)
    return [
      cut(typedForecast(state, columns), columns),
      promptLine(':', state.prompt, columns, waitingSpans(state)),
    ];
  return promptLines(':', state, usageOf(state) ?? t`a command or a step number`, columns, rows);
}

/** A search, and above it the names that can follow. */
export function searchLines(state: State, columns: number, rows: number): Line[] {
  return promptLines('/', state, t`type a name, an operation or a value`, columns, rows);
}

/** A prompt, and above it what is said, its completions, or what to type if there are none. */
function promptLines(sign: string, state: State, help: string, columns: number, rows: number): Line[] {
  const { message } = state;
  const { words, typed } = message === null ? completionsOf(state) : { words: [], typed: '' };
  const said = message?.text ?? help;
  const room = columns - spokenMargin() - BAR.length;
  const waiting = waitingSpans(state);
  if (rows === 1) {
    const after = words.length === 0 ? said : words.join('  ');
    return [promptLine(sign, state.prompt, columns, [...waiting, span(`   ${after}`, 'mute')])];
  }
  const above =
    words.length === 0
      ? wrap(said, room, rows - 1).map((line) => [span(line, 'mute')])
      : [chips(words, typed, state.prompt.cycle?.at ?? null, room)];
  return [
    ...above.map((line) => [span(BAR, 'accent'), ...line]),
    promptLine(sign, state.prompt, columns, waiting),
  ];
}

/** How many pasted lines follow the one that is typed. */
function waitingSpans({ waiting: { length } }: State): Line {
  if (length === 0) return [];
  return [
    span(
      `   ${length === 1 ? t`1 more pasted line follows` : t`${length} more pasted lines follow`}`,
      'mute',
    ),
  ];
}

/**
 * Words as chips, as many as fit around the chosen one, and how many are left out.
 *
 * @param typed its letters are marked in each of them
 */
function chips(words: readonly string[], typed: string, chosen: number | null, room: number): Line {
  const widths = words.map((word) => word.length + 3);
  const rest = ` … ${words.length}`.length;
  const fits = (from: number, to: number) => {
    const taken = widths.slice(from, to).reduce((sum, width) => sum + width, 0);
    return taken + (from > 0 ? 2 : 0) + (to < words.length ? rest : 0) <= room;
  };
  let first = 0;
  while (chosen !== null && first < chosen && !fits(first, chosen + 1)) first += 1;
  let end = Math.max(first + 1, (chosen ?? 0) + 1);
  while (end < words.length && fits(first, end + 1)) end += 1;
  const shown = words.slice(first, end).flatMap((word, index): Span[] => {
    if (first + index === chosen) return [span(` ${word} `, 'ink', 'forward'), span(' ')];
    const marks = fuzzyMatch(word, typed)?.marks ?? [];
    const letters =
      marks.length === 0 ? [span(word, 'strong', 'soft')] : partSpans(markedAt(word, marks), 'soft');
    return [span(' ', 'plain', 'soft'), ...letters, span(' ', 'plain', 'soft'), span(' ')];
  });
  const left = words.length - end;
  return cut(
    [...(first > 0 ? [span('… ', 'mute')] : []), ...shown, ...(left > 0 ? [span(`… ${left}`, 'mute')] : [])],
    room,
  );
}

/** The marks that there are as keys, with their steps. Its first row asks for a letter. */
export function markLines({ opened }: State, mode: 'mark' | 'return', size: Size, rows: number): Line[] {
  const marks = [...(opened?.debug.marks ?? [])].filter(([letter]) => mode === 'return' || letter !== "'");
  const asked = mode === 'mark' ? t`mark this step: press a letter` : returnText(marks.length > 0);
  if (rows === 1 || marks.length === 0) return barred(wrap(asked, proseWidth(size), rows), 'accent', 'plain');
  const keys = marks.flatMap(([letter, step]): Span[] => {
    const target: Target = { kind: 'key', key: letter };
    return [
      { ...span(` ${letter} `, 'strong', 'soft'), target },
      { ...span(` ${step}  `, 'mute'), target },
    ];
  });
  return [
    ...barred(wrap(asked, proseWidth(size), 1), 'accent', 'plain'),
    [span(BAR, 'accent'), ...cut(keys, proseWidth(size))],
  ];
}

function returnText(hasMarks: boolean): string {
  return hasMarks
    ? t`return to which mark? ' is where you jumped from`
    : t`return to: a letter, or ' for where you jumped from`;
}

/** The question of the quiz, or what was said about the last answer, and the prompt: all in one row if there is one. */
export function answerLines(state: State, size: Size, rows: number): Line[] {
  const { message, prompt } = state;
  const asked: Message = message ?? { text: questionOf(state), isFault: false, place: null };
  const tone = asked.isFault ? 'warning' : 'plain';
  const room = proseWidth(size);
  if (rows === 1) {
    const left = room - lineWidth([span(`= ${prompt.text}    `)]);
    const text = left > 0 ? saidLines(asked, left, 1).join('') : '';
    return [promptLine('= ', prompt, size.columns, [span(`   ${text}`, 'mute')])];
  }
  const hints = hintsGiven(state);
  const given = hints === 0 ? '' : ` · ${t`hint ${hints} of ${MOST_HINTS}`}`;
  const help = [span(`   ${t`Enter alone shows the result`}${given}`, 'mute')];
  return [
    ...barred(saidLines(asked, room, rows - 1), 'accent', tone),
    promptLine('= ', prompt, size.columns, help),
  ];
}

/** The typed text with the caret, after its sign. */
function promptLine(sign: string, { text, caret }: Prompt, columns: number, after: Line = []): Line {
  const typed = [
    span(text.slice(0, caret), 'strong'),
    span('▏', 'accent'),
    span(text.slice(caret), 'strong'),
  ];
  const line = [span(BAR, 'accent'), span(sign, 'accent'), ...typed];
  const room = columns - spokenMargin() - lineWidth(line);
  return [...cut(line, columns - spokenMargin()), ...(room > 0 ? cut(after, room) : [])];
}
