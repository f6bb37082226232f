/** The result that is asked for before it is shown, and what hints have told of it. */
import { afterMove, MOST_HINTS, nextQuestion, questionText, tryOf, withTry } from '../../explain/quiz.ts';
import { t } from '../../i18n/translate.ts';
import type { Ahead, Looks } from '../../view/scene/view-options.ts';
import { openPrompt } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';

/** How much is told ahead after so many hints. */
const told: readonly Ahead[] = ['nothing', 'names', 'numbers'];

/** What the screen shows: while results are predicted, no more of what lies ahead than hints have told. */
export function looksOf({ view, quiz, opened }: State): Looks {
  if (!quiz || !opened) return view;
  const { hints } = tryOf(quiz, opened.debug.session.position + 1);
  return { ...view, isPredicting: true, ahead: told[hints] ?? 'numbers' };
}

/** Takes note of what a move has brought on the screen. */
export function noteMove(transition: Transition): void {
  const { quiz, opened } = transition.state;
  if (quiz && opened) transition.set({ quiz: afterMove(quiz, opened.debug.session) });
}

/** Asks for the result of the next step, where that is a question; false where it is none. */
export function ask(transition: Transition): boolean {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return false;
  const { position } = opened.debug.session;
  if (nextQuestion(opened.debug.session, quiz.kind, position) !== position + 1) return false;
  transition.set({ mode: 'answer', prompt: openPrompt('', []), message: null });
  return true;
}

/** The question at hand, in the scenario's words where it has some. */
export function questionOf({ opened }: State): string {
  if (!opened) return '';
  const { session } = opened.debug;
  const step = session.position + 1;
  return questionText(session, step) ?? t`What is ${session.step(step).result.name}?`;
}

/** Tells more about the question at hand: the formula, then its numbers. */
export function hint(transition: Transition): void {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return;
  const step = opened.debug.session.position + 1;
  const { hints } = tryOf(quiz, step);
  if (hints === MOST_HINTS) transition.say(t`No more hints. Press Enter alone to see the result.`);
  else transition.set({ quiz: withTry(quiz, step, { hints: hints + 1 }) });
}
