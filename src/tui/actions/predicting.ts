/** Predicting: the result of a step is asked for before it is shown. */
import {
  type Asked,
  afterMove,
  answerOf,
  isNear,
  kindsOf,
  MOST_HINTS,
  newQuiz,
  nextQuestion,
  type Quiz,
  questionText,
  scoreOf,
  tryOf,
  withAnswer,
  withTry,
} from '../../explain/quiz.ts';
import { t, translated } from '../../i18n/translate.ts';
import type { Ahead, Looks } from '../../view/scene/view-options.ts';
import { formatNumber } from '../../view/terminal/format.ts';
import { openPrompt } from '../state/prompt.ts';
import type { State } from '../state/state.ts';
import type { Store } from '../state/store.ts';

/** What can be asked for, as the list says it. */
const kindNames: Readonly<Record<Asked, string>> = {
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

/** How much is told ahead after so many hints. */
const told: readonly Ahead[] = ['nothing', 'names', 'numbers'];

/** What the screen shows: while results are predicted, no more of what lies ahead than hints have told. */
export function looksOf({ selection, quiz, opened }: State): Looks {
  if (!quiz || !opened) return selection;
  const { hints } = tryOf(quiz, opened.debug.session.position + 1);
  return { ...selection, isPredicting: true, ahead: told[hints] ?? 'numbers' };
}

/** Takes note of what a move has brought on the screen. */
export function noteMove(store: Store): void {
  const { quiz, opened } = store.now;
  if (quiz && opened) store.set({ quiz: afterMove(quiz, opened.debug.session) });
}

/** Asks what is to be predicted; while predicting, ends it and shows the score. */
export function togglePredicting(store: Store): void {
  const { quiz, opened } = store.now;
  if (quiz) {
    endPredicting(store, quiz);
    return;
  }
  if (!opened) return;
  const kinds = kindsOf(opened.debug.session);
  store.showList(
    t`What do you want to predict?`,
    kinds.map((kind) => ({ text: translated(kindNames[kind]), act: () => begin(store, kind) })),
  );
}

function begin(store: Store, kind: Asked): void {
  const { opened } = store.now;
  if (!opened) return;
  store.set({ quiz: newQuiz(kind, opened.debug.session) });
  store.say(t`Quiz: press → to go on and be asked, c for the next question, p to end the quiz.`);
}

function endPredicting(store: Store, quiz: Quiz): void {
  store.set({ quiz: null });
  const { right, asked } = scoreOf(quiz);
  if (asked === 0) {
    store.say(t`The quiz is over.`);
    return;
  }
  store.showList(
    t`The quiz is over: ${right} of ${asked} right first time.`,
    quiz.answers.map(({ step, name, value, given, isRight, hints }) => {
      const result = `${name} = ${formatNumber(value)}`;
      const answered = given === null ? t`shown` : isRight ? t`right` : t`not first time`;
      const helped = hints === 0 ? '' : `, ${hints === 1 ? t`1 hint` : t`${hints} hints`}`;
      return {
        text: `${isRight ? '✓' : '✗'} ${String(step).padStart(4)}  ${result}   ${answered}${helped}`,
        act: () => store.jump(step),
      };
    }),
  );
}

/** Asks for the result of the next step, where that is a question; false where it is none. */
export function ask(store: Store): boolean {
  const { quiz, opened } = store.now;
  if (!quiz || !opened) return false;
  const { position } = opened.debug.session;
  if (nextQuestion(opened.debug.session, quiz.kind, position) !== position + 1) return false;
  store.set({ mode: 'answer', prompt: openPrompt('', []), message: null });
  return true;
}

/** Goes to the next question and asks it; false where nothing is predicted. */
export function askNext(store: Store): boolean {
  const { quiz, opened } = store.now;
  if (!quiz || !opened) return false;
  const { session } = opened.debug;
  const step = nextQuestion(session, quiz.kind, session.position);
  if (step === null) endPredicting(store, quiz);
  else {
    if (step - 1 > session.position) store.perform('goto', String(step - 1));
    ask(store);
  }
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
export function hint(store: Store): void {
  const { quiz, opened } = store.now;
  if (!quiz || !opened) return;
  const step = opened.debug.session.position + 1;
  const { hints } = tryOf(quiz, step);
  if (hints === MOST_HINTS) store.say(t`No more hints. Press Enter alone to see the result.`);
  else store.set({ quiz: withTry(quiz, step, { hints: hints + 1 }) });
}

/** Compares an answer; none shows the result. */
export function answer(store: Store, text: string, step: () => void): void {
  const { quiz, opened } = store.now;
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
    // What is no number is a slip of the fingers.
    const tried = given === null ? quiz : withTry(quiz, at, { isMissed: true });
    store.set({ quiz: tried, prompt: openPrompt('', []) });
    const why = given === null ? t`"${text.trim()}" is not a number.` : t`Not ${formatNumber(given)}.`;
    store.say(`${why} ${t`Try again, press ? for a hint, or Enter alone for the result.`}`, true);
    return;
  }
  const next = withAnswer(quiz, { step: at, name, value, given }, isRight);
  store.set({ quiz: next, mode: 'session' });
  step();
  const { right, asked } = scoreOf(next);
  const score = t`${right} of ${asked} right first time.`;
  const shown = `${name} = ${formatNumber(value)}`;
  const { isMissed } = tryOf(quiz, at);
  const said = !isRight
    ? t`The result: ${shown}.`
    : isMissed
      ? t`Right this time: ${shown}.`
      : t`Right: ${shown}.`;
  store.say(`${said} ${score}`);
}
