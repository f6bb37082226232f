// The functions of src/ that the build uses: what it makes of scenarios, and the man page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

// Bundled packages that are CommonJS call require() for Node's own modules.
const banner = {
  js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
};

const contents = `export { parseScenario } from './src/scenario/parse.ts';
  export { stepCount } from './src/scenario/compile/step-count.ts';
  export { keepScenario } from './src/scenario/kept-scenario.ts';
  export { withPlaces } from './src/scenario/kept-texts.ts';
  export { textDigest } from './src/i18n/text-digest.ts';
  export { aboutOf } from './src/scenario/about.ts';
  export { scenarioJsonSchema } from './src/scenario/json-schema.ts';
  export { manPage } from './src/build/man-page.ts';
  export { unusedKinds } from './src/build/plugins/unused-kinds.ts';`;

/** @param version the version of the program */
export async function ownFunctions(version) {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const outfile = path.join(folder, 'own.mjs');
  try {
    await build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner,
      define: { BACKSTEP_VERSION: JSON.stringify(version) },
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
