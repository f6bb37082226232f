import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { constants } from './support/constants.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// Vitest 5 reports failures and saves snapshots by means of these two, which Node 20 does not have.
function group<K, T>(items: Iterable<T>, keyOf: (item: T, index: number) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
}
if (!('groupBy' in Map)) {
  Object.assign(Map, { groupBy: group });
  Object.assign(Object, {
    groupBy: (...args: Parameters<typeof group<PropertyKey, unknown>>) => Object.fromEntries(group(...args)),
  });
}

// No test uses the network, and reading certificates takes longer than all else at a start of Node. The tests start it a
// thousand times.
delete process.env.NODE_EXTRA_CA_CERTS;

/** Files that replace modules, so that none can share its modules with them, or import one that Node cannot. */
const apart = [
  'test/library/package.test.ts',
  'test/core/wasm/wasm.test.ts',
  'test/numpy/definitions.test.ts',
  'test/scenario/targets.test.ts',
];

const shared = {
  setupFiles: ['test/support/assertions.ts', 'test/support/languages.ts'],
  pool: 'forks' as const,
  // An end-to-end test starts whole programs, on a machine that may be slow.
  testTimeout: 60_000,
  hookTimeout: 60_000,
};

export default defineConfig({
  root,
  define: constants,
  test: {
    // The default leaves one core free, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Files share their modules, and with them the code that is compiled already: half of the time is saved.
        test: {
          ...shared,
          name: 'shared',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...apart, 'test/soak/**'],
          isolate: false,
          execArgv: [
            '--import',
            fileURLToPath(new URL('support/typescript.mjs', import.meta.url)),
            // In MiB: tests make much that is gone at once, and with more room it is collected less often.
            '--max-semi-space-size=64',
            // In bytes of bytecode: tests run much code for a short time, so less of it is worth optimizing. Node 22 and
            // later do not know it.
            ...(process.version.startsWith('v20.') ? ['--interrupt-budget=150000'] : []),
          ],
          experimental: { viteModuleRunner: false, nodeLoader: false },
        },
      },
      { extends: true, test: { ...shared, name: 'own', include: apart, isolate: true } },
    ],
  },
});
