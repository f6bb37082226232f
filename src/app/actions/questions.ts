/** Questions of the quiz: asking for the result of the next step, and hints. */
import {
  afterMove,
  attemptAt,
  MOST_HINTS,
  nextQuestion,
  passedOver,
  questionText,
  withAttempt,
} from '../../explain/quiz.ts';
import { t } from '../../i18n/translate.ts';
import type { LookaheadDetail, ViewOptions } from '../../view/scene/view-options.ts';
import { openPrompt } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Transition } from '../state/transition.ts';

/** How much of the next step is shown, by the number of hints given. */
const told: readonly LookaheadDetail[] = ['nothing', 'names', 'numbers'];

/** The view options for the screen. During a quiz, the next step shows only what hints have revealed. */
export function optionsWhilePredicting({ view, quiz, opened, mode, prompt }: State): ViewOptions {
  if (!quiz || !opened) return view;
  const { hints } = attemptAt(quiz, opened.debug.session.position + 1);
  return {
    ...view,
    isPredicting: true,
    isAsking: mode === 'answer',
    guess: mode === 'answer' ? prompt.text.trim() : '',
    ahead: told[hints] ?? 'numbers',
  };
}

/**
 * Updates the quiz after a move. Results that are on the screen are not asked again.
 *
 * @returns what to say of questions that the move has passed over; empty if there are none
 */
export function noteMove(transition: Transition): string {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return '';
  const { session } = opened.debug;
  transition.set({ quiz: afterMove(quiz, session) });
  const passed = passedOver(quiz, session);
  if (passed === 0) return '';
  return passed === 1 ? t`1 question passed over.` : t`${passed} questions passed over.`;
}

/** Asks for the result of the next step. Returns false if the quiz is off or does not ask for this step. */
export function ask(transition: Transition): boolean {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return false;
  const { position } = opened.debug.session;
  if (nextQuestion(opened.debug.session, quiz.kind, position) !== position + 1) return false;
  transition.set({ mode: 'answer', prompt: openPrompt('', []), message: null });
  return true;
}

/** The text of the current question: the scenario's own, or a general one. */
export function questionOf({ opened }: State): string {
  if (!opened) return '';
  const { session } = opened.debug;
  const step = session.position + 1;
  return questionText(session, step) ?? t`What is ${session.step(step).result.name}?`;
}

/** The hints that were given for the current question; 0 outside of a quiz. */
export function hintsGiven({ quiz, opened }: State): number {
  return quiz && opened ? attemptAt(quiz, opened.debug.session.position + 1).hints : 0;
}

/** Gives the next hint for the current question: first the operands in names, then their numbers. */
export function hint(transition: Transition): void {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return;
  const step = opened.debug.session.position + 1;
  const hints = hintsGiven(transition.state);
  if (hints === MOST_HINTS) transition.say(t`No more hints. Press Enter alone to see the result.`);
  else transition.set({ quiz: withAttempt(quiz, step, { hints: hints + 1 }) });
}
