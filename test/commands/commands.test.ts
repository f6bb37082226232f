import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needsArgument, type Outcome } from '../../src/commands/command.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { withoutComment } from '../../src/commands/line.ts';
import { debuggerCommands, execute } from '../../src/commands/sections/commands.ts';
import { Machine } from '../../src/core/execution/machine.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import { lineOfStep } from '../../src/session/numpy-lines.ts';
import { Session } from '../../src/session/session.ts';
import { formatNumber } from '../../src/view/terminal/format.ts';
import { documents, scenarioOf } from '../support/networks.ts';
import { load } from '../support/scenario.ts';

function open(id: string): Debugger {
  const source = readFileSync(new URL(`../../scenarios/${id}.yaml`, import.meta.url), 'utf8');
  const parsed = parseScenario(source);
  if (!parsed.ok) throw new Error(id);
  return new Debugger(new Session(parsed.scenario), formatNumber);
}

/** Executes a line and its work to the end. */
function done(debug: Debugger, line: string): Outcome {
  let outcome = execute(debug, line);
  while (outcome.kind === 'running') {
    let next = outcome.work.next();
    while (!next.done) next = outcome.work.next();
    outcome = next.value;
  }
  return outcome;
}

/** Columns: scenario, start position, lines (only the last one's result is tested), end position, reason. */
const movesTable: readonly [string, number, string, number, string][] = [
  ['target-13', 0, 'step', 1, 'step'],
  ['target-13', 0, 'step 5', 5, 'step'],
  ['target-13', 30, 'step 5', 32, 'end'],
  ['relu-function', 0, 'goto example 2', 2, 'goto'],
  ['target-13', 32, 'step', 32, 'end'],
  ['target-13', 32, 'reverse-step', 31, 'step'],
  ['target-13', 32, 'back 4', 28, 'step'],
  ['target-13', 0, 'reverse-step', 0, 'start'],
  ['target-13', 0, 'next', 3, 'step'],
  ['target-13', 1, 'next', 3, 'step'],
  ['target-13', 3, 'next', 6, 'step'],
  ['target-13', 9, 'next', 11, 'step'],
  ['target-13', 11, 'next', 12, 'step'],
  ['target-13', 12, 'next', 16, 'step'],
  ['target-13', 0, 'next 3', 9, 'step'],
  ['target-13', 0, 'n; n', 6, 'step'],
  ['target-13', 0, 'c', 32, 'end'],
  ['target-13', 32, 'next', 32, 'end'],
  ['target-13', 5, 'reverse-next', 3, 'step'],
  ['target-13', 3, 'reverse-next', 0, 'step'],
  ['target-13', 0, 'reverse-next', 0, 'start'],
  ['target-13', 1, 'finish', 6, 'step'],
  ['target-13', 6, 'finish', 9, 'step'],
  ['target-13', 9, 'finish', 11, 'step'],
  ['target-13', 16, 'finish', 20, 'step'],
  ['target-13', 8, 'reverse-finish', 6, 'step'],
  ['target-13', 6, 'reverse-finish', 0, 'step'],
  ['target-13', 20, 'reverse-finish', 16, 'step'],
  ['target-13', 4, 'next-phase', 9, 'step'],
  ['target-13', 9, 'next-phase', 11, 'step'],
  ['target-13', 11, 'previous-phase', 9, 'step'],
  ['target-13', 15, 'previous-phase', 11, 'step'],
  ['back-propagation', 5, 'next-epoch', 32, 'step'],
  ['back-propagation', 32, 'next-epoch', 64, 'step'],
  ['back-propagation', 64, 'previous-epoch', 32, 'step'],
  ['back-propagation', 70, 'previous-epoch', 64, 'step'],
  ['target-13', 7, 'first', 0, 'step'],
  ['target-13', 7, 'last', 32, 'step'],
  ['target-13', 7, 'goto 13', 13, 'goto'],
  ['target-13', 7, '13', 13, 'goto'],
  ['target-13', 7, 'goto 50%', 16, 'goto'],
  ['target-13', 7, '12.5 %', 4, 'goto'],
  ['target-13', 7, '100%', 32, 'goto'],
  ['target-13', 7, 'goto backward', 12, 'goto'],
  ['target-13', 7, 'goto backward hidden', 17, 'goto'],
  ['target-13', 7, 'goto backward node_1', 19, 'goto'],
  ['target-13', 7, 'goto update output', 21, 'goto'],
  ['back-propagation', 7, 'goto epoch 3 backward node_0', 81, 'goto'],
  ['back-propagation', 7, 'goto epoch 2', 33, 'goto'],
  ['back-propagation', 100, 'goto node_1', 100, 'goto'],
  ['back-propagation', 7, 'goto epoch 2 example 1 update', 53, 'goto'],
  ['target-13', 1, 'counterpart', 17, 'goto'],
  ['target-13', 17, 'counterpart', 1, 'goto'],
  ['target-13', 7, 'counterpart', 13, 'goto'],
  ['target-13', 11, 'counterpart', 12, 'goto'],
  ['target-13', 0, 'next-change output', 9, 'goto'],
  ['back-propagation', 9, 'next-change output', 41, 'goto'],
  ['back-propagation', 50, 'previous-change output', 41, 'goto'],
  ['target-13', 5, 'next-change', 5, ''],
  ['target-13', 0, 'find add', 3, 'goto'],
  ['target-13', 3, 'find add', 6, 'goto'],
  ['target-13', 0, 'find delta(node_0.w[1])', 27, 'goto'],
  ['target-13', 0, 'variant', 0, 'goto'],
  ['target-13', 0, 'continue', 32, 'end'],
  ['target-13', 20, 'reverse-continue', 0, 'start'],
  ['target-13', 32, 'continue', 32, 'end'],
  ['target-13', 0, 'reverse-continue', 0, 'start'],
  ['target-13', 0, 'break node_1; continue', 4, 'breakpoint'],
  ['target-13', 0, 'break node_1; continue; continue', 19, 'breakpoint'],
  ['target-13', 32, 'break node_1; reverse-continue', 29, 'breakpoint'],
  ['target-13', 0, 'break phase backward; continue', 12, 'breakpoint'],
  ['target-13', 0, 'break layer output; continue', 7, 'breakpoint'],
  ['target-13', 0, 'break kind square; continue', 11, 'breakpoint'],
  ['target-13', 0, 'break grad(node_0.w[1]); continue', 18, 'breakpoint'],
  ['target-13', 0, 'break grad(node_0.w[1]) == -48; continue', 18, 'breakpoint'],
  ['target-13', 0, 'break change output.w[0]; continue', 22, 'data breakpoint'],
  ['target-13', 32, 'break change output.w[0]; reverse-continue', 22, 'data breakpoint'],
  ['target-13', 0, 'break change output.w[0] by 1; continue', 32, 'end'],
  ['target-13', 0, 'break node_1; disable 1; continue', 32, 'end'],
  ['target-13', 0, 'break node_1; disable; enable 1; continue', 4, 'breakpoint'],
  ['target-13', 0, 'break node_1; delete 1; continue', 32, 'end'],
  ['target-13', 9, 'break; first; continue', 9, 'breakpoint'],
  ['back-propagation', 0, 'break loss < 1; continue', 43, 'breakpoint'],
  ['back-propagation', 160, 'break loss < 1; reverse-continue', 43, 'breakpoint'],
  ['target-13', 5, 'mark a; last; return a', 5, 'goto'],
  ['target-13', 5, 'goto start', 0, 'goto'],
  ['target-13', 5, 'goto end', 32, 'goto'],
  // node_0 is entered at the steps 1, 17 and 25 of each of five epochs of 32 steps.
  ['back-propagation', 0, 'break node_0; continue 3', 25, 'breakpoint'],
  ['back-propagation', 0, 'break node_0; continue 15', 153, 'breakpoint'],
  ['back-propagation', 0, 'break node_0; continue 16', 160, 'end'],
  ['back-propagation', 160, 'break node_0; reverse-continue 3', 129, 'breakpoint'],
  ['back-propagation', 0, 'break node_0 hit 4; continue', 33, 'breakpoint'],
  ['back-propagation', 0, 'break node_0 hit 4; continue; continue', 160, 'end'],
  ['back-propagation', 160, 'break node_0 hit 4; reverse-continue', 33, 'breakpoint'],
  ['back-propagation', 100, 'break node_0 hit >= 4; reverse-continue 99; continue', 33, 'breakpoint'],
  ['back-propagation', 0, 'break node_0 hit % 5; continue 2', 97, 'breakpoint'],
  ['back-propagation', 160, 'break node_0 hit % 5; reverse-continue 2', 97, 'breakpoint'],
  ['back-propagation', 0, 'break node_0; ignore 1 2; continue', 25, 'breakpoint'],
  ['back-propagation', 20, 'break node_0; ignore 1 2; continue', 49, 'breakpoint'],
  ['back-propagation', 20, 'break node_0; ignore 1 2; reverse-continue 9; continue 3', 49, 'breakpoint'],
  ['back-propagation', 20, 'break node_0; ignore 1 2; ignore 1 0; continue', 25, 'breakpoint'],
  ['back-propagation', 50, 'break node_0; ignore 1 2; reverse-continue', 49, 'breakpoint'],
  ['back-propagation', 0, 'break kind square if loss < 10 hit 2; continue', 75, 'breakpoint'],
  ['back-propagation', 0, 'tbreak node_0; continue; continue', 160, 'end'],
  ['back-propagation', 160, 'tbreak node_0; reverse-continue; reverse-continue', 0, 'start'],
  ['back-propagation', 9, 'tbreak; first; continue', 9, 'breakpoint'],
  ['back-propagation', 0, 'break node_0 log "{output}"; continue', 160, 'end'],
  ['back-propagation', 70, 'break node_0; run', 1, 'breakpoint'],
  ['back-propagation', 70, 'run', 160, 'end'],
  ['back-propagation', 0, 'until output', 7, 'goto'],
  ['back-propagation', 0, 'until loss < 1', 43, 'goto'],
  ['back-propagation', 0, 'break node_1; until output', 4, 'breakpoint'],
  ['back-propagation', 159, 'until output', 160, 'end'],
  ['target-13', 32, 'until', 32, 'end'],
  ['back-propagation', 0, 'break node_0; commands 1 print loss;continue; continue', 160, 'end'],
  ['back-propagation', 160, 'break node_0; commands 1 print loss;continue; reverse-continue', 0, 'start'],
  ['back-propagation', 160, 'break node_0; commands 1 continue 4; reverse-continue', 0, 'start'],
  ['back-propagation', 0, 'break node_0; commands 1 step 2; continue', 3, 'step'],
  ['target-13', 0, 'break node_0; commands 1 print loss;continue; until error', 10, 'goto'],
  ['target-13', 0, 'break error; commands 1 print loss;continue; until error', 10, 'breakpoint'],
];

