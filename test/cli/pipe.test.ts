import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { bundle, oneWeight, run, scratch } from '../support/backstep.ts';

const files = scratch();
// Printing all of it would take days, so if the program ends, it has stopped early.
const endless = files.write('endless.yaml', oneWeight({ epochs: '1000000000' }));

test.each(['table', 'jsonl'])(
  'a reader that goes away ends a trace at once and quietly: %s',
  async (format) => {
    const child = spawn(process.execPath, [bundle, 'trace', endless, '--format', format], {
      env: { PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (text) => {
      err += text;
    });
    const [first] = await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = await once(child, 'close');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(String(first)).toMatch(/^(STEP|\s+STEP|\{"step":1,)/);
  },
);

test('a trace into head', async () => {
  const script = '{ "$0" "$1" trace "$2"; echo "code $?" >&2; } | head -n 2';
  const { out, err } = await run('sh', ['-c', script, process.execPath, bundle, endless]);
  expect(out.split('\n')).toHaveLength(3);
  expect(err).toBe('code 0\n');
});

test.each(['list', '--help', '--version', 'values target-13', 'check target-13 relu'])(
  'nobody reads: %s',
  async (args) => {
    const script = `{ "$0" "$1" ${args}; echo "code $?" >&2; } | true`;
    expect((await run('sh', ['-c', script, process.execPath, bundle])).err).toBe('code 0\n');
  },
);

test('the exit code is correct even if stderr is closed', async () => {
  const script = 'exec 3>&1; { "$0" "$1" check missing.yaml 2>&1; echo "code $?" >&3; } | true';
  expect((await run('sh', ['-c', script, process.execPath, bundle])).out).toBe('code 2\n');
});
