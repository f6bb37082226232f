/** The text for a screen reader: the current state in sentences, without anything that is only visual. */
import { setLanguage, t } from '../../i18n/translate.ts';
import { keySign, pressedKey, setBindings } from '../../keys/bindings.ts';
import { signOf } from '../../keys/key-names.ts';
import { localized } from '../../scenario/format/scenario.ts';
import { nextStepLine } from '../../view/panes/operation/next-step.ts';
import { noteAt } from '../../view/panes/prose.ts';
import { plainText } from '../../view/terminal/text.ts';
import { screenReaderSentence, selectionSentences } from '../../view/words/screen-reader.ts';
import { optionsWhilePredicting, questionOf } from '../actions/questions.ts';
import { warningsKey } from '../actions/warnings.ts';
import { closingKey } from '../keys/list-keys.ts';
import { matchesOf } from '../state/catalogue.ts';
import { type ListState, placeOf, visibleRows } from '../state/list.ts';
import { isFaulty, type State } from '../state/state.ts';
import { nothingFound } from './list.ts';
import { focusLines } from './spoken-pane.ts';

/** The text of a state for a screen reader: a few lines, in the language of the state. */
export function screenReaderLines(state: State): string[] {
  setLanguage(state.language);
  setBindings(state.bindings);
  const { list, opened, message, mode, prompt, running } = state;
  const said =
    message === null ? [] : [[message.text, ...(message.more ?? []), message.way].filter(Boolean).join(' ')];
  const typed = typing(state) ? [t`Typed: ${prompt.text}`] : [];
  const faulty =
    opened !== null && isFaulty(opened) && message === null
      ? [t`The file has an error. To read it, press ${spokenKey(pressedKey(warningsKey))}.`]
      : [];
  if (list) return [...listLines(list), ...said, ...faulty];
  if (!opened) return [...said, ...menuLines(state)];
  if (running) return [t`Running: step ${String(running.position)}. Press Escape to stop.`];
  if (mode === 'answer') return [questionOf(state), ...hintLines(state), ...said, ...faulty, ...typed];
  const note = noteAt(opened.scene);
  const keys =
    opened.debug.session.position === 0
      ? [
          t`Press ${spokenKey(pressedKey('right'))} to step forward, ${spokenKey(pressedKey('left'))} to step back, and ${spokenKey(pressedKey('?'))} to list all keys.`,
        ]
      : [];
  const step = message === null ? [screenReaderSentence(opened.scene), ...keys] : said;
  return [
    ...step,
    ...faulty,
    ...(note === null ? [] : [note]),
    ...selectionSentences(opened.debug),
    ...focusLines(opened, state),
    ...typed,
  ];
}

/** What the hints have revealed of the question; empty without hints. */
function hintLines(state: State): string[] {
  const { ahead } = optionsWhilePredicting(state);
  const next = state.opened?.scene.next;
  if (!state.opened || !next || ahead === 'nothing') return [];
  return [plainText(nextStepLine(state.opened.scene, next, ahead))];
}

function typing({ mode }: State): boolean {
  return mode === 'command' || mode === 'search' || mode === 'answer';
}

function menuLines(state: State): string[] {
  const { highlighted, filter, mode } = state;
  const matches = matchesOf(state);
  const entry = matches[highlighted];
  const filtered = mode === 'filter' || filter !== '' ? [t`Filter: ${filter}`] : [];
  if (!entry)
    return [...filtered, t`No scenario has these words. Press ${keySign('escape', 'menu')} to show all.`];
  const { title, teaches, intro } = entry.scenario;
  const key = (own: string) => spokenKey(pressedKey(own, 'menu'));
  return [
    ...filtered,
    t`Choose a scenario: number ${highlighted + 1} of ${matches.length}. To move, press ${key('down')} or ${key('up')}; ${key('enter')} opens, ${key('q')} quits.`,
    sentences([title, teaches, intro].map((text) => localized(text)).filter(Boolean)),
  ];
}

/** The name of a key as it is said: the signs of arrows and marks have no sound. */
function spokenKey(key: string): string {
  const words: Readonly<Record<string, () => string>> = {
    right: () => t`the right arrow`,
    left: () => t`the left arrow`,
    up: () => t`the up arrow`,
    down: () => t`the down arrow`,
    escape: () => 'Escape',
    '?': () => t`the question mark`,
    '!': () => t`the exclamation mark`,
  };
  return words[key]?.() ?? signOf(key);
}

/** Joins texts to one paragraph. A text without a mark at its end gets the full stop of the current language. */
export function sentences(texts: readonly string[]): string {
  return texts.reduce((before, text) =>
    /[.?!।…]$/.test(before) ? `${before} ${text}` : t`${before}. ${text}`,
  );
}

function listLines(list: ListState): string[] {
  const row = visibleRows(list)[list.selected];
  const { place, count } = placeOf(list);
  if (count === 0) return [`${list.title} ${nothingFound(list)}`];
  const key = (own: string) => spokenKey(pressedKey(own, 'list'));
  const close = spokenKey(closingKey());
  return [
    `${list.title} ${t`Row ${place} of ${count}. To move, press ${key('down')} or ${key('up')}; ${key('enter')} chooses, ${close} closes.`}`,
    ...(row ? [row.text.trim()] : []),
  ];
}
