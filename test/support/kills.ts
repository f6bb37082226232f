/** A program that saves a session again and again, and is killed meanwhile. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SplitMix64 } from '../../src/core/random.ts';
import { bundle } from './backstep.ts';
import { bareEnvironment } from './terminal.ts';

const FILE = 'kept.session';
/** More saves than the program can do before it is killed. Each saves another step. */
const SAVES = 5000;
/** A kill comes after this many saves at most, and after up to so many milliseconds more. */
const MOST_SAVES = 20;
const MOST_WAIT_MS = 2;

/** What was found after kills. */
interface Killed {
  readonly kills: number;
  /** How many of them came between the start and the end of a save: its new file was not yet in place. */
  readonly amid: number;
  /** What was wrong: one line each. */
  readonly faults: readonly string[];
}

/**
 * Kills the program (SIGKILL) at moments that a seed chooses, while it saves. After each kill the file must be a whole
 * session: of the last save that was told, or of a later one.
 */
export async function killWhileSaving({ seed, kills }: { seed: number; kills: number }): Promise<Killed> {
  const random = new SplitMix64(seed);
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-kills-'));
  const lines = Array.from({ length: SAVES }, (_, step) => `goto ${step}\nsave ${FILE}\n`);
  writeFileSync(path.join(folder, 'script'), lines.join(''));
  const faults: string[] = [];
  let amid = 0;
  try {
    // A file that is not whole would not be replaced, so the first fault is the last.
    for (let kill = 0; kill < kills && faults.length === 0; kill++) {
      const saves = 1 + Math.floor(random.uniform() * MOST_SAVES);
      const told = await killedAfter(folder, saves, random.uniform() * MOST_WAIT_MS);
      const step = savedStep(path.join(folder, FILE));
      if (step === null) faults.push(`kill ${kill}: the file is not whole`);
      else if (step < told - 1) faults.push(`kill ${kill}: step ${step} is saved, after ${told} saves`);
      const left = readdirSync(folder).filter((name) => name.endsWith('.tmp'));
      if (left.length > 0) amid += 1;
      for (const name of left) rmSync(path.join(folder, name));
    }
    return { kills, amid, faults };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Starts the program, and kills it a while after it has told of some saves. @returns how many it has told of */
function killedAfter(folder: string, saves: number, wait: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = [bundle, 'run', 'xor', '--commands', 'script'];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: bareEnvironment({ XDG_CACHE_HOME: '/dev/null' }),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let told = 0;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const before = told;
      told += text.split('Saved to ').length - 1;
      if (before >= saves || told < saves) return;
      // A timer is not as fine as this.
      for (const until = performance.now() + wait; performance.now() < until; );
      child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(told);
      else reject(new Error(`the program ended before it was killed, after ${told} saves`));
    });
  });
}

/** The step of a saved session; null if the file is not whole. */
function savedStep(file: string): number | null {
  try {
    const { format, position, timelines } = JSON.parse(readFileSync(file, 'utf8'));
    const isWhole = format === 'backstep session' && Number.isInteger(position) && Array.isArray(timelines);
    return isWhole ? position : null;
  } catch {
    return null;
  }
}