test('a stop names the breakpoints that it is at, also one that is gone then', () => {
  const debug = open('target-13');
  for (const line of ['break phase loss', 'break error', 'break error hit 2', 'tbreak node_0'])
    done(debug, line);
  expect(done(debug, 'continue')).toMatchObject({ kind: 'stopped', breakpoints: [4] });
  expect(debug.breakpoints.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(done(debug, 'continue')).toMatchObject({ kind: 'stopped', breakpoints: [1, 2] });
  expect(done(debug, 'step')).not.toHaveProperty('breakpoints');
  expect(done(debug, 'continue')).not.toHaveProperty('breakpoints');
});

describe('a command goes to its step, and says why it stopped', () => {
  test.each(movesTable)('%s, from %i: %s → %i (%s)', (id, from, lines, to, reason) => {
    const debug = open(id);
    debug.seek(from);
    const outcome = lines
      .split('; ')
      .map((line) => done(debug, line))
      .at(-1) as Outcome;
    expect(debug.session.position).toBe(to);
    expect(outcome.kind === 'stopped' ? outcome.reason : '').toBe(reason);
  });
});

const saidTable: readonly [string, number, string, string | RegExp][] = [
  ['target-13', 9, 'print output', 'output = 9'],
  ['target-13', 9, 'print output - target', 'output - target = -4'],
  ['target-13', 11, 'print loss / 3', 'loss / 3 = 5.333333333333333'],
  ['target-13', 3, 'print loss', 'loss = not known yet'],
  ['target-13', 9, 'print lss', /did you mean "loss"/],
  ['target-13', 9, 'print 1 +', /Expected/],
  ['target-13', 0, 'set output.w[0] = 3', 'output.w[0] = 3 from step 0 on.'],
  ['target-13', 0, 'set output.w[0] = output.w[0] * 2', 'output.w[0] = 4 from step 0 on.'],
  ['target-13', 9, 'set output = 3', /output is computed/],
  ['target-13', 9, 'set output.w[0] = 1/0', /finite/],
  ['target-13', 0, 'undo', 'Nothing to undo.'],
  ['target-13', 0, 'set learning_rate = 1; undo', 'Undone: step 0: learning_rate = 1.'],
  ['target-13', 0, 'set learning_rate = 1; undo; redo', 'Redone: step 0: learning_rate = 1.'],
  ['target-13', 0, 'set learning_rate = 1; clear-edits', 'Cleared 1 edit.'],
  [
    'target-13',
    9,
    'set output.w[0] = 3; first; set output.w[0] = 4',
    /A later edit exists, so this started the timeline "as written #2"/,
  ],
  ['target-13', 0, 'watch loss', 'Watch 1 added: loss.'],
  ['target-13', 0, 'watch loss; unwatch 1', 'Removed: loss.'],
  ['self-attention', 0, 'watch grad(Wq)', 'Watches 1 to 4 added, from grad(Wq[0][0]) to grad(Wq[1][1]).'],
  ['self-attention', 0, 'watch A[0][0]; watch A', 'Watches 2 to 9 added, from A[0][1] to A[2][2].'],
  ['self-attention', 0, 'watch A + 1', /Expected an address in this run, found "A"/],
  ['target-13', 0, 'unwatch', 'There are no watches.'],
  ['target-13', 0, 'return a', /There are no marks yet/],
  ['target-13', 0, 'mark ab', /one letter/],
  ['target-13', 0, 'p loss', 'loss = not known yet'],
  ['target-13', 0, 'pr', /could be/],
  ['target-13', 0, '101%', '"101%" is past the end: type a percentage from 0% to 100%.'],
  ['target-13', 0, 'goto 33', 'There is no step "33": type a number from 0 to 32.'],
  ['target-13', 0, 'goto epoch 9', /no epoch 9/],
  ['target-13', 0, 'goto bakward', /did you mean "backward"/],
  ['target-13', 0, 'stp', /did you mean "step"/],
  ['target-13', 0, 'revers', /could be reverse-step, reverse-next/],
  ['target-13', 0, 'step x', /not a count/],
  ['target-13', 0, 'break nod_1', /did you mean/],
  ['target-13', 0, 'delete 3', 'There are no breakpoints.'],
  ['target-13', 0, 'find grad(nothing)', /not found after this step/],
  ['target-13', 0, 'prove', /No operation has been done yet/],
  ['target-13', 0, 'prove all', /No operation has been done yet/],
  ['target-13', 5, 'prove', /did not compute the gradient/],
  ['target-13', 5, 'prove all', /go to the backward phase/],
  ['relu', 5, 'prove all', 'This run computes no gradients.'],
  ['target-13', 13, 'prove it', /Expected an address in this run, found "it"/],
  ['target-13', 13, 'prove node_0.w[0]', /No gradient of node_0\.w\[0\] is known at this step/],
  ['target-13', 0, 'prove loss', /No operation has been done yet/],
  ['target-13', 0, 'counterpart', 'No operation has been done yet.'],
  ['target-13', 0, 'timeline x', /no timeline "x"/],
  ['target-13', 0, 'timeline', /Expected a name.*: try as written/],
  ['slope', 0, 'variant', 'This scenario has no variants.'],
  ['target-13', 0, 'tbreak node_1 hit 2', 'Temporary breakpoint 1 set: node node_1, at hit 2.'],
  [
    'target-13',
    0,
    'tbreak node_1; continue',
    /^Temporary breakpoint 1 hit at step 4: node node_1 was entered\.$/,
  ],
  ['target-13', 0, 'break node_1; continue 9', 'End of the run, after 3 of 9 stops.'],
  ['target-13', 0, 'break node_1 hit 9; continue', 'End of the run: no breakpoint stopped it.'],
  ['target-13', 32, 'break node_1 hit 9; reverse-continue', 'Start of the run: no breakpoint stopped it.'],
  ['target-13', 0, 'break node_1; ignore 1 2', 'Breakpoint 1: ignores hits 1 to 2.'],
  ['target-13', 5, 'break node_1; ignore 1 1', 'Breakpoint 1: ignores hit 2.'],
  ['target-13', 5, 'break node_1; ignore 1 0', 'Breakpoint 1 ignores no hits.'],
  ['target-13', 5, 'break node_1; commands 1 print loss;bt', 'Breakpoint 1 carries out: print loss; bt.'],
  ['target-13', 5, 'break node_1; commands 1', 'Breakpoint 1 carries out no commands.'],
  ['target-13', 0, 'until output', 'Step 7: node output was entered.'],
  ['target-13', 0, 'variant bettr_output', /did you mean "better_output"/],
];

test.each(saidTable)('%s at %i: %s says %s', (id, at, lines, text) => {
  const debug = open(id);
  debug.seek(at);
  const outcome = lines
    .split('; ')
    .map((line) => done(debug, line))
    .at(-1) as Outcome;
  expect('text' in outcome ? outcome.text : outcome.kind).toMatch(text);
});

const listTable: readonly [string, number, string, readonly string[]][] = [
  ['circuit', 3, 'origin', ['given: the gradient of an output']],
  ['target-13', 13, 'origin', ['grad(output.w[0]) = -40', 'node_0 = 5', 'incoming value', 'loss slope']],
  ['target-13', 3, 'uses', ['output.product[0]', '(later)']],
  ['target-13', 13, 'where', ['node     output', 'phase    backward', 'run']],
  ['target-13', 13, 'prove', ['gradient             -40', 'relative error', 'The gradient agrees']],
  ['target-13', 20, 'prove grad(output)', ['loss at output + h', 'The gradient agrees']],
  ['target-13', 20, 'prove output', ['loss at output + h', 'The gradient agrees']],
  ['target-13', 20, 'prove output.w[0]', ['loss at output.w[0] + h', 'The gradient agrees']],
  ['target-13', 20, 'prove all', ['The gradient agrees', 'grad(output)', '-40']],
  ['target-13', 32, 'values', ['output.w[0] = 2.4', 'learning_rate = 0.01']],
  ['target-13', 0, 'break node_1; continue; breakpoints', ['1  on   node node_1   1 hit']],
  ['target-13', 20, 'break node_1; goto 9; break loss < 1; info b', ['node_1   1 hit', 'loss < 1   0 hits']],
  ['target-13', 20, 'break node_1; disable; breakpoints', ['1  off  node node_1   2 hits']],
  [
    'target-13',
    9,
    'tbreak node_1 hit % 2; ignore 1 3; commands 1 print loss;bt; breakpoints',
    [
      '1  on   node node_1, at hits 2, 4, 6 …   1 hit, temporary, ignores hits 2 to 4',
      '     print loss\n     bt',
    ],
  ],
  ['target-13', 13, 'info frame', ['node     output']],
  ['target-13', 32, 'info locals', ['output.w[0] = 2.4']],
  ['target-13', 0, 'watch loss; last; watches', ['loss = 16, since step 11']],
  [
    'back-propagation',
    160,
    'table loss output.w[0] - 1, error * (2) every epoch',
    ['step 32  loss = 16  output.w[0] - 1 = 1.2000000000000002  error * (2) = -8'],
  ],
  ['target-13', 0, 'last; table loss', ['step 31  loss = 16\nstep 32  loss = 16']],
  ['target-13', 11, 'table loss', ['step 10  loss = not known yet\nstep 11  loss = 16']],
  ['self-attention', 1605, 'watch K; watches', ['1  K[0][0] = ', '6  K[2][1] = ']],
  [
    'self-attention',
    0,
    'break A; continue; table Q loss every step',
    ['Q[2][1] = 1.5  loss = not known yet'],
  ],
  [
    'target-13',
    9,
    'compare better_output',
    ['The first operation with another result is step 7.', '≠ output', '13'],
  ],
  ['target-13', 0, 'set learning_rate = 1; edits', ['step 0: learning_rate = 1']],
  ['target-13', 0, 'variant; timelines', ['▸ better_output: 0 edits', 'as written: 0 edits']],
];

test('the numbers of a large array are not watched all together', () => {
  const document = {
    title: 'Large',
    inputs: ['x'],
    formulas: { h: 'x * 2' },
    data: [{ inputs: [Array.from({ length: 17 }, (_, index) => index)] }],
  };
  const debug = new Debugger(new Session(scenarioOf(JSON.stringify(document))));
  const text = 'h has 17 numbers, at most 16 go together: name one of them, as in h[0].';
  const places = { 'watch h': 6, 'table x[0] h every step': 11 };
  for (const [line, at] of Object.entries(places))
    expect(done(debug, line)).toEqual({
      kind: 'failed',
      text,
      place: { line, at },
    });
  expect(done(debug, 'watch h[16]')).toMatchObject({ kind: 'said' });
});

test('a table ends at the cursor, opens at its row, and shows only the places in which rows differ', () => {
  const debug = new Debugger(new Session(load('two-moons')));
  const tableAt = (position: number, line: string) => {
    debug.seek(position);
    const outcome = done(debug, line);
    if (outcome.kind !== 'listed') throw new Error(outcome.kind);
    return outcome;
  };
  const { engine, total } = debug.session;
  const epoch = engine.schedule.epochStart(2);
  // In the middle of the third epoch: two epochs that have ended, and the cursor.
  const within = tableAt(2 * epoch + 5, 'table loss every epoch');
  expect(within.rows.map(({ step }) => step)).toEqual([epoch, 2 * epoch, 2 * epoch + 5]);
  expect(within.title).toBe(`Values at the end of every epoch, up to step ${2 * epoch + 5}`);
  expect(within.heads).toEqual(['', 'step', 'epoch', 'loss']);
  expect(within.opensAt).toBe(2);
  expect(within.rows.map(({ cells }) => cells?.[0])).toMatchObject([
    { text: ' ' },
    { text: ' ' },
    { text: '●' },
  ]);
  const exact = tableAt(2 * epoch, 'table loss every epoch');
  expect(exact.rows.map(({ step }) => step)).toEqual([epoch, 2 * epoch]);
  const examples = tableAt(epoch, 'table loss every example');
  expect(examples.heads).toEqual(['', 'step', 'epoch', 'example', 'loss']);
  expect(examples.rows.filter(({ step }) => step !== epoch)).toHaveLength(engine.run.data.length);
  expect(total).toBeGreaterThan(20_000);
  const steps = tableAt(20_000, 'table loss every step');
  expect(steps.rows).toHaveLength(10_000);
  expect(steps.rows[0]?.step).toBe(10_001);
  expect(steps.verdict?.text).toBe('Only the last 10,000 rows up to this step are listed.');
});

test.each(listTable)('%s at %i: %s lists its answer', (id, at, lines, parts) => {
  const debug = open(id);
  debug.seek(at);
  const outcome = lines
    .split('; ')
    .map((line) => done(debug, line))
    .at(-1) as Outcome;
  const text = outcome.kind === 'listed' ? outcome.rows.map((row) => row.text).join('\n') : outcome.kind;
  for (const part of parts) expect(text).toContain(part);
});

describe('breakpoints write', () => {
  const answer = (from: number, ...lines: readonly string[]) => {
    const debug = open('back-propagation');
    debug.seek(from);
    const outcome = lines.map((line) => done(debug, line)).at(-1) as Outcome;
    if (outcome.kind !== 'stopped') throw new Error(outcome.kind);
    const texts = (rows: readonly { readonly text: string }[] = []) => rows.map(({ text }) => text);
    const { text, failure } = outcome;
    return { text, passed: texts(outcome.passed), answers: texts(outcome.answers), failure };
  };
  const log = 'break kind square log "error {error}, loss {loss / 2}, {1/3}"';
  // Figures of the chapter: the loss is 16 in the first epoch.
  const first = 'step 11: error -4, loss 8, 0.3333333333333333';

  test('a message instead of a stop, in both directions', () => {
    const there = answer(0, log, 'continue');
    expect(there.text).toBe('End of the run: no breakpoint stopped it.');
    expect(there.passed).toHaveLength(5);
    expect(there.passed[0]).toBe(first);
    expect(answer(160, log, 'reverse-continue').passed).toEqual([...there.passed].reverse());
    expect(answer(0, log, 'break error hit 2', 'continue').passed).toEqual([first]);
    expect(answer(0, `${log.replace('log', 'hit 2 log')}`, 'continue').passed).toEqual([there.passed[1]]);
  });

  test('a value that is not known yet, and one that an edit has set', () => {
    expect(answer(0, 'break node_0 hit 1 log "{loss}"', 'continue').passed).toEqual([
      'step 1: not known yet',
    ]);
    expect(
      answer(5, 'set target = 9', 'break error hit 1 log "{target} {error}"', 'first', 'continue').passed,
    ).toEqual(['step 10: 9 0']);
    expect(
      answer(5, 'set target = 9', 'break change target log "{target}"', 'first', 'continue').passed[0],
    ).toBe('step 5: 9');
  });

  test('texts are kept without control characters, and otherwise as they were typed', () => {
    const debug = open('target-13');
    done(debug, 'break error log "\u001b[31m{error}  is\t{loss} "');
    done(debug, 'break loss');
    done(debug, 'commands 2 print  loss;find \u0007x');
    done(debug, 'find \u0007loss');
    const [first, second] = debug.breakpoints;
    expect(first?.log?.text).toBe('\uFFFD[31m{error} is {loss} ');
    expect(first?.log?.parts.filter((part) => typeof part === 'string')).toEqual(['\uFFFD[31m', ' is ', ' ']);
    expect(second?.commands).toEqual(['print loss', 'find \uFFFDx']);
    expect(debug.search).toBe('\uFFFDloss');
  });

  test('commands at a stop answer behind it; one that fails is the last', () => {
    const lines = ['break error', 'commands 1 print error;values loss;set output = 1;print loss'];
    expect(answer(0, ...lines, 'continue')).toEqual({
      text: 'Breakpoint 1 hit at step 10: error was computed.',
      passed: [],
      answers: ['error = -4', 'No known value has "loss" in its name.'],
      failure: {
        line: 'set output = 1',
        text: 'output is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.',
      },
    });
  });

  test('with continue at the end the run goes on, in its direction', () => {
    const lines = ['break error if error < 0', 'commands 1 print error;continue'];
    const there = answer(0, ...lines, 'continue');
    expect(there).toMatchObject({ text: 'End of the run: no breakpoint was hit.', answers: [] });
    expect(there.passed[0]).toBe('step 10: error = -4');
    const back = answer(160, ...lines, 'reverse-continue');
    expect(back.passed).toEqual([...there.passed].reverse());
    expect(back.text).toBe('Start of the run: no breakpoint was hit.');
  });

  test('edits are made going forward, and left out going back, which is said', () => {
    const debug = open('back-propagation');
    const rate = debug.session.read('learning_rate') as number;
    done(debug, 'break update');
    done(debug, 'commands 1 set learning_rate = learning_rate * 0.5; print learning_rate; continue');
    debug.seek(debug.session.total);
    const back = done(debug, 'reverse-continue');
    const { timelines } = debug.session;
    expect(timelines.all.map(({ edits }) => edits)).toEqual([[]]);
    const passed = back.kind === 'stopped' ? (back.passed ?? []).map(({ text }) => text) : [];
    const updates = passed.length / 2;
    expect(updates).toBeGreaterThan(2);
    expect(passed.filter((text) => /: learning_rate = \d/.test(text))).toHaveLength(updates);
    expect(passed[0]).toMatch(/^step \d+: Not carried out, since the run goes back: set learning_rate = /);
    done(debug, 'continue');
    expect(debug.session.timelines.all).toHaveLength(1);
    expect(debug.session.timeline.edits).toHaveLength(updates);
    expect(debug.session.read('learning_rate')).toBe(rate * 0.5 ** updates);
  });

  test('a command that switches to another timeline is not the last', () => {
    const debug = open('back-propagation');
    for (const line of ['40', 'set output.w[0] = 3', '10', 'set output.w[0] = 4', 'break loss hit 2'])
      done(debug, line);
    done(debug, 'commands 1 timeline as written; print output.w[0]; continue');
    const { passed = [] } = done(debug, 'continue') as Extract<Outcome, { kind: 'stopped' }>;
    expect(passed.map(({ text }) => text)).toEqual([expect.stringMatching(/: output\.w\[0\] = 3 /)]);
    expect(debug.session.timeline.name).toBe('as written');
  });

  test.each([
    [
      'commands 1 goto 3; print loss',
      '"goto 3" moves to another step, so it has to be the last command.',
      19,
    ],
    [
      'commands 1 print loss; c; print loss',
      '"c" moves to another step, so it has to be the last command.',
      26,
    ],
    ['commands 2 print loss', 'Breakpoint 2 writes a message and does not stop', undefined],
  ])('%s is refused', (line, text, at) => {
    const debug = open('target-13');
    done(debug, 'break loss');
    done(debug, 'break loss log "x"');
    const outcome = done(debug, line);
    expect(outcome).toMatchObject({ kind: 'failed', text: expect.stringContaining(text) });
    expect(outcome.kind === 'failed' && outcome.place?.at).toBe(at);
    expect(debug.breakpoints.map(({ commands }) => commands)).toEqual([[], []]);
    expect(done(debug, 'commands 2').kind).toBe('said');
  });

  test('what a move at a stop writes comes after the answers before it', () => {
    const lines = ['break node_0 hit 1', 'break error log "{error}"', 'commands 1 print 1 + 1; until loss'];
    expect(answer(0, ...lines, 'continue').passed).toEqual(['step 1: 1 + 1 = 2', 'step 10: -4']);
  });

  test('runs that send each other back and forth can be stopped', () => {
    const debug = open('back-propagation');
    for (const line of [
      'break node_0',
      'break output',
      'commands 1 until output',
      'commands 2 reverse-continue',
    ])
      done(debug, line);
    const outcome = execute(debug, 'continue');
    if (outcome.kind !== 'running') throw new Error(outcome.kind);
    for (let time = 0; time < 100; time++) expect(outcome.work.next().done).toBe(false);
  });
});

describe("the mark ' is where one jumped from", () => {
  test.each([
    ...['goto 3', '50%', 'goto backward', 'first', 'last', 'g', 'G', 'find loss', 'counterpart'],
    ...['next-change output.w[0]', 'previous-change node_0', 'return a'],
  ])('%s sets it', (line) => {
    const debug = open('target-13');
    debug.mark('a', 30);
    debug.seek(10);
    done(debug, line);
    const to = debug.session.position;
    expect(to).not.toBe(10);
    // To and fro.
    for (const position of [10, to, 10]) {
      expect(done(debug, "return '").kind).toBe('stopped');
      expect(debug.session.position).toBe(position);
    }
  });

  test.each(['step', 'reverse-step 3', 'next', 'finish', 'next-phase', 'next-epoch', 'continue', 'goto 10'])(
    '%s does not',
    (line) => {
      const debug = open('target-13');
      debug.seek(10);
      done(debug, line);
      expect(done(debug, "return '")).toMatchObject({
        kind: 'failed',
        text: 'You have not jumped to another step yet.',
      });
    },
  );
});

test('until goes past the line, and out of the loop at its end', () => {
  const debug = open('gradient-descent');
  const { session } = debug;
  const line = () => lineOfStep(session, session.position);
  done(debug, '1');
  const lines = [line()];
  while (session.position < session.total) {
    done(debug, 'until');
    lines.push(line());
  }
  expect(lines).toEqual([...lines].sort((a, b) => (a ?? 0) - (b ?? 0)));
  expect(new Set(lines).size).toBe(lines.length);
  // Once through the first epoch, then past all other epochs to the finish.
  expect(session.engine.schedule.segmentAt(session.position).program).toBe('finish');
});

describe('set says until when a value holds', () => {
  const source = (training: string) => `
title: T
inputs: [x]
layers:
  - { name: hidden, nodes: { h: [1] }, dropout: { rate: 0.5, seed: 7 } }
  - { name: out, nodes: { y: [1] } }
data: [{ inputs: [1], target: 3 }, { inputs: [2], target: 1 }, { inputs: [3], target: 1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.01 }
training: { epochs: 2${training} }`;
  const opened = (training: string) => {
    const parsed = parseScenario(source(training));
    if (!parsed.ok) throw new Error(source(training));
    return new Debugger(new Session(parsed.scenario), formatNumber);
  };

  test.each([
    ['', 'x'],
    [', finish: loss', 'target'],
    [', batch: 2, finish: loss', 'x'],
    [', batch: 3', 'h.mask'],
  ])('with%s, %s, at each step', (training, address) => {
    const { total } = opened(training).session;
    let untilEnd = 0;
    for (let at = 0; at <= total; at++) {
      const debug = opened(training);
      debug.seek(at);
      const said = done(debug, `set ${address} = 99`);
      // Found by going on until it is another number.
      let next = at;
      for (; next <= total && debug.session.read(address) === 99; next++) debug.seek(next + 1);
      const [from, to] = [`${address} = 99 from step ${at}`, next - 1];
      const text =
        next > total
          ? `${from} on.`
          : to === at
            ? `${address} = 99 at step ${at} only: the next step loads the next example.`
            : `${from} to step ${to}: then the next example is loaded.`;
      expect(said).toMatchObject({ kind: 'said', text });
      if (next > total) untilEnd += 1;
    }
    expect(untilEnd).toBeGreaterThan(0);
    expect(untilEnd).toBeLessThan(total / 2);
  });
});

test('a count continues after a long move', () => {
  const source = readFileSync(new URL('../../scenarios/back-propagation.yaml', import.meta.url), 'utf8');
  const examples = Array.from({ length: 4000 }, () => '  - { inputs: [2, 3], target: 13 }').join('\n');
  const parsed = parseScenario(source.replace(/^data:\n.*\n/m, `data:\n${examples}\n`));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics[0]));
  const debug = new Debugger(new Session(parsed.scenario));
  expect(done(debug, 'next-epoch 3')).toMatchObject({ kind: 'stopped', reason: 'step' });
  expect(debug.session.position).toBe(3 * 4000 * 32);
});

