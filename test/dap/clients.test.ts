/** Clients that others wrote: that of the protocol's authors, for tests, and Emacs. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { DebugClient } from '@vscode/debugadapter-testsupport';
import { expect, test } from 'vitest';
import { numpyText } from '../../src/numpy/listing.ts';
import { bundle, scratch } from '../support/backstep.ts';
import { portOf, startAdapter } from '../support/editor.ts';
import { lineWith } from '../support/opened-editor.ts';
import { load, sourceOf } from '../support/scenario.ts';

const files = scratch();
const listing = numpyText(load('target-13'));

test('the client for tests stops at a breakpoint in the scenario, and steps back from it', async () => {
  const { child, stdout } = startAdapter(bundle, files.folder, ['--port', '0']);
  const client = new DebugClient('', '', 'backstep');
  await client.start(await portOf(stdout));
  const source = sourceOf('target-13');
  const scenario = files.write('target.yaml', source);
  const line = lineWith(listing, 'output = ');
  await client.hitBreakpoint(
    { scenario, stopOnEntry: false },
    { path: scenario, line: lineWith(source, 'name: output') },
    // It takes a pattern, but its types do not say so.
    { path: /\.py$/ as unknown as string, line },
    { path: scenario, line: lineWith(source, 'name: output') },
  );
  const [{ body }] = await Promise.all([
    client.assertStoppedLocation('step', { path: /\.py$/, line: line - 1 }),
    client.stepBackRequest({ threadId: 1 }),
  ]);
  expect(body.stackFrames[0]?.name).toContain('node_1');
  await client.stop();
  child.kill();
});

const packages = '/usr/share/emacs/site-lisp/elpa';
const hasEmacs = existsSync(packages) && readdirSync(packages).some((name) => name.startsWith('dap-mode'));
const needsEmacs = hasEmacs
  ? ''
  : ' (skipped: needs Emacs with dap-mode; on Debian: apt-get install emacs-nox elpa-dap-mode)';

test.skipIf(!hasEmacs)(`Emacs walks through a scenario, set up as docs/dap.md says${needsEmacs}`, () => {
  const [, setup = ''] = /```elisp\n(.*?)```/s.exec(readFileSync('docs/dap.md', 'utf8')) ?? [];
  files.write('setup.el', setup);
  const programs = files.makeFolder('programs');
  files.writeProgram('programs/backstep', `#!/bin/sh\nexec "${process.execPath}" "${bundle}" "$@"\n`);
  const script = fileURLToPath(new URL('walk.el', import.meta.url));
  const { stdout, stderr } = spawnSync('emacs', ['-Q', '--batch', '-l', script], {
    encoding: 'utf8',
    env: {
      PATH: [programs, process.env.PATH].join(path.delimiter),
      LANG: 'C.UTF-8',
      HOME: files.folder,
      WALK_FOLDER: files.folder,
    },
  });
  const first = lineWith(listing, 'hidden = ');
  const output = lineWith(listing, 'output = ');
  const loss = lineWith(listing, 'loss = ');
  expect(stdout, stderr).toBe(
    [
      `start: ${first} before node_0.product[0] = children × node_0.w[0]`,
      `step in: ${first} node_0.product[0] = children × node_0.w[0]`,
      `next: ${output} output.product[0] = node_0 × output.w[0]`,
      `step back: ${first} node_1 = node_1.product[0] + node_1.product[1]`,
      `continue: ${loss} loss = error²`,
      `reverse continue: ${first} before node_0.product[0] = children × node_0.w[0]`,
      '',
    ].join('\n'),
  );
});
