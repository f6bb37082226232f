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
  const scenarios = readdirSync(path.join(root, 'scenarios')).map((file) => path.join('scenarios', file));
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

// Some bundled packages are CommonJS and call require() for Node's own modules.
const banner = {
  js: "import{createRequire as createBundleRequire}from'node:module';const require=createBundleRequire(import.meta.url);",
};

// The bundles are CommonJS: they start faster in Node, and V8's code cache works for them in every version. There,
// import.meta.url does not exist and has to be replaced.
const address = 'bundleAddress';
const addressed = {
  js: `const ${address}=require('node:url').pathToFileURL(__filename).href;`,
};

/**
 * Packages that our code imports, but needs only for rare texts. They are initialized when they are first called, since
 * they create segmenters and expressions for emoji, which takes 30 ms.
 */
const calledLate = ['string-width', 'wrap-ansi'];
const lateInitialization = {
  name: 'late-initialization',
  setup(build) {
    const filter = new RegExp(`^(?:${calledLate.join('|')})$`);
    build.onResolve({ filter }, ({ path: name, importer, kind }) =>
      importer.includes(`${path.sep}node_modules${path.sep}`) || kind === 'require-call'
        ? undefined
        : { path: name, namespace: 'late-initialization' },
    );
    build.onLoad({ filter, namespace: 'late-initialization' }, ({ path: name }) => ({
      contents: `let called;
        export default (...values) => (called ??= require('${name}').default)(...values);`,
      resolveDir: root,
    }));
  },
};

/**
 * Modules of Node that are needed only for some commands, and what is called of them. Loading them takes 4 ms each.
 */
const calledModules = {
  'node:crypto': ['createHash', 'randomUUID'],
  'node:fs/promises': ['readdir'],
  'node:stream/promises': ['pipeline'],
};
const lateModules = {
  name: 'late-modules',
  setup(build) {
    const namespace = 'late-modules';
    const names = [...Object.keys(calledModules), 'node:child_process'];
    build.onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, ({ path: name }) => ({
      path: name,
      namespace,
    }));
    build.onLoad({ filter: /.*/, namespace }, ({ path: name }) => {
      const plain = name.replace('node:', '');
      const called = calledModules[name];
      // Commander requires child_process as a whole, for commands that are programs of their own.
      const contents = called
        ? called
            .map((each) => `export const ${each} = (...values) => require('${plain}').${each}(...values);`)
            .join('')
        : `module.exports = new Proxy({}, { get: (_, key) => require('${plain}')[key] });`;
      return { contents, loader: 'js' };
    });
  },
};

/** The texts of a language are a file of their own, read when they are needed. */
const languageFiles = {
  name: 'language-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]locales[\\/][^\\/]+\.json$/ }, ({ path: file }) => {
      const name = JSON.stringify(path.basename(file));
      const place = `require('node:path').join(__dirname, ${name})`;
      const contents = `module.exports = JSON.parse(require('node:fs').readFileSync(${place}, 'utf8'));`;
      return { contents, loader: 'js' };
    });
  },
};

/**
 * What modules wait for while they are loaded, which CommonJS cannot: Yoga for its WebAssembly, and Ink for its developer
 * tools, which the bundle leaves out.
 */
const waits = [
  {
    file: /[\\/]yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/,
    texts: [
      [
        'const Yoga = wrapAssembly(await loadYoga());',
        'const Yoga = {}; export const loaded = loadYoga().then((wasm) => Object.assign(Yoga, wrapAssembly(wasm)));',
      ],
    ],
  },
  {
    file: /[\\/]ink[\\/]build[\\/]reconciler\.js$/,
    texts: [
      ["await import('./devtools.js');", ''],
      ['await loadPackageJson()', 'packageInfo'],
    ],
  },
];

