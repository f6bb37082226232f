import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Machine } from '../../src/core/execution/machine.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf, shareOf } from '../support/networks.ts';
import {
  type Change,
  changedSession,
  changes,
  fractions,
  type Moment,
  makeChange,
  momentsOf,
  patchesOf,
  places,
  positionOf,
  replay,
  type Where,
} from '../support/replay.ts';
import { expectSame } from '../support/same.ts';

/** The bits of numbers. All NaNs count as equal, whatever their payload. */
function bits(registers: Readonly<Float64Array>): string {
  const numbers = Float64Array.from(registers, (value) => (Number.isNaN(value) ? Number.NaN : value));
  return Buffer.from(numbers.buffer).toString('hex');
}

function expectAt(session: Session, moment: Moment | undefined): void {
  expectSame(session.position, moment?.position as number);
  expectSame(bits(session.registers), bits(moment?.registers as Float64Array));
}

/** Expects a step to read as it was executed. */
function expectRead(session: Session, { position, operands, result }: Moment): void {
  const record = session.step(position);
  for (const [index, { value }] of record.operands.entries()) expectSame(value, operands[index] as number);
  expectSame(record.operands.length, operands.length);
  expectSame(record.result.value, result);
}

const networks = documents({ training: true, dropout: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });

type Action =
  | { readonly kind: 'set'; readonly change: Change }
  | { readonly kind: 'seek' | 'read'; readonly place: Where }
  | { readonly kind: 'undo' | 'redo' | 'clear' }
  | { readonly kind: 'switch'; readonly which: number };

const actions: fc.Arbitrary<Action> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), change: changes }) },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('seek' as const, 'read' as const), place: places }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('undo' as const, 'redo' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('switch' as const), which: fractions }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('clear' as const) }) },
);

/** Performs an action. Only `set` and `seek` move the cursor. */
function act(session: Session, action: Action): void {
  const { position } = session;
  if (action.kind === 'set') makeChange(session, action.change);
  if (action.kind === 'seek') session.seek(positionOf(session, action.place));
  if (action.kind === 'undo') session.undo();
  if (action.kind === 'redo') session.redo();
  if (action.kind === 'clear') session.clearEdits();
  if (action.kind === 'switch') {
    const { all } = session.timelines;
    const chosen = all[Math.min(all.length - 1, Math.floor(action.which * all.length))];
    session.switchTimeline(chosen?.name as string);
  }
  if (action.kind !== 'set' && action.kind !== 'seek') expect(session.position).toBe(position);
}

describe('after any edits, undos and switches', () => {
  test('every position and every step are those of a plain run with the same edits, bit for bit', () => {
    const seen = { set: new Set<string>(), boundary: 0, updates: 0, forks: 0 };
    fc.assert(
      fc.property(networks, fc.array(actions, { minLength: 2, maxLength: 14 }), (document, walk) => {
        const session = new Session(scenarioOf(document));
        if (session.total === 0) return;
        for (const action of walk) {
          act(session, action);
          const moments = momentsOf(session);
          expect(moments).toHaveLength(session.total + 1);
          expectAt(session, moments[session.position]);
          if (action.kind !== 'read') continue;
          const step = Math.max(1, positionOf(session, action.place));
          expectRead(session, moments[step] as Moment);
          expectAt(session, moments[session.position]);
        }
        const moments = momentsOf(session);
        for (const moment of moments.toReversed()) {
          session.seek(moment.position);
          expectAt(session, moment);
          if (moment.position > 0) expectRead(session, moment);
        }
        if (session.timelines.all.length > 1) seen.forks += 1;
        for (const { at, address } of session.timelines.all.flatMap(({ edits }) => edits)) {
          const { program, start, length } = session.engine.schedule.segmentAt(at);
          const slot = session.values.slotsOf(address)[0] as number;
          seen.set.add(session.engine.run.slots[slot]?.kind ?? '');
          if (at === start + length) seen.boundary += 1;
          else if (program === 'update') seen.updates += 1;
        }
      }),
      networksTried(150),
    );
    expect([...seen.set].sort()).toEqual([
      'input',
      'mask',
      'outputGradient',
      'parameter',
      'setting',
      'target',
    ]);
    expect(Math.min(seen.boundary, seen.updates, seen.forks)).toBeGreaterThan(shareOf(24));
  });

  test('a machine with patches is correct without a history', () => {
    fc.assert(
      fc.property(networks, fc.array(changes, { maxLength: 5 }), fractions, (document, made, at) => {
        const ordered = [...made]
          .sort((a, b) => a.at - b.at)
          .map((each) => ({ ...each, snap: 'none' as const }));
        const session = changedSession(document, ordered);
        const position = Math.round(at * session.total);
        const machine = new Machine(session.engine, patchesOf(session));
        machine.advance(position);
        expect(bits(machine.registers)).toBe(bits(momentsOf(session)[position]?.registers as Float64Array));
      }),
      networksTried(100),
    );
  });
});

