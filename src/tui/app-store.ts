/** The state, and everything that changes it. Knows nothing of React. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DebuggerCommand, Outcome } from '../commands/command.ts';
import { execute } from '../commands/commands.ts';
import { Debugger, type Selection } from '../commands/debugger.ts';
import { moveTo } from '../commands/move.ts';
import type { SavedSessions } from '../commands/saved.ts';
import { t } from '../i18n/translate.ts';
import { Session } from '../session/session.ts';
import { Scene } from '../view/scene/scene.ts';
import { formatNumber } from '../view/terminal/format.ts';
import { FIRST_PACE } from './actions/playing.ts';
import { noteMove } from './actions/predicting.ts';
import { Catalogue } from './state/catalogue.ts';
import { openPrompt } from './state/prompt.ts';
import { Pace } from './state/scheduler.ts';
import { keep, keepLooks, looksFrom, offerOf, restored, textOf } from './state/session-storage.ts';
import type { Entry, ListRow, Playing, State } from './state/state.ts';
import type { Effects, Store } from './state/store.ts';

export interface Options {
  readonly catalogue: readonly Entry[];
  readonly open: Entry | null;
  /** Where sessions are kept; null keeps none. */
  readonly saves: SavedSessions | null;
  /** A saved session of the scenario to open. */
  readonly restore: string | null;
  /** Whether the terminal shows ASCII alone. */
  readonly isAscii: boolean;
}

export class AppStore implements Store {
  readonly state: StoreApi<State>;
  readonly catalogue: Catalogue;
  readonly saves: SavedSessions | null;
  readonly isAscii: boolean;
  effects: Effects;
  readonly #pace: Pace;

  constructor({ catalogue, open, saves, restore, isAscii }: Options, effects: Effects) {
    this.catalogue = new Catalogue(catalogue, open);
    this.saves = saves;
    this.isAscii = isAscii;
    this.effects = effects;
    this.#pace = new Pace(effects);
    this.state = createStore<State>(() => ({
      mode: 'menu',
      opened: null,
      changes: 0,
      filter: '',
      highlighted: 0,
      selection: looksFrom(saves?.looks() ?? {}),
      prompt: openPrompt('', []),
      list: null,
      running: null,
      message: null,
      history: [],
      playing: 'off',
      pace: FIRST_PACE,
      quiz: null,
    }));
    if (open) this.open(open);
    if (open && restore !== null) this.resume(restore);
  }

  get now(): State {
    return this.state.getState();
  }

  set(change: Partial<State>): void {
    this.state.setState(change);
  }

  get matches(): readonly Entry[] {
    return this.catalogue.matching(this.now.filter);
  }

  get preview(): Scene | null {
    const entry = this.matches[this.now.highlighted];
    return entry ? this.catalogue.preview(entry) : null;
  }

  open(entry: Entry): void {
    this.#keep();
    const debug = new Debugger(new Session(entry.scenario), formatNumber);
    const scene = new Scene(debug);
    const saved = this.saves?.load(entry) ?? null;
    const offer = saved === null ? null : offerOf(saved);
    this.set({
      mode: 'session',
      opened: { entry, debug, scene, saved },
      selection: looksFrom(this.now.selection),
      message: offer === null ? null : { text: offer, isFault: false },
    });
  }

  resume(text: string): void {
    const { opened } = this.now;
    if (!opened) return;
    const found = restored(text, opened.entry);
    if (!found.ok) {
      this.say(found.text, true);
      return;
    }
    const scene = new Scene(found.debug);
    this.set({
      mode: 'session',
      opened: { ...opened, debug: found.debug, scene, saved: null },
      quiz: null,
      selection: found.looks,
      message: null,
    });
    if (found.notices.length > 0) {
      this.showList(
        t`What has changed since this was saved`,
        found.notices.map((notice) => ({ text: notice })),
      );
    }
  }

  saveAs(file: string): void {
    const { opened, selection } = this.now;
    if (!opened || !this.saves) return;
    const fault = this.saves.write(file, opened.entry, textOf(opened, selection));
    this.say(fault ?? t`Saved. To open it again: backstep ${file}`, fault !== null);
  }

