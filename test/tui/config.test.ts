/** The config file in a real pseudo-terminal, and `backstep config`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { backstep, bundle, linesOf, scratch } from '../support/backstep.ts';
import { openTerminal } from '../support/terminal.ts';

const files = scratch();

/** The environment of a program whose config file has this text. */
function configured(name: string, text: string) {
  const home = files.at(name);
  mkdirSync(path.join(home, 'backstep'), { recursive: true });
  const file = path.join(home, 'backstep', 'config.yaml');
  writeFileSync(file, text);
  return { file, env: { XDG_CONFIG_HOME: home } };
}

const open = (env: Record<string, string>) =>
  openTerminal({ command: process.execPath, args: [bundle, 'target-13'], cols: 100, rows: 30, env });

test('a chosen key works, the one before does nothing, and both the footer and the help show it', async () => {
  const { env } = configured('good', 'keys:\n  step: [x]\n  unwatch: [Ctrl-X]\n');
  const screen = open(env);
  try {
    await screen.waitFor(/ x step {2}/);
    screen.write('\u001b[C');
    await screen.waitFor('→ does nothing here. Press ? for all keys.');
    screen.write('x');
    await screen.waitFor(/ 1 \/ 32$/m);
    screen.write('?');
    await screen.waitFor(/ x +step forward one operation/);
    screen.write('/unwatch');
    await screen.waitFor(/ Ctrl-X +unwatch/);
  } finally {
    await screen.dispose();
  }
});

test('a wrong file is told, and changes nothing', async () => {
  const { env, file } = configured('bad', 'keys:\n  step: [x]\n  stpe: [y]\n');
  const screen = open(env);
  try {
    await screen.waitFor(
      'Your keys are not used, since config.yaml:3:3 has an error. See `backstep config`.',
    );
    screen.write('\u001b[C');
    await screen.waitFor(/ 1 \/ 32$/m);
  } finally {
    await screen.dispose();
  }
  const { code, out, err } = await backstep(['config'], { env });
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain(`${file}:3:3: keys.stpe: expected the name of an action, found "stpe"`);
  const json = await backstep(['config', '--json'], { env });
  expect(json).toMatchObject({ code: 1, err: '' });
  expect(JSON.parse(json.out)).toMatchObject({
    file,
    exists: true,
    errors: [{ line: 3, column: 3 }],
    changes: [],
  });
});

test('config says where the file is, what it changes, and the names of all actions', async () => {
  const { env, file } = configured('told', 'keys: { watch: [s] }');
  const { code, out } = await backstep(['config'], { env });
  expect(code).toBe(0);
  expect(linesOf(out).map((line) => line.trim().replace(/ +/g, ' '))).toEqual([
    file,
    'step → l i F11 instead of → l i s F11',
    'watch s instead of a',
  ]);
  const { changes } = JSON.parse((await backstep(['config', '--json'], { env })).out);
  expect(changes).toContainEqual({ action: 'watch', keys: ['s'], before: ['a'] });
  const all = await backstep(['config', '--keys'], { env });
  expect(all.out).toMatch(/^ {2}watch +s +watch an expression/m);
  expect(all.out).toMatch(/^ {2}frame-up +u +select the outer frame/m);
  const none = { XDG_CONFIG_HOME: files.at('none') };
  const absent = await backstep(['config'], { env: none });
  expect(absent.code).toBe(0);
  expect(absent.out).toContain('config.yaml does not exist: no key is changed.');
  // The example that is shown is valid.
  const example = absent.out.slice(absent.out.indexOf('keys:\n'));
  const tried = await backstep(['config'], { env: configured('example', example).env });
  expect(tried).toMatchObject({ code: 0, err: '' });
  expect(tried.out).toContain('F8 Space');
});
