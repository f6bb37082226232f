/** What is typed: keys, text from a keyboard on the screen or an input method, and pastes. */
import { keyNameOf } from './keys.ts';

interface Typing {
  /** Whether a line is being typed. */
  readonly isTyping: () => boolean;
  readonly press: (key: string) => void;
  readonly paste: (text: string) => void;
}

/** What is always in the element: with nothing in it, keyboards on the screen do not tell of Backspace. */
const KEPT = ' ';

/** Listens to an element for text. */
export function listenToKeys(input: HTMLTextAreaElement, { isTyping, press, paste }: Typing): void {
  /** What of the text in the element was pressed. Input methods and suggestions change the word that is typed. */
  let taken = KEPT;
  const reset = () => {
    taken = KEPT;
    input.value = KEPT;
    input.setSelectionRange(KEPT.length, KEPT.length);
  };
  const take = () => {
    while (!input.value.startsWith(taken)) {
      taken = taken.replace(/.$/su, '');
      press('backspace');
    }
    const added = input.value.slice(taken.length);
    taken = input.value;
    for (const character of added) press(nameOf(character));
  };
  const finish = () => {
    // A line that was left takes no more of its last word.
    if (taken === KEPT || isTyping()) take();
    reset();
  };
  reset();
  // After text was selected, or a key of the bar was touched, the element does not have the focus.
  document.addEventListener('keydown', (event) => {
    if (event.target instanceof HTMLButtonElement) return;
    const key = event.isComposing ? null : keyNameOf(event, isTyping());
    if (key === null) return;
    if (document.activeElement !== input) input.focus({ preventScroll: true });
    event.preventDefault();
    press(key);
  });
  input.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) finish();
    else if (isTyping()) take();
  });
  input.addEventListener('compositionend', finish);
  input.addEventListener('paste', (event) => {
    event.preventDefault();
    paste(event.clipboardData?.getData('text/plain') ?? '');
  });
}

function nameOf(character: string): string {
  if (character === '\n') return 'enter';
  return character === ' ' ? 'space' : character;
}
