/** The library as a package: what others get of it, in Node and in browsers. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { build } from 'esbuild';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { describe, expect, test } from 'vitest';
import { run, scratch } from '../support/backstep.ts';
import { hasBrowser, startBrowser } from '../support/browser.ts';
import { examplesOf, installPackage } from '../support/consumer.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const document = path.join(root, 'docs/library.md');
const files = scratch();
const tarball = installPackage(files.folder);
const installed = files.at('node_modules/backstep');

test('publint and arethetypeswrong find nothing', async () => {
  const pkg = JSON.parse(readFileSync(path.join(installed, 'package.json'), 'utf8'));
  const { messages } = await publint({ pkgDir: installed, pack: false, strict: true });
  expect(messages.map((each) => formatMessage(each, pkg))).toEqual([]);
  const analysis = await checkPackage(createPackageFromTarballData(readFileSync(tarball)));
  if (analysis.types === false) throw new Error('the package has no types');
  // The package is a module: it is not for what cannot load modules, and scenarios have no types.
  const isMeant = (problem: (typeof analysis.problems)[number]) =>
    !('entrypoint' in problem) ||
    (problem.entrypoint === '.' && !['node10', 'node16-cjs'].includes(problem.resolutionKind));
  expect(analysis.problems.filter(isMeant)).toEqual([]);
  expect(Object.keys(analysis.entrypoints)).toContain('.');
});

test('it depends on nothing', () => {
  const { dependencies, peerDependencies } = JSON.parse(
    readFileSync(path.join(installed, 'package.json'), 'utf8'),
  );
  expect({ dependencies, peerDependencies }).toEqual({});
});

test('it offers what the report says (-u accepts a change)', async () => {
  const report = readFileSync(path.join(root, 'dist/library.api.md'), 'utf8');
  await expect(report).toMatchFileSnapshot(path.join(root, 'docs/library.api.md'));
});

test('its classes have their names in the bundle too', async () => {
  files.write(
    'names.mjs',
    `import { ArgumentError, CommandError, open, ScenarioError } from 'backstep';
const debug = await open({ title: 'x', inputs: ['a'], formulas: { b: 'a' }, data: [{ inputs: [1] }] });
console.log(...[ArgumentError, CommandError, ScenarioError, debug.constructor].map(({ name }) => name));`,
  );
  const { out, err } = await run(process.execPath, [files.at('names.mjs')], { cwd: files.folder });
  expect({ out, err }).toEqual({ out: 'ArgumentError CommandError ScenarioError Debugger\n', err: '' });
});

test('its types are complete without those of Node and of browsers', async () => {
  files.write(
    'consumer.mts',
    `import { CommandError, type Debugger, open, type Result, type Stop } from 'backstep';
const debug: Debugger = await open('title: x', { language: 'bn', files: { 'a.csv': '' } });
const stop: Stop = debug.step();
const result: Result = await debug.runAsync('continue', { signal: { aborted: false }, onProgress: (at: number) => {} });
if (result.kind === 'listed') result.rows.map(({ step }) => step);
const value: number | null = debug.read('loss');
const at: number | null = new CommandError('', '', null).at;
// @ts-expect-error: not a language
await open('', { language: 'xx' });
// @ts-expect-error: only the debugger moves
debug.position = 3;
export { at, stop, value };
`,
  );
  const options = '--noEmit --strict --target es2022 --lib es2023 --types --module nodenext'.split(' ');
  const compiler = path.join(root, 'node_modules/typescript/bin/tsc');
  const args = [compiler, ...options.flatMap((each) => (each === '--types' ? ['--types', ''] : each))];
  expect(await run(process.execPath, [...args, 'consumer.mts'], { cwd: files.folder })).toEqual({
    code: 0,
    out: '',
    err: '',
  });
}, 30_000);

test('the examples of the document print what stands there (UPDATE_README=1 writes it)', async () => {
  const examples = examplesOf(document);
  expect(examples.length).toBeGreaterThan(6);
  for (const [index, { program }] of examples.entries()) files.write(`example-${index}.mjs`, program);
  files.write(
    'examples.mjs',
    `const outputs = [];
const { log } = console;
for (let index = 0; index < ${examples.length}; index++) {
  const { formatWithOptions } = await import('node:util');
  outputs.push('');
  console.log = (...values) => { outputs[index] += formatWithOptions({ colors: false }, ...values).replace(/ +$/gm, '') + '\\n'; };
  await import('./example-' + index + '.mjs');
}
log(JSON.stringify(outputs));`,
  );
  const { code, out, err } = await run(process.execPath, [files.at('examples.mjs')], { cwd: files.folder });
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const outputs = JSON.parse(out) as string[];
  if (process.env.UPDATE_README) {
    let index = 0;
    const text = readFileSync(document, 'utf8').replace(
      /(```js\n.*?```\n\n```text\n).*?```/gs,
      (_all, head: string) => `${head}${outputs[index++]}\`\`\``,
    );
    writeFileSync(document, text);
  } else expect(outputs).toEqual(examples.map(({ output }) => output));
});

/** A program that uses all that is loaded late. It gives lines of text. */
const program = `import { open } from 'backstep';
const scenario = {
  title: 'x', inputs: ['a'], layers: [{ name: 'output', nodes: { y: [0.5] } }],
  data: { csv: 'd.csv', inputs: ['a'], target: 'y' }, loss: 'squared_error',
  optimizer: { kind: 'sgd', learning_rate: 0.1 }, training: { epochs: 3 },
};
const csv = 'a,name,y\\n1,"a, ""b""",3\\n2,"é",1\\n';
const debug = await open(scenario, { language: 'bn', files: { 'd.csv': csv } });
const stop = await debug.runAsync('continue');
const lines = await debug.screen({ columns: 80, rows: 20 });
export const result = [stop.text, debug.read('y.w[0]'), debug.values().length, ...lines.map((line) => line.map(({ text }) => text).join(''))];
`;

