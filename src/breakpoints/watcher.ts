/** One breakpoint during a run: its hits, and the values of its message there. */
import type { Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';
import { ChangeDetector } from './changes.ts';
import { isCounted, stopsAtHit } from './clauses/hit-condition.ts';
import { addressesOf, logValues } from './clauses/log-message.ts';
import type { Detector, Registers } from './exceptions/detector.ts';
import { exceptions } from './exceptions/exceptions.ts';
import type { Breakpoint, BreakpointSpec } from './list.ts';
import { ConditionDetector, FilteredDetector, TargetDetector } from './stops.ts';
import { everyStep, ValueReader } from './value-reader.ts';

/** A hit that stops the run, or writes the message whose `values` it has. */
export interface Hit {
  readonly position: number;
  readonly watcher: Watcher;
  /** The values of the expressions in the message; null if there is no message. */
  readonly values: readonly (number | null)[] | null;
}

function detectorOf(spec: BreakpointSpec, session: Session): Detector {
  const detector = detectorOfAll(spec, session);
  const isFiltered = (spec.type === 'change' || spec.type === 'exception') && spec.condition !== null;
  return isFiltered ? new FilteredDetector(session, detector, spec.condition) : detector;
}

/** Finds all that is meant; of a change or an exception also what its condition leaves out. */
function detectorOfAll(spec: BreakpointSpec, session: Session): Detector {
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

export class Watcher {
  readonly breakpoint: Breakpoint;
  readonly detector: Detector;
  /** The number of hits on the side of the collected ones that the run comes from. Only kept up if hits are counted. */
  count = 0;
  /** Whether it was hit on the way, also where it does not act. */
  isHit = false;
  /** Positions of the hits that have been collected, ascending, and the values of the message at each. */
  #hits: number[] = [];
  #values: (readonly (number | null)[])[] = [];
  readonly #addresses: readonly string[];
  readonly #reader: ValueReader | null;
  readonly #session: Session;

  constructor(session: Session, breakpoint: Breakpoint) {
    this.breakpoint = breakpoint;
    this.#session = session;
    this.detector = detectorOf(breakpoint.spec, session);
    const { log } = breakpoint;
    this.#addresses = log === null ? [] : addressesOf(log);
    this.#reader = log === null ? null : new ValueReader(session, this.#addresses, everyStep);
  }

  /** As the detector's; undefined if a message needs the values before a hit. */
  get concerns(): Detector['concerns'] {
    return this.#reader === null ? this.detector.concerns : undefined;
  }

  /** As the detector's; a message needs the values before a hit. */
  wants(segment: Segment): boolean {
    return this.#reader !== null || (this.detector.wants?.(segment) ?? true);
  }

  /** The slots that are read to find its hits and to write its messages. */
  get reads(): readonly Slot[] {
    return [...this.detector.reads, ...(this.#reader?.slots ?? [])];
  }

  /** Whether the numbers of the hits decide where it stops. */
  get isCounted(): boolean {
    return isCounted(this.breakpoint);
  }

  /** Called before a range of a segment is executed. */
  enter(segment: Segment, registers: Registers): void {
    this.detector.enter(segment, registers);
    this.#reader?.enter(segment, registers);
  }

  /** Collects the hits after the step `from` of the segment, up to and including `to`. */
  scan(segment: Segment, from: number, to: number, registers: Registers): void {
    for (let at = from; at < to; ) {
      const step = this.detector.scan(at, to, registers);
      if (step === 0) return;
      const reader = this.#reader;
      this.#collect(segment.start + step, (address) =>
        reader === null ? null : reader.read(step - 1, this.#addresses.indexOf(address), registers),
      );
      at = step;
    }
  }

  /** Collects a hit at a position with an edit, if there is one. */
  scanEdited(position: number, registers: Registers): void {
    if (!this.detector.edited(position, registers)) return;
    const reader = this.#reader;
    this.#collect(position, (address) =>
      reader === null ? null : reader.at(position, this.#addresses.indexOf(address), registers),
    );
  }

  #collect(position: number, read: (address: string) => number | null): void {
    this.#hits.push(position);
    const { log } = this.breakpoint;
    if (log !== null) this.#values.push(logValues(log, read, this.#session.timeAt(position)));
  }

  /** Removes the collected hits, and returns their number. */
  clear(): number {
    const { length } = this.#hits;
    this.#hits = [];
    this.#values = [];
    return length;
  }

  /** Removes the collected hits, counts them, and returns those at which the breakpoint acts, ascending. */
  take(direction: 1 | -1): Hit[] {
    const [hits, values] = [this.#hits, this.#values];
    const before = direction === 1 ? this.count : this.count - hits.length;
    this.count += direction * this.clear();
    this.isHit ||= hits.length > 0;
    return hits.flatMap((position, index): Hit[] => {
      if (!stopsAtHit(this.breakpoint, before + index + 1)) return [];
      return [
        { position, watcher: this, values: this.breakpoint.log === null ? null : (values[index] ?? []) },
      ];
    });
  }
}
