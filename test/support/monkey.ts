/**
 * Types random keys into the program in a pseudo-terminal, and checks all the while that its screen is what it would
 * paint anew, and at each end that the terminal is as it was before.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SplitMix64 } from '../../src/core/random.ts';
import { bundle } from './backstep.ts';
import { faultsOfEnd, observed } from './ended.ts';
import { difference, isUnchanged, type Repainting, Repaintings } from './repaintings.ts';
import { openTerminal } from './terminal.ts';
import { Typing } from './typing.ts';

const ESCAPE = '\u001b';
/** Repaints the screen, in all modes but a run and a question for a letter. */
const REPAINT = '\f';

/** How long to wait for an answer before the key is pressed again, and before the program hangs, in milliseconds. */
const PATIENCE_MS = 300;
const HANG_MS = 45_000;

/** The pause after which Esc is a key of its own, with some to spare, in milliseconds. */
const ESCAPE_MS = 150;
/** The time in which the program ends after a key that ends it, in milliseconds. */
const LEAVING_MS = 500;

const MOST_TRIES = 12;

/** How many keys are typed between two checks. */
const KEYS_A_CHECK = 50;
const LAST_KEYS = 150;

const sizes: readonly (readonly [columns: number, rows: number])[] = [
  [100, 30],
  [80, 24],
  [60, 16],
  [59, 15],
  [200, 50],
  [140, 45],
  [33, 50],
  [200, 2],
  [1, 1],
];

/** How the program is started: with the menu, a scenario that it has, and a large one. */
const starts = [
  [],
  ['xor'],
  ['target-13'],
  ['two-moons'],
  ['attention'],
  ['iris', '--lang', 'bn'],
  ['--ascii'],
];

/**
 * Preloaded into the program. Nothing may stop it, so it is continued at once; a shell would do it later. And the
 * terminal is never taken to be behind, since the program then leaves out paintings, and what all rows are painted anew
 * for may be a later change.
 */
const PRELOADED = `const kill = process.kill.bind(process);
process.kill = (pid, signal) => signal === 'SIGTSTP' ? kill(process.pid, 'SIGCONT') : kill(pid, signal);
process.stdout._writableState.highWaterMark = 1 << 30;`;

/** What a monkey did. */
export interface Walk {
  readonly keys: number;
  readonly checks: number;
  readonly ends: number;
}

/**
 * @param keys how many keys are typed
 * @throws Error with the seed and the last keys if the program ends by itself, hangs, or its screen is wrong
 */
