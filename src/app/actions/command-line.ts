/** The command line: running a line, and completing it. */
import { commandOf, commonPrefix, complete, splitLine, unknownCommand } from '../../commands/line.ts';
import { remember, replaceBefore } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { actionsInSession } from './actions.ts';
import { take } from './debugging.ts';

/** Runs a line: a command of the debugger or of the screen. An unknown command gives an error message. */
export function submitLine(transition: Transition, line: string): void {
  const { word, typed } = splitLine(line);
  if (word === '') return;
  const actions = actionsInSession(transition.state);
  const found = commandOf(word, actions);
  if (found) found.run(transition, typed);
  else take(transition, unknownCommand(word, actions));
}

/** Closes the prompt, adds its text to the history of lines, and returns the text, trimmed. */
export function closePrompt(transition: Transition): string {
  const { prompt, history } = transition.state;
  const text = prompt.text.trim();
  transition.set({ mode: 'session', history: remember(history, text) });
  return text;
}

/** Completes the word before the caret up to the common prefix of all completions. The screen lists them. */
export function completePrompt(transition: Transition): void {
  const { state } = transition;
  const { prompt, opened } = state;
  if (!opened) return;
  const before = prompt.text.slice(0, prompt.caret);
  const { start, words } = complete(before, opened.debug, actionsInSession(state));
  if (words.length === 0) return;
  const isOne = words.length === 1 && !/^\s*\S+\s/.test(before);
  transition.set({ prompt: replaceBefore(prompt, start, commonPrefix(words) + (isOne ? ' ' : '')) });
}

/** The possible completions of the typed text, for the screen. */
export function completionsOf(state: State): readonly string[] {
  const { prompt, opened } = state;
  if (!opened) return [];
  const before = prompt.text.slice(0, prompt.caret);
  // After a space every word is possible, so a list would not help.
  return /\S$/.test(before) ? complete(before, opened.debug, actionsInSession(state)).words : [];
}
