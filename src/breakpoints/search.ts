/** Executes a run range by range, and lets every breakpoint examine each range. */
import type { Engine, Machine } from '../core/execution/machine.ts';
import { type Visitor, WatchedBatches } from '../core/execution/watched-batches.ts';
import { memoize, memoizeRecent } from '../core/memo.ts';
import type { Slot } from '../core/program.ts';
import type { Tests } from '../core/wasm/recording.ts';
import type { Session } from '../session/session.ts';
import type { Detector, LookBack } from './exceptions/detector.ts';
import { allTests } from './exceptions/step-tests.ts';
import { type Breakpoint, describe } from './list.ts';
import { Watcher } from './watcher.ts';

/** Steps per slice. */
const SLICE = 20_000;

/**
 * The most steps and batches that are executed at once as compiled code, which takes about a millisecond; and the most
 * segments if they are visited, which takes a few.
 */
const LEAP = { steps: 4_000_000, batches: 2000, visited: 4000 };

/** The least number of batches for which that is worth while, if so many fit into a leap. */
const LEAST_BATCHES = 4;

/** The largest number of batches without a leap after leaps that were in vain. */
const MOST_PAUSE = 64;

/** The number of compiled versions that are kept for later runs with the same breakpoints. */
const KEPT_VERSIONS = 4;

interface Version {
  readonly slots: ReadonlySet<Slot>;
  readonly tests: Tests | null;
  /** Versions with the same slots and tests have the same one. */
  readonly key: string;
}

const versions = memoize(
  (engine: Engine) => engine,
  (engine) =>
    memoizeRecent(
      KEPT_VERSIONS,
      ({ key }: Version) => key,
      ({ slots, tests }) => new WatchedBatches(engine, slots, tests),
    ),
);

export class Search {
  readonly watchers: readonly Watcher[];
  readonly #session: Session;
  readonly #looksBack: LookBack;
  /** The positions of edits, ascending. */
  readonly #edits: readonly number[];
  #work = 0;
  /** Steps that have been executed one by one. */
  #searched = 0;
  #watched: WatchedBatches | null = null;
  readonly #visitor: Visitor;
  /** Whether the segments of the last leap had to be visited, and so may those of the next one. */
  #isVisited: boolean;
  readonly #tested: readonly Detector[];
  /** No leap starts before this batch. */
  #nextLeap = 0;
  #pause = 1;

  constructor(session: Session, breakpoints: readonly Breakpoint[]) {
    this.#session = session;
    this.watchers = breakpoints.map((breakpoint) => new Watcher(session, breakpoint));
    const looks = this.watchers.map(({ detector }) => detector.looksBack);
    this.#looksBack = looks.includes('epoch') ? 'epoch' : looks.includes('batch') ? 'batch' : 'nothing';
    this.#edits = session.timeline.edits.map(({ at }) => at);
    // In a batch whose tests find nothing, detectors with tests have no stop.
    const looking = this.watchers.filter(({ detector }) => detector.tests === null);
    this.#tested = this.watchers.flatMap(({ detector }) => (detector.tests === null ? [] : [detector]));
    this.#isVisited = looking.some(({ concerns, detector }) => !concerns && !detector.quietUntil);
    this.#visitor = {
      isIdle: looking.length === 0,
      skip: () => {
        this.#isVisited = false;
      },
      concerns: (from, to) => {
        const open = looking.filter((watcher) => this.#quietUntil(watcher, from, to) < to);
        const all = open.flatMap(({ concerns }) => concerns ?? []);
        if (all.length < open.length) return null;
        return all.length === 1 ? (all[0] ?? null) : (value) => all.some((each) => each(value));
      },
      wants: (segment) => looking.some((watcher) => watcher.wants(segment)),
      enter: (segment, registers) => {
        for (const watcher of looking) watcher.enter(segment, registers);
      },
      leave: (segment, registers) => {
        this.#isVisited = true;
        for (const watcher of looking) watcher.scan(segment, 0, segment.length, registers);
      },
    };
  }

  #quietUntil({ detector }: Watcher, from: number, to: number, isHere = true): number {
    return detector.quietUntil?.(this.#session.engine.schedule, from, to, isHere) ?? from;
  }

