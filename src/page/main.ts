/** The whole debugger as a web page: another front end beside the terminal's. It starts when its script is read. */
import { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { screenReaderLines } from '../app/screen/screen-reader.ts';
import { openingFrom } from '../app/state/kept-entry.ts';
import type { State } from '../app/state/state.ts';
import { attempt } from '../diagnostics/attempt.ts';
import { addLanguage, type Language, t } from '../i18n/translate.ts';
import type { ThemeName } from '../view/colours/theme.ts';
import { addressOf, placeFrom } from './address.ts';
import { fillBar } from './bar.ts';
import { stepsAfter } from './geometry.ts';
import { listenToKeys } from './keyboard.ts';
import { browserPlatform } from './platform.ts';
import { listenToPointer } from './pointer.ts';
import { Screen } from './screen.ts';
import { makeStage, type Stage } from './stage.ts';

/** Browsers allow a hundred changes of the address in half a minute, and screen readers need pauses: in milliseconds. */
const ADDRESS_MS = 350;
const SPOKEN_MS = 150;

const FONT_KEY = 'backstep:text-size';

// The library of schemas asks whether code can be made from text, which the page forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

/** Calls work once when there was no other call for a while. */
function settled(work: () => void, milliseconds: number): () => void {
  let timer: number | undefined;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(work, milliseconds);
  };
}

function isTyping({ mode, list }: State): boolean {
  return ['command', 'search', 'answer', 'filter'].includes(mode) || list?.isFiltering === true;
}

/** The data in an element of the page. */
const dataOf = (id: string) => document.getElementById(id)?.textContent ?? '';

function addLanguages(): void {
  const texts: Record<Language, Record<string, string>> = JSON.parse(dataOf('texts'));
  for (const [language, all] of Object.entries(texts)) addLanguage(language as Language, { all });
}

/** Whether the page is loaded once more, or was gone back to: then it goes on as it was left. */
function isLoadedAgain(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}

function main(): void {
  const opening = openingFrom(dataOf('opening'));
  const place = placeFrom(location.hash);
  const language = place.lang ?? opening.language;
  if (language !== 'en') addLanguages();
  const stage = makeStage(document);
  const light = window.matchMedia('(prefers-color-scheme: light)');
  const themeNow = (): ThemeName => opening.theme ?? (light.matches ? 'light' : 'dark');

  const open = opening.entries.find(({ id }) => id === (place.scenario ?? opening.open)) ?? null;
  const isMoved = place.scenario !== null && place.scenario !== opening.open;
  const platform = browserPlatform(opening.home, () => refit());
  const runner = new AppRunner(
    {
      entries: opening.entries,
      open,
      restore: isMoved ? null : opening.restore,
      language,
      capabilities: {
        isAscii: false,
        colouring: { depth: 256, backdrop: themeNow() },
        mayWriteFiles: true,
        maySuspend: false,
        mayQuit: opening.home !== null,
      },
    },
    platform,
  );
  const goTo = (step: number | null, picture: typeof opening.picture) => {
    if (picture !== null) runner.aim({ kind: 'picture', name: picture });
    if (step !== null) runner.aim({ kind: 'step', step });
  };
  if (isLoadedAgain() && runner.state.opened?.saved) runner.press('r');
  else goTo(place.step ?? (isMoved ? null : opening.step), place.view ?? (isMoved ? null : opening.picture));

  let fontSteps = Number(attempt(() => localStorage.getItem(FONT_KEY)) ?? 0) || 0;
  const screen = new Screen(stage, fontSteps);
  const label = fillBar(stage.bar, runner, (by) => {
    fontSteps = stepsAfter(fontSteps, by);
    attempt(() => localStorage.setItem(FONT_KEY, String(fontSteps)));
    refit();
  });

  let frame = 0;
  const paint = () => {
    frame = 0;
    const start = performance.now();
    screen.paint(screenOf(runner.state, screen.size), themeNow());
    performance.clearMeasures('paint');
    performance.measure('paint', { start });
  };
  const paintSoon = () => {
    if (frame === 0) frame = requestAnimationFrame(paint);
  };
  const refit = () => {
    document.documentElement.dataset.theme = themeNow();
    screen.layout(fontSteps);
    paint();
  };
  const speak = settled(() => {
    const text = screenReaderLines(runner.state).join(' ');
    if (stage.spoken.textContent !== text) stage.spoken.textContent = text;
  }, SPOKEN_MS);
  const tellAddress = settled(() => {
    // In a frame without an address of its own this fails.
    attempt(() => history.replaceState(null, '', addressOf(runner.state, opening.language)));
  }, ADDRESS_MS);
  const describe = () => {
    const { state } = runner;
    document.documentElement.lang = state.language;
    document.title = state.opened ? `${state.opened.entry.id} · Backstep` : 'Backstep';
    label();
    stage.input.setAttribute('aria-label', document.title);
  };

  listen(stage, runner, screen);
  window.addEventListener('error', ({ message }) => {
    runner.save();
    stage.fault.textContent = t`Something went wrong: ${message}. What you have done is kept. Load the page again.`;
  });
  // A keyboard on the screen covers a part of the page in some browsers.
  const { visualViewport: seen } = window;
  seen?.addEventListener('resize', () => {
    if (seen.scale === 1) document.body.style.height = `${seen.height}px`;
  });
  runner.subscribe(() => {
    describe();
    paintSoon();
    speak();
    tellAddress();
    offerKeyboard(stage.input, isTyping(runner.state));
  });
  light.addEventListener('change', refit);
  new ResizeObserver(refit).observe(stage.room);
  window.addEventListener('hashchange', () => {
    const wanted = placeFrom(location.hash);
    const shown = runner.state.opened?.entry.id ?? null;
    if (wanted.scenario !== null && wanted.scenario !== shown) location.reload();
    else goTo(wanted.step, wanted.view);
  });
  window.addEventListener('pagehide', () => runner.save());

  describe();
  refit();
  speak();
  performance.mark('painted');
  if (window.parent === window) stage.input.focus({ preventScroll: true });
  if (language === 'en') setTimeout(addLanguages);
}

/** Shows the keyboard on the screen, where there is one, while a line is being typed. */
function offerKeyboard(input: HTMLTextAreaElement, isWanted: boolean): void {
  const mode = isWanted ? 'text' : 'none';
  if (input.inputMode === mode) return;
  input.inputMode = mode;
  if (document.activeElement === input || isWanted) {
    input.blur();
    input.focus({ preventScroll: true });
  }
}

/** What the reader does: keys, the mouse and fingers. */
function listen({ input, screen: element }: Stage, runner: AppRunner, screen: Screen): void {
  const focus = () => input.focus({ preventScroll: true });
  listenToKeys(input, {
    isTyping: () => isTyping(runner.state),
    press: (key) => runner.press(key),
    paste: (text) => runner.paste(text),
  });
  listenToPointer(element, {
    cellAt: (x, y) => screen.cellAt(x, y),
    press: (key) => runner.press(key),
    point: (pointing) => runner.point(pointing, screen.size),
    isOwn: () => window.parent === window || document.hasFocus(),
  });
  element.addEventListener('pointerup', () => {
    if (document.getSelection()?.isCollapsed !== false) focus();
  });
}

main();