describe('a run of more batches than there are checkpoints', () => {
  const long = JSON.stringify({
    title: 'One weight',
    inputs: ['x'],
    layers: [{ name: 'output', activation: 'tanh', nodes: { y: { weights: [0.9], bias: 0.1 } } }],
    data: [
      { inputs: [1], target: 0.3 },
      { inputs: [0.7], target: 0.2 },
      { inputs: [-0.4], target: -0.1 },
    ],
    loss: 'squared_error',
    optimizer: { kind: 'sgd', learning_rate: 0.01 },
    training: { epochs: 600, batch: 2 },
  });

  test('agrees with a plain run everywhere, with edits at the start, in the middle and at the end', () => {
    const session = new Session(scenarioOf(long), null, { budget: 10_000, spacing: 1 });
    const { total } = session;
    // A checkpoint has four doubles: two parameters, the learning rate and the batch's share.
    const most = 10_000 / (4 * 8);
    expect(session.engine.schedule.batches).toBeGreaterThan(3 * most);
    expect(session.engine.wasm).not.toBeNull();
    session.seek(total);
    const made = fc
      .sample(changes, { seed: 3, numRuns: 12 })
      .map((change, index) => ({ ...change, at: index / 12 }));
    for (const change of made) {
      makeChange(session, change);
      session.seek(Math.round(total * change.which));
    }
    session.undo();
    session.redo();
    expect(session.timeline.edits).toHaveLength(12);
    const positions = fc
      .sample(fractions, { seed: 4, numRuns: 150 })
      .map((fraction) => Math.round(fraction * total));
    const wanted = new Set(positions);
    const moments = new Map<number, Moment>();
    for (const moment of replay(session.engine.run, patchesOf(session)))
      if (wanted.has(moment.position)) moments.set(moment.position, moment);
    for (const position of positions) {
      session.seek(position);
      expectAt(session, moments.get(position));
      const other = moments.get(positions[(positions.indexOf(position) * 7) % positions.length] as number);
      if (other && other.position > 0) expectRead(session, other);
    }
    expect(session.history.checkpoints.size).toBeGreaterThan(most / 3);
    expect(session.history.checkpoints.size).toBeLessThanOrEqual(most);
    expect(session.history.checkpoints.bytes).toBeLessThanOrEqual(10_000);
  });
});

