import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addBreakpoint,
  type Breakpoint,
  type BreakpointRequest,
  type BreakpointSpec,
  describe as inWords,
  isAtCursor,
  removeBreakpoint,
  requestText,
  setEnabled,
} from '../../src/breakpoints/list.ts';
import { parseBreakpoint } from '../../src/breakpoints/parse.ts';
import { breakpointTargets } from '../../src/breakpoints/targets.ts';
import { requestWords } from '../../src/breakpoints/words.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { Session } from '../../src/session/session.ts';
import { documents, networksTried, scenarioOf } from '../support/networks.ts';

/** A layer and a node with the same name, names that are also keywords of breakpoints, and a shared bias. */
const session = new Session(
  scenarioOf(`
title: t
inputs: [x, change]
layers:
  - { name: hidden, activation: relu, bias: 1, nodes: { node_0: [1, 1], at: [2, 1] } }
  - { name: output, nodes: { output: [2, -1] } }
data: [{ inputs: [2, 3], target: 13 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.01 }`),
);

function requestOf(text: string, debugged = session): BreakpointRequest {
  const parsed = parseBreakpoint(text, debugged);
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.fault)}`);
  return parsed;
}

function specOf(text: string, debugged = session): BreakpointSpec {
  return requestOf(text, debugged).spec;
}

describe('words', () => {
  test.each([
    ['node_0', 'node node_0'],
    [' node  node_0 ', 'node node_0'],
    ['output', 'node output'],
    ['layer output', 'layer output'],
    ['hidden', 'layer hidden'],
    ['loss', 'phase loss'],
    ['at loss', 'at loss'],
    ['backward', 'phase backward'],
    ['relu', 'kind relu'],
    ['node_0.in', 'at node_0.in'],
    ['grad ( node_0 . w[1] )', 'at grad(node_0.w[1])'],
    ['at grad(node_0.w[1]) if loss<1', 'at grad(node_0.w[1]) if loss<1'],
    ['node_0 if x', 'node node_0 if x'],
    ['node_0.w[0] if not loss', 'at node_0.w[0] if not loss'],
    ['hidden if(x > 1)', 'layer hidden if (x > 1)'],
    ['loss if loss < 1', 'phase loss if loss < 1'],
    ['loss < 0.1', 'loss < 0.1'],
    ['loss < 0.1 and x > 2', 'loss < 0.1 and x > 2'],
    ['-x', '-x'],
    ['grad(node_0.w[1]) == 0', 'grad(node_0.w[1]) == 0'],
    ['layer(hidden).bias > 2', 'layer(hidden).bias > 2'],
    ['layer (hidden) . bias', 'at layer(hidden).bias'],
    ['at', 'node at'],
    ['at at', 'at at'],
    ['at if at > 2', 'node at if at > 2'],
    ['at and x', 'at and x'],
    ['change > 2', 'change > 2'],
    ['change change', 'change change'],
    ['change x', 'change x'],
    ['change loss by 0.5', 'change loss by 0.5'],
    ['change node_0.w[0] by 1e−3', 'change node_0.w[0] by 0.001'],
    ['catch nan', 'catch nan'],
    ['catch cancel', 'catch cancel'],
    ['catch cancel 8', 'catch cancel'],
    ['catch cancel 4', 'catch cancel 4'],
    ['catch explode 1e30', 'catch explode 1e+30'],
    ['catch explode 1000', 'catch explode'],
    ['catch vanish 1e-12', 'catch vanish 1e-12'],
    ['catch explode hit 2', 'catch explode hit 2'],
    ['node_0  hit 3', 'node node_0 hit 3'],
    ['hidden if x>1 hit >=3', 'layer hidden if x>1 hit >= 3'],
    ['loss < 1 hit %2 log "now {loss * 2}!"', 'loss < 1 hit % 2 log "now {loss * 2}!"'],
    ['change loss by 0.5 log ""', 'change loss by 0.5 log ""'],
    ['at hit 2', 'node at hit 2'],
  ])('%s', (text, canonical) => {
    const request = requestOf(text);
    expect(requestText(request)).toBe(canonical);
    expect(JSON.stringify(requestOf(canonical))).toBe(JSON.stringify(request));
  });

  test.each([
    ['at node_0.w[0]', 'node_0.w[0]'],
    ['node_0.w[0] if loss > 1', 'node_0.w[0] if loss > 1'],
    ['node_0 hit 3', 'node node_0, at hit 3'],
    ['loss > 1 hit >= 3', 'loss > 1, from hit 3 on'],
    ['change loss by 0.5 hit % 2', 'change loss by 0.5, at hits 2, 4, 6 …'],
    ['loss if error > 1 hit 2 log "{loss}!"', 'phase loss if error > 1, at hit 2, writes "{loss}!"'],
  ])('%s, as it is read', (text, read) => {
    expect(requestWords(requestOf(text), session)).toBe(read);
  });

  test('an exception without a number has its default limit', () => {
    expect(specOf('catch explode')).toMatchObject({ limit: 1000 });
    expect(specOf('catch vanish')).toMatchObject({ limit: 1e-9 });
    expect(specOf('catch cancel')).toMatchObject({ limit: 8 });
    expect(specOf('catch dead')).toMatchObject({ limit: null });
  });
});

const messageEnd = 'a quotation mark at the end, or { before a value';
const logFix = 'write, for example, log "loss is {loss}"';

describe('faults', () => {
  const anything = 'a place, an address or a condition';
  // Columns: text, position of the fault, expected, found, fix, whether the text is still incomplete.
  test.each<[string, number, string, string, string, boolean]>([
    ['', 0, 'a value', 'the end of the text', '', true],
    ['nod', 0, anything, '"nod"', 'did you mean "node"?', true],
    ['zzz', 0, anything, '"zzz"', everyPlace(), false],
    ['lyer hidden', 0, anything, '"lyer"', 'did you mean "layer"?', false],
    ['node_00', 0, anything, '"node_00"', 'did you mean "node_0"?', false],
    ['cat', 0, anything, '"cat"', 'did you mean "at"?', true],
    ['node', 4, 'a node in this run', 'the end of the text', 'try node_0, at, output', true],
    ['node hid', 5, 'a node in this run', '"hid"', 'try node_0, at, output', false],
    ['node out', 5, 'a node in this run', '"out"', 'try node_0, at, output', true],
    ['node out if', 5, 'a node in this run', '"out"', 'try node_0, at, output', false],
    ['layer node_0', 6, 'a layer in this run', '"node_0"', 'try hidden, output', false],
    ['phase upd', 6, 'a phase in this run', '"upd"', 'try forward, loss, backward, update', true],
    ['kind sigmoid', 5, 'an operation in this run', '"sigmoid"', kinds(), false],
    ['at x', 3, 'an address that a step computes', '"x"', noStep('x'), false],
    [
      'learning_rate',
      0,
      'an address that a step computes',
      '"learning_rate"',
      noStep('learning_rate'),
      false,
    ],
    ['at 3', 3, 'an operator', '"3"', '', false],
    ['node 3', 5, 'a node in this run', '"3"', 'try node_0, at, output', false],
    ['at los', 3, 'an address in this run', '"los"', 'did you mean "loss"?', true],
    ['node node_0 x', 12, '"if", "hit", "log", or nothing more', '"x"', '', false],
    ['node node_0 i', 12, '"if", "hit", "log", or nothing more', '"i"', 'did you mean "if"?', true],
    ['hidden i', 7, '"if", "hit", "log", or nothing more', '"i"', 'did you mean "if"?', true],
    ['node node_0 iff x', 12, '"if", "hit", "log", or nothing more', '"iff"', 'did you mean "if"?', false],
    ['node_0 hit', 10, 'a count: 1, 2, 3 …', 'the end of the text', '', true],
    ['node_0 hit 0', 11, 'a count: 1, 2, 3 …', '"0"', '', false],
    ['node_0 hit > 3', 11, 'a count: 1, 2, 3 …', '">"', '', false],
    ['node_0 hit 3 4', 13, '"log", or nothing more', '"4"', '', false],
    ['node_0 hit 3 if x', 13, '"log", or nothing more', '"if"', '', false],
    ['node_0 if x hit 3 lo', 18, '"log", or nothing more', '"lo"', 'did you mean "log"?', true],
    ['node_0 log', 10, 'a message in quotation marks', 'the end of the text', logFix, true],
    ['node_0 log x', 11, 'a message in quotation marks', '"x"', logFix, false],
    ['node_0 log "x', 13, messageEnd, 'the end of the text', logFix, true],
    ['node_0 log "x {los}"', 15, 'an address in this run', '"los"', 'did you mean "loss"?', false],
    ['node_0 log "x {loss"', 19, 'an operator', '"""', '', false],
    ['node_0 log "x {loss', 19, '"}"', 'the end of the text', logFix, true],
    ['node_0 log "}"', 12, messageEnd, '"}"', logFix, false],
    ['node_0 log "x" 3', 15, 'the end of the text', '"3"', '', false],
    ['hidden if', 9, 'a value', 'the end of the text', '', true],
    ['hidden if los < 1', 10, 'an address in this run', '"los"', 'did you mean "loss"?', false],
    ['los < 1', 0, 'an address in this run', '"los"', 'did you mean "loss"?', false],
    ['abs(x)', 6, 'an operator', 'the end of the text', 'compare it: write abs(x) > 0', true],
    [
      '3',
      0,
      'a name or a condition',
      '"3"',
      'to go to this step, write goto 3; to stop at a line of the code, break line 3',
      true,
    ],
    ['epoch', 5, 'an operator', 'the end of the text', 'compare it: write epoch > 0', true],
    ['epoch 3', 6, 'an operator', '"3"', 'compare it: write epoch == 3', false],
    ['epo', 0, anything, '"epo"', everyPlace(), false],
    ['loss < 1 if', 11, 'a value', 'the end of the text', '', true],
    ['loss < 1 if x > 0 if', 18, 'an operator', '"if"', '', false],
    ['3 x', 2, 'an operator', '"x"', '', false],
    ['loss = 3', 5, 'an operator', '"="', 'write == to compare', false],
    ['catch', 5, 'an exception', 'the end of the text', exceptionList(), true],
    ['catch na', 6, 'an exception', '"na"', 'did you mean "nan"?', true],
    ['catch nan 3', 10, '"if", "hit", "log", or nothing more', '"3"', '', false],
    ['catch explode x', 14, 'a number above 0', '"x"', '', false],
    ['catch explode -3', 14, 'a number above 0', '"-"', '', false],
    ['catch explode 0', 14, 'a number above 0', '"0"', '', true],
    ['catch explode 1e', 14, 'a number above 0', '"1"', '', true],
    ['catch explode 3 4', 16, '"if", "hit", "log", or nothing more', '"4"', '', false],
    ['change', 0, 'an address that a step computes', '"change"', noStep('change'), false],
    ['change loss b', 12, '"by", "if", "hit", "log", or nothing more', '"b"', 'did you mean "by"?', true],
    ['change loss by', 14, 'a number above 0', 'the end of the text', '', true],
    ['change loss by 0 x', 15, 'a number above 0', '"0"', '', false],
    [
      'change loss bye',
      12,
      '"by", "if", "hit", "log", or nothing more',
      '"bye"',
      'did you mean "by"?',
      false,
    ],
    ['catch nan if', 12, 'a value', 'the end of the text', '', true],
    ['change 3', 7, 'an operator', '"3"', '', false],
  ])('%j', (text, at, expected, found, fix, isIncomplete) => {
    expect(parseBreakpoint(text, session)).toEqual({
      ok: false,
      fault: { at, expected, found, fix, isIncomplete },
    });
  });

  test('a first word that is not an address is read as the type of a breakpoint', () => {
    const plain = new Session(
      scenarioOf(
        '{ title: t, inputs: [x], layers: [{ name: l, nodes: { y: [2] } }], data: [{ inputs: [3], target: 1 }], loss: squared_error }',
      ),
    );
    for (const [text, at, expected] of [
      ['at 3', 3, 'an address'],
      ['at', 2, 'an address'],
      ['change', 6, 'an address'],
      ['change (x)', 7, 'an address'],
      ['change > 3', 7, 'an address'],
      ['layer', 5, 'a layer in this run'],
      ['catch > 3', 6, 'an exception'],
    ] as const) {
      expect(parseBreakpoint(text, plain)).toMatchObject({ ok: false, fault: { at, expected } });
    }
  });

  test('a text that is too long is a fault', () => {
    expect(parseBreakpoint(' '.repeat(1001), session)).toMatchObject({ ok: false, fault: { at: 1000 } });
  });

  test('whatever is typed gives a spec or a fault within the text', () => {
    const words = [
      ...['node', 'at', 'change', 'catch', 'if', 'by', 'nan', 'loss', 'hidden', 'node_0', '3', '1e', '<'],
      ...['grad(', ')', '[', 'x', '\u001b', 'and', 'not', 'hit', 'log', '"x {loss}"', '%', '>='],
    ];
    const texts = fc.oneof(
      fc.array(fc.constantFrom(...words), { maxLength: 8 }).map((each) => each.join(' ')),
      fc.string({ unit: 'binary', maxLength: 40 }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseBreakpoint(text, session);
        if (parsed.ok) {
          expect(requestText(requestOf(requestText(parsed)))).toBe(requestText(parsed));
          return;
        }
        const { at, expected } = parsed.fault;
        expect(at >= 0 && at <= text.length && expected !== '').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });

  function noStep(name: string): string {
    return `no step computes ${name}: write "change ${name}" to stop where it changes`;
  }
  function everyPlace(): string {
    return 'try node_0, at, output, hidden, forward, loss, backward, update, multiply, add, relu, subtract (and 2 more)';
  }
  function kinds(): string {
    return 'try multiply, add, relu, subtract, square, relu_slope';
  }
  function exceptionList(): string {
    return 'try nan, invalid, infinity, underflow, cancel, flip, rise, dead, saturate, explode, vanish';
  }
});

test('targets are those that a step belongs to, in the order of the tape', () => {
  expect(breakpointTargets(session)).toEqual({
    node: ['node_0', 'at', 'output'],
    layer: ['hidden', 'output'],
    phase: ['forward', 'loss', 'backward', 'update'],
    kind: ['multiply', 'add', 'relu', 'subtract', 'square', 'relu_slope'],
  });
});

describe('the list', () => {
  const list = ['node_0', 'loss < 1', 'catch nan'].reduce<readonly Breakpoint[]>(
    (all, text) => addBreakpoint(all, specOf(text)),
    [],
  );

  test('appends breakpoints, each with its own id', () => {
    expect(list.map(({ id, isEnabled }) => ({ id, isEnabled }))).toEqual(
      [1, 2, 3].map((id) => ({ id, isEnabled: true })),
    );
    const fewer = removeBreakpoint(list, 2);
    expect(fewer.map(({ id }) => id)).toEqual([1, 3]);
    expect(addBreakpoint(fewer, specOf('node_0')).map(({ id }) => id)).toEqual([1, 3, 4]);
    expect(removeBreakpoint(list, 9)).toEqual(list);
    expect(list).toHaveLength(3);
  });

  test('switches breakpoints off and on', () => {
    const off = setEnabled(list, 3, false);
    expect(off.map(({ isEnabled }) => isEnabled)).toEqual([true, true, false]);
    expect(setEnabled(off, 3, true)).toEqual(list);
    expect(list.every(({ isEnabled }) => isEnabled)).toBe(true);
  });

  test('a breakpoint at the cursor is toggled', () => {
    const debug = new Debugger(new Session(session.scenario));
    const words = () => debug.breakpoints.map(({ spec }) => inWords(spec));
    execute(debug, 'break');
    expect(words()).toEqual(['at node_0.product[0]']);
    execute(debug, '1');
    execute(debug, 'break');
    expect(words()).toEqual([]);
    execute(debug, 'break');
    execute(debug, '5');
    execute(debug, 'break');
    expect(words()).toEqual(['at node_0.product[0]', 'at node_0']);
    // Breakpoints at the same step are found under other names and with conditions, too.
    for (const line of ['delete', 'break node node_0', 'break at node_0 if loss < 1', 'break'])
      execute(debug, line);
    expect(words()).toEqual(['node node_0']);
    const idle = new Debugger(
      new Session(
        scenarioOf(
          '{ title: t, inputs: [x], layers: [{ name: l, nodes: { y: { from: x } } }], data: [{ inputs: [3] }] }',
        ),
      ),
    );
    expect(execute(idle, 'break').kind).toBe('failed');
    expect(idle.breakpoints).toEqual([]);
  });

  test('toggling twice changes nothing, at any step of any network', () => {
    fc.assert(
      fc.property(documents({ training: true, passOn: true }), fc.nat(), (document, place) => {
        const debug = new Debugger(new Session(scenarioOf(document)));
        const { session: debugged } = debug;
        debug.seek(place % (debugged.total + 1));
        execute(debug, 'break');
        expect(debug.breakpoints).toHaveLength(debugged.total > 0 ? 1 : 0);
        for (const { spec } of debug.breakpoints) {
          expect(isAtCursor(spec, debugged)).toBe(true);
          expect(specOf(inWords(spec), debugged)).toEqual(spec);
        }
        execute(debug, 'break');
        expect(debug.breakpoints).toEqual([]);
      }),
      networksTried(100),
    );
  });
});
