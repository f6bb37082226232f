/** Where a value is used: the steps that read it. */
import type { Instruction, Phase, Program, Slot } from '../core/program.ts';
import type { ProgramName, Segment } from '../core/schedule.ts';
import type { Session } from '../session/session.ts';
import { displayName } from '../session/steps.ts';
import { type Source, sourceOf } from '../session/writers.ts';
import { isDone } from './provenance.ts';

/** A step that has a value as an operand. */
export interface Use {
  readonly step: number;
  /** The address of its result. */
  readonly address: string;
  /** The index of that operand, from 0. */
  readonly operand: number;
  readonly phase: Phase;
  readonly isDone: boolean;
}

/** How many uses are listed at most, before the segment of the cursor and from it on. */
export const MOST_USES = 200;

export interface Uses {
  readonly uses: readonly Use[];
  /** Whether there are more uses before these, and after them. */
  readonly areMoreBefore: boolean;
  readonly areMoreAfter: boolean;
}

/**
 * The steps that use a value, executed or not, in order, until another value takes its place: a weight is used by all
 * examples of a batch, and by its update. A step that uses an edited value instead is left out.
 *
 * @param what an address, for its value at the cursor, or a step, for the result that it wrote
 * @param most how many uses are looked for, before the segment of the value and from it on
 */
export function usesOf(session: Session, what: string | number, most = MOST_USES): Uses {
  const { engine, position, values } = session;
  const { schedule } = engine;
  if (typeof what === 'number') {
    if (!isDone(session, what)) return none;
    const slot = schedule.instructionAt(what).result;
    return new UseFinder(session, slot, { kind: 'step', step: what }).around(schedule.segmentAt(what), most);
  }
  const slot = values.resolve(what, position);
  if (slot === null) return none;
  const segment = schedule.segmentAt(position);
  return new UseFinder(session, slot, sourceOf(session, slot, segment, position)).around(segment, most);
}

const none: Uses = { uses: [], areMoreBefore: false, areMoreAfter: false };

/** An operand that is in a slot of the value: the index of its instruction, and its own. */
interface Read {
  readonly index: number;
  readonly operand: number;
}

/** Finds the uses of the value in a slot that has this source. */
class UseFinder {
  readonly #session: Session;
  readonly #source: Source;
  /** Where the value can be: in its slot, and in those that are copied from it or into it. */
  readonly #slots: ReadonlySet<Slot>;
  readonly #reads: Readonly<Record<ProgramName, readonly Read[]>>;

  constructor(session: Session, slot: Slot, source: Source) {
    const { engine } = session;
    const { example, update, finish } = engine.run;
    this.#session = session;
    this.#source = source;
    const copies = [...example.carries, ...update.carries].flatMap(({ from, to }) =>
      from === slot ? [to] : to === slot ? [from] : [],
    );
    this.#slots = new Set([slot, ...copies]);
    const readsIn = ({ instructions }: Program) =>
      instructions.flatMap(({ operands }, index) =>
        operands.flatMap((each, operand) => (this.#slots.has(each) ? [{ index, operand }] : [])),
      );
    this.#reads = { example: readsIn(example), update: readsIn(update), finish: readsIn(finish) };
  }

  around(segment: Segment, most: number): Uses {
    const before = [...firstOf(this.#before(segment), most + 1)].reverse();
    const after = [...firstOf(this.#from(segment), most + 1)];
    return {
      uses: [...before.slice(-most), ...after.slice(0, most)],
      areMoreBefore: before.length > most,
      areMoreAfter: after.length > most,
    };
  }

  /** The uses in the segments before one, the last one first. */
  *#before({ start }: Segment): Generator<Use> {
    const { schedule } = this.#session.engine;
    const source = this.#source;
    const since =
      source.kind === 'step' ? source.step : source.kind === 'edit' ? source.edit.at : source.since;
    for (let end = start; end > since; ) {
      const segment = schedule.segmentAt(end);
      yield* [...this.#in(segment)].reverse();
      end = segment.start;
    }
  }

  /** The uses in a segment and those after it, as long as a slot has the value. */
  *#from(first: Segment): Generator<Use> {
    const { schedule } = this.#session.engine;
    if (schedule.total === 0) return;
    yield* this.#in(first);
    for (let segment = first; segment.start + segment.length < schedule.total; ) {
      segment = schedule.next(segment);
      if (this.#reads[segment.program].length === 0) continue;
      if (![...this.#slots].some((slot) => this.#isIn(slot, segment, segment.start))) return;
      yield* this.#in(segment);
    }
  }

  *#in(segment: Segment): Generator<Use> {
    const { engine, position } = this.#session;
    const { instructions } = engine.schedule.program(segment.program);
    for (const { index, operand } of this.#reads[segment.program]) {
      const { operands, result, scope } = instructions[index] as Instruction;
      const step = segment.start + index + 1;
      if (!this.#isIn(operands[operand] as Slot, segment, step - 1)) continue;
      const address = displayName(engine.run, result);
      yield { step, address, operand, phase: scope.phase, isDone: step <= position };
    }
  }

  #isIn(slot: Slot, segment: Segment, position: number): boolean {
    return isSame(this.#source, sourceOf(this.#session, slot, segment, position));
  }
}

function* firstOf<Value>(values: Iterable<Value>, most: number): Generator<Value> {
  let left = most;
  for (const value of values) {
    yield value;
    left -= 1;
    if (left === 0) return;
  }
}

function isSame(a: Source, b: Source): boolean {
  if (a.kind === 'step') return b.kind === 'step' && a.step === b.step;
  if (a.kind === 'edit') return b.kind === 'edit' && a.edit === b.edit;
  return b.kind === 'given' && a.since === b.since;
}
