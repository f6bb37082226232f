import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakpointTargets } from '../../src/breakpoints/targets.ts';
import { scenarioPlaces } from '../../src/scenario/places.ts';
import { lineOfStep, nextLineEntry, previousLineEntry } from '../../src/session/numpy-lines.ts';
import { Session } from '../../src/session/session.ts';
import { documents, scenarioOf } from '../support/networks.ts';
import { besideShipped, load, sourceOf } from '../support/scenario.ts';

/** Whether a step is the first of its segment, or on another line than the step before. */
function enters(session: Session, step: number): boolean {
  const isFirst = session.engine.schedule.segmentAt(step).start === step - 1;
  return isFirst || lineOfStep(session, step) !== lineOfStep(session, step - 1);
}

test('the next and the previous line are those that a search step by step finds', () => {
  fc.assert(
    fc.property(documents(), fc.array(fc.nat(), { minLength: 20, maxLength: 40 }), (document, places) => {
      const session = new Session(scenarioOf(document));
      const { total } = session;
      for (const place of places) {
        const position = place % (total + 1);
        let after = position + 1;
        while (after <= total && !enters(session, after)) after += 1;
        expect(nextLineEntry(session, position)).toBe(Math.min(after, total));
        let before = position - 1;
        while (before > 0 && !enters(session, before)) before -= 1;
        expect(previousLineEntry(session, position)).toBe(Math.max(before, 0));
      }
    }),
    { numRuns: 10 },
  );
});

test.each(['target-13', 'curved-valley', 'lstm', 'attention', 'gru'])(
  '%s: its nodes and layers are found where they are written',
  (id) => {
    const text = sourceOf(id);
    const lines = text.split('\n');
    const places = scenarioPlaces(text, besideShipped);
    const { node, layer } = breakpointTargets(new Session(load(id)));
    for (const { line, kind, name } of places) {
      // The name of a formula of a repetition or definition has that of its frame before it.
      const written = kind === 'phase' ? /^(loss|optimizer):/ : (name.split('.').at(-1) ?? name);
      expect(lines[line - 1], name).toMatch(written);
    }
    // Only what the run has a place for stands there, and all of it whose name is written at the start of a line.
    const known = places.map(({ name }) => name);
    const isWritten = (name: string) => new RegExp(`^\\s*(?:- name: ${name}$|${name}:)`, 'm').test(text);
    const missing = [...node, ...layer].filter((name) => isWritten(name) && !known.includes(name));
    expect(missing).toEqual([]);
    expect(known.length).toBeGreaterThan(3);
  },
);

test('every formula of a repetition is at the line where it is written once', () => {
  const text = sourceOf('lstm');
  const places = scenarioPlaces(text, besideShipped).filter(({ name }) => /^cell\[\d\]\.z$/.test(name));
  expect(places.map(({ name }) => name)).toEqual(['cell[0].z', 'cell[1].z']);
  expect(new Set(places.map(({ line }) => text.split('\n')[line - 1]?.trim()))).toEqual(
    new Set(['z: W @ now + U * h + b']),
  );
});
