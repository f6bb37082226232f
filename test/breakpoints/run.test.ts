import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBreakpoint,
  type Breakpoint,
  describe as inWords,
  setEnabled,
} from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { type Direction, run, type Stop } from '../../src/breakpoints/run.ts';
import { Session } from '../../src/session/session.ts';
import { bits, freshBits, naiveStops } from '../support/naive.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';

function breakpointsOf(session: Session, ...texts: readonly string[]): readonly Breakpoint[] {
  return texts.reduce<readonly Breakpoint[]>((list, text) => {
    const parsed = parseBreakpoint(text, session);
    if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
    return addBreakpoint(list, parsed.spec);
  }, []);
}

function finish(work: Generator<number, Stop>): Stop {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** Runs repeatedly until an end of the run, and returns all stops on the way. */
function allStops(session: Session, list: readonly Breakpoint[], direction: Direction): Stop[] {
  const stops: Stop[] = [];
  for (;;) {
    const stop = finish(run(session, list, direction));
    expect(session.position).toBe(stop.position);
    if (stop.breakpoints.length === 0) {
      expect(stop.position).toBe(direction === 'forward' ? session.total : 0);
      return stops;
    }
    stops.push(stop);
  }
}

/** The stops in ascending order. Both directions must find the same ones. */
function bothWays(session: Session, list: readonly Breakpoint[]): Stop[] {
  session.seek(0);
  const there = allStops(session, list, 'forward');
  session.seek(session.total);
  const back = allStops(session, list, 'reverse').reverse();
  // A reverse run from the end cannot stop at the end itself.
  const last = there.at(-1)?.position === session.total ? there.slice(-1) : [];
  expect([...back, ...last]).toEqual(there);
  return there;
}

const stopsOf = (session: Session, ...texts: readonly string[]) =>
  bothWays(session, breakpointsOf(session, ...texts)).map(({ position }) => position);

const shipped = (name: string) =>
  scenarioOf(readFileSync(new URL(`../../scenarios/${name}.yaml`, import.meta.url), 'utf8'));

function session(name: string, variant: string | null = null): Session {
  const scenario = shipped(name);
  return new Session(scenario, scenario.variants.find((each) => each.name === variant) ?? null);
}

describe('in the chapter’s network, 32 steps an epoch', () => {
  const epochs = [0, 32, 64, 96, 128];
  const everyEpoch = (...steps: readonly number[]) =>
    epochs.flatMap((start) => steps.map((step) => start + step));

  test.each<[string, readonly number[]]>([
    ['node_0', everyEpoch(1, 15 + 2, 25)],
    ['node node_1', everyEpoch(4, 19, 29)],
    ['layer hidden', everyEpoch(1, 17, 25)],
    ['phase loss', everyEpoch(10)],
    ['backward', everyEpoch(12)],
    ['phase update', everyEpoch(21)],
    ['kind square', everyEpoch(11)],
    ['at grad(node_0.w[1])', everyEpoch(18)],
    ['output.w[0]', everyEpoch(22)],
    ['kind square if loss < 10', [43, 75, 107, 139]],
    ['change target', []],
    ['change loss', [43, 75, 107, 139]],
    ['change node_0.w[0]', everyEpoch(26)],
    ['change error by 1', [42]],
    ['change node_0.w[0] if epoch > 2', everyEpoch(26).slice(2)],
    ['change loss if epoch > 3', [107, 139]],
    ['children == 2', []],
    ['error < 0', [10, 106]],
    ['loss < 1', [43]],
  ])('%s', (text, expected) => {
    const debugged = session('back-propagation');
    expect(stopsOf(debugged, text)).toEqual(naiveStops(debugged, specOf(debugged, text)));
    expect(stopsOf(debugged, text)).toEqual(expected);
  });

  test('a condition stops at the loss that makes it true', () => {
    const debugged = session('back-propagation');
    const [stop] = bothWays(debugged, breakpointsOf(debugged, 'loss < 1'));
    debugged.seek(stop?.position as number);
    expect(debugged.step(debugged.position).result.name).toBe('loss');
    expect(debugged.read('loss')).toBeLessThan(1);
    debugged.seek(debugged.position - 1);
    expect(debugged.read('loss')).toBeGreaterThan(1);
    expect(stop).toMatchObject({ reason: 'breakpoint', breakpoints: [1], text: 'loss < 1 became true' });
  });

  test('a variant has its own stops', () => {
    const debugged = session('back-propagation', 'overshoot');
    const list = breakpointsOf(debugged, 'output.w[0] > 2');
    expect(bothWays(debugged, list).map(({ position }) => position)).toEqual([22, 86, 150]);
    expect(stopsOf(debugged, 'catch rise')).toEqual([43, 75, 139]);
    expect(stopsOf(session('back-propagation'), 'catch rise')).toEqual([]);
  });

  test('reports what was hit, with all ids', () => {
    const debugged = session('back-propagation');
    const list = breakpointsOf(
      debugged,
      'change loss',
      'loss',
      'at loss',
      'kind square if loss < 5',
      'catch nan',
    );
    const second = setEnabled(list, 2, false);
    debugged.seek(11);
    expect(finish(run(debugged, second, 'forward'))).toMatchObject({
      position: 43,
      reason: 'data breakpoint',
      breakpoints: [1, 3, 4],
      text: expect.stringMatching(
        /^loss changed from 16 to \d.*; loss was computed; square was computed when loss < 5$/,
      ),
    });
    debugged.seek(debugged.total);
    expect(finish(run(debugged, second, 'forward'))).toMatchObject({
      position: debugged.total,
      reason: 'end',
      breakpoints: [],
      text: 'the end of the run',
    });
    const none = second.reduce((all, { id }) => setEnabled(all, id, false), second);
    expect(finish(run(debugged, none, 'reverse'))).toMatchObject({ position: 0, reason: 'start' });
  });

  test('a change that an edit at the same position undoes is not a stop', () => {
    const debugged = session('back-propagation');
    debugged.seek(22);
    debugged.set('output.w[0]', 2);
    expect(stopsOf(debugged, 'output.w[0] > 2')).toEqual([54]);
    expect(stopsOf(debugged, 'change output.w[0]')).toEqual([54, 86, 118, 150]);
    expect(stopsOf(debugged, 'at output.w[0] if output.w[0] > 2')).toEqual([54, 86, 118, 150]);
  });

  test('an edit makes a condition true at its own step, and values change there', () => {
    const debugged = session('back-propagation');
    debugged.seek(40);
    debugged.set('target', 3);
    debugged.set('output.w[0]', 7);
    expect(stopsOf(debugged, 'target < 5')).toEqual([40]);
    expect(stopsOf(debugged, 'change target')).toEqual([40, 65]);
    expect(stopsOf(debugged, 'change output.w[0]')).toEqual([22, 40, 54, 86, 118, 150]);
    expect(stopsOf(debugged, 'node output if target < 5')).toEqual(
      naiveStops(debugged, specOf(debugged, 'node output if target < 5')),
    );
  });
});

function specOf(debugged: Session, text: string) {
  return (breakpointsOf(debugged, text)[0] as Breakpoint).spec;
}

/** The text of a random breakpoint for a session. */
function wordsFor(debugged: Session, g: fc.GeneratorValue): string {
  const { names } = debugged.values;
  const address = () => g(fc.constantFrom<string[]>, ...names);
  const value = () => {
    debugged.seek(g(fc.integer, { min: 0, max: debugged.total }));
    const found = debugged.read(address()) ?? 0;
    return Number.isFinite(found) ? `(${found})` : 'inf';
  };
  const condition = () => {
    const sign = g(fc.constantFrom, '<', '>', '==', '<=', '!=');
    const first = `${address()} ${sign} ${value()}`;
    const time = `${g(fc.constantFrom, 'epoch', 'batch', 'example')} ${sign} ${g(fc.constantFrom, 1, 2, 3)}`;
    if (g(fc.boolean)) return g(fc.constantFrom, first, time, `${first} || ${time}`, `${time} && ${first}`);
    return g(fc.boolean) ? first : `${first} ${g(fc.constantFrom, '&&', 'or')} ${address()} < ${address()}`;
  };
  const { scope, op, result } = debugged.engine.schedule.instructionAt(
    g(fc.integer, { min: 1, max: debugged.total }),
  );
  const written = debugged.engine.run.slots[result]?.names[0];
  const places = [
    `phase ${scope.phase}`,
    `kind ${op}`,
    `at ${written}`,
    ...(scope.layer === null ? [] : [`layer ${scope.layer}`]),
    ...(scope.node === null ? [] : [`node ${scope.node}`]),
  ];
  const exceptions = [
    ...[
      'nan',
      'invalid',
      'infinity',
      'saturate',
      'saturate 0.2',
      'underflow',
      'cancel',
      'cancel 1',
      'cancel 0.5',
      'flip',
      'rise',
      'dead',
      'explode',
      'vanish',
    ],
    ...['explode 0.5', 'explode 1e100', 'vanish 0.5', 'vanish 1e-100'],
  ];
  const place = g(fc.constantFrom<string[]>, ...places);
  return g(
    fc.constantFrom<string[]>,
    place,
    `${place} if ${condition()}`,
    condition(),
    condition(),
    `change ${address()}`,
    `change ${address()} by ${g(fc.constantFrom, 0.001, 0.1, 1e200)}`,
    `change ${address()} if ${condition()}`,
    `catch ${g(fc.constantFrom<string[]>, ...exceptions)}`,
    `catch ${g(fc.constantFrom<string[]>, ...exceptions)}`,
    `catch ${g(fc.constantFrom<string[]>, ...exceptions)} if ${condition()}`,
  );
}

function editAtRandom(debugged: Session, g: fc.GeneratorValue): void {
  const settable = debugged.values.names.filter((name) => debugged.editable(name) !== null);
  for (let edits = g(fc.integer, { min: 0, max: 3 }); edits > 0; edits--) {
    debugged.seek(g(fc.integer, { min: 0, max: debugged.total }));
    const address = g(fc.constantFrom<string[]>, ...settable);
    if (debugged.editable(address) !== null)
      debugged.set(address, g(fc.constantFrom, 0, -1, 3, 0.1, 1e160, 1e-307));
  }
}

describe('in random networks, with random edits and breakpoints', () => {
  test('both directions visit exactly the stops, and the values are those of a fresh run', () => {
    const networks = fc
      .boolean()
      .chain((huge) =>
        documents({ training: true, passOn: true, optimizers: true, layers: 2, nodes: 3, epochs: 4, huge }),
      );
    const kinds = new Map<string, number>();
    fc.assert(
      fc.property(networks, fc.gen(), (document, g) => {
        const debugged = new Session(scenarioOf(document));
        fc.pre(debugged.total > 0 && debugged.total < 1500);
        editAtRandom(debugged, g);
        const texts = Array.from({ length: g(fc.integer, { min: 1, max: 3 }) }, () => wordsFor(debugged, g));
        const list = breakpointsOf(debugged, ...texts);
        const expected = new Map<number, number[]>();
        for (const { id, spec } of list) {
          expect(inWords(specOf(debugged, inWords(spec)))).toBe(inWords(spec));
          const positions = naiveStops(debugged, spec);
          for (const position of positions) expected.set(position, [...(expected.get(position) ?? []), id]);
          kinds.set(spec.type, (kinds.get(spec.type) ?? 0) + positions.length);
        }
        const stops = bothWays(debugged, list);
        const ascending = [...expected].sort(([a], [b]) => a - b);
        expect(
          stops.map(({ position, breakpoints }) => [position, breakpoints]),
          texts.join('; '),
        ).toEqual(ascending);
        for (let moves = 0; moves < 3; moves++) {
          const from = g(fc.integer, { min: 0, max: debugged.total });
          const direction = g(fc.constantFrom<Direction[]>, 'forward', 'reverse');
          debugged.seek(from);
          const { position } = finish(run(debugged, list, direction));
          const positions = ascending.map(([each]) => each);
          expect(position).toBe(
            direction === 'forward'
              ? (positions.find((each) => each > from) ?? debugged.total)
              : (positions.findLast((each) => each < from) ?? 0),
          );
          expect(bits(debugged.registers)).toBe(freshBits(debugged));
        }
      }),
      networksTried(250),
    );
    for (const [kind, count] of kinds) expect(count, `stops at ${kind}`).toBeGreaterThan(shareOf(50));
    expect([...kinds.keys()].sort()).toEqual(['change', 'condition', 'exception', 'place']);
  });
});

/** A run that is long enough for many windows and in which every exception occurs repeatedly. */
const restless = `
title: Restless
inputs: [a, b]
layers:
  - { name: hidden, activation: relu, nodes: { h: [1, -1], k: { weights: [0.5, 2], bias: 0.1 } } }
  - { name: output, nodes: { y: [1, -0.6] } }
data: [{ inputs: [0.2, 0.3], target: 1 }, { inputs: [-1, 2], target: 0 }, { inputs: [1, 1], target: -1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.17 }
training: { epochs: 200, batch: 2, finish: loss }
`;

describe('in long runs', () => {
  test.each([
    'loss < 0.05',
    'h > 0 && k > h',
    'change y.w[0] by 0.1',
    'change b',
    'node h if loss > 0.5',
    'update',
    'catch flip',
    'catch rise',
    'catch dead',
    'catch infinity',
    'catch explode 1.1',
    'catch vanish 1e-3',
    'catch cancel 3',
    'h.w[0] > 1000',
  ])('window boundaries and earlier epochs make no difference: %s', (text) => {
    const debugged = new Session(scenarioOf(restless));
    debugged.seek(Math.round(debugged.total / 3));
    debugged.set('y.w[0]', 2);
    expect(stopsOf(debugged, text)).toEqual(naiveStops(debugged, specOf(debugged, text)));
    expect(debugged.total).toBeGreaterThan(20_000);
  });

  test('window boundaries and earlier epochs make no difference: catch saturate', () => {
    const debugged = new Session(scenarioOf(restless.replace('activation: relu', 'activation: tanh')));
    debugged.seek(Math.round(debugged.total / 3));
    debugged.set('y.w[0]', 2);
    const stops = stopsOf(debugged, 'catch saturate 0.4');
    expect(stops).toEqual(naiveStops(debugged, specOf(debugged, 'catch saturate 0.4')));
    expect(stops.length).toBeGreaterThan(3);
  });

  test.each([2000, 2001, 2002, 6000, 6001, 6002])('no step falls between two windows: %i', (back) => {
    const debugged = new Session(scenarioOf(restless));
    const at = debugged.total - back;
    debugged.seek(at);
    debugged.set('learning_rate', 0.01);
    expect(stopsOf(debugged, 'change learning_rate')).toEqual([at]);
    expect(stopsOf(debugged, 'learning_rate < 0.1')).toEqual([at]);
  });

  test('a segment that is longer than a slice is searched in parts', () => {
    const inputs = Array.from({ length: 100 }, (_input, index) => `x${index}`);
    const row = (seed: number, length: number) =>
      Array.from({ length }, (_weight, index) => Math.sin(seed * 31 + index) / 10);
    const nodes = Object.fromEntries(
      Array.from({ length: 80 }, (_node, index) => [`h${index}`, row(index, 100)]),
    );
    const debugged = new Session(
      scenarioOf({
        title: 'Wide',
        inputs,
        layers: [
          { name: 'wide', activation: 'relu', nodes },
          { name: 'output', nodes: { y: row(7, 80) } },
        ],
        data: [{ inputs: row(5, 100), target: 3 }],
        loss: 'squared_error',
        optimizer: { kind: 'sgd', learning_rate: 0.01 },
        training: { epochs: 2 },
      }),
    );
    const { length } = debugged.engine.schedule.segmentAt(1);
    expect(length).toBeGreaterThan(20_000);
    for (const text of ['grad(h79.w[99]) < 1', 'change loss', 'node h79', 'catch vanish 1e-5']) {
      expect(stopsOf(debugged, text)).toEqual(naiveStops(debugged, specOf(debugged, text)));
    }
  });

  const tenMillion = `
title: Long
inputs: [a, b]
layers:
  - { name: hidden, nodes: { h: [1, 1], k: [-1, 1] } }
  - { name: output, nodes: { y: [2, -1] } }
data: [{ inputs: [2, 3], target: 13 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.0001 }
training: { epochs: 312500 }
`;

  test('ten million steps are searched in slices, in both directions', () => {
    const debugged = new Session(scenarioOf(tenMillion));
    expect(debugged.total).toBe(10_000_000);
    const list = breakpointsOf(debugged, 'loss > 1000');
    for (const direction of ['forward', 'reverse'] as const) {
      const from = debugged.position;
      const work = run(debugged, list, direction);
      let yields = 0;
      let reached = from;
      for (let next = work.next(); ; next = work.next()) {
        const { value, done } = next;
        if (done) {
          expect(value.reason).toBe(direction === 'forward' ? 'end' : 'start');
          break;
        }
        yields += 1;
        expect(debugged.position).toBe(from);
        const far = direction === 'forward' ? value - reached : reached - value;
        // In reverse, progress is reported window by window; a window takes a few milliseconds.
        const most = direction === 'forward' ? 120_000 : 4_000_000;
        if (far < 0 || far > most) throw new Error(`from ${reached} to ${value}`);
        reached = value;
      }
      expect(yields).toBeGreaterThan(150);
    }
  });

  test('seeks are fast where a run has been, also if it was cancelled', () => {
    const debugged = new Session(scenarioOf(tenMillion));
    const work = run(debugged, breakpointsOf(debugged, 'loss > 1000'), 'forward');
    let reached = 0;
    while (reached < 2_000_000) reached = work.next().value as number;
    expect(debugged.history.checkpoints.size).toBeGreaterThan(10);
    expect(reached - debugged.history.seeksFrom(reached)).toBeLessThan(250_000);
    debugged.seek(reached);
    expect(debugged.position).toBe(reached);
  });

  test('a cancelled run does not move the cursor', () => {
    const debugged = new Session(scenarioOf(tenMillion));
    const list = breakpointsOf(debugged, 'loss > 1000', 'catch rise');
    debugged.seek(200_003);
    const before = bits(debugged.registers);
    for (const direction of ['forward', 'reverse'] as const) {
      const work = run(debugged, list, direction);
      const { value, done } = work.next();
      work.return({} as Stop);
      expect(done).toBe(false);
      expect(direction === 'forward' ? value : -(value as number)).toBeGreaterThanOrEqual(
        direction === 'forward' ? 200_003 : -200_003,
      );
      expect(debugged.position).toBe(200_003);
      expect(bits(debugged.registers)).toBe(before);
    }
  });
});