describe('by hand', () => {
  const open = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));
  const reads = (session: Session, position: number, ...addresses: string[]) => {
    session.seek(position);
    return addresses.map((address) => session.read(address));
  };

  test('two weights set before the first step give exactly 13; undo and redo go one edit at a time', () => {
    const session = open();
    session.set('output.w[0]', 3);
    session.set('output.w[1]', -2);
    expect(reads(session, 11, 'output', 'error', 'loss')).toEqual([13, 0, 0]);
    expect(session.undo()).toEqual({ at: 0, address: 'output.w[1]', value: -2 });
    expect(session.position).toBe(11);
    expect(reads(session, 11, 'output', 'error', 'loss')).toEqual([14, 1, 1]);
    session.undo();
    expect(reads(session, 11, 'output', 'error', 'loss')).toEqual([9, -4, 16]);
    expect(session.undo()).toBeNull();
    expect(session.redo()).toEqual({ at: 0, address: 'output.w[0]', value: 3 });
    expect(reads(session, 11, 'output')).toEqual([14]);
    session.redo();
    expect(reads(session, 11, 'output')).toEqual([13]);
    expect(session.redo()).toBeNull();
    session.clearEdits();
    expect(reads(session, 11, 'output')).toEqual([9]);
    expect(session.redo()?.address).toBe('output.w[0]');
    expect(session.redo()?.address).toBe('output.w[1]');
    expect(reads(session, 11, 'output')).toEqual([13]);
  });

  test('a new edit discards the undone edits', () => {
    const session = open();
    session.set('output.w[0]', 3);
    session.undo();
    session.set('output.w[0]', 4);
    expect(session.redo()).toBeNull();
    expect(reads(session, 9, 'output')).toEqual([19]);
  });

  test('an edit before the last one makes a second timeline, and the old one keeps its values', () => {
    const session = open();
    session.seek(20);
    session.set('learning_rate', 0.1);
    const before = Array.from({ length: 33 }, (_, position) => {
      session.seek(position);
      return bits(session.registers);
    });
    session.seek(5);
    session.set('output.w[0]', 5);
    expect(session.timelines.all.map(({ name }) => name)).toEqual(['as written', 'as written #2']);
    expect(session.timeline).toMatchObject({ name: 'as written #2', parent: 'as written' });
    expect(session.timeline.edits).toEqual([{ at: 5, address: 'output.w[0]', value: 5 }]);
    expect(reads(session, 32, 'output', 'delta(output.w[1])')).toEqual([24, 0.01 * 22]);
    session.switchTimeline('as written');
    expect(session.position).toBe(32);
    for (const [position, registers] of before.entries()) {
      session.seek(position);
      expect(bits(session.registers)).toBe(registers);
    }
    expect(reads(session, 32, 'output', 'delta(output.w[1])')).toEqual([9, 0.1 * -8]);
    expect(() => session.switchTimeline('as written #3')).toThrow(RangeError);
  });

  test('an edited input is loaded again in the next iteration; an edited weight stays', () => {
    const session = new Session(
      scenarioOf(`
        title: Two epochs
        inputs: [x]
        layers: [{ name: l, nodes: { y: [2] } }]
        data: [{ inputs: [3] }]
        training: { epochs: 3 }`),
    );
    session.set('x', 10);
    session.set('y.w[0]', 7);
    expect([1, 2, 3].flatMap((position) => reads(session, position, 'y'))).toEqual([70, 21, 21]);
    session.seek(1);
    // At the end of an iteration, an edit of an input has no further effect: the next iteration loads the input
    // again.
    session.set('x', 100);
    session.set('y.w[0]', 8);
    expect([1, 2, 3].flatMap((position) => reads(session, position, 'y'))).toEqual([70, 24, 24]);
    expect(reads(session, 1, 'x')).toEqual([100]);
  });

  test('a fork can be deleted, the others stay, and it can be brought back until something changes', () => {
    const session = open();
    session.seek(20);
    session.set('output.w[0]', 1);
    session.seek(9);
    session.set('output.w[0]', 3);
    session.seek(5);
    session.set('output.w[0]', 5);
    const names = () => session.timelines.all.map(({ name, parent }) => [name, parent]);
    const all = names();
    expect(all.map(([name]) => name)).toEqual(['as written', 'as written #2', 'as written #3']);
    session.seek(12);
    const value = () => session.read('output.product[0]');
    const before = value();
    // The fork of a deleted fork becomes one of its parent.
    session.deleteFork('as written #2');
    expect(names()).toEqual([
      ['as written', null],
      ['as written #3', 'as written'],
    ]);
    expect(value()).toBe(before);
    expect(session.restoreFork()).toBe('as written #2');
    expect(names()).toEqual(all);
    // Where the current one is deleted, its parent becomes current, at the same step.
    session.deleteFork('as written #3');
    expect(session.timeline.name).toBe('as written #2');
    expect(session.position).toBe(12);
    expect(value()).toBe(10);
    session.switchTimeline('as written');
    expect(session.restoreFork()).toBeNull();
    expect(() => session.deleteFork('as written')).toThrow(RangeError);
    expect(() => session.deleteFork('as written #3')).toThrow(RangeError);
  });

  test('a variant has its own timeline, which keeps its edits', () => {
    const session = open();
    session.seek(9);
    session.set('output.w[0]', 3);
    session.switchVariant('better_output');
    expect(session.timeline).toMatchObject({ variant: 'better_output', edits: [] });
    expect(reads(session, 9, 'output')).toEqual([13]);
    session.set('output.w[1]', 1);
    session.switchVariant(null);
    expect(session.timeline.edits).toEqual([{ at: 9, address: 'output.w[0]', value: 3 }]);
    expect(reads(session, 9, 'output', 'output.w[1]')).toEqual([9, -1]);
    session.switchVariant('better_output');
    expect(reads(session, 9, 'output.w[1]')).toEqual([1]);
  });
});
