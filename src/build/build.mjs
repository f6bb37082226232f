// Bundles the program into dist/. With --if-stale, only if its sources have changed.
import { execFile, spawnSync } from 'node:child_process';
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
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = path.join(root, 'dist');
const stampFile = path.join(dist, '.stamp');
const notices = 'THIRD-PARTY-NOTICES.txt';

const read = (file) => readFileSync(path.join(root, file), 'utf8');

/** The paths of all files below a folder, sorted. */
function filesIn(folder) {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * A digest of the bundle's sources: src/, scenarios/ and the package files. It covers contents, not times, because a
 * checkout changes times.
 */
function digest() {
  const hash = createHash('sha256');
  for (const file of [...filesIn('src'), ...filesIn('scenarios'), 'package.json', 'package-lock.json']) {
    if (existsSync(path.join(root, file))) hash.update(`${file}\0${read(file)}\0`);
  }
  return hash.digest('hex');
}

/** The stamp's first line is the digest, the others are the files that the build wrote. */
function isFresh(current) {
  if (!existsSync(stampFile)) return false;
  const [stamped, ...files] = readFileSync(stampFile, 'utf8').split('\n');
  return stamped === current && files.every((file) => existsSync(path.join(dist, file)));
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

/** The date of a version, from the list of changes. */
function dateOf(version) {
  const changes = read('docs/CHANGELOG.md');
  return new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - (\\S+)$`, 'm').exec(changes)?.[1] ?? '';
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

/** The declarations of the library, and the report that test/library compares. */
async function declarationFiles() {
  const program = path.join(root, 'src/build/declarations.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [program]);
  return JSON.parse(stdout);
}

async function build(current) {
  const { bundle } = await import('./bundle.mjs').catch(() => {
    throw new Error('dist/ is missing or out of date, and esbuild is not installed: run npm ci first.');
  });
  const { keptScenarios, scenarioFiles } = await import('./scenarios.mjs');
  const { ownFunctions } = await import('./own-functions.mjs');
  const { version } = JSON.parse(read('package.json'));
  const declarations = declarationFiles();
  const own = await ownFunctions(version);
  const kept = keptScenarios(own);
  const unused = own.unusedKinds(kept.map(({ scenario }) => scenario));
  const [{ files, metafile }, declared] = await Promise.all([bundle(unused), declarations]);
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const written = [
    {
      path: path.join(dist, notices),
      contents: `${[...ownNotices(), ...noticesOf(bundledPackages(metafile))].join(rule)}\n`,
    },
    { path: path.join(dist, 'backstep.1'), contents: own.manPage(version, dateOf(version)) },
    ...[...scenarioFiles(kept, own), ...declared].map(({ name, contents }) => ({
      path: path.join(dist, name),
      contents,
    })),
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
