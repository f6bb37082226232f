/** Runs to the next breakpoint, forward and in reverse. */
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import { hitCounts } from './hit-counts.ts';
import type { Breakpoint } from './list.ts';
import { Search } from './search.ts';
import type { Hit } from './watcher.ts';

export type Direction = 'forward' | 'reverse';

/** A message of a breakpoint that the run has passed. */
export interface Logged {
  readonly position: number;
  readonly breakpoint: Breakpoint;
  readonly values: readonly (number | null)[];
}

/** Where and why a run has stopped. */
export interface Stop {
  readonly position: number;
  readonly reason: 'breakpoint' | 'data breakpoint' | 'exception' | 'end' | 'start';
  /** The ids of the breakpoints that were hit, in the order of the list. The first one determines `reason`. */
  readonly breakpoints: readonly number[];
  /** The reason as a short sentence without a full stop. */
  readonly text: string;
  /** The number of stops, with this one, if the run was to pass some. */
  readonly stops: number;
  /** Whether breakpoints were hit on the way, also where the run did not stop. */
  readonly isHit: boolean;
  /** The ids of the temporary breakpoints at which the run has stopped. */
  readonly spent: readonly number[];
}

/** What a run is to do besides going to the next stop. */
export interface RunOptions {
  /** Which stop to go to, counted from 1. */
  readonly times?: number;
  /** The position at which a forward run ends; default: the end of the run. */
  readonly end?: number;
  /** Receives the messages on the way, in the order of the run, as soon as they are written. */
  readonly write?: (message: Logged) => void;
}

/** The first window of a reverse run, in steps, and the largest window in a run of usual length. */
const FIRST_WINDOW = 2_000;
const WINDOW = 100_000;
/** The same if most batches are executed as compiled code. */
const FAST_WINDOW = 4_000_000;

/**
 * Runs from the cursor to the next stop, or to the end or start of the run. The positions of stops, and the numbers of
 * hits, do not depend on the direction or on where the run starts. A stop at the cursor itself does not count.
 *
 * From time to time it yields the position reached: there is no stop between that and the cursor, or fewer than it is
 * to pass; the messages on the way there have been written. The cursor moves only when the run has finished. The
 * session must not be edited before that.
 */
export function* run(
  session: Session,
  breakpoints: readonly Breakpoint[],
  direction: Direction,
  options: RunOptions = {},
): Generator<number, Stop> {
  const enabled = breakpoints.filter(({ isEnabled }) => isEnabled);
  const way = new Way(session, enabled, options);
  yield* direction === 'forward' ? way.forward() : way.reverse();
  session.seek(way.stop?.position ?? (direction === 'forward' ? way.end : 0));
  return way.result(direction);
}

/** A run from the cursor, and what happens on its way. */
class Way {
  readonly end: number;
  /** Where it stops, and why; null as long as it does not. */
  stop: { readonly position: number; readonly hits: readonly Hit[] } | null = null;
  readonly #session: Session;
  readonly #search: Search;
  readonly #times: number;
  #stops = 0;
  readonly #write: (message: Logged) => void;
  readonly #spent = new Set<number>();

  constructor(
    session: Session,
    breakpoints: readonly Breakpoint[],
    { times = 1, end = session.total, write = () => {} }: RunOptions,
  ) {
    this.#session = session;
    this.#search = new Search(session, breakpoints);
    this.#times = times;
    this.end = end;
    this.#write = write;
  }

