/**
 * Timelines: what the user changed, and when. An edit is data, replayed like all else: before its step it has
 * not happened, after it it has. Nothing here is ever changed in place.
 */

/** `address` is set to `value` when `at` steps have been executed. It holds until the run overwrites it. */
export interface Edit {
  readonly at: number;
  readonly address: string;
  readonly value: number;
}

/** One history of edits, of one variant. */
export interface Timeline {
  readonly name: string;
  /** The variant's name; null for the scenario as it is written. */
  readonly variant: string | null;
  /** The timeline that it was forked from. */
  readonly parent: string | null;
  /** By step, and at one step in the order in which they were made. */
  readonly edits: readonly Edit[];
  /** What undo has taken away, the next to come back last. */
  readonly undone: readonly Edit[];
}

/** All timelines of a session, and the one that it is on. */
export interface Timelines {
  readonly all: readonly Timeline[];
  readonly current: string;
}

/** The timelines of a session at its beginning: one, without edits. */
export function firstTimelines(variant: string | null = null): Timelines {
  const name = variant ?? AS_WRITTEN;
  return { all: [{ name, variant, parent: null, edits: [], undone: [] }], current: name };
}

/** The name of the timeline of a scenario without a variant's numbers. */
export const AS_WRITTEN = 'as written';

export function currentTimeline({ all, current }: Timelines): Timeline {
  return all.find(({ name }) => name === current) as Timeline;
}

/**
 * Adds an edit. One before the last edit of the timeline would change what came after it: it forks, and the
 * old timeline stays as it was.
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

/** Takes the last edit away; the same timelines where there is none. */
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

/** Brings the edit back that was undone last; the same timelines where there is none. */
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

/** Goes over to another timeline. @throws RangeError where there is none of that name */
export function switchTimeline(timelines: Timelines, name: string): Timelines {
  if (!timelines.all.some((timeline) => timeline.name === name)) throw new RangeError(`no timeline ${name}`);
  return { ...timelines, current: name };
}

/** Goes over to the first timeline of a variant, which is made where there is none yet. */
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
