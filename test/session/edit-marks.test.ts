/** What an edit makes of values: compared with a run that records of every value what it was computed from. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OpName, ops } from '../../src/core/operations.ts';
import type { Instruction } from '../../src/core/program.ts';
import { loadedExample } from '../../src/core/schedule.ts';
import { traceOrigin } from '../../src/explain/provenance.ts';
import { editMarks, isEditedSince, isOutOfDate, markOfAddress } from '../../src/session/edit-marks.ts';
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
 * The slots whose value would have another origin if the batch at a moment were computed again from its start with the
 * weights and settings of that moment, and with what the inputs of each example were last.
 */
function stale(session: Session, moments: readonly Moment[], position: number): Set<number> {
  const { run, schedule } = session.engine;
  const batch = schedule.batchStart(schedule.segmentAt(position).batchIndex);
  const steps = moments.slice(batch + 1, position + 1);
  const exampleOf = (moment: Moment) => loadedExample(schedule.segmentAt(moment.position));
  const ends = new Map(steps.map((moment) => [exampleOf(moment), moment.sources]));
  const own = new Set([...run.inputs, ...run.targets, ...(run.masks?.slots ?? [])]);
  const { sources } = moments[position] as Moment;
  // What the steps have computed, and what they would compute now, as terms: `add(edit 0, multiply(slot 3, slot 1))`.
  const recorded = new Map<number, string>();
  const again = new Map<number, string>();
  for (const moment of steps) {
    const { instruction, writers, start, position: step } = moment;
    const { op, operands, result } = instruction as Instruction;
    if (start > batch && step === start + 1) {
      for (const { from, to } of run.example.carries) {
        for (const terms of [recorded, again]) if (terms.has(from)) terms.set(to, terms.get(from) as string);
      }
    }
    const now = (slot: number) => (own.has(slot) ? ends.get(exampleOf(moment)) : sources)?.[slot];
    const read = operands.map((slot, index) => termOf(recorded, slot, writers[index]));
    recorded.set(result, `${op}(${read.join(', ')})`);
    again.set(result, `${op}(${operands.map((slot) => termOf(again, slot, now(slot))).join(', ')})`);
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
    if (!isShown && (marks.of(slot) ?? undefined) === undefined) return;
    expect(
      marks.of(slot) ?? undefined,
      `${names[0]} at ${position} with ${JSON.stringify(timeline.edits)}`,
    ).toBe(wanted);
    if (wanted) seen[wanted] += 1;
    if (isSet) expect(timeline.edits.map(({ value }) => value)).toContainEqual(registers[slot]);
  });
}

const document = {
  title: 't',
  inputs: ['x'],
  layers: [{ name: 'output', nodes: { y: { weights: [2], bias: 1 } } }],
  data: [{ inputs: [3], target: 4 }],
  loss: 'half_squared_error' as const,
  optimizer: { kind: 'sgd' as const, learning_rate: 0.1 },
  training: { epochs: 2 },
};

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

  test('the same holds at the steps of a batch of many examples', () => {
    const data = Array.from({ length: 6 }, (_each, index) => ({ inputs: [index], target: 1 - index }));
    const changed = (edits: readonly (readonly [address: string, at: number])[]) => {
      const session = changedSession({ ...document, data, training: { epochs: 1, batch: 6 } }, []);
      for (const [address, at] of edits) {
        session.seek(at);
        session.set(address, 5);
      }
      return session;
    };
    const example = changed([]).engine.run.example.instructions.length;
    const seen = { set: 0, stale: 0 };
    for (const edits of [
      [['y.w[0]', 3 * example + 3]],
      [['y.bias', 4 * example]],
      [
        ['x', example + 2],
        ['x', 4 * example + 1],
        ['y.w[0]', 5 * example + 1],
      ],
      [
        ['learning_rate', 3],
        ['y.bias', 2 * example],
        ['target', 5 * example + 1],
        ['x', 6 * example + 1],
      ],
    ] as const) {
      const session = changed(edits);
      for (let at = session.total; at >= 0; at -= 2) check(session, at / session.total, seen);
    }
    expect(seen.set).toBeGreaterThan(100);
    expect(seen.stale).toBeGreaterThan(500);
  });

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
  const marked = (session: Session) =>
    Object.fromEntries(
      session.known().flatMap(({ slot, names }) => {
        const mark = editMarks(session).of(slot);
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

describe('an edit in the middle of a batch', () => {
  // y = w × x, E = ½ × mean (y − target)². With w = 1: errors −2 and 1, gradients −2 ÷ 2 and 2 ÷ 2.
  const batch = {
    ...document,
    layers: [{ name: 'output', nodes: { y: { weights: [1], bias: 0 } } }],
    data: [
      { inputs: [1], target: 3 },
      { inputs: [2], target: 1 },
    ],
    training: { epochs: 2, batch: 2 },
  };

  test('leaves sums out of date until the batch ends', () => {
    const session = changedSession(batch, []);
    const markOf = (position: number, address: string) => {
      session.seek(position);
      return markOfAddress(session, address);
    };
    const { example: tape, update } = session.engine.run;
    const length = tape.instructions.length;
    session.seek(length);
    session.set('y.w[0]', 3);
    expect(session.read('batch.grad(y.w[0])')).toBe(-1);
    expect(markOf(length, 'batch.grad(y.w[0])')).toBe('stale');
    for (const address of ['batch.grad(y.w[0])', 'batch.loss']) {
      expect(markOf(length + 1, address)).toBe('stale');
      expect(markOf(2 * length, address)).toBe('stale');
    }
    // Half of it is from w = 1, half from w = 3: −1 + (3 × 2 − 1) × 2 ÷ 2. With w = 3 alone it would be 5.
    expect(session.read('batch.grad(y.w[0])')).toBe(4);
    expect(markOf(2 * length, 'grad(y.w[0])')).toBe(null);
    const end = 2 * length + update.instructions.length;
    expect(markOf(end, 'y.w[0]')).toBe('stale');
    expect(markOf(end + 1, 'y.w[0]')).toBe(null);
    expect(markOf(end + length, 'batch.loss')).toBe(null);
  });

  test('makes steps of earlier examples out of date, too', () => {
    const session = changedSession(batch, []);
    const { length } = session.engine.run.example.instructions;
    session.seek(2 * length);
    session.set('y.w[0]', 3);
    const outOfDate = Array.from({ length }, (_each, index) => index + 1).filter((step) =>
      isOutOfDate(session, step),
    );
    const [first] = outOfDate;
    expect(first).toBe(1);
    expect(outOfDate).toContain(length - 1);
    expect(isEditedSince(session, session.values.slotsOf('y.w[0]')[0] as number, 1)).toBe(true);
    expect(isEditedSince(session, session.values.slotsOf('y.bias')[0] as number, 1)).toBe(false);
    const sum = traceOrigin(session, 'batch.loss');
    expect(sum?.operands.map(({ address, isOutOfDate: isOld }) => [address, isOld])).toEqual([
      ['batch.loss', true],
      ['batch.loss.term', true],
    ]);
  });
});
