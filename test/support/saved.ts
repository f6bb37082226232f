/** Texts of saved sessions. */

/** A saved session of target-13 at step 13, with some entries replaced. */
export function session(entries: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    format: 'backstep session',
    version: 2,
    scenario: 'target-13',
    digest: '',
    position: 13,
    visited: 13,
    timeline: 'as written',
    timelines: [{ name: 'as written', variant: null, parent: null, edits: [], undone: [] }],
    breakpoints: [],
    watches: [],
    marks: {},
    search: null,
    layout: {},
    ...entries,
  });
}
