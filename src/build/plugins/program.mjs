// What the bundler does differently for some modules of the program.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Modules that most starts do not use, by file or package, and what is called of each. They are loaded at the first call: parsers, the
 * compiler to WebAssembly, schemas, and segmenters and expressions for emoji, take up to 30 ms, and some of Node's own
 * modules several.
 */
const calledLate = {
  'string-width': ['default'],
  'wrap-ansi': ['default'],
  'src/commands/saved/saved-schema.ts': ['savedFrom', 'versionOf'],
  'src/scenario/parse.ts': ['parseScenario'],
  'src/core/wasm/run.ts': ['WasmRun.of'],
  'node:crypto': ['createHash', 'randomUUID'],
  'node:stream/promises': ['pipeline'],
};

/** Marks an import for `loadedLate`. */
const MARK = 'importedLate';

/** A marked import in a chunk. */
export const LATE_CALL = new RegExp(`${MARK}\\(import\\(("[^"]+")\\)\\)`, 'g');

/** `import()` makes a chunk of a module; where it is marked, the chunk is loaded at once and not as a promise. */
export function loadedLate(text) {
  return text.replace(LATE_CALL, 'require($1)');
}

/** @throws Error if a table names a file that is not there, and so would be without effect */
export function checkFiles(table) {
  for (const name of Object.keys(table))
    if (name.startsWith('src/') && !existsSync(path.join(root, name)))
      throw new Error(`src/build/plugins/ names ${name}, which is not there.`);
}

/** A module as `calledLate` names it: those in src/ by their file. */
const moduleOf = (name, folder) =>
  name.startsWith('.') ? path.relative(root, path.resolve(folder, name)).replaceAll('\\', '/') : name;

/** @param name what is called of a module: a function, or a static method of a class */
function lateCall(module, name) {
  const call = `(...values) => ${MARK}(import("${module}")).${name}(...values)`;
  const [exported, method] = name.split('.');
  const value = method === undefined ? call : `{ ${method}: ${call} }`;
  return exported === 'default' ? `export default ${value};` : `export const ${exported} = ${value};`;
}

export const lateModules = {
  name: 'late-modules',
  setup(build) {
    checkFiles(calledLate);
    const namespace = 'late-modules';
    build.onResolve({ filter: /./, namespace: 'file' }, ({ path: name, importer, kind, resolveDir }) => {
      if (kind !== 'import-statement' || importer.includes(`${path.sep}node_modules${path.sep}`)) return;
      const module = moduleOf(name, resolveDir);
      return module in calledLate ? { path: module, namespace, pluginData: { name, resolveDir } } : undefined;
    });
    build.onLoad({ filter: /./, namespace }, ({ path: module, pluginData: { name, resolveDir } }) => ({
      contents: calledLate[module].map((each) => lateCall(name, each)).join('\n'),
      resolveDir,
    }));
  },
};

/**
 * CommonJS has no `await` outside of functions. Yoga has one, until its WebAssembly is compiled: here the front end,
 * which imports Yoga through Ink, is loaded when that is done.
 */
export const yogaFirst = {
  name: 'yoga-first',
  setup(build) {
    const namespace = 'yoga-first';
    build.onResolve({ filter: /^(?:yoga-layout|yoga-first)$/ }, ({ path: name, pluginData, resolveDir }) => ({
      path: name,
      namespace,
      pluginData: pluginData ?? resolveDir,
    }));
    build.onResolve({ filter: /^\.\/Root\.tsx$/ }, ({ path: name, namespace: from, kind, resolveDir }) =>
      kind === 'dynamic-import' && from !== namespace
        ? { path: name, namespace, pluginData: resolveDir }
        : undefined,
    );
    const contents = {
      'yoga-first': `import { loadYoga } from 'yoga-layout/load';
        export const loaded = {};
        export const isLoaded = loadYoga().then((yoga) => { loaded.yoga = yoga; });`,
      'yoga-layout': `import { loaded } from 'yoga-first';
        export * from 'yoga-layout/load';
        export default loaded.yoga;`,
      './Root.tsx': `import { isLoaded } from 'yoga-first';
        export async function runInk(options) {
          await isLoaded;
          return (await import('./Root.tsx')).runInk(options);
        }`,
    };
    build.onLoad({ filter: /.*/, namespace }, ({ path: name, pluginData }) => ({
      contents: contents[name],
      resolveDir: pluginData,
    }));
  },
};

/** The functions of a file of src/ that imports no other. */
export async function functionsOf(file) {
  const { code } = await transform(readFileSync(file, 'utf8'), { loader: 'ts' });
  return import(`data:text/javascript,${encodeURIComponent(code)}`);
}

/** Translations by the keys of their English texts, which the code has already. */
export const packedTexts = {
  name: 'packed-texts',
  setup(build) {
    build.onLoad({ filter: /[\\/]i18n[\\/]locales[\\/]\w+\.json$/ }, async ({ path: file }) => {
      const folder = path.join(path.dirname(file), '..');
      const { textKey } = await functionsOf(path.join(folder, 'text-digest.ts'));
      const { packTexts } = await functionsOf(path.join(folder, 'packed-texts.ts'));
      const texts = Object.values(JSON.parse(readFileSync(file, 'utf8'))).flatMap(Object.entries);
      const keyed = Object.fromEntries(texts.map(([text, translation]) => [textKey(text), translation]));
      if (Object.keys(keyed).length < texts.length) throw new Error(`${file}: two texts have the same key.`);
      return { contents: `export default ${JSON.stringify(packTexts(keyed))};`, loader: 'js' };
    });
  },
};

// A memo that nothing uses can be left out, with all that only it uses: making one has no other effect.
export const pureMemos = {
  name: 'pure-memos',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.tsx?$/ }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(
        /^((?:export )?const \w+ = )(?=memoize)/gm,
        '$1/* @__PURE__ */ ',
      ),
      loader: path.extname(file) === '.tsx' ? 'tsx' : 'ts',
    }));
  },
};
