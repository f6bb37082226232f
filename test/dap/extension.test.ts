import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { languages } from '../../src/i18n/translate.ts';

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('the extension for VS Code starts the command, and takes what docs/dap.md says', () => {
  const { contributes, main } = JSON.parse(read('src/dap/vscode/package.json'));
  const [{ type, runtime, runtimeArgs, program, configurationAttributes }] = contributes.debuggers;
  // Without code of its own it has to name the program on the path.
  expect({ main, program, type, runtime, runtimeArgs }).toEqual({
    main: undefined,
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