test('a scenario that computes nothing answers every command', () => {
  const parsed = parseScenario(
    '{ title: t, inputs: [x], layers: [{ name: l, nodes: { y: { from: x } } }], data: [{ inputs: [1] }] }',
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics[0]));
  const debug = new Debugger(new Session(parsed.scenario));
  for (const { words } of debuggerCommands) {
    for (const argument of ['', 'x', 'epoch 1', '1', 'y = 2']) {
      expect(['stopped', 'said', 'listed', 'failed']).toContain(done(debug, `${words[0]} ${argument}`).kind);
    }
  }
});

test('with target-13 the user finds 13 by hand', () => {
  const debug = open('target-13');
  for (const line of ['set output.w[0] = 3', 'set output.w[1] = -2', 'goto 11']) done(debug, line);
  expect(['output', 'error', 'loss'].map((name) => debug.session.read(name))).toEqual([13, 0, 0]);
  // Undoing the second edit restores output.w[1]; the first edit still applies.
  done(debug, 'undo');
  expect(debug.session.read('output')).toBe(3 * 5 - 1);
});

test('nudges are 0.1, and ten of them make 1', () => {
  const debug = open('target-13');
  debug.selection = { ...debug.selection, address: 'output.w[0]' };
  for (let time = 0; time < 10; time++) done(debug, 'increase');
  expect(debug.session.read('output.w[0]')).toBe(3);
  for (let time = 0; time < 40; time++) done(debug, 'decrease');
  expect(debug.session.read('output.w[0]')).toBe(-1);
});

