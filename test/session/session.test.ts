import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { moveCommands } from '../../src/commands/sections/movement.ts';
import { Machine } from '../../src/core/execution/machine.ts';
import { Session } from '../../src/session/session.ts';
import { trace } from '../../src/session/trace.ts';
import { documents, scenarioOf } from '../support/networks.ts';

const bytes = (registers: Readonly<Float64Array>) =>
  Buffer.from(Float64Array.from(registers).buffer).toString('hex');

const words = moveCommands.flatMap((command) => command.words[0] ?? []).filter((word) => word !== 'goto');

test('after any moves the values are those of a fresh run to the same step, bit for bit', () => {
  fc.assert(
    fc.property(documents(), fc.array(fc.constantFrom(...words), { maxLength: 12 }), (document, walk) => {
      const session = new Session(scenarioOf(document));
      const debug = new Debugger(session);
      for (const word of walk) execute(debug, word);
      const fresh = new Machine(session.engine);
      fresh.advance(session.position);
      expect(bytes(session.registers)).toBe(bytes(fresh.registers));
    }),
    { numRuns: 100 },
  );
});

test('from the start of a frame, forward and back again ends at the same position', () => {
  const pairs = [
    ['step', 'reverse-step'],
    ['next', 'reverse-next'],
    ['finish', 'reverse-finish'],
    ['next-phase', 'previous-phase'],
    ['next-epoch', 'previous-epoch'],
  ] as const;
  fc.assert(
    fc.property(documents(), fc.constantFrom(...pairs), fc.nat(20), (document, [there, back], times) => {
      const session = new Session(scenarioOf(document));
      const debug = new Debugger(session);
      for (let time = 0; time < times; time++) execute(debug, there);
      const before = session.position;
      if (before === session.total) return;
      expect(execute(debug, there)).toMatchObject({ kind: 'stopped', reason: 'step' });
      expect(session.position).toBeGreaterThan(before);
      expect(execute(debug, back)).toMatchObject({ kind: 'stopped', reason: 'step' });
      expect(session.position).toBe(before);
    }),
    { numRuns: 150 },
  );
});

test('a frame contains whole operations of one node or one phase', () => {
  fc.assert(
    fc.property(documents(), (document) => {
      const session = new Session(scenarioOf(document));
      const { schedule } = session.engine;
      const frame = (step: number) => {
        const { start } = schedule.segmentAt(step);
        const { group, scope } = schedule.instructionAt(step);
        const phase = `${start} ${scope.phase}`;
        return { node: `${start} ${group}`, layer: `${phase} ${scope.layer}`, phase };
      };
      for (const level of ['node', 'layer', 'phase'] as const) {
        let position = 0;
        while (position < session.total && position < 2000) {
          const end = session.frames.after(position, level);
          const inside = new Set<string>();
          for (let step = position + 1; step <= end; step++) inside.add(frame(step)[level]);
          expect(inside.size).toBe(1);
          if (end < session.total) expect(frame(end + 1)[level]).not.toBe(frame(end)[level]);
          position = end;
        }
      }
    }),
    { numRuns: 60 },
  );
});

test('a step has the same values from every position as when it is executed', () => {
  fc.assert(
    fc.property(documents(), fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (document, at) => {
      const scenario = scenarioOf(document);
      const session = new Session(scenario);
      if (session.total === 0) return;
      session.seek((at[0] as number) % (session.total + 1));
      const wanted = new Set(at.map((number) => (number % session.total) + 1));
      const last = Math.max(...wanted);
      for (const record of trace(scenario)) {
        if (wanted.has(record.step)) expect(session.step(record.step)).toEqual(record);
        if (record.step === last) break;
      }
    }),
    { numRuns: 60 },
  );
});

const small = `title: t
inputs: [x]
layers: [{ name: l, nodes: { y: { weights: [2], bias: 1 } } }]
data: [{ inputs: [3], target: 1 }, { inputs: [-1], target: 0 }, { inputs: [0.5], target: 2 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.5 }
training: { epochs: 2, batch: 2 }`;

test('a value is known from the step that first computes it on, and current in its own iteration', () => {
  const session = new Session(scenarioOf(small));
  const { values } = session;
  const first = (name: string) => {
    for (let position = 0; position <= session.total; position++) {
      if (values.resolve(name, position) !== null) return position;
    }
    return null;
  };
  const writes = (name: string) =>
    [...trace(session.scenario)].find(({ result }) => result.name === name)?.step;
  for (const name of ['x', 'y.w[0]', 'target', 'learning_rate']) expect(first(name), name).toBe(0);
  for (const name of ['y.product[0]', 'y', 'error', 'loss', 'grad(y.w[0])', 'delta(y.w[0])', 'batch.loss']) {
    expect(first(name), name).toBe(writes(name));
    expect(writes(name), name).toBeGreaterThan(0);
  }
  // In the second example the first one's loss is still known, but not of the current iteration.
  const secondExample = [...trace(session.scenario)].find(({ example }) => example === 2)?.step as number;
  session.seek(secondExample);
  expect(session.known().find(({ names }) => names[0] === 'loss')?.fresh).toBe(false);
  expect(session.known().find(({ names }) => names[0] === 'y.product[0]')?.fresh).toBe(true);
});

test('an address means the value written last: a weight after its update, a sum with its latest term', () => {
  const session = new Session(scenarioOf(small));
  const read = (name: string, position: number) => {
    session.seek(position);
    const slot = session.values.resolve(name, position);
    return slot === null ? null : session.registers[slot];
  };
  const steps = [...trace(session.scenario)];
  const expected = new Map<string, number>([
    ['y.w[0]', 2],
    ['y.bias', 1],
    ['learning_rate', 0.5],
  ]);
  for (const { step, result } of steps) {
    expected.set(result.name, result.value);
    for (const [name, value] of expected) {
      expect(read(name, step), `${name} at ${step}`).toBe(value);
    }
  }
});
