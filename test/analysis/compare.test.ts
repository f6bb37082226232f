import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare, firstDivergence } from '../../src/analysis/compare.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changes, fractions, makeChange, momentsOf } from '../support/replay.ts';

function parting(session: Session, name: string): { found: number | null; yields: number[] } {
  const steps = firstDivergence(session, name);
  const yields: number[] = [];
  for (;;) {
    const { done, value } = steps.next();
    if (done) return { found: value, yields };
    yields.push(value);
  }
}

describe('by hand', () => {
  const open = () => {
    const session = new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));
    session.switchVariant('better_output');
    session.switchVariant(null);
    return session;
  };

  test('at the output step, only values that depend on the other weights differ', () => {
    const session = open();
    session.seek(11);
    const rows = compare(session, 'better_output');
    const row = (address: string) => rows.find((each) => each.address === address);
    expect(row('output')).toEqual({ address: 'output', here: 9, there: 13, differs: true });
    expect(row('loss')).toEqual({ address: 'loss', here: 16, there: 0, differs: true });
    expect(row('node_0')).toEqual({ address: 'node_0', here: 5, there: 5, differs: false });
    expect(row('grad(output)'), 'not known yet in either').toBeUndefined();
    expect(rows.filter(({ differs }) => differs).map(({ address }) => address)).toEqual([
      ...['output.w[0]', 'output.w[1]', 'output.product[0]', 'output.product[1]', 'output', 'error', 'loss'],
    ]);
    expect(session.position).toBe(11);
    expect(session.timeline.name).toBe('as written');
    expect(() => compare(session, 'nobody')).toThrow(RangeError);
  });

  test('two variants first differ at the first product with a different weight', () => {
    expect(parting(open(), 'better_output')).toEqual({ found: 7, yields: [] });
  });

  test('a forked timeline first differs where its edit is first used, not where it was made', () => {
    const session = open();
    session.seek(15);
    session.set('learning_rate', 0.1);
    session.seek(12);
    session.set('learning_rate', 0.1);
    expect(session.timeline.name).toBe('as written #2');
    expect(parting(session, 'as written').found).toBeNull();
    session.set('output.w[1]', 5);
    expect(parting(session, 'as written').found).toBe(16);
    expect(parting(session, session.timeline.name).found).toBeNull();
  });

  test('0 and −0 differ', () => {
    const session = new Session(
      scenarioOf(`
        title: Zeros
        inputs: [x]
        layers: [{ name: l, nodes: { y: [0] } }]
        data: [{ inputs: [1] }]
        variants: { minus: { set: { 'y.w[0]': -0.0 } } }`),
    );
    session.switchVariant('minus');
    session.switchVariant(null);
    expect(compare(session, 'minus').map(({ address, differs }) => [address, differs])).toEqual([
      ['x', false],
      ['y.w[0]', true],
    ]);
    expect(parting(session, 'minus').found).toBe(1);
  });
});

const networks = documents({ training: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });

test('two timelines differ, and first differ, at the same steps as two plain runs', () => {
  const seen = { parted: 0, same: 0, again: 0 };
  fc.assert(
    fc.property(
      networks,
      fc.array(changes, { maxLength: 4 }),
      fc.array(changes, { maxLength: 4 }),
      fractions,
      (document, first, second, at) => {
        const variants = { other: { set: {} } };
        const session = new Session(scenarioOf({ ...document, variants }));
        for (const change of first) makeChange(session, change);
        const name = session.timeline.name;
        if (second.length % 2 === 0) session.switchVariant('other');
        for (const change of second) makeChange(session, change);
        session.seek(Math.round(at * session.total));
        const here = momentsOf(session);
        const present = session.timeline.name;
        session.switchTimeline(name);
        const there = momentsOf(session);
        session.switchTimeline(present);
        const { position } = session;
        const registers = [...session.registers];
        const rows = compare(session, name);
        const read = ({ registers: all }: (typeof here)[number], address: string) => {
          const slot = session.values.resolve(address, position);
          return slot === null ? null : all[slot];
        };
        expect(rows.length).toBe(session.known().length);
        for (const row of rows) {
          const [ours, theirs] = [here, there].map((moments) =>
            read(moments[position] as (typeof here)[number], row.address),
          );
          expect(row).toMatchObject({ here: ours, there: theirs, differs: !Object.is(ours, theirs) });
        }
        const differing = here.filter(({ position: step, operands, result }) => {
          const other = there[step];
          const values = [...operands, result];
          return [...(other?.operands ?? []), other?.result].some(
            (value, index) => !Object.is(value, values[index]),
          );
        });
        const steps = differing.map(({ position: step }) => step).filter((step) => step > 0);
        expect(parting(session, name).found).toBe(steps[0] ?? null);
        expect(session.position).toBe(position);
        expect([...session.registers]).toEqual(registers);
        if (steps.length === 0) seen.same += 1;
        else seen.parted += 1;
        const last = steps.at(-1) ?? 0;
        if (steps.length > 0 && last - (steps[0] as number) >= steps.length) seen.again += 1;
      },
    ),
    networksTried(80),
  );
  expect(Math.min(seen.parted, seen.same, seen.again)).toBeGreaterThan(5);
});

test('a long comparison yields several times', () => {
  const session = new Session(
    scenarioOf(`
      title: Long
      inputs: [x]
      layers: [{ name: l, nodes: { y: [0.5] } }]
      data: [{ inputs: [1], target: 0.25 }]
      loss: squared_error
      optimizer: { kind: sgd, learning_rate: 0.0001 }
      training: { epochs: 3000 }`),
  );
  session.seek(10_000);
  session.set('target', 0.25);
  session.seek(9000);
  session.set('target', 0.25);
  const { found, yields } = parting(session, 'as written');
  expect(found).toBeNull();
  expect(yields[0]).toBeGreaterThan(9000);
  expect(yields.length).toBeGreaterThan((session.total - 9000) / 4000);
});
