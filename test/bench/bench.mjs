// Bundles the measurements, which import the program's own sources, runs them and writes BENCHMARKS.md.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
// Inside the checkout, so that packages are found from there.
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
  writeFileSync(path.join(root, 'BENCHMARKS.md'), page(rows));
  console.log(process.argv.includes('--json') ? json(rows) : report(rows));
} finally {
  rmSync(folder, { recursive: true });
}
