/** A bar of keys, for screens that are touched. */

import { actionOfKey } from '../app/actions/actions.ts';
import type { AppRunner } from '../app/runner.ts';
import { setLanguage, t } from '../i18n/translate.ts';

/** The keys with their signs. */
const keys: readonly (readonly [key: string, sign: string])[] = [
  ['left', '←'],
  ['right', '→'],
  ['up', '↑'],
  ['down', '↓'],
  ['enter', '⏎'],
  ['space', '▶'],
  ['?', '?'],
  ['tab', '⇥'],
  [':', ':'],
  ['o', '▤'],
  ['escape', 'Esc'],
];

/** Fills the bar. The function that it returns writes what the keys do, in the language of the state. */
export function fillBar(bar: HTMLElement, runner: AppRunner, resize: (by: 1 | -1) => void): () => void {
  const add = (sign: string, work: () => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    // The focus stays where text is typed, and so does a keyboard on the screen.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', work);
    return bar.appendChild(button);
  };
  const buttons = keys.map(([key, sign]) => [key, add(sign, () => runner.press(key))] as const);
  const language = add('অ', () => runner.press('A'));
  const smaller = add('A−', () => resize(-1));
  const larger = add('A+', () => resize(1));
  return () => {
    const { state } = runner;
    setLanguage(state.language);
    for (const [key, button] of buttons) button.ariaLabel = t(actionOfKey(state, key)?.hint ?? key);
    language.textContent = state.language === 'en' ? 'বাং' : 'EN';
    language.ariaLabel = t('language');
    smaller.ariaLabel = t`smaller text`;
    larger.ariaLabel = t`larger text`;
  };
}
