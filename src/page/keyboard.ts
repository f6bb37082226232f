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
  const reset = () => {
    input.value = KEPT;
    input.setSelectionRange(KEPT.length, KEPT.length);
  };
  const take = () => {
    const { value } = input;
    reset();
    if (value === '') press('backspace');
    for (const character of value.slice(KEPT.length)) press(nameOf(character));
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
    if (!(event as InputEvent).isComposing) take();
  });
  input.addEventListener('compositionend', take);
  input.addEventListener('paste', (event) => {
    event.preventDefault();
    paste(event.clipboardData?.getData('text/plain') ?? '');
  });
}

function nameOf(character: string): string {
  if (character === '\n') return 'enter';
  return character === ' ' ? 'space' : character;
}
