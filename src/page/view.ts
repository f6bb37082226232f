/** What the page shows of the application: the screen, what is spoken, the address, the names of things. */
import type { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { screenReaderLines } from '../app/screen/screen-reader.ts';
import { attempt } from '../diagnostics/attempt.ts';
import type { Language } from '../i18n/translate.ts';
import type { ThemeName } from '../view/colours/theme.ts';
import type { Size } from '../view/terminal/text.ts';
import { addressOf } from './address.ts';
import { Screen } from './screen.ts';
import type { Stage } from './stage.ts';

/** Browsers allow a hundred changes of the address in half a minute, and screen readers need pauses: in milliseconds. */
const ADDRESS_MS = 350;
const SPOKEN_MS = 150;

const FONT_KEY = 'backstep:text-size';

/** Calls work once when there was no other call for a while. */
function settled(work: () => void, milliseconds: number): () => void {
  let timer: number | undefined;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, milliseconds);
  };
}

export class View {
  readonly #stage: Stage;
  readonly #runner: AppRunner;
  readonly #screen: Screen;
  readonly #themeNow: () => ThemeName;
  readonly #speak: () => void;
  readonly #tellAddress: () => void;
  /** How much larger the reader wants the text. */
  #fontSteps = Number(attempt(() => localStorage.getItem(FONT_KEY)) ?? 0) || 0;
  #frame = 0;

  /** @param language the language in which the page opens */
  constructor(stage: Stage, runner: AppRunner, language: Language, themeNow: () => ThemeName) {
    this.#stage = stage;
    this.#runner = runner;
    this.#themeNow = themeNow;
    this.#screen = new Screen(stage, this.#fontSteps);
    this.#speak = settled(() => {
      const text = screenReaderLines(runner.state).join(' ');
      if (stage.spoken.textContent !== text) stage.spoken.textContent = text;
    }, SPOKEN_MS);
    this.#tellAddress = settled(() => {
      // In a frame without an address of its own this fails.
      attempt(() => history.replaceState(null, '', addressOf(runner.state, language)));
    }, ADDRESS_MS);
  }

  get size(): Size {
    return this.#screen.size;
  }

  cellAt(x: number, y: number) {
    return this.#screen.cellAt(x, y);
  }

  /** Shows the state for the first time. */
  open(): void {
    document.documentElement.dataset.theme = this.#themeNow();
    this.#describe();
    this.#paint();
    this.#speak();
  }

  /** Shows a state that has changed: the screen with the next frame, the rest a little later. */
  change(): void {
    this.#describe();
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint());
    this.#speak();
    this.#tellAddress();
  }

  /** Fits the screen to the window, the theme and the size of the text, if one of them has changed. */
  refit(): void {
    document.documentElement.dataset.theme = this.#themeNow();
    this.#screen.layout(this.#fontSteps);
    this.#paint();
  }

  /** Makes the text larger or smaller. Returns whether it could be. */
  resize(by: 1 | -1): boolean {
    const steps = this.#screen.stepsAfter(this.#fontSteps, by);
    if (steps === this.#fontSteps) return false;
    this.#fontSteps = steps;
    attempt(() => localStorage.setItem(FONT_KEY, String(this.#fontSteps)));
    this.refit();
    return true;
  }

  #paint(): void {
    this.#frame = 0;
    const start = performance.now();
    this.#screen.paint(screenOf(this.#runner.state, this.#screen.size), this.#themeNow());
    // The last painting can be read in the tools of the browser.
    performance.clearMeasures('paint');
    performance.measure('paint', { start });
  }

  #describe(): void {
    const { opened, language } = this.#runner.state;
    document.documentElement.lang = language;
    document.title = opened ? `${opened.entry.id} · Backstep` : 'Backstep';
    this.#stage.input.setAttribute('aria-label', document.title);
  }
}
