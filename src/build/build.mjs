// Bundles the program into dist/. With --if-stale, only if its sources have changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, '.stamp');
const notices = 'THIRD-PARTY-NOTICES.txt';

const read = (file) => readFileSync(path.join(root, file), 'utf8');

/**
 * A digest of the bundle's sources: src/, scenarios/ and the package files. It covers contents, not times, because a
 * checkout changes times.
 */
function digest() {
  const hash = createHash('sha256');
  const sources = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  const scenarios = readdirSync(path.join(root, 'scenarios'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
  for (const file of [...sources.sort(), ...scenarios.sort(), 'package.json', 'package-lock.json']) {
    if (existsSync(path.join(root, file))) hash.update(`${file}\0${read(file)}\0`);
  }
  return hash.digest('hex');
}

function scenarioFiles() {
  const files = readdirSync(path.join(root, 'scenarios')).filter((file) => file.endsWith('.yaml'));
  return files.sort().map((file) => path.join('scenarios', file));
}

/** The stamp's first line is the digest, the others are the files that the build wrote. */
function isFresh(current) {
  if (!existsSync(stampFile)) return false;
  const [stamped, ...files] = readFileSync(stampFile, 'utf8').split('\n');
  return stamped === current && files.every((file) => existsSync(path.join(dist, file)));
}

// Bundled packages that are CommonJS call require() for Node's own modules.
const banner = {
  js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
};

/**
 * The JSON Schema of scenarios, what lists say of the shipped ones, and these after parsing, each with the digests of the texts that it was parsed from. A program that needs nothing else
 * then does without the parsers of YAML and of the format, which take longer to load than everything else together.
 */
async function readScenarios() {
  const esbuild = await import('esbuild');
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const outfile = path.join(folder, 'parse.mjs');
  const contents = `export { parseScenario } from './src/scenario/parse.ts';
    export { stepCount } from './src/scenario/compile/step-count.ts';
    export { keepScenario } from './src/scenario/format/kept-scenario.ts';
    export { withPlaces } from './src/scenario/kept-texts.ts';
    export { textDigest } from './src/i18n/text-digest.ts';
    export { aboutOf } from './src/scenario/about.ts';
    export { scenarioJsonSchema } from './src/scenario/json-schema.ts';`;
  let parts;
  try {
    await esbuild.build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      banner,
      logLevel: 'warning',
    });
    parts = await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const { parseScenario, stepCount, keepScenario, textDigest, aboutOf, withPlaces, scenarioJsonSchema } =
    parts;
  const catalogue = {};
  const entries = scenarioFiles().flatMap((file) => {
    const source = read(file);
    const beside = {};
    const sizes = { [path.basename(file)]: Buffer.byteLength(source) };
    const { scenario, warnings } = parseScenario(source, (name) => {
      const text = read(path.join('scenarios', name));
      beside[name] = textDigest(text);
      sizes[name] = Buffer.byteLength(text);
      return { text };
    });
    // JSON cannot express every number, and not the warnings. If something is lost, the scenario is parsed when it is
    // opened.
    const kept = keepScenario(scenario);
    const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(kept)), kept);
    const isKept = isSame && warnings().length === 0;
    if (!isKept) return [];
    const name = path.basename(file, '.yaml');
    const steps = stepCount(scenario);
    catalogue[name] = { about: aboutOf(scenario), steps, files: sizes };
    const found = { source: textDigest(source), beside, scenario: withPlaces(kept, source), steps };
    const contents = JSON.stringify(found);
    return [{ path: path.join(dist, `scenario-${name}.json`), contents }];
  });
  const schema = JSON.stringify(scenarioJsonSchema());
  return [
    ...entries,
    { path: path.join(dist, 'catalogue.json'), contents: JSON.stringify(catalogue) },
    { path: path.join(dist, 'scenario.schema.json'), contents: schema },
  ];
}

