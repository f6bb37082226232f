// Bundles src/ into chunks, which are functions as in CommonJS: V8 can keep their compiled code, which it cannot of
// modules. Each is what a module exports, so that the library can import the same chunks.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { address, chunkFiles, EXTENSION, syntax } from './chunks.mjs';
import { commonChunk, entryFile } from './common.mjs';
import { libraryFile, libraryParts } from './library.mjs';
import {
  answersOnly,
  csvBuffer,
  csvOptions,
  noPrograms,
  yamlReader,
  yamlUnchanged,
  yogaFile,
} from './packages.mjs';
import { inkAlone, noDevtools, oneText } from './plugins/ink.mjs';
import { functionsOf, lateModules, packedTexts, pureMemos, yogaFirst } from './plugins/program.mjs';
import { simplerModules, withoutFacets } from './plugins/quick-trace.mjs';
import { saidIn } from './texts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const common = {
  ...syntax,
  absWorkingDir: root,
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  jsx: 'automatic',
  metafile: true,
  write: false,
  logLevel: 'warning',
  alias: {
    // Its modules of the newer kind: what is not used of them is left out.
    yaml: path.join(root, 'node_modules/yaml/browser/dist/index.js'),
    // Two packages ask for the version before, all of whose codes are in this one.
    'ansi-styles': path.join(root, 'node_modules/ansi-styles/index.js'),
    // Node has Buffer itself.
    'csv-parse/browser/esm/sync': 'csv-parse/sync',
  },
  define: {
    BACKSTEP_VERSION: JSON.stringify(version),
    BACKSTEP_ROOT: JSON.stringify('..'),
    'import.meta.url': address,
    'import.meta.dirname': '__dirname',
    'process.env.NODE_ENV': '"production"',
    // Yoga's loader asks whether there is `fetch`, and already the question loads Node's HTTP client, for 30 ms.
    fetch: 'undefined',
  },
};

/** The chunks of an entry point. Their names have a digest of their contents: what is compiled belongs to a name. */
async function chunksOf(entryPoints, plugins) {
  const built = await build({
    ...common,
    entryPoints,
    format: 'esm',
    // Smaller names come last, when a chunk is a function.
    minifyIdentifiers: false,
    minifyWhitespace: false,
    splitting: true,
    outExtension: { '.js': EXTENSION },
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    plugins,
  });
  const { outputFiles, metafile } = withShortNames(built);
  const files = await chunkFiles(outputFiles, metafile);
  const texts = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
  return { files, metafile, texts };
}

/**
 * With a part of each digest in the names of files, unless two would get the same: each name stands in many files. Shared
 * chunks have their place by size before it. Packages have files in the order of their names, and are compressed better
 * if files of like sizes follow each other: by up to 1.7 kB.
 */
function withShortNames({ outputFiles, metafile }) {
  const sizes = new Map(outputFiles.map((file) => [path.basename(file.path), file.contents.length]));
  const names = [...sizes.keys()].sort((one, other) => sizes.get(other) - sizes.get(one));
  const short = new Map(
    names.map((name, place) => [
      name,
      name.replace(/(?<=-)([A-Z0-9]{3})[A-Z0-9]{5}(?=\.\w+$)/, (_whole, digest) =>
        name.startsWith('chunk-') ? `${placeText(place)}${digest}` : digest,
      ),
    ]),
  );
  if (new Set(short.values()).size < short.size) return { outputFiles, metafile };
  const known = new RegExp(names.map((name) => name.replaceAll('.', '\\.')).join('|'), 'g');
  const shorten = (text) => text.replace(known, (name) => short.get(name));
  return {
    outputFiles: outputFiles.map(({ path: file, text, contents }) => ({
      path: shorten(file),
      text: shorten(text),
      contents,
    })),
    metafile: JSON.parse(shorten(JSON.stringify(metafile))),
  };
}

/** A place as two signs that sort as the places do. */
const placeText = (place) => place.toString(36).toUpperCase().padStart(2, '0');

const pageEntry = 'src/page/main.ts';
const libraryEntry = 'src/library/library.ts';
const locales = 'src/i18n/locales';

/**
 * What the page is made of: the chunks that it needs when it starts, first the one that is run; those that it may need
 * later; and for each language which texts they may say. The chunks are those of the terminal's program, so the page
 * costs hardly more than its own front end.
 */