  /** The furthest position, at most `to`, up to which there are no hits, as far as this is known without executing. */
  quietUntil(from: number, to: number, isHere: boolean): number {
    return Math.min(...this.watchers.map((watcher) => this.#quietUntil(watcher, from, to, isHere)));
  }

  /** What executes batches as compiled code; null as long as compiling is not worth while. */
  #watchedBatches(): WatchedBatches | null {
    const { engine } = this.#session;
    if (this.watchers.length === 0 || engine.wasmWorthFor(this.#searched) === null) return null;
    const slots = new Set(this.watchers.flatMap(({ reads }) => reads));
    const tested = this.watchers.filter(({ detector }) => detector.tests !== null);
    const tests = allTests(tested.flatMap(({ detector }) => detector.tests ?? []));
    const names = tested.map(({ breakpoint }) => describe(breakpoint.spec));
    return versions(engine)({ slots, tests, key: JSON.stringify([[...slots], names]) });
  }

  /** Whether it executes batches as compiled code, where nothing needs all values. */
  get isFast(): boolean {
    return this.#watched !== null;
  }

  /** The start of a window below `high`, of `size` steps or more. */
  windowBelow(high: number, size: number): number {
    const low = Math.max(0, high - size);
    // What a detector looks back on is executed first. A window of two epochs (or batches) or more keeps that extra
    // work below half.
    return Math.min(this.#lookBack(high, 1), this.#lookBack(low, 0));
  }

  /** The start of the epoch or batch of a position, or of one before it; the position if no detector looks back. */
  #lookBack(position: number, before: 0 | 1): number {
    const { schedule } = this.#session.engine;
    if (this.#looksBack === 'nothing') return position;
    const { epoch, batchIndex } = schedule.segmentAt(position);
    return this.#looksBack === 'epoch'
      ? schedule.epochStart(Math.max(1, epoch - before))
      : schedule.batchStart(Math.max(0, batchIndex - before));
  }

  /** A machine at a position, and detectors that are ready for the steps after it. Yields `reached`. */
  *begin(position: number, reached: number): Generator<number, Machine> {
    const from = this.#lookBack(position, 1);
    const machine = this.#session.history.machineAt(from);
    for (const { detector } of this.watchers) detector.start(from, machine.registers);
    yield* this.look(machine, position, reached);
    for (const watcher of this.watchers) watcher.clear();
    return machine;
  }

  /**
   * Executes up to a position; the watchers collect the hits on the way. Yields `reached` from time to time.
   *
   * @param reached null: the machine's position
   */
  *look(machine: Machine, end: number, reached: number | null): Generator<number, void> {
    while (machine.position < end) {
      if (this.stretch(machine, end)) yield reached ?? machine.position;
    }
  }

  /**
   * Executes the rest of a segment, at most up to the next edit, `end` or the end of a slice.
   *
   * @returns whether a slice of work has been done since it last returned true
   */
  stretch(machine: Machine, end: number): boolean {
    if (this.#leap(machine, end)) return true;
    const { registers, position } = machine;
    const segment = this.#session.engine.schedule.segmentAt(position + 1);
    const edit = this.#edits.find((at) => at > position) ?? Number.POSITIVE_INFINITY;
    const isEdited = edit === position + 1;
    const furthest = Math.min(end, position + SLICE, segment.start + segment.length);
    const last = isEdited ? edit : Math.min(furthest, edit - 1);
    for (const watcher of this.watchers) watcher.enter(segment, registers);
    // Operations of an edited step are tested as they were executed; values are tested after the edit.
    machine.advance(last, false);
    for (const watcher of this.watchers) {
      if (isEdited && watcher.detector.reactsToEdits) continue;
      watcher.scan(segment, position - segment.start, last - segment.start, registers);
    }
    machine.advance(last);
    if (isEdited) for (const watcher of this.watchers) watcher.scanEdited(last, registers);
    this.#work += last - position;
    this.#searched += last - position;
    if (this.#work < SLICE) return false;
    this.#work = 0;
    return true;
  }

  /**
   * Executes whole batches as compiled code, if the machine is at the start of a batch and there are enough of them
   * before the next edit and `end`. Returns whether it has.
   */
  #leap(machine: Machine, end: number): boolean {
    this.#watched ??= this.#watchedBatches();
    const watched = this.#watched;
    const { engine, history } = this.#session;
    const { schedule } = engine;
    if (watched === null || machine.position === schedule.total) return false;
    const { position } = machine;
    const segment = schedule.segmentAt(position + 1);
    const first = segment.batchIndex;
    if (first < this.#nextLeap || position !== schedule.batchStart(first) || first === schedule.batches)
      return false;
    const edit = this.#edits.find((at) => at >= position) ?? Number.POSITIVE_INFINITY;
    const perBatch = schedule.batchStart(1);
    const visited = Math.ceil(LEAP.visited / (1 + engine.run.batch));
    const batches = this.#isVisited ? Math.min(LEAP.batches, visited) : LEAP.batches;
    // At least one batch, between the one that it starts after and the one that the machine executes.
    const most = Math.max(3 * perBatch, Math.min(LEAP.steps, batches * perBatch));
    const least = Math.max(1, Math.min(LEAST_BATCHES, Math.floor((most - 1) / perBatch) - 1));
    const furthest = Math.min(end, edit - 1, position + most);
    // The machine itself executes the last batch, so that all of its registers have their values.
    const last = schedule.segmentAt(Math.max(position, furthest)).batchIndex - 1;
    if (last - first < least) return false;
    const state = machine.checkpoint();
    history.keep(first, state);
    let batch = first;
    while (batch < last) {
      const count = Math.min(last, history.nextCheckpoint(batch)) - batch;
      const done = watched.execute(state, machine.registers, batch, count, this.#visitor);
      if (done > 0) for (const detector of this.#tested) detector.skip?.();
      batch += done;
      history.keep(batch, state);
      if (done < count) break;
    }
    this.#pause = batch < last ? Math.min(MOST_PAUSE, 2 * this.#pause) : 1;
    this.#nextLeap = batch < last ? batch + this.#pause : 0;
    machine.restart(schedule.batchStart(batch), state);
    return true;
  }
}