/** Takes these waits away. Ink starts when Yoga is there. */
const withoutWaits = {
  name: 'without-waits',
  setup(build) {
    for (const { file: filter, texts } of waits) {
      build.onLoad({ filter }, ({ path: file }) => {
        const contents = texts.reduce(
          (text, [from, to]) => {
            if (!text.includes(from)) throw new Error(`${file} has changed: it does not contain ${from}`);
            return text.replace(from, () => to);
          },
          readFileSync(file, 'utf8'),
        );
        return { contents, loader: 'js' };
      });
    }
    build.onResolve({ filter: /^\..*\/Root\.tsx$/ }, ({ path: file, resolveDir }) => ({
      path: path.join(resolveDir, file),
      namespace: 'waited-root',
    }));
    build.onLoad({ filter: /.*/, namespace: 'waited-root' }, ({ path: file }) => ({
      contents: `import { runInk as run } from ${JSON.stringify(file)};
        import { loaded } from 'yoga-layout';
        export const runInk = async (options) => { await loaded; await run(options); };`,
      resolveDir: root,
    }));
  },
};

/** What an operation, a loss or an optimizer has for the parts of the program that say something or write NumPy. */
const unusedFacets = new Set(
  'numpy words spoken worksheet convention kindName notFinite sentence meanSentence what why means'.split(
    ' ',
  ),
);

/** The properties in a syntax tree that are such facets, the outermost ones. */
function unusedIn(node) {
  if (node.type === 'Property' && unusedFacets.has(node.key.name)) return [node];
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === 'string')
    .flatMap(unusedIn);
}

// The entry computes and prints numbers: it goes without those facets, and esbuild drops what only they use.
const withoutWords = {
  name: 'without-words',
  setup(build) {
    const files = /[\\/]src[\\/](?:core[\\/]operations|scenario[\\/](?:losses|optimizers))[\\/].*\.ts$/;
    build.onLoad({ filter: files }, async ({ path: file }) => {
      const { parse } = await import('acorn');
      const { code } = await build.esbuild.transform(readFileSync(file, 'utf8'), {
        loader: 'ts',
        target: 'esnext',
      });
      const contents = unusedIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))
        .sort((one, other) => other.start - one.start)
        .reduce(
          (text, { start, end, key }) => `${text.slice(0, start)}${key.name}: 0${text.slice(end)}`,
          code,
        );
      return { contents, loader: 'js' };
    });
  },
};

/**
 * The bundle with escapes for all characters that are not ASCII: it is then read in a third of the time. esbuild escapes
 * them except in templates with a tag, where only `String.raw` would see the difference.
 */
function asAscii({ path: file, text }) {
  const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return { path: file, contents: text.replace(/[^\0-\x7f]/g, escaped) };
}

async function bundle() {
  const esbuild = await import('esbuild').catch(() => {
    throw new Error('dist/ is missing or out of date, and esbuild is not installed: run npm ci first.');
  });
  const common = {
    absWorkingDir: root,
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  };
  const known = {
    BACKSTEP_VERSION: JSON.stringify(JSON.parse(read('package.json')).version),
    BACKSTEP_ROOT: JSON.stringify('..'),
  };
  const entry = await esbuild.build({
    ...common,
    entryPoints: { backstep: 'src/cli/entry.ts' },
    format: 'cjs',
    define: { ...known, 'import.meta.url': address },
    banner: addressed,
    plugins: [withoutWords],
  });
  const all = await esbuild.build({
    ...common,
    entryPoints: ['src/cli/bundle.ts'],
    outdir: undefined,
    outfile: 'dist/main.cjs',
    format: 'cjs',
    // Node 20 supports these. Otherwise esbuild would make each a `new RegExp` that is compiled at every use, on
    // every frame.
    // Scripts of the code cache cannot import modules, only require them.
    supported: {
      'regexp-set-notation': true,
      'regexp-unicode-property-escapes': true,
      'dynamic-import': false,
    },
    jsx: 'automatic',
    // Yoga's loader asks whether there is `fetch`, and already the question loads Node's HTTP client, for 30 ms.
    define: {
      ...known,
      'process.env.NODE_ENV': '"production"',
      fetch: 'undefined',
      'import.meta.url': address,
    },
    banner: addressed,
    plugins: [lateInitialization, lateModules, languageFiles, withoutWaits],
  });
  const outputFiles = [...all.outputFiles.map(asAscii), ...entry.outputFiles];
  return { outputFiles, metafile: all.metafile };
}

