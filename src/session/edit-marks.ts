/**
 * What edits have made of the values at the cursor. A step that is done is not rewritten by an edit after it, so what
 * it computed can be out of date: computed from something that has another value now.
 */
import { memoizeLast } from '../core/memo.ts';
import type { Slot } from '../core/program.ts';
import type { Expression } from '../expression/condition.ts';
import { t } from '../i18n/translate.ts';
import { patchesOf } from './patches.ts';
import type { Session } from './session.ts';
import { instructionsBetween, iterationStart, sourceOf } from './writers.ts';

/**
 * `set`: an edit gave the value that the slot holds. `stale`: this iteration computed the value, directly or through
 * other values, from a value that was edited after it was read. Computing the iteration again from its start could
 * give another value.
 */
export type EditMark = 'set' | 'stale';

/** What a mark means, in the current language. */
export function markText(mark: EditMark): string {
  return mark === 'set' ? t`set by hand` : t`out of date after an edit`;
}

export type EditMarks = ReadonlyMap<Slot, EditMark>;

const none: EditMarks = new Map();
const latest = memoizeLast<EditMarks>();

/** The marks of all slots that have one, at the cursor. */
export function editMarks(session: Session): EditMarks {
  if (session.timeline.edits.length === 0) return none;
  return latest(session, [session.version], () => {
    const stale = [...staleSlots(session)].map((slot) => [slot, 'stale'] as const);
    const set = slotsSetByHand(session).map((slot) => [slot, 'set'] as const);
    return new Map<Slot, EditMark>([...stale, ...set]);
  });
}

/** The mark of the value that an address means at the cursor; null if it has none. */
export function markOfAddress(session: Session, address: string): EditMark | null {
  const slot = session.values.resolve(address, session.position);
  return slot === null ? null : (editMarks(session).get(slot) ?? null);
}

/** The mark of an expression: stale if a value in it is, set if it is nothing but a value set by hand. */
export function markOfExpression(session: Session, { text, addresses }: Expression): EditMark | null {
  if (addresses.some((address) => markOfAddress(session, address) === 'stale')) return 'stale';
  return addresses.includes(text) ? markOfAddress(session, text) : null;
}

/** Whether the result of a step that is done is out of date: stale, or replaced by hand after the step. */
export function isOutOfDate(session: Session, step: number): boolean {
  const { engine, position } = session;
  if (step > position || step <= iterationStart(engine, engine.schedule.segmentAt(position))) return false;
  return editMarks(session).has(engine.schedule.instructionAt(step).result);
}

/** Whether a step of the cursor's iteration has read a slot that was edited after it. */
export function isEditedSince(session: Session, slot: Slot, step: number): boolean {
  const { engine, position } = session;
  const start = iterationStart(engine, engine.schedule.segmentAt(position));
  return step > start && (lastEdits(session, start).get(slot) ?? 0) >= step;
}

/** The position of the last edit of each slot, after `start` up to the cursor. */
function lastEdits({ position, timeline, values }: Session, start: number): ReadonlyMap<Slot, number> {
  const edits = timeline.edits.filter(({ at }) => at > start && at <= position);
  return new Map(patchesOf(values, edits).map(({ at, slot }) => [slot, at]));
}

/** Follows the tape from the start of the cursor's iteration to the cursor. */
function staleSlots(session: Session): ReadonlySet<Slot> {
  const { engine, position } = session;
  const segment = engine.schedule.segmentAt(position);
  const start = iterationStart(engine, segment);
  const edited = lastEdits(session, start);
  const stale = new Set<Slot>();
  if (edited.size === 0) return stale;
  const follow = (from: number, to: number) => {
    for (const [step, { operands, result }] of instructionsBetween(engine, from, to)) {
      // An edit at position p follows step p.
      const isOld = (slot: Slot) => stale.has(slot) || (edited.get(slot) ?? 0) >= step;
      if (operands.some(isOld)) stale.add(result);
    }
  };
  follow(start, Math.max(start, segment.start));
  if (segment.start > start) {
    for (const { from, to } of engine.run.example.carries) if (stale.has(from)) stale.add(to);
  }
  follow(segment.start, position);
  return stale;
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
