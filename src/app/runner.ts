/** Holds the current state of the application, and carries out its effects with the functions of a platform. */
import { surveyOf, surveyWork } from '../analysis/survey.ts';
import type { Debugger } from '../commands/debugger.ts';
import { documentText, type SavedEntry, type SavedSessions } from '../commands/saved/saved.ts';
import { t } from '../i18n/translate.ts';
import type { Size } from '../view/terminal/text.ts';
import { type AppOptions, paste, press, receive, save, saveMeanwhile, start } from './app.ts';
import { follow, type Link } from './links.ts';
import type { Platform } from './platform.ts';
import { type Pointing, point } from './pointing.ts';
import { ScenarioWatcher } from './scenario-watcher.ts';
import { Scheduler } from './scheduler.ts';
import type { AppEvent, Effect, StorageEffect } from './state/effect.ts';
import { areSameOptions } from './state/saved-session.ts';
import type { State } from './state/state.ts';
import type { Update } from './state/transition.ts';

/**
 * Background work begins when there was no key or report for this time, in milliseconds. It is longer than the time
 * between the reports of a long run, so that the two never compete.
 */
const IDLE_MS = 300;

/** Time from a change to its saving, in milliseconds. With the writing it is less than two seconds. */
const SAVE_MS = 1000;

/** Length of a part of what drawings wait for, in milliseconds. */
const DRAWING_MS = 4;

export class AppRunner {
  readonly #platform: Platform;
  readonly #scheduler: Scheduler;
  readonly #background: Scheduler;
  readonly #watcher: ScenarioWatcher;
  readonly #listeners = new Set<() => void>();
  #cancelDrawing: () => void = () => {};
  /** Cancels the saving that is planned; null if none is. */
  #cancelSaving: (() => void) | null = null;
  /** The session that was looked at last to be saved, and its version then. */
  #saved: { readonly debug: Debugger; readonly version: number } | null = null;
  #isLeft = false;
  #state: State;
  /** Why the session could not be saved the last time; null if it was. */
  #fault: string | null = null;

  constructor(options: Omit<AppOptions, 'viewOptions' | 'further'>, platform: Platform) {
    this.#platform = platform;
    this.#scheduler = new Scheduler(platform);
    this.#background = new Scheduler(platform);
    this.#watcher = new ScenarioWatcher(platform, (event) => this.#receive(event));
    const { saves } = platform;
    const begun = start({
      ...options,
      viewOptions: saves?.looks(),
      further: saves?.further(options.entries) ?? {},
    });
    this.#state = begun.state;
    this.#apply(begun);
    this.#survey();
    this.#continueDrawing();
  }

  get state(): State {
    return this.#state;
  }

  /**
   * Calls `listener` after every change of the state.
   *
   * @returns a function that ends this
   */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  press(key: string): void {
    this.#change(press(this.#state, key));
  }

  /** Text that was pasted. */
  paste(text: string): void {
    this.#change(paste(this.#state, text));
  }

  /** A click or a turn of the wheel at a cell of the screen that was painted for `size`. */
  point(pointing: Pointing, size: Size): void {
    this.#change(point(this.#state, pointing, size));
  }

  /** A link that leads to a step or a picture, or changes the language. */
  follow(link: Link): void {
    this.#change(follow(this.#state, link));
  }

  /**
   * Saves the open session, when the program ends without being asked to.
   *
   * @returns where it is, or why it could not be saved, in one line; null if there is nothing to save
   */
  save(): string | null {
    const update = save(this.#state);
    this.#apply(update);
    if (!this.#platform.saves || !update.effects.some(({ kind }) => kind === 'save-session')) return null;
    return (
      this.#fault ??
      t`The session is saved: \`backstep ${this.#state.opened?.entry.id ?? ''}\` opens it again.`
    );
  }

  #receive(event: AppEvent): void {
    this.#change(receive(this.#state, event));
  }

  #change(update: Update, isReport = false): void {
    // Keys that were typed on, and reports, may come after the key that leaves.
    if (this.#isLeft) return;
    this.#apply(update);
    this.#saveSoon();
    // The survey goes on after its own report.
    if (!isReport) this.#survey();
    for (const listener of [...this.#listeners]) listener();
    this.#continueDrawing();
  }

  /** Saves what has changed since it was last saved, in a while, so that a crash or a power cut takes no more than that. */
  #saveSoon(): void {
    const debug = this.#state.opened?.debug;
    const isSaved = this.#saved?.debug === debug && this.#saved?.version === debug?.version;
    if (this.#cancelSaving || !this.#platform.saves || !debug || isSaved) return;
    this.#cancelSaving = this.#platform.later(() => {
      this.#cancelSaving = null;
      const { opened } = this.#state;
      this.#saved = opened && { debug: opened.debug, version: opened.debug.version };
      this.#apply(saveMeanwhile(this.#state));
    }, SAVE_MS);
  }

  /** After the next keys and painting: continues what the drawing waits for, and tells when there is more to draw. */
  #continueDrawing(): void {
    this.#cancelDrawing();
    if (!this.#state.opened) return;
    this.#cancelDrawing = this.#platform.later(() => {
      const background = this.#state.opened?.scene.background;
      if (!background || background.isIdle) return;
      const until = this.#platform.now() + DRAWING_MS;
      const isNew = background.run(() => this.#platform.now() < until);
      if (isNew) this.#change({ state: { ...this.#state }, effects: [] }, true);
      else this.#continueDrawing();
    });
  }

