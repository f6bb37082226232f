/** Commands about a whole array or a row of it: `A`, `A[0]`, `grad(A)`. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addBreakpoint, type Breakpoint, requestText } from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { type Direction, run } from '../../src/breakpoints/run.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { expressionsOf } from '../../src/print/series.ts';
import { Session } from '../../src/session/session.ts';
import { arrayDocuments } from '../support/array-formulas.ts';
import { scenarioOf } from '../support/networks.ts';
import { load } from '../support/scenario.ts';

const attention = () => new Debugger(new Session(load('self-attention')));

/** What a command says after others: its text, or the texts of its list. */
function said(debug: Debugger, line: string): string[] {
  const outcome = execute(debug, line);
  if (outcome.kind === 'listed') return [outcome.title, ...outcome.rows.map(({ text }) => text)];
  if (outcome.kind === 'said' || outcome.kind === 'failed') return [outcome.text];
  return [outcome.kind];
}

describe('print', () => {
  test('lists an array row by row, and a row on one line', () => {
    const debug = attention();
    expect(said(debug, 'print X')).toEqual([
      'X, 3 × 2, at step 0',
      'X[0] = [1, 0]',
      'X[1] = [0, 1]',
      'X[2] = [1, 1]',
    ]);
    expect(said(debug, 'p X[1]')).toEqual(['X[1] = [0, 1]']);
    expect(said(debug, 'print X [ 2 ]')).toEqual(['X[2] = [1, 1]']);
  });

  test('says which numbers are not known yet', () => {
    const debug = attention();
    execute(debug, 'goto 7');
    expect(said(debug, 'print Q')).toEqual([
      'Q, 3 × 2, at step 7',
      'Q[0] = [1, 0.5]',
      'Q[1] = not known yet',
      'Q[2] = not known yet',
    ]);
    execute(debug, 'goto 9');
    expect(said(debug, 'print Q[1]')).toEqual(['Q[1] = [-0.5, ?]']);
    expect(said(debug, 'print grad(Q)')[0]).toBe('grad(Q), 3 × 2, at step 9');
    expect(said(debug, 'print delta(Wq[0])')).toEqual(['delta(Wq[0]) = not known yet']);
  });

  test('lists what a repetition gives in all turns, and its gradients', () => {
    const debug = new Debugger(new Session(load('rnn')));
    execute(debug, 'next 2');
    const [first, second] = [said(debug, 'print rnn[0].h'), said(debug, 'print rnn[1].h')];
    const numbers = (texts: readonly string[]) => texts[0]?.split(' = ')[1];
    expect(said(debug, 'print rnn.h').slice(1, 4)).toEqual([
      `rnn.h[0] = ${numbers(first)}`,
      `rnn.h[1] = ${numbers(second)}`,
      'rnn.h[2] = not known yet',
    ]);
    const number = said(debug, 'print rnn[1].h[1]')[0]?.split(' = ')[1];
    expect(said(debug, 'print rnn.h[1][1]')).toEqual([`rnn.h[1][1] = ${number}`]);
    expect(said(debug, 'print 0 * rnn.h[1][1] + 1')).toEqual(['0 * rnn.h[1][1] + 1 = 1']);
    expect(said(debug, 'print grad(rnn.h[1][1])')).toEqual(['grad(rnn.h[1][1]) = not known yet']);
    expect(said(debug, 'print grad(rnn.h[1])')).toEqual(['grad(rnn.h[1]) = not known yet']);
  });

  test('takes the outputs, the weights and the biases of layers, and their gradients', () => {
    const debug = new Debugger(new Session(load('xor')));
    execute(debug, 'goto 60%');
    const value = (address: string) => said(debug, `print ${address}`)[0]?.split(' = ')[1];
    const list = (texts: readonly string[]) => `[${texts.map(value).join(', ')}]`;
    const nodes = [0, 1, 2, 3].map((index) => `hidden[${index}]`);
    expect(said(debug, 'print hidden')).toEqual([`hidden = ${list(nodes)}`]);
    expect(value('hidden.bias')).toBe(list(nodes.map((node) => `${node}.bias`)));
    expect(value('y.w')).toBe(list([0, 1, 2, 3].map((index) => `y.w[${index}]`)));
    const rows = nodes.map((node) => `${node}.w = ${list([`${node}.w[0]`, `${node}.w[1]`])}`);
    expect(said(debug, 'print hidden.w').slice(-4)).toEqual(rows);
    expect(said(debug, 'print hidden.w[1]')).toEqual(rows.slice(1, 2));
    expect(said(debug, 'print grad(hidden.w[3])')).toEqual(said(debug, 'print grad(hidden[3].w)'));
    expect(said(debug, 'print hidden.w[4]')[0]).toContain('Expected an address in this run');
    expect(value('grad(hidden[1].w)')).toBe(list(['grad(hidden[1].w[0])', 'grad(hidden[1].w[1])']));
    expect(said(debug, 'watch y.w')).toEqual(['Watches 1 to 4 added, from y.w[0] to y.w[3].']);
    expect(said(debug, 'break change hidden')).toEqual(['Breakpoint 1 set: change hidden.']);
    // A layer stays a place.
    expect(said(debug, 'break hidden')).toEqual(['Breakpoint 2 set: layer hidden.']);
    expect(said(debug, 'origin hidden.w')).toHaveLength(1 + nodes.length * 2);
    expect(said(debug, 'print delta(hidden)')[0]).toContain('Expected an address in this run');
    const single = new Debugger(new Session(load('target-13')));
    expect(said(single, 'print output.w')).toEqual(['output.w = [2, -1]']);
  });

  test('says which numbers were set by hand', () => {
    const debug = attention();
    execute(debug, 'set X[1][0] = 4');
    expect(said(debug, 'print X')[2]).toBe('X[1] = [4, 1]   X[1][0] set by hand');
  });

  test('lists the numbers of a long row one by one', () => {
    const debug = new Debugger(
      new Session(
        scenarioOf({
          title: 't',
          inputs: ['x'],
          formulas: { y: 'x * 2' },
          data: [{ inputs: [[1, 2, 3, 4, 5, 6, 7]] }],
        } as never),
      ),
    );
    execute(debug, 'last');
    expect(said(debug, 'print y')).toEqual([
      expect.stringContaining('y, a list of 7'),
      ...[2, 4, 6, 8, 10, 12, 14].map((value, index) => `y[${index}] = ${value}`),
    ]);
  });

  test('has the value of each number where random formulas have arrays', () => {
    fc.assert(
      fc.property(arrayDocuments(), fc.nat(), (document, at) => {
        const debug = new Debugger(new Session(scenarioOf(document)));
        const { session } = debug;
        execute(debug, `goto ${at % (session.total + 1)}`);
        for (const { name, shape } of session.scenario.formulas) {
          if (shape.length !== 2) continue;
          const outcome = execute(debug, `print ${name}`);
          const cells = outcome.kind === 'listed' ? outcome.rows.map((row) => row.cells ?? []) : [];
          if (shape[0] === 1) continue;
          const values = cells.map((row) =>
            row.flatMap((cell) => (cell.kind === 'number' ? [cell.value] : [])),
          );
          const [rows = 0, columns = 0] = shape;
          const expected = Array.from({ length: rows }, (_row, i) =>
            Array.from({ length: columns }, (_column, j) => session.read(`${name}[${i}][${j}]`)),
          );
          expect(values).toStrictEqual(expected);
        }
      }),
      { numRuns: 12 },
    );
  });
});

