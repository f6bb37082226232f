/** Predicting: the result of the next step is asked for before it is shown. */
import { formatNumber } from '../view/format.ts';
import { openPrompt } from './prompt.ts';
import type { Store } from './store.ts';

/** Begins with no answers given, or ends and says how many were right. */
export function togglePredicting(store: Store): void {
  const { predicting } = store.now;
  if (predicting) {
    const { right, asked } = predicting;
    store.set({ predicting: null });
    store.say(asked === 0 ? 'Predicting is over.' : `Predicting is over: ${right} of ${asked} right.`);
  } else {
    store.set({ predicting: { right: 0, asked: 0, isWrong: false } });
    store.say('Predict: each step forward asks for its result first. p ends it.');
  }
}

/** Asks for the result of the next step, where predicting is on; false where it is not, or where there is none. */
export function ask(store: Store): boolean {
  const { predicting, opened } = store.now;
  if (!predicting || !opened || opened.debug.session.position >= opened.debug.session.total) return false;
  store.set({ mode: 'answer', prompt: openPrompt('', []), message: null });
  return true;
}

/** Compares an answer; none shows the result. Right is what the screen would show, or as near as that. */
export function answer(store: Store, text: string, step: () => void): void {
  const { predicting, opened } = store.now;
  if (!predicting || !opened) return;
  const { session } = opened.debug;
  const { value, name } = session.step(session.position + 1).result;
  const given = text.trim() === '' ? null : numberOf(text);
  const isNumber = given !== null && (!Number.isNaN(given) || /^nan$/i.test(text.trim()));
  const isRight = isNumber && isNear(given, value);
  if (given !== null && !isRight) {
    const why = !isNumber ? `"${text.trim()}" is no number.` : `Not ${formatNumber(given)}.`;
    store.set({ prompt: openPrompt('', []), predicting: { ...predicting, isWrong: true } });
    store.say(`${why} Try again; Enter alone shows it.`, true);
    return;
  }
  // An answer counts as right where it was so at once.
  const right = predicting.right + (isRight && !predicting.isWrong ? 1 : 0);
  store.set({ mode: 'session', predicting: { right, asked: predicting.asked + 1, isWrong: false } });
  step();
  store.say(
    `${isRight ? 'Right' : 'It is'}: ${name} = ${formatNumber(value)}. ${right} of ${predicting.asked + 1} right.`,
  );
}

/** A number as it is typed, with either minus sign, or as the screen shows what is none. */
function numberOf(text: string): number {
  const typed = text
    .trim()
    .replaceAll('−', '-')
    .replace(/∞|inf(inity)?/i, 'Infinity');
  return Number(typed);
}

/** As the screen shows it, or within a thousandth. */
function isNear(given: number, value: number): boolean {
  if (!Number.isFinite(value)) return Object.is(given, value);
  return formatNumber(given) === formatNumber(value) || Math.abs(given - value) <= Math.abs(value) * 1e-3;
}
