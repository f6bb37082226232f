/** The whole debugger as a web page: another front end beside the terminal's. It starts when its script is read. */
import { AppRunner } from '../app/runner.ts';
import { type Opening, openingFrom } from '../app/state/kept-entry.ts';
import type { State } from '../app/state/state.ts';
import { attempt } from '../diagnostics/attempt.ts';
import type { Packed } from '../i18n/packed-texts.ts';
import { addLanguage, type Language, t } from '../i18n/translate.ts';
import type { ThemeName } from '../view/colours/theme.ts';
import { type Place, placeFrom } from './address.ts';
import { fillBar } from './bar.ts';
import { pageCapabilities } from './capabilities.ts';
import { listenToKeys } from './keyboard.ts';
import { browserPlatform } from './platform.ts';
import { listenToPointer } from './pointer.ts';
import { makeStage, type Stage } from './stage.ts';
import { leftIn } from './storage.ts';
import { View } from './view.ts';

// The library of schemas asks whether code can be made from text, which the page forbids.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

/** The data in an element of the page. */
const dataOf = (id: string) => document.getElementById(id)?.textContent ?? '';

function addLanguages(): void {
  const tables: Record<Language, Packed> = JSON.parse(dataOf('texts'));
  for (const [language, texts] of Object.entries(tables)) addLanguage(language as Language, texts);
}

function main(): void {
  const opening = openingFrom(dataOf('opening'));
  const place = placeFrom(location.hash);
  const language = place.language ?? opening.language;
  // In a page that opens in English the texts of other languages stand after the program.
  if (language !== 'en' && dataOf('texts') === '') {
    document.addEventListener('DOMContentLoaded', main);
    return;
  }
  if (language !== 'en') addLanguages();
  const light = window.matchMedia('(prefers-color-scheme: light)');
  let isPrinted = false;
  // Paper is white.
  const themeNow = (): ThemeName =>
    isPrinted ? 'light' : (opening.theme ?? (light.matches ? 'light' : 'dark'));

  const stage = makeStage(document);
  const runner = start(opening, place, language, themeNow());
  // The bar takes a part of the room.
  const label = fillBar(stage.bar, runner, {
    isTyping: () => isTyping(runner.state),
    resize: (by) => view.resize(by),
  });
  const view = new View(stage, runner, opening.language, themeNow);
  label();
  view.open();
  performance.mark('painted');

  runner.subscribe(() => {
    view.change();
    label();
    offerKeyboard(stage.input, isTyping(runner.state));
  });
  listen(stage, runner, view);
  light.addEventListener('change', () => view.refit());
  for (const kind of ['beforeprint', 'afterprint'])
    window.addEventListener(kind, () => {
      isPrinted = kind === 'beforeprint';
      view.refit();
    });
  listenToWindow(stage, runner);
  if (window.parent === window) stage.input.focus({ preventScroll: true });
  if (language === 'en') document.addEventListener('DOMContentLoaded', addLanguages);
}

/** The application, where the address says, where it was left, or as the page was made. */
function start(opening: Opening, place: Place, language: Language, backdrop: ThemeName): AppRunner {
  // Another scenario than the page was made for begins at its start.
  const isOther = place.scenario !== null && place.scenario !== opening.open;
  const { restore, step, picture } = isOther ? { restore: null, step: null, picture: null } : opening;
  const capabilities = pageCapabilities(backdrop, opening.home !== null);
  const entryOf = (wanted: string | null) => opening.entries.find(({ id }) => id === wanted) ?? null;
  const open = entryOf(place.scenario) ?? entryOf(opening.open);
  const tab = tabStorage();
  const left = open ? leftIn(tab, open, isLoadedAgain()) : null;
  const runner = new AppRunner(
    {
      entries: opening.entries,
      open,
      restore: left ?? restore,
      onward: opening.next?.id ?? null,
      language,
      capabilities,
    },
    browserPlatform(opening, tab),
  );
  // What was left is newer than the address, which follows with a delay.
  if (left === null) runner.follow({ ...place, step: place.step ?? step, picture: place.picture ?? picture });
  return runner;
}

/** The storage of this tab; null if the browser gives none. */
const tabStorage = () => attempt(() => window.sessionStorage);

/** Whether the page is loaded once more, or was gone back to: then it goes on as it was left. */
function isLoadedAgain(): boolean {
  const [entry] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return entry?.type === 'reload' || entry?.type === 'back_forward';
}

function isTyping({ mode, list }: State): boolean {
  return ['command', 'search', 'answer', 'filter'].includes(mode) || list?.isFiltering === true;
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

/** Whether the wheel and fingers move what is here, and not the page around. */
const isOwn = () => window.parent === window || document.hasFocus();

/** What the reader does: keys, the mouse and fingers. */
function listen({ input, screen }: Stage, runner: AppRunner, view: View): void {
  const press = (key: string) => runner.press(key);
  listenToKeys(input, {
    isTyping: () => isTyping(runner.state),
    press,
    paste: (text) => runner.paste(text),
  });
  listenToPointer(screen, {
    cellAt: (x, y) => view.cellAt(x, y),
    press,
    point: (pointing) => runner.point(pointing, view.size),
    isOwn,
  });
  screen.addEventListener('pointerup', () => {
    if (document.getSelection()?.isCollapsed !== false) input.focus({ preventScroll: true });
  });
  let room = '';
  const refit = ([entry]: readonly ResizeObserverEntry[]) => {
    const { width, height } = entry?.contentRect ?? { width: 0, height: 0 };
    const now = `${width} ${height} ${window.devicePixelRatio}`;
    // It is told of the first size, too, which is known.
    if (room !== '' && room !== now) view.refit();
    room = now;
  };
  new ResizeObserver(refit).observe(screen.parentElement as HTMLElement);
}

/** What happens to the window: another address, a keyboard over it, its end, a fault of the program. */
function listenToWindow({ fault, screen }: Stage, runner: AppRunner): void {
  window.addEventListener('hashchange', () => {
    const wanted = placeFrom(location.hash);
    const shown = runner.state.opened?.entry.id ?? null;
    if (shown === null || (wanted.scenario !== null && wanted.scenario !== shown)) {
      // The address says where to go on, not what was left.
      for (const entry of runner.state.entries) leftIn(tabStorage(), entry, false);
      location.reload();
    } else runner.follow(wanted);
  });
  window.addEventListener('pagehide', () => {
    const { opened } = runner.state;
    // Where nothing is left to go on with, an earlier state of it is not, either.
    if (runner.save() === null && opened) leftIn(tabStorage(), opened.entry, false);
  });
  // A page that the browser has kept as it was left takes no keys any more.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
  window.addEventListener('error', ({ message }) => {
    runner.save();
    fault.textContent = t`Something went wrong: ${message}. What you have done is kept. Load the page again.`;
  });
  const { visualViewport: seen } = window;
  // One finger moves what was enlarged with two, and the page around a frame that it has not touched.
  const giveFingers = () => {
    screen.style.touchAction = isOwn() && !(seen && seen.scale > 1) ? '' : 'auto';
  };
  giveFingers();
  for (const kind of ['focus', 'blur']) window.addEventListener(kind, giveFingers);
  seen?.addEventListener('resize', () => {
    giveFingers();
    // A keyboard on the screen covers a part of the page in some browsers.
    if (seen.scale === 1) document.body.style.height = `${seen.height}px`;
  });
}

main();
