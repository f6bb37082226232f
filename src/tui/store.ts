/** Holds the state and everything that changes it. Knows nothing of React. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DebuggerCommand, Outcome } from '../debugger/command.ts';
import { execute } from '../debugger/commands.ts';
import { moveTo } from '../debugger/commands-time.ts';
import { Debugger } from '../debugger/debugger.ts';
import { Session } from '../debugger/session.ts';
import type { Language } from '../scenario/schema.ts';
import { formatNumber } from '../view/format.ts';
import { nothingSelected } from '../view/looks.ts';
import { Scene } from '../view/scene.ts';
import { matching } from './menu.ts';
import { openPrompt } from './prompt.ts';
import type { Entry, ListRow, State } from './state.ts';

/** What the state asks of the terminal and the clock. */
export interface Effects {
  quit(): void;
  suspend(): void;
  redraw(): void;
  /** Milliseconds, from any beginning. */
  now(): number;
  /** Calls back when keys have had their turn, or after some milliseconds. Gives a way to call it off. */
  later(work: () => void, milliseconds?: number): () => void;
}

export interface Options {
  readonly catalogue: readonly Entry[];
  readonly open: Entry | null;
  readonly language: Language;
}

/** Work is done in slices of so many milliseconds; between them keys are read and the screen is painted. */
const SLICE_MS = 8;
/** Between two steps of the playing of a scenario. */
const PLAY_MS = 700;

export class Store {
  readonly state: StoreApi<State>;
  readonly catalogue: readonly Entry[];
  readonly language: Language;
  effects: Effects;
  readonly #previews = new Map<Entry, Scene>();
  #callOff: () => void = () => {};

  constructor({ catalogue, open, language }: Options, effects: Effects) {
    this.catalogue = catalogue;
    this.language = language;
    this.effects = effects;
    this.state = createStore<State>(() => ({
      mode: 'menu',
      opened: null,
      changes: 0,
      filter: '',
      highlighted: 0,
      selection: nothingSelected,
      prompt: openPrompt('', []),
      list: null,
      running: null,
      message: null,
      history: [],
      isPlaying: false,
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
    const entry = this.matches[this.now.highlighted];
    if (!entry) return null;
    const known = this.#previews.get(entry);
    if (known) return known;
    const scene = new Scene(new Debugger(new Session(entry.scenario)), this.language);
    this.#previews.set(entry, scene);
    return scene;
  }

  /** Opens a scenario before its first step. */
  open(entry: Entry): void {
    const debug = new Debugger(new Session(entry.scenario), formatNumber);
    const scene = new Scene(debug, this.language);
    this.set({
      mode: 'session',
      opened: { entry, debug, scene },
      selection: nothingSelected,
      message: null,
    });
  }

  /** Back to the menu. */
  close(): void {
    this.stopPlaying();
    this.set({ mode: 'menu', opened: null, list: null, message: null });
  }

  /** Moves the highlight in the menu, around the ends. */
  highlight(by: number): void {
    const { length } = this.matches;
    if (length > 0) this.set({ highlighted: (this.now.highlighted + by + length) % length });
  }

  choose(): void {
    const entry = this.matches[this.now.highlighted];
    if (entry) this.open(entry);
  }

  setFilter(filter: string): void {
    this.set({ filter, highlighted: 0 });
  }

  /** Does a command of the debugger. */
  run({ run }: Pick<DebuggerCommand, 'run'>, argument = ''): void {
    const { opened } = this.now;
    if (opened) this.take(run(opened.debug, argument));
  }

  /** Does the command of the debugger that has this word. */
  perform(word: string, argument = ''): void {
    const { opened } = this.now;
    if (opened) this.take(execute(opened.debug, `${word} ${argument}`));
  }

  /** Shows what came of a command. */
  take(outcome: Outcome): void {
    const isMove = outcome.kind === 'stopped';
    if (isMove) this.select(null, null);
    const { opened } = this.now;
    // Another timeline may be of another variant, with a network and numbers of its own.
    const isOther = opened && opened.scene.engine !== opened.debug.session.engine;
    if (isOther) this.set({ opened: { ...opened, scene: new Scene(opened.debug, this.language) } });
    const common = { mode: 'session', changes: this.now.changes + 1, running: null, message: null } as const;
    switch (outcome.kind) {
      case 'running':
        this.#drive(outcome.work);
        return;
      case 'listed':
        this.set(common);
        this.showList(
          outcome.title,
          outcome.rows.map(({ step, ...row }) =>
            step === undefined ? row : { ...row, act: () => this.jump(step) },
          ),
        );
        return;
      case 'stopped':
        this.set({
          ...common,
          message: outcome.text === null ? null : { text: outcome.text, isFault: false },
        });
        return;
      default:
        this.set({ ...common, message: { text: outcome.text, isFault: outcome.kind === 'failed' } });
    }
  }

  /** Goes to a step that was chosen from a list. */
  jump(step: number): void {
    const { opened } = this.now;
    if (!opened) return;
    opened.debug.marks.set("'", opened.debug.session.position);
    this.take(moveTo(opened.debug, step, 'goto'));
  }

  say(text: string, isFault = false): void {
    this.set({ message: { text, isFault } });
  }

  showList(title: string, rows: readonly ListRow[]): void {
    const first = rows.findIndex(({ act }) => act !== undefined);
    this.set({
      mode: 'list',
      list: { title, rows, selected: Math.max(0, first), filter: '', isFiltering: false },
      message: null,
    });
  }

  closeList(): void {
    this.set({ mode: this.now.opened ? 'session' : 'menu', list: null });
  }

  /** Selects a step of the tape and an address of the values; null follows the cursor. */
  select(step: number | null, address: string | null): void {
    const { opened, selection } = this.now;
    if (opened) opened.debug.selected = address;
    this.set({ selection: { ...selection, step, address } });
  }

  /** Stops a run where it is. */
  interrupt(): void {
    const { running, opened } = this.now;
    if (!running || !opened) return;
    this.#callOff();
    opened.debug.seek(running.position);
    this.set({ mode: 'session', running: null, changes: this.now.changes + 1 });
    this.say(`Stopped at step ${opened.debug.session.position}.`);
  }

  togglePlaying(command: Pick<DebuggerCommand, 'run'>): void {
    if (this.now.isPlaying) {
      this.stopPlaying();
      return;
    }
    this.set({ isPlaying: true });
    const play = () => {
      this.run(command);
      const { opened } = this.now;
      if (!opened || opened.debug.session.position >= opened.debug.session.total)
        this.set({ isPlaying: false });
      else this.#callOff = this.effects.later(play, PLAY_MS);
    };
    play();
  }

  stopPlaying(): void {
    if (!this.now.isPlaying) return;
    this.#callOff();
    this.set({ isPlaying: false });
  }

  #drive(work: Generator<number, Outcome>): void {
    const began = this.effects.now();
    const from = this.now.opened?.debug.session.position ?? 0;
    const slice = () => {
      const until = this.effects.now() + SLICE_MS;
      let position = from;
      do {
        const next = work.next();
        if (next.done) {
          this.take(next.value);
          return;
        }
        position = next.value;
      } while (this.effects.now() < until);
      this.set({ mode: 'running', running: { from, position, elapsed: this.effects.now() - began } });
      this.#callOff = this.effects.later(slice);
    };
    slice();
  }
}
