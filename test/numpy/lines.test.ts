import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBreakpoint,
  type Breakpoint,
  describe as inWords,
  toggleLine,
} from '../../src/breakpoints/list.ts';
import { firstStepOfLine } from '../../src/breakpoints/location.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { requestWords } from '../../src/breakpoints/words.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { complete } from '../../src/commands/line.ts';
import { restoreSession } from '../../src/commands/saved/restored.ts';
import { saveSession } from '../../src/commands/saved/saved.ts';
import { debuggerCommands, execute } from '../../src/commands/sections/commands.ts';
import { listingOf, NumpyListing, numpyText } from '../../src/numpy/listing.ts';
import { compile } from '../../src/scenario/compile/compile.ts';
import type { Scenario, Variant } from '../../src/scenario/format/scenario.ts';
import { computingLines, lineOfStep } from '../../src/session/numpy-lines.ts';
import { Session } from '../../src/session/session.ts';
import { oddScenarios } from '../support/listings.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';
import { load, shipped, sourceOf } from '../support/scenario.ts';

const programs = ['example', 'update', 'finish'] as const;

/** Checks that each instruction has a term on exactly one line and that the lines have no other instructions. */
function checkPlaces(scenario: Scenario, variant: Variant | null = null): void {
  const run = compile(scenario, variant ?? undefined);
  const listing = new NumpyListing(scenario, run);
  const found = listing.lines.flatMap((text, index) =>
    listing.instructionsOf(index + 1).map((instruction) => ({ ...instruction, line: index + 1, text })),
  );
  const expected = programs.flatMap((program) =>
    run[program].instructions.map((_instruction, index) => `${program} ${index}`),
  );
  expect(found.map(({ program, index }) => `${program} ${index}`).sort()).toEqual(expected.sort());
  const wrong = found.flatMap(({ program, index, line, text }) => {
    const term = listing.termOf(program, index);
    const written = text.slice(term?.from, term?.to);
    const { value } = listing.scalarOf(program, index);
    return [
      term?.line !== line && `the term is on line ${term?.line}, not ${line}`,
      (written !== written.trim() || written === '') && `the term is “${written}”`,
      text.slice(0, term?.from).includes('#') && 'the term is in a comment',
      /undefined|null|\{/.test(value) && `the scalar is ${value}`,
    ].flatMap((fault) => (fault === false ? [] : [`${program} ${index}: ${fault}: ${text}`]));
  });
  expect(wrong).toEqual([]);
  // Each line must belong to one Program only.
  const owners = new Map(found.map(({ line, program }) => [line, program]));
  expect(found.filter(({ line, program }) => owners.get(line) !== program)).toEqual([]);
}

describe('every instruction belongs to one line', () => {
  test.each(shipped)('of %s and its variants, which have the same lines', (name) => {
    const scenario = load(name);
    checkPlaces(scenario);
    const plain = new NumpyListing(scenario, compile(scenario));
    for (const variant of scenario.variants) {
      checkPlaces(scenario, variant);
      const other = new NumpyListing(scenario, compile(scenario, variant));
      expect(other.lines).toHaveLength(plain.lines.length);
      for (const line of other.lines.keys())
        expect(other.instructionsOf(line)).toEqual(plain.instructionsOf(line));
    }
  });

  test.each(oddScenarios)('of $name', ({ scenario }) => checkPlaces(scenario));

  test('of random networks', () => {
    fc.assert(
      fc.property(documents({ training: true, passOn: true, huge: true }), (document) => {
        checkPlaces(scenarioOf(document));
      }),
      networksTried(200),
    );
  });
});

test('the network of target-13, as written by hand', () => {
  const scenario = load('back-propagation');
  expect(numpyText(scenario)).toBe(`import numpy as np

x = np.array([2.0, 3.0])  # children, accounts
target = np.array([13.0])
hidden_w = np.array([[1.0, 1.0], [-1.0, 1.0]])  # node_0, node_1
output_w = np.array([[2.0, -1.0]])  # output
learning_rate = 0.005

for epoch in range(5):
    # forward
    hidden = hidden_w @ x
    output = output_w @ hidden
    # loss
    error = output - target
    loss = np.sum(error**2)
    print("output", output, "loss", loss)
    # backward
    grad_output = 2 * error
    grad_output_w = np.outer(grad_output, hidden)
    grad_hidden = output_w.T @ grad_output
    grad_hidden_w = np.outer(grad_hidden, x)
    # update
    output_w -= learning_rate * grad_output_w
    hidden_w -= learning_rate * grad_hidden_w
print("output_w", output_w)
print("hidden_w", hidden_w)
`);
  expect(numpyText(scenario, scenario.variants[0])).toContain('learning_rate = 0.01\n');
});

test('a value that no gradient reaches has gradient 0, not the gradient of its neighbours', () => {
  const scenario = oddScenarios.find(({ name }) => name.endsWith('once'))?.scenario as Scenario;
  expect(numpyText(scenario)).toContain(`
grad_first = np.zeros(2)
grad_first[0] = grad_second_in[0] + grad_second_in[1]
grad_first_w = np.zeros((2, 2))
grad_first_w[0, 0] = x[0] * grad_first[0]
grad_first_w[0, 1] = x[1] * grad_first[0]
`);
});

test('the pane shows what is exported', () => {
  for (const name of shipped) {
    const scenario = load(name);
    for (const variant of [null, ...scenario.variants]) {
      const { lines } = listingOf(new Session(scenario, variant));
      expect(`${lines.join('\n')}\n`).toBe(numpyText(scenario, variant));
    }
  }
});

test('an instruction alone, in the variables of the listing, and the term that it is a part of', () => {
  const scenario = oddScenarios.find(({ name }) => name.startsWith('a wide layer'))?.scenario as Scenario;
  const listing = listingOf(new Session(scenario));
  const forms = Array.from({ length: 9 }, (_form, index) => {
    const { target, value } = listing.scalarOf('example', index);
    const term = listing.termOf('example', index);
    const text = listing.lines[(term?.line ?? 0) - 1]?.slice(term?.from, term?.to);
    return `${text}: ${target === null ? '' : `${target} = `}${value}`;
  });
  expect(forms).toEqual([
    'wide_w @ x: wide_w[0, 0] * x[0]',
    'wide_w @ x: wide_w[0, 1] * x[1]',
    'wide_w @ x: wide_w[0, 2] * x[2]',
    'wide_w @ x: wide_w[0, 3] * x[3]',
    'wide_w @ x: wide_w[0, 0] * x[0] + wide_w[0, 1] * x[1]',
    'wide_w @ x: wide_w[0, :2] @ x[:2] + wide_w[0, 2] * x[2]',
    'wide_w @ x: wide_in[0] = wide_w[0, :3] @ x[:3] + wide_w[0, 3] * x[3]',
    '1 / (1 + np.exp(-wide_in)): wide[0] = 1 / (1 + np.exp(-wide_in[0]))',
    'wide_w @ x: wide_w[1, 0] * x[0]',
  ]);
});

describe('lines as places', () => {
  const open = (name: string) => new Debugger(new Session(load(name)));
  const specOf = (text: string, session: Session) => {
    const parsed = parseBreakpoint(text, session);
    if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
    return parsed.spec;
  };

  test('described in words, with the text of the line', () => {
    const { session } = open('target-13');
    const spec = specOf(' line  010 if loss<1', session);
    expect(inWords(spec)).toBe('line 10 if loss<1');
    expect(requestWords({ spec, hit: null, log: null }, session)).toBe(
      'line 10 (hidden = hidden_w @ x) if loss<1',
    );
    expect(JSON.stringify(specOf(inWords(spec), session))).toBe(JSON.stringify(spec));
  });

  test.each([
    ['line', 4, 'the end of the text', true],
    ['line 1', 5, '"1"', true],
    ['line 9', 5, '"9"', false],
    ['line 99', 5, '"99"', false],
    ['line x', 5, '"x"', false],
  ])('%j is refused', (text, at, found, isIncomplete) => {
    const { session } = open('target-13');
    const expected = 'a line of the code that computes something';
    const fix = 'try 10, 11, 13, 14, 17, 18, 19, 20, 24, 25';
    expect(parseBreakpoint(text, session)).toEqual({
      ok: false,
      fault: { at, expected, found, fix, isIncomplete },
    });
  });

  test('a node called "line" is still found as a node', () => {
    const session = new Session(
      scenarioOf(
        '{ title: t, inputs: [x], layers: [{ name: l, nodes: { line: [2], y: [1] } }], data: [{ inputs: [3] }] }',
      ),
    );
    expect(inWords(specOf('line', session))).toBe('node line');
    expect(inWords(specOf('line if x > 2', session))).toBe('node line if x > 2');
    expect(inWords(specOf('line > 2', session))).toBe('line > 2');
    const [line] = computingLines(session);
    expect(inWords(specOf(`line ${line}`, session))).toBe(`line ${line}`);
    const debug = new Debugger(session);
    expect(execute(debug, 'goto line')).toMatchObject({ kind: 'stopped' });
    expect(debug.session.position).toBe(1);
  });

  test('break and goto accept lines and show their text', () => {
    const debug = open('back-propagation');
    expect(execute(debug, 'break line 20')).toMatchObject({
      text: 'Breakpoint 1 set: line 20 (grad_hidden = output_w.T @ grad_output).',
    });
    debug.seek(40);
    execute(debug, 'goto line 20');
    expect(debug.session.position).toBe(47);
    execute(debug, 'goto epoch 3 line 23');
    expect(debug.session.position).toBe(85);
    expect(execute(debug, 'goto line 13')).toMatchObject({ kind: 'failed' });
    expect(debug.session.position).toBe(85);
    expect(complete('goto li', debug, debuggerCommands).words).toContain('line');
    expect(complete('break li', debug, debuggerCommands).words).toContain('line');
  });

  test('goto goes from an epoch to a line of the finish, and back', () => {
    const debug = open('gradient-descent');
    const finish = computingLines(debug.session).at(-1) as number;
    execute(debug, `goto line ${finish}`);
    expect(debug.session.engine.schedule.segmentAt(debug.session.position).program).toBe('finish');
    execute(debug, 'goto line 10');
    expect(debug.session.engine.schedule.segmentAt(debug.session.position).epoch).toBe(8);
  });

  test('the first step of a line, in any iteration of any network', () => {
    fc.assert(
      fc.property(documents({ training: true, passOn: true }), fc.nat(), (document, place) => {
        const session = new Session(scenarioOf(document));
        fc.pre(session.total > 0);
        session.seek(1 + (place % session.total));
        const line = lineOfStep(session, session.position) as number;
        const first = firstStepOfLine(session, line) as number;
        const { start } = session.engine.schedule.segmentAt(session.position);
        expect(first).toBeGreaterThan(start);
        expect(first).toBeLessThanOrEqual(session.position);
        for (let step = start + 1; step < first; step++) expect(lineOfStep(session, step)).not.toBe(line);
      }),
      networksTried(100),
    );
    const { session } = open('target-13');
    expect(firstStepOfLine(session, 1)).toBeNull();
    expect([0, 33].map((step) => lineOfStep(session, step))).toEqual([null, null]);
  });

  test('can be set and deleted, with or without a condition', () => {
    const { session } = open('target-13');
    const once = toggleLine([], session, 11);
    expect(once.map(({ spec }) => inWords(spec))).toEqual(['line 11']);
    const more = addBreakpoint(once, specOf('line 11 if loss < 1', session));
    const others: readonly Breakpoint[] = addBreakpoint(more, specOf('line 13', session));
    expect(toggleLine(others, session, 11).map(({ spec }) => inWords(spec))).toEqual(['line 13']);
    expect(toggleLine(once, session, 1)).toBe(once);
  });

  test('are saved and restored', () => {
    const debug = open('back-propagation');
    execute(debug, 'break line 20 if loss < 1');
    const source = sourceOf('back-propagation');
    const saved = saveSession(debug, { id: 'back-propagation', source, layout: {} });
    const restored = restoreSession(saved, load('back-propagation'), source, String);
    expect(restored).toMatchObject({ ok: true, notices: [] });
    if (restored.ok)
      expect(restored.debug.breakpoints.map(({ spec }) => inWords(spec))).toEqual(['line 20 if loss < 1']);
  });
});
