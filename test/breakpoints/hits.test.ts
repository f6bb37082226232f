/** Hits are counted on the timeline: both directions see the same numbers, and so the same stops. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type HitCondition, stopsAtHit } from '../../src/breakpoints/clauses/hit-condition.ts';
import { hitCounts } from '../../src/breakpoints/hit-counts.ts';
import { addBreakpoint, type Breakpoint, changeBreakpoint } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { type Direction, type Logged, run, type Stop } from '../../src/breakpoints/run.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { naiveStops } from '../support/naive.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

function finish<Result>(work: Generator<number, Result>): Result {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value as Result;
  }
}

function breakpointsOf(session: Session, ...texts: readonly string[]): readonly Breakpoint[] {
  return texts.reduce<readonly Breakpoint[]>((list, text) => {
    const parsed = parseBreakpoint(text, session);
    if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
    return addBreakpoint(list, parsed.spec, parsed);
  }, []);
}

/** All stops and messages from the cursor to an end of the run, in the order of the steps. */
function allOf(session: Session, list: readonly Breakpoint[], direction: Direction) {
  const stops: Stop[] = [];
  const logged: Logged[] = [];
  const write = (message: Logged) => {
    logged.push(message);
  };
  for (;;) {
    const stop = finish(run(session, list, direction, { write }));
    stops.push(stop);
    if (stop.breakpoints.length > 0) continue;
    const passed = stops.slice(0, -1).map(({ position, breakpoints }) => [position, ...breakpoints]);
    return direction === 'forward'
      ? { stops: passed, logged }
      : { stops: passed.reverse(), logged: logged.reverse() };
  }
}

test.each<[HitCondition | null, Breakpoint['ignored'], number[]]>([
  [null, null, [1, 2, 3, 4, 5, 6, 7]],
  [{ test: 'only', count: 3 }, null, [3]],
  [{ test: 'from', count: 3 }, null, [3, 4, 5, 6, 7]],
  [{ test: 'every', count: 3 }, null, [3, 6]],
  [null, { first: 2, last: 4 }, [1, 5, 6, 7]],
  [{ test: 'every', count: 2 }, { first: 3, last: 5 }, [2, 6]],
])('%j without %j stops at these of 7 hits', (hit, ignored, stops) => {
  const numbers = Array.from({ length: 7 }, (_hit, index) => index + 1);
  expect(numbers.filter((number) => stopsAtHit({ hit, ignored }, number))).toEqual(stops);
});

test('in random networks with random edits, both directions stop at the numbered hits and log the others', () => {
  const seen = { stops: 0, logged: 0, counted: 0 };
  fc.assert(
    fc.property(
      documents({ training: true, passOn: true, layers: 2, nodes: 2, epochs: 4 }),
      fc.gen(),
      (document, g) => {
        const session = new Session(scenarioOf(document));
        fc.pre(session.total > 0 && session.total < 800);
        const settable = session.values.names.filter((name) => session.editable(name) !== null);
        session.seek(g(fc.integer, { min: 0, max: session.total }));
        if (settable.length > 0 && g(fc.boolean)) session.set(g(fc.constantFrom<string[]>, ...settable), 0.3);
        const { result, scope } = session.engine.schedule.instructionAt(
          g(fc.integer, { min: 1, max: session.total }),
        );
        const written = session.engine.run.slots[result]?.names[0] as string;
        const clause = () =>
          `${g(fc.constantFrom, '', ' hit 2', ' hit >= 3', ' hit % 2', ' hit % 3')}${g(fc.constantFrom, '', '', ` log "{${written}}"`)}`;
        const texts = [`phase ${scope.phase}`, `at ${written} if ${written} > 0`, `change ${written}`].map(
          (text) => text + clause(),
        );
        const ignored = { first: 2, last: g(fc.integer, { min: 2, max: 4 }) };
        const list = changeBreakpoint(breakpointsOf(session, ...texts), 1, g(fc.boolean) ? { ignored } : {});
        const hits = list.map(({ spec }) => naiveStops(session, spec));
        const acting = list.flatMap((breakpoint, index) =>
          (hits[index] as number[])
            .filter((_position, each) => stopsAtHit(breakpoint, each + 1))
            .map((position) => ({ position, breakpoint })),
        );
        const stopping = new Map<number, number[]>();
        for (const { position, breakpoint } of acting) {
          if (breakpoint.log !== null) continue;
          stopping.set(position, [...(stopping.get(position) ?? []), breakpoint.id]);
        }
        const stops = [...stopping].sort(([a], [b]) => a - b).map(([position, ids]) => [position, ...ids]);
        const messages = acting
          .filter(({ breakpoint }) => breakpoint.log !== null)
          .map(({ position, breakpoint }) => {
            session.seek(position);
            return [position, breakpoint.id, session.read(written)];
          });
        const inOrder = (all: (readonly (number | null)[])[]) =>
          all
            .map((each) => each.join(' '))
            .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || a.localeCompare(b));

        session.seek(0);
        const there = allOf(session, list, 'forward');
        session.seek(session.total);
        const back = allOf(session, list, 'reverse');
        expect(there.stops, texts.join('; ')).toEqual(stops);
        // A reverse run from the end does not see what is at the end itself.
        expect(back.stops).toEqual(stops.filter(([position]) => position !== session.total));
        const loggedOf = ({ logged }: typeof there) =>
          inOrder(logged.map(({ position, breakpoint, values }) => [position, breakpoint.id, ...values]));
        expect(loggedOf(there)).toEqual(inOrder(messages));
        expect(loggedOf(back)).toEqual(inOrder(messages.filter(([position]) => position !== session.total)));

        const at = g(fc.integer, { min: 0, max: session.total });
        expect(finish(hitCounts(session, list, at, at))).toEqual(
          hits.map((positions) => positions.filter((position) => position <= at).length),
        );
        const times = g(fc.integer, { min: 1, max: 4 });
        session.seek(at);
        const ahead = stops.filter(([position]) => (position as number) > at);
        expect(finish(run(session, list, 'forward', { times })).position).toBe(
          ahead[times - 1]?.[0] ?? session.total,
        );
        session.seek(at);
        const behind = stops.filter(([position]) => (position as number) < at).reverse();
        expect(finish(run(session, list, 'reverse', { times })).position).toBe(behind[times - 1]?.[0] ?? 0);
        seen.stops += stops.length;
        seen.logged += messages.length;
        seen.counted += Number(stops.length < hits.flat().length);
      },
    ),
    networksTried(100),
  );
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
});

