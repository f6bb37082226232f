/** Prepares a large network before the screen takes the terminal: says how far it is, and ends at Esc or Ctrl-C. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { t } from '../i18n/translate.ts';
import { compileWatched } from '../scenario/compile/compile.ts';
import type { Scenario } from '../scenario/format/scenario.ts';

/** From this number of weights on, it takes a second or more. */
const MANY_WEIGHTS = 50_000;
/** Milliseconds between two looks at the keys. */
const PAUSE_MS = 100;
const ESCAPE = '\u001b';
const CONTROL_C = '\u0003';
const ERASE_LINE = '\r\u001b[K';

/** Compiles a scenario, if that takes long. */
export function prepare(scenario: Scenario): void {
  const { stdin, stderr } = process;
  const weights = scenario.layers
    .flatMap(({ nodes }) => nodes)
    .reduce((sum, node) => sum + node.weights.length, 0);
  if (weights < MANY_WEIGHTS || !stderr.isTTY) return;
  let typed = '';
  let looked = Number.NEGATIVE_INFINITY;
  const keyboard = openKeyboard();
  stdin.setRawMode(true);
  try {
    compileWatched(scenario, (operations) => {
      if (performance.now() - looked < PAUSE_MS) return;
      looked = performance.now();
      const text = t`Preparing ${weights} weights: ${operations} operations so far. Esc stops it.`;
      stderr.write(`${ERASE_LINE}${text}`);
      const keys = keyboard?.read() ?? '';
      if (keys === ESCAPE || keys.includes(CONTROL_C)) throw new Stopped();
      typed += keys;
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    stdin.setRawMode(false);
    stderr.write(ERASE_LINE);
    // The shell is told of it as of Ctrl-C.
    process.kill(process.pid, 'SIGINT');
  } finally {
    keyboard?.close();
    stderr.write(ERASE_LINE);
  }
  // What was typed on meanwhile belongs to the screen.
  if (typed !== '') stdin.unshift(Buffer.from(typed));
}

class Stopped extends Error {}

/** Reads what has been typed, without waiting for it; null if the terminal cannot be opened once more. */
function openKeyboard() {
  try {
    const handle = openSync('/dev/tty', constants.O_RDONLY | constants.O_NONBLOCK);
    const bytes = Buffer.alloc(256);
    const read = () => {
      try {
        return bytes.toString('utf8', 0, readSync(handle, bytes));
      } catch {
        // Nothing was typed.
        return '';
      }
    };
    return { read, close: () => closeSync(handle) };
  } catch {
    return null;
  }
}
