/**
 * `backstep trace NAME`, of a shipped scenario: the shortest way from the start to recorded steps. It goes without
 * the readers of the command line and of the format, and without the stream of the standard output: each takes
 * longer to load than all the rest. A trace is the same in every language.
 */
import { writeSync } from 'node:fs';
import { traceTable } from '../print/trace.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { keptScenario, shippedText } from './bundled-scenarios.ts';

const STANDARD_OUTPUT = 1;
const CHUNK = 16_384;
const PAUSE_MS = 5;

/** Prints the trace, and says whether it has: what is not as plain as this is left to the command line. */
export function quickTrace([, name, ...others]: readonly string[]): boolean {
  const scenario = name !== undefined && others.length === 0 ? scenarioOf(name) : null;
  if (!scenario) return false;
  let chunk = '';
  for (const line of traceTable(scenario, null)) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    if (!writeAll(chunk)) return true;
    chunk = '';
  }
  writeAll(chunk);
  return true;
}

/** A scenario that the build has read; null for what the command line has to read, or to complain of. */
function scenarioOf(name: string): Scenario | null {
  if (!/^[a-z0-9-]+$/.test(name)) return null;
  try {
    return keptScenario(name, shippedText(`${name}.yaml`))?.scenario ?? null;
  } catch {
    return null;
  }
}

/** Writes a text to its end; false where nobody reads it any more. */
function writeAll(text: string): boolean {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(STANDARD_OUTPUT, bytes, done);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') {
        process.stderr.write(`backstep: ${message}\n`);
        process.exitCode = 1;
        return false;
      }
      // A pipe that does not block is full: whoever reads it needs time.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
  return true;
}
