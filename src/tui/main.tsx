/** Opens the screen in the terminal's alternate buffer, and leaves the terminal as it was. */
import { type Instance, render, useApp } from 'ink';
import { useEffect } from 'react';
import { AppStore, type Options } from './app-store.ts';
import { App } from './components/App.tsx';
import type { Store } from './state/store.ts';

/**
 * Runs until the user leaves.
 *
 * @throws whatever went wrong inside; the terminal has been restored by then
 */
export async function openScreen(options: Options): Promise<void> {
  const store = new AppStore(options, {
    quit() {},
    suspend() {},
    redraw() {},
    now: () => performance.now(),
    later: (work, milliseconds) => {
      if (milliseconds !== undefined) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      }
      const turn = setImmediate(work);
      return () => clearImmediate(turn);
    },
  });
  // A screen reader is told what to read line by line, in the place where one already is.
  const isReadAloud = process.env.INK_SCREEN_READER === 'true';
  const instance: Instance = render(<Root store={store} />, {
    alternateScreen: !isReadAloud,
    incrementalRendering: !isReadAloud,
    interactive: true,
    maxFps: 60,
    exitOnCtrlC: false,
  });
  await instance.waitUntilExit();
}

function Root({ store }: { store: Store }) {
  const { exit, suspendTerminal } = useApp();
  useEffect(() => {
    const suspend = async () => {
      const suspension = await suspendTerminal();
      // Nothing else keeps the process from ending while it does not listen for keys.
      const keepAlive = setInterval(() => {}, 1 << 30);
      process.once('SIGCONT', () => {
        clearInterval(keepAlive);
        void suspension.resume();
      });
      process.kill(0, 'SIGTSTP');
    };
    const redraw = async () => {
      const suspension = await suspendTerminal();
      await suspension.resume();
    };
    store.effects = {
      ...store.effects,
      quit: () => exit(),
      suspend: () => void suspend(),
      redraw: () => void redraw(),
    };
  }, [store, exit, suspendTerminal]);
  return <App store={store} />;
}
