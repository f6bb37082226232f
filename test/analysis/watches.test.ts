import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { lastChange, watchHistory } from '../../src/analysis/watches.ts';
import { Machine } from '../../src/core/execution/machine.ts';
import { type Expression, parseExpression } from '../../src/expression/condition.ts';
import { Session } from '../../src/session/session.ts';
import { sparkline } from '../../src/view/panes/sparkline.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { changedSession, changes, fractions } from '../support/replay.ts';

function expressionOf(session: Session, text: string): Expression {
  const parsed = parseExpression(text, session.values.names);
  if (!parsed.ok) throw new Error(text);
  return parsed.expression;
}

/** The values at every position up to the cursor, read by seeking to each position. */
function walk(session: Session, expression: Expression): (number | null)[] {
  const { position } = session;
  const values = Array.from({ length: position + 1 }, (_, at) => {
    session.seek(at);
    return expression.evaluate((address) => session.read(address));
  });
  session.seek(position);
  return values;
}

const chapter = () => new Session(scenarioOf(readFileSync('scenarios/target-13.yaml', 'utf8')));

describe('by hand', () => {
  test('the history has every change of a value, from its first value on', () => {
    const session = chapter();
    session.seek(9);
    const of = (text: string, points = 100) => watchHistory(session, expressionOf(session, text), points);
    expect(of('output')).toEqual([{ position: 9, value: 9 }]);
    expect(of('node_0 + node_1')).toEqual([{ position: 6, value: 6 }]);
    expect(of('loss')).toEqual([]);
    expect(of('children')).toEqual([{ position: 0, value: 2 }]);
    session.seek(32);
    const weight = 2 - 0.01 * -40;
    expect(of('output.w[0]')).toEqual([
      { position: 0, value: 2 },
      { position: 22, value: weight },
    ]);
    expect(of('output.w[0]', 1)).toEqual([{ position: 22, value: weight }]);
    expect(of('output.w[0]', 0)).toEqual([]);
    session.seek(0);
    session.set('output.w[0]', 3);
    expect(of('output.w[0]')).toEqual([{ position: 0, value: 3 }]);
  });

  test('the last change has its step and the value before', () => {
    const session = chapter();
    const last = (position: number, text: string) => {
      session.seek(position);
      return lastChange(session, expressionOf(session, text));
    };
    expect(last(32, 'output.w[0]')).toEqual({ step: 22, before: 2 });
    expect(last(21, 'output.w[0]')).toBeNull();
    expect(last(32, 'output')).toEqual({ step: 9, before: null });
    expect(last(8, 'output')).toBeNull();
    session.seek(25);
    session.set('learning_rate', 1);
    expect(last(30, 'learning_rate')).toEqual({ step: 25, before: 0.01 });
  });
});

const networks = documents({ training: true, passOn: true, layers: 2, nodes: 2, epochs: 3 });
const edits = fc.array(changes, { maxLength: 4 });

test('the history is that of the cursor, whatever was looked at before, and only new steps are executed for it', () => {
  const session = chapter();
  const expression = expressionOf(session, 'output.w[0] + error');
  session.seek(32);
  const values = walk(session, expression);
  for (const position of [5, 12, 12, 9, 30, 0, 32, 11]) {
    session.seek(position);
    const wanted = values
      .slice(0, position + 1)
      .flatMap((value, at) => (value === null ? [] : [{ position: at, value }]))
      .filter(({ value }, index, all) => !Object.is(value, all[index - 1]?.value));
    expect(watchHistory(session, expression, 100)).toEqual(wanted);
  }
  const machines = vi.spyOn(session.history, 'machineAt');
  session.seek(20);
  watchHistory(session, expression, 100);
  expect(machines.mock.calls.filter(([from]) => from === 0)).toEqual([]);
});