export async function walk({ seed, keys }: { seed: number; keys: number }): Promise<Walk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-monkey-'));
  const monkey = new Monkey(seed, folder);
  try {
    return await monkey.walk(keys);
  } catch (error) {
    const last = monkey.last.map((each) => JSON.stringify(each.toString('latin1'))).join(' ');
    const { message } = error as Error;
    throw new Error(`${message}\nseed ${seed}, after ${monkey.count} keys; the last keys: ${last}`);
  } finally {
    await monkey.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Terminal = ReturnType<typeof openTerminal>;
type Exit = Awaited<Terminal['exit']>;

class Monkey {
  readonly #folder: string;
  readonly #typing: Typing;
  #terminal: Terminal | null = null;
  #repaintings: Repaintings | null = null;
  #exit: Exit | null = null;
  #checks = 0;
  #ends = 0;
  count = 0;
  last: Buffer[] = [];

  constructor(seed: number, folder: string) {
    this.#folder = folder;
    this.#typing = new Typing(new SplitMix64(seed));
    for (const name of ['home', 'state', 'cache', 'work']) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, 'preloaded.cjs'), PRELOADED);
  }

  async walk(keys: number): Promise<Walk> {
    while (this.count < keys) {
      const terminal = this.#terminal ?? (await this.#start());
      const some = () => Array.from({ length: 1 + this.#typing.below(10) }, () => this.#typing.next());
      for (let typed = 0; typed < KEYS_A_CHECK; ) typed += this.#type(terminal, some());
      await this.#check(terminal);
      if (this.#terminal && this.#typing.below(4) === 0) await this.#resize(terminal);
      // Not among other keys: after the program's end the terminal itself hears Ctrl-C.
      if (this.#terminal && this.#typing.below(12) === 0) {
        await this.#typeLast(terminal, this.#typing.of(['q', '\u0003', ':quit\r']));
        await this.#check(terminal);
      }
    }
    await this.#leave(this.#terminal ?? (await this.#start()));
    this.#checkFiles();
    return { keys: this.count, checks: this.#checks, ends: this.#ends };
  }

  async dispose(): Promise<void> {
    await this.#terminal?.dispose();
  }

  async #start(): Promise<Terminal> {
    const at = (name: string) => path.join(this.#folder, name);
    const [cols, rows] = this.#typing.of(sizes.filter(([columns]) => columns >= 60));
    const program = [process.execPath, '--require', at('preloaded.cjs'), bundle, ...this.#typing.of(starts)];
    const terminal = openTerminal({
      ...observed(program),
      cols,
      rows,
      cwd: at('work'),
      env: { HOME: at('home'), XDG_STATE_HOME: at('state'), XDG_CACHE_HOME: at('cache') },
    });
    this.#terminal = terminal;
    this.#exit = null;
    void terminal.exit.then((exit) => {
      this.#exit = exit;
    });
    this.#repaintings = new Repaintings(terminal);
    await terminal.waitFor(() => terminal.bufferType() === 'alternate' && terminal.text() !== '');
    return terminal;
  }

  /** Types keys at once. @returns how many */
  #type(terminal: Terminal, keys: readonly Buffer[]): number {
    this.count += keys.length;
    this.last = [...this.last, ...keys].slice(-LAST_KEYS);
    terminal.write(Buffer.concat(keys));
    return keys.length;
  }

  /** Types a key that may end the program, and gives it the time to do so. */
  async #typeLast(terminal: Terminal, key: string): Promise<void> {
    this.#type(terminal, [Buffer.from(key)]);
    await terminal.waitFor(() => this.#exit !== null, LEAVING_MS).catch(() => {});
  }

  /** Changes the size of the terminal, and waits until the program has painted for it. */
  async #resize(terminal: Terminal): Promise<void> {
    const [columns, rows] = this.#typing.of(sizes);
    this.last = [...this.last, Buffer.from(`<${columns} × ${rows}>`)].slice(-LAST_KEYS);
    terminal.resize(columns, rows);
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const painted = await this.#repainted(terminal);
      if (!painted || painted.every(isUnchanged)) return;
    }
    throw new Error(`the screen of ${columns} × ${rows} does not come to rest`);
  }

  /** Compares the screen with all of it painted anew. */
  async #check(terminal: Terminal): Promise<void> {
    const wrong = (await this.#repainted(terminal))?.find((each) => !isUnchanged(each));
    this.#checks += 1;
    if (wrong) throw new Error(`the screen differs from all of it painted anew:\n${difference(wrong)}`);
  }

  /** Has all painted anew. @returns null if the program has ended, as it may */
  async #repainted(terminal: Terminal): Promise<readonly Repainting[] | null> {
    const repaintings = this.#repaintings as Repaintings;
    repaintings.watch();
    const isPainted = () => repaintings.found.length > 0;
    const until = performance.now() + HANG_MS;
    for (let attempt = 1; this.#exit === null && !isPainted(); attempt++) {
      if (performance.now() > until) throw new Error(`the program hangs. Its screen:\n${terminal.text()}`);
      // An Esc before it or a question for a letter takes the first one. Esc ends a run that takes long.
      terminal.write(attempt % 4 === 0 ? ESCAPE : REPAINT);
      await terminal.waitFor(isPainted, PATIENCE_MS).catch(() => {});
    }
    if (this.#exit === null) return repaintings.end();
    this.#ended(terminal, this.#exit);
    await terminal.dispose();
    this.#terminal = null;
    return null;
  }

  /** Goes out by Esc and q from wherever the program is. */
  async #leave(terminal: Terminal): Promise<void> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      terminal.write(ESCAPE);
      // Esc alone is known by the pause after it.
      await new Promise((resolve) => setTimeout(resolve, ESCAPE_MS));
      await this.#typeLast(terminal, 'q');
      if (!(await this.#repainted(terminal))) return;
    }
    throw new Error(`Esc and q do not lead out. The screen:\n${terminal.text()}`);
  }

  /** Checks how the program has ended, and that the terminal is as it was before. */
  #ended(terminal: Terminal, { code, signal }: Exit): void {
    const faults = [
      ...(this.last.some(mayEnd) ? [] : ['the program ended by itself']),
      ...(code === 0 && signal === 0 ? [] : [`it ended with code ${code}, signal ${signal}`]),
      ...(this.#repaintings?.isLate ? ['it painted after it had left its screen'] : []),
      ...faultsOfEnd(terminal),
    ];
    if (faults.length > 0) throw new Error(`${faults.join('; ')}. The screen:\n${terminal.text()}`);
    this.last = [];
    this.#ends += 1;
  }

  /** Nothing is left of files that were replaced, and nothing was written beside the folders for it. */
  #checkFiles(): void {
    const files = readdirSync(this.#folder, { recursive: true, encoding: 'utf8' });
    const left = files.filter((file) => file.endsWith('.tmp') || file.startsWith('home'));
    if (left.length > 1) throw new Error(`files were left: ${left.join(', ')}`);
  }
}

/** Whether a key can end the program: also Enter, on a command in a list, and a click on a key that is shown. */
function mayEnd(key: Buffer): boolean {
  const text = key.toString('latin1');
  return text === 'q' || text === '\u0003' || text.includes('\r') || text.startsWith(`${ESCAPE}[<0;`);
}
