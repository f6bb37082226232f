/**
 * What edits have made of the values at the cursor. A step that is done is not rewritten by an edit after it, so what
 * it computed can be out of date: computed from something that has another value now.
 */
import type { Patch } from '../core/execution/machine.ts';
import { editsFor, type StaleSlots, staleSlots } from '../core/execution/stale-slots.ts';
import { memoizeLast } from '../core/memo.ts';
import type { Slot } from '../core/program.ts';
import type { Segment } from '../core/schedule.ts';
import type { Expression } from '../expression/condition.ts';
import { t } from '../i18n/translate.ts';
import { patchesOf } from './patches.ts';
import type { Session } from './session.ts';
import { iterationStart, sourceOf } from './writers.ts';

/**
 * `set`: an edit gave the value that the slot holds. `stale`: this batch computed the value, directly or through other
 * values, from a value that was edited after it was read. Computing the batch again from its start could give another
 * value.
 */
export type EditMark = 'set' | 'stale';

/** What a mark means, in the current language. */
export function markText(mark: EditMark): string {
  return mark === 'set' ? t`set by hand` : t`out of date after an edit`;
}

/** The text of a value with what an edit has made of it, if anything. */
export function markedText(text: string, mark: EditMark | null): string {
  return mark === null ? text : `${text}   ${markText(mark)}`;
}

/** The marks of slots, which many can have. */
export interface EditMarks {
  /** Null: the slot has no mark. */
  of(slot: Slot): EditMark | null;
  /** The marks that there are. */
  readonly kinds: ReadonlySet<EditMark>;
}

const none: EditMarks = { of: () => null, kinds: new Set() };
const latest = memoizeLast<EditMarks>();

/** The marks of all slots that have one, at the cursor. */
export function editMarks(session: Session): EditMarks {
  if (session.timeline.edits.length === 0) return none;
  return latest(session, [session.version], () => {
    const { engine, position } = session;
    const stale = staleSlots(engine, engine.schedule.segmentAt(position), position, editsOfBatch(session));
    const set = new Set(slotsSetByHand(session));
    return {
      of: (slot) => (set.has(slot) ? 'set' : stale.has(slot) ? 'stale' : null),
      kinds: new Set<EditMark>([
        ...(stale.isEmpty ? [] : (['stale'] as const)),
        ...(set.size === 0 ? [] : (['set'] as const)),
      ]),
    };
  });
}

/** The mark of the value that an address means at the cursor; null if it has none. */
export function markOfAddress(session: Session, address: string): EditMark | null {
  const slot = session.values.resolve(address, session.position);
  return slot === null ? null : editMarks(session).of(slot);
}

/** The mark of an expression: stale if a value in it is, set if it is nothing but a value set by hand. */
export function markOfExpression(session: Session, { text, addresses }: Expression): EditMark | null {
  if (addresses.some((address) => markOfAddress(session, address) === 'stale')) return 'stale';
  return addresses.includes(text) ? markOfAddress(session, text) : null;
}

/** Whether the result of a step that is done is out of date: stale, or replaced by hand after the step. */
export function isOutOfDate(session: Session, step: number): boolean {
  const { engine, position } = session;
  const { schedule } = engine;
  const segment = schedule.segmentAt(position);
  if (step > position || step <= schedule.batchStart(segment.batchIndex)) return false;
  const { result } = schedule.instructionAt(step);
  return step > iterationStart(engine, segment)
    ? editMarks(session).of(result) !== null
    : staleBefore(session, schedule.segmentAt(step)).has(result);
}

/** Whether a step of the cursor's batch has read a slot that was edited after it. */
export function isEditedSince(session: Session, slot: Slot, step: number): boolean {
  const { engine, position } = session;
  const { schedule } = engine;
  if (step <= schedule.batchStart(schedule.segmentAt(position).batchIndex)) return false;
  const edits = editsFor(engine, schedule.segmentAt(step), editsOfBatch(session));
  return edits.some((edit) => edit.slot === slot && edit.at >= step);
}

/** The edits up to the cursor since the start of its batch. */
function editsOfBatch({ engine, position, timeline, values }: Session): readonly Patch[] {
  const { schedule } = engine;
  const start = schedule.batchStart(schedule.segmentAt(position).batchIndex);
  const edits = timeline.edits.filter(({ at }) => at > start && at <= position);
  return patchesOf(values, edits);
}

const latestBefore = memoizeLast<StaleSlots>();

/** The slots that are stale at the end of an example before that of the cursor, in the same batch. */
function staleBefore(session: Session, example: Segment): StaleSlots {
  const { start, length } = example;
  return latestBefore(session, [session.version, start], () =>
    staleSlots(session.engine, example, start + length, editsOfBatch(session)),
  );
}

function slotsSetByHand(session: Session): Slot[] {
  const { engine, position, timeline, values } = session;
  const segment = engine.schedule.segmentAt(position);
  const addresses = new Set(timeline.edits.map(({ address }) => address));
  return [...addresses].flatMap((address) => {
    const slot = values.resolve(address, position);
    return slot !== null && sourceOf(session, slot, segment, position).kind === 'edit' ? [slot] : [];
  });
}
