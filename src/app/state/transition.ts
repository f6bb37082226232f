/** One step of the state: what a key or an event makes of it. */
import { speak } from '../../i18n/translate.ts';
import type { Effect } from './effect.ts';
import { firstActive, type ListRow } from './list.ts';
import type { State } from './state.ts';

/** The state after a key or an event, and what it asks of the front end. */
export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/**
 * The next state while it is worked out. It lives as long as one call of `press` or `receive`, and nobody else sees
 * it change.
 */
export class Transition {
  #state: State;
  readonly #effects: Effect[] = [];

  /** From here on texts are in the language of this state: others in the process may have spoken another one. */
  constructor(state: State) {
    this.#state = state;
    speak(state.language);
  }

  get state(): State {
    return this.#state;
  }

  set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  /** Asks something of the front end. */
  emit(effect: Effect): void {
    this.#effects.push(effect);
  }

  say(text: string, isFault = false): void {
    this.set({ message: { text, isFault } });
  }

  showList(title: string, rows: readonly ListRow[]): void {
    const selected = firstActive({ rows, filter: '' });
    this.set({
      mode: 'list',
      list: { title, rows, selected, filter: '', isFiltering: false },
      message: null,
    });
  }

  closeList(): void {
    this.set({ mode: this.#state.opened ? 'session' : 'menu', list: null });
  }

  /** The update, with the version that the Debugger has now. */
  end(): Update {
    const { opened } = this.#state;
    const version = opened?.debug.version;
    if (opened && version !== undefined && version !== opened.version)
      this.set({ opened: { ...opened, version } });
    return { state: this.#state, effects: this.#effects };
  }
}