async function pageParts({ outputs }, texts) {
  const { textKey } = await functionsOf(path.join(root, 'src/i18n/text-digest.ts'));
  const entry = Object.keys(outputs).find((output) => entryFile(outputs[output].entryPoint) === pageEntry);
  const now = reached(outputs, [entry], (kind) => kind === 'import-statement');
  const all = reached(outputs, [entry], () => true);
  const others = Object.keys(outputs).filter((name) => name.endsWith(EXTENSION) && !all.includes(name));
  const [own, elsewhere] = [all, others].map((names) => names.map((name) => texts.get(path.basename(name))));
  const tables = readdirSync(path.join(root, locales)).map((file) => [
    path.basename(file, '.json'),
    saidIn(own, elsewhere, path.join(root, locales, file), textKey),
  ]);
  return {
    now: now.map((name) => path.basename(name)),
    late: all.filter((name) => !now.includes(name)).map((name) => path.basename(name)),
    said: Object.fromEntries(tables),
  };
}

/** The modules that starts need before their first answer. */
const early = ['src/cli/cli.ts', 'src/tui/main.ts'];

/** In bytes: it is not worth unpacking. */
const SMALL = 7000;

/**
 * The files of chunks: those that most starts do without, or load when the first screen is there, are packed.
 *
 * @param plain the names of those that are imported as they are
 */
function packed({ files, metafile: { outputs } }, plain) {
  const entries = Object.keys(outputs).filter((output) =>
    early.includes(entryFile(outputs[output].entryPoint)),
  );
  const first = reached(outputs, entries, (kind) => kind === 'import-statement').map((name) =>
    path.basename(name),
  );
  const isPlain = (name) => !name.endsWith(EXTENSION) || first.includes(name) || plain.includes(name);
  return files.map((file) =>
    isPlain(path.basename(file.path)) || file.contents.length < SMALL
      ? file
      : { path: `${file.path}.br`, contents: brotliCompressSync(file.contents) },
  );
}

/** Some outputs, and all that they import. */
function reached(outputs, entries, isFollowed) {
  const names = new Set(entries);
  for (const name of names)
    for (const { path: other, external, kind } of outputs[name].imports)
      if (!external && isFollowed(kind)) names.add(other);
  return [...names];
}

/**
 * The files of the bundle, the entry last, and what is in them.
 *
 * @param unused the operations, losses and optimizers that no shipped scenario uses, which are all that `trace NAME` executes
 */
export async function bundle(unused) {
  const all = await chunksOf({ cli: 'src/cli/cli.ts', page: pageEntry, library: libraryEntry }, [
    answersOnly,
    csvOptions,
    csvBuffer,
    inkAlone,
    oneText,
    noDevtools,
    noPrograms,
    yamlReader,
    yamlUnchanged,
    lateModules,
    packedTexts,
    yogaFile,
    yogaFirst,
    commonChunk,
    pureMemos,
  ]);
  const trace = await chunksOf({ trace: 'src/cli/quick-trace.ts' }, [
    withoutFacets(unused),
    simplerModules,
    pureMemos,
  ]);
  const nameOf = ({ files }, name) =>
    JSON.stringify(
      `./${files.map((file) => path.basename(file.path)).find((each) => each.startsWith(name))}`,
    );
  const entry = await build({
    ...common,
    entryPoints: { backstep: 'src/cli/entry.ts' },
    format: 'cjs',
    define: {
      ...common.define,
      BACKSTEP_CLI: nameOf(all, 'cli-'),
      BACKSTEP_TRACE: nameOf(trace, 'trace-'),
      'import.meta.url': 'undefined',
    },
  });
  const [{ path: file, text: contents }] = entry.outputFiles;
  const parts = JSON.stringify(await pageParts(all.metafile, all.texts));
  const page = { path: path.join(path.dirname(file), 'page.json'), contents: parts };
  const own = libraryParts(all.metafile, all.texts, libraryEntry);
  const library = { path: path.join(path.dirname(file), 'library.mjs'), contents: libraryFile(own) };
  return {
    files: [...packed(all, own.all), ...trace.files, page, library, { path: file, contents }],
    metafile: all.metafile,
  };
}
