import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { bundle, minimalEnvironment, type Options, type Outcome } from './command-line.ts';

export { backstep, bundle } from './command-line.ts';

/** Runs a program to its end, with empty input, without a terminal and in a minimal environment. */
export function run(command: string, args: readonly string[], options: Options = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const env = minimalEnvironment(options.env);
    const child = spawn(command, [...args], { env, cwd: options.cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** Starts the built bundle: for what is about the process itself. */
export function startBackstep(args: readonly string[], options?: Options): Promise<Outcome> {
  return run(process.execPath, [bundle, ...args], options);
}

/** The lines of a text that ends with a line break. */
export function linesOf(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** A folder for the files of one test file. It is deleted after the tests. */
export function scratch() {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-cli-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  return {
    folder,
    at,
    /** Writes a file and returns its path. */
    write(name: string, content: string | Uint8Array): string {
      writeFileSync(at(name), content);
      return at(name);
    },
    /** Writes a file that can be run. */
    writeProgram(name: string, content: string): void {
      writeFileSync(at(name), content, { mode: 0o755 });
    },
    makeFolder(name: string): string {
      mkdirSync(at(name));
      return at(name);
    },
  };
}

/** A scenario with y = x × w, one example and one update per epoch: seven steps per epoch. */
export function oneWeight({
  weight = '1',
  rate = '0.1',
  epochs = '1',
  title = 'One weight',
  more = '',
} = {}): string {
  return `title: ${title}
inputs: [x]
layers:
  - name: output
    nodes: { y: [${weight}] }
data:
  - { inputs: [2], target: 3 }
loss: squared_error
optimizer: { kind: sgd, learning_rate: ${rate} }
training: { epochs: ${epochs} }
${more}`;
}
