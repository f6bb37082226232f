// What the bundler does differently for some modules.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'acorn';

/**
 * Modules that most starts do not use, and what is called of each. They are loaded at the first call: schemas, and
 * segmenters and expressions for emoji, take up to 30 ms, and some of Node's own modules several.
 */
const calledLate = {
  'string-width': ['default'],
  'wrap-ansi': ['default'],
  './saved-schema.ts': ['savedFrom', 'versionOf'],
  'node:crypto': ['createHash', 'randomUUID'],
  'node:stream/promises': ['pipeline'],
};

/** Marks an import for `loadedLate`. */
const MARK = 'importedLate';

/** `import()` makes a chunk of a module; where it is marked, the chunk is loaded at once and not as a promise. */
export function loadedLate(text) {
  return text.replace(new RegExp(`${MARK}\\(import\\(("[^"]+")\\)\\)`, 'g'), 'require($1)');
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

const DEVELOPS = "process.env['DEV'] === 'true'";

// Ink's tool for developers needs a package that is not there, and an `await` outside of functions.
export const noDevtools = {
  name: 'no-devtools',
  setup(build) {
    build.onLoad({ filter: /[\\/]ink[\\/]build[\\/]reconciler\.js$/ }, ({ path: file }) => {
      const text = readFileSync(file, 'utf8');
      if (!text.includes(DEVELOPS)) throw new Error(`${file} does not have ${DEVELOPS}.`);
      return { contents: text.replaceAll(DEVELOPS, 'false') };
    });
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
export const withoutWords = {
  name: 'without-words',
  setup(build) {
    const files = /[\\/]src[\\/](?:core[\\/]operations|scenario[\\/](?:losses|optimizers))[\\/].*\.ts$/;
    build.onLoad({ filter: files }, async ({ path: file }) => {
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
