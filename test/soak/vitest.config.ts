/** Tests that take long: the usual ones with all scenarios, and with far more keys, faults and kills. */
import { defineConfig } from 'vitest/config';
import usual from '../vitest.config.ts';

const { root, define } = usual as { root: string; define: Record<string, string> };

export default defineConfig({
  root,
  define,
  test: {
    include: ['test/**/*.test.ts'],
    env: { EVERYTHING: '1' },
    setupFiles: ['test/support/languages.ts'],
    pool: 'forks',
    // Each file starts programs of its own, and one at a time keeps their times alike.
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
  },
});