/** What the program gives in Node. */
async function inNode(): Promise<unknown> {
  files.write('program.mjs', program);
  const show = `import { result } from './program.mjs'; console.log(JSON.stringify(result));`;
  const { out, err } = await run(process.execPath, ['--input-type=module', '-e', show], {
    cwd: files.folder,
  });
  expect(err).toBe('');
  return JSON.parse(out);
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  test('it does the same, as it is and bundled, and asks for nothing else', async () => {
    const expected = await inNode();
    expect((expected as string[])[0]).toMatch(/\p{Script=Bengali}/u);
    const entry = files.at('program.mjs');
    // For the platform of browsers a module of Node would be an error.
    const { warnings } = await build({
      entryPoints: [entry],
      outdir: files.at('bundled'),
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      logLevel: 'silent',
    });
    expect(warnings).toEqual([]);
    const browser = await startBrowser();
    try {
      const page = await browser.newPage();
      const missing: string[] = [];
      const imports = JSON.stringify({ imports: { backstep: '/node_modules/backstep/dist/library.mjs' } });
      await page.route('http://package.test/**', (route) => {
        const { pathname } = new URL(route.request().url());
        if (pathname === '/') {
          const body = `<!doctype html><script type="importmap">${imports}</script>`;
          return route.fulfill({ contentType: 'text/html', body });
        }
        if (/\.m?js$/.test(pathname))
          return route.fulfill({ path: files.at(`.${pathname}`), contentType: 'text/javascript' });
        missing.push(pathname);
        return route.abort();
      });
      await page.goto('http://package.test/');
      for (const name of ['/program.mjs', '/bundled/program.js']) {
        const result = await page.evaluate(`import('${name}').then(({ result }) => result)`);
        expect(result).toEqual(expected);
      }
      expect(missing.filter((each) => each !== '/favicon.ico')).toEqual([]);
    } finally {
      await browser.close();
    }
  });
});
