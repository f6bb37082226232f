/** Transitions: from one state to the next, by a key or an event. */
import type { Place } from '../../commands/command.ts';
import type { ListAbout } from '../../commands/rows/row.ts';
import { setLanguage } from '../../i18n/translate.ts';
import { setBindings } from '../../keys/bindings.ts';
import { validated } from '../../view/scene/view-options.ts';
import type { Effect } from './effect.ts';
import { firstActive } from './list.ts';
import type { ListRow } from './list-row.ts';
import type { Message, State } from './state.ts';

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

  /** Also sets the current language and keys to the state's, since other sessions in the process can have others. */
  constructor(state: State) {
    this.#state = state;
    setLanguage(state.language);
    setBindings(state.bindings);
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

  /** Shows a message with what follows its text. */
  sayMore(text: string, rest: Partial<Omit<Message, 'text' | 'place'>>): void {
    this.set({ message: { isFault: false, ...rest, text, place: null } });
  }

  /** Shows a sentence after the message that is shown. */
  add(text: string): void {
    const { message } = this.#state;
    if (message === null) this.say(text);
    else this.set({ message: { ...message, more: [...(message.more ?? []), text] } });
  }

  /**
   * Shows a list, with its first row selected.
   *
   * @param about what a list says that stands beside what it is about; null: the list stands in its place
   */
  showList(title: string, rows: readonly ListRow[], about: ListAbout | null = null): void {
    const selected = about?.opensAt ?? firstActive({ rows, filter: '' });
    this.set({
      mode: 'list',
      list: { ...about, title, rows, isBeside: about !== null, selected, filter: '', isFiltering: false },
      message: null,
    });
  }

  closeList(): void {
    this.set({ mode: this.#state.opened ? 'session' : 'menu', list: null });
  }

  /** The finished update. Its state has the Debugger's current version, and the focus on a pane that is shown. */
  end(): Update {
    const { opened, view } = this.#state;
    if (opened) {
      const { version, watches } = opened.debug;
      if (version !== opened.version) this.set({ opened: { ...opened, version } });
      const valid = validated(view, watches.length > 0);
      if (valid.focus !== view.focus || valid.zoom !== view.zoom) this.set({ view: valid });
    }
    return { state: this.#state, effects: [...this.#effects] };
  }
}
