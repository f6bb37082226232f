/**
 * What wrote a value, and when: an instruction, an edit, or nothing. All results come from arithmetic on the schedule
 * and the list of edits; nothing is executed.
 */
import type { Engine } from '../core/execution/machine.ts';
import type { Instruction, Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import { type InstructionRef, tapeIndexOf } from '../core/tape-index.ts';
import type { Session } from './session.ts';
import type { Edit } from './timeline.ts';

/** The instruction that writes a slot, or null if none does. */
export function instructionOf({ run }: Engine, slot: Slot): InstructionRef | null {
  return tapeIndexOf(run).writerOf(slot);
}

/** The slot whose value is copied into `slot` at the start of a segment, or null if none is. */
export function carriedFrom({ run }: Engine, slot: Slot): Slot | null {
  return tapeIndexOf(run).carriedInto(slot)?.from ?? null;
}

/** The last step up to and including `position` that executes an instruction, or null. */
export function lastExecution(
  engine: Engine,
  { program, index }: InstructionRef,
  position: number,
): number | null {
  const { schedule } = engine;
  if (position <= 0) return null;
  let segment = schedule.segmentAt(position);
  if (program === 'update') {
    const batch = Math.min(segment.batchIndex, schedule.batches - 1);
    const step = updateStart(engine, batch) + index + 1;
    if (step <= position) return step;
    return batch === 0 ? null : updateStart(engine, batch - 1) + index + 1;
  }
  if (segment.program === 'finish' && index >= segment.length) {
    segment = schedule.segmentAt(schedule.batchStart(schedule.batches));
  }
  for (;;) {
    const step = segment.start + index + 1;
    if (segment.program !== 'update' && step <= position) return step;
    if (segment.start === 0) return null;
    segment = schedule.segmentAt(segment.start);
  }
}

/** The first step after `position` that executes an instruction, or null. */
export function nextExecution(
  engine: Engine,
  { program, index }: InstructionRef,
  position: number,
): number | null {
  const { schedule } = engine;
  if (position >= schedule.total) return null;
  let segment = schedule.segmentAt(position + 1);
  if (program === 'update') {
    for (const batch of [segment.batchIndex, segment.batchIndex + 1]) {
      if (batch >= schedule.batches) return null;
      const step = updateStart(engine, batch) + index + 1;
      if (step > position) return step;
    }
  }
  for (;;) {
    if (segment.program === 'finish' && index >= segment.length) return null;
    const step = segment.start + index + 1;
    if (segment.program !== 'update' && step > position) return step;
    const end = segment.start + segment.length;
    if (end >= schedule.total) return null;
    segment = schedule.segmentAt(end + 1);
  }
}

/** The steps after `from` up to and including `to`, with their instructions. Faster than looking up each step. */
export function* instructionsBetween(
  { schedule }: Engine,
  from: number,
  to: number,
): Generator<readonly [step: number, instruction: Instruction]> {
  for (let position = from; position < to; ) {
    const { program, start, length } = schedule.segmentAt(position + 1);
    const { instructions } = schedule.program(program);
    const end = Math.min(to, start + length);
    for (; position < end; position++) {
      yield [position + 1, instructions[position - start] as Instruction];
    }
  }
}

/** The position before the first step of a batch's update. */
export function updateStart({ run, schedule }: Engine, batch: number): number {
  const start = schedule.batchStart(batch);
  return start + schedule.segmentAt(start + 1).size * run.example.instructions.length;
}

/** The position before the first step of a segment's iteration. For an update it is the start of the last example. */
export function iterationStart({ run }: Engine, { program, start }: Segment): number {
  return program === 'update' ? start - run.example.instructions.length : start;
}

/** The last step up to the cursor that wrote a value of this address, or null if none did. */
export function writerOf(session: Session, address: string): number | null {
  return lastWrite(session, address, session.position);
}

/** The last step before the one at the cursor that wrote a value of this address, or null. */
export function previousWriteOf(session: Session, address: string): number | null {
  return lastWrite(session, address, session.position - 1);
}

/** The first step after the cursor that writes a value of this address, or null. */
export function nextWriteOf(session: Session, address: string): number | null {
  const steps = instructionsOf(session, address).flatMap(
    (place) => nextExecution(session.engine, place, session.position) ?? [],
  );
  return steps.length === 0 ? null : Math.min(...steps);
}

function lastWrite(session: Session, address: string, position: number): number | null {
  const steps = instructionsOf(session, address).flatMap(
    (place) => lastExecution(session.engine, place, position) ?? [],
  );
  return steps.length === 0 ? null : Math.max(...steps);
}

/** The instructions that write the values of an address. */
export function instructionsOf(
  { engine, values }: Pick<Session, 'engine' | 'values'>,
  address: string,
): InstructionRef[] {
  return values.slotsOf(address).flatMap((slot) => instructionOf(engine, slot) ?? []);
}

/** What gave a slot its value. `since`: the position at which a given value was last loaded. */
export type Source =
  | { readonly kind: 'step'; readonly step: number }
  | { readonly kind: 'edit'; readonly edit: Edit }
  | { readonly kind: 'given'; readonly since: number };

/**
 * What gave a slot the value that it holds at `position`, edits at that position included.
 *
 * @param segment the segment of the registers. Between two segments this is the earlier one, except for the operands
 *   of the later one's first step
 */
export function sourceOf(session: Session, slot: Slot, segment: Segment, position: number): Source {
  const { engine } = session;
  const place = instructionOf(engine, slot);
  if (place) {
    const step = lastExecution(engine, place, position);
    const edit = editOf(session, slot, step ?? 0, position);
    if (edit) return { kind: 'edit', edit };
    return step === null ? { kind: 'given', since: 0 } : { kind: 'step', step };
  }
  const since = loadedAt(engine, slot, segment);
  // An edit at the end of a segment is overwritten by loading the next one. Before the first step nothing is loaded.
  const edit = editOf(session, slot, since === 0 ? 0 : since + 1, position);
  if (edit) return { kind: 'edit', edit };
  const from = carriedFrom(engine, slot);
  if (from === null || isCleared(engine, slot, segment, since)) return { kind: 'given', since };
  return sourceOf(session, from, engine.schedule.segmentAt(since), since);
}

/** The last edit of a slot at a position from `first` to `last`, both included. */
function editOf(session: Session, slot: Slot, first: number, last: number): Edit | null {
  const { timeline, values } = session;
  const edit = timeline.edits.findLast(
    ({ at, address }) => at >= first && at <= last && values.resolve(address, at) === slot,
  );
  return edit ?? null;
}

/** The position at which a slot that no instruction writes was last loaded, seen from a segment. */
function loadedAt(engine: Engine, slot: Slot, segment: Segment): number {
  const { run, schedule } = engine;
  const by = tapeIndexOf(run).carriedInto(slot)?.by;
  if (by === 'example') return segment.start;
  if (by === 'update' || slot === run.batchShare) return schedule.batchStart(segment.batchIndex);
  const { kind } = run.slots[slot] ?? {};
  if (kind !== 'input' && kind !== 'target' && kind !== 'mask') return 0;
  return segment.program === 'update' ? segment.start - run.example.instructions.length : segment.start;
}

/**
 * Whether a carried register was reset: a batch's sum at the start of its batch, every register at the start of the
 * run.
 */
function isCleared(
  { run }: Engine,
  slot: Slot,
  { program, example, batch }: Segment,
  since: number,
): boolean {
  if (since === 0) return true;
  if (run.slots[slot]?.kind !== 'accumulator' || example === null) return false;
  return example === (program === 'finish' ? 1 : (batch - 1) * run.batch + 1);
}
