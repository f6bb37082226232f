// Most starts, the page and the library need the same modules. The bundler parts modules by the entry points that reach
// them, which would make fifteen chunks of these: here every entry point reaches all of them, so that they are one. To
// open a file takes as long as to read 100 kB.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** With all that they import. The texts of other languages are not among them: a page has those that it says. */
const modules = [
  'src/app/runner.ts',
  'src/app/screen/screen-reader.ts',
  'src/diagnostics/arguments.ts',
  'src/diagnostics/attempt.ts',
  'src/diagnostics/shown.ts',
  'src/library/soon.ts',
  'src/scenario/about.ts',
  'src/scenario/data/sibling-file.ts',
  'src/scenario/kept-scenario.ts',
  'src/scenario/yaml/mapping.ts',
  'src/view/colours/sgr.ts',
  'src/view/colours/theme.ts',
  'src/view/diagram/blocks.ts',
];

const namespace = 'common';

/** The file of an entry point, as the sources name it. */
export function entryFile(entryPoint) {
  return entryPoint?.replace(`${namespace}:`, '');
}

/** Each entry point in src/ imports them. What is imported late is one as well. */
export const commonChunk = {
  name: 'common-chunk',
  setup(build) {
    build.onResolve({ filter: /^(?:\.\.?|src)\// }, ({ path: name, importer, kind, resolveDir }) =>
      ['entry-point', 'dynamic-import'].includes(kind) && !importer.includes('node_modules')
        ? { path: path.relative(root, path.resolve(resolveDir, name)), namespace }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path: file }) => ({
      contents: [
        ...modules.map((each) => `import './${each}';`),
        `export * from ${JSON.stringify(`./${file}`)};`,
      ].join('\n'),
      resolveDir: root,
    }));
  },
};
