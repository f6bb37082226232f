/** The elements of the page, and how they look. */
import { themes } from '../view/colours/theme.ts';
import { FONTS } from './canvas/painter.ts';

/** The elements that the other parts use. */
export interface Stage {
  /** The room for the screen. */
  readonly room: HTMLElement;
  /** The screen: the canvas, with its text over it. */
  readonly screen: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  /** The text of the screen, which is not to be seen: it can be searched and selected. */
  readonly text: HTMLElement;
  /** Takes what is typed. */
  readonly input: HTMLTextAreaElement;
  /** What a screen reader says. */
  readonly spoken: HTMLElement;
  /** What has gone wrong in the program itself; empty if nothing has. */
  readonly fault: HTMLElement;
  /** Keys to touch. */
  readonly bar: HTMLElement;
}

const style = `
:root { color-scheme: dark; --ground: ${themes.dark.background}; --frame: ${themes.dark.frame}; --text: #d0d0d0; }
:root[data-theme=light] { color-scheme: light; --ground: ${themes.light.background}; --frame: ${themes.light.frame}; --text: #303030; }
#unable { display: none; }
html, body { margin: 0; height: 100%; overflow: hidden; background: var(--ground); color: var(--text); }
body { container-type: size; display: flex; flex-direction: column; font: 15px ${FONTS}; }
main { flex: 1; min-height: 0; margin: 10px; position: relative; display: flex; justify-content: center; align-items: center; }
.screen { position: relative; outline: none; cursor: default; touch-action: pinch-zoom; }
.screen canvas { display: block; }
.text { position: absolute; inset: 0; overflow: hidden; color: transparent; white-space: pre; font-kerning: none; font-variant-ligatures: none; }
.text ::selection { background: #4a90e266; }
textarea, .spoken { position: absolute; left: 0; top: 0; width: 1px; height: 1px; padding: 0; border: 0; opacity: 0; overflow: hidden; white-space: pre; resize: none; clip-path: inset(50%); font-size: 16px; }
main:has(textarea:focus-visible)::after { content: ''; position: absolute; inset: -6px; border: 1px solid var(--frame); border-radius: 6px; pointer-events: none; }
.fault { position: absolute; inset: 0 0 auto; background: #cc0000; color: #fff; padding: 0 8px; }
nav { display: none; gap: 6px; padding: 0 8px calc(8px + env(safe-area-inset-bottom)); grid-template-columns: repeat(7, 1fr); }
nav button { height: 42px; padding: 0; border: 1px solid var(--frame); border-radius: 8px; background: none; color: inherit; font: inherit; touch-action: manipulation; user-select: none; -webkit-user-select: none; }
nav button:active { background: var(--frame); }
nav button[aria-disabled=true] { opacity: 0.4; }
@media (pointer: coarse), (max-width: 640px) {
  nav { display: grid; }
  main { margin: 6px; }
  @container (min-width: 600px) and (max-height: 480px) { nav { grid-template-columns: repeat(14, 1fr); } }
  @container (max-height: 260px) { nav { display: none; } }
}
@media print {
  nav { display: none; }
  body { height: 100% !important; }
  .screen canvas { max-width: 100%; max-height: 96vh; object-fit: contain; }
}
`;

/** Makes the elements in an empty body. */
export function makeStage(document: Document): Stage {
  const make = <Name extends keyof HTMLElementTagNameMap>(name: Name, parent: Node, className = '') => {
    const element = document.createElement(name);
    if (className !== '') element.className = className;
    parent.appendChild(element);
    return element;
  };
  make('style', document.head).textContent = style;
  const room = make('main', document.body);
  const screen = make('div', room, 'screen');
  const canvas = make('canvas', screen);
  const text = make('div', screen, 'text');
  for (const seen of [canvas, text]) seen.setAttribute('aria-hidden', 'true');
  const input = make('textarea', room);
  for (const name of ['autocapitalize', 'autocomplete', 'autocorrect', 'spellcheck'])
    input.setAttribute(name, name === 'spellcheck' ? 'false' : 'off');
  const spoken = make('div', room, 'spoken');
  spoken.setAttribute('role', 'status');
  spoken.setAttribute('aria-live', 'polite');
  const fault = make('div', room, 'fault');
  fault.setAttribute('role', 'alert');
  return { room, screen, canvas, text, input, spoken, fault, bar: make('nav', document.body) };
}
