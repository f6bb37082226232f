import fc from 'fast-check';
import { expect, test } from 'vitest';
import { breakpointTargets } from '../../src/breakpoints/targets.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { hoverValue } from '../../src/dap/evaluate.ts';
import type { Target } from '../../src/dap/target.ts';
import { groupNames, groupsOf } from '../../src/dap/value-groups.ts';
import { listingOf } from '../../src/numpy/listing.ts';
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

test('every shown value is in one group', () => {
  for (const id of ['target-13', 'lstm', 'xor']) {
    const session = new Session(load(id));
    const groups = groupsOf(session);
    const ranks = groupNames.flatMap((name) => [
      ...groups[name].ranks,
      ...[...groups[name].layers.values()].flat(),
    ]);
    expect(ranks.sort((one, other) => one - other)).toEqual(ranks.map((_rank, index) => index));
    expect(session.values.slotsOfRank(ranks.length)).toEqual([]);
  }
});

test('a name of the code has the numbers that NumPy would print there', () => {
  const debug = new Debugger(new Session(load('lstm')));
  const { session } = debug;
  const target: Target = {
    debug,
    listing: '/l.py',
    file: '/s.yaml',
    places: [],
    firstLine: 1,
    firstColumn: 1,
  };
  session.seek(session.total);
  const lines = listingOf(session).lines;
  expect(lines.some((line) => /^\s*U -= /.test(line))).toBe(true);
  const updated = [0, 1, 2, 3].map((index) => session.read(`U[${index}]`));
  expect(hoverValue(target, 'U', undefined)).toBe(`[${updated.join(', ')}]`);
  expect(hoverValue(target, 'U[2]', undefined)).toBe(String(updated[2]));
  // The gradient of 4 × 2 weights: a matrix.
  const rows = [0, 1, 2, 3].map((row) => [0, 1].map((column) => session.read(`grad(W[${row}][${column}])`)));
  expect(hoverValue(target, 'grad_W', undefined)).toBe(
    `[${rows.map((row) => `[${row.join(', ')}]`).join(', ')}]`,
  );
  expect(() => hoverValue(target, 'range', undefined)).toThrow('range');
});