test('after any commands the values are the same as in a fresh replay of the timeline, bit for bit', () => {
  const lines = [
    ...debuggerCommands.flatMap((command) => (needsArgument(command) ? [] : [command.words[0] as string])),
    'break loss < 1',
    'break change loss',
    'catch nan',
    'goto epoch 2',
    'find multiply',
    'set learning_rate = 0.5',
    'goto backward',
  ];
  fc.assert(
    fc.property(documents(), fc.array(fc.constantFrom(...lines), { maxLength: 15 }), (document, walk) => {
      const debug = new Debugger(new Session(scenarioOf(document)), formatNumber);
      for (const line of walk) done(debug, line);
      const { session } = debug;
      const patches = session.timeline.edits.flatMap(({ at, address, value }) => {
        const slot = session.values.resolve(address, at);
        return slot === null ? [] : [{ at, slot, value }];
      });
      const fresh = new Machine(session.engine, patches);
      fresh.advance(session.position);
      expect(Buffer.from(Float64Array.from(session.registers).buffer)).toEqual(
        Buffer.from(fresh.registers.buffer),
      );
    }),
    { numRuns: 150 },
  );
});

test('every command has its own word, help and key', () => {
  const words = debuggerCommands.flatMap((command) => command.words);
  const keys = debuggerCommands.flatMap((command) => command.keys);
  expect(new Set(words).size).toBe(words.length);
  expect(new Set(keys).size).toBe(keys.length);
  for (const {
    help,
    hint,
    words: [word],
  } of debuggerCommands) {
    expect(word).toMatch(/^[a-z-]+$/);
    expect(help.length).toBeGreaterThan(5);
    expect(hint.length).toBeLessThanOrEqual(14);
  }
});

