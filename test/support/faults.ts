/** The program in a pseudo-terminal while one call for a file fails. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './backstep.ts';
import { faultsOfEnd, observed, saidAtEnd } from './ended.ts';
import { openTerminal } from './terminal.ts';

const preload = fileURLToPath(new URL('failing-fs.cjs', import.meta.url));
const SET = ':set hidden[0].w[0] = 2';
const typed = [SET, 'q', 'qq'];

/** Which call for a file fails, and how. */
interface Fault {
  /** Its number among the calls for files in the folder. */
  readonly at: number;
  readonly code: string;
}

interface Options {
  /** The session that is there before; null for none. */
  readonly old: string | null;
  /** The folder in which calls can fail; undefined for the one of the sessions. */
  readonly within?: string;
  readonly fault?: Fault;
}

/** What is there after a session of `xor` was changed and left. */
export interface Left {
  readonly code: number;
  /** Null if there is none. */
  readonly session: string | null;
  /** The sessions that are kept besides it. */
  readonly further: readonly string[];
  /** All files of the state folder. */
  readonly files: readonly string[];
  /** What the program said after its screen had closed. */
  readonly said: readonly string[];
  /** What is wrong with the terminal. */
  readonly faults: readonly string[];
  /** The calls for files in the folder. */
  readonly calls: readonly string[];
}

/** Opens `xor`, sets a weight, and leaves; one call for a file fails. */
export async function leaveXor({ old, within, fault }: Options): Promise<Left> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backstep-faults-'));
  const state = path.join(folder, 'state');
  const session = path.join(state, 'backstep', 'sessions', 'xor.session');
  const log = path.join(folder, 'calls');
  mkdirSync(old === null ? state : path.dirname(session), { recursive: true });
  if (old !== null) writeFileSync(session, old);
  const terminal = openTerminal({
    ...observed([process.execPath, '--require', preload, bundle, 'xor', '--theme', 'dark']),
    cols: 100,
    rows: 30,
    cwd: folder,
    env: {
      HOME: folder,
      XDG_STATE_HOME: state,
      XDG_CACHE_HOME: path.join(folder, 'cache'),
      FAULT_IN: within ?? state,
      FAULT_LOG: log,
      FAULT_AT: String(fault?.at ?? 0),
      FAULT_CODE: fault?.code,
    },
  });
  try {
    for (const [keys, shown] of [
      ['', ' 0 / '],
      [`${SET}\r`, 'hidden[0].w[0]'],
      ['q', 'q '],
      ['q', null],
    ] as const) {
      terminal.write(keys);
      // A program that has ended shows nothing more; how it has ended is told below.
      if (shown !== null) await terminal.waitFor(shown).catch(() => {});
    }
    const { code } = await terminal.exit;
    return {
      code,
      session: existsSync(session) ? readFileSync(session, 'utf8') : null,
      further: furtherIn(path.dirname(session)),
      files: readdirSync(state, { recursive: true, encoding: 'utf8' }),
      // Keys that are typed after the end are shown by the terminal itself.
      said: saidAtEnd(terminal).filter((line) => !typed.includes(line)),
      faults: faultsOfEnd(terminal),
      calls: existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(0, -1) : [],
    };
  } finally {
    await terminal.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

function furtherIn(folder: string): string[] {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.includes('~')) : [];
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

/**
 * What must hold wherever a call fails: the new session is there, whole, and the old one beside it; or the old one stays.
 * The rest is as it was.
 */
function faultsOf(left: Left, { code }: Fault, sessions: { old: string | null; new: string }): string[] {
  const { session, said, further } = left;
  const isSaved = session === sessions.new;
  // A folder that cannot be made is not called missing.
  const words = code === 'ENOENT' ? [code, 'no folder can be made in'] : [code];
  const told = said.filter((line) => words.some((word) => line.includes(word)));
  const kept = said.filter((line) => line === 'Your earlier session here is kept, too: r resumes it.');
  const isOldThere = [session, ...further].includes(sessions.old);
  return [
    ...left.faults,
    left.code > 1 && `it ended with code ${left.code}`,
    !isSaved && session !== sessions.old && `the session is neither the old nor the new one: ${session}`,
    left.files.some((file) => file.endsWith('.tmp')) && `a file was left: ${left.files.join(', ')}`,
    // The new one can be there although something failed after that.
    !isSaved && told.length !== 1 && `it was not said in one line that nothing was saved: ${said.join('\n')}`,
    sessions.old !== null && !isOldThere && 'the old session is lost',
    kept.length > further.length && 'it was said that the old session is kept, and it is not',
    said.length > told.length + kept.length && `it said more: ${said.join('\n')}`,
  ].filter((each) => each !== false);
}

/** Programs that run at once: each waits for most of its time. */
const AT_ONCE = 3;

/** What is wrong after each of some faults: one line each, with the call. */
export async function faultsOfAll(
  faults: readonly (Fault & { readonly call: string })[],
  sessions: { readonly old: string | null; readonly new: string },
  within?: string,
): Promise<string[]> {
  const found: string[] = [];
  const waiting = [...faults];
  const work = async () => {
    for (let fault = waiting.shift(); fault; fault = waiting.shift()) {
      const left = await leaveXor({ old: sessions.old, fault, ...(within === undefined ? {} : { within }) });
      for (const each of faultsOf(left, fault, sessions)) found.push(`${fault.call} ${fault.code}: ${each}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return found;
}

/** A session of `xor`, which the program has saved, and another one. */
export async function savedSessions(): Promise<{ old: string; new: string; calls: readonly string[] }> {
  const { session } = await leaveXor({ old: null });
  if (session === null) throw new Error('no session was saved');
  const old = session.replace('"value": 2', '"value": 3');
  const again = await leaveXor({ old });
  if (again.session !== session || old === session) throw new Error('a session is not saved as before');
  return { old, new: session, calls: again.calls };
}
