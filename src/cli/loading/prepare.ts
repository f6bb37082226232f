/** Prepares a large network before the screen takes the terminal: says how far it is, and ends at Esc or Ctrl-C. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { attempt } from '../../diagnostics/attempt.ts';
import { t } from '../../i18n/translate.ts';
import { compileWatched } from '../../scenario/compile/compile.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';

/** From this number of weights on, it takes a second or more. */
const MANY_WEIGHTS = 50_000;
/** Milliseconds between two looks at the keys. */
const PAUSE_MS = 100;
const ESCAPE = Buffer.from('\u001b');
const CONTROL_C = '\u0003';
const ERASE_LINE = '\r\u001b[K';

/** Compiles a scenario, if that takes long. */
export function prepare(scenario: Scenario): void {
  const { stdin, stderr } = process;
  const weights = scenario.layers
    .flatMap(({ nodes }) => nodes)
    .reduce((sum, node) => sum + node.weights.length, 0);
  if (weights < MANY_WEIGHTS || !stderr.isTTY) return;
  const typed: Buffer[] = [];
  let looked = Number.NEGATIVE_INFINITY;
  const keyboard = openKeyboard();
  stdin.setRawMode(true);
  try {
    compileWatched(scenario, (operations) => {
      if (performance.now() - looked < PAUSE_MS) return;
      looked = performance.now();
      const text = t`Preparing ${weights} weights: ${operations} operations so far. Esc stops it.`;
      stderr.write(`${ERASE_LINE}${text}`);
      const keys = keyboard?.read();
      if (!keys) return;
      if (keys.equals(ESCAPE) || keys.includes(CONTROL_C)) throw new Stopped();
      typed.push(keys);
    });
  } catch (error) {
    stdin.setRawMode(false);
    if (!(error instanceof Stopped)) throw error;
    stderr.write(ERASE_LINE);
    // The shell is told of it as of Ctrl-C.
    process.kill(process.pid, 'SIGINT');
  } finally {
    keyboard?.close();
    stderr.write(ERASE_LINE);
  }
  // What was typed on meanwhile belongs to the screen.
  if (typed.length > 0) stdin.unshift(Buffer.concat(typed));
}

class Stopped extends Error {}

/** Reads what has been typed, without waiting for it; null if the terminal cannot be opened once more. */
function openKeyboard() {
  const handle = attempt(() => openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK));
  if (handle === null) return null;
  const read = () => {
    const bytes = Buffer.alloc(256);
    return bytes.subarray(0, readSync(handle, bytes));
  };
  // Reading fails if nothing was typed.
  return { read: () => attempt(read), close: () => closeSync(handle) };
}
