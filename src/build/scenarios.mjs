// What the build makes of the shipped scenarios, by means of the program's own functions.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scenarios = path.join(root, 'scenarios');

const read = (name) => readFileSync(path.join(scenarios, name), 'utf8');

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
    scenario,
    name: path.basename(file, '.yaml'),
    listed: { about: aboutOf(scenario), steps, files },
    opened: { source: textDigest(source), beside, scenario: withPlaces(kept, source), steps },
  };
}

/**
 * The shipped scenarios that are kept.
 *
 * @param own the functions of src/
 */
export function keptScenarios(own) {
  return readdirSync(scenarios)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => keptOf(file, own))
    .filter((each) => each !== null);
}

/**
 * Files for `dist/`: of each kept scenario what opening it needs, without the parsers of YAML and of the format, which take
 * longer to load than everything else together; of all what lists say; and the JSON Schema of scenarios.
 *
 * @param kept of `keptScenarios`
 * @param own the functions of src/
 */
export function scenarioFiles(kept, own) {
  const contents = {
    ...Object.fromEntries(kept.map(({ name, opened }) => [`scenario-${name}.json`, opened])),
    'catalogue.json': Object.fromEntries(kept.map(({ name, listed }) => [name, listed])),
    'scenario.schema.json': own.scenarioJsonSchema(),
  };
  return Object.entries(contents).map(([name, each]) => ({ name, contents: JSON.stringify(each) }));
}
