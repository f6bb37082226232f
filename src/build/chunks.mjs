// Makes a function of each chunk of the bundler's, which is a module, and makes it small.
import path from 'node:path';
import { minify } from '@swc/core';
import { transform } from 'esbuild';
import { commonJs } from './commonjs.mjs';
import { loadedLate } from './plugins/program.mjs';

/** Chunks are modules, among files that are not. */
export const EXTENSION = '.mjs';

/** In CommonJS there is no import.meta.url; this is put in its place. */
export const address = 'bundleAddress';

/** How the bundler writes code. */
export const syntax = {
  target: 'node20',
  minifySyntax: true,
  minifyIdentifiers: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // Node 20 supports these. Otherwise esbuild would make each a `new RegExp` that is compiled at every use, on
  // every frame.
  supported: { 'regexp-set-notation': true, 'regexp-unicode-property-escapes': true },
};

/**
 * What esbuild leaves: it moves no values to where they are used, and gives names without regard to how they pack. V8
 * reads a text of single bytes faster.
 */
const smallest = {
  module: true,
  ecma: 2022,
  compress: { passes: 6, sequences: false, ecma: 2022 },
  mangle: true,
  format: { asciiOnly: true },
};

/** The files of chunks, and the others as they are. */
export async function chunkFiles(outputFiles, metafile) {
  checkOrder(metafile);
  const shortOf = shortNames(metafile);
  const chunk = (file, text) =>
    functionOf(withoutHelpers(text, metafile), `./${path.basename(file)}`, shortOf);
  return Promise.all(
    outputFiles.map(async ({ path: file, text, contents }) => ({
      path: file,
      contents: file.endsWith(EXTENSION) ? await chunk(file, text) : contents,
    })),
  );
}

/** A chunk imports the one with the bundler's helpers, which have no sources, also if it uses none of them. */
function withoutHelpers(text, { outputs }) {
  return text.replace(/^import "\.\/(.+)";$/gm, (line, name) =>
    Object.keys(outputs[`dist/${name}`].inputs).length === 0 ? '' : line,
  );
}

/** A chunk has all values of those that it imports only if none imports another in a circle. */
function checkOrder({ outputs }) {
  const done = new Set();
  const visit = (name, path) => {
    if (path.includes(name)) throw new Error(`chunks import each other: ${[...path, name].join(', ')}`);
    if (done.has(name)) return;
    for (const { path: other, kind } of outputs[name]?.imports ?? [])
      if (kind === 'import-statement') visit(other, [...path, name]);
    done.add(name);
  };
  for (const name of Object.keys(outputs)) visit(name, []);
}

/**
 * The names under which chunks give each other what they export: short ones, where no entry point is concerned, whose
 * names are written in the sources.
 */
function shortNames({ outputs }) {
  const shared = Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint === undefined);
  const places = new Map(
    shared.map(([name, { exports }]) => [
      `./${path.basename(name)}`,
      new Map(exports.map((each, place) => [each, place])),
    ]),
  );
  return (chunk, name) => {
    const place = places.get(chunk)?.get(name);
    return place === undefined ? name : `_${place.toString(36)}`;
  };
}

/** A chunk: a module whose export is a CommonJS function, which src/cli/loading/chunks.ts takes from its text. */
async function functionOf(text, name, shortOf) {
  const body = commonJs(loadedLate(text), name, shortOf);
  const own = `const ${address} = require('node:url').pathToFileURL(__filename).href;`;
  const parts = `'use strict';${body.includes(address) ? own : ''}${body}`;
  // A function that is not used would be left out.
  const used = `chunk = function (require, module, __filename, __dirname) {${parts}\n}`;
  const { code } = await minify((await transform(used, syntax)).code, smallest);
  return `export default(${code
    .trim()
    .replace(/^chunk=/, '')
    .replace(/;$/, '')})`;
}
