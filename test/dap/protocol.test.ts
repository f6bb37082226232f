import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { numpyText } from '../../src/numpy/listing.ts';
import { lineOfStep } from '../../src/session/numpy-lines.ts';
import { scratch } from '../support/backstep.ts';
import { lineWith, openedEditor, sessionOf } from '../support/opened-editor.ts';
import { load, sourceOf } from '../support/scenario.ts';

const files = scratch();
const escaped = (text: string) => text.replace(/[^\w]/g, '\\$&');

describe('a scenario with layers', () => {
  const { editor, paths } = openedEditor(files.folder, 'target-13', { supportsInvalidatedEvent: true });

  test('its sources are files: the NumPy code and the scenario', () => {
    expect(readFileSync(paths().listing, 'utf8')).toBe(numpyText(load('target-13')));
    expect(readFileSync(paths().file, 'utf8')).toBe(sourceOf('target-13'));
    const { listing } = paths();
    const rights = [path.dirname(listing), listing].map((each) => (statSync(each).mode & 0o777).toString(8));
    expect(rights).toEqual(['700', '444']);
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
      const { result } = session.step(session.position);
      expect(frames[0]?.name).toMatch(new RegExp(`^${escaped(result.name)} = `));
      const names = session.frames.stack(session.position).reverse();
      expect(frames.slice(1).map(({ name }) => name.split(' ').at(-1))).toEqual(
        names.map(({ name }) => name.split(' ').at(-1)),
      );
      const node = frames.find(({ name }) => name.startsWith('node '));
      expect(sourceOf('target-13').split('\n')[(node?.line ?? 0) - 1]).toContain(node?.name.slice(5));
      expect(node?.source?.path).toBe(paths().file);
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
    expect(await editor.event('invalidated')).toEqual({ areas: ['variables'] });
    await editor.move('continue');
    run('set node_0.w[0] = 3');
    run('last');
    const { result } = await editor.ask('evaluate', { expression: 'loss', context: 'watch' });
    expect(result).toBe(String(debug.session.read('loss')));
    expect(await editor.refusal('setVariable', { ...set, name: 'loss' })).toContain('is computed');
    expect(await editor.refusal('setVariable', { ...set, value: '1 +' })).toContain('1 +');
    await editor.ask('evaluate', { expression: ':undo', context: 'repl' });
    expect(await editor.event('invalidated')).toEqual({ areas: ['variables'] });
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
    // Of a name of the run, the expression says what is wrong, also if the code has a variable of that name.
    expect(await editor.refusal('evaluate', { expression: 'output * nothing', context: 'watch' })).toContain(
      'found "nothing"',
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

  test('the code is that of the variant, also after a command has switched to another one', async () => {
    const scenario = load('target-13');
    const [variant] = scenario.variants;
    for (const [name, chosen] of [
      ['better_output', variant ?? null],
      ['as written', null],
    ] as const) {
      await editor.ask('evaluate', { expression: `:variant ${name}`, context: 'repl' });
      await editor.event('stopped');
      expect(readFileSync(paths().listing, 'utf8')).toBe(numpyText(scenario, chosen));
    }
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
      expect(await editor.refusal('goto', { threadId: 1, targetId })).toContain('from 1 to 32');
    expect(await editor.refusal('launch', { scenario: 'xor' })).toContain('already');
    expect(await editor.refusal('exceptionInfo', { threadId: 1 })).toContain('exception');
    expect((await editor.ask('threads')).threads).toEqual([{ id: 1, name: 'Transactions, target 13' }]);
  });
});
