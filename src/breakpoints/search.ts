/** Executes a run range by range, and lets every breakpoint examine each range. */
import type { Machine } from '../core/execution/machine.ts';
import type { Session } from '../session/session.ts';
import type { LookBack } from './detector.ts';
import type { Breakpoint } from './list.ts';
import { Watcher } from './watcher.ts';

/** Steps per slice. */
const SLICE = 20_000;

export class Search {
  readonly watchers: readonly Watcher[];
  readonly #session: Session;
  readonly #looksBack: LookBack;
  /** The positions of edits, ascending. */
  readonly #edits: readonly number[];
  #work = 0;

  constructor(session: Session, breakpoints: readonly Breakpoint[]) {
    this.#session = session;
    this.watchers = breakpoints.map((breakpoint) => new Watcher(session, breakpoint));
    const looks = this.watchers.map(({ detector }) => detector.looksBack);
    this.#looksBack = looks.includes('epoch') ? 'epoch' : looks.includes('batch') ? 'batch' : 'nothing';
    this.#edits = session.timeline.edits.map(({ at }) => at);
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
    if (this.#work < SLICE) return false;
    this.#work = 0;
    return true;
  }
}