function breakpointsOf(session: Session, text: string): readonly Breakpoint[] {
  const parsed = parseBreakpoint(text, session);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
  expect(requestText(parsed)).toBe(text);
  return addBreakpoint([], parsed.spec, parsed);
}

/** All positions at which a breakpoint stops, ascending. */
function stopsOf(session: Session, text: string, direction: Direction): number[] {
  const list = breakpointsOf(session, text);
  session.seek(direction === 'forward' ? 0 : session.total);
  const found: number[] = [];
  for (;;) {
    const work = run(session, list, direction);
    let next = work.next();
    while (!next.done) next = work.next();
    if (next.value.breakpoints.length === 0) break;
    session.seek(next.value.position);
    found.push(next.value.position);
  }
  return direction === 'forward' ? found : found.reverse();
}

/** The positions after which one of the numbers is another one than before. */
function changesOf(session: Session, addresses: readonly string[], by: number): number[] {
  const found: number[] = [];
  const read = () => addresses.map((address) => session.read(address));
  session.seek(0);
  let before = read();
  for (let position = 1; position <= session.total; position++) {
    session.seek(position);
    const after = read();
    const isChanged = after.some((value, index) => {
      const was = before[index] ?? null;
      return was !== null && value !== null && Math.abs(value - was) > by;
    });
    if (isChanged) found.push(position);
    before = after;
  }
  return found;
}

