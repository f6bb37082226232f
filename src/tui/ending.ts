/**
 * The ends that nothing in the program expects: a signal, a terminal that has gone away, an error that nobody catches.
 * Each saves the work, restores the terminal and says in one line what happened, and where the work is.
 */
import { attempt } from '../diagnostics/attempt.ts';
import { sanitize } from '../diagnostics/printable.ts';
import { t } from '../i18n/translate.ts';

const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/** What is listened to of a stream. */
interface Watched {
  on(event: 'error' | 'end', listener: () => void): Watched;
  off(event: 'error' | 'end', listener: () => void): Watched;
}

interface Ends {
  /** Saves the work. Returns where it is, in one line; null if there is none. */
  readonly save: () => string | null;
  /** Gives the terminal back as it was found. */
  readonly restore: () => void;
}

/**
 * Watches for such ends until it is told to stop.
 *
 * @param terminal the streams of the terminal: an error of one, or the end of one, means that the terminal is gone
 * @returns a function that stops it. Errors of the streams are ignored from then on: nobody is there to read of them
 */
export function watchEnds(terminal: readonly Watched[], { save, restore }: Ends): () => void {
  const end = (what: string, leave: () => void) => {
    stop();
    // What fails here must not keep the rest from being done.
    const kept = attempt(save);
    attempt(restore);
    attempt(() => process.stderr.write(`${endLine(what, kept)}\n`));
    leave();
  };
  // The process ends as if nothing in it had listened, so that its parent is told of the signal. It does not exit by
  // itself: Node would then restore a terminal that may be gone, and crash.
  const endBy = (signal: NodeJS.Signals) =>
    end(t`ended by ${signal}.`, () => {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    });
  // A terminal that closes sends this signal, but its streams may tell of it before, or alone.
  const atLoss = () => endBy('SIGHUP');
  const atError = (error: unknown) => end(faultOf(error), () => process.exit(1));
  const stop = () => {
    process.off('uncaughtException', atError);
    for (const signal of signals) process.off(signal, endBy);
    for (const stream of terminal) stream.off('error', atLoss).off('end', atLoss);
  };
  process.on('uncaughtException', atError);
  for (const signal of signals) process.on(signal, endBy);
  for (const stream of terminal)
    stream
      .on('error', () => {})
      .on('error', atLoss)
      .on('end', atLoss);
  return stop;
}

/** What happened, and where the work is. */
function endLine(what: string, kept: string | null): string {
  return `backstep: ${kept === null ? what : `${what} ${kept}`}`;
}

/** An error as a sentence in one line. */
export function faultOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = sanitize(text.split('\n')[0] ?? '').trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
