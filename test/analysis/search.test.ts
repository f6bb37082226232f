import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSteps, type Search } from '../../src/analysis/search.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changedSession, changes, fractions, momentsOf } from '../support/replay.ts';

/** The step found and the positions that the search yielded. */
function run(session: Session, search: Partial<Search>): { found: number | null; yields: number[] } {
  const whole: Search = {
    query: '',
    from: 0,
    direction: 'forward',
    visited: session.total,
    show: formatNumber,
    ...search,
  };
  const steps = findSteps(session, whole);
  const yields: number[] = [];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { found: value, yields };
    yields.push(value);
  }
}

function all(session: Session, search: Partial<Search>): number[] {
  const found: number[] = [];
  let from = search.from ?? (search.direction === 'backward' ? session.total + 1 : 0);
  for (;;) {
    const next = run(session, { ...search, from }).found;
    if (next === null) return found;
    found.push(next);
    from = next;
  }
}

describe('by hand', () => {
  const session = new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));
  const forward = (query: string, rest: Partial<Search> = {}) => all(session, { query, ...rest });

  test('finds a value, with either minus sign', () => {
    expect(forward('−40')).toEqual([13]);
    expect(forward(' -40 ')).toEqual([13]);
    expect(forward('-8')).toEqual([12, 14]);
    expect(forward('-8', { direction: 'backward' })).toEqual([14, 12]);
    expect(forward('4')).toEqual([]);
    expect(forward('-4.0')).toEqual([10]);
    expect(forward('1e1')).toEqual([7]);
  });

  test('finds a rounded value as it is shown', () => {
    const thirds = new Session(
      scenarioOf(`
        title: A third
        inputs: [x]
        layers: [{ name: l, nodes: { y: [0.3333333333] } }]
        data: [{ inputs: [1] }, { inputs: [1e300] }]`),
    );
    expect(all(thirds, { query: '0.33333' })).toEqual([1]);
    expect(all(thirds, { query: '0.3333333333' })).toEqual([1]);
    expect(all(thirds, { query: '0.333' })).toEqual([]);
    expect(all(thirds, { query: '3.333e299' })).toEqual([2]);
    expect(all(thirds, { query: '3.33e299' })).toEqual([]);
  });

  test('finds NaN and infinities', () => {
    const odd = new Session(
      scenarioOf(`
        title: Overflow
        inputs: [x, z]
        layers: [{ name: l, nodes: { y: [1e300, -1e300] } }]
        data: [{ inputs: [1e300, 1e300] }]`),
    );
    expect(['inf', '+Infinity', '∞'].map((query) => all(odd, { query }))).toEqual([[1], [1], [1]]);
    expect(['-inf', '−∞'].map((query) => all(odd, { query }))).toEqual([[2], [2]]);
    expect(all(odd, { query: 'NaN' })).toEqual([3]);
  });

  test('does not find values after the furthest visited position, but finds names and kinds there', () => {
    expect(forward('-40', { visited: 12 })).toEqual([]);
    expect(forward('-40', { visited: 13 })).toEqual([13]);
    expect(forward('-8', { visited: 13, direction: 'backward' })).toEqual([12]);
    expect(forward('grad(output.w[0])', { visited: 0 })).toContain(13);
  });

  test('finds a name of the result or of an operand, in upper or lower case', () => {
    expect(forward('grad(output.w[0])')).toEqual([13, 21]);
    expect(forward('NODE_1.w[0]')).toEqual([4, 19, 29, 30]);
    expect(forward('learning')).toEqual([21, 23, 25, 27, 29, 31]);
    expect(forward('nobody')).toEqual([]);
    expect(forward('')).toEqual([]);
  });

  test('finds a kind of operation by its whole name', () => {
    expect(forward('square')).toEqual([11]);
    expect(forward('add')).toEqual([3, 6, 9]);
    expect(forward('subtract', { direction: 'backward' })).toEqual([32, 30, 28, 26, 24, 22, 10]);
    expect(forward('ad')).not.toContain(3);
  });

  test('finds a result as its step wrote it, not the value of an edit after it', () => {
    const edited = new Session(session.scenario);
    edited.seek(22);
    edited.set('output.w[0]', 77);
    expect(all(edited, { query: '2.4' })).toEqual([22]);
    expect(all(edited, { query: '77' })).toEqual([]);
  });

  test('does not wrap around at the start or the end', () => {
    expect(run(session, { query: 'square', from: 11 }).found).toBeNull();
    expect(run(session, { query: 'square', from: 11, direction: 'backward' }).found).toBeNull();
    expect(run(session, { query: '16', from: session.total + 5 }).found).toBeNull();
    expect(run(session, { query: '16', from: 0, direction: 'backward' }).found).toBeNull();
  });
});

