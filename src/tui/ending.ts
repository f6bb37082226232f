/** What restores the terminal at ends that nothing in the program expects. */

const signals = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const;

/**
 * Calls `restore` if the process ends by a signal or a crash.
 *
 * @returns a function that takes this back, for when something else restores the terminal
 */
export function restoredAtEnd(restore: () => void): () => void {
  const atSignal = (signal: NodeJS.Signals) => {
    release();
    restore();
    // The process ends as if it had not listened, so that its parent is told of the signal.
    process.kill(process.pid, signal);
  };
  const release = () => {
    process.off('exit', restore);
    for (const signal of signals) process.off(signal, atSignal);
  };
  process.on('exit', restore);
  for (const signal of signals) process.on(signal, atSignal);
  return release;
}
