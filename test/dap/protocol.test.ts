import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../../src/commands/commands.ts';
import { Debugger } from '../../src/commands/debugger.ts';
import { finished } from '../../src/core/memo.ts';
import { numpyText } from '../../src/numpy/listing.ts';
import { lineOfStep } from '../../src/session/numpy-lines.ts';
import { Session } from '../../src/session/session.ts';
import { bundle, scratch } from '../support/backstep.ts';
import { connectEditor, Editor, startAdapter } from '../support/editor.ts';
import { load, sourceOf } from '../support/scenario.ts';

const files = scratch();

/** The same commands without an editor. */
function sessionOf(scenario: string) {
  const debug = new Debugger(new Session(load(scenario)));
  const run = (line: string) => {
    let outcome = execute(debug, line);
    while (outcome.kind === 'running') outcome = finished(outcome.work);
    return outcome;
  };
  return { debug, run };
}

function lineWith(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

/** One program for the tests that need no program of their own. */
function opened(scenario: string, client: object = {}) {
  const started = startAdapter(bundle, files.folder);
  const editor = new Editor(started.stdout, started.stdin);
  let paths = { listing: '', file: '' };
  beforeAll(async () => {
    paths = await editor.open(scenario, {}, client);
    await editor.begin();
  });
  afterAll(async () => {
    editor.send('disconnect');
    expect(await started.ended).toEqual({ code: 0, complaints: '' });
  });
  return { editor, paths: () => paths };
}

describe('a scenario with layers', () => {
  const { editor, paths } = opened('target-13', { supportsInvalidatedEvent: true });

  test('its sources are files: the NumPy code and the scenario', () => {
    expect(readFileSync(paths().listing, 'utf8')).toBe(numpyText(load('target-13')));
    expect(readFileSync(paths().file, 'utf8')).toBe(sourceOf('target-13'));
  });

  test('steps go where the commands go, and the stack is that of the session', async () => {
    const { debug, run } = sessionOf('target-13');
    const walk = [
      ['stepIn', 'step'],
      ['stepIn', 'step'],
      ['stepOut', 'finish'],
      ['stepIn', 'step'],
      ['stepBack', 'reverse-step'],
      ['stepOut', 'finish'],
    ] as const;
    for (const [request, command] of walk) {
      expect((await editor.move(request)).reason).toBe('step');
      run(command);
      const { session } = debug;
      const frames = await editor.frames();
      expect(frames[0]?.instructionPointerReference).toBe(String(session.position));
      expect(frames[0]?.line).toBe(lineOfStep(session, session.position));
      expect(frames[0]?.source?.path).toBe(paths().listing);
      const names = session.frames.stack(session.position).reverse();
      expect(frames.map(({ name }) => name.split(' ').at(-1))).toEqual(
        names.map(({ name }) => name.split(' ').at(-1)),
      );
      expect(frames.every(({ line }) => line > 0)).toBe(true);
    }
  });

  test('a page of the stack', async () => {
    const all = await editor.frames();
    const { stackFrames, totalFrames } = await editor.ask('stackTrace', {
      threadId: 1,
      startFrame: 1,
      levels: 2,
    });
    expect(stackFrames).toEqual(all.slice(1, 3));
    expect(totalFrames).toBe(all.length);
  });

  test('next goes to another line, and back again by lines', async () => {
    await editor.move('restart');
    const lines: number[] = [];
    const steps: number[] = [];
    for (let count = 0; count < 6; count++) {
      await editor.move('next');
      lines.push((await editor.frames())[0]?.line ?? 0);
      steps.push(await editor.step());
    }
    const text = readFileSync(paths().listing, 'utf8').split('\n');
    expect(lines.map((line) => text[line - 1]?.split(' = ')[0])).toEqual([
      'hidden',
      'output',
      'error',
      'loss',
      'grad_output',
      'grad_output_w',
    ]);
    for (const step of steps.slice(0, -1).reverse()) {
      await editor.move('stepBack', { granularity: 'line' });
      expect(await editor.step()).toBe(step);
    }
  });

  test('the start and the end of the run are said', async () => {
    await editor.move('restart');
    expect(await editor.move('stepBack')).toMatchObject({
      reason: 'start',
      text: 'You are at the start of the run.',
    });
    expect((await editor.move('continue')).reason).toBe('end');
    expect(await editor.step()).toBe(32);
  });

  test('goto goes to the first step of a line, and a frame begins again', async () => {
    const { debug, run } = sessionOf('target-13');
    const line = lineWith(numpyText(load('target-13')), 'grad_hidden = ');
    const { targets } = await editor.ask('gotoTargets', { source: { path: paths().listing }, line });
    await editor.move('goto', { threadId: 1, targetId: targets[0].id });
    run(`goto line ${line}`);
    expect(await editor.step()).toBe(debug.session.position);
    const frames = await editor.frames();
    const phase = frames.find(({ name }) => name === 'phase backward');
    await editor.move('restartFrame', { frameId: phase?.id });
    const stack = debug.session.frames.stack(debug.session.position);
    expect(await editor.step()).toBe((stack.find(({ level }) => level === 'phase')?.start ?? 0) + 1);
  });

  test('values in groups: those of the session, and what is ahead is not known', async () => {
    await editor.ask('evaluate', { expression: ':goto 11', context: 'repl' });
    await editor.event('stopped');
    const { debug, run } = sessionOf('target-13');
    run('goto 11');
    const { scopes } = await editor.ask('scopes', { frameId: 1 });
    expect(scopes.map(({ name }: { name: string }) => name)).toEqual([
      'This step',
      'Inputs and targets',
      'Layers',
      'Loss',
      'Gradients',
      'Optimizer',
    ]);
    const seen = new Set<string>();
    const visit = async (variablesReference: number) => {
      const { variables } = await editor.ask('variables', { variablesReference });
      for (const each of variables) {
        if (each.variablesReference > 0) await visit(each.variablesReference);
        else {
          const value = debug.session.read(each.name);
          expect(each.value, each.name).toBe(value === null ? 'not known yet' : String(value));
          seen.add(each.name);
        }
      }
    };
    for (const { variablesReference } of scopes.slice(1)) await visit(variablesReference);
    const { engine } = debug.session;
    const named = engine.run.slots.filter(({ kind }) => kind !== 'constant').map(({ name }) => name);
    expect(seen).toEqual(new Set(named));
    const operands = await editor.ask('variables', { variablesReference: scopes[0].variablesReference });
    expect(operands.variables.map(({ name, value }: Record<string, string>) => [name, value])).toEqual([
      ['error', '-4'],
      ['= loss', '16'],
    ]);
  });

  test('a page of a group, and what is left of a long one', async () => {
    const all = (await editor.ask('variables', { variablesReference: 100 })).variables;
    const page = { variablesReference: 100, filter: 'named', start: 2, count: 3 };
    expect((await editor.ask('variables', page)).variables).toEqual(all.slice(2, 5));
    // The layers of a group come before its values.
    const layers = { variablesReference: 3, start: 1, count: 5 };
    const names = (await editor.ask('variables', layers)).variables.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['output']);
  });

  test('a value is set from here on, or it is said why not', async () => {
    const { debug, run } = sessionOf('target-13');
    await editor.ask('evaluate', { expression: ':goto 0', context: 'repl' });
    await editor.event('stopped');
    const set = { variablesReference: 100, name: 'node_0.w[0]', value: '1 + 2' };
    expect(await editor.ask('setVariable', set)).toEqual({ value: '3   set by hand' });
    expect(await editor.event('invalidated')).toEqual({ areas: ['all'] });
    await editor.move('continue');
    run('set node_0.w[0] = 3');
    run('last');
    const { result } = await editor.ask('evaluate', { expression: 'loss', context: 'watch' });
    expect(result).toBe(String(debug.session.read('loss')));
    expect(await editor.refusal('setVariable', { ...set, name: 'loss' })).toContain('is computed');
    expect(await editor.refusal('setVariable', { ...set, value: '1 +' })).toContain('1 +');
    await editor.ask('evaluate', { expression: ':undo', context: 'repl' });
    expect(await editor.event('invalidated')).toEqual({ areas: ['all'] });
  });

  test('expressions, commands, names of the code, completions', async () => {
    await editor.ask('evaluate', { expression: ':last', context: 'repl' });
    await editor.event('stopped');
    const evaluate = async (expression: string, context: string, more = {}) =>
      (await editor.ask('evaluate', { expression, context, ...more })).result;
    const { debug, run } = sessionOf('target-13');
    run('last');
    const read = (name: string) => debug.session.read(name);
    expect(await evaluate('output - target', 'watch')).toBe('-4');
    expect(await evaluate(':print output', 'repl')).toBe('output = 9');
    expect(await evaluate('hidden', 'hover')).toBe('[5, 1]');
    expect(await evaluate('hidden_w', 'hover')).toBe(
      `[[${read('node_0.w[0]')}, ${read('node_0.w[1]')}], [${read('node_1.w[0]')}, ${read('node_1.w[1]')}]]`,
    );
    expect(await evaluate('hidden_w[1, 0]', 'hover')).toBe(String(read('node_1.w[0]')));
    expect(await evaluate('output', 'hover')).toBe('[9]');
    expect(await evaluate('output', 'hover', { source: { path: paths().file } })).toBe('9');
    expect(await editor.refusal('evaluate', { expression: 'nothing', context: 'watch' })).toContain(
      'nothing',
    );
    expect(await editor.refusal('evaluate', { expression: ':nothing', context: 'repl' })).toContain(
      'nothing',
    );
    const words = async (text: string) =>
      (await editor.ask('completions', { text, column: text.length + 1 })).targets;
    expect(await words(':reverse-n')).toEqual([
      { label: 'reverse-next', start: 1, length: 9, type: 'variable' },
    ]);
    expect((await words('2 * los'))[0]).toMatchObject({ label: 'loss', start: 4, length: 3 });
  });

  test('the tape as machine code hides the results ahead', async () => {
    await editor.ask('evaluate', { expression: ':goto 2', context: 'repl' });
    await editor.event('stopped');
    const asked = { memoryReference: '2', instructionOffset: -3, instructionCount: 6 };
    const { instructions } = await editor.ask('disassemble', asked);
    expect(instructions.map(({ instruction }: { instruction: string }) => instruction)).toEqual([
      '',
      '',
      'node_0.product[0] = children × node_0.w[0] = 2',
      'node_0.product[1] = accounts × node_0.w[1] = 3',
      'node_0 = node_0.product[0] + node_0.product[1]',
      'node_1.product[0] = children × node_1.w[0]',
    ]);
    expect(instructions.map(({ address }: { address: string }) => address)).toEqual([
      '-1',
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  test('what it does not know is refused, and the conversation goes on', async () => {
    expect(await editor.refusal('readMemory')).toBe('Backstep does not know the request "readMemory".');
    expect(await editor.refusal('variables', { variablesReference: 7000 })).toContain('7000');
    for (const targetId of [0, 33, 1.5, 'x', null])
      expect(await editor.refusal('goto', { threadId: 1, targetId })).toContain('from 0 to 32');
    for (const command of ['variables', 'setVariable', 'setBreakpoints', 'goto', 'restartFrame'])
      expect(await editor.refusal(command)).not.toBe('');
    expect(await editor.refusal('launch', { scenario: 'xor' })).toContain('already');
    expect(await editor.refusal('exceptionInfo', { threadId: 1 })).toContain('exception');
    expect((await editor.ask('threads')).threads).toEqual([{ id: 1, name: 'Transactions, target 13' }]);
  });
});

describe('breakpoints', () => {
  const { editor, paths } = opened('target-13');
  const at = (name: string, more = {}) => ({ name, ...more });
  const clear = async () => {
    await editor.ask('setBreakpoints', { source: { path: paths().listing }, breakpoints: [] });
    await editor.ask('setBreakpoints', { source: { path: paths().file }, breakpoints: [] });
    for (const kind of ['Function', 'Data']) await editor.ask(`set${kind}Breakpoints`, { breakpoints: [] });
    await editor.ask('setExceptionBreakpoints', { filters: [] });
    await editor.move('restart');
  };
  /** The stops of a run from the start with the same breakpoints as commands. */
  const stopsOf = (commands: readonly string[], way = 'continue') => {
    const { debug, run } = sessionOf('target-13');
    for (const command of commands) run(command);
    if (way !== 'continue') run('last');
    const stops: number[] = [];
    for (;;) {
      const outcome = run(way);
      if (outcome.kind !== 'stopped' || outcome.reason === 'end' || outcome.reason === 'start') return stops;
      stops.push(debug.session.position);
    }
  };
  const stopsOfEditor = async (way = 'continue') => {
    const stops: { step: number; reason: string; ids: number[] }[] = [];
    for (;;) {
      const { reason, hitBreakpointIds: ids } = await editor.move(way);
      if (reason === 'end' || reason === 'start') return stops;
      stops.push({ step: await editor.step(), reason, ids });
    }
  };

  test('at lines of the code, with conditions, counts and messages, in both directions', async () => {
    const text = numpyText(load('target-13'));
    const [line, blank] = [lineWith(text, 'loss = '), lineWith(text, '# backward')];
    const source = { path: paths().listing };
    const wanted = [
      { line, condition: 'loss > 100' },
      { line, hitCondition: '== 1' },
      { line: blank },
      { line, logMessage: 'loss is {loss}' },
      { line, condition: 'los > 1' },
      { line: 9999 },
    ];
    const { breakpoints } = await editor.ask('setBreakpoints', { source, breakpoints: wanted });
    expect(breakpoints.map(({ verified }: { verified: boolean }) => verified)).toEqual([
      ...[true, true, true, true],
      ...[false, false],
    ]);
    expect(breakpoints[2].line).toBe(blank + 1);
    expect(breakpoints[4].message).toContain('loss');
    const commands = [`break line ${line} hit 1`, `break line ${blank + 1}`];
    const stops = await stopsOfEditor();
    expect(stops.map(({ step }) => step)).toEqual(stopsOf(commands));
    expect(stops.map(({ ids }) => ids)).toEqual([[breakpoints[1].id], [breakpoints[2].id]]);
    expect(editor.events('output').map(({ output }) => output)).toEqual(['step 11: loss is 16\n']);
    const back = await stopsOfEditor('reverseContinue');
    expect(back.map(({ step }) => step)).toEqual(stopsOf(commands, 'reverse-continue'));
    await clear();
  });

  test('an id stays as long as the breakpoint is asked for, and is not used again', async () => {
    const source = { path: paths().listing };
    const set = async (lines: readonly number[]) =>
      (
        await editor.ask('setBreakpoints', { source, breakpoints: lines.map((line) => ({ line })) })
      ).breakpoints.map(({ id }: { id: number }) => id);
    const [first, second] = await set([10, 11]);
    expect(await set([11, 10])).toEqual([second, first]);
    expect(await set([10])).toEqual([first]);
    const [, third] = await set([10, 11]);
    expect([first, second]).not.toContain(third);
    await editor.ask('evaluate', { expression: `:delete ${third}`, context: 'repl' });
    expect(await editor.event('breakpoint')).toEqual({
      reason: 'removed',
      breakpoint: { id: third, verified: false },
    });
    await clear();
  });

  test('at lines of the scenario: a node, a layer, the loss', async () => {
    const yaml = sourceOf('target-13');
    const lines = ['node_1: [', '- name: output', 'loss: squared'].map((part) => lineWith(yaml, part));
    const { breakpoints } = await editor.ask('setBreakpoints', {
      source: { path: paths().file },
      breakpoints: lines.map((line) => ({ line })),
    });
    expect(breakpoints.map(({ line }: { line: number }) => line)).toEqual(lines);
    const commands = ['break node node_1', 'break layer output', 'break phase loss'];
    expect((await stopsOfEditor()).map(({ step }) => step)).toEqual(stopsOf(commands));
    await clear();
  });

  test('at names, values and exceptions; the reason says which', async () => {
    const { breakpoints } = await editor.ask('setFunctionBreakpoints', {
      breakpoints: [at('output', { condition: 'output > 5' }), at('nothing')],
    });
    expect(breakpoints[1]).toMatchObject({ verified: false });
    const info = await editor.ask('dataBreakpointInfo', { variablesReference: 100, name: 'output.w[0]' });
    expect(info).toMatchObject({ dataId: 'output.w[0]', accessTypes: ['write'] });
    expect((await editor.ask('dataBreakpointInfo', { name: 'nothing' })).dataId).toBeNull();
    const data = await editor.ask('setDataBreakpoints', { breakpoints: [{ dataId: info.dataId }] });
    const found = await editor.ask('setExceptionBreakpoints', {
      filters: [],
      filterOptions: [{ filterId: 'explode', condition: '10' }],
    });
    const commands = ['break node output if output > 5', 'break change output.w[0]', 'catch explode 10'];
    const stops = await stopsOfEditor();
    expect(stops.map(({ step }) => step)).toEqual(stopsOf(commands));
    const [own, change, exception] = [breakpoints[0], data.breakpoints[0], found.breakpoints[0]].map(
      ({ id }) => id,
    );
    const reasonOf = (id: number) =>
      new Set(stops.filter(({ ids }) => ids[0] === id).map(({ reason }) => reason));
    expect(reasonOf(own)).toEqual(new Set(['function breakpoint']));
    expect(reasonOf(change)).toEqual(new Set(['data breakpoint']));
    expect(reasonOf(exception)).toEqual(new Set(['exception']));
    const at0 = stops.find(({ ids }) => ids.includes(exception));
    await editor.ask('setFunctionBreakpoints', { breakpoints: [] });
    await editor.ask('setDataBreakpoints', { breakpoints: [] });
    await editor.move('restart');
    await editor.move('continue');
    expect(await editor.step()).toBe(at0?.step);
    expect(await editor.ask('exceptionInfo', { threadId: 1 })).toMatchObject({ exceptionId: 'explode' });
    await clear();
  });

  test('in a file of another run there are none', async () => {
    const given = { source: { path: '/nowhere/else.py' }, breakpoints: [{ line: 1 }] };
    const { breakpoints } = await editor.ask('setBreakpoints', given);
    expect(breakpoints).toEqual([{ verified: false, message: expect.stringContaining('/nowhere/else.py') }]);
  });
});

const endless = `title: endless
inputs: [a]
layers: [{ name: output, nodes: { y: [0.5] } }]
data: [{ inputs: [1], target: 2 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { epochs: 1000000000 }
`;

describe('a run of many steps', () => {
  const { editor } = opened(files.write('endless.yaml', endless), { supportsProgressReporting: true });

  test('it shows its progress, answers meanwhile, and can be cancelled', async () => {
    const condition = { breakpoints: [{ name: 'y', condition: 'y > 1e9' }] };
    await editor.ask('setFunctionBreakpoints', condition);
    await editor.ask('continue', { threadId: 1 });
    const { progressId, cancellable } = await editor.event('progressStart');
    expect(cancellable).toBe(true);
    expect(await editor.refusal('next', { threadId: 1 })).toContain('pause it first');
    expect(
      await editor.refusal('setVariable', { variablesReference: 100, name: 'y.w[0]', value: '1' }),
    ).toContain('pause it first');
    expect((await editor.ask('evaluate', { expression: 'a', context: 'watch' })).result).toBe('1');
    await editor.ask('cancel', { progressId });
    await editor.event('progressEnd');
    const { reason, text } = await editor.event('stopped');
    expect(reason).toBe('pause');
    const step = await editor.step();
    expect(step).toBeGreaterThan(1);
    expect(text).toContain(String(step));
  });

  test('breakpoints that are set meanwhile count from where it is', async () => {
    await editor.ask('continue', { threadId: 1 });
    await editor.event('progressStart');
    await editor.ask('setFunctionBreakpoints', { breakpoints: [{ name: 'y' }] });
    const { reason } = await editor.event('stopped');
    expect(reason).toBe('function breakpoint');
    expect((await editor.frames())[0]?.name).toBe('node y');
  });
});

test('a scenario that cannot be opened says why, and another one can be', async () => {
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  await editor.ask('initialize', { adapterID: 'backstep', linesStartAt1: false, columnsStartAt1: false });
  expect(await editor.refusal('stackTrace', { threadId: 1 })).toContain('launch one first');
  expect(await editor.refusal('launch')).toContain('"scenario" is missing');
  expect(await editor.refusal('launch', { scenario: 'nothing' })).toContain('the name of a shipped scenario');
  const wrong = files.write('wrong.yaml', 'title: wrong\ninputs: [a]\nlayerz: []\n');
  expect(await editor.refusal('launch', { scenario: wrong })).toContain('layerz');
  expect(await editor.refusal('launch', { scenario: 'xor', lang: 'xx' })).toContain('xx');
  expect(await editor.refusal('launch', { scenario: 'target-13', variant: 'nix' })).toContain(
    'better_output',
  );
  await editor.ask('launch', {
    scenario: 'target-13',
    variant: 'better_output',
    lang: 'bn',
    stopOnEntry: false,
  });
  await editor.event('initialized');
  expect((await editor.begin()).reason).toBe('end');
  expect((await editor.ask('evaluate', { expression: 'output' })).result).toBe('13');
  // Lines and columns are counted from 0, as this editor wants it.
  const [frame] = await editor.frames();
  const { session } = sessionOf('target-13').debug;
  expect(frame?.line).toBe((lineOfStep(session, session.total) ?? 0) - 1);
  editor.send('disconnect');
  expect(await ended).toEqual({ code: 0, complaints: '' });
});

test('an editor that goes away ends the program', async () => {
  const { stdin, ended } = startAdapter(bundle, files.folder);
  stdin.end();
  expect(await ended).toEqual({ code: 0, complaints: '' });
});

test('through a port one editor is served at a time', async () => {
  const { child, stdout, ended } = startAdapter(bundle, files.folder, ['--port', '0']);
  const port = await new Promise<number>((resolve) => {
    stdout.on('data', (text: Buffer) => resolve(Number(/127\.0\.0\.1:(\d+)/.exec(String(text))?.[1])));
  });
  const first = connectEditor(port);
  await first.open('target-13');
  await first.begin();
  const second = connectEditor(port);
  expect(await second.refusal('initialize', { adapterID: 'backstep' })).toContain('Another editor');
  await first.move('next');
  expect(await first.step()).toBe(1);
  await first.ask('disconnect');
  const third = connectEditor(port);
  await third.open('xor');
  await third.ask('disconnect');
  child.kill();
  expect((await ended).complaints).toBe('');
});
