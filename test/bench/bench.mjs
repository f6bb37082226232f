// Bundles the benchmark, which imports the program's sources, runs it and writes docs/benchmarks.md.
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
  const rows = await measureAll(root);
  writeFileSync(path.join(root, 'docs/benchmarks.md'), page(rows));
  console.log(process.argv.includes('--json') ? json(rows) : report(rows));
} finally {
  rmSync(folder, { recursive: true });
}
