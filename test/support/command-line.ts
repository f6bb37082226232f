/** The command line of the built bundle in the tests' own process. */
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { main } from '../../src/cli/cli.ts';
import { Chunks } from '../../src/cli/loading/chunks.ts';

export const bundle = fileURLToPath(new URL('../../dist/backstep.js', import.meta.url));

/** A program's output and its exit code. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Options {
  /** Added to a minimal environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The environment of a program. */
export function minimalEnvironment(changes: Options['env'] = {}): Record<string, string> {
  // Nothing can be kept in this cache folder.
  return { PATH: process.env.PATH ?? '', LANG: 'C.UTF-8', XDG_CACHE_HOME: '/dev/null', ...changes };
}

/** A call that takes longer has failed: others do not wait for it. In milliseconds. */
const LIMIT = 50_000;

let loaded: { main: typeof main } | null = null;

/** Loads what the bundle's entry loads. It stays what it is: the language is set by each call, all else are caches. */
function commandLine(): { main: typeof main } {
  if (loaded) return loaded;
  const folder = path.dirname(bundle);
  const name = readdirSync(folder).find((file) => /^cli-.*\.mjs$/.test(file));
  loaded = new Chunks(folder, createRequire(bundle), []).load(`./${name}`) as { main: typeof main };
  return loaded;
}

/** Takes the environment of a program, its folder, empty input and streams without a terminal. @returns what undoes it */
function becomeProgram({ env, cwd }: Options, stdout: Writable, stderr: Writable): () => void {
  const { exitCode } = process;
  const environment = { ...process.env };
  const folder = process.cwd();
  const streams = { stdin: Readable.from([]), stdout, stderr };
  const before = { stdin: own('stdin'), stdout: own('stdout'), stderr: own('stderr') };
  // First what can fail.
  if (cwd !== undefined) process.chdir(cwd);
  setEnvironment(minimalEnvironment(env));
  process.exitCode = undefined;
  for (const [name, value] of Object.entries(streams))
    Object.defineProperty(process, name, { value, configurable: true });
  return () => {
    Object.defineProperties(process, before);
    process.exitCode = exitCode;
    process.chdir(folder);
    setEnvironment(environment);
  };
}

/** How a property of the process is defined. */
function own(name: string): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(process, name) as PropertyDescriptor;
}

/** Changes the environment itself, which the system reads, too: the home folder and the time zone come from it. */
function setEnvironment(all: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in all)) delete process.env[name];
  Object.assign(process.env, all);
}

/** A stream that keeps what is written to it. */
function keeping(): { readonly stream: Writable; readonly text: () => string } {
  const bytes: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes.push(chunk);
      done();
    },
  });
  return { stream, text: () => Buffer.concat(bytes).toString('utf8') };
}

async function carriedOut(args: readonly string[], options: Options): Promise<Outcome> {
  const { main } = commandLine();
  const [out, err] = [keeping(), keeping()];
  const warn = ({ name, message }: Error) => err.stream.write(`${name}: ${message}\n`);
  const putBack = becomeProgram(options, out.stream, err.stream);
  // Node writes its warnings to the standard error of a process.
  process.on('warning', warn);
  const ended = new AbortController();
  const late = setTimeout(LIMIT, null, ended).then(() => {
    throw new Error(`backstep ${args.join(' ')} did not end`);
  });
  try {
    await Promise.race([main(args), late]);
    await setImmediate();
    return { code: Number(process.exitCode ?? 0), out: out.text(), err: err.text() };
  } finally {
    ended.abort();
    process.off('warning', warn);
    putBack();
  }
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Carries out a command line of the bundle in this process, with all that a process has of its own replaced meanwhile:
 * its output, errors and exit code are the same, and it takes a tenth of the time. Calls wait for each other. What else
 * a test does meanwhile would have this environment and folder, too. Only `trace NAME` alone goes another way than in a
 * process of its own.
 */
export function backstep(args: readonly string[], options: Options = {}): Promise<Outcome> {
  const outcome = last.then(() => carriedOut(args, options));
  last = outcome.catch(() => {});
  return outcome;
}
