/** What is so in VS Code: what it shows, and where, depends on more than the protocol says. */
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundle, scratch } from '../support/backstep.ts';
import { Editor, startAdapter } from '../support/editor.ts';
import { openedEditor } from '../support/opened-editor.ts';

const files = scratch();

const unusual = `title: unusual
inputs: [x]
layers: [{ name: o, activation: tanh, nodes: { y: [1] } }]
data: [{ inputs: [1], target: 1 }]
loss: binary_cross_entropy
`;

test('a stack that comes whole is not shown with more to load, and words come after a colon and a space', async () => {
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  const told = await editor.ask('initialize', { adapterID: 'backstep' });
  expect(told.supportsDelayedStackTraceLoading).toBeUndefined();
  expect(told.completionTriggerCharacters).toEqual(expect.arrayContaining([':', ' ']));
  editor.send('disconnect');
  await ended;
});

test('a warning is coloured as a warning, not as an error', async () => {
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  await editor.open(files.write('unusual.yaml', unusual));
  expect(await editor.event('output')).toMatchObject({
    category: 'console',
    output: expect.stringContaining('tanh'),
  });
  editor.send('disconnect');
  await ended;
});

describe('a scenario', () => {
  const { editor, paths } = openedEditor(files.folder, 'target-13');
  const evaluated = async (expression: string, context: string, path?: string) =>
    (await editor.ask('evaluate', { expression, context, ...(path !== undefined && { source: { path } }) }))
      .result;
  /** Whether a fault of a request is shown as a message besides. */
  const isTold = async (command: string, given: object) => {
    const { success, body } = await editor.response(editor.send(command, given));
    expect(success).toBe(false);
    return body.error.showUser;
  };

  test('before the first step, the stack does not say that it is done', async () => {
    const name = async () => (await editor.frames())[0]?.name;
    const first = 'node_0.product[0] = children × node_0.w[0]';
    expect(await name()).toBe(`before ${first}`);
    await editor.move('stepIn');
    expect(await name()).toBe(first);
  });

  test('a fault that is shown where it was asked for is not told once more', async () => {
    for (const context of ['hover', 'watch', 'repl'])
      expect(await isTold('evaluate', { expression: 'nothing', context }), context).toBe(false);
    const set = { variablesReference: 100, name: 'node_0.w[0]', value: '1 +' };
    expect(await isTold('setVariable', set)).toBe(false);
    expect(await isTold('setExpression', { expression: 'node_0.w[0]', value: '1 +' })).toBe(false);
    expect(await isTold('variables', { variablesReference: 7000 })).toBe(false);
    expect(await isTold('goto', { threadId: 1, targetId: 99 })).toBe(true);
    expect(await isTold('launch', { scenario: 'xor' })).toBe(true);
  });

  test('what is typed or watched can be a name of the code, but is a name of the run first', async () => {
    await editor.move('continue');
    for (const context of ['watch', 'repl']) {
      expect(await evaluated('grad_output', context)).toBe('[-8]');
      expect(await evaluated('hidden_w[1, 0]', context)).toBe(await evaluated('node_1.w[0]', context));
      expect(await evaluated('output', context)).toBe('9');
    }
  });

  test('a file can be named by its URI, also one of a remote machine', async () => {
    const { href, pathname } = pathToFileURL(paths().file);
    for (const path of [paths().file, href, `vscode-remote://127.0.0.1:8080${pathname}`])
      expect(await evaluated('output', 'hover', path), path).toBe('9');
    for (const path of [paths().listing, pathToFileURL(paths().listing).href, 'untitled://%E0', 'c:\\x'])
      expect(await evaluated('output', 'hover', path), path).toBe('[9]');
  });

  test('after a restart, the last stop is over', async () => {
    editor.events('continued');
    await editor.move('continue');
    await editor.ask('restart');
    expect(await editor.event('continued')).toEqual({ threadId: 1, allThreadsContinued: true });
    expect((await editor.event('stopped')).reason).toBe('entry');
    expect(editor.events('continued')).toEqual([]);
  });

  test('a message of a breakpoint may have quotation marks and brackets, and is no warning', async () => {
    const logMessage = String.raw`"{error}" \"is\" \{e\} C:\d\\ \ `.trim();
    const breakpoints = [{ name: 'loss', logMessage }];
    const said = await editor.ask('setFunctionBreakpoints', { breakpoints });
    expect(said.breakpoints).toMatchObject([{ verified: true }]);
    await editor.move('continue');
    const { category, output } = await editor.event('output');
    expect(output).toBe(`step 10: ${String.raw`"-4" "is" {e} C:\d\ \ `.trim()}\n`);
    expect(category).toBe('stdout');
  });

  test('every command is among the words', async () => {
    const { targets } = await editor.ask('completions', { text: ':hel', column: 5 });
    expect(targets).toMatchObject([{ label: 'help', start: 1, length: 3 }]);
  });
});
