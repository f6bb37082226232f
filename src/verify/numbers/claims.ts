/** Which value of a run each written number is meant to be: the address and the time, as a step or a given value. */
import type { Slot } from '../../core/program.ts';
import type { Segment } from '../../core/schedule.ts';
import type { Session } from '../../session/session.ts';
import { displayName } from '../../session/steps.ts';
import { instructionOf, lastExecution, nextExecution } from '../../session/writers.ts';
import { agreement, type WrittenNumber } from './written-number.ts';

/** A time in a run. Both are counted from 1; after the last epoch comes the finish, as one more. */
export interface Time {
  readonly epoch: number;
  /** Null: its first time in the epoch; of a sum over a batch, the whole sum. */
  readonly example: number | null;
}

/** A place in the text that was read. Both are counted from 1, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One number that was read: of an address, of a step of the run, or of the loss at the end of an epoch. */
export type Entry = { readonly number: WrittenNumber; readonly place: Place } & (
  | { readonly kind: 'address'; readonly name: string; readonly time: Time | null }
  | { readonly kind: 'step'; readonly step: number }
);

/** A number, and which value it is meant to be. */
export interface Claim {
  /** Its address, as it was read or as it is shown. */
  readonly name: string;
  readonly number: WrittenNumber;
  readonly place: Place;
  readonly slot: Slot;
  /** The step that computes the value; null if it is given. */
  readonly step: number | null;
  /** The step, or the position at which the given value was loaded. */
  readonly position: number;
}

/** An entry that means no value of the run, and why. */
export interface Unplaced {
  readonly entry: Entry;
  readonly reason: 'no such time' | 'no such step' | 'too often';
}

export interface ClaimOptions {
  /** After which position the numbers are what is known; null: the first time that each is computed. */
  readonly at: number | null;
  /** Whether the order of the entries says something, and an address may be there several times. */
  readonly isOrdered: boolean;
}

/** The claims of entries, in the order of the computation: given values first. */
export function claimsOf(
  session: Session,
  entries: readonly Entry[],
  options: ClaimOptions,
): { readonly claims: readonly Claim[]; readonly unplaced: readonly Unplaced[] } {
  const finder = new Finder(session, entries, options);
  const claims: Claim[] = [];
  const unplaced: Unplaced[] = [];
  for (const [index, entry] of entries.entries()) {
    const found = finder.find(entry, index);
    if (typeof found === 'string') unplaced.push({ entry, reason: found });
    else claims.push(found);
  }
  const rank = ({ step, position }: Claim) => (step === null ? position + 0.5 : step);
  return { claims: claims.sort((a, b) => rank(a) - rank(b)), unplaced };
}

class Finder {
  readonly #session: Session;
  readonly #options: ClaimOptions;
  /** The index of the first entry of a value that is computed. */
  readonly #firstComputed: number;
  /** For each address: the position after which its next number is looked for; and whether its given one was read. */
  readonly #seen = new Map<string, { after: number; isGivenRead: boolean }>();

  constructor(session: Session, entries: readonly Entry[], options: ClaimOptions) {
    this.#session = session;
    this.#options = options;
    const isComputed = (entry: Entry) =>
      entry.kind === 'step' ||
      session.values.slotsOf(entry.name).every((slot) => session.values.isComputed(slot));
    const first = entries.findIndex(isComputed);
    this.#firstComputed = first < 0 ? entries.length : first;
  }

  find(entry: Entry, index: number): Claim | Unplaced['reason'] {
    if (entry.kind === 'step') return this.#atStep(entry);
    const { name, time } = entry;
    if (this.#options.at !== null && time === null) return this.#known(entry, name, this.#options.at);
    return time === null ? this.#next(entry, name, index) : this.#inTime(entry, name, time);
  }

  #atStep(entry: Extract<Entry, { kind: 'step' }>): Claim | Unplaced['reason'] {
    const { engine, total } = this.#session;
    const { step } = entry;
    if (step < 1 || step > total) return 'no such step';
    const { result } = engine.schedule.instructionAt(step);
    return this.#claim(entry, displayName(engine.run, result), result, step, step);
  }

