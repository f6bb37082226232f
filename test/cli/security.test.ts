/** What docs/SECURITY.md promises and no other test holds. */
import { readdirSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parse } from 'acorn';
import { afterEach, describe, expect, test } from 'vitest';
import { readBundled } from '../../src/cli/loading/packed-file.ts';
import { opNames } from '../../src/core/operations.ts';
import { backstep, bundle, linesOf, oneWeight, run, scratch } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();
const opened: { dispose(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.dispose()));
});

const dist = path.dirname(bundle);

/** What can reach a network, or run code from a text, in a module or by a global name. */
const networkModules = ['net', 'http', 'https', 'http2', 'dns', 'dns/promises', 'tls', 'dgram', 'inspector'];
const otherModules = ['worker_threads', 'cluster', 'repl', 'wasi'];
const networkNames = ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'];

interface Found {
  /** Modules of Node, by the files that ask for them. */
  readonly modules: ReadonlyMap<string, readonly string[]>;
  /** Names of variables and properties. */
  readonly names: ReadonlySet<string>;
}

interface Tree {
  readonly type?: string;
  readonly [name: string]: unknown;
}

/** Everything that a chunk calls with the name of a module of Node, whatever the name of `require` is there. */
function foundIn(texts: Readonly<Record<string, string>>): Found {
  const modules = new Map<string, string[]>();
  const names = new Set<string>();
  const visit = (file: string, tree: unknown): void => {
    if (Array.isArray(tree)) {
      for (const each of tree) visit(file, each);
      return;
    }
    if (typeof tree !== 'object' || tree === null) return;
    const { type, name, arguments: args, source } = tree as Tree;
    if (type === 'Identifier') names.add(String(name));
    const [first] = type === 'CallExpression' ? (args as Tree[]) : [source as Tree | undefined];
    const module = String(first?.value ?? '').replace(/^node:/, '');
    if (builtinModules.includes(module)) modules.set(module, [...(modules.get(module) ?? []), file]);
    for (const each of Object.values(tree)) visit(file, each);
  };
  for (const [file, text] of Object.entries(texts)) {
    const options = {
      ecmaVersion: 'latest',
      sourceType: file.endsWith('.mjs') ? 'module' : 'script',
      allowReturnOutsideFunction: true,
    } as const;
    visit(file, parse(text, options));
  }
  return { modules, names };
}

// Some are packed.
const chunks = Object.fromEntries(
  readdirSync(dist)
    .map((file) => file.replace(/\.br$/, ''))
    .filter((name) => /\.m?js$/.test(name))
    .map((name) => [name, readBundled(path.join(dist, name)).text]),
);

const found = foundIn(chunks);

describe('the network', () => {
  test('the bundle asks for no module and no global that could reach it', () => {
    const { modules, names } = found;
    for (const name of ['fs', 'path', 'os']) expect([...modules.keys()]).toContain(name);
    const others = [...networkModules, ...otherModules].filter((name) => name !== 'net');
    for (const name of others) expect([...modules.keys()]).not.toContain(name);
    // `dap --port` listens; nothing connects.
    const listening = modules.get('net') ?? [];
    expect(listening).toEqual([expect.stringMatching(/^port-/)]);
    const ofPort = foundIn({ 'port.mjs': chunks[listening[0] ?? ''] ?? '' }).names;
    expect([...ofPort]).toContain('createServer');
    for (const name of ['connect', 'createConnection', 'Socket']) expect([...ofPort]).not.toContain(name);
    for (const name of networkNames) expect([...names]).not.toContain(name);
  });

  test('the check finds them', () => {
    const planted = foundIn({
      'a.js': 'e("node:http"); (0, fetch)("x");',
      'b.js': 'async () => (await import("net")).connect(); return 1;',
    });
    expect([...planted.modules.keys()]).toEqual(['http', 'net']);
    expect([...planted.names]).toContain('fetch');
  });
});

