/** Runs to the next breakpoint, forward and in reverse. */
import type { Machine } from '../core/execution/machine.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import type { Detector, LookBack } from './detector.ts';
import { exceptions } from './exceptions.ts';
import type { Breakpoint, BreakpointSpec } from './list.ts';
import { ChangeDetector, ConditionDetector, TargetDetector } from './stops.ts';

export type Direction = 'forward' | 'reverse';

/** Where and why a run has stopped. */
export interface Stop {
  readonly position: number;
  readonly reason: 'breakpoint' | 'data breakpoint' | 'exception' | 'end' | 'start';
  /** The ids of the breakpoints that were hit, in the order of the list. The first one determines `reason`. */
  readonly breakpoints: readonly number[];
  /** The reason as a short sentence without a full stop. */
  readonly text: string;
}

/** Steps per slice. */
const SLICE = 20_000;
/** The first window of a reverse run, in steps, and the largest window in a run of usual length. */
const FIRST_WINDOW = 2_000;
const WINDOW = 100_000;

/**
 * Runs from the cursor to the next stop, or to the end or start of the run. The positions of stops do not depend on
 * the direction or on where the run starts. A stop at the cursor itself does not count.
 *
 * From time to time it yields the position reached: there is no stop between that and the cursor. The cursor moves
 * only when the run has finished. The session must not be edited before that.
 */
export function* run(
  session: Session,
  breakpoints: readonly Breakpoint[],
  direction: Direction,
): Generator<number, Stop> {
  const search = new Search(session, breakpoints);
  const hit = yield* direction === 'forward' ? search.forward() : search.reverse();
  session.seek(hit?.position ?? (direction === 'forward' ? session.total : 0));
  if (hit) return stopOf(session, hit);
  return direction === 'forward'
    ? { position: session.total, reason: 'end', breakpoints: [], text: t`the end of the run` }
    : { position: 0, reason: 'start', breakpoints: [], text: t`the start of the run` };
}

interface Watched {
  readonly breakpoint: Breakpoint;
  readonly detector: Detector;
}

interface Hit {
  readonly position: number;
  readonly watched: readonly Watched[];
}

function detectorOf(spec: BreakpointSpec, session: Session): Detector {
  switch (spec.type) {
    case 'place':
      return new TargetDetector(session, spec);
    case 'condition':
      return new ConditionDetector(session, spec.condition);
    case 'change':
      return new ChangeDetector(session, spec.address, spec.by);
    case 'exception':
      return exceptions[spec.exception].detector(session, spec.limit ?? 0);
  }
}

function stopOf(session: Session, { position, watched }: Hit): Stop {
  const type = watched[0]?.breakpoint.spec.type;
  return {
    position,
    reason: type === 'change' ? 'data breakpoint' : type === 'exception' ? 'exception' : 'breakpoint',
    breakpoints: watched.map(({ breakpoint }) => breakpoint.id),
    text: watched.map(({ detector }) => detector.describeStop(session, position)).join('; '),
  };
}

/** Executes a run range by range and lets every detector examine each range. */
class Search {
  readonly #session: Session;
  readonly #watched: readonly Watched[];
  readonly #looksBack: LookBack;
  /** The positions of edits, ascending. */
  readonly #edits: readonly number[];
  #work = 0;

  constructor(session: Session, breakpoints: readonly Breakpoint[]) {
    this.#session = session;
    this.#watched = breakpoints
      .filter(({ isEnabled }) => isEnabled)
      .map((breakpoint) => ({ breakpoint, detector: detectorOf(breakpoint.spec, session) }));
    const looks = this.#watched.map(({ detector }) => detector.looksBack);
    this.#looksBack = looks.includes('epoch') ? 'epoch' : looks.includes('batch') ? 'batch' : 'nothing';
    this.#edits = session.timeline.edits.map(({ at }) => at);
  }

