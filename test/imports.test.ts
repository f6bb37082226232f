/**
 * The order of the folders, as src/order.json has it: who may import whom, and what from outside. Circles of imports
 * inside a folder are found by the linter (`noImportCycles`).
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = path.join(root, 'src');

interface Folder {
  readonly folder: string;
  readonly isPure: boolean;
  readonly packages: readonly string[];
}

interface Order {
  readonly folders: readonly Folder[];
  readonly apart: readonly (readonly string[])[];
}

/** An import, and where it stands: paths from src. */
interface Import {
  readonly file: string;
  readonly target: string;
}

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const order: Order = JSON.parse(read('src/order.json'));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /(?<!\.d)\.(?:tsx?|mjs)$/.test(file));

const importPattern = /(?:^(?:import|export)\b[^';]*\bfrom |^import |\bimport\()'([^'\n]+)'/gm;

function importsOf(file: string, text: string): Import[] {
  return [...text.matchAll(importPattern)].map(([, target = '']) => ({ file, target }));
}

/** What is wrong with imports: one line each. */
function faultsOf(imports: readonly Import[], { folders, apart }: Order): string[] {
  const rank = new Map(folders.map(({ folder }, index) => [folder, index]));
  return imports.flatMap(({ file, target }) => {
    const from = path.posix.dirname(file);
    const own = folders[rank.get(from) ?? -1];
    if (own === undefined) return [`${file}: ${from} has no place in the order`];
    if (!target.startsWith('.')) {
      const isAllowed = own.packages.some((name) =>
        name.endsWith(':') ? target.startsWith(name) : target === name || target.startsWith(`${name}/`),
      );
      return isAllowed ? [] : [`${file}: ${from} may not import ${target}`];
    }
    const to = path.posix.dirname(path.posix.join(from, target));
    const isTogether = (names: readonly string[]) =>
      [from, to].every((folder) => names.includes(folder.split('/')[0] as string));
    if (apart.some((names) => isTogether(names) && from.split('/')[0] !== to.split('/')[0]))
      return [`${file}: ${from} and ${to} are apart`];
    const isUpwards = (rank.get(to) ?? Number.POSITIVE_INFINITY) <= (rank.get(from) as number);
    return isUpwards ? [] : [`${file}: ${from} stands above ${to} and may not import from it`];
  });
}

const imports = files.flatMap((file) => importsOf(file, readFileSync(path.join(source, file), 'utf8')));

test('a file imports from its own folder and from those above it', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(faultsOf(imports, order)).toEqual([]);
});

test('the check finds forbidden imports', () => {
  const [first, last] = [order.folders[0], order.folders.at(-1)] as [Folder, Folder];
  const inFolder = ({ folder }: Folder) => path.posix.join(folder, 'x.ts');
  const towards = (from: Folder, to: Folder) =>
    `./${path.posix.relative(from.folder, path.posix.join(to.folder, 'y.ts'))}`;
  const planted = importsOf(
    inFolder(first),
    `import { a } from '${towards(first, last)}';\nimport 'react';\nconst b = await import('node:fs');`,
  );
  expect(faultsOf(planted, order)).toHaveLength(3);
  expect(faultsOf([{ file: 'nowhere/x.ts', target: './y.ts' }], order)).toHaveLength(1);
  for (const [one = '', other = ''] of order.apart) {
    const target = `./${path.posix.relative(other, `${one}/y.ts`)}`;
    expect(faultsOf([{ file: `${other}/x.ts`, target }], order)).toHaveLength(1);
  }
});

test('the order lists every folder and nothing else, and every folder has at most 15 files', () => {
  const counts = new Map<string, number>();
  for (const file of files)
    counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1);
  expect([...counts.keys()].sort()).toEqual(order.folders.map(({ folder }) => folder).sort());
  expect([...counts].filter(([, count]) => count > 15)).toEqual([]);
});

test('the map names every folder, and files that are there', () => {
  const inTicks = (text = '') => [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
  const map = read('src/README.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((row) => row.split(' | '))
    .map(([folders, what, start]) => ({
      // A folder stands in a row of its own, or in what is said of the folder around it.
      folders: inTicks(folders).flatMap((folder) => [
        folder,
        ...inTicks(what).map((inner) => `${folder}${inner}`),
      ]),
      around: inTicks(folders).flatMap((folder) => [folder, path.posix.dirname(folder)]),
      start: inTicks(start),
    }));
  const named = new Set(map.flatMap(({ folders }) => folders));
  expect(order.folders.filter(({ folder }) => !named.has(`${folder}/`))).toEqual([]);
  const isThere = (file: string, folders: readonly string[]) =>
    folders.some((folder) => existsSync(path.join(source, folder, file)));
  expect(map.flatMap(({ start, around }) => start.filter((file) => !isThere(file, around)))).toEqual([]);
});

test('the compiler and the linter know which folders are pure', () => {
  const pure = order.folders
    .filter(({ isPure }) => isPure)
    .map(({ folder }) => folder.split('/')[0] as string);
  const tops = [...new Set(pure)];
  // A folder is pure with all that it holds, or not at all.
  expect(
    order.folders.filter(({ folder, isPure }) => !isPure && tops.includes(folder.split('/')[0] as string)),
  ).toEqual([]);
  const includes = /"include": (\[[^\]]*\])/.exec(read('src/tsconfig.pure.json'))?.[1] ?? '[]';
  expect(JSON.parse(includes)).toEqual(tops);
  for (const folder of tops) expect(read('.biome.jsonc')).toContain(`"src/${folder}/**"`);
});