const long = `
title: Long
inputs: [a]
layers: [{ name: output, nodes: { y: [1] } }]
data: [{ inputs: [2], target: 3 }, { inputs: [1], target: 2 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.0001 }
training: { epochs: 20000 }
`;

test('in a long run, counts are the same wherever one has been before, and after an edit', () => {
  const session = new Session(scenarioOf(long));
  const perEpoch = session.engine.schedule.epochStart(2);
  const list = breakpointsOf(session, 'y', 'y if a > 1', 'change y.w[0]', 'catch nan');
  const counts = (position: number) => finish(hitCounts(session, list, position, position));
  const expected = (epochs: number) => [10, 5, 2, 0].map((each) => each * epochs);
  for (const epochs of [15_000, 3, 15_001, 9_000, 20_000, 0])
    expect(counts(epochs * perEpoch)).toEqual(expected(epochs));
  session.seek(100 * perEpoch);
  session.set('learning_rate', 0);
  expect(counts(15_000 * perEpoch)).toEqual([150_000, 75_000, 200, 0]);
});

test('what was counted before an edit is not counted again, also when the edit is undone or made elsewhere', () => {
  const session = new Session(scenarioOf(long));
  const { total } = session;
  const texts = ['y if a > 1', 'change y.w[0]'];
  const list = breakpointsOf(session, ...texts);
  const counted = (breakpoints: readonly Breakpoint[]) => {
    const work = hitCounts(session, breakpoints, total, total);
    for (let slices = 0; ; slices++) {
      const { done, value } = work.next();
      if (done) return { slices, counts: value };
    }
  };
  const all = counted(list).slices;
  expect(all).toBeGreaterThan(10);
  const steps: [number, () => void, number][] = [
    [Math.floor(total * 0.9), () => session.set('learning_rate', 0), 0.2],
    [Math.floor(total * 0.5), () => session.set('y.w[0]', 7), 0.6],
    [Math.floor(total * 0.8), () => session.set('learning_rate', 0), 0.3],
    [total, () => session.undo(), 0.3],
    [total, () => session.switchTimeline('as written'), 0.6],
    [0, () => session.set('learning_rate', 0), 1.1],
  ];
  for (const [position, edit, share] of steps) {
    session.seek(position);
    edit();
    const { slices, counts } = counted(list);
    expect(slices).toBeLessThan(all * share);
    // Breakpoints that were not counted before count from the start.
    expect(counts).toEqual(counted(breakpointsOf(session, ...texts)).counts);
  }
});

test('the hit with a number is found in both directions, and counting can be stopped', () => {
  const session = new Session(scenarioOf(long));
  const perEpoch = session.engine.schedule.epochStart(2);
  const list = breakpointsOf(session, 'change y.w[0] hit 30001');
  expect(finish(run(session, list, 'forward'))).toMatchObject({ breakpoints: [1] });
  const { position } = session;
  expect(Math.floor(position / perEpoch)).toBe(15_000);
  session.seek(session.total);
  const work = run(session, breakpointsOf(session, 'change y.w[0] hit 30001'), 'reverse');
  expect(work.next()).toEqual({ done: false, value: session.total });
  expect(session.position).toBe(session.total);
  expect(finish(work).position).toBe(position);
});

test('of very many messages the last ones are kept, and the rest is counted', () => {
  const debug = new Debugger(new Session(scenarioOf(long)));
  execute(debug, 'break y log "{y}"');
  const outcome = execute(debug, 'continue');
  if (outcome.kind !== 'running') throw new Error(outcome.kind);
  const end = finish(outcome.work);
  if (end.kind !== 'stopped') throw new Error(end.kind);
  const [first, ...rows] = end.passed ?? [];
  expect(first).toEqual({ text: '100,000 earlier messages are left out.', isHeading: true });
  expect(rows).toHaveLength(100_000);
  const y = debug.session.read('y');
  expect(rows.at(-1)?.text).toMatch(new RegExp(`^step \\d+: ${y}$`));
});
