/**
 * Types random keys into the program in a pseudo-terminal, and checks all the while that its screen is what it would
 * paint anew, and at each end that the terminal is as it was before.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SplitMix64 } from '../../src/core/random.ts';
import { bundle } from './backstep.ts';
import { openTerminal } from './terminal.ts';
import { Typing } from './typing.ts';

const ESCAPE = '\u001b';
/** Repaints the screen, in all modes but a run and a question for a letter. */
const REPAINT = '\f';

/** How long to wait for an answer before the key is pressed again, and before the program hangs, in milliseconds. */
const PATIENCE_MS = 500;
const HANG_MS = 45_000;

/** The pause after which Esc is a key of its own, with some to spare, in milliseconds. */
const ESCAPE_MS = 150;

/** Synchronized output, between which the program paints. */
const SYNCHRONIZED = 2026;
/** Reports of the mouse and their form, bracketed paste, synchronized output. */
const restoredModes = [1000, 1002, 1003, 1006, 2004, SYNCHRONIZED];

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

/** Nothing may stop the program, so it is continued at once; a shell would do it later. */
const UNSTOPPED = `const kill = process.kill.bind(process);
process.kill = (pid, signal) => signal === 'SIGTSTP' ? kill(process.pid, 'SIGCONT') : kill(pid, signal);`;

/** The program is started by a shell that tells the state of the terminal after its end. */
const SHELL = '"$@"; code=$?; echo "[after]"; stty -a; exit $code';

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

/** A painting of every row: what was shown before it, and what is shown after it. */
interface Repainting {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

class Monkey {
  readonly #folder: string;
  readonly #typing: Typing;
  #terminal: Terminal | null = null;
  #repaintings: Repainting[] = [];
  #isWatching = false;
  #exit: Exit | null = null;
  /** Whether a key has been typed that may have ended the program. */
  #mayEnd = false;
  #checks = 0;
  #ends = 0;
  count = 0;
  last: Buffer[] = [];

