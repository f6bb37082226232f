// What the build makes of the shipped scenarios, by means of the program's own functions.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scenarios = path.join(root, 'scenarios');

const read = (name) => readFileSync(path.join(scenarios, name), 'utf8');

// Bundled packages that are CommonJS call require() for Node's own modules.
const banner = {
  js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
};

/** The functions of src/ that are used here. */
async function ownFunctions() {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const outfile = path.join(folder, 'parse.mjs');
  const contents = `export { parseScenario } from './src/scenario/parse.ts';
    export { stepCount } from './src/scenario/compile/step-count.ts';
    export { keepScenario } from './src/scenario/format/kept-scenario.ts';
    export { withPlaces } from './src/scenario/kept-texts.ts';
    export { textDigest } from './src/i18n/text-digest.ts';
    export { aboutOf } from './src/scenario/about.ts';
    export { scenarioJsonSchema } from './src/scenario/json-schema.ts';`;
  try {
    await build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner,
      logLevel: 'warning',
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A scenario after parsing, with the digests of the texts that it was parsed from, and what lists say of it. Null if
 * JSON cannot express it, or if it has warnings: then it is parsed when it is opened.
 */
function keptOf(file, { parseScenario, stepCount, keepScenario, textDigest, aboutOf, withPlaces }) {
  const source = read(file);
  const beside = {};
  const files = { [file]: Buffer.byteLength(source) };
  const { scenario, warnings } = parseScenario(source, (name) => {
    const text = read(name);
    beside[name] = textDigest(text);
    files[name] = Buffer.byteLength(text);
    return { text };
  });
  const kept = keepScenario(scenario);
  const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(kept)), kept);
  if (!isSame || warnings().length > 0) return null;
  const steps = stepCount(scenario);
  return {
    name: path.basename(file, '.yaml'),
    listed: { about: aboutOf(scenario), steps, files },
    opened: { source: textDigest(source), beside, scenario: withPlaces(kept, source), steps },
  };
}

/**
 * Files for `dist/`: of each scenario what opening it needs, without the parsers of YAML and of the format, which take
 * longer to load than everything else together; of all what lists say; and the JSON Schema of scenarios.
 */
export async function scenarioFiles() {
  const own = await ownFunctions();
  const files = readdirSync(scenarios).filter((file) => file.endsWith('.yaml'));
  const kept = files
    .sort()
    .map((file) => keptOf(file, own))
    .filter((each) => each !== null);
  const contents = {
    ...Object.fromEntries(kept.map(({ name, opened }) => [`scenario-${name}.json`, opened])),
    'catalogue.json': Object.fromEntries(kept.map(({ name, listed }) => [name, listed])),
    'scenario.schema.json': own.scenarioJsonSchema(),
  };
  return Object.entries(contents).map(([name, each]) => ({ name, contents: JSON.stringify(each) }));
}
