/** Runs to the next breakpoint, forward and in reverse. */
import type { Machine } from '../core/execution/machine.ts';
import { t } from '../i18n/translate.ts';
import type { Session } from '../session/session.ts';
import type { Detector } from './detector.ts';
import { exceptions } from './exceptions.ts';
import type { Breakpoint, BreakpointSpec } from './list.ts';
import { ChangeDetector, ConditionDetector, PlaceDetector } from './stops.ts';

export type Direction = 'forward' | 'reverse';

/** Where a run has stopped, and why. */
export interface Stop {
  readonly position: number;
  readonly reason: 'breakpoint' | 'data breakpoint' | 'exception' | 'end' | 'start';
  /** The ids of those that were hit, in the order of the list; the first gives the reason. */
  readonly breakpoints: readonly number[];
  /** Why, as a short sentence without its full stop. */
  readonly text: string;
}

/** So many steps are executed between two yields. */
const SLICE = 20_000;
/** The steps that a reverse run looks at first, and the most that it looks at together in a run of usual length. */
const FIRST_WINDOW = 2_000;
const WINDOW = 100_000;

/**
 * Runs from the cursor to the next stop, or to the end or the start of the run. Where stops are does not depend on
 * the direction nor on where the run begins; one at the cursor itself does not count.
 *
 * It yields from time to time the position that it has reached: between that and the cursor there is no stop.
 * The cursor moves only when the run is over. The session must not be edited meanwhile.
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
      return new PlaceDetector(session, spec);
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
    text: watched.map(({ detector }) => detector.say(session, position)).join('; '),
  };
}

/** Executes stretch after stretch, and has every detector look at each. */
class Search {
  readonly #session: Session;
  readonly #watched: readonly Watched[];
  readonly #looksBack: boolean;
  /** Positions with edits, ascending. */
  readonly #edits: readonly number[];
  #work = 0;

  constructor(session: Session, breakpoints: readonly Breakpoint[]) {
    this.#session = session;
    this.#watched = breakpoints
      .filter(({ isEnabled }) => isEnabled)
      .map((breakpoint) => ({ breakpoint, detector: detectorOf(breakpoint.spec, session) }));
    this.#looksBack = this.#watched.some(({ detector }) => detector.looksBack);
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
      // It leaves checkpoints behind, so that whoever seeks to about here later is quick.
      history.explore(end);
      yield end;
      at = end;
    }
    return null;
  }

  /** Nothing can stop the run, and nobody has to look at its steps: all there is to do is to leave checkpoints. */
  *#unwatched(): Generator<number, null> {
    const { total, history } = this.#session;
    for (const at of history.wayTo(total)) {
      history.explore(at);
      yield at;
    }
    return null;
  }

  /** The last stop before the cursor: window by window, each looked at forward. */
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
    const { schedule } = this.#session.engine;
    if (!this.#looksBack) return Math.max(0, high - size);
    // An epoch has to be executed first: with windows of two at the least, most work is not done twice.
    const { epoch } = schedule.segmentAt(high);
    const start = schedule.epochStart(Math.max(1, epoch - 1));
    return Math.min(start, schedule.epochStart(schedule.segmentAt(Math.max(0, high - size)).epoch));
  }

  /** A machine at a position, and detectors ready to look at the steps after it. */
  *#begin(position: number, reached: number): Generator<number, Machine> {
    const { history, engine } = this.#session;
    const { epoch } = engine.schedule.segmentAt(position);
    const from = this.#looksBack ? engine.schedule.epochStart(Math.max(1, epoch - 1)) : position;
    const machine = history.machineAt(from);
    for (const { detector } of this.#watched) detector.start(from, machine.registers);
    yield* this.#look(machine, position, true, reached);
    return machine;
  }

  /**
   * Executes up to a position, and gives the first or the last stop on the way.
   *
   * @param reached what to yield; null: where the machine is
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

  /** Executes what is left of a segment: as far as an edit, or as the end of a slice. */
  #stretch(machine: Machine, end: number, isLast: boolean): Hit | null {
    const { registers, position } = machine;
    const segment = this.#session.engine.schedule.segmentAt(position + 1);
    const edit = this.#edits.find((at) => at > position) ?? Number.POSITIVE_INFINITY;
    const isEdited = edit === position + 1;
    const furthest = Math.min(end, position + SLICE, segment.start + segment.length);
    const last = isEdited ? edit : Math.min(furthest, edit - 1);
    for (const { detector } of this.#watched) detector.enter(segment, registers);
    // A step that is edited is judged as it was done; its values are those that the edit has left.
    machine.advance(last, false);
    let stop = 0;
    let watched: Watched[] = [];
    for (const each of this.#watched) {
      const { detector } = each;
      if (isEdited && detector.seesEdits) continue;
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

/** With the run windows grow, as the checkpoints that they start from are ever further apart. */
function windowAt(position: number): number {
  return Math.max(WINDOW, Math.floor(position / 128));
}