/** The files of each package that have code in the bundle, by the package's folder. */
function bundledPackages(metafile) {
  const packages = new Map();
  for (const output of Object.values(metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
      if (folder && bytesInOutput > 0) packages.set(folder, [...(packages.get(folder) ?? []), file]);
    }
  }
  return [...packages].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The notices of packages: those with the same text stand above it together. */
function noticesOf(packages) {
  const byText = new Map();
  for (const each of packages) {
    const { title, text } = noticeOf(each);
    byText.set(text, [...(byText.get(text) ?? []), title]);
  }
  return [...byText].map(([text, titles]) => [[...new Set(titles)].join('\n'), text].join('\n\n'));
}

function noticeOf([folder, files]) {
  const { name, version, license } = JSON.parse(read(`${folder}/package.json`));
  const texts = readdirSync(path.join(root, folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => read(`${folder}/${file}`).trim());
  if (texts.length === 0) texts.push(mitText(name, license, files));
  return { title: `${name} ${version} (${license})`, text: texts.join('\n\n') };
}

/** The notices of work by others on which our own code is based. */
function ownNotices() {
  const files = readdirSync(path.join(root, 'src'), { recursive: true })
    .filter((file) => path.basename(file).startsWith('LICENSE-'))
    .sort();
  return files.map((file) =>
    [path.parse(file).name.slice('LICENSE-'.length), read(path.join('src', file)).trim()].join('\n\n'),
  );
}

/** The licence of a package that names the MIT licence and its owner in its sources but does not include the text. */
function mitText(name, license, files) {
  const owner = files.map((file) => /Copyright \(c\) .+/.exec(read(file))?.[0]).find(Boolean);
  if (license !== 'MIT' || !owner) throw new Error(`${name} is bundled but has no licence text.`);
  const own = read('LICENSE');
  return `MIT License\n\n${owner}\n\n${own.slice(own.indexOf('Permission')).trim()}`;
}

/**
 * Starts the program as users do, so that the code that V8 compiles for them is kept beside the bundle. Without it the
 * program works as well.
 */
function keepCode() {
  const script = path.join(root, 'src/build/first-start.cjs');
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const own = { XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, NODE_OPTIONS: '' };
  const env = { ...process.env, TERM: 'xterm-256color', LANG: 'C.UTF-8', ...own };
  for (const args of [[], ['check', 'scenarios/xor.yaml'], ['trace', 'target-13']])
    spawnSync(process.execPath, [script, ...args], { cwd: root, env, timeout: 20_000 });
  rmSync(folder, { recursive: true });
}

async function build(current) {
  const { bundle } = await import('./bundle.mjs').catch(() => {
    throw new Error('dist/ is missing or out of date, and esbuild is not installed: run npm ci first.');
  });
  const { files, metafile } = await bundle();
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const written = [
    {
      path: path.join(dist, notices),
      contents: `${[...ownNotices(), ...noticesOf(bundledPackages(metafile))].join(rule)}\n`,
    },
    ...(await readScenarios()),
    { path: path.join(dist, 'package.json'), contents: '{ "type": "commonjs" }\n' },
    // The entry is written last, so that the chunks that it names already exist.
    ...files,
  ];
  mkdirSync(dist, { recursive: true });
  for (const file of written) writeFileSync(file.path, file.contents);
  chmodSync(path.join(dist, 'backstep.js'), 0o755);

  const names = written.map((file) => path.relative(dist, file.path));
  for (const name of readdirSync(dist)) {
    if (!names.includes(name)) rmSync(path.join(dist, name), { recursive: true });
  }
  keepCode();
  writeFileSync(stampFile, [current, ...names].join('\n'));
}

const current = digest();
if (!process.argv.includes('--if-stale') || !isFresh(current)) {
  try {
    await build(current);
  } catch (error) {
    console.error(`build: ${error.message}`);
    process.exitCode = 1;
  }
}
