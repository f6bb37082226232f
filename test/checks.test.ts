/**
 * The checks that are programs of their own. They run beside the other tests, some of which wait for most of their time.
 */
import { expect, test } from 'vitest';
import { run } from './support/backstep.ts';

test.concurrent.each(['types', 'lint', 'dead'])(
  'npm run check:%s',
  async (name) => {
    const options = { env: { HOME: process.env.HOME ?? '/' } };
    const { code, out, err } = await run('npm', ['run', '--silent', `check:${name}`], options);
    expect(code, out + err).toBe(0);
  },
  600_000,
);