  /** The value of an address that is known after a position. */
  #known(entry: Entry, name: string, position: number): Claim | Unplaced['reason'] {
    const { values, engine } = this.#session;
    const found = values.resolve(name, position);
    if (found === null) return 'no such time';
    // A sum over a batch that has been carried on is the value of the step that has completed it.
    const isCarried = engine.run.slots[found]?.kind === 'accumulator';
    const slot = (isCarried ? values.slotsOf(name).find((each) => values.isComputed(each)) : null) ?? found;
    const writer = instructionOf(engine, slot);
    const step = writer && lastExecution(engine, writer, position);
    return this.#claim(entry, name, slot, step, step ?? loadedAt(this.#session, slot, position));
  }

  /** The next time that an address is computed; a weight that stands before all computed values is the given one. */
  #next(entry: Entry, name: string, index: number): Claim | Unplaced['reason'] {
    const { values, engine } = this.#session;
    const seen = this.#seen.get(name) ?? { after: 0, isGivenRead: false };
    this.#seen.set(name, seen);
    const slots = values.slotsOf(name);
    const given = slots.find((slot) => !values.isComputed(slot));
    const computed = slots.filter((slot) => values.isComputed(slot));
    const isGiven = given !== undefined && engine.run.slots[given]?.kind !== 'accumulator';
    if (isGiven && (computed.length === 0 || this.#meansGiven(entry, given, index, seen))) {
      if (computed.length === 0 && seen.isGivenRead && !this.#isOfExample(given)) return 'too often';
      const position = computed.length === 0 && seen.isGivenRead ? this.#nextExample(seen.after) : 0;
      if (position === null) return 'too often';
      seen.isGivenRead = true;
      seen.after = position;
      return this.#claim(entry, name, given, null, position);
    }
    const nexts = computed.flatMap((slot) => {
      const step = this.#nextStep(slot, seen.after);
      return step === null ? [] : [{ slot, step }];
    });
    const [first] = nexts.sort((a, b) => a.step - b.step);
    if (first === undefined) return computed.length === 0 ? 'no such time' : 'too often';
    seen.after = first.step;
    return this.#claim(entry, name, first.slot, first.step, first.step);
  }

  #meansGiven(entry: Entry, given: Slot, index: number, seen: { isGivenRead: boolean }): boolean {
    if (!this.#options.isOrdered || seen.isGivenRead || index >= this.#firstComputed) return false;
    const initial = this.#session.engine.run.slots[given]?.initial ?? 0;
    return agreement(entry.number, initial, 0) !== null;
  }

  #isOfExample(slot: Slot): boolean {
    const { run } = this.#session.engine;
    const kind = run.slots[slot]?.kind;
    return kind === 'input' || kind === 'target' || kind === 'mask';
  }

  /** The start of the example after the one at a position; null if it is the last. */
  #nextExample(position: number): number | null {
    const { schedule } = this.#session.engine;
    for (let segment = schedule.segmentAt(position + 1); ; segment = schedule.next(segment)) {
      if (segment.start > position && segment.example !== null) return segment.start;
      if (segment.start + segment.length >= schedule.total) return null;
    }
  }

  /** The next step after `after` that computes a slot; of a sum over a batch, the step that completes it. */
  #nextStep(slot: Slot, after: number): number | null {
    const { engine } = this.#session;
    const writer = instructionOf(engine, slot);
    if (writer === null) return null;
    for (let from = after; ; ) {
      const step = nextExecution(engine, writer, from);
      if (step === null) return null;
      const { example, firstExample, size } = engine.schedule.segmentAt(step);
      const isWhole = example === null || example === firstExample + size - 1;
      if (isWhole || !addsUp(this.#session, slot)) return step;
      from = step;
    }
  }

  #inTime(entry: Entry, name: string, time: Time): Claim | Unplaced['reason'] {
    const { values, engine } = this.#session;
    const { schedule, run } = engine;
    const batches = Math.ceil(run.data.length / run.batch);
    const example = time.example ?? 1;
    const isFinish = time.epoch === run.epochs + 1 && run.finish.instructions.length > 0;
    const isKnown = (isFinish || time.epoch <= run.epochs) && example <= run.data.length;
    if (!isKnown || time.epoch < 1 || example < 1 || schedule.total === 0) return 'no such time';
    const batch = isFinish ? 0 : Math.floor((example - 1) / run.batch);
    const start = isFinish
      ? schedule.epochStart(time.epoch)
      : schedule.batchStart((time.epoch - 1) * batches + batch);
    const { firstExample, length } = schedule.segmentAt(start + 1);
    const before = start + (example - firstExample) * length;
    const slots = values.slotsOf(name);
    const computed = slots.filter((slot) => values.isComputed(slot));
    const whole = computed.find((slot) => time.example === null && addsUp(this.#session, slot));
    if (whole !== undefined) {
      const step = this.#nextStep(whole, start);
      return step === null ? 'no such time' : this.#claim(entry, name, whole, step, step);
    }
    for (const slot of computed) {
      const writer = instructionOf(engine, slot);
      const step = writer && nextExecution(engine, writer, before);
      const segment: Segment | null = step === null ? null : schedule.segmentAt(step);
      const isInside = segment && segment.epoch === time.epoch && segment.firstExample === firstExample;
      if (step !== null && isInside) return this.#claim(entry, name, slot, step, step);
    }
    const given = slots.find((slot) => !values.isComputed(slot));
    return given === undefined ? 'no such time' : this.#claim(entry, name, given, null, before);
  }

  #claim(entry: Entry, name: string, slot: Slot, step: number | null, position: number): Claim {
    const { number, place } = entry;
    return { name, number, place, slot, step, position };
  }
}

/** Whether a slot holds a sum over the examples of a batch, as far as it has been added up. */
function addsUp({ engine: { run } }: Session, slot: Slot): boolean {
  return run.example.carries.some(({ from }) => from === slot);
}

/** A position from which on a given value was what it is at `position`: the start of the example or of the batch. */
function loadedAt({ engine: { run, schedule } }: Session, slot: Slot, position: number): number {
  const { kind } = run.slots[slot] ?? {};
  const { program, start, batchIndex } = schedule.segmentAt(position);
  if (kind !== 'input' && kind !== 'target' && kind !== 'mask') return schedule.batchStart(batchIndex);
  return program === 'update' ? start - run.example.instructions.length : start;
}
