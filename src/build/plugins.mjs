// What the bundler does differently for some modules.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { parse } from 'acorn';
import { transform } from 'esbuild';

/**
 * Modules that most starts do not use, and what is called of each. They are loaded at the first call: parsers,
 * schemas, and segmenters and expressions for emoji, take up to 30 ms, and some of Node's own modules several.
 */
const calledLate = {
  'string-width': ['default'],
  'wrap-ansi': ['default'],
  './saved-schema.ts': ['savedFrom', 'versionOf'],
  '../scenario/parse.ts': ['parseScenario'],
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

/** @param name what is called of a module */
function lateCall(module, name) {
  const exported = name === 'default' ? 'export default' : `export const ${name} =`;
  return `${exported} (...values) => ${MARK}(import("${module}")).${name}(...values);`;
}

export const lateModules = {
  name: 'late-modules',
  setup(build) {
    const names = Object.keys(calledLate).map((name) => name.replaceAll('.', '\\.'));
    const filter = new RegExp(`^(?:${names.join('|')})$`);
    build.onResolve({ filter }, ({ path: name, importer, kind, resolveDir }) =>
      importer.includes(`${path.sep}node_modules${path.sep}`) || kind !== 'import-statement'
        ? undefined
        : { path: name, namespace: 'late-modules', pluginData: resolveDir },
    );
    build.onLoad({ filter, namespace: 'late-modules' }, ({ path: name, pluginData }) => ({
      contents: calledLate[name].map((each) => lateCall(name, each)).join('\n'),
      resolveDir: pluginData,
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

/** Bytes in a file of their own, packed better than a package is. `code` reads them. */
function packedFiles(build, namespace) {
  const contents = new Map();
  build.onResolve({ filter: new RegExp(`^packed:${namespace}:`) }, ({ path: name }) => ({
    path: name.slice(`packed:${namespace}:`.length),
    namespace,
  }));
  build.onLoad({ filter: /.*/, namespace }, ({ path: name }) => ({
    contents: brotliCompressSync(contents.get(name)),
    loader: 'file',
  }));
  return {
    add: (name, bytes) => contents.set(name, bytes),
    code: (name, encoding) => `import { readFileSync } from 'node:fs';
      import { join } from 'node:path';
      import { brotliDecompressSync } from 'node:zlib';
      import packed from 'packed:${namespace}:${name}';
      const unpacked = brotliDecompressSync(readFileSync(join(import.meta.dirname, packed))).toString('${encoding}');`,
  };
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
      const contents = `import { PackedTexts } from '../packed-texts.ts';
        export default new PackedTexts(${JSON.stringify(packTexts(keyed))});`;
      return { contents, loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};

// Browsers have no Buffer.
export const csvBuffer = {
  name: 'csv-buffer',
  setup(build) {
    const bytes = fileURLToPath(new URL('./bytes.mjs', import.meta.url));
    build.onLoad({ filter: /[\\/]csv-parse[\\/]lib[\\/].*\.js$/ }, ({ path: file }) => ({
      contents: `import { Bytes as Buffer } from ${JSON.stringify(bytes)};\n${readFileSync(file, 'utf8')}`,
      resolveDir: path.dirname(file),
    }));
  },
};

/** Base64 packs a third worse than the bytes, so that Yoga's WebAssembly gets a file of its own. */
export const yogaFile = {
  name: 'yoga-file',
  setup(build) {
    const files = packedFiles(build, 'yoga-file');
    build.onLoad({ filter: /[\\/]yoga-wasm-base64-esm\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      const found = /"(data:application\/octet-stream;base64,)([A-Za-z0-9+/=]+)"/.exec(text);
      if (!found) throw new Error(`${file} does not have its WebAssembly.`);
      const [written, start, encoded] = found;
      files.add('yoga.wasm.br', Buffer.from(encoded, 'base64'));
      const read = `${JSON.stringify(start)} + unpacked`;
      const contents = `${files.code('yoga.wasm.br', 'base64')} ${text.replace(written, () => read)}`;
      return { contents, resolveDir: path.dirname(file) };
    });
  },
};

// No YAML is written. The reader writes only keys that are lists or mappings, which are errors here.
export const noYamlWriter = {
  name: 'no-yaml-writer',
  setup(build) {
    build.onLoad({ filter: /[\\/]yaml[\\/].*[\\/]stringify[\\/]\w+\.js$/ }, ({ path: file }) => {
      const names = /^export \{ (.+) \};$/m.exec(readFileSync(file, 'utf8'))?.[1];
      if (!names) throw new Error(`${file} does not name its exports at its end.`);
      return {
        contents: names
          .split(', ')
          .map((name) => `export const ${name} = () => ({});`)
          .join('\n'),
      };
    });
  },
};

const DEVELOPS = "process.env['DEV'] === 'true'";

// Ink's tool for developers needs a package that is not there, and an `await` outside of functions. What it shows of
// an error is source code; the program says itself what has happened.
export const noDevtools = {
  name: 'no-devtools',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes(DEVELOPS)) throw new Error(`${file} does not have ${DEVELOPS}.`);
      return { contents: text.replaceAll(DEVELOPS, 'false') };
    });
    build.onLoad({ filter: /[\\/]ink[\\/].*ErrorOverview\.js$/ }, () => ({
      contents: 'export default () => null;',
    }));
  },
};

/** What an operation, a loss or an optimizer has for parts of the program that the entry does without. */
const unusedFacets = new Set(
  `numpy wasm words spoken worksheet convention kindName notFinite sentence meanSentence what why means
  mistakes asIn instead expects leastOutputs`.split(/\s+/),
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
export const withoutWords = {
  name: 'without-words',
  setup(build) {
    const files = /[\\/]src[\\/](?:core[\\/]operations|scenario[\\/](?:losses|optimizers))[\\/].*\.ts$/;
    build.onLoad({ filter: files }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), {
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

// The entry executes short runs, once: compiling one to WebAssembly would take longer.
export const withoutCompiler = {
  name: 'without-compiler',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/]core[\\/]wasm[\\/]run\.ts$/ }, () => ({
      contents: 'export const WasmRun = { of: () => null };',
      loader: 'js',
    }));
  },
};
