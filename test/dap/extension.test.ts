import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { languages } from '../../src/i18n/translate.ts';
import { cacheFolder } from '../../src/store/folders.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('src/dap/vscode/package.json'));

test('the extension for VS Code starts the command, and takes what docs/dap.md says', () => {
  const [{ type, runtime, runtimeArgs, program, configurationAttributes }] = manifest.contributes.debuggers;
  expect({ program, type, runtime, runtimeArgs }).toEqual({
    program: undefined,
    type: 'backstep',
    runtime: 'backstep',
    runtimeArgs: ['dap'],
  });
  const { properties } = configurationAttributes.launch;
  const table = read('docs/dap.md').split('## What a launch takes')[1]?.split('##')[0] ?? '';
  const keys = [...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, key]) => key);
  expect(Object.keys(properties)).toEqual(keys);
  expect(properties.lang.enum).toEqual(languages);
  expect(JSON.parse(read('package.json')).files).toContain('src/dap/vscode');
});

test('the code that it shows cannot be edited there', () => {
  const [pattern = ''] = Object.keys(manifest.contributes.configurationDefaults['files.readonlyInclude']);
  const matching = new RegExp(`^${pattern.replace('**/', '.+/').replace('*.', '[^/]+[.]')}$`);
  expect(path.posix.join(cacheFolder(), 'numpy/xor-1234abcd.py')).toMatch(matching);
  expect('/home/u/work/xor.py').not.toMatch(matching);
});

/** The extension in a VS Code with an open file. @param fault why the command cannot be executed */
function activated(fault: Error | null) {
  const commands: string[] = [];
  const errors: string[] = [];
  const providers = new Map<string, { resolveDebugConfiguration(folder: null, given: object): unknown }>();
  const modules = {
    vscode: {
      window: {
        activeTextEditor: { document: { fileName: '/work/xor.yaml' } },
        showErrorMessage: (text: string) => errors.push(text),
      },
      debug: {
        registerDebugConfigurationProvider: (type: string, provider: never) => providers.set(type, provider),
      },
    },
    'node:child_process': {
      exec(command: string, done: (fault: Error | null) => void) {
        commands.push(command);
        done(fault);
      },
    },
  };
  const exports: { activate?: (context: { subscriptions: unknown[] }) => void } = {};
  runInNewContext(read(path.join('src/dap/vscode', manifest.main)), {
    exports,
    require: (name: keyof typeof modules) => modules[name],
  });
  exports.activate?.({ subscriptions: [] });
  const resolve = (given: object) => providers.get('backstep')?.resolveDebugConfiguration(null, given);
  return { resolve, commands, errors };
}

test('without a launch.json, the open file is launched', async () => {
  // VS Code asks the extension only if it says so.
  expect(manifest.activationEvents).toEqual(['onDebugResolve:backstep']);
  const { resolve, commands, errors } = activated(null);
  expect(await resolve({ noDebug: true })).toEqual({
    type: 'backstep',
    request: 'launch',
    name: 'Backstep',
    scenario: '/work/xor.yaml',
    noDebug: true,
  });
  const written = { type: 'backstep', request: 'launch', name: 'mine', scenario: 'relu' };
  expect(await resolve(written)).toEqual(written);
  expect(commands).toEqual(['backstep --version', 'backstep --version']);
  expect(errors).toEqual([]);
});

test('where the command cannot be executed, nothing starts, and it is said why', async () => {
  const { resolve, errors } = activated(new Error('backstep: not found'));
  expect(await resolve({ type: 'backstep' })).toBeUndefined();
  expect(errors).toEqual(['Backstep cannot be started. backstep: not found']);
});
