/**
 * Timelines: what the user changed, and at which step. An edit is data and is replayed with the run: before its
 * position it has no effect. Nothing here is changed in place.
 */

/** Sets `address` to `value` after `at` executed steps. The value holds until the run overwrites it. */
export interface Edit {
  readonly at: number;
  readonly address: string;
  readonly value: number;
}

/** One sequence of edits of one variant. */
export interface Timeline {
  readonly name: string;
  /** The variant's name; null for the scenario's own numbers. */
  readonly variant: string | null;
  /** The name of the timeline that this one was forked from. */
  readonly parent: string | null;
  /** In ascending order of position; at the same position in the order in which they were made. */
  readonly edits: readonly Edit[];
  /** The undone edits. The last one is redone first. */
  readonly undone: readonly Edit[];
}

/** All timelines of a session, and the name of the current one. */
export interface Timelines {
  readonly all: readonly Timeline[];
  readonly current: string;
}

/** The timelines of a new session: one, without edits. */
export function firstTimelines(variant: string | null = null): Timelines {
  const name = variant ?? ORIGINAL_TIMELINE;
  return { all: [{ name, variant, parent: null, edits: [], undone: [] }], current: name };
}

/** The name of the timeline with the scenario's own numbers. */
export const ORIGINAL_TIMELINE = 'as written';

/** The timeline that the session is on. */
export function currentTimeline({ all, current }: Timelines): Timeline {
  return all.find(({ name }) => name === current) as Timeline;
}

/**
 * Adds an edit. An edit before the last one would change what follows it, so it goes on a new timeline, a fork. The
 * old timeline stays unchanged.
 */
export function addEdit(timelines: Timelines, edit: Edit): Timelines {
  const timeline = currentTimeline(timelines);
  const last = timeline.edits.at(-1);
  if (!last || edit.at >= last.at) {
    return replace(timelines, { ...timeline, edits: [...timeline.edits, edit], undone: [] });
  }
  const name = freeName(timelines, timeline.name);
  const edits = [...timeline.edits.filter(({ at }) => at <= edit.at), edit];
  const fork: Timeline = { name, variant: timeline.variant, parent: timeline.name, edits, undone: [] };
  return { all: [...timelines.all, fork], current: name };
}

/** Undoes the last edit. Returns the same timelines if there is none. */
export function undoEdit(timelines: Timelines): Timelines {
  const timeline = currentTimeline(timelines);
  const last = timeline.edits.at(-1);
  if (!last) return timelines;
  return replace(timelines, {
    ...timeline,
    edits: timeline.edits.slice(0, -1),
    undone: [...timeline.undone, last],
  });
}

/** Redoes the edit that was undone last. Returns the same timelines if there is none. */
export function redoEdit(timelines: Timelines): Timelines {
  const timeline = currentTimeline(timelines);
  const last = timeline.undone.at(-1);
  if (!last) return timelines;
  return replace(timelines, {
    ...timeline,
    edits: [...timeline.edits, last],
    undone: timeline.undone.slice(0, -1),
  });
}

/** Undoes all edits of the current timeline; redo brings them back one by one. */
export function clearEdits(timelines: Timelines): Timelines {
  const timeline = currentTimeline(timelines);
  const undone = [...timeline.undone, ...[...timeline.edits].reverse()];
  return replace(timelines, { ...timeline, edits: [], undone });
}

/**
 * Switches to another timeline.
 * @throws RangeError if there is no timeline with that name
 */
export function switchTimeline(timelines: Timelines, name: string): Timelines {
  if (!timelines.all.some((timeline) => timeline.name === name)) throw new RangeError(`no timeline ${name}`);
  return { ...timelines, current: name };
}

/**
 * Deletes a fork. Its own forks become those of its parent, which also becomes the current timeline if the fork was.
 * @throws RangeError if there is no fork with that name
 */
export function deleteFork({ all, current }: Timelines, name: string): Timelines {
  const parent = all.find((timeline) => timeline.name === name)?.parent ?? null;
  if (parent === null) throw new RangeError(`no fork ${name}`);
  const rest = all.filter((timeline) => timeline.name !== name);
  return {
    all: rest.map((timeline) => (timeline.parent === name ? { ...timeline, parent } : timeline)),
    current: current === name ? parent : current,
  };
}

/** Switches to the first timeline of a variant. Creates it if there is none yet. */
export function variantTimeline(timelines: Timelines, variant: string | null): Timelines {
  const known = timelines.all.find((timeline) => timeline.variant === variant && timeline.parent === null);
  if (known) return { ...timelines, current: known.name };
  const made = firstTimelines(variant);
  return { all: [...timelines.all, ...made.all], current: made.current };
}

function replace({ all, current }: Timelines, changed: Timeline): Timelines {
  return { all: all.map((timeline) => (timeline.name === changed.name ? changed : timeline)), current };
}

/** `target-13`, then `target-13 #2`, `target-13 #3` … */
function freeName({ all }: Timelines, name: string): string {
  const base = name.replace(/ #\d+$/, '');
  const numbers = all.flatMap((timeline) => {
    const match =
      timeline.name === base
        ? '1'
        : timeline.name.startsWith(`${base} #`)
          ? timeline.name.slice(base.length + 2)
          : null;
    return match === null ? [] : [Number(match)];
  });
  return `${base} #${Math.max(...numbers) + 1}`;
}
