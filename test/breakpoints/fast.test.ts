/**
 * A compiled run is searched batch by batch, and only what the breakpoints read is recorded. It must find what the
 * interpreter finds, step by step.
 */
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { exceptionNames } from '../../src/breakpoints/exceptions/exceptions.ts';
import { addBreakpoint, type Breakpoint } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { type Direction, type Logged, run, type Stop } from '../../src/breakpoints/run.ts';
import { ConditionDetector } from '../../src/breakpoints/stops.ts';
import { WatchedBatches } from '../../src/core/execution/watched-batches.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { type Change, changes, makeChange } from '../support/replay.ts';

const EPOCHS = 40;

function breakpointsOf(session: Session, texts: readonly string[]): readonly Breakpoint[] {
  return texts.reduce<readonly Breakpoint[]>((list, text) => {
    const parsed = parseBreakpoint(text, session);
    return parsed.ok ? addBreakpoint(list, parsed.spec, parsed) : list;
  }, []);
}

/** Everything that a run finds on its way: its stops, and the messages of breakpoints. */
function found(session: Session, texts: readonly string[], direction: Direction) {
  return foundFrom(session, direction === 'forward' ? 0 : session.total, texts, direction);
}

function foundFrom(session: Session, from: number, texts: readonly string[], direction: Direction) {
  const list = breakpointsOf(session, texts);
  session.seek(from);
  const stops: Stop[] = [];
  const messages: Pick<Logged, 'position' | 'values'>[] = [];
  const write = ({ position, values }: Logged) => messages.push({ position, values });
  for (let most = 200; most > 0; most--) {
    const work = run(session, list, direction, { write });
    let next = work.next();
    while (!next.done) next = work.next();
    stops.push(next.value);
    if (next.value.breakpoints.length === 0) break;
  }
  return { stops, messages };
}

/** A session that searches batch by batch, whatever the length of its run. */
function compiled(session: Session): Session {
  expect(session.engine.wasm).not.toBeNull();
  return session;
}

const networks = documents({
  training: true,
  optimizers: true,
  dropout: true,
  huge: true,
  layers: 2,
  nodes: 3,
});

/** Texts of breakpoints, some of which have a hit count or a message. `i` and `level` choose among the run's values. */
const text = fc
  .record({
    kind: fc.constantFrom(
      'condition',
      'two',
      'change',
      'place',
      'plain place',
      ...exceptionNames.map((name) => `catch ${name}`),
    ),
    i: fc.nat(),
    j: fc.nat(),
    level: fc.constantFrom('0', '0.5', '-1', '3', '1e200'),
    sign: fc.constantFrom('<', '>', '!=', '>='),
    clause: fc.constantFrom('', '', '', ' hit 3', ' hit % 7', ' log "{loss}"'),
  })
  .map(({ kind, i, j, level, sign, clause }) => (names: readonly string[]) => {
    const [one, other] = [names[i % names.length], names[j % names.length]];
    if (kind === 'condition') return `${one} ${sign} ${level}${clause}`;
    if (kind === 'two') return `${one} ${sign} ${other}${clause}`;
    const filter = j % 3 === 0 ? ` if ${other} ${sign} ${level}` : '';
    if (kind === 'change') return `change ${one} by ${Math.abs(Number(level))}${filter}${clause}`;
    if (kind === 'plain place') return `at ${one}${clause}`;
    if (kind === 'place') return `at ${one} if ${other} ${sign} ${level}${clause}`;
    return kind + filter + clause;
  });

/** The same with the time: alone, with a value, and at a place. */
const timedText = fc
  .record({
    i: fc.nat(),
    form: fc.constantFrom(
      '',
      '',
      'A > L if ',
      'at A if ',
      'A < L or ',
      'change A if ',
      'catch flip if ',
      'catch cancel if ',
    ),
    level: fc.constantFrom('0', '0.5', '-1', '1e200'),
    time: fc.constantFrom(
      'epoch == 30',
      'epoch > 12',
      'epoch <= 20 and example == 2',
      'example == 1',
      'batch != 2',
      '(epoch % 7 == 0 or example % 3 == 1)',
      'epoch + batch > example + 10',
    ),
    clause: fc.constantFrom('', '', ' hit 3', ' log "{loss} in {epoch} {batch} {example}"'),
  })
  .map(({ i, form, level, time, clause }) => (names: readonly string[]) => {
    const name = names[i % names.length] as string;
    return form.replace('A', name).replace('L', level) + time + clause;
  });

const edits = fc.array(changes, { maxLength: 2 });

function changed(session: Session, made: readonly Change[]): Session {
  for (const change of made) makeChange(session, change);
  return session;
}

