/** The command line: what a line does, and how it is completed. */
import { commandOf, splitLine, unknownCommand } from '../../commands/commands.ts';
import { commonBeginning, complete } from '../../commands/completion.ts';
import { remember, replaceBefore } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';
import { actionsInSession } from './actions.ts';
import { take } from './debugging.ts';

/** Does a line: a command of the debugger, or one of the screen's own. */
export function submitLine(transition: Transition, line: string): void {
  const { word, argument } = splitLine(line);
  if (word === '') return;
  const actions = actionsInSession(transition.state);
  const found = commandOf(word, actions);
  if (found) found.run(transition, argument.trim());
  else take(transition, unknownCommand(word, actions));
}

/** Back to the session, with what was typed. */
export function closePrompt(transition: Transition): string {
  const { prompt, history } = transition.state;
  const text = prompt.text.trim();
  transition.set({ mode: 'session', history: remember(history, text) });
  return text;
}

/** As far as all words agree; where they part, the screen lists them. */
export function completePrompt(transition: Transition): void {
  const { state } = transition;
  const { prompt, opened } = state;
  if (!opened) return;
  const before = prompt.text.slice(0, prompt.caret);
  const { start, words } = complete(before, opened.debug.session, commandWords(state));
  if (words.length === 0) return;
  const isOne = words.length === 1 && !/^\s*\S+\s/.test(before);
  transition.set({ prompt: replaceBefore(prompt, start, commonBeginning(words) + (isOne ? ' ' : '')) });
}

/** What the typed text may go on with, for the screen. */
export function completionsOf(state: State): readonly string[] {
  const { prompt, opened } = state;
  if (!opened) return [];
  const before = prompt.text.slice(0, prompt.caret);
  // After a space everything may come: that would be no help.
  return /\S$/.test(before) ? complete(before, opened.debug.session, commandWords(state)).words : [];
}

/** The words of all commands that can be typed. */
function commandWords(state: State): readonly string[] {
  return [...new Set(actionsInSession(state).flatMap(({ words }) => words))];
}
