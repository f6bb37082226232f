/** Restores saved sessions: what no longer fits the scenario is left out, and kept for the time when it does. */
import type { Breakpoint } from '../../breakpoints/list.ts';
import { parseBreakpoint } from '../../breakpoints/parse.ts';
import { clip, quoted } from '../../diagnostics/diagnostic.ts';
import { type Expression, parseExpression } from '../../expression/condition.ts';
import { describeFault } from '../../expression/error-text.ts';
import { t } from '../../i18n/translate.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import { Session } from '../../session/session.ts';
import type { Edit, Timeline, Timelines } from '../../session/timeline.ts';
import { Debugger, type Parts } from '../debugger.ts';
import {
  countOf,
  isEmpty,
  joined,
  keysOf,
  markKey,
  noParts,
  type PartKey,
  partsWith,
  timelineKey,
  watchKey,
} from './left-out.ts';
import { digestOf } from './saved.ts';
import { readSaved } from './saved-format.ts';
import type { Saved } from './saved-schema.ts';

export type Restored =
  | {
      readonly ok: true;
      readonly debug: Debugger;
      readonly layout: Readonly<Record<string, unknown>>;
      /** What could not be restored as it was saved, one line each. */
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly text: string };

/**
 * Restores a saved session. Leaves out what no longer fits its scenario, with a notice for each.
 *
 * @param source the scenario's text, as it would be saved
 * @param show formats a number as the front end shows it
 */
export function restoreSession(
  text: string,
  scenario: Scenario,
  source: string,
  show: (value: number) => string,
): Restored {
  const read = readSaved(text);
  if (!read.ok) return read;
  const { saved } = read;
  const earlier = saved.leftOut ?? noParts;
  const restored = restoreInto(new Session(scenario), { ...saved, ...joined(saved, earlier) }, show);
  const { debug, left } = restored;
  const isLeft = (part: PartKey) => left.has(part);
  const still = partsWith(earlier, isLeft);
  const all = joined(still, partsWith(saved, isLeft));
  debug.leftOut = isEmpty(all) ? [] : [{ ...all, of: null }];
  const isSame = saved.digest === digestOf(source);
  const changed = isSame ? [] : [t`The scenario has changed since this was saved.`];
  // What was left out before was said then.
  const known = new Set(keysOf(still));
  const notices = restored.notices.filter(({ part }) => part === null || !known.has(part));
  return {
    ok: true,
    debug,
    layout: saved.layout,
    notices: [...changed, ...backText(countOf(earlier) - countOf(still)), ...notices.map(({ text }) => text)],
  };
}

/** What is said of something that could not be kept. */
export function leftOut(what: string, why: string): string {
  return t`Left out ${clip(what)}: ${why}`;
}

/** Says how many things are there again that had been left out; nothing if none are. */
export function backText(count: number): string[] {
  if (count === 0) return [];
  return [
    count === 1 ? t`1 thing that was left out is back.` : t`${count} things that were left out are back.`,
  ];
}

/** What is said of something that is not as it was saved. */
export interface Notice {
  readonly text: string;
  /** The part that was left out; null if it is about something else. */
  readonly part: PartKey | null;
}

/** What is restored of a saved session. */
type Restorable = Parts & Omit<Saved, keyof Parts | 'leftOut'>;

