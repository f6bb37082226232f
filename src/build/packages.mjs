// What the bundler does differently for some packages: what the program does not use of them is left out.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { replaced, withoutBodies } from './plugins/left-out.mjs';

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

// Browsers have no Buffer.
export const csvBuffer = {
  name: 'csv-buffer',
  setup(build) {
    const bytes = fileURLToPath(new URL('./bytes.ts', import.meta.url));
    build.onLoad({ filter: /[\\/]csv-parse[\\/]lib[\\/].*\.js$/ }, ({ path: file }) => ({
      contents: `import { Bytes as Buffer } from ${JSON.stringify(bytes)};\n${readFileSync(file, 'utf8')}`,
      resolveDir: path.dirname(file),
    }));
  },
};

/**
 * What csv-parse makes of the options that are the same at each call of ours, as it says itself. A typed call has no
 * invalid options, so that their check, a quarter of the package, is left out.
 */
export const csvOptions = {
  name: 'csv-options',
  setup(build) {
    build.onLoad(
      { filter: /[\\/]csv-parse[\\/]lib[\\/]api[\\/]normalize_options\.js$/ },
      async ({ path: file }) => {
        const { normalize_options: normalized } = await import(pathToFileURL(file).href);
        const bytes = fileURLToPath(new URL('./bytes.ts', import.meta.url));
        const usual = Object.entries(normalized({ trim: true })).map(
          ([name, value]) =>
            `${name}: ${Buffer.isBuffer(value) ? `Bytes.from('${value}')` : JSON.stringify(value)},`,
        );
        return {
          contents: `import { Bytes } from ${JSON.stringify(bytes)};
          export const normalize_options = ({ delimiter, cast, ...others }) => ({
            ${usual.join('\n')}
            ...others,
            delimiter: [Bytes.from(delimiter)],
            cast: cast && true,
            cast_function: cast,
          });`,
          resolveDir: path.dirname(file),
        };
      },
    );
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

// No YAML is written, from values or from tokens, and no document is changed. The reader writes only keys that are lists
// or mappings, which are errors here. It has the core schema alone: no dates, sets or binary data.
export const yamlReader = {
  name: 'yaml-reader',
  setup(build) {
    build.onLoad(
      {
        filter:
          /[\\/]yaml[\\/].*[\\/](?:stringify[\\/]\w+|cst-stringify|cst-visit|visit|createNode|applyReviver|json[\\/]schema|yaml-1\.1[\\/](?:binary|bool|float|int|omap|pairs|schema|set|timestamp))\.js$/,
      },
      ({ path: file }) => {
        const names = /^export \{ (.+) \};$/m.exec(readFileSync(file, 'utf8'))?.[1];
        if (!names) throw new Error(`${file} does not name its exports at its end.`);
        return {
          contents: names
            .split(', ')
            .map((name) => `export const ${name} = () => ({});`)
            .join('\n'),
        };
      },
    );
  },
};

/** What is never called of the modules of the reader: their functions and methods that write, or change a document. */
const writers = {
  'parse/cst-scalar': 'createScalarToken setScalarValue',
  'doc/Document':
    'clone add addIn createAlias createNode createPair delete deleteIn get getIn has hasIn set setIn toJSON toString',
  'doc/anchors': 'anchorNames findNewAnchor createNodeAnchors',
  'doc/directives': 'clone toString',
  'nodes/Collection': 'clone addIn deleteIn getIn hasAllNullValues hasIn setIn',
  'nodes/YAMLMap': 'from add delete get has set toString',
  'nodes/YAMLSeq': 'from add delete get has set toString',
  'nodes/Pair': 'createPair clone toString',
  'nodes/Alias': 'toString',
};

export const yamlUnchanged = {
  name: 'yaml-unchanged',
  setup(build) {
    build.onLoad({ filter: /[\\/]yaml[\\/]browser[\\/]dist[\\/]\w+[\\/][\w-]+\.js$/ }, ({ path: file }) => {
      const names = writers[`${path.basename(path.dirname(file))}/${path.basename(file, '.js')}`];
      return names === undefined ? undefined : { contents: withoutBodies(file, names.split(' ')) };
    });
  },
};

/** Commander can start a program for each command. Ours has no such commands, and to load what starts them takes 3 ms. */
export const noPrograms = {
  name: 'no-programs',
  setup(build) {
    build.onLoad({ filter: /[\\/]commander[\\/]lib[\\/]command\.js$/ }, ({ path: file }) =>
      replaced(
        withoutBodies(file, ['_executeSubCommand', 'executableDir']),
        "require('node:child_process')",
        '{}',
      ),
    );
  },
};

// The debug adapter answers. It asks an editor nothing, and nobody else listens to what it says.
export const answersOnly = {
  name: 'answers-only',
  setup(build) {
    build.onLoad({ filter: /[\\/]debugadapter[\\/]lib[\\/]protocol\.js$/ }, ({ path: file }) => ({
      contents: withoutBodies(file, 'sendRequest handleMessage hasListener _isRunningInline stop'.split(' ')),
    }));
  },
};