describe('a breakpoint at an array', () => {
  test('stops where any of its numbers changes or is computed, in both directions', () => {
    let stops = 0;
    fc.assert(
      fc.property(
        arrayDocuments(),
        fc.nat(),
        fc.constantFrom(
          (name: string) => name,
          (name: string) => `grad(${name})`,
        ),
        fc.constantFrom(0, 0.1),
        (document, at, about, by) => {
          const session = new Session(scenarioOf(document));
          const arrays = session.scenario.formulas.filter(({ shape }) => shape.length > 0);
          const given = [
            { name: 'W', shape: [1, 1] },
            { name: 'X', shape: [1, 1] },
          ];
          const { name } = [...arrays, ...given][at % (arrays.length + given.length)] as { name: string };
          const whole = about(name);
          const own = session.values.names.filter((each) => {
            const [start, end] = about(`${name}#`).split('#') as [string, string];
            const indexes = each.slice(start.length, each.length - end.length);
            return each.startsWith(start) && each.endsWith(end) && /^(\[\d+\])+$/.test(indexes);
          });
          if (own.length === 0) return;
          const expected = changesOf(session, own, by);
          const text = by === 0 ? `change ${whole}` : `change ${whole} by ${by}`;
          expect(stopsOf(session, text, 'forward')).toStrictEqual(expected);
          expect(stopsOf(session, text, 'reverse')).toStrictEqual(expected);
          stops += expected.length;
        },
      ),
      { numRuns: 20 },
    );
    expect(stops).toBeGreaterThan(100);
  });

  test('finds in a compiled run what breakpoints at each number find', () => {
    const scenario = { ...load('self-attention'), epochs: 30 };
    const fast = new Session(scenario);
    expect(fast.engine.wasm).not.toBeNull();
    for (const kind of ['change', 'at']) {
      const each = ['[0][0]', '[0][1]', '[0][2]'].flatMap((cell) =>
        stopsOf(new Session(scenario), `${kind} A${cell}`, 'forward'),
      );
      const union = [...new Set(each)].sort((a, b) => a - b);
      expect(union.length).toBeGreaterThan(80);
      expect(stopsOf(fast, `${kind} A[0]`, 'forward')).toStrictEqual(union);
      expect(stopsOf(fast, `${kind} A[0]`, 'reverse')).toStrictEqual(union);
    }
  });

  test('says which number it was', () => {
    const debug = attention();
    const stop = (line: string) => {
      execute(debug, 'delete');
      execute(debug, line);
      let outcome = execute(debug, 'continue');
      if (outcome.kind === 'running') {
        let next = outcome.work.next();
        while (!next.done) next = outcome.work.next();
        outcome = next.value;
      }
      return outcome.kind === 'stopped' ? outcome.text : outcome.kind;
    };
    expect(stop('break A[1]')).toBe('Breakpoint 1 hit at step 103: A[1][0] was computed.');
    expect(stop('break change Wq')).toMatch(
      /^Breakpoint 1 hit at step 460: Wq\[0\]\[0\] changed from 1 to 0\.959\d+\.$/,
    );
    const [data, other] = [
      [
        [
          [1, 2],
          [3, 4],
        ],
      ],
      [
        [
          [1, 5],
          [6, 4],
        ],
      ],
    ];
    const two = new Debugger(
      new Session(
        scenarioOf({
          title: 't',
          inputs: ['X'],
          formulas: { y: 'sum(X)' },
          data: [{ inputs: data }, { inputs: other }].map(({ inputs: [inputs] }) => ({ inputs: [inputs] })),
        } as never),
      ),
    );
    const [spec] = breakpointsOf(two.session, 'change X');
    const work = run(two.session, spec ? [spec] : [], 'forward');
    let next = work.next();
    while (!next.done) next = work.next();
    expect(next.value.text).toBe('X[0][1] changed from 2 to 5, and 1 more number of X');
  });
});

