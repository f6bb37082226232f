/**
 * A session that goes on in its scenario, which has changed. It is restored as a saved one is, but each position
 * moves to where its step is now.
 */
import { requestText } from '../../breakpoints/list.ts';
import { parseBreakpoint } from '../../breakpoints/parse.ts';
import { t } from '../../i18n/translate.ts';
import { listingOf } from '../../numpy/listing.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import type { Edit } from '../../session/timeline.ts';
import { type Debugger, emptySelection, type Parts } from '../debugger.ts';
import { countOf, isEmpty, joined, keysOf, markKey, type PartKey, partsWith } from './left-out.ts';
import { leftOut, type Notice, restoreInto } from './restored.ts';
import { type FoundPosition, instructionIn, positionsIn } from './same-step.ts';
import { sessionDocument } from './saved.ts';
import { savedFrom } from './saved-schema.ts';

export interface Reloaded {
  readonly debug: Debugger;
  /** Where the cursor is now. */
  readonly cursor: FoundPosition;
  /** What could not be kept, now or at an earlier change of the scenario, one line each. */
  readonly notices: readonly string[];
  /** How many of them are new. */
  readonly lost: number;
  /** How many things are there again that had been left out at an earlier change. */
  readonly back: number;
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
  const { saved } = document;
  const move = new Move(before.session, session);
  const { variant } = before.session.timeline;
  const find = move.positions(variant);
  const cursor = find(before.session.position);
  const own = move.parts(saved, variant);
  const earlier = before.leftOut.map((parts) => {
    const way = parts.of === null ? null : new Move(parts.of, session);
    return { parts, way, moved: way?.parts(parts, variant) ?? parts };
  });
  const moved = {
    ...saved,
    ...earlier.reduce((all, each) => joined(all, each.moved), own),
    position: cursor.position,
    visited: Math.max(cursor.position, find(before.visited).position),
  };
  const { debug, notices, left } = restoreInto(session, moved, before.show);
  const lost = { ...partsWith(saved, (part) => move.isLeft(part, left)), of: before.session };
  const still = earlier.map(({ parts, way }) => ({
    ...partsWith(parts, (part) => way?.isLeft(part, left) ?? left.has(part)),
    of: parts.of,
  }));
  debug.leftOut = [...still, lost].filter((parts) => !isEmpty(parts));
  keepSelection(before, debug, move);
  keepNumbers(before, debug, move);
  const all = [...move.notices, ...earlier.flatMap(({ way }) => way?.notices ?? []), ...notices];
  const known = new Set(earlier.flatMap(({ moved }) => keysOf(moved)));
  const fresh = [...move.notices, ...notices.filter(({ part }) => part === null || !known.has(part))];
  const sum = (bundles: readonly Parts[]) => bundles.reduce((count, parts) => count + countOf(parts), 0);
  return {
    debug,
    cursor,
    notices: all.map(({ text }) => text),
    lost: fresh.length,
    back: sum(before.leftOut) - sum(still),
  };
}

/** The way from a session to the same session in the changed scenario, and what it does not lead to. */
class Move {
  readonly notices: Notice[] = [];
  readonly #before: Session;
  readonly #after: Session;
  /** What the parts are known by after the move, by what they were known by. */
  readonly #moved = new Map<PartKey, PartKey>();

  constructor(before: Session, after: Session) {
    this.#before = before;
    this.#after = after;
  }

  leave(what: string, why: string, part: PartKey | null): void {
    this.notices.push({ text: leftOut(what, why), part });
  }

  /** Whether a part was left out: by the move, or when it was restored after it. */
  isLeft(part: PartKey, left: ReadonlySet<PartKey>): boolean {
    return this.notices.some((notice) => notice.part === part) || left.has(this.#moved.get(part) ?? part);
  }

  /** Where positions of a variant's run are now. Of a variant that is no longer there: in the scenario's own run. */
  positions(variant: string | null): (position: number) => FoundPosition {
    return positionsIn(this.#before.compiled(variant), this.#after.compiled(variant));
  }

  /** Whether an address still has a value. */
  hasAddress(address: string): boolean {
    return this.#after.values.slotsOf(address).length > 0;
  }

  /** Parts of the session where they are now, without those whose place is gone. @param variant that of the marks */
  parts(parts: Parts, variant: string | null): Parts {
    const find = this.positions(variant);
    const marks = Object.entries(parts.marks).flatMap(([letter, position]) => {
      const found = find(position);
      if (found.how === 'same') return [[letter, found.position] as const];
      if (letter !== "'") this.leave(t`mark ${letter}`, t`its step is no longer there.`, markKey(letter));
      return [];
    });
    return {
      timelines: parts.timelines.map((timeline) => this.#timeline(timeline)),
      breakpoints: parts.breakpoints.flatMap((each) => {
        const stop = this.#stop(each);
        return stop === null ? [] : [this.#known(each, { ...each, stop })];
      }),
      watches: parts.watches,
      marks: Object.fromEntries(marks),
    };
  }

  #known<Part extends PartKey>(part: Part, moved: Part): Part {
    this.#moved.set(part, moved);
    return moved;
  }

  /** An edit stays at its time. Where its step is no longer there, it holds from the last one before it that is. */
  #timeline(timeline: Parts['timelines'][number]): Parts['timelines'][number] {
    const find = this.positions(timeline.variant);
    // If steps have changed places, an edit stays behind those that were made before it.
    let latest = 0;
    const moved = (edits: readonly Edit[]) =>
      edits.flatMap((edit) => {
        const { position, how } = find(edit.at);
        if (how === 'gone') {
          const what = t`the edit of ${edit.address} at step ${String(edit.at)}`;
          this.leave(what, t`its epoch or example is no longer there.`, edit);
          return [];
        }
        latest = Math.max(latest, position);
        return [this.#known(edit, { ...edit, at: latest })];
      });
    const edits = moved(timeline.edits);
    const undone = moved(timeline.undone.toReversed()).reverse();
    return { ...timeline, edits, undone };
  }

  /** The text of a breakpoint. One at a line of the code goes where the line is now; null if it is gone. */
  #stop(breakpoint: Parts['breakpoints'][number]): string | null {
    const { id, stop } = breakpoint;
    const parsed = parseBreakpoint(stop, this.#before);
    if (!parsed.ok || parsed.spec.type !== 'place' || parsed.spec.place !== 'line') return stop;
    const line = this.#line(Number(parsed.spec.name));
    if (line !== null) return requestText({ ...parsed, spec: { ...parsed.spec, name: String(line) } });
    this.leave(t`breakpoint ${String(id)}, ${stop}`, t`that line is no longer there.`, breakpoint);
    return null;
  }

  /** The line (counted from 1) of the NumPy code that computes what a line did; null if there is none. */
  #line(line: number): number | null {
    const [first] = listingOf(this.#before).instructionsOf(line);
    if (!first) return null;
    const { program, index } = first;
    const found = instructionIn(this.#before, this.#after, program, index);
    return found === null ? null : (listingOf(this.#after).termOf(program, found)?.line ?? null);
  }
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
  else move.leave(t`your numbers`, t`what they are of has changed: check them again with :verify.`, null);
}
