/** The command line: running a line, and completing it. */
import {
  type Completion,
  commandOf,
  commonPrefix,
  complete,
  splitLine,
  unknownLine,
} from '../../commands/line.ts';
import { commandText } from '../../commands/parameters.ts';
import { t } from '../../i18n/translate.ts';
import { cycled, remember, replaceBefore } from '../state/prompt.ts';
import type { Opened, State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { actionsInSession } from './actions.ts';
import { take } from './debugging.ts';

/** A line whose first word is typed. */
const WITH_WORD = /^\s*\S+\s/;

/** Runs a line: a command of the debugger or of the screen. An unknown command gives an error message. */
export function submitLine(transition: Transition, line: string): void {
  const { word, typed } = splitLine(line);
  if (word === '') return;
  const actions = actionsInSession(transition.state);
  const found = commandOf(word, actions);
  if (found) found.run(transition, typed);
  else if (transition.state.opened)
    take(transition, unknownLine(line, actions, transition.state.opened.debug));
}

/** Closes the prompt, adds its text to the history of lines, and returns the text, trimmed. */
export function closePrompt(transition: Transition): string {
  const { prompt, history } = transition.state;
  const text = prompt.text.trim();
  transition.set({ mode: 'session', history: remember(history, text) });
  return text;
}

/**
 * Completes the word before the caret up to the common prefix of the completions that begin like it. Where that adds
 * nothing, it goes through all of them, which the screen lists, one after the other.
 */
export function completePrompt(transition: Transition): void {
  const { state } = transition;
  const { prompt, opened } = state;
  if (!opened) return;
  if (prompt.cycle) {
    const { cycle } = prompt;
    transition.set({ prompt: cycled(prompt, { ...cycle, at: (cycle.at + 1) % cycle.words.length }) });
    return;
  }
  const before = prompt.text.slice(0, prompt.caret);
  const { start, words } = completionOf(state, opened, before);
  if (words.length === 0) return;
  const beginning = words.filter((word) => word.startsWith(before.slice(start)));
  const common = commonPrefix(words.length === 1 ? words : beginning);
  if (words.length > 1 && common.length <= before.length - start) {
    transition.set({ prompt: cycled(prompt, { start, words, at: 0 }) });
    return;
  }
  const isOne = words.length === 1 && state.mode === 'command' && !WITH_WORD.test(before);
  transition.set({ prompt: replaceBefore(prompt, start, common + (isOne ? ' ' : '')) });
}

/** The words that can take the place of what is typed, and what that is, for the screen. */
export interface Completions {
  readonly words: readonly string[];
  /** Empty while Tab goes through the words. */
  readonly typed: string;
}

/** The possible completions of the typed text, for the screen. */
export function completionsOf(state: State): Completions {
  const { prompt, opened } = state;
  if (prompt.cycle) return { words: prompt.cycle.words, typed: '' };
  const before = prompt.text.slice(0, prompt.caret);
  // After a space every word is possible, so a list would not help.
  if (!opened || !/\S$/.test(before)) return { words: [], typed: '' };
  const { start, words } = completionOf(state, opened, before);
  return { words, typed: before.slice(start) };
}

/**
 * The command whose word is typed, with what it takes, and what it does where it takes nothing; null while the word is
 * typed, for a word that is none, and outside the command line.
 */
export function usageOf(state: State): string | null {
  const { word } = splitLine(state.prompt.text);
  if (state.mode !== 'command' || !WITH_WORD.test(state.prompt.text)) return null;
  const command = commandOf(word, actionsInSession(state));
  if (!command) return null;
  return command.parameters.length === 0 ? t(command.help) : commandText(command);
}

/** What a search searches for is what this command takes. */
const SEARCH = 'find ';

function completionOf(state: State, { debug }: Opened, before: string): Completion {
  const command = state.mode === 'search' ? SEARCH : '';
  const { start, words } = complete(`${command}${before}`, debug, actionsInSession(state));
  const typed = before.slice(start - command.length);
  return { start: start - command.length, words: words.filter((each) => each !== typed) };
}