  /** Continues the survey of the open run in the background. A key interrupts it until there is a pause again. */
  #survey(): void {
    this.#background.cancel();
    const { opened } = this.#state;
    if (!opened || surveyOf(opened.debug.session).isComplete) return;
    const { session } = opened.debug;
    const tell = (position: number) =>
      this.#change(receive(this.#state, { kind: 'surveyed', position }), true);
    const begin = () => this.#background.runInSlices(surveyWork(session), tell, () => tell(session.total));
    this.#background.wake(begin, IDLE_MS);
  }

  #apply({ state, effects }: Update): void {
    this.#state = state;
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: Effect): void {
    switch (effect.kind) {
      case 'quit':
        this.#isLeft = true;
        this.#cancelSaving?.();
        this.#cancelDrawing();
        this.#watcher.stop();
        this.#platform.quit(this.#state.language);
        break;
      case 'go-onward':
        this.#platform.onward?.(this.#state.language);
        break;
      case 'suspend':
      case 'redraw':
        this.#platform[effect.kind]();
        break;
      case 'to-clipboard':
        this.#platform.toClipboard(effect.text);
        break;
      case 'run':
        this.#scheduler.runInSlices(
          effect.work,
          (position, elapsed) => this.#receive({ kind: 'progress', position, elapsed }),
          (outcome) => this.#receive({ kind: 'finished', outcome }),
        );
        break;
      case 'wake':
        this.#scheduler.wake(() => this.#receive({ kind: 'woken' }), effect.milliseconds);
        break;
      case 'read-numbers': {
        const { file } = effect;
        const read = this.#platform.readText?.(file) ?? { found: t`no files here`, fix: t`type the numbers` };
        this.#receive({ kind: 'numbers-read', file, read });
        break;
      }
      case 'watch':
        this.#watcher.watch(effect.entry);
        break;
      case 'reread':
        void this.#watcher.reread(effect.entry, true);
        break;
      case 'await-leaving':
        this.#platform.later(() => this.#receive({ kind: 'stayed' }), effect.milliseconds);
        break;
      case 'cancel': {
        const position = this.#scheduler.cancel();
        if (position !== null) this.#receive({ kind: 'interrupted', position });
        break;
      }
      default:
        if (this.#platform.saves) this.#keep(this.#platform.saves, effect);
    }
  }

  #keep(saves: SavedSessions, effect: StorageEffect): void {
    const furtherOf = (entry: SavedEntry) => ({ [entry.key]: [], ...saves.further([entry]) });
    switch (effect.kind) {
      case 'load-session':
        this.#receive({ kind: 'loaded', key: effect.entry.key, kept: saves.load(effect.entry) });
        break;
      case 'keep-session':
        saves.saveLater(
          { key: effect.entry.key, resumed: effect.resumed },
          (id) => documentText(effect.document, id),
          (notice, isFault = true) =>
            this.#receive({ kind: 'kept', notice, isFault, further: furtherOf(effect.entry) }),
        );
        break;
      case 'save-session':
        this.#fault = saves.save({ key: effect.entry.key, resumed: effect.resumed }, (id) =>
          documentText(effect.document, id),
        );
        this.#state = { ...this.#state, further: { ...this.#state.further, ...furtherOf(effect.entry) } };
        break;
      case 'write-session': {
        const { file, entry, document } = effect;
        const fault = saves.write(file, entry, (id) => documentText(document, id));
        this.#receive({ kind: 'written', file, fault });
        break;
      }
      case 'save-view-options':
        if (!areSameOptions(effect.options, saves.looks())) saves.keepLooks(effect.options);
    }
  }
}
