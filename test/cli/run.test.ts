import { spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { backstep, bundle, linesOf, oneWeight, run, scratch, startBackstep } from '../support/backstep.ts';

const files = scratch();
const endless = files.write('endless.yaml', oneWeight({ epochs: '1000000000' }));

const said = (scenario: string, ...commands: string[]) =>
  backstep(['run', scenario, ...commands.flatMap((command) => ['--command', command])], {
    cwd: files.folder,
  });

const thirteen =
  'step 13 of 32  epoch 1  example 1  backward  output  grad(output.w[0]) = node_0 × grad(output):  5 × (-8) = -40';

test.each<[string, string, string[], string[]]>([
  [
    'a run that nothing stops',
    'target-13',
    ['break loss < 1', 'continue', 'print loss'],
    [
      'Breakpoint 1 set: loss < 1.',
      'End of the run: no breakpoint was hit.',
      'step 32 of 32  epoch 1  batch 1  update  node_1  node_1.w[1] = node_1.w[1] − delta(node_1.w[1]):  1 − 0.24 = 0.76',
      'loss = 16',
    ],
  ],
  [
    'breakpoints, forward and back',
    'target-13',
    ['break grad(output.w[0])', 'break node node_0', 'continue', 'continue', 'reverse-continue'],
    [
      'Breakpoint 1 set: grad(output.w[0]).',
      'Breakpoint 2 set: node node_0.',
      'Breakpoint 2 hit at step 1: node node_0 was entered.',
      'step 1 of 32  epoch 1  example 1  forward  node_0  node_0.product[0] = children × node_0.w[0]:  2 × 1 = 2',
      'Breakpoint 1 hit at step 13: grad(output.w[0]) was computed.',
      thirteen,
      'Breakpoint 2 hit at step 1: node node_0 was entered.',
      'step 1 of 32  epoch 1  example 1  forward  node_0  node_0.product[0] = children × node_0.w[0]:  2 × 1 = 2',
    ],
  ],
  [
    'an edit, taken back and made again',
    'target-13',
    ['set output.w[0] = 3', '9', 'undo', 'print output', 'redo', 'print output'],
    [
      'output.w[0] = 3 from step 0 on.',
      'step 9 of 32  epoch 1  example 1  forward  output  output = output.product[0] + output.product[1]:  15 + (-1) = 14',
      'Undone: step 0: output.w[0] = 3.',
      'output = 9',
      'Redone: step 0: output.w[0] = 3.',
      'output = 14',
    ],
  ],
  [
    'beyond both ends',
    'slope',
    ['reverse-step', 'last', 'step'],
    [
      'You are at the start of the run.',
      'step 0 of 8  start',
      'step 8 of 8  epoch 1  example 1  backward  output  grad(output.w[1]) = x1 × grad(output):  4 × 10 = 40',
      'You are at the end of the run.',
      'step 8 of 8  epoch 1  example 1  backward  output  grad(output.w[1]) = x1 × grad(output):  4 × 10 = 40',
    ],
  ],
  [
    'a list',
    'target-13',
    ['watch loss', '11', 'watches'],
    [
      'Watch 1 added: loss.',
      'step 11 of 32  epoch 1  example 1  loss  output  loss = error²:  (-4)² = 16',
      'Watches',
      '  1  loss = 16, since step 11',
    ],
  ],
  [
    'all digits',
    'target-13',
    ['last', 'print output.w[0] / 3', 'print -0'],
    [
      'step 32 of 32  epoch 1  batch 1  update  node_1  node_1.w[1] = node_1.w[1] − delta(node_1.w[1]):  1 − 0.24 = 0.76',
      `output.w[0] / 3 = ${2.4 / 3}`,
      '-0 = -0',
    ],
  ],
  ['what is not known yet', 'target-13', ['print loss'], ['loss = not known yet']],
  ['quit ends it', 'target-13', ['13', 'quit', 'nonsense'], [thirteen]],
  ['empty commands and remarks say nothing', 'target-13', ['', '  # so it is', ':#2', ':13'], [thirteen]],
  [
    'a remark may follow a command, and does not start in quotation marks',
    'target-13',
    [':13  # "there"', '  # 14', 'break error log "# {error}" #it'],
    [thirteen, 'Breakpoint 1 set: error, writes "# {error}".'],
  ],
])('%s', async (_what, scenario, commands, lines) => {
  const { code, out, err } = await said(scenario, ...commands);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(linesOf(out)).toEqual(lines);
});

test('a curve is listed, as table lists it', async () => {
  const valuesBy = (command: string) =>
    backstep([
      'run',
      'two-moons',
      '--command',
      'goto epoch 3',
      '--command',
      `${command} loss * 2 every epoch`,
    ]);
  const [plotted, listed] = [await valuesBy('plot'), await valuesBy('table')];
  expect(plotted).toEqual(listed);
  expect(plotted.out).toMatch(/step 168840 {2}loss \* 2 = \d/);
});

test('a variant', async () => {
  const args = ['run', 'target-13', '--variant', 'better_output', '--command', '11'];
  expect((await backstep(args)).out).toBe(
    'step 11 of 32  epoch 1  example 1  loss  output  loss = error²:  0² = 0\n',
  );
});

test('epochs, batches and the finish', async () => {
  const file = files.write(
    'batches.yaml',
    oneWeight({ title: 'Batches' })
      .replace('target: 3 }', 'target: 3 }\n  - { inputs: [1], target: 2 }')
      .replace('epochs: 1', 'epochs: 1, batch: 2, finish: loss'),
  );
  const { out } = await said(file, '1', '11', 'last');
  expect(linesOf(out).map((line) => line.split('  ').slice(0, -2))).toEqual([
    ['step 1 of 30', 'epoch 1', 'batch 1', 'example 1', 'forward', 'y'],
    ['step 11 of 30', 'epoch 1', 'batch 1', 'example 2', 'loss', 'y'],
    ['step 30 of 30', 'after training', 'batch 1', 'example 2', 'loss'],
  ]);
});

test('commands from files and from the command line keep their order', async () => {
  const script = files.write('script.txt', '# to the error\r\n\r\n  13\r\nprint error\r\n');
  const args = [
    'run',
    'target-13',
    '--command',
    'watch loss',
    '--commands',
    script,
    '--command',
    'print loss',
  ];
  expect(linesOf((await backstep(args)).out)).toEqual([
    'Watch 1 added: loss.',
    thirteen,
    'error = -4',
    'loss = 16',
  ]);
});

test('a script can have very many lines', async () => {
  const script = files.write('long.txt', `quit\n${'13\n'.repeat(200_000)}`);
  const { code, out } = await backstep(['run', 'target-13', '--command', '13', '--commands', script]);
  expect({ code, lines: linesOf(out) }).toEqual({ code: 0, lines: [thirteen] });
});

test('commands from standard input', async () => {
  const script = 'printf "13\\nprint loss\\nfrob\\n" | "$0" "$1" run target-13 --commands -';
  const { code, out, err } = await run('sh', ['-c', script, process.execPath, bundle]);
  expect(linesOf(out)).toEqual([thirteen, 'loss = 16']);
  expect(err).toMatch(/^-:3: "frob": There is no command "frob": .*\n {2}frob\n {2}\^\n$/);
  expect(code).toBe(2);
});

test('the first failing command ends the script, and earlier output is printed', async () => {
  const { code, out, err } = await said('target-13', '13', 'print los', 'print loss');
  expect({ code, out }).toEqual({ code: 2, out: `${thirteen}\n` });
  expect(err).toBe(
    '--command "print los": Expected an address in this run, found "los": did you mean "loss"?\n  print los\n        ^\n',
  );
  const script = files.write('bad.txt', '# a remark\n13\n\nset loss = 3\n');
  const bad = await backstep(['run', 'target-13', '--commands', script]);
  expect({ code: bad.code, out: bad.out }).toEqual({ code: 2, out: `${thirteen}\n` });
  expect(bad.err).toBe(
    `${script}:4: "set loss = 3": loss is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.\n`,
  );
});

test('a command that fails at a stop ends the script, after the stop has been told', async () => {
  const lines = ['break error', 'commands 1 print error; set loss = 3', 'continue', 'print loss'];
  const { code, out, err } = await said('target-13', ...lines);
  expect(code).toBe(2);
  expect(linesOf(out).slice(2)).toEqual([
    'Breakpoint 1 hit at step 10: error was computed.',
    expect.stringMatching(/^step 10 of 32 /),
    'error = -4',
  ]);
  expect(err).toBe(
    '--command "continue": "set loss = 3": loss is computed, so it cannot be set. Set a weight, bias, input, target or the learning rate instead.\n',
  );
});

test.each([
  [['run', 'target-13'], 'run: expected at least one --command or --commands, found none'],
  [['run'], "missing required argument 'scenario'"],
  [['run', 'targt-13', '--command', '1'], 'did you mean "target-13"?'],
  [['run', 'target-13', '--variant', 'x', '--command', '1'], '--variant: expected the name of a variant'],
  [
    ['run', 'target-13', '--commands', 'missing.txt'],
    'missing.txt: expected a file of commands, found no such file',
  ],
  [['run', 'target-13', '--commands', '.'], 'expected a file of commands, found a folder'],
  [['run', 'target-13', '--command', 'sav .'], '. is not a regular file'],
  [['run', 'target-13', '--command', 'save'], '--command "save": Save where? For example: save my.session'],
  [['run', 'target-13', '--command', 'save .'], '. is not a regular file'],
  [
    ['run', 'target-13', '--command', 'verify no/numbers.csv'],
    'no/numbers.csv: expected a file of numbers, found no such file; check the path',
  ],
  [
    ['run', 'target-13', '--command', 'save no/such/folder'],
    'no/such/folder: expected a file to write, found no such folder; create the folder first, or choose another',
  ],
  [
    ['run', 'target-13', '--command', 'save endless.yaml'],
    'endless.yaml already exists and is not a saved session',
  ],
  [['run', 'target-13', '--command', '\u001b[31m\u0007'], '--command "'],
])('a wrong script: %j', async (args, told) => {
  const { code, err } = await backstep(args, { cwd: files.folder });
  expect(err).toContain(told);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  expect(code).toBe(2);
});

test('a closed pipe is not an error, and ends the script', async () => {
  const script = files.write('long.txt', `${'values\n'.repeat(5000)}`);
  const line = '{ "$0" "$1" run target-13 --commands "$2"; echo "code $?" >&2; } | head -n 1';
  const { out, err } = await run('sh', ['-c', line, process.execPath, bundle, script]);
  expect({ out, err }).toEqual({ out: 'Values at step 0\n', err: 'code 0\n' });
});

test('a session can be saved and resumed, also if its folder is moved', async () => {
  const folder = files.makeFolder('lesson');
  const scenario = files.write('lesson/own.yaml', oneWeight());
  const target = path.join(folder, 'own.session');
  const first = await said(scenario, 'set y.w[0] = 2', 'watch y', '5', `save ${target}`);
  expect(linesOf(first.out).at(-1)).toBe(`Saved to ${target}.`);
  expect(JSON.parse(readFileSync(target, 'utf8')).scenario).toBe('./own.yaml');
  const moved = files.at('moved');
  await run('mv', [folder, moved]);
  const second = await said(path.join(moved, 'own.session'), 'watches', 'undo', 'print y');
  expect({ code: second.code, err: second.err }).toEqual({ code: 0, err: '' });
  expect(linesOf(second.out)).toEqual([
    'Watches',
    '  1  y = 4, since step 1',
    'Undone: step 0: y.w[0] = 2.',
    'y = 2',
  ]);
});

test('a saved session is overwritten, also through a link', async () => {
  await said('target-13', '13', 'save twice.session');
  await run('ln', ['-s', 'twice.session', files.at('link.session')]);
  const again = ['run', 'target-13', '--command', '5', '--command', 'save link.session'];
  expect((await startBackstep(again, { cwd: files.folder })).code).toBe(0);
  expect((await backstep([files.at('twice.session')])).out).toMatch(/^step 5 of 32 /);
  expect(statSync(files.at('twice.session')).mode & 0o111).toBe(0);
  expect((await run('ls', [files.folder])).out).not.toContain('.tmp');
});

test('an answer is written before the next command is carried out, and an endless run can be ended', async () => {
  const commands = ['print x', 'continue'].flatMap((command) => ['--command', command]);
  const child = spawn(process.execPath, [bundle, 'run', endless, ...commands], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  child.stdout.once('data', () => child.kill('SIGINT'));
  const [code, signal] = await new Promise<unknown[]>((resolve) =>
    child.on('close', (...all) => resolve(all)),
  );
  expect({ code, signal }).toEqual({ code: null, signal: 'SIGINT' });
});
