/** A session goes on in its scenario after the file has changed: what stays, where, and what is said of the rest. */
import { describe, expect, test } from 'vitest';
import { requestText } from '../../src/breakpoints/list.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { reloadedDebugger } from '../../src/commands/saved/reloaded.ts';
import { restoreSession } from '../../src/commands/saved/restored.ts';
import { saveSession } from '../../src/commands/saved/saved.ts';
import { execute } from '../../src/commands/sections/commands.ts';
import { lineText } from '../../src/session/numpy-lines.ts';
import { Session } from '../../src/session/session.ts';
import { displayName } from '../../src/session/steps.ts';
import { scenarioOf } from '../support/networks.ts';

interface Parts {
  readonly hidden?: string;
  readonly between?: string;
  readonly rate?: number;
  readonly epochs?: number;
  readonly batch?: number;
  readonly data?: readonly string[];
  readonly optimizer?: string;
  readonly variants?: string;
}

const rows = [
  '{ inputs: [1, 2], target: 1 }',
  '{ inputs: [3, -1], target: 0 }',
  '{ inputs: [0, 1], target: 2 }',
];

function textOf({
  hidden = 'h0: [0.5, -0.25], h1: [0.75, 1]',
  between = '',
  rate = 0.1,
  epochs = 3,
  batch = 1,
  data = rows,
  optimizer = 'sgd',
  variants = '',
}: Parts = {}): string {
  const count = hidden.split(']').length - 1;
  const ones = `[${Array.from({ length: between === '' ? count : 1 }, () => '1').join(', ')}]`;
  return `title: Reloaded
inputs: [a, b]
layers:
  - { name: hidden, activation: relu, nodes: { ${hidden} } }
${between}  - { name: output, nodes: { y: ${ones} } }
data: [${data.join(', ')}]
loss: squared_error
optimizer: { kind: ${optimizer}, learning_rate: ${rate} }
training: { epochs: ${epochs}, batch: ${batch}, finish: loss }
${variants}`;
}

function begin(parts: Parts, ...lines: string[]): Debugger {
  const debug = new Debugger(new Session(scenarioOf(textOf(parts))));
  for (const line of lines) {
    const outcome = execute(debug, line);
    if (outcome.kind === 'failed') throw new Error(outcome.text);
  }
  return debug;
}

const reload = (debug: Debugger, parts: Parts) => reloadedDebugger(debug, scenarioOf(textOf(parts)));

/** What the step at the cursor writes, and when. */
function place({ session }: Debugger) {
  const { engine, position } = session;
  const { epoch, batch, example, program } = engine.schedule.segmentAt(position);
  const { result } = engine.schedule.instructionAt(position);
  return { epoch, batch, example, program, address: displayName(engine.run, result) };
}

const setup = ({ breakpoints, watches, marks }: Debugger) => ({
  breakpoints: breakpoints.map((each) => `${each.id} ${requestText(each)}`),
  watches: watches.map(({ text }) => text),
  marks: Object.fromEntries(marks),
});

const busy = (parts: Parts = {}) =>
  begin(
    parts,
    'break h0',
    'break loss < 0.1 hit 2',
    'watch grad(h1.w[0])',
    'goto epoch 2 example 2 backward',
    'mark a',
    'set h0.w[1] = 0.5',
    'goto epoch 2 example 3 forward y',
    'mark b',
    'undo',
    'redo',
  );

test('with only another learning rate everything stays, and the numbers are those of the new one', () => {
  const before = busy();
  const { debug, cursor, notices } = reload(before, { rate: 0.2 });
  expect(notices).toEqual([]);
  expect(cursor).toEqual({ position: before.session.position, how: 'same' });
  expect(setup(debug)).toEqual(setup(before));
  expect(debug.session.timelines).toEqual(before.session.timelines);
  expect(debug.session.read('learning_rate')).toBe(0.2);
  expect(debug.session.read('y.w[1]')).not.toBe(before.session.read('y.w[1]'));
  expect(debug.visited).toBe(before.visited);
});

