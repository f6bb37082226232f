/**
 * `backstep trace NAME` for a shipped scenario: the fastest way from the start to a trace. It loads neither the
 * parsers of the command line and of scenarios nor the standard output's stream, because each takes longer to load
 * than everything else together. A trace is the same in every language.
 */
import { writeSync } from 'node:fs';
import { traceTable } from '../print/trace.ts';
import type { Scenario } from '../scenario/format/scenario.ts';
import { reasonOf } from '../store/faults.ts';
import { bundledScenario, shippedText } from './loading/bundled-scenarios.ts';

const STANDARD_OUTPUT = 1;
const CHUNK = 16_384;
const PAUSE_MS = 5;

/** Prints the trace and returns true; returns false for calls with options, which the full command line handles. */
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

/** A scenario that the build has parsed; null if there is none, so that the full command line handles the name. */
function scenarioOf(name: string): Scenario | null {
  if (!/^[a-z0-9-]+$/.test(name)) return null;
  try {
    return bundledScenario(name, shippedText(`${name}.yaml`))?.scenario ?? null;
  } catch {
    return null;
  }
}

/** Writes a text completely; returns false if writing fails or the reader has gone away. */
function writeAll(text: string): boolean {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(STANDARD_OUTPUT, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return false;
      if (code !== 'EAGAIN') {
        process.stderr.write(`backstep: standard output: ${reasonOf(error)}\n`);
        process.exitCode = 1;
        return false;
      }
      // A non-blocking pipe is full: wait until its reader has read something.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
  return true;
}