  /** The first stop after the cursor. */
  *forward(): Generator<number, Hit | null> {
    const { position, total, history } = this.#session;
    if (this.#watched.length === 0) return yield* this.#unwatched();
    const machine = yield* this.#begin(position, position);
    for (let at = position; at < total; ) {
      const end = Math.min(total, at + windowAt(at));
      const hit = yield* this.#look(machine, end, false, null);
      if (hit) return hit;
      // Leaves checkpoints so that later seeks nearby are fast.
      history.explore(end);
      yield end;
      at = end;
    }
    return null;
  }

  /** Without breakpoints nothing can stop the run, so its steps are not examined. Only checkpoints are left. */
  *#unwatched(): Generator<number, null> {
    const { total, history } = this.#session;
    for (const at of history.seekSlices(total)) {
      history.explore(at);
      yield at;
    }
    return null;
  }

  /** The last stop before the cursor. Goes back window by window and examines each one forwards. */
  *reverse(): Generator<number, Hit | null> {
    if (this.#watched.length === 0) return null;
    let size = FIRST_WINDOW;
    for (let high = this.#session.position - 1; high > 0; ) {
      const low = this.#windowBelow(high, size);
      const machine = yield* this.#begin(low, high);
      const hit = yield* this.#look(machine, high, true, high);
      if (hit) return hit;
      high = low;
      size = Math.min(size * 2, windowAt(high));
    }
    return null;
  }

  #windowBelow(high: number, size: number): number {
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

  /** A machine at a position, and detectors that are ready for the steps after it. */
  *#begin(position: number, reached: number): Generator<number, Machine> {
    const from = this.#lookBack(position, 1);
    const machine = this.#session.history.machineAt(from);
    for (const { detector } of this.#watched) detector.start(from, machine.registers);
    yield* this.#look(machine, position, true, reached);
    return machine;
  }

  /**
   * Executes up to a position and returns the first or the last stop on the way.
   *
   * @param reached the position to yield; null: the machine's
   */
  *#look(
    machine: Machine,
    end: number,
    isLast: boolean,
    reached: number | null,
  ): Generator<number, Hit | null> {
    let hit: Hit | null = null;
    while (machine.position < end) {
      const before = machine.position;
      const found = this.#stretch(machine, end, isLast);
      if (found && !isLast) return found;
      hit = found ?? hit;
      this.#work += machine.position - before;
      if (this.#work < SLICE) continue;
      this.#work = 0;
      yield reached ?? machine.position;
    }
    return hit;
  }

  /** Executes the rest of a segment, at most up to the next edit, `end` or the end of a slice. */
  #stretch(machine: Machine, end: number, isLast: boolean): Hit | null {
    const { registers, position } = machine;
    const segment = this.#session.engine.schedule.segmentAt(position + 1);
    const edit = this.#edits.find((at) => at > position) ?? Number.POSITIVE_INFINITY;
    const isEdited = edit === position + 1;
    const furthest = Math.min(end, position + SLICE, segment.start + segment.length);
    const last = isEdited ? edit : Math.min(furthest, edit - 1);
    for (const { detector } of this.#watched) detector.enter(segment, registers);
    // Operations of an edited step are tested as they were executed; values are tested after the edit.
    machine.advance(last, false);
    let stop = 0;
    let watched: Watched[] = [];
    for (const each of this.#watched) {
      const { detector } = each;
      if (isEdited && detector.reactsToEdits) continue;
      const to = isLast || stop === 0 ? last - segment.start : stop;
      const found = detector.scan(position - segment.start, to, registers, isLast);
      if (found === 0 || (isLast && found < stop)) continue;
      if (found !== stop) watched = [];
      stop = found;
      watched.push(each);
    }
    machine.advance(last);
    if (isEdited) {
      const edited = this.#watched.filter(({ detector }) => detector.edited(last, registers));
      const all = new Set([...watched, ...edited]);
      watched = this.#watched.filter((each) => all.has(each));
      stop = last - segment.start;
    }
    return watched.length === 0 ? null : { position: segment.start + stop, watched };
  }
}

/** The window grows with the position, in steps, because in longer runs checkpoints are further apart. */
function windowAt(position: number): number {
  return Math.max(WINDOW, Math.floor(position / 128));
}
