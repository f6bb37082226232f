/** The package as others get it: packed, and unpacked where modules are looked for. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Packs the package, without a network, and installs it in a folder. @returns the file of the package */
export function installPackage(folder: string): string {
  const options = { encoding: 'utf8' as const, stdio: ['ignore', 'pipe', 'ignore'] as ('ignore' | 'pipe')[] };
  // Packing would build it again.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, options)) as [{ filename: string }];
  const file = path.join(folder, packed.filename);
  const installed = path.join(folder, 'node_modules/backstep');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', file, '-C', installed, '--strip-components=1']);
  return file;
}

/** A program of a document, and what stands there as its output. */
export interface Example {
  readonly program: string;
  readonly output: string;
}

/** The programs of a document: each is followed by its output. */
export function examplesOf(document: string): Example[] {
  const text = readFileSync(document, 'utf8');
  return Array.from(
    text.matchAll(/```js\n(.*?)```\n\n```text\n(.*?)```/gs),
    ([, program = '', output = '']) => ({
      program,
      output,
    }),
  );
}
