/** Completion in real shells: what Tab makes of a line that is typed. Shells that are not installed are skipped. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { shellWords } from '../../src/shell/completion/shell-words.ts';
import { backstep, bundle, linesOf, oneWeight, scratch } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();
files.write('mine.yaml', oneWeight());
files.write('notes.txt', '');
files.write('rows.csv', 'x,y\n1,2\n');
mkdirSync(files.at('lessons'));
const bin = files.at('bin');
mkdirSync(bin);
const program = files.write('bin/backstep', `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`);
chmodSync(program, 0o755);
for (const name of ["it's mine.yaml", 'two words.yaml']) files.write(`bin/${name}`, 'title: t\n');

const candidates = async (...words: string[]) =>
  linesOf((await backstep(['complete', 'fish', '--', ...words], { cwd: files.folder })).out).map(
    (line) => line.split('\t')[0],
  );

describe('candidates', () => {
  test.each([
    [['expo'], ['export']],
    [['target-'], ['target-13']],
    [['min'], ['mine.yaml']],
    [['check', 'min'], ['mine.yaml']],
    [['verify', 'xor', 'not'], ['notes.txt']],
    [
      ['site', ''],
      ['bin/', 'lessons/'],
    ],
    [
      ['--lang', ''],
      ['en', 'bn'],
    ],
    [['trace', 'xor', '--form'], ['--format']],
    [
      ['trace', 'xor', '--format', ''],
      ['table', 'jsonl'],
    ],
    [
      ['trace', 'xor', '--format='],
      ['--format=table', '--format=jsonl'],
    ],
    [['export', 'xor', '--to', 'sv'], ['svg']],
    [['values', 'target-13', '--variant', ''], ['better_output']],
    [['values', 'target-13', '--every', 'epoch', '--address', 'output.b'], []],
    [
      ['values', '--address', 'loss', 'target-13', '--address', 'node_0.w'],
      ['node_0.w[0]', 'node_0.w[1]'],
    ],
    [['values', 'mine.yaml', '--address', 'y.w'], ['y.w[0]']],
    [['values', 'no-such.yaml', '--address', 'y'], []],
    [['run', 'xor', '--command', 'breakp'], ['breakpoints']],
    [['run', 'xor', '--command', 'sav'], ['save']],
    // A name that is typed is a candidate: otherwise a shell would go on to a longer one.
    [
      ['run', 'xor', '--command', 'break'],
      ['break', 'breakpoints'],
    ],
    [['run', 'target-13', '--command', 'print output.w[0]'], ['print output.w[0]']],
    [
      ['new', '--kind', ''],
      ['network', 'formulas', 'table'],
    ],
    [['new', '--optimizer', 'sg'], ['sgd']],
    [['new', '--activation', 'rel'], ['relu']],
    [['new', '--loss=squ'], ['--loss=squared_error']],
    [['check', 'bin/two\\ w'], ['bin/two words.yaml']],
    [
      ['run', 'target-13', '--command', 'print node_1.w'],
      ['print node_1.w[0]', 'print node_1.w[1]', 'print node_1.w'],
    ],
    [['help', 'valu'], ['values']],
    [['complete', 'z'], ['zsh']],
    [['new', ''], []],
    [
      ['new', '--csv', ''],
      ['bin/', 'lessons/', 'rows.csv'],
    ],
    [['dap', '--port', ''], []],
  ])('%j', async (words, expected) => {
    expect(await candidates(...words)).toEqual(expected);
  });

  test('zsh gives words without their quotes', async () => {
    const words = ['complete', 'zsh', '--', 'check', "bin/it's"];
    expect((await backstep(words, { cwd: files.folder })).out).toBe("bin/it's mine.yaml\n");
  });

  test('have what they are, in the language', async () => {
    const { out } = await backstep(['--lang', 'bn', 'complete', 'fish', '--', 'lis']);
    expect(out).toMatch(/^list\t\p{Script=Bengali}/u);
  });
});

test.each([
  ['backstep ', ['backstep', '']],
  ['backstep values xor', ['backstep', 'values', 'xor']],
  ["backstep  --address 'grad(l", ['backstep', '--address', 'grad(l']],
  ['backstep "a b" c\\ d', ['backstep', 'a b', 'c d']],
  ['a "b\\"c" \\', ['a', 'b"c', '']],
])('the words of %j', (line, words) => {
  expect(shellWords(line)).toEqual(words);
});

const has = (shell: string) => spawnSync(shell, ['-c', 'true']).status === 0;

const started = {
  bash: ['--norc', '--noprofile', '-i'],
  zsh: ['-f', '-i'],
  fish: ['--no-config', '--interactive'],
} as const;

const loading = {
  bash: 'PS1="> "; source <(backstep complete bash); source <(backstep complete bash); echo ready',
  zsh: 'PS1="> "; autoload -U compinit; compinit -u -D; source <(backstep complete zsh); echo ready',
  fish: 'function fish_prompt; echo "> "; end; backstep complete fish | source; echo ready',
} as const;

describe.each(['bash', 'zsh', 'fish'] as const)('in %s', (shell) => {
  test.skipIf(!has(shell))(
    'Tab completes commands, options, files and addresses, and runs nothing',
    async () => {
      const env = { PATH: `${bin}:${process.env.PATH}`, HOME: files.folder, XDG_CONFIG_HOME: files.folder };
      const args = started[shell];
      const screen = openTerminal({ command: shell, args, cols: 110, rows: 30, cwd: files.folder, env });
      const prompt = () => screen.waitFor(() => /^>\s*$/.test(screen.text().split('\n').at(-1) ?? ''));
      /** Types a line up to Tab, waits for what it becomes, and clears it. */
      const completes = async (typed: string, expected: string | RegExp) => {
        screen.write(`${typed}\t`);
        await screen.waitFor(expected);
        screen.write('\u0015');
        await prompt();
      };
      try {
        screen.write(`${loading[shell]}\r`);
        await screen.waitFor(/^ready$/m);
        // What is typed before would be echoed by the terminal, and stay.
        await prompt();
        expect(screen.text()).not.toContain('readonly');
        await completes('backstep expo', /> backstep export $|> backstep export\s*$/m);
        await completes('backstep export target-', 'backstep export target-13');
        await completes('backstep trace xor --format=js', 'backstep trace xor --format=jsonl');
        await completes('backstep new --activation tan', '--activation tanh');
        await completes('backstep check min', 'backstep check mine.yaml');
        await completes('backstep values target-13 --address learn', '--address learning_rate');
        await completes("backstep values target-13 --address 'grad(output.i", /'grad\(output\.in\)/);
        await completes('backstep values target-13 --address node_0.product', /product(?:\\?\[|\[)/);
        screen.write('backstep values $(touch pwned) \t');
        await completes('', /pwned/);
        expect(existsSync(path.join(files.folder, 'pwned'))).toBe(false);
      } finally {
        await screen.dispose();
      }
    },
  );
});
