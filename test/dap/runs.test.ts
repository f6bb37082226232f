import { symlinkSync } from 'node:fs';
import { createConnection } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, test } from 'vitest';
import { lineOfStep } from '../../src/session/numpy-lines.ts';
import { bundle, scratch } from '../support/backstep.ts';
import { connectEditor, Editor, portOf, startAdapter } from '../support/editor.ts';
import { openedEditor, sessionOf } from '../support/opened-editor.ts';

const files = scratch();

const endless = `title: endless
inputs: [a]
layers: [{ name: output, nodes: { y: [0.5] } }]
data: [{ inputs: [1], target: 2 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.001 }
training: { epochs: 1000000000 }
`;

describe('a run of many steps', () => {
  const { editor } = openedEditor(files.folder, files.write('endless.yaml', endless), {
    supportsProgressReporting: true,
  });

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
    // A request that was answered long ago is cancelled: not the run.
    await editor.ask('cancel', { requestId: 1 });
    expect(await editor.refusal('next', { threadId: 1 })).toContain('pause it first');
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
    expect((await editor.frames())[1]?.name).toBe('node y');
  });

  test('a restart ends it, and goes to the start', async () => {
    await editor.ask('setFunctionBreakpoints', { breakpoints: [{ name: 'y > 1e9' }] });
    await editor.ask('continue', { threadId: 1 });
    await editor.event('progressStart');
    editor.events('progressEnd');
    await editor.ask('restart');
    await editor.event('progressEnd');
    expect((await editor.event('stopped')).reason).toBe('pause');
    expect((await editor.event('stopped')).reason).toBe('entry');
    expect(await editor.step()).toBe(1);
  });

  test('when it was terminated there is no scenario, until another one is launched', async () => {
    await editor.ask('continue', { threadId: 1 });
    await editor.event('progressStart');
    await editor.ask('pause', { threadId: 1 });
    await editor.event('stopped');
    const list = editor.send('evaluate', { expression: ':breakpoints', context: 'repl' });
    await editor.ask('terminate');
    await editor.event('terminated');
    // Each request has its answer.
    expect(await editor.response(list)).toMatchObject({ success: false, message: 'cancelled' });
    for (const command of ['continue', 'threads', 'stackTrace', 'scopes', 'pause', 'configurationDone'])
      expect(await editor.refusal(command)).toContain('launch one first');
    await editor.ask('launch', { scenario: 'target-13' });
    await editor.event('initialized');
    const { breakpoints } = await editor.ask('setFunctionBreakpoints', { breakpoints: [{ name: 'output' }] });
    expect(breakpoints).toMatchObject([{ verified: true }]);
    expect((await editor.begin()).reason).toBe('entry');
    expect((await editor.move('continue')).hitBreakpointIds).toEqual([breakpoints[0].id]);
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

test('a scenario behind a link is the file that the editor has named, by either path', async () => {
  const file = files.write('real.yaml', endless);
  const link = files.at('link.yaml');
  symlinkSync(file, link);
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  const paths = await editor.open(link);
  expect(paths.file).toBe(link);
  for (const path of [link, file]) {
    const given = { source: { path }, breakpoints: [{ line: 3 }] };
    const { breakpoints } = await editor.ask('setBreakpoints', given);
    expect(breakpoints).toMatchObject([{ id: 1, verified: true, message: 'layer output' }]);
  }
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
  const port = await portOf(stdout);
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
  const said = await new Promise<string>((resolve) => {
    const browser = createConnection(port, '127.0.0.1');
    let text = '';
    const body = JSON.stringify({ seq: 1, type: 'request', command: 'initialize', arguments: {} });
    browser.on('data', (data) => {
      text += data;
    });
    browser.on('error', () => {});
    browser.on('close', () => resolve(text));
    browser.write(`POST / HTTP/1.1\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
  });
  expect(said).toBe('');
  const own = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  for (const { address } of own.filter(({ internal, family }) => !internal && family === 'IPv4')) {
    const fault = await new Promise((resolve) => {
      createConnection(port, address).on('error', resolve).on('connect', resolve);
    });
    expect(fault, address).toMatchObject({ code: 'ECONNREFUSED' });
  }
  child.kill();
  expect((await ended).complaints).toBe('');
});