test('with more examples, other batches and more steps in each example, each position follows its step', () => {
  const before = busy();
  const parts: Parts = {
    data: [...rows, '{ inputs: [2, 2], target: 3 }'],
    hidden: 'first: [1, 1], h0: [0.5, -0.25], h1: [0.75, 1]',
  };
  const { debug, cursor, notices } = reload(before, parts);
  expect(notices).toEqual([]);
  expect(cursor.how).toBe('same');
  expect(cursor.position).toBeGreaterThan(before.session.position);
  expect(place(debug)).toEqual(place(before));
  for (const letter of ['a', 'b']) {
    before.seek(before.marks.get(letter) ?? 0);
    debug.seek(debug.marks.get(letter) ?? 0);
    expect(place(debug)).toEqual(place(before));
  }
  const [edit] = debug.session.timeline.edits;
  expect(edit).toMatchObject({ address: 'h0.w[1]', value: 0.5, at: debug.marks.get('a') });

  const { debug: batched } = reload(busy(), { batch: 2 });
  expect(place(batched)).toMatchObject({ epoch: 2, batch: 2, example: 3, address: place(before).address });
});

test('what a renamed node leaves behind is said, one line each', () => {
  const before = busy();
  const { debug, notices } = reload(before, { hidden: 'left: [0.5, -0.25], h1: [0.75, 1]' });
  expect(notices).toEqual([
    'Left out the edit of h0.w[1]: there is no such value.',
    expect.stringMatching(/^Left out breakpoint 1, node h0: Expected a node in this run, found "h0"/),
  ]);
  expect(setup(debug)).toMatchObject({ breakpoints: ['2 loss < 0.1 hit 2'], watches: ['grad(h1.w[0])'] });
  expect(debug.session.timeline.edits).toEqual([]);
  expect(place(debug)).toEqual(place(before));
});

test('in a layer that is removed, the nearest step before it is found', () => {
  const between = '  - { name: middle, nodes: { m: [1, 1] } }\n';
  const before = begin({ between }, 'goto epoch 2 example 2 forward m', 'mark m', 'watch m');
  const { debug, cursor, notices } = reload(before, {});
  expect(cursor.how).toBe('near');
  expect(place(debug)).toMatchObject({ epoch: 2, example: 2, address: 'h1' });
  expect(notices).toEqual([
    'Left out mark m: its step is no longer there.',
    expect.stringMatching(/^Left out watch m: /),
  ]);
});

test('an epoch or an example that is gone: the end of what there is, and its edits are left out', () => {
  const { debug, cursor, notices } = reload(busy(), { epochs: 1 });
  const { schedule } = debug.session.engine;
  expect(cursor).toEqual({ position: schedule.epochStart(2), how: 'gone' });
  expect(notices).toEqual([
    'Left out mark a: its step is no longer there.',
    'Left out mark b: its step is no longer there.',
    expect.stringMatching(/^Left out the edit of h0\.w\[1\] at step \d+: its epoch or example is no longer/),
  ]);

  const fewer = reload(busy(), { data: rows.slice(0, 2) });
  expect(fewer.cursor.how).toBe('gone');
  expect(fewer.cursor.position).toBe(fewer.debug.session.engine.schedule.epochStart(3));
  expect(fewer.debug.session.timeline.edits).toHaveLength(1);
});

test('the update and the finish are found again, also with another optimizer', () => {
  for (const line of ['goto epoch 2 update', 'goto end']) {
    const before = begin({}, line);
    const { debug, cursor } = reload(before, { optimizer: 'adam', rate: 0.01 });
    expect(['same', 'near']).toContain(cursor.how);
    expect(place(debug)).toMatchObject({ epoch: place(before).epoch, program: place(before).program });
  }
  expect(place(reload(begin({}, 'goto end'), { epochs: 7 }).debug)).toMatchObject({
    program: 'finish',
    epoch: 8,
    example: 3,
  });
});