test('histories and last changes agree with reading the value at every position', () => {
  const seen = { changes: 0, nulls: 0 };
  fc.assert(
    fc.property(
      networks,
      edits,
      fractions,
      fc.array(fractions, { minLength: 1, maxLength: 4 }),
      (document, made, at, which) => {
        const session = changedSession(document, made);
        session.seek(Math.round(at * session.total));
        const { names } = session.values;
        const chosen = which.map((each) => names[Math.floor(each * (names.length - 1))] as string);
        for (const text of [...chosen, chosen.join(' - ')]) {
          const expression = expressionOf(session, text);
          const values = walk(session, expression);
          const changed = values.flatMap((value, position) =>
            position > 0 && Object.is(value, values[position - 1]) ? [] : [{ position, value }],
          );
          const known = changed.filter(({ value }) => value !== null);
          expect(watchHistory(session, expression, 10_000)).toEqual(known);
          const last = changed.at(-1);
          const expected =
            last === undefined || last.position === 0
              ? null
              : { step: last.position, before: values[last.position - 1] };
          expect(lastChange(session, expression)).toEqual(expected);
          seen.changes += known.length;
          if (expected === null) seen.nulls += 1;
          const few = watchHistory(session, expression, 3);
          expect(few.length).toBe(Math.min(3, known.length));
          expect(few.at(-1)).toEqual(known.at(-1));
          if (known.length >= 3) expect(few[0]).toEqual(known[0]);
        }
      },
    ),
    networksTried(50),
  );
  expect(Math.min(seen.changes, seen.nulls)).toBeGreaterThan(5);
});

describe('in a long run', () => {
  const long = (epochs: number) =>
    new Session(
      scenarioOf(`
        title: Long
        inputs: [x]
        layers: [{ name: l, activation: tanh, nodes: { y: [0.5] } }]
        data: [{ inputs: [1], target: 0.25 }, { inputs: [0.5], target: 0.25 }]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.0001 }
        training: { epochs: ${epochs} }`),
    );

  test('values are sampled at the ends of batches, evenly spaced, and the last is the current value', () => {
    const session = long(20_000);
    const { schedule } = session.engine;
    const expression = expressionOf(session, 'y.w[0] * 2');
    const perBatch = schedule.batchStart(1);
    for (const fraction of [0.02, 0.31, 1, 0.4]) {
      session.seek(Math.round(session.total * fraction));
      const { position } = session;
      const samples = watchHistory(session, expression, 60);
      expect(samples.length).toBeGreaterThan(25);
      expect(samples.length).toBeLessThanOrEqual(60);
      expect(samples.at(-1)).toEqual({ position, value: (session.read('y.w[0]') as number) * 2 });
      expect(session.position).toBe(position);
      const positions = samples.slice(0, -1).map((sample) => sample.position);
      const gaps = positions.slice(1).map((each, index) => each - (positions[index] as number));
      expect(new Set(gaps).size).toBe(1);
      expect(positions.every((each) => each % perBatch === 0)).toBe(true);
      for (const { position: at, value } of samples) {
        session.seek(at);
        expect(value).toBe((session.read('y.w[0]') as number) * 2);
      }
    }
  });

  test('executes few steps, and fewer the second time', () => {
    const session = long(40_000);
    session.seek(session.total);
    const expression = expressionOf(session, 'loss');
    let steps = 0;
    const plain = Machine.prototype.advance;
    const spy = vi.spyOn(Machine.prototype, 'advance').mockImplementation(function (
      this: Machine,
      ...wanted
    ) {
      const before = this.position;
      plain.apply(this, wanted);
      steps += this.position - before;
    });
    const samples = watchHistory(session, expression, 80);
    expect(samples.length).toBeGreaterThan(35);
    expect(steps).toBeGreaterThan(0);
    expect(steps).toBeLessThan(50_000);
    steps = 0;
    expect(watchHistory(session, expression, 80)).toEqual(samples);
    expect(steps).toBe(0);
    spy.mockRestore();
  });

  test('after an edit all samples are computed again', () => {
    const session = long(3000);
    const expression = expressionOf(session, 'learning_rate');
    session.seek(session.total);
    expect(new Set(watchHistory(session, expression, 20).map(({ value }) => value))).toEqual(
      new Set([0.0001]),
    );
    session.seek(session.total / 2);
    session.set('learning_rate', 1);
    session.seek(session.total);
    const values = watchHistory(session, expression, 20).map(({ value }) => value);
    expect(values[0]).toBe(0.0001);
    expect(values.at(-1)).toBe(1);
    session.undo();
    expect(watchHistory(session, expression, 20).every(({ value }) => value === 0.0001)).toBe(true);
  });

  test('there are samples even if batches are long', () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `{ inputs: [${index % 7}], target: 1 }`).join(
      ', ',
    );
    const session = new Session(
      scenarioOf(`
        title: Long batches
        inputs: [x]
        layers: [{ name: l, nodes: { y: [0.1] } }]
        data: [${rows}]
        loss: squared_error
        optimizer: { kind: sgd, learning_rate: 0.0001 }
        training: { epochs: 12, batch: all }`),
    );
    expect(session.engine.schedule.batchStart(1)).toBeGreaterThan(10_000);
    session.seek(session.total);
    const samples = watchHistory(session, expressionOf(session, 'batch.loss'), 50);
    expect(samples.length).toBeGreaterThanOrEqual(6);
    expect(new Set(samples.map(({ value }) => value)).size).toBe(samples.length);
  });

  test('a change is found up to 100,000 steps back, and not further', () => {
    const session = long(20_000);
    const rate = expressionOf(session, 'learning_rate');
    session.seek(50_000);
    session.set('learning_rate', 0.001);
    session.seek(140_000);
    expect(lastChange(session, rate)).toEqual({ step: 50_000, before: 0.0001 });
    for (const back of [1, 999, 1000, 1001, 2999, 3000, 3001, 99_999, 100_000]) {
      session.seek(50_000 + back);
      expect(lastChange(session, rate)?.step ?? null, String(back)).toBe(back === 100_000 ? null : 50_000);
    }
    session.seek(151_000);
    expect(lastChange(session, rate)).toBeNull();
    const { position } = session;
    const change = lastChange(session, expressionOf(session, 'y.w[0]')) as { step: number; before: number };
    expect(session.engine.schedule.instructionAt(change.step).op).toBe('subtract');
    expect(position - change.step).toBeLessThan(20);
    expect(session.step(change.step).operands[0]?.value).toBe(change.before);
  });
});