test('several exceptions at one step are all named, and a reason that they share is given once', () => {
  const stopOf = (id: string, lines: readonly string[], stops: number) => {
    const debug = open(id);
    for (const line of lines) done(debug, line);
    return done(debug, `continue ${stops}`);
  };
  expect(stopOf('dying-relu', ['catch dead', 'catch flip'], 2)).toMatchObject({
    text: 'Breakpoints 1 (dead), 2 (flip) hit at step 71: the slope of h was 0 for every example in epoch 2; h switched off: its sum is no longer above 0.',
  });
  expect(stopOf('explodes', ['catch nan', 'catch infinity'], 1)).toMatchObject({
    text: "Breakpoints 1 (nan), 2 (infinity) hit at step 73: loss became ∞: it is too large for the computer's numbers.",
  });
  expect(stopOf('target-13', ['break output', 'catch nan'], 1)).toMatchObject({
    text: expect.stringMatching(/^Breakpoint 1 hit at step 7: /),
  });
});

test.each([
  ['step 3  # three steps', 'step 3  '],
  ['step 3 #three', 'step 3 '],
  ['# "all', ''],
  [' :#2', ''],
  ['break y log "# {y}" # "no"', 'break y log "# {y}" '],
  ['break y log "a \\" # b" # c', 'break y log "a \\" # b" '],
  ['timeline as written #2 # back', 'timeline as written #2 '],
  ['save a#b', 'save a#b'],
])('the line %s without its comment', (line, without) => {
  expect(withoutComment(line)).toBe(without);
});

test('a timeline that was forked is deleted by name, and undo brings it back', () => {
  const debug = open('target-13');
  for (const line of ['9', 'set output.w[0] = 3', '5', 'set output.w[0] = 5']) done(debug, line);
  expect(done(debug, 'delete-timeline as written #2')).toMatchObject({
    text: 'Deleted the timeline "as written #2". Press z to bring it back.',
  });
  expect(debug.session.timelines.all.map(({ name }) => name)).toEqual(['as written']);
  expect(debug.session.read('output.w[0]')).toBe(2);
  expect(done(debug, 'undo')).toMatchObject({ text: 'The timeline "as written #2" is back.' });
  expect(debug.session.timeline.name).toBe('as written #2');
  expect(debug.session.read('output.w[0]')).toBe(5);
  expect(done(debug, 'undo')).toMatchObject({ text: expect.stringMatching(/^Undone: /) });
  expect(done(debug, 'delete-timeline as written')).toMatchObject({
    kind: 'failed',
    text: 'There is no forked timeline "as written": did you mean "as written #2"?',
  });
  expect(done(open('target-13'), 'delete-timeline as written')).toMatchObject({
    text: 'No timeline was forked from another one, so none can be deleted.',
  });
});