describe('a compiled run', () => {
  test.each([
    ['values', text, 50],
    ['values and times', timedText, 100],
  ])('has the stops, hits and messages of the interpreter, in both directions: %s', (_what, texts, tried) => {
    const watched = fc.array(texts, { minLength: 1, maxLength: 3 });
    const leaps = vi.spyOn(WatchedBatches.prototype, 'execute');
    let stops = 0;
    fc.assert(
      fc.property(networks, watched, edits, (document, texts, made) => {
        const scenario = scenarioOf({ ...document, training: { ...document.training, epochs: EPOCHS } });
        const [slow, fast] = [new Session(scenario), compiled(new Session(scenario))].map((each) =>
          changed(each, made),
        ) as [Session, Session];
        const { names } = slow.values;
        const written = texts.map((each) => each(names));
        for (const direction of ['forward', 'reverse'] as const) {
          const expected = found(slow, written, direction);
          expect(found(fast, written, direction), written.join('; ')).toEqual(expected);
          stops += expected.stops.length;
        }
      }),
      networksTried(tried),
    );
    expect(stops).toBeGreaterThan(300);
    expect(leaps.mock.calls.length).toBeGreaterThan(300);
    leaps.mockRestore();
  });
});

/** A session in which each epoch has one example. */
function oneExample(epochs: number, rate: number): Session {
  return new Session(
    scenarioOf({
      title: 'One example',
      inputs: ['x'],
      layers: [{ name: 'l', nodes: { y: [1] } }],
      data: [{ inputs: [2], target: 3 }],
      loss: 'squared_error',
      optimizer: { kind: 'sgd', learning_rate: rate },
      training: { epochs },
    }),
  );
}

test.each<[string, (epoch: number) => boolean]>([
  ['epoch == 70000', (epoch) => epoch === 70_000],
  ['epoch != (epoch < 90000)', (epoch) => epoch >= 2],
  ['epoch > 60000 and not (epoch >= 60002)', (epoch) => epoch > 60_000 && epoch < 60_002],
  ['epoch > 2.5 and epoch < 50000.5', (epoch) => epoch > 2 && epoch <= 50_000],
  ['epoch % 40000 == 0', (epoch) => epoch % 40_000 === 0],
  ['loss < 0 or epoch == 99999 if epoch > 5', (epoch) => epoch === 99_999],
  ['epoch > 0', () => false],
])('the stops of %s in a long run follow from the schedule', (condition, isTrueIn) => {
  const leaps = vi.spyOn(WatchedBatches.prototype, 'execute');
  const session = oneExample(100_000, 0.01);
  const { schedule } = session.engine;
  const expected = Array.from({ length: 100_000 }, (_each, index) => index + 1)
    .filter((epoch) => isTrueIn(epoch) && !isTrueIn(epoch - 1))
    .map((epoch) => schedule.epochStart(epoch) + 1);
  const positions = (direction: Direction) =>
    found(session, [condition], direction).stops.map(({ position }) => position);
  expect(positions('forward')).toEqual([...expected, session.total]);
  expect(positions('reverse')).toEqual([...expected.reverse(), 0]);
  // The first window of a run back has 2000 steps: here it starts where the condition becomes true.
  for (const stop of expected)
    expect(foundFrom(session, stop + 2000, [condition], 'reverse').stops[0]?.position).toBe(stop);
  if (!condition.includes('loss')) expect(leaps.mock.calls.length).toBeLessThan(20);
  leaps.mockRestore();
});

test.each(['epoch > 12', 'loss < L if epoch > 12', 'epoch > 12 if loss < L', 'epoch > 12 and epoch < 15'])(
  'a compiled run from the start of epoch 13 stops where %s becomes true, and only there',
  (condition) => {
    // The loss rises from epoch to epoch, so L is above that of epoch 12 and below all later ones.
    const session = compiled(oneExample(EPOCHS, 0.26));
    const start = session.engine.schedule.epochStart(13);
    session.seek(start);
    const text = condition.replace('L', String((session.read('loss') as number) + 1e-9));
    expect(foundFrom(session, start, [text], 'forward').stops.map(({ position }) => position)).toEqual([
      start + 1,
      session.total,
    ]);
    expect(
      foundFrom(session, session.total, [text], 'reverse').stops.map(({ position }) => position),
    ).toEqual([start + 1, 0]);
  },
);

test.each(['at loss', 'kind multiply', 'update'])(
  '%s stops in a compiled run, which reads nothing for it',
  (place) => {
    const session = oneExample(100_000, 0.01);
    expect(session.total).toBeGreaterThan(500_000);
    const { stops } = found(session, [place], 'forward');
    expect(stops).toHaveLength(200);
    expect(stops.every(({ breakpoints }) => breakpoints.length === 1)).toBe(true);
  },
);

test('after NaN, a condition has to see the same values as before it', () => {
  const session = new Session(
    scenarioOf(`
title: t
inputs: [x]
layers: [{ name: output, nodes: { output: [2] } }]
data: [{ inputs: [2], target: 13 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.01 }`),
  );
  const [breakpoint] = breakpointsOf(session, ['loss > 5']);
  if (breakpoint?.spec.type !== 'condition') throw new Error('no condition');
  const { concerns } = new ConditionDetector(session, breakpoint.spec.condition);
  expect([4, Number.NaN, 4, 6].map((value) => concerns?.(value))).toEqual([false, false, false, true]);
});