  leave(): void {
    this.#pace.stop();
    this.#keep();
    this.effects.quit();
  }

  #keep(): void {
    const { opened, selection } = this.now;
    if (!opened || !this.saves) return;
    keep(this.saves, opened, selection);
    keepLooks(this.saves, selection);
  }

  close(): void {
    this.stopPlaying();
    this.#keep();
    const left = this.matches.findIndex(({ key }) => key === this.now.opened?.entry.key);
    this.set({
      mode: 'menu',
      opened: null,
      list: null,
      message: null,
      quiz: null,
      highlighted: Math.max(0, left),
    });
  }

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

  run({ run }: Pick<DebuggerCommand, 'run'>, argument = ''): void {
    const { opened } = this.now;
    if (opened) this.take(run(opened.debug, argument));
  }

  perform(word: string, argument = ''): void {
    const { opened } = this.now;
    if (opened) this.take(execute(opened.debug, `${word} ${argument}`));
  }

  take(outcome: Outcome): void {
    const isMove = outcome.kind === 'stopped';
    // What was selected among the values stays so: it is what one wants to see change.
    const { opened } = this.now;
    const address = this.now.selection.focus === 'values' ? (opened?.debug.selection.address ?? null) : null;
    if (isMove) this.select({ step: null, address: outcome.subject ?? address, line: null });
    // Another timeline may be of another variant, with a network and numbers of its own.
    const isOther = opened && opened.scene.engine !== opened.debug.session.engine;
    if (isOther) this.set({ opened: { ...opened, scene: new Scene(opened.debug) } });
    noteMove(this);
    const common = { mode: 'session', changes: this.now.changes + 1, running: null, message: null } as const;
    switch (outcome.kind) {
      case 'running':
        this.#drive(outcome);
        return;
      case 'listed':
        this.set(common);
        this.showList(
          outcome.title,
          outcome.rows.map(({ step, line, ...row }) => {
            if (step !== undefined) return { ...row, act: () => this.jump(step) };
            return line === undefined ? row : { ...row, act: () => this.perform(line) };
          }),
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

  jump(step: number): void {
    const { opened } = this.now;
    if (!opened) return;
    opened.debug.mark("'", opened.debug.session.position);
    this.take(moveTo(opened.debug, step, 'goto'));
  }

  say(text: string, isFault = false): void {
    this.set({ message: { text, isFault } });
  }

  showList(title: string, rows: readonly ListRow[]): void {
    const first = rows.findIndex(({ isHeading }) => !isHeading);
    this.set({
      mode: 'list',
      list: { title, rows, selected: Math.max(0, first), filter: '', isFiltering: false },
      message: null,
    });
  }

  closeList(): void {
    this.set({ mode: this.now.opened ? 'session' : 'menu', list: null });
  }

  select(change: Partial<Selection>): void {
    const { opened, changes } = this.now;
    if (!opened) return;
    opened.debug.selection = { ...opened.debug.selection, ...change };
    this.set({ changes: changes + 1 });
  }

  interrupt(): void {
    const { running, opened } = this.now;
    if (!running || !opened) return;
    this.#pace.stop();
    if (running.isMove) opened.debug.seek(this.#pace.reached);
    this.set({ mode: 'session', running: null, changes: this.now.changes + 1 });
    this.say(t`Stopped at step ${String(opened.debug.session.position)}.`);
  }

  play(beat: () => Playing): void {
    this.set({ playing: 'on' });
    this.#pace.repeat(
      () => {
        const playing = beat();
        this.set({ playing });
        return playing === 'on';
      },
      () => this.now.pace,
    );
  }

  stopPlaying(): void {
    if (this.now.playing === 'on') this.#pace.stop();
    this.set({ playing: 'off' });
  }

  #drive({ work, isMove }: Extract<Outcome, { kind: 'running' }>): void {
    const from = this.now.opened?.debug.session.position ?? 0;
    this.#pace.drive(
      work,
      (position, elapsed) => this.set({ mode: 'running', running: { from, position, elapsed, isMove } }),
      (outcome) => this.take(outcome),
    );
  }
}
