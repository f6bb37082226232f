#!/usr/bin/env node
import type * as V8 from 'node:v8';
import { cacheFolder } from '../store/folders.ts';
import type * as Cli from './cli.ts';
import { Chunks, codeFolder } from './loading/chunks.ts';
import type * as Trace from './quick-trace.ts';

const args = process.argv.slice(2);
const ownFolder = codeFolder(__dirname);
const chunks = new Chunks(__dirname, require, [() => ownFolder, usersFolder]);

/** The permissions of the folder of an installation, which is for all users. */
const USUAL_MODE = 0o755;

/**
 * How many bytes of its bytecode V8 executes of a function before it looks whether to optimize it. A key runs a little of
 * many functions; with V8's own 66 kB, optimizing them takes two fifths of a key's time of the processor, with this a
 * fifth. It is set before chunks are loaded, because V8 refuses code that was kept with other flags. Node 22 and later
 * do not know it.
 */
const LATER_OPTIMIZING = '--interrupt-budget=200000';
const KNOWS_IT = process.version.startsWith('v20.');

/** Keeps the compiled code of what this process has loaded. The build calls it. */
export const keepCode = () => chunks.keep(ownFolder, USUAL_MODE);

// Handled before any other module is loaded, because scripts ask for the version.
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  console.log(BACKSTEP_VERSION);
} else {
  process.on('exit', () => {
    chunks.keep(usersFolder());
  });
  try {
    if (args[0] !== 'trace' || !(chunks.load(BACKSTEP_TRACE) as typeof Trace).quickTrace(args)) {
      if (KNOWS_IT) (require('node:v8') as typeof V8).setFlagsFromString(LATER_OPTIMIZING);
      void (chunks.load(BACKSTEP_CLI) as typeof Cli).main(args);
    }
  } catch (error) {
    // A file of the program cannot be read. Nothing is there yet that could say more about it.
    process.stderr.write(`backstep: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function usersFolder(): string {
  return codeFolder(cacheFolder());
}
