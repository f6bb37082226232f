/** The quiz: the user predicts the result of a step before it is shown. */

import { count, name as nameCell, note, number } from '../../commands/rows/row.ts';
import { moveTo } from '../../commands/sections/movement.ts';
import {
  answerOf,
  attemptAt,
  isNear,
  kindsOf,
  MOST_HINTS,
  newQuiz,
  nextQuestion,
  type Quiz,
  type QuizSelection,
  scoreOf,
  withAnswer,
  withAttempt,
} from '../../explain/quiz.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { openPrompt } from '../state/prompt.ts';
import type { Transition } from '../state/transition.ts';
import { perform, take } from './debugging.ts';
import { ask, hintsGiven } from './questions.ts';

/** The kinds of questions, as the list names them. */
const kindNames: Readonly<Record<QuizSelection, string>> = {
  all: 'every step',
  product: 'products only',
  sum: 'sums only',
  formula: 'formula operations only',
  activation: 'activations only',
  loss: 'loss steps only',
  slope: 'slopes only: of activations, and of the loss with respect to each weight',
  gradient: 'other gradients only',
  update: 'updates only',
  own: "the scenario's own questions",
};

/** Lets the user choose what to predict; during a quiz, ends it and shows the score. */
export function togglePredicting(transition: Transition): void {
  const { quiz, opened } = transition.state;
  if (quiz) {
    endPredicting(transition, quiz);
    return;
  }
  if (!opened) return;
  const kinds = kindsOf(opened.debug.session);
  transition.showList(
    t`Quiz me on …`,
    kinds.map((kind) => ({ text: t(kindNames[kind]), choice: { kind: 'predict', asked: kind } })),
  );
}

/** Starts a quiz with questions of this kind. */
export function beginPredicting(transition: Transition, kind: QuizSelection): void {
  const { opened } = transition.state;
  if (!opened) return;
  transition.set({ quiz: newQuiz(kind, opened.debug.session) });
  transition.say(
    t`Quiz: press ${keySign('right')} to go on and be asked, ${keySign('c')} for the next question, ${keySign('p')} to end the quiz.`,
  );
}

function endPredicting(transition: Transition, quiz: Quiz): void {
  transition.set({ quiz: null });
  const { right, asked } = scoreOf(quiz);
  if (asked === 0) {
    transition.say(t`Quiz finished.`);
    return;
  }
  transition.showList(
    t`Quiz finished: ${right} of ${asked} right the first time`,
    quiz.answers.map(({ step, name, value, given, isRight, hints }) => {
      const result = `${name} = ${formatNumber(value)}`;
      const answered = given === null ? t`shown` : isRight ? t`right` : t`not the first time`;
      const helped = hints === 0 ? '' : `, ${hints === 1 ? t`1 hint` : t`${hints} hints`}`;
      return {
        text: `${isRight ? '✓' : '✗'} ${String(step).padStart(4)}  ${result}   ${answered}${helped}`,
        cells: [
          { kind: 'sign', text: isRight ? '✓' : '✗', isGood: isRight },
          count(step),
          nameCell(name),
          number(value),
          note(`${answered}${helped}`),
        ],
        choice: { kind: 'go', step },
      };
    }),
    { heads: ['', 'step', 'result', '', ''] },
  );
}

/** Goes to the next question and asks it; ends the quiz if there is none. Returns false if the quiz is off. */
export function askNext(transition: Transition): boolean {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return false;
  const { session } = opened.debug;
  const step = nextQuestion(session, quiz.kind, session.position);
  if (step === null) endPredicting(transition, quiz);
  else {
    if (step - 1 > session.position) take(transition, moveTo(opened.debug, step - 1, 'goto'));
    const { running } = transition.state;
    if (running) transition.set({ running: { ...running, isAsking: true } });
    else ask(transition);
  }
  return true;
}

/** Checks an answer. A right answer, or an empty one, does the step; after a wrong one the user can try again. */
export function answer(transition: Transition, text: string): void {
  const { quiz, opened } = transition.state;
  if (!quiz || !opened) return;
  const { session } = opened.debug;
  const at = session.position + 1;
  const { operands, result } = session.step(at);
  const { name, value } = result;
  const isShown = text.trim() === '';
  const given = answerOf(text);
  const numbers = operands.map((operand) => operand.value);
  const isRight = given !== null && isNear(given, value, numbers);
  if (!isShown && !isRight) {
    // Input that is not a number does not count as a wrong answer.
    const tried = given === null ? quiz : withAttempt(quiz, at, { isMissed: true });
    transition.set({ quiz: tried, prompt: openPrompt('', []) });
    const why = given === null ? t`"${text.trim()}" is not a number.` : t`Not ${formatNumber(given)}.`;
    const ways =
      hintsGiven(transition.state) < MOST_HINTS
        ? t`Try again, press ? for a hint, or Enter alone for the result.`
        : t`Try again, or press Enter alone for the result.`;
    transition.say(`${why} ${ways}`, true);
    return;
  }
  const next = withAnswer(quiz, { step: at, name, value, given }, isRight);
  transition.set({ quiz: next, mode: 'session' });
  perform(transition, 'step');
  const { right, asked } = scoreOf(next);
  const score = t`${right} of ${asked} right the first time.`;
  const shown = `${name} = ${formatNumber(value)}`;
  const { isMissed } = attemptAt(quiz, at);
  const said = !isRight
    ? t`The result: ${shown}.`
    : isMissed
      ? t`Right this time: ${shown}.`
      : t`Right: ${shown}.`;
  transition.say(`${said} ${score}`);
}