const networks = documents({ training: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });
const directions = fc.constantFrom('forward' as const, 'backward' as const);

test('finds the same steps as a scan of the whole run, in order, and does not move the cursor', () => {
  let found = 0;
  const edits = fc.array(changes, { maxLength: 3 });
  fc.assert(
    fc.property(networks, edits, directions, fractions, fractions, (document, made, direction, at, reach) => {
      const session = changedSession(document, made);
      if (session.total === 0) return;
      const { position, engine } = session;
      const moments = momentsOf(session).slice(1);
      const sample = moments[Math.floor(at * (moments.length - 1))];
      const inOrder = (steps: number[]) => (direction === 'forward' ? steps : steps.reverse());
      const visited = Math.round(reach * session.total);
      const query = String(sample?.result);
      const values = moments.filter(
        ({ result, position: step }) => Object.is(result, Number(query)) && step <= visited,
      );
      const exact = { query, direction, visited, show: () => '' };
      if (Number.isFinite(sample?.result)) {
        expect(all(session, exact)).toEqual(inOrder(values.map(({ position: step }) => step)));
        found += values.length;
      }
      const name = engine.run.slots[sample?.instruction?.result as number]?.names[0] as string;
      const named = moments.filter(({ position: step }) => {
        const { result, operands } = session.step(step);
        return [result, ...operands].some((each) => each.name.includes(name));
      });
      expect(all(session, { query: name, direction, visited })).toEqual(
        inOrder(named.map(({ position: step }) => step)),
      );
      expect(session.position).toBe(position);
    }),
    networksTried(60),
  );
  expect(found).toBeGreaterThan(10);
});

describe('in a long run', () => {
  const session = new Session(
    scenarioOf(`
      title: Long
      inputs: [x]
      layers: [{ name: l, activation: tanh, nodes: { y: [0.5] } }]
      data: [{ inputs: [2], target: 0.25 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.0001 }
      training: { epochs: 10000 }`),
  );

  test('names are found without executing a step', () => {
    const { found, yields } = run(session, { query: 'tanh', from: session.total, direction: 'backward' });
    expect(session.engine.schedule.instructionAt(found as number).op).toBe('tanh');
    expect(found).toBeGreaterThan(session.total - 20);
    expect(yields).toEqual([]);
  });

  test('a value is searched for in slices, so that the search can be stopped', () => {
    const { total } = session;
    const there = run(session, { query: '12345' });
    expect(there.found).toBeNull();
    expect(there.yields.length).toBeGreaterThan(total / 4000);
    expect(there.yields.every((position, index) => position > (there.yields[index - 1] ?? 0))).toBe(true);
    const back = run(session, { query: '12345', from: total, direction: 'backward' });
    expect(back.found).toBeNull();
    expect(back.yields.length).toBeGreaterThan(total / 4000);
    // No step is left out at the boundary of two windows.
    const updates = Array.from({ length: 40 }, (_, index) => index + 1).filter(
      (step) =>
        session.engine.schedule.instructionAt(step).op === 'subtract' &&
        session.step(step).result.name === 'y.w[0]',
    );
    for (const step of updates) {
      const query = String(session.step(step).result.value);
      for (const from of [2000, 2001, 2002].map((each) => step + each))
        expect(run(session, { query, from, direction: 'backward', show: () => '' }).found).toBe(step);
    }
    expect(updates.length).toBeGreaterThan(2);
    const early = String(session.step(5).result.value);
    expect(run(session, { query: early, from: total, direction: 'backward', show: () => '' }).found).toBe(5);
  });
});
