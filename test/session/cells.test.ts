/** Cells: the frames inside an array, one for each of its numbers. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import type { Instruction } from '../../src/core/program.ts';
import type { Scenario } from '../../src/scenario/format/scenario.ts';
import { slotFilterForFrame } from '../../src/session/selection.ts';
import { Session } from '../../src/session/session.ts';
import { arrayDocuments } from '../support/array-formulas.ts';
import { documents, scenarioOf } from '../support/networks.ts';
import { load, shipped } from '../support/scenario.ts';

/** The names of an array's numbers, as nested loops over its axes write them. */
function numbersOf(name: string, [length, ...others]: readonly number[]): string[] {
  if (length === undefined) return [name];
  return Array.from({ length }, (_each, index) => numbersOf(`${name}[${index}]`, others)).flat();
}

const hasArrays = ({ formulas }: Scenario) => formulas.some(({ shape }) => shape.length > 0);

/**
 * For each instruction of a Program that computes the formula of an array, the name of the number that is written next.
 * Formulas without an array have none.
 */
function writtenNext({ engine }: Session, program: 'example' | 'update', formulas: Scenario['formulas']) {
  const { instructions } = engine.run[program];
  const next: (string | null)[] = [];
  for (const { name, shape } of formulas) {
    const left = numbersOf(name, shape);
    while (left.length > 0) {
      const { result } = instructions[next.length] as Instruction;
      next.push(shape.length === 0 ? null : (left[0] as string));
      if (engine.run.slots[result]?.names.includes(left[0] as string)) left.shift();
    }
  }
  return next;
}

/** The cell in which a step is; null if it is in none. */
const cellAt = ({ frames }: Session, step: number) =>
  frames.stack(step).find(({ level }) => level === 'cell') ?? null;

function expectCells(session: Session, most = Number.POSITIVE_INFINITY): void {
  const { engine, frames, scenario } = session;
  const next = writtenNext(session, 'example', scenario.formulas);
  const kept = writtenNext(session, 'update', scenario.nexts);
  const { schedule } = engine;
  const end = Math.min(session.total, most);
  const expected = (step: number) => {
    const { program, start } = schedule.segmentAt(step);
    const { scope, forwardIndex, group } = schedule.instructionAt(step);
    const index = step - start - 1;
    const own = (program === 'update' ? kept[index] : next[forwardIndex ?? index]) ?? null;
    return { own, node: scope.node, frame: `${start} ${group}` };
  };
  for (let position = 0; position < end; ) {
    const after = frames.after(position, 'cell');
    const first = expected(position + 1);
    const found = cellAt(session, position + 1);
    if (first.own === null) expect(found).toBeNull();
    else {
      expect(`${first.node}${found?.name}`).toBe(first.own);
      expect(found).toMatchObject({ start: position, end: after });
    }
    for (let step = position + 1; step <= after; step++) expect(expected(step)).toStrictEqual(first);
    if (after < session.total) expect(expected(after + 1)).not.toStrictEqual(first);
    expect(frames.before(after, 'cell')).toBe(position);
    position = after;
  }
}

const all = shipped.map((name) => ({ name, scenario: load(name) }));
const withArrays = all.filter(({ scenario }) => hasArrays(scenario));

describe('a cell has the operations of one number of an array', () => {
  test('some shipped scenarios have arrays', () => {
    expect(withArrays.length).toBeGreaterThan(5);
    expect(withArrays.length).toBeLessThan(all.length);
  });

  test.each(withArrays)('in $name', ({ scenario }) => {
    const session = new Session(scenario);
    expect(session.frames.hasCells).toBe(true);
    expectCells(session, Math.min(session.frames.after(0, 'batch'), 4000));
  });

  test('in random formulas, forward and backward', () => {
    fc.assert(
      fc.property(arrayDocuments(), (document) => expectCells(new Session(scenarioOf(document)), 1500)),
      { numRuns: 30 },
    );
  });
});

test('the values of a cell are those that its operations read or write', () => {
  const { engine } = new Session(load('self-attention'));
  const accepts = slotFilterForFrame(engine, 8, 'cell');
  const names = engine.run.slots.flatMap(({ name, kind }, slot) =>
    kind !== 'constant' && accepts(slot) ? [name] : [],
  );
  // The second row of X @ Wq at its first column.
  expect(new Set(names)).toStrictEqual(
    new Set(['X[1][0]', 'X[1][1]', 'Wq[0][0]', 'Wq[1][0]', 'Q.part[4]', 'Q.part[5]', 'Q[1][0]']),
  );
});

describe('the commands that move by a cell', () => {
  test.each(withArrays)('visit the same positions in both directions in $name', ({ scenario }) => {
    const debug = new Debugger(new Session(scenario));
    const { session } = debug;
    const first = Math.min(session.frames.after(0, 'batch'), 3000);
    const there = [0];
    while (session.position < first) {
      execute(debug, 'next-cell');
      there.push(session.position);
    }
    const back = [session.position];
    while (session.position > 0) {
      execute(debug, 'previous-cell');
      back.push(session.position);
    }
    expect(back.reverse()).toStrictEqual(there);
    expect(new Set(there).size).toBe(there.length);
  });

  test('stop at each number of a matrix, and from inside one at its end or its start', () => {
    const debug = new Debugger(new Session(load('self-attention')));
    const written = () => debug.session.step(debug.session.position).result.name;
    const seen = Array.from({ length: 7 }, () => {
      execute(debug, 'next-cell');
      return written();
    });
    expect(seen).toStrictEqual([...numbersOf('Q', [3, 2]), 'K[0][0]']);
    execute(debug, 'goto 4');
    execute(debug, 'cell');
    expect(written()).toBe('Q[0][1]');
    execute(debug, 'goto 5');
    execute(debug, 'previous-cell');
    expect(debug.session.position).toBe(3);
    execute(debug, 'cell 3');
    expect(written()).toBe('Q[1][1]');
    execute(debug, 'next');
    expect(written()).toBe('Q[2][1]');
  });

  test('do what next and reverse-next do where there are no arrays', () => {
    fc.assert(
      fc.property(documents({ training: true }), fc.nat(), (document, at) => {
        const session = new Session(scenarioOf(document));
        expect(session.frames.hasCells).toBe(false);
        const position = at % (session.total + 1);
        expect(session.frames.after(position, 'cell')).toBe(session.frames.after(position, 'node'));
        expect(session.frames.before(position, 'cell')).toBe(session.frames.before(position, 'node'));
      }),
      { numRuns: 60 },
    );
  });
});