/** Restores a saved session in a session at its start, with a notice for each thing that does not fit. */
export function restoreInto(
  session: Session,
  saved: Restorable,
  show: (value: number) => string,
): {
  readonly debug: Debugger;
  readonly notices: readonly Notice[];
  /** The parts that were left out. */
  readonly left: ReadonlySet<PartKey>;
} {
  const notices: Notice[] = [];
  const leave = (what: string, why: string, part: PartKey | null) =>
    notices.push({ text: leftOut(what, why), part });
  const timelines = fittingTimelines(saved, session, leave);
  if (timelines) session.restoreTimelines(timelines);
  const debug = new Debugger(session, show);
  debug.breakpoints = saved.breakpoints.flatMap((kept): Breakpoint[] => {
    const { id, stop, enabled: isEnabled, temporary: isTemporary, ignored, commands } = kept;
    const parsed = parseBreakpoint(stop, session);
    if (parsed.ok) {
      const { spec, hit, log } = parsed;
      return [{ id, spec, hit, log, isEnabled, isTemporary, ignored, commands }];
    }
    leave(t`breakpoint ${String(id)}, ${stop}`, describeFault(stop, parsed.fault), kept);
    return [];
  });
  debug.breakpoints = distinct(debug.breakpoints);
  debug.watches = saved.watches.flatMap((watch): Expression[] => {
    const parsed = parseExpression(watch, session.values.names);
    if (parsed.ok) return [parsed.expression];
    leave(t`watch ${watch}`, describeFault(watch, parsed.fault), watchKey(watch));
    return [];
  });
  if (saved.plotted) {
    const { expression, unit } = saved.plotted;
    const parsed = parseExpression(expression, session.values.names);
    if (parsed.ok) debug.plotted = { expression: parsed.expression, unit };
    else leave(t`the curve of ${expression}`, describeFault(expression, parsed.fault), null);
  }
  const { total } = session;
  for (const [letter, at] of Object.entries(saved.marks)) {
    if (at <= total) debug.mark(letter, at);
    else
      leave(
        t`mark ${letter}`,
        t`there is no step ${String(at)}; the last is ${String(total)}.`,
        markKey(letter),
      );
  }
  debug.search = saved.search;
  if (saved.position > total)
    notices.push({
      text: t`There is no step ${String(saved.position)}; the last is ${String(total)}.`,
      part: null,
    });
  debug.seek(saved.visited);
  debug.seek(saved.position);
  return { debug, notices, left: new Set(notices.flatMap(({ part }) => part ?? [])) };
}

/** Breakpoints by their numbers. Those with the number of another one before them get a number of their own. */
function distinct(breakpoints: readonly Breakpoint[]): Breakpoint[] {
  let next = Math.max(0, ...breakpoints.map(({ id }) => id)) + 1;
  const taken = new Set<number>();
  const all = breakpoints.map((each) => {
    const id = taken.has(each.id) ? next++ : each.id;
    taken.add(id);
    return { ...each, id };
  });
  return all.sort((one, other) => one.id - other.id);
}

/** The saved timelines without the parts that no longer fit the scenario; null if none is left. */
function fittingTimelines(
  { timelines, timeline: wanted }: Restorable,
  session: Session,
  leave: (what: string, why: string, part: PartKey) => void,
): Timelines | null {
  const variants = session.scenario.variants.map(({ name }) => name);
  const all = timelines.flatMap((timeline): Timeline[] => {
    const { name, variant } = timeline;
    if (variant !== null && !variants.includes(variant)) {
      leave(t`timeline ${quoted(name)}`, t`there is no variant ${quoted(variant)}.`, timelineKey(name));
      return [];
    }
    const fits = (edit: Edit) => {
      const { at, address } = edit;
      // Whether an address can be set does not depend on the step.
      const isKnown = session.values.slotsOf(address).length > 0;
      if (!isKnown) leave(t`the edit of ${address}`, t`there is no such value.`, edit);
      const isThere = isKnown && at <= session.total && session.editable(address) !== null;
      if (isKnown && !isThere)
        leave(
          t`the edit of ${address} at step ${String(at)} on ${quoted(name)}`,
          t`it cannot be set at that step.`,
          edit,
        );
      return isThere;
    };
    return [{ ...timeline, edits: timeline.edits.filter(fits), undone: timeline.undone.filter(fits) }];
  });
  const current = all.find(({ name }) => name === wanted) ?? all[0];
  return current ? { all, current: current.name } : null;
}
