/** The state of the screen and everything that changes it. Knows nothing of React. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Move, StopReason } from '../debugger/commands.ts';
import { move } from '../debugger/commands.ts';
import { Session } from '../debugger/session.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Language } from '../scenario/schema.ts';
import { Scene } from '../view/scene.ts';
import { matching } from './menu.ts';

export interface Entry {
  readonly id: string;
  readonly scenario: Scenario;
}

export type Mode = 'menu' | 'filter' | 'session' | 'goto' | 'help';

export interface State {
  readonly mode: Mode;
  readonly filter: string;
  /** Index of the highlighted entry among those that match the filter. */
  readonly selected: number;
  readonly opened: { readonly entry: Entry; readonly scene: Scene } | null;
  /** Counts the moves of the session, which changes in place. */
  readonly moves: number;
  /** What is typed at the `:` prompt. */
  readonly prompt: string;
  /** One line about what the last key did, where the screen does not show it by itself. */
  readonly message: string | null;
  /** First row of the help that is shown. */
  readonly helpTop: number;
}

/** What the state asks of the terminal. */
export interface Effects {
  quit(): void;
  suspend(): void;
  redraw(): void;
}

export interface Options {
  readonly catalogue: readonly Entry[];
  readonly open: Entry | null;
  readonly language: Language;
}

export class Store {
  readonly state: StoreApi<State>;
  readonly catalogue: readonly Entry[];
  readonly language: Language;
  readonly #previews = new Map<Entry, Scene>();
  effects: Effects = { quit() {}, suspend() {}, redraw() {} };

  constructor({ catalogue, open, language }: Options) {
    this.catalogue = catalogue;
    this.language = language;
    this.state = createStore<State>(() => ({
      mode: 'menu',
      filter: '',
      selected: 0,
      opened: null,
      moves: 0,
      prompt: '',
      message: null,
      helpTop: 0,
    }));
    if (open) this.open(open);
  }

  get now(): State {
    return this.state.getState();
  }

  set(change: Partial<State>): void {
    this.state.setState(change);
  }

  get matches(): readonly Entry[] {
    return matching(this.catalogue, this.now.filter);
  }

  /** The highlighted scenario before its first step. */
  get preview(): Scene | null {
    const entry = this.matches[this.now.selected];
    if (!entry) return null;
    const known = this.#previews.get(entry);
    if (known) return known;
    const scene = new Scene(new Session(entry.scenario), this.language);
    this.#previews.set(entry, scene);
    return scene;
  }

  /** Opens a scenario before its first step. */
  open(entry: Entry): void {
    const scene = new Scene(new Session(entry.scenario), this.language);
    this.set({ mode: 'session', opened: { entry, scene }, moves: 0, message: null });
  }

  /** Moves the highlight in the menu, around the ends. */
  highlight(by: number): void {
    const { length } = this.matches;
    if (length > 0) this.set({ selected: (this.now.selected + by + length) % length });
  }

  choose(): void {
    const entry = this.matches[this.now.selected];
    if (entry) this.open(entry);
  }

  setFilter(filter: string): void {
    this.set({ filter, selected: 0 });
  }

  run(command: Pick<Move, 'target'>): void {
    const { opened, moves } = this.now;
    if (!opened) return;
    const reason = move(opened.scene.session, command);
    this.set({ moves: moves + 1, message: reasonText[reason] });
  }

  /** The same step of the scenario's next set of numbers. */
  nextVariant(): void {
    const { opened, moves } = this.now;
    if (!opened) return;
    const { session } = opened.scene;
    const { variants } = session.scenario;
    if (variants.length === 0) {
      this.set({ message: 'This scenario has no variants.' });
      return;
    }
    const current = session.variant === null ? -1 : variants.indexOf(session.variant);
    session.switchVariant(variants[current + 1]?.name ?? null);
    this.set({
      opened: { ...opened, scene: new Scene(session, this.language) },
      moves: moves + 1,
      message: null,
    });
  }

  /** Goes to the step that was typed. */
  submitGoto(): void {
    const { prompt, opened } = this.now;
    this.set({ mode: 'session', prompt: '' });
    const total = opened?.scene.session.total ?? 0;
    const step = Number(prompt.trim());
    if (prompt.trim() === '') return;
    if (!/^\d+$/.test(prompt.trim()) || step > total) {
      this.set({ message: `There is no step "${prompt.trim()}": type a number from 0 to ${total}.` });
    } else {
      this.run({ target: () => step });
    }
  }
}

const reasonText: Readonly<Record<StopReason, string | null>> = {
  step: null,
  start: 'This is the start: nothing lies before it.',
  end: 'This is the end: nothing lies ahead.',
};
