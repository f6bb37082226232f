// What the bundler leaves out of the entry for `trace NAME`, which executes nothing but the shipped scenarios.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transform } from 'esbuild';
import { checkFiles } from './program.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What an operation, a loss or an optimizer has for parts of the program that the entry does without. */
const unusedFacets = new Set(
  `numpy wasm words formula spoken worksheet convention kindName notFinite sentence meanSentence what why means
  mistakes asIn instead expects leastOutputs traits definition classes probabilities range standard
  outside`.split(/\s+/),
);

/** In addition, of an optimizer: the steps of a loss are named after its parts. */
const unusedOfOptimizers = new Set([...unusedFacets, 'parts']);

/** The properties in a syntax tree that are such facets, the outermost ones. */
function unusedIn(node, unused) {
  if (node.type === 'Property' && unused.has(node.key.name)) return [node];
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === 'string')
    .flatMap((value) => unusedIn(value, unused));
}

/**
 * The entry computes and prints numbers: it goes without those facets, and esbuild drops what only they use.
 *
 * @param unusedKinds operations, losses and optimizers that it goes without as well
 */
export const withoutFacets = (unusedKinds) => ({
  name: 'without-facets',
  setup(build) {
    const files = /[\\/]src[\\/](?:core[\\/]operations|scenario[\\/](?:losses|optimizers))[\\/].*\.ts$/;
    build.onLoad({ filter: files }, async ({ path: file }) => {
      const { code } = await transform(readFileSync(file, 'utf8'), {
        loader: 'ts',
        target: 'esnext',
      });
      const facets = /[\\/]optimizers[\\/]/.test(file) ? unusedOfOptimizers : unusedFacets;
      const unused = new Set([...facets, ...unusedKinds]);
      const contents = unusedIn(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), unused)
        .sort((one, other) => other.start - one.start)
        .reduce(
          (text, { start, end }) => `${text.slice(0, start)}${text.slice(end).replace(/^\s*,/, '')}`,
          code,
        );
      return { contents, loader: 'js' };
    });
  },
});

/** What stands in the entry in place of some modules. */
const simpler = {
  // It executes short runs, once: compiling one to WebAssembly would take longer.
  'src/core/wasm/run.ts': 'export const WasmRun = { of: () => null };',
  // It executes step by step, so runs with strides would gain nothing.
  'src/core/execution/strided-runs.ts': `import { interpret } from './interpreter.ts';
    export class StridedProgram {
      constructor(code) { this.code = code; }
      execute(registers) { interpret(this.code, registers, 0, this.code.op.length); }
    }`,
  // A trace is the same in every language.
  'src/i18n/packed-texts.ts': 'export class PackedTexts {}',
};

export const simplerModules = {
  name: 'simpler-modules',
  setup(build) {
    checkFiles(simpler);
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path: file }) => {
      const contents = simpler[path.relative(root, file).replaceAll('\\', '/')];
      return contents === undefined ? undefined : { contents, loader: 'js', resolveDir: path.dirname(file) };
    });
  },
};
