/** A bar of keys, for screens that are touched. */

import type { AppRunner } from '../app/runner.ts';
import { hintOf } from '../app/screen/status-line.ts';
import { nextLanguage, setLanguage, t } from '../i18n/translate.ts';

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

interface Work {
  /** Whether a line is being typed. */
  readonly isTyping: () => boolean;
  /** Makes the text larger or smaller. Returns whether it could be. */
  readonly resize: (by: 1 | -1) => boolean;
}

/** Fills the bar. The function that it returns writes what the keys do, in the language of the state. */
export function fillBar(bar: HTMLElement, runner: AppRunner, { isTyping, resize }: Work): () => void {
  const add = (sign: string, work: () => void) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    // The focus stays where text is typed, and so does a keyboard on the screen.
    button.addEventListener('pointerdown', (event) => event.preventDefault());
    button.addEventListener('click', work);
    return bar.appendChild(button);
  };
  // In a line they would be typed.
  const isIdle = (key: string) => (key === 'space' || key === 'o') && isTyping();
  const buttons = keys.map(
    ([key, sign]) => [key, add(sign, () => isIdle(key) || runner.press(key))] as const,
  );
  const language = add('অ', () => runner.follow({ language: nextLanguage(runner.state.language) }));
  const sizes = ([-1, 1] as const).map((by) => {
    const button = add(by === 1 ? 'A+' : 'A−', () => {
      const isChanged = resize(by);
      for (const size of sizes) size.ariaDisabled = String(!isChanged && size === button);
    });
    return button;
  });
  const [smaller, larger] = sizes;
  return () => {
    const { state } = runner;
    setLanguage(state.language);
    for (const [key, button] of buttons) {
      const hint = hintOf(state, key);
      button.ariaLabel = hint === undefined ? null : t(hint);
      button.ariaDisabled = String(isIdle(key));
    }
    language.textContent = state.language === 'en' ? 'বাং' : 'EN';
    language.ariaLabel = t('language');
    if (smaller) smaller.ariaLabel = t`smaller text`;
    if (larger) larger.ariaLabel = t`larger text`;
  };
}
