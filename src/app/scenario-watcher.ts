/** Notices changes of the open scenario's files, and reads them again. */
import type { Platform } from './platform.ts';
import type { AppEvent } from './state/effect.ts';
import type { ScenarioEntry } from './state/state.ts';

/** Watches one scenario at a time, and reports what it finds as events. */
export class ScenarioWatcher {
  readonly #platform: Platform;
  readonly #tell: (event: AppEvent) => void;
  #stop: () => void = () => {};
  /** Counts the readings. */
  #rereads = 0;

  constructor(platform: Platform, tell: (event: AppEvent) => void) {
    this.#platform = platform;
    this.#tell = tell;
  }

  /** Watches a scenario in place of the one before, once the first screen is painted. @param entry null: none */
  watch(entry: ScenarioEntry | null): void {
    this.stop();
    const { files } = this.#platform;
    if (entry === null || !files) return;
    this.#stop = this.#platform.later(() => {
      this.#stop = files.watch(
        entry,
        () => void this.reread(entry, false),
        (reason) => this.#tell({ kind: 'unwatched', key: entry.key, reason }),
      );
    });
  }

  stop(): void {
    this.#stop();
  }

  /** Reads a scenario again. @param isAsked whether the user has asked for it */
  async reread(entry: ScenarioEntry, isAsked: boolean): Promise<void> {
    this.#rereads += 1;
    const own = this.#rereads;
    const found = (await this.#platform.files?.reread(entry)) ?? { kind: 'fixed' };
    // What was read before a later reading may be older.
    if (own === this.#rereads) this.#tell({ kind: 'reread', key: entry.key, found, isAsked });
  }
}
