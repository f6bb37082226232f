/** Requests with wrong arguments, and at the wrong time: each gets one answer, which says what is wrong. */
import { describe, expect, test } from 'vitest';
import { bundle, scratch } from '../support/backstep.ts';
import { Editor, startAdapter } from '../support/editor.ts';
import { openedEditor, sessionOf } from '../support/opened-editor.ts';

const files = scratch();

describe('in the middle of a session', () => {
  const { editor, paths } = openedEditor(files.folder, 'xor');

  test('an argument that is missing or something else is named', async () => {
    const source = { path: paths().listing };
    const asked: readonly (readonly [string, object, string])[] = [
      ['setBreakpoints', {}, 'source: expected a mapping, found nothing'],
      ['setBreakpoints', { source: { path: 7 } }, 'source.path: expected text, found the number 7'],
      ['setBreakpoints', { source, breakpoints: 5 }, 'breakpoints: expected a list, found the number 5'],
      [
        'setBreakpoints',
        { source, breakpoints: [{ line: 10 }, { line: '11' }] },
        'breakpoints[1].line: expected a whole number, 0 or more, found the text "11"',
      ],
      [
        'setBreakpoints',
        { source, breakpoints: [{ line: -5 }] },
        'breakpoints[0].line: expected a whole number, 0 or more, found the number -5',
      ],
      [
        'setBreakpoints',
        { source, breakpoints: [{}] },
        'breakpoints[0].line: expected a whole number, 0 or more, found nothing',
      ],
      [
        'setBreakpoints',
        { source, breakpoints: [{ line: 10, condition: true }] },
        'breakpoints[0].condition: expected text, found true (true or false)',
      ],
      ['setFunctionBreakpoints', {}, 'breakpoints: expected a list, found nothing'],
      [
        'setFunctionBreakpoints',
        { breakpoints: [{ name: 'output' }, {}] },
        'breakpoints[1].name: expected text that is not empty, found nothing',
      ],
      [
        'setFunctionBreakpoints',
        { breakpoints: [{ name: '' }] },
        'breakpoints[0].name: expected text that is not empty, found the text ""',
      ],
      [
        'setDataBreakpoints',
        { breakpoints: [{ dataId: 5 }] },
        'breakpoints[0].dataId: expected text that is not empty, found the number 5',
      ],
      [
        'setDataBreakpoints',
        { breakpoints: [{ condition: 'loss > 1' }] },
        'breakpoints[0].dataId: expected text that is not empty, found nothing',
      ],
      [
        'setDataBreakpoints',
        { breakpoints: [{ dataId: 'loss', accessType: 'read' }] },
        'breakpoints[0].accessType: expected one of write, found the text "read"',
      ],
      [
        'setExceptionBreakpoints',
        { filters: [], filterOptions: [{ condition: '1' }] },
        'filterOptions[0].filterId: expected text that is not empty, found nothing',
      ],
      ['setExceptionBreakpoints', { filters: [null] }, 'filters[0]: expected text, found nothing'],
      ['breakpointLocations', { source }, 'line: expected a whole number, 0 or more, found nothing'],
      ['gotoTargets', { source, line: 'x' }, 'line: expected a whole number, 0 or more, found the text "x"'],
      [
        'stepBack',
        { granularity: 'lines' },
        'granularity: expected one of statement, line, instruction, found the text "lines"',
      ],
      ['next', { threadId: 99 }, 'threadId: expected one of 1, found the number 99'],
      ['goto', { targetId: 0 }, 'targetId: expected a whole number from 1 to 25,108, found the number 0'],
      ['restartFrame', {}, 'frameId: expected a number, found nothing'],
      [
        'stackTrace',
        { startFrame: -1 },
        'startFrame: expected a whole number, 0 or more, found the number -1',
      ],
      [
        'variables',
        { variablesReference: 2, count: '3' },
        'count: expected a whole number, 0 or more, found the text "3"',
      ],
      [
        'setVariable',
        { name: 'learning_rate', value: '5' },
        'variablesReference: expected a number, found nothing',
      ],
      [
        'setVariable',
        { variablesReference: 6, name: 'learning_rate', value: 5 },
        'value: expected text, found the number 5',
      ],
      ['evaluate', {}, 'expression: expected text, found nothing'],
      ['completions', { text: 'lo' }, 'column: expected a whole number, 0 or more, found nothing'],
      ['dataBreakpointInfo', {}, 'name: expected text, found nothing'],
      [
        'disassemble',
        { memoryReference: '1', instructionCount: 1.5 },
        'instructionCount: expected a whole number, 0 or more, found the number 1.5',
      ],
      [
        'disassemble',
        { memoryReference: 'x', instructionCount: 1 },
        'memoryReference: expected a whole number, found the text "x"',
      ],
    ];
    for (const [command, given, said] of asked)
      expect(await editor.refusal(command, given)).toBe(`${command}: ${said}`);
  });

  test('what is null is left out', async () => {
    const source = { path: paths().listing };
    expect(await editor.ask('setBreakpoints', { source, breakpoints: null })).toEqual({ breakpoints: [] });
    const { stackFrames } = await editor.ask('stackTrace', { threadId: 1, startFrame: null, levels: null });
    expect(stackFrames).toEqual(await editor.frames());
    const exceptions = { filters: [], filterOptions: null };
    expect(await editor.ask('setExceptionBreakpoints', exceptions)).toEqual({ breakpoints: [] });
  });

  test('a frame or a group of values that is not there is refused in every request', async () => {
    const requests: readonly (readonly [string, object])[] = [
      ['scopes', {}],
      ['evaluate', { expression: 'learning_rate', context: 'watch' }],
      ['completions', { text: 'lo', column: 3 }],
      ['setExpression', { expression: 'learning_rate', value: '7' }],
      ['dataBreakpointInfo', { name: 'loss' }],
      ['restartFrame', {}],
    ];
    for (const [command, given] of requests)
      for (const frameId of [0, 1.5, 99])
        expect(await editor.refusal(command, { ...given, frameId })).toBe(`There is no frame ${frameId}.`);
    for (const { id } of await editor.frames()) await editor.ask('scopes', { frameId: id });
    const set = { variablesReference: 9999, name: 'learning_rate', value: '7' };
    expect(await editor.refusal('setVariable', set)).toBe('There are no values 9999.');
    expect((await editor.ask('evaluate', { expression: 'learning_rate' })).result).not.toContain('7');
  });

  test('the frame of the step begins again at its step', async () => {
    await editor.move('restart');
    await editor.move('stepIn');
    await editor.move('stepIn');
    const step = await editor.step();
    await editor.move('restartFrame', { frameId: 1 });
    expect(await editor.step()).toBe(step);
    await editor.move('restart');
  });

  test('what every object has is no request', async () => {
    for (const command of ['toString', 'constructor', '__proto__'])
      expect(await editor.refusal(command)).toBe(`Backstep does not know the request "${command}".`);
  });

  test('an address is an address, and no part of a command', async () => {
    const set = { variablesReference: 6, name: 'learning_rate = 5 #', value: '0.1' };
    expect(await editor.refusal('setVariable', set)).toContain('found "#"');
    const { session } = sessionOf('xor').debug;
    const { result } = await editor.ask('evaluate', { expression: 'learning_rate' });
    expect(result).toBe(String(session.read('learning_rate')));
  });

  test('elements of a variable of the code are read as in NumPy, and it is said which there are', async () => {
    const { session } = sessionOf('xor').debug;
    const weight = (node: number, index: number) => String(session.read(`hidden[${node}].w[${index}]`));
    const evaluate = async (expression: string) => (await editor.ask('evaluate', { expression })).result;
    expect(await evaluate('hidden_w[-1]')).toBe(`[${weight(3, 0)}, ${weight(3, 1)}]`);
    expect(await evaluate('hidden_w[2][-2]')).toBe(weight(2, 0));
    for (const expression of [
      'hidden_w[9,9]',
      'hidden_w[-5]',
      'hidden_w[0,0,0]',
      'hidden_w[0,1] * 2',
      'hidden_w @ x',
    ])
      for (const context of ['watch', 'hover', 'repl'])
        expect(await editor.refusal('evaluate', { expression, context })).toBe(
          'hidden_w is a variable of the NumPy code: write it alone, or its elements up to hidden_w[3, 1].',
        );
  });

  test('a command without its colon is understood in the console', async () => {
    const refusal = (expression: string, context: string) =>
      editor.refusal('evaluate', { expression, context });
    expect(await refusal('step 3', 'repl')).toBe('A command starts with a colon: type :step 3.');
    expect(await refusal('step', 'watch')).toContain('found "step"');
    const { result } = await editor.ask('evaluate', { expression: ':help', context: 'repl' });
    expect(result.split('\n')).toContain('  :step [COUNT]   step forward one operation');
  });
});