test('a breakpoint at a line of the code goes where the line is now, or is left out', () => {
  const before = begin({});
  const line = lineOf(before, /^d_out|^d_y|y = |output = /);
  execute(before, `break line ${line}`);
  const text = lineText(before.session, line);
  const between = '  - { name: middle, nodes: { m: [1, 1] } }\n';
  const { debug, notices } = reload(before, { epochs: 9, data: [...rows, ...rows] });
  expect(notices).toEqual([]);
  const [moved] = debug.breakpoints;
  expect(moved?.spec).toMatchObject({ place: 'line', name: expect.not.stringMatching(`^${line}$`) });
  expect(moved?.spec.type === 'place' && lineText(debug.session, Number(moved.spec.name))).toBe(text);

  const inMiddle = begin({ between });
  execute(inMiddle, `break line ${lineOf(inMiddle, /middle.*=/)}`);
  expect(inMiddle.breakpoints).toHaveLength(1);
  expect(reload(inMiddle, {}).notices).toEqual([
    expect.stringMatching(/^Left out breakpoint 1, line \d+: that line is no longer there\.$/),
  ]);
});

test('a timeline of a variant stays, unless the variant is gone', () => {
  const variants = 'variants:\n  high: { set: { "h0.w[0]": 2 } }\n';
  const before = begin({ variants }, 'variant high', 'step 5', 'set h0.w[0] = 9');
  expect(reload(before, { variants, rate: 0.3 }).debug.session.timelines).toEqual(before.session.timelines);
  const gone = reload(before, {});
  expect(gone.debug.session.variant).toBeNull();
  expect(gone.notices).toEqual(['Left out timeline "high": there is no variant "high".']);
});

test('undone edits can be redone', () => {
  const before = begin({}, 'goto epoch 2', 'set h0.w[0] = 9', 'step 3', 'set h1.w[0] = 8', 'undo', 'undo');
  const { debug } = reload(before, { rate: 0.3 });
  execute(debug, 'redo');
  execute(debug, 'redo');
  expect(debug.session.timeline.edits).toMatchObject([{ address: 'h0.w[0]' }, { address: 'h1.w[0]' }]);
});

