import type { EventEmitter } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync, write } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type IPty, spawn } from '@lydell/node-pty';
import headless from '@xterm/headless';
import { cellsOf } from './cells.ts';

interface TerminalOptions {
  command: string;
  args?: readonly string[];
  cols?: number;
  rows?: number;
  /** Added to a minimal environment; undefined removes a variable. */
  env?: Readonly<Record<string, string | undefined>>;
  cwd?: string;
  /** What the terminal sends when it is asked for the colour of its background; without it, nothing. */
  background?: string;
  /** Whether it answers nothing at all. */
  isSilent?: boolean;
}

interface Exit {
  code: number;
  signal: number;
}

type Expected = string | RegExp | ((terminal: Terminal) => boolean);

// The environment is built from nothing because variables of a test runner or build machine (CI, NO_COLOR,
// FORCE_COLOR, NODE_ENV, NODE_OPTIONS) change what a terminal program paints.
export function bareEnvironment(changes: TerminalOptions['env'] = {}): Record<string, string> {
  const { PATH, HOME, TMPDIR } = process.env;
  const all = {
    PATH,
    HOME,
    TMPDIR,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** Ends what a program has written. Programs do not write it. */
const MARK = '\0';

/**
 * Holds the program's side of a terminal open until all that the program has written is read: without that Node reads only
 * 4 KB of it after the program's end, and drops the rest. node-pty would close its own side after 200 ms.
 */
function holdOpen(pty: IPty) {
  const { _pty: device, _socket: socket } = pty as unknown as { _pty: string; _socket: EventEmitter };
  let handle: number | null = openSync(device, constants.O_RDWR | constants.O_NOCTTY);
  let hasEnded = false;
  const release = () => {
    if (handle !== null) closeSync(handle);
    handle = null;
  };
  socket.on('newListener', (event) => {
    // node-pty listens for the end of its side as soon as the program has ended.
    if (event !== 'close' || handle === null) return;
    hasEnded = true;
    // It waits until there is room for it. It fails if the terminal has been closed.
    write(handle, MARK, () => {});
  });
  return {
    release,
    /** What the program has written of what was read. */
    withoutMark(data: string): string {
      if (!hasEnded || !data.endsWith(MARK)) return data;
      release();
      return data.slice(0, -MARK.length);
    },
  };
}

/** A program in a real pseudo-terminal, with an emulator for what a terminal would show. */
class Terminal {
  readonly exit: Promise<Exit>;
  /** The folder of the program's state and configuration, which is deleted with this terminal. */
  readonly #state = mkdtempSync(path.join(tmpdir(), 'backstep-state-'));
  readonly #pty: IPty;
  readonly #emulator;
  readonly #watchers = new Set<() => void>();
  #raw = '';
  #cursorVisible = true;
  #exited: Exit | undefined;

  constructor({
    command,
    args = [],
    cols = 80,
    rows = 24,
    env,
    cwd = process.cwd(),
    background,
    isSilent = false,
  }: TerminalOptions) {
    const emulator = new headless.Terminal({ cols, rows, allowProposedApi: true });
    const pty = spawn(command, [...args], {
      name: 'xterm-256color',
      cols,
      rows,
      cwd,
      env: bareEnvironment({ XDG_STATE_HOME: this.#state, XDG_CONFIG_HOME: this.#state, ...env }),
    });
    this.#emulator = emulator;
    this.#pty = pty;
    const held = holdOpen(pty);
    this.#watchCursor();

    // Sends the emulator's answers to the program's queries, for example for the cursor's position.
    emulator.onData((answer) => {
      if (!this.#exited && !isSilent) pty.write(answer);
    });
    emulator.parser.registerOscHandler(11, (query) => {
      if (query === '?' && background !== undefined && !this.#exited) pty.write(background);
      return true;
    });
    pty.onData((data) => {
      const text = held.withoutMark(data);
      this.#raw += text;
      emulator.write(text, () => this.#changed());
    });
    this.exit = new Promise((resolve) => {
      pty.onExit(({ exitCode, signal }) => {
        held.release();
        // The callback of an empty write runs after all earlier writes.
        emulator.write('', () => {
          this.#exited = { code: exitCode, signal: signal ?? 0 };
          resolve(this.#exited);
          this.#changed();
        });
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** Types keys, or any bytes. Nothing arrives after the program's end. */
  write(keys: string | Buffer): void {
    // Bytes are written as they are, which the types do not say.
    if (!this.#exited) this.#pty.write(keys as string);
  }

  get rows(): number {
    return this.#emulator.rows;
  }

  get columns(): number {
    return this.#emulator.cols;
  }

  /** What the emulator calls for each sequence that a program writes. */
  get parser(): headless.IParser {
    return this.#emulator.parser;
  }

  /** The rows of the visible screen with the attributes of each cell. */
  cells(): string[] {
    return cellsOf(this.#emulator);
  }

  /** The rows of the visible screen, without trailing spaces. */
  screen(): string[] {
    const buffer = this.#emulator.buffer.active;
    return Array.from({ length: this.#emulator.rows }, (_, row) =>
      (buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '').trimEnd(),
    );
  }

  text(): string {
    return this.screen().join('\n').trimEnd();
  }

  rawBytes(): string {
    return this.#raw;
  }

  bufferType(): 'normal' | 'alternate' {
    return this.#emulator.buffer.active.type;
  }

  cursorVisible(): boolean {
    return this.#cursorVisible;
  }

  resize(cols: number, rows: number): void {
    this.#emulator.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }

  kill(signal: NodeJS.Signals = 'SIGTERM'): void {
    this.#pty.kill(signal);
  }

  /** Closes the terminal, as closing its window does. */
  hangUp(): void {
    (this.#pty as unknown as { destroy(): void }).destroy();
  }

  /** Waits until the screen contains a text, matches a pattern or satisfies a predicate. */
  waitFor(expected: Expected, ms = 10_000): Promise<void> {
    return new Promise((resolve, reject) => {
      const fail = (reason: string) => {
        stop();
        reject(new Error(`${reason}, waiting for ${describe(expected)}. The screen:\n${this.text()}`));
      };
      const look = () => {
        let met: boolean;
        try {
          met = this.#meets(expected);
        } catch (error) {
          stop();
          reject(error);
          return;
        }
        if (met) {
          stop();
          resolve();
        } else if (this.#exited) {
          fail(`The program ended (code ${this.#exited.code}, signal ${this.#exited.signal})`);
        }
      };
      const deadline = setTimeout(() => fail(`Nothing after ${ms} ms`), ms);
      const stop = () => {
        clearTimeout(deadline);
        this.#watchers.delete(look);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** Kills the program if it is still running, and all processes in its process group. */
  async dispose(): Promise<void> {
    if (!this.#exited) {
      try {
        process.kill(-this.#pty.pid, 'SIGKILL');
      } catch {
        // The program has ended in the meantime.
      }
    }
    await this.exit;
    this.#emulator.dispose();
    rmSync(this.#state, { recursive: true, force: true });
  }

  #changed(): void {
    for (const look of [...this.#watchers]) look();
  }

  #meets(expected: Expected): boolean {
    if (typeof expected === 'function') return expected(this);
    return typeof expected === 'string' ? this.text().includes(expected) : expected.test(this.text());
  }

  // The emulator does not expose the cursor's visibility. Returning `false` lets it handle the sequence, too.
  #watchCursor(): void {
    const { parser } = this.#emulator;
    const set = (visible: boolean) => {
      this.#cursorVisible = visible;
      return false;
    };
    parser.registerCsiHandler({ prefix: '?', final: 'h' }, (modes) => modes.includes(25) && set(true));
    parser.registerCsiHandler({ prefix: '?', final: 'l' }, (modes) => modes.includes(25) && set(false));
    parser.registerCsiHandler({ intermediates: '!', final: 'p' }, () => set(true));
    parser.registerEscHandler({ final: 'c' }, () => set(true));
  }
}

function describe(expected: Expected): string {
  if (typeof expected === 'function') return 'the predicate';
  return typeof expected === 'string' ? JSON.stringify(expected) : String(expected);
}

export function openTerminal(options: TerminalOptions): Terminal {
  return new Terminal(options);
}

/** An interactive shell, to test in which state a program leaves the terminal. */
class Shell extends Terminal {
  #lineStart = 0;

  constructor(options: Omit<TerminalOptions, 'command' | 'args'>) {
    // The prompt shows the status of the last command. A second command that asks for it could be read by a program
    // that is still running.
    const env = { PS1: '<status:$?> ', ENV: undefined, ...options.env };
    super({ ...options, command: '/bin/sh', args: ['-i'], env });
  }

  /** Waits for the prompt and returns the exit status of the last command. */
  async prompt(): Promise<number> {
    return Number((await this.#printed(/<status:(\d+)>/))[1]);
  }

  /** Types a command at the prompt. */
  async run(line: string): Promise<void> {
    await this.prompt();
    this.#lineStart = this.rawBytes().length;
    // A line feed ends the line even if a program has left the terminal in raw mode.
    this.write(`${line}\n`);
  }

  /** Starts a program in the foreground and returns its process id. */
  async start(command: string, args: readonly string[] = []): Promise<number> {
    const script = 'echo "<pid:$$>"; exec "$@"';
    await this.run(['sh', '-c', script, 'sh', command, ...args].map(quote).join(' '));
    return Number((await this.#printed(/<pid:(\d+)>/))[1]);
  }

  /** The terminal's flags, such as icanon and echo, as `stty -a` lists them. A flag with a minus sign is false. */
  async flags(): Promise<Record<string, boolean>> {
    await this.run('stty -a');
    await this.prompt();
    const [list] = await this.#printed(/\bspeed [\s\S]*(?=<status:)/);
    const words = list
      .split(/\r?\n/)
      .filter((line) => !line.includes(';'))
      .flatMap((line) => line.match(/(?<!\S)-?[a-z]\w*(?!\S)/g) ?? []);
    return Object.fromEntries(words.map((word) => [word.replace('-', ''), !word.startsWith('-')]));
  }

  /** Waits for a match in the output since the last command was typed. */
  async #printed(pattern: RegExp): Promise<RegExpExecArray> {
    const look = () => pattern.exec(this.rawBytes().slice(this.#lineStart));
    await this.waitFor(() => look() !== null);
    return look() as RegExpExecArray;
  }
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

export function openShell(options: Omit<TerminalOptions, 'command' | 'args'> = {}): Shell {
  return new Shell(options);
}