describe('other commands about an array', () => {
  test('watch and table take a row', () => {
    const debug = attention();
    expect(said(debug, 'watch A[0]')).toEqual(['Watches 1 to 3 added, from A[0][0] to A[0][2].']);
    expect(said(debug, 'table Q[0], loss every epoch')[0]).toMatch(/^No step is done yet/);
  });

  test('next-change and previous-change stop at each number', () => {
    const debug = attention();
    const written = () => debug.session.step(debug.session.position).result.name;
    const seen = Array.from({ length: 4 }, () => {
      execute(debug, 'next-change A[2]');
      return written();
    });
    expect(seen).toEqual(['A[2][0]', 'A[2][1]', 'A[2][2]', 'A[2][0]']);
    execute(debug, 'previous-change A[2]');
    expect(written()).toBe('A[2][2]');
  });

  test('origin lists the numbers with their steps; uses lists each step once', () => {
    const debug = attention();
    expect(said(debug, 'origin Q')).toEqual(['Q has no value yet at this step.']);
    execute(debug, 'goto 18');
    expect(said(debug, 'origin Q[0]')).toEqual([
      'Where the numbers of Q[0] come from',
      'Q[0][0] = 1   add, step 3',
      'Q[0][1] = 0.5   add, step 6',
    ]);
    const uses = said(debug, 'uses Q[0]').slice(1);
    const each = ['uses Q[0][0]', 'uses Q[0][1]'].flatMap((line) => said(debug, line).slice(1));
    expect(uses).toHaveLength(new Set(each).size);
    expect(new Set(uses)).toEqual(new Set(each));
  });

  test('prove checks the gradient of each number', () => {
    const debug = attention();
    const proved = (line: string) => {
      const outcome = execute(debug, line);
      if (outcome.kind !== 'running') return null;
      let next = outcome.work.next();
      while (!next.done) next = outcome.work.next();
      return next.value;
    };
    expect(proved('prove Wq')).toMatchObject({ kind: 'failed', text: 'No operation has been done yet.' });
    execute(debug, 'goto 100');
    expect(proved('prove Wq')).toMatchObject({ text: 'No gradient of Wq is known at this step.' });
    execute(debug, 'goto 450');
    for (const [name, count] of [
      ['Wq', 4],
      ['grad(A)', 9],
      ['A[1]', 3],
    ] as const)
      expect(proved(`prove ${name}`)).toMatchObject({
        title: `Gradient check: ${name}`,
        verdict: {
          text: expect.stringContaining(`${count} of ${count} gradients agree with the central difference`),
        },
      });
  });

  test('a command that needs one number says so', () => {
    const debug = attention();
    for (const [line, number] of [
      ['print A + 1', 'A[0][0]'],
      ['plot grad(A[1])', 'grad(A[1][0])'],
      ['set Wq[1] = 3', 'Wq[1][0]'],
      ['break A > 1', 'A[0][0]'],
    ] as const) {
      const [text = ''] = said(debug, line);
      expect(text.endsWith(`write one of its numbers, as in ${number}`), text).toBe(true);
    }
    const xor = new Debugger(new Session(load('xor')));
    expect(said(xor, 'print hidden + 1')[0]).toMatch(/as in hidden\[0\]$/);
    // All weights of a layer, a row of them, and its biases.
    for (const [line, number] of [
      ['set hidden.w = 3', 'hidden[0].w[0]'],
      ['plot hidden.w[1]', 'hidden[0].w[1]'],
      ['print abs(grad(hidden.w))', 'grad(hidden[0].w[0])'],
      ['set hidden.bias = 0', 'hidden[0].bias'],
      ['print grad(hidden.bias) + 1', 'grad(hidden[0].bias)'],
    ] as const)
      expect(said(xor, line)[0]?.endsWith(`write one of its numbers, as in ${number}`), line).toBe(true);
    // The start of a name is enough to know what is meant, if another word follows.
    expect(said(xor, 'print learning')[0]).toMatch(/: did you mean "learning_rate"\?$/);
    expect(said(xor, 'print learn')[0]).not.toContain('did you mean');
  });

  test('the numbers of an array can be printed without a screen', () => {
    const { session } = attention();
    expect(expressionsOf(session, ['Q[1]', 'loss * 2', ' grad( Wq )']).map(({ text }) => text)).toEqual([
      'Q[1][0]',
      'Q[1][1]',
      'loss * 2',
      'grad(Wq[0][0])',
      'grad(Wq[0][1])',
      'grad(Wq[1][0])',
      'grad(Wq[1][1])',
    ]);
  });
});
