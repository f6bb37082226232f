/** What was left out of a session because it did not fit the scenario. It is kept, and comes back when it does. */
import type { Edit } from '../../session/timeline.ts';
import type { Parts, SavedBreakpoint } from '../debugger.ts';

/** What a part is known by: edits and breakpoints by themselves, timelines, watches and marks by these texts. */
export type PartKey = Edit | SavedBreakpoint | string;
export const timelineKey = (name: string): PartKey => `timeline ${name}`;
export const watchKey = (text: string): PartKey => `watch ${text}`;
export const markKey = (letter: string): PartKey => `mark ${letter}`;

export const noParts: Parts = { timelines: [], breakpoints: [], watches: [], marks: {} };

export function isEmpty({ timelines, breakpoints, watches, marks }: Parts): boolean {
  return timelines.length + breakpoints.length + watches.length + Object.keys(marks).length === 0;
}

/** The number of edits, of timelines without one, and of other parts. */
export function countOf({ timelines, breakpoints, watches, marks }: Parts): number {
  const edits = timelines.map((each) => Math.max(1, each.edits.length + each.undone.length));
  const { length } = [...breakpoints, ...watches, ...Object.keys(marks)];
  return edits.reduce((sum, each) => sum + each, length);
}

/** The parts for which `isWanted` is true. */
export function partsWith(parts: Parts, isWanted: (part: PartKey) => boolean): Parts {
  return {
    timelines: parts.timelines.flatMap((timeline) => {
      if (isWanted(timelineKey(timeline.name))) return [timeline];
      const [edits, undone] = [timeline.edits.filter(isWanted), timeline.undone.filter(isWanted)];
      return edits.length + undone.length === 0 ? [] : [{ ...timeline, edits, undone }];
    }),
    breakpoints: parts.breakpoints.filter(isWanted),
    watches: parts.watches.filter((text) => isWanted(watchKey(text))),
    marks: Object.fromEntries(Object.entries(parts.marks).filter(([letter]) => isWanted(markKey(letter)))),
  };
}

/** What the parts are known by: of a timeline each edit, and the timeline itself. */
export function keysOf({ timelines, breakpoints, watches, marks }: Parts): PartKey[] {
  return [
    ...timelines.flatMap((timeline) => [timelineKey(timeline.name), ...timeline.edits, ...timeline.undone]),
    ...breakpoints,
    ...watches.map(watchKey),
    ...Object.keys(marks).map(markKey),
  ];
}

/** All parts. What both have, a mark or a watch, is taken from the first. */
export function joined(first: Parts, second: Parts): Parts {
  return {
    timelines: second.timelines.reduce(withTimeline, first.timelines),
    breakpoints: [...first.breakpoints, ...second.breakpoints],
    watches: [...new Set([...first.watches, ...second.watches])],
    marks: { ...second.marks, ...first.marks },
  };
}

/** The timelines with another one, or with its edits if they have one of that name. */
function withTimeline(all: Parts['timelines'], added: Parts['timelines'][number]): Parts['timelines'] {
  if (!all.some(({ name }) => name === added.name)) return [...all, added];
  return all.map((each) => {
    if (each.name !== added.name) return each;
    const edits = [...added.edits, ...each.edits].toSorted((one, other) => one.at - other.at);
    // Edits are redone after all others, so none of these can be before them.
    const last = edits.at(-1)?.at ?? 0;
    const later = added.undone.filter(({ at }) => at >= last);
    const undone = [...later, ...each.undone].toSorted((one, other) => other.at - one.at);
    return { ...each, edits, undone: undone.filter(({ at }) => at >= last) };
  });
}
