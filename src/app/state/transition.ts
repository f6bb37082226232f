/** Transitions: from one state to the next, by a key or an event. */
import type { Place } from '../../commands/command.ts';
import type { ListAbout } from '../../commands/rows/row.ts';
import { setLanguage } from '../../i18n/translate.ts';
import type { Effect } from './effect.ts';
import { firstActive, type ListRow } from './list.ts';
import type { State } from './state.ts';

/** The state after a key or an event, and the effects for the front end. */
export interface Update {
  readonly state: State;
  readonly effects: readonly Effect[];
}

/**
 * Builds the next state. It exists only during one call of `start`, `press` or `receive`.
 */
export class Transition {
  #state: State;
  readonly #effects: Effect[] = [];

  /** Also sets the current language to the state's, since other sessions in the process can have another one. */
  constructor(state: State) {
    this.#state = state;
    setLanguage(state.language);
  }

  get state(): State {
    return this.#state;
  }

  set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }

  /** Adds an effect for the front end. */
  emit(effect: Effect): void {
    this.#effects.push(effect);
  }

  /** Shows a message. `place`: the word of a typed line that a fault is about. */
  say(text: string, isFault = false, place: Place | null = null): void {
    this.set({ message: { text, isFault, place } });
  }

  /** Shows a message, and after it those of the sentences that have room. */
  sayMore(text: string, more: readonly string[]): void {
    this.set({ message: { text, isFault: false, place: null, more } });
  }

  /**
   * Shows a list. If it is shown anew, the selection stays where it was.
   *
   * @param about what a list says that stands beside what it is about; null: the list stands in its place
   */
  showList(title: string, rows: readonly ListRow[], about: ListAbout | null = null): void {
    const before = this.#state.list;
    const first = firstActive({ rows, filter: '' });
    const selected = before?.title === title ? Math.min(before.selected, rows.length - 1) : first;
    this.set({
      mode: 'list',
      list: { ...about, title, rows, isBeside: about !== null, selected, filter: '', isFiltering: false },
      message: null,
    });
  }

  closeList(): void {
    this.set({ mode: this.#state.opened ? 'session' : 'menu', list: null });
  }

  /** The finished update. Its state has the Debugger's current version. */
  end(): Update {
    const { opened } = this.#state;
    const version = opened?.debug.version;
    if (opened && version !== undefined && version !== opened.version)
      this.set({ opened: { ...opened, version } });
    return { state: this.#state, effects: [...this.#effects] };
  }
}
