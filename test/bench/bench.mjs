// Bundles the benchmark, which imports the program's sources, runs it and writes docs/benchmarks.md.
// With --quick it measures less, and writes no file. With --json it prints the results as JSON.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside the project, so that its packages are found.
const folder = mkdtempSync(path.join(root, 'node_modules', '.bench-'));
const outfile = path.join(folder, 'rows.mjs');

try {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/rows.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const { json, measureAll, page, report } = await import(pathToFileURL(outfile).href);
  const isQuick = process.argv.includes('--quick');
  const rows = await measureAll(root, isQuick);
  if (!isQuick) writeFileSync(path.join(root, 'docs/benchmarks.md'), page(rows));
  console.log(process.argv.includes('--json') ? json(rows) : report(rows));
} finally {
  rmSync(folder, { recursive: true });
}