  /** To a stop after the cursor. */
  *forward(): Generator<number, void> {
    const { position, history } = this.#session;
    if (this.#search.watchers.length === 0) return yield* this.#unwatched(this.end);
    yield* this.#count(position);
    let machine = yield* this.#search.begin(position, position);
    for (let at = position; at < this.end; ) {
      const quiet = this.#search.quietUntil(at, this.end, true);
      if (quiet - at >= WINDOW) {
        yield* this.#unwatched(quiet);
        machine = yield* this.#search.begin(quiet, quiet);
        at = quiet;
        continue;
      }
      const end = Math.min(this.end, at + this.#windowAt(at));
      while (machine.position < end) {
        const isSlice = this.#search.stretch(machine, end);
        this.#take(1);
        if (this.stop) return;
        if (isSlice) yield machine.position;
      }
      // Leaves checkpoints so that later seeks nearby are fast.
      history.explore(end);
      yield end;
      at = end;
    }
  }

  /** Where nothing can stop the run, its steps are not examined. Only checkpoints are left. */
  *#unwatched(end: number): Generator<number, void> {
    const { history } = this.#session;
    for (const at of history.seekSlices(end)) {
      history.explore(at);
      yield at;
    }
  }

  /** To a stop before the cursor. Goes back window by window and examines each one forwards. */
  *reverse(): Generator<number, void> {
    const { position } = this.#session;
    if (this.#search.watchers.length === 0 || position === 0) return;
    yield* this.#count(position - 1);
    let size = FIRST_WINDOW;
    for (let high = position - 1; high > 0; ) {
      const low = this.#search.windowBelow(high, size);
      if (this.#search.quietUntil(low, high, false) < high) {
        const machine = yield* this.#search.begin(low, high);
        yield* this.#search.look(machine, high, high);
        this.#take(-1);
        if (this.stop) return;
      }
      high = low;
      size = Math.min(size * 2, this.#windowAt(high));
    }
  }

  /** The window grows with the position, in steps, because in longer runs checkpoints are further apart. */
  #windowAt(position: number): number {
    const usual = this.#search.isFast ? FAST_WINDOW : WINDOW;
    return Math.max(usual, Math.floor(position / 128));
  }

  /** Tells the watchers that count their hits how many there are up to a position. */
  *#count(position: number): Generator<number, void> {
    const counted = this.#search.watchers.filter(({ isCounted }) => isCounted);
    const breakpoints = counted.map(({ breakpoint }) => breakpoint);
    const counts = yield* hitCounts(this.#session, breakpoints, position, this.#session.position);
    counted.forEach((watcher, index) => {
      watcher.count = counts[index] as number;
    });
  }

  /** Goes through the hits that the watchers have collected, in the direction of the run, up to the stop. */
  #take(direction: 1 | -1): void {
    const byPosition = new Map<number, Hit[]>();
    for (const watcher of this.#search.watchers) {
      for (const hit of watcher.take(direction)) {
        const here = byPosition.get(hit.position);
        if (here) here.push(hit);
        else byPosition.set(hit.position, [hit]);
      }
    }
    const ordered = [...byPosition].sort(([one], [other]) => direction * (one - other));
    for (const [position, hits] of ordered) {
      this.#pass(position, hits);
      if (this.stop) return;
    }
  }

  /** Writes messages at a position, and stops there if a breakpoint without a message is hit. */
  #pass(position: number, hits: readonly Hit[]): void {
    for (const { watcher, values } of hits) {
      if (values !== null) this.#write({ position, breakpoint: watcher.breakpoint, values });
    }
    const stopping = hits.filter(
      ({ values, watcher }) => values === null && !this.#spent.has(watcher.breakpoint.id),
    );
    if (stopping.length === 0) return;
    for (const { watcher } of stopping) {
      if (watcher.breakpoint.isTemporary) this.#spent.add(watcher.breakpoint.id);
    }
    this.#stops += 1;
    if (this.#stops === this.#times) this.stop = { position, hits: stopping };
  }

  result(direction: Direction): Stop {
    const done = {
      stops: this.#stops,
      isHit: this.#search.watchers.some(({ isHit }) => isHit),
      spent: [...this.#spent],
    };
    if (this.stop) {
      const { position, hits } = this.stop;
      const type = hits[0]?.watcher.breakpoint.spec.type;
      return {
        ...done,
        position,
        reason: type === 'change' ? 'data breakpoint' : type === 'exception' ? 'exception' : 'breakpoint',
        breakpoints: hits.map(({ watcher }) => watcher.breakpoint.id),
        text: textsOf(hits, this.#session, position).join('; '),
      };
    }
    return direction === 'forward'
      ? { ...done, position: this.end, reason: 'end', breakpoints: [], text: t`the end of the run` }
      : { ...done, position: 0, reason: 'start', breakpoints: [], text: t`the start of the run` };
  }
}

/** Why the breakpoints that were hit have stopped. Several can say the same: then it is said once. */
function textsOf(hits: readonly Hit[], session: Session, position: number): string[] {
  return [...new Set(hits.map(({ watcher }) => watcher.detector.describeStop(session, position)))];
}