test('before a scenario is open, requests get one answer, and a launch says what it takes', async () => {
  const { stdin, stdout, ended } = startAdapter(bundle, files.folder);
  const editor = new Editor(stdout, stdin);
  await editor.ask('initialize', { adapterID: 'backstep' });
  for (const command of ['configurationDone', 'pause', 'threads'])
    expect(await editor.refusal(command)).toBe('No scenario is open: launch one first.');
  const launch: readonly (readonly [object, string])[] = [
    [{ scenario: 5 }, 'scenario: expected text, found the number 5'],
    [{ scenario: 'xor', variant: ['a'] }, 'variant: expected text, found a list of 1'],
    [{ scenario: 'xor', stopOnEntry: 'no' }, 'stopOnEntry: expected true or false, found the text "no"'],
    [{ scenario: 'xor', noDebug: 1 }, 'noDebug: expected true or false, found the number 1'],
    [{ scenario: 'xor', lang: 'de' }, 'lang: expected one of en, bn, found the text "de"'],
    ...(['stopOnEntri', 'stopAtEntry', 'StopOnEntry'] as const).map(
      (key) =>
        [
          { scenario: 'xor', [key]: false },
          `expected one of scenario, variant, stopOnEntry, noDebug, lang, found unknown key "${key}": did you mean "stopOnEntry"?`,
        ] as const,
    ),
  ];
  for (const [given, said] of launch) expect(await editor.refusal('launch', given)).toBe(`launch: ${said}`);
  // Two at once: the second is refused, and there is one scenario.
  const [first, second] = ['xor', 'target-13'].map((scenario) =>
    // Editors have keys of their own.
    editor.send('launch', { scenario, stopOnEntry: null, type: 'backstep', name: 'x', __sessionId: '1' }),
  );
  expect(await editor.response(first as number)).toMatchObject({ success: true });
  expect(await editor.response(second as number)).toMatchObject({ success: false });
  // What is null is left out, so it stops.
  expect(await editor.begin()).toMatchObject({ reason: 'entry' });
  expect(editor.events('initialized')).toHaveLength(1);
  expect(editor.events('stopped')).toEqual([]);
  // The run begins once.
  await editor.move('next');
  await editor.ask('configurationDone');
  await editor.ask('threads');
  expect(editor.events('stopped')).toEqual([]);
  editor.send('disconnect');
  expect(await ended).toEqual({ code: 0, complaints: '' });
});