describe('a sparkline', () => {
  test('shows the minimum with the lowest bar and the maximum with the highest', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█');
    expect(sparkline([7, 3.5, 0], 8)).toBe('█▅▁');
    expect(sparkline([-40, -8], 8)).toBe('▁█');
  });

  test('for equal values, for one value and for none', () => {
    expect(sparkline([3, 3, 3], 8)).toBe('▄▄▄');
    expect(sparkline([0], 8)).toBe('▄');
    expect(sparkline([0, -0], 8)).toBe('▄▄');
    expect(sparkline([], 8)).toBe('');
    expect(sparkline([1, 2], 0)).toBe('');
  });

  test('for NaN, infinities and very large or small numbers', () => {
    expect(sparkline([0, Number.NaN, Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY], 8)).toBe(
      '▁·×█×',
    );
    expect(sparkline([Number.NaN, Number.NaN], 8)).toBe('··');
    expect(sparkline([1.7e308, -1.7e308, 0], 8)).toBe('█▁▅');
    expect(sparkline([5e-324, 0], 8)).toBe('█▁');
  });

  test('is never wider than asked, and always includes the first and the last value', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { minLength: 2 }),
        fc.integer({ min: 2, max: 40 }),
        (values, width) => {
          const text = [...sparkline(values, width)];
          expect(text).toHaveLength(Math.min(width, values.length));
          const finite = values.filter(Number.isFinite);
          if (values.length > width || finite.length !== values.length) return;
          const isFlat = finite.every((value) => value === finite[0]);
          for (const [index, value] of values.entries()) {
            if (isFlat) expect(text[index]).toBe('▄');
            else if (value === Math.max(...finite)) expect(text[index]).toBe('█');
            else if (value === Math.min(...finite)) expect(text[index]).toBe('▁');
          }
        },
      ),
    );
    expect(sparkline([0, 5, 5, 5, 5, 10], 2)).toBe('▁█');
  });
});
