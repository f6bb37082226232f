/**
 * A session that goes on in its scenario, which has changed. It is restored as a saved one is, but each position
 * moves to where its step is now.
 */
import { type Breakpoint, requestText } from '../../breakpoints/list.ts';
import { t } from '../../i18n/translate.ts';
import { listingOf } from '../../numpy/listing.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import type { Edit, Timeline } from '../../session/timeline.ts';
import { type Debugger, emptySelection } from '../debugger.ts';
import { type FoundPosition, instructionIn, positionsIn } from './same-step.ts';
import { leftOut, restoreInto, sessionDocument } from './saved.ts';
import { type Saved, savedFrom } from './saved-schema.ts';

export interface Reloaded {
  readonly debug: Debugger;
  /** Where the cursor is now. */
  readonly cursor: FoundPosition;
  /** What could not be kept, one line each. */
  readonly notices: readonly string[];
}

/**
 * The session in the changed scenario.
 *
 * @throws Error if the session cannot be saved, which is a mistake in the program
 */
export function reloadedDebugger(before: Debugger, scenario: Scenario): Reloaded {
  const session = new Session(scenario);
  const document = savedFrom(sessionDocument(before, { id: 'reloaded', source: '', layout: {} }));
  if (!('saved' in document)) throw new Error(document.message);
  const move = new Move(before.session, session);
  const { saved, cursor } = movedSession(before, document.saved, move);
  const { debug, notices } = restoreInto(session, saved, before.show);
  keepSelection(before, debug, move);
  keepNumbers(before, debug, move);
  return { debug, cursor, notices: [...move.notices, ...notices] };
}

/** The way from a session to the same session in the changed scenario, and what it does not lead to. */
class Move {
  readonly notices: string[] = [];
  readonly #before: Session;
  readonly #after: Session;

  constructor(before: Session, after: Session) {
    this.#before = before;
    this.#after = after;
  }

  leave(what: string, why: string): void {
    this.notices.push(leftOut(what, why));
  }

  /** Where positions of a variant's run are now. Of a variant that is no longer there: in the scenario's own run. */
  positions(variant: string | null): (position: number) => FoundPosition {
    return positionsIn(this.#before.targetOf(variant), this.#after.targetOf(variant));
  }

  /** The line (counted from 1) of the NumPy code that computes what a line did; null if there is none. */
  line(line: number): number | null {
    const [first] = listingOf(this.#before).instructionsOf(line);
    if (!first) return null;
    const { program, index } = first;
    const found = instructionIn(this.#before, this.#after, program, index);
    return found === null ? null : (listingOf(this.#after).termOf(program, found)?.line ?? null);
  }

  /** Whether an address still has a value. */
  hasAddress(address: string): boolean {
    return this.#after.values.slotsOf(address).length > 0;
  }
}

function movedSession(before: Debugger, saved: Saved, move: Move) {
  const find = move.positions(before.session.timeline.variant);
  const cursor = find(before.session.position);
  const marks = Object.entries(saved.marks).flatMap(([letter, position]) => {
    const found = find(position);
    if (found.how === 'same') return [[letter, found.position] as const];
    if (letter !== "'") move.leave(t`mark ${letter}`, t`its step is no longer there.`);
    return [];
  });
  const moved: Saved = {
    ...saved,
    position: cursor.position,
    visited: Math.max(cursor.position, find(before.visited).position),
    timelines: saved.timelines.map((timeline) => movedTimeline(timeline, move)),
    breakpoints: saved.breakpoints.flatMap((each, index) => {
      const stop = movedStop(before.breakpoints[index] as Breakpoint, move);
      return stop === null ? [] : [{ ...each, stop }];
    }),
    marks: Object.fromEntries(marks),
  };
  return { saved: moved, cursor };
}

/** An edit stays at its time. Where its step is no longer there, it holds from the last one before it that is. */
function movedTimeline(timeline: Timeline, move: Move): Saved['timelines'][number] {
  const find = move.positions(timeline.variant);
  // If steps have changed places, an edit stays behind those that were made before it.
  let latest = 0;
  const moved = (edits: readonly Edit[]) =>
    edits.flatMap((edit) => {
      const { position, how } = find(edit.at);
      if (how === 'gone') {
        const what = t`the edit of ${edit.address} at step ${String(edit.at)}`;
        move.leave(what, t`its epoch or example is no longer there.`);
        return [];
      }
      latest = Math.max(latest, position);
      return [{ ...edit, at: latest }];
    });
  const edits = moved(timeline.edits);
  const undone = moved(timeline.undone.toReversed()).reverse();
  return { ...timeline, edits, undone };
}

/** The text of a breakpoint. One at a line of the code goes where the line is now; null if it is gone. */
function movedStop(breakpoint: Breakpoint, move: Move): string | null {
  const { spec, id } = breakpoint;
  if (spec.type !== 'place' || spec.place !== 'line') return requestText(breakpoint);
  const line = move.line(Number(spec.name));
  if (line !== null) return requestText({ ...breakpoint, spec: { ...spec, name: String(line) } });
  move.leave(t`breakpoint ${String(id)}, ${requestText(breakpoint)}`, t`that line is no longer there.`);
  return null;
}

/** What is selected stays selected, where it is still there. */
function keepSelection(before: Debugger, debug: Debugger, move: Move): void {
  const { address, step } = before.selection;
  const found = step === null ? null : move.positions(before.session.timeline.variant)(step);
  debug.selection = {
    ...emptySelection,
    address: address !== null && move.hasAddress(address) ? address : null,
    step: found?.how === 'same' ? found.position : null,
  };
}

/** The numbers of a person stay if all that they are of is still there. */
function keepNumbers({ numbers, session }: Debugger, debug: Debugger, move: Move): void {
  if (numbers === null) return;
  const at = numbers.at === null ? null : move.positions(session.timeline.variant)(numbers.at);
  const isThere = numbers.entries.every((entry) => entry.kind === 'address' && move.hasAddress(entry.name));
  if (isThere && (at === null || at.how === 'same')) debug.numbers = { ...numbers, at: at?.position ?? null };
  else move.leave(t`your numbers`, t`what they are of has changed: check them again with :verify.`);
}