describe('what was left out comes back when it fits again', () => {
  const renamed: Parts = { hidden: 'left: [0.5, -0.25], h1: [0.75, 1]' };
  const made = (debug: Debugger) => {
    const { marks, ...rest } = setup(debug);
    return { ...rest, marks: { ...marks, "'": 0 }, timelines: debug.session.timelines };
  };

  test('after a name was changed and changed back, at the same places and with the same numbers', () => {
    const before = busy();
    const there = reload(before, renamed);
    expect([there.lost, there.back]).toEqual([2, 0]);
    const again = reload(there.debug, {});
    expect([again.lost, again.back, again.notices]).toEqual([0, 2, []]);
    expect(made(again.debug)).toEqual(made(before));
    expect(again.debug.session.position).toBe(before.session.position);
    expect(again.debug.session.read('h0.w[1]')).toBe(before.session.read('h0.w[1]'));
    expect(again.debug.leftOut).toEqual([]);
  });

  test('after other changes between, which still list it, and beside what was made meanwhile', () => {
    const before = busy();
    const there = reload(before, renamed);
    for (const line of ['break left', 'goto epoch 1 example 2 backward', 'set h1.w[0] = 4'])
      expect(execute(there.debug, line).kind).not.toBe('failed');
    // The breakpoint has got the number of the one that was left out.
    expect(setup(there.debug).breakpoints).toEqual(['2 loss < 0.1 hit 2', '3 node left']);
    const between = reload(there.debug, { ...renamed, rate: 0.3, data: [...rows].reverse() });
    expect([between.lost, between.back, between.notices.length]).toEqual([0, 0, 2]);
    const again = reload(between.debug, {});
    // Now the node of the later breakpoint is gone.
    expect([again.lost, again.back]).toEqual([1, 2]);
    expect(setup(again.debug).breakpoints).toEqual(['1 node h0', '2 loss < 0.1 hit 2']);
    const [early, late] = again.debug.session.timeline.edits;
    expect([early?.address, late?.address]).toEqual(['h1.w[0]', 'h0.w[1]']);
    expect(late).toEqual(before.session.timeline.edits[0]);
    expect(setup(reload(again.debug, renamed).debug).breakpoints).toContain('3 node left');
  });

  test('epochs, a layer with its marks and watches, and the timelines of a variant', () => {
    const before = busy();
    expect(made(reload(reload(before, { epochs: 1 }).debug, {}).debug)).toEqual(made(before));
    const between = '  - { name: middle, nodes: { m: [1, 1] } }\n';
    const middle = begin({ between }, 'goto epoch 2 example 2 forward m', 'mark m', 'watch m');
    expect(made(reload(reload(middle, {}).debug, { between }).debug)).toEqual(made(middle));
    const variants = 'variants:\n  high: { set: { "h0.w[0]": 2 } }\n';
    const varied = begin({ variants }, 'variant high', 'step 5', 'set h0.w[0] = 9', 'back 2', 'set a = 3');
    execute(varied, 'timeline as written');
    expect(varied.session.timelines.all).toHaveLength(3);
    const without = reload(varied, {});
    expect(without.debug.session.timelines.all).toHaveLength(1);
    expect(made(reload(without.debug, { variants }).debug)).toEqual(made(varied));
  });

  test('undone edits', () => {
    const before = begin({}, 'goto epoch 2', 'set h0.w[0] = 9', 'step 3', 'set h0.w[1] = 8', 'undo', 'undo');
    const again = reload(reload(before, renamed).debug, {}).debug;
    expect(again.session.timelines).toEqual(before.session.timelines);
  });

  test('when the session was saved and resumed meanwhile, which does not say it again', () => {
    const before = busy();
    const there = reload(before, renamed).debug;
    const about = (parts: Parts) => ({ id: 'x', source: textOf(parts), layout: {} });
    const kept = saveSession(there, about(renamed));
    expect(JSON.parse(kept).leftOut.timelines[0].edits).toHaveLength(1);
    const resumed = restoreSession(kept, scenarioOf(textOf(renamed)), textOf(renamed), String);
    if (!resumed.ok) throw new Error(resumed.text);
    expect(resumed.notices).toEqual([]);
    expect(saveSession(resumed.debug, about(renamed))).toBe(kept);
    expect(made(reload(resumed.debug, {}).debug)).toEqual(made(before));
    const back = restoreSession(kept, scenarioOf(textOf()), textOf(), String);
    if (!back.ok) throw new Error(back.text);
    expect(back.notices).toEqual([
      'The scenario has changed since this was saved.',
      '2 things that were left out are back.',
    ]);
    expect(made(back.debug)).toEqual(made(before));
    expect(JSON.parse(saveSession(back.debug, about({}))).leftOut).toBeUndefined();
  });

  test('what does not fit when a session is resumed is kept, too', () => {
    const kept = saveSession(busy(), { id: 'x', source: textOf(), layout: {} });
    const resumed = restoreSession(kept, scenarioOf(textOf(renamed)), textOf(renamed), String);
    if (!resumed.ok) throw new Error(resumed.text);
    expect(resumed.notices).toHaveLength(3);
    expect(made(reload(resumed.debug, {}).debug)).toEqual(made(busy()));
  });
});

/** The first line (counted from 1) of the code that computes something and matches. */
function lineOf({ session }: Debugger, pattern: RegExp): number {
  for (let line = 1; line < 200; line++)
    if (pattern.test(lineText(session, line)) && executes(session, line)) return line;
  throw new Error('no such line');
}

function executes(session: Session, line: number): boolean {
  return execute(new Debugger(session), `break line ${line}`).kind !== 'failed';
}