describe('code from texts', () => {
  test('the bundle never calls eval, and only the loader of chunks uses scripts', () => {
    expect([...found.names]).not.toContain('eval');
    expect(found.modules.get('vm')).toEqual(['backstep.js']);
  });

  test('everything works where Node forbids code from texts', async () => {
    const formulas = files.write(
      'formulas.yaml',
      `title: Formulas
inputs: [x]
parameters: { w: 2 }
formulas: { y: "tanh(w * x) ^ 2" }
data: [{ inputs: [3], target: 1 }]
loss: squared_error
optimizer: { kind: sgd, learning_rate: 0.1 }
`,
    );
    const condition = [
      '--command',
      'break loss < 0.5 or y > 2',
      '--command',
      'continue',
      '--command',
      'print y * 2',
    ];
    for (const args of [
      ['check', formulas],
      ['trace', formulas],
      ['run', formulas, ...condition],
      ['run', 'xor', ...condition.with(1, 'break loss < 0.5')],
      ['export', 'target-13', '--to', 'svg'],
    ]) {
      const usual = await backstep(args);
      expect(usual.out).not.toBe('');
      const flag = '--disallow-code-generation-from-strings';
      expect(await run(process.execPath, [flag, bundle, ...args])).toEqual(usual);
    }
  });
});

test('compiled runs reach their memory and functions of arithmetic, nothing else', async () => {
  const observer = files.write(
    'observer.cjs',
    `const { Module } = WebAssembly;
WebAssembly.Module = class extends Module {
  constructor(bytes) {
    super(bytes);
    for (const { kind, name } of Module.imports(this)) process.stderr.write(kind + ' ' + name + '\\n');
  }
};`,
  );
  const args = ['--require', observer, bundle, 'trace', 'two-moons', '--every', 'epoch'];
  const { code, err } = await run(process.execPath, args);
  expect(code).toBe(0);
  const imports = [...new Set(linesOf(err))];
  expect(imports).toContain('memory memory');
  const arithmetic = opNames.join('|');
  for (const each of imports)
    expect(each).toMatch(new RegExp(`^(?:memory memory|function (?:operation )?(?:${arithmetic}) of \\d+)$`));
});

describe('the terminal', () => {
  const attacks = ['\\e]0;owned\\a', '\\e[66;66H', '\\e[?1049l', '\\x9B2J', '\\e]52;c;b3duZWQ=\\a'];

  test('control sequences in a scenario are text on the screen, too', async () => {
    const attack = attacks.join('');
    const texts = { intro: 'I', teaches: 'L' };
    const more = Object.entries(texts).map(([key, text]) => `${key}: "${text}${attack}"\n`);
    const notes = `notes: [{ at: y, text: "N${attack}" }]\n`;
    const source = oneWeight({ title: `"T${attack}"`, more: `${more.join('')}${notes}` });
    const file = files.write('attack.yaml', source);
    const terminal = openTerminal({
      command: process.execPath,
      args: [bundle, file, '--theme', 'dark'],
      cols: 100,
      rows: 30,
      cwd: files.folder,
      env: { HOME: files.folder },
    });
    opened.push(terminal);
    await terminal.waitFor(' 0 / 7');
    for (let step = 1; step <= 7; step++) {
      terminal.write('l');
      await terminal.waitFor(` ${step} / 7`);
    }
    terminal.write(':find owned\r?');
    await terminal.waitFor('step back one operation');
    terminal.write('qq');
    await terminal.waitFor('owned');
    for (const sequence of ['\u001b]0;', '\u001b[66;66H', '\u009b', '\u001b]52;', '\u001b[?1049l'])
      expect(terminal.rawBytes()).not.toContain(sequence);
    terminal.write('q');
    expect((await terminal.exit).code).toBe(0);
  });
});

test('only this user can read and change what the program keeps', async () => {
  const state = files.makeFolder('state');
  const terminal = openTerminal({
    command: process.execPath,
    args: [bundle, 'target-13', '--theme', 'dark'],
    env: { HOME: files.folder, XDG_STATE_HOME: state, XDG_CACHE_HOME: files.at('cache') },
  });
  opened.push(terminal);
  await terminal.waitFor(' 0 / 32');
  // The large text is a view option.
  terminal.write('lOq');
  await terminal.waitFor('Enter open');
  terminal.write('q');
  await terminal.exit;
  const kept = readdirSync(state, { recursive: true, encoding: 'utf8' }).sort();
  expect(kept).toEqual(
    expect.arrayContaining([
      'backstep',
      'backstep/looks.json',
      'backstep/sessions',
      'backstep/sessions/target-13.session',
    ]),
  );
  for (const name of kept) {
    const status = statSync(path.join(state, name));
    expect([name, status.mode & 0o777]).toEqual([name, status.isDirectory() ? 0o700 : 0o600]);
  }
});
