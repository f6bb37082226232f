/** What an edit makes of values: compared with a run that records of every value what it was computed from. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpName, ops } from '../../src/core/operations.ts';
import type { Instruction } from '../../src/core/program.ts';
import { editMarks, isOutOfDate } from '../../src/session/edit-marks.ts';
import type { Session } from '../../src/session/session.ts';
import { formulaDocuments } from '../support/formulas.ts';
import { documents, networksTried, shareOf } from '../support/networks.ts';
import { changedSession, changes, fractions, type Moment, momentsOf } from '../support/replay.ts';

const networks = documents({
  training: true,
  dropout: true,
  optimizers: true,
  passOn: true,
  layers: 2,
  nodes: 3,
  epochs: 3,
});
const edits = fc.array(changes, { minLength: 1, maxLength: 5 });

/** What a slot holds: an edit, what this iteration has computed, or what it has held all the time. */
function termOf(computed: ReadonlyMap<number, string>, slot: number, source: string | undefined): string {
  return source?.startsWith('edit') ? source : (computed.get(slot) ?? `slot ${slot}`);
}

/**
 * The slots whose value would have another origin if the iteration at a moment were computed again from its start with
 * the values that its inputs, weights and settings have now.
 */
function stale(session: Session, moments: readonly Moment[], position: number): Set<number> {
  const { run, schedule } = session.engine;
  const { start, program } = schedule.segmentAt(position);
  const from = program === 'update' ? start - run.example.instructions.length : start;
  const steps = moments.slice(from + 1, position + 1);
  const last = (moments[position] as Moment).sources;
  // What the steps have computed, and what they would compute now, as terms: `add(edit 0, multiply(slot 3, slot 1))`.
  const recorded = new Map<number, string>();
  const again = new Map<number, string>();
  for (const { instruction, writers, start: own } of steps) {
    const { op, operands, result } = instruction as Instruction;
    if (own === start && from < start && instruction === run.update.instructions[0]) {
      for (const { from: source, to } of run.example.carries) {
        for (const terms of [recorded, again])
          if (terms.has(source)) terms.set(to, terms.get(source) as string);
      }
    }
    const read = operands.map((slot, index) => termOf(recorded, slot, writers[index]));
    const now = operands.map((slot) => termOf(again, slot, last[slot]));
    recorded.set(result, `${op}(${read.join(', ')})`);
    again.set(result, `${op}(${now.join(', ')})`);
  }
  return new Set([...recorded].flatMap(([slot, term]) => (again.get(slot) === term ? [] : [slot])));
}

function check(session: Session, fraction: number, seen: { set: number; stale: number }): void {
  const moments = momentsOf(session);
  const position = Math.round(fraction * session.total);
  session.seek(position);
  const { engine, registers, timeline, values } = session;
  const marks = editMarks(session);
  const { sources } = moments[position] as Moment;
  const expected = stale(session, moments, position);
  engine.run.slots.forEach(({ names }, slot) => {
    if (!values.isCurrent(slot, position)) return;
    const isShown = names.some((name) => values.resolve(name, position) === slot);
    const isSet = isShown && (sources[slot] as string).startsWith('edit');
    const wanted = isSet ? 'set' : expected.has(slot) ? 'stale' : undefined;
    if (!isShown && marks.get(slot) === undefined) return;
    expect(marks.get(slot), `${names[0]} at ${position} with ${JSON.stringify(timeline.edits)}`).toBe(wanted);
    if (wanted) seen[wanted] += 1;
    if (isSet) expect(timeline.edits.map(({ value }) => value)).toContainEqual(registers[slot]);
  });
}

describe('after random edits', () => {
  test.each([
    ['networks', networks],
    ['formulas', formulaDocuments()],
  ] as const)(
    'of %s, exactly the values are marked that were edited, or would be computed from other values',
    (_kind, anyDocument) => {
      const seen = { set: 0, stale: 0 };
      fc.assert(
        fc.property(
          anyDocument as fc.Arbitrary<Parameters<typeof changedSession>[0]>,
          edits,
          fractions,
          (document, made, at) => {
            const session = changedSession(document, made);
            if (session.total === 0) return;
            check(session, at, seen);
            // Right after the last edit there is most to mark.
            check(session, (session.timeline.edits.at(-1)?.at ?? 0) / session.total, seen);
          },
        ),
        networksTried(80),
      );
      expect(seen.set).toBeGreaterThan(20);
      expect(seen.stale).toBeGreaterThan(shareOf(110));
    },
  );

  test('a step that is done keeps the operands that it was done with', () => {
    fc.assert(
      fc.property(networks, edits, (document, made) => {
        const session = changedSession(document, made);
        const moments = momentsOf(session);
        session.seek(session.total);
        for (let step = 1; step <= Math.min(session.total, 400); step++) {
          const { kind, operands, result } = session.step(step);
          const [a, b = a, ...rest] = operands.map(({ value }) => value) as [number, ...number[]];
          expect(ops[kind as OpName].forward(a, b, ...rest)).toBe(result.value);
          expect(operands.map(({ value }) => value)).toEqual(moments[step]?.operands);
        }
      }),
      networksTried(40),
    );
  });
});

describe('an edit in the middle of a node', () => {
  const document = {
    title: 't',
    inputs: ['x'],
    layers: [{ name: 'output', nodes: { y: { weights: [2], bias: 1 } } }],
    data: [{ inputs: [3], target: 4 }],
    loss: 'half_squared_error' as const,
    optimizer: { kind: 'sgd' as const, learning_rate: 0.1 },
    training: { epochs: 2 },
  };
  const marked = (session: Session) =>
    Object.fromEntries(
      session.known().flatMap(({ slot, names }) => {
        const mark = editMarks(session).get(slot);
        return mark ? [[names[0], mark]] : [];
      }),
    );
  const at = (position: number, address: string, seek = position) => {
    const session = changedSession(document, []);
    session.seek(position);
    session.set(address, 5);
    session.seek(seek);
    return session;
  };

  test('marks the product and what is computed from it afterwards, until the next iteration', () => {
    const total = at(0, 'x').total / 2;
    expect(marked(at(1, 'x'))).toEqual({ x: 'set', 'y.product[0]': 'stale' });
    expect(marked(at(1, 'x', 2))).toEqual({ x: 'set', 'y.product[0]': 'stale', y: 'stale' });
    expect(marked(at(1, 'x', total))).toMatchObject({ 'y.w[0]': 'stale', 'grad(y.w[0])': 'stale', x: 'set' });
    expect(marked(at(1, 'x', total + 1))).toEqual({});
    expect(isOutOfDate(at(1, 'x', 2), 1)).toBe(true);
    expect(isOutOfDate(at(1, 'x', total + 1), 1)).toBe(false);
  });

  test('of a value that no step has read yet marks only the value', () => {
    expect(marked(at(1, 'y.bias'))).toEqual({ 'y.bias': 'set' });
    expect(marked(at(0, 'y.w[0]'))).toEqual({ 'y.w[0]': 'set' });
    expect(marked(at(0, 'learning_rate', 20))).toMatchObject({ learning_rate: 'set' });
  });
});