/**
 * The shipped scenarios after parsing, each with the texts that it was parsed from. A program that needs nothing else
 * then does without the parsers of YAML and of the format, which take longer to load than everything else together.
 */
async function readScenarios() {
  const esbuild = await import('esbuild');
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const outfile = path.join(folder, 'parse.mjs');
  const contents = `export { parseScenario } from './src/scenario/parse.ts';
    export { stepCount } from './src/scenario/compile/step-count.ts';
    export { keepScenario } from './src/scenario/format/kept-scenario.ts';`;
  let parseScenario;
  let stepCount;
  let keepScenario;
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
    ({ parseScenario, stepCount, keepScenario } = await import(pathToFileURL(outfile).href));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const entries = scenarioFiles().flatMap((file) => {
    const source = read(file);
    const beside = {};
    const { scenario, warnings } = parseScenario(source, (name) => {
      beside[name] = read(path.join('scenarios', name));
      return { text: beside[name] };
    });
    // JSON cannot express every number, and not the warnings. If something is lost, the scenario is parsed when it is
    // opened.
    const kept = keepScenario(scenario);
    const isSame = isDeepStrictEqual(JSON.parse(JSON.stringify(kept)), kept);
    const isKept = isSame && warnings().length === 0;
    const name = `scenario-${path.basename(file, '.yaml')}.json`;
    return isKept
      ? [
          {
            path: path.join(dist, name),
            contents: JSON.stringify({ source, beside, scenario: kept, steps: stepCount(scenario) }),
          },
        ]
      : [];
  });
  return entries;
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

function noticeOf([folder, files]) {
  const { name, version, license } = JSON.parse(read(`${folder}/package.json`));
  const texts = readdirSync(path.join(root, folder))
    .filter((file) => /^(licen[cs]e|copying|notice)/i.test(file))
    .map((file) => read(`${folder}/${file}`).trim());
  if (texts.length === 0) texts.push(mitText(name, license, files));
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
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

/** Draws the first screens, and keeps the code that this compiles beside the bundle. */
async function keepCode() {
  const esbuild = await import('esbuild');
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-build-'));
  const outfile = path.join(folder, 'warm.cjs');
  const contents = `export { runBundle } from './src/cli/code-cache.ts';`;
  const script = `const { exports, keepCode } = require(process.argv[1]).runBundle(process.argv[2]);
    exports.warm().then(() => { keepCode(); process.exit(0); });`;
  try {
    await esbuild.build({
      absWorkingDir: root,
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      logLevel: 'warning',
    });
    const args = ['-e', script, outfile, path.join(dist, 'main.cjs')];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`the first screens could not be drawn: ${stderr}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function build(current) {
  const { outputFiles, metafile } = await bundle();
  const entry = path.join(dist, 'backstep.js');
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  const written = [
    {
      path: path.join(dist, notices),
      contents: `${[...ownNotices(), ...new Set(bundledPackages(metafile).map(noticeOf))].join(rule)}\n`,
    },
    ...(await readScenarios()),
    { path: path.join(dist, 'package.json'), contents: '{ "type": "commonjs" }\n' },
    ...readdirSync(path.join(root, 'src/i18n/locales'))
      .filter((file) => file.endsWith('.json'))
      .map((file) => ({ path: path.join(dist, file), contents: read(`src/i18n/locales/${file}`) })),
    // The entry is written last, so that the chunks that it names already exist.
    ...outputFiles.sort((a, b) => Number(a.path === entry) - Number(b.path === entry)),
  ];
  mkdirSync(dist, { recursive: true });
  for (const file of written) writeFileSync(file.path, file.contents);
  chmodSync(entry, 0o755);

  const names = written.map((file) => path.relative(dist, file.path));
  for (const name of readdirSync(dist)) {
    if (!names.includes(name)) rmSync(path.join(dist, name), { recursive: true });
  }
  writeFileSync(stampFile, [current, ...names].join('\n'));
  await keepCode();
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
