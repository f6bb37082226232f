import { describe, expect, test } from 'vitest';
import { numpyText } from '../../src/numpy/listing.ts';
import { scratch } from '../support/backstep.ts';
import { lineWith, openedEditor, sessionOf } from '../support/opened-editor.ts';
import { load, sourceOf } from '../support/scenario.ts';

const files = scratch();

describe('breakpoints', () => {
  const { editor, paths } = openedEditor(files.folder, 'target-13');
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

  test.each([
    ['explode', 'loss > 1', 'catch explode if loss > 1'],
    ['explode', '10 if loss > 1', 'catch explode 10 if loss > 1'],
    ['explode', 'if output < 0', 'catch explode if output < 0'],
    ['flip', 'epoch > 1', 'catch flip if epoch > 1'],
  ])('at the exception %s with the condition %s', async (filterId, condition, command) => {
    await editor.ask('setExceptionBreakpoints', { filters: [], filterOptions: [{ filterId, condition }] });
    const stops = await stopsOfEditor();
    expect(stops.map(({ step }) => step)).toEqual(stopsOf([command]));
    await clear();
  });

  test('in a file of another run there are none', async () => {
    const given = { source: { path: '/nowhere/else.py' }, breakpoints: [{ line: 1 }] };
    const { breakpoints } = await editor.ask('setBreakpoints', given);
    expect(breakpoints).toEqual([{ verified: false, message: expect.stringContaining('/nowhere/else.py') }]);
  });
});