  constructor(seed: number, folder: string) {
    this.#folder = folder;
    this.#typing = new Typing(new SplitMix64(seed));
    for (const name of ['home', 'state', 'cache', 'work']) mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, 'unstopped.cjs'), UNSTOPPED);
  }

  async walk(keys: number): Promise<Walk> {
    while (this.count < keys) {
      const terminal = this.#terminal ?? (await this.#start());
      for (let typed = 0; typed < KEYS_A_CHECK; ) typed += this.#type(terminal);
      await this.#check(terminal);
      if (this.#terminal && this.#typing.below(4) === 0) await this.#resize(terminal);
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
    const program = [process.execPath, '--require', at('unstopped.cjs'), bundle, ...this.#typing.of(starts)];
    const terminal = openTerminal({
      command: '/bin/sh',
      args: ['-c', SHELL, 'sh', ...program],
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
    this.#watch(terminal);
    await terminal.waitFor(() => terminal.bufferType() === 'alternate' && terminal.text() !== '');
    return terminal;
  }

  /** Notes each painting of all rows while one is looked for. It goes through them in order, others hardly ever do. */
  #watch(terminal: Terminal): void {
    const { parser } = terminal;
    let before: readonly string[] | null = null;
    let rows: number[] = [];
    const isAll = () => rows.length === terminal.rows && rows.every((row, index) => row === index + 1);
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, ([mode]) => {
      if (mode !== SYNCHRONIZED) return false;
      before = this.#isWatching ? terminal.cells() : null;
      rows = [];
      return false;
    });
    parser.registerCsiHandler({ final: 'H' }, ([row]) => {
      rows.push(Number(row));
      return false;
    });
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
      if (mode !== SYNCHRONIZED) return false;
      if (before && isAll()) this.#repaintings.push({ before, after: terminal.cells() });
      before = null;
      return false;
    });
  }

  /** Types one to ten keys at once. @returns how many */
  #type(terminal: Terminal): number {
    const kind = this.#typing.below(300);
    const single = kind < 5 ? 'q' : kind === 5 ? '\u0003' : kind === 6 ? `:quit\r` : null;
    if (single !== null) this.#mayEnd = true;
    const keys =
      single === null
        ? Array.from({ length: 1 + this.#typing.below(10) }, () => this.#typing.next())
        : [Buffer.from(single)];
    this.count += keys.length;
    this.last = [...this.last, ...keys].slice(-LAST_KEYS);
    terminal.write(Buffer.concat(keys));
    return keys.length;
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
    this.#repaintings = [];
    this.#isWatching = true;
    const isPainted = () => this.#repaintings.length > 0;
    const until = performance.now() + HANG_MS;
    for (let attempt = 1; this.#exit === null && !isPainted(); attempt++) {
      if (performance.now() > until) throw new Error(`the program hangs. Its screen:\n${terminal.text()}`);
      // Twice, since an Esc or a question for a letter takes the first one. Esc ends a run that takes long.
      terminal.write(attempt % 4 === 0 ? ESCAPE : REPAINT + REPAINT);
      await terminal.waitFor(isPainted, PATIENCE_MS).catch(() => {});
    }
    this.#isWatching = false;
    if (this.#exit === null) return this.#repaintings;
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
      terminal.write('q');
      this.#mayEnd = true;
      if (!(await this.#repainted(terminal))) return;
    }
    throw new Error(`Esc and q do not lead out. The screen:\n${terminal.text()}`);
  }

  /** Checks how the program has ended, and that the terminal is as it was before. */
  #ended(terminal: Terminal, { code, signal }: Exit): void {
    const raw = terminal.rawBytes();
    const end = raw.slice(raw.lastIndexOf(`${ESCAPE}[?1049l`));
    const faults = [
      !this.#mayEnd && 'the program ended by itself',
      (code !== 0 || signal !== 0) && `it ended with code ${code}, signal ${signal}`,
      /^\s+at .+:\d+:\d+\)?\r?$/m.test(end) && 'it wrote a stack trace',
      terminal.bufferType() !== 'normal' && 'the alternate screen was not left',
      !terminal.cursorVisible() && 'the cursor is not shown',
      !/[^-]icanon/.test(end) && 'the terminal is in raw mode',
      !/[^-]echo\s/.test(end) && 'keys are not shown',
      ...restoredModes.map((mode) => isSet(raw, mode) && `mode ${mode} is on`),
    ].filter((each) => each !== false);
    if (faults.length > 0) throw new Error(`${faults.join('; ')}. The screen:\n${terminal.text()}`);
    this.#mayEnd = false;
    this.#ends += 1;
  }

  /** Nothing is left of files that were replaced, and nothing was written beside the folders for it. */
  #checkFiles(): void {
    const files = readdirSync(this.#folder, { recursive: true, encoding: 'utf8' });
    const left = files.filter((file) => file.endsWith('.tmp') || file.startsWith('home'));
    if (left.length > 1) throw new Error(`files were left: ${left.join(', ')}`);
  }
}

const isUnchanged = ({ before, after }: Repainting) => before.join('\n') === after.join('\n');

/** The first row that differs, and the cells in it that do. */
function difference({ before, after }: Repainting): string {
  const row = after.findIndex((line, index) => line !== before[index]);
  const cells = (lines: readonly string[]) => (lines[row] ?? '').split('|');
  const [old, anew] = [cells(before), cells(after)];
  const differing = anew.flatMap((cell, column) =>
    cell === old[column] ? [] : [`column ${column}: ${old[column]} → ${cell}`],
  );
  return `row ${row}\n${differing.slice(0, 40).join('\n')}`;
}

/** Whether a mode of the terminal is set by what a program has written. */
function isSet(raw: string, mode: number): boolean {
  return raw.lastIndexOf(`${ESCAPE}[?${mode}h`) > raw.lastIndexOf(`${ESCAPE}[?${mode}l`);
}
