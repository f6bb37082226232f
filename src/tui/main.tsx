/** Opens the screen in the terminal's alternate buffer, and leaves the terminal as it was. */
import { type Instance, render, useApp } from 'ink';
import { useEffect } from 'react';
import type { AppOptions } from '../app/app.ts';
import { AppRunner, type Platform } from '../app/runner.ts';
import type { SavedSessions } from '../commands/saved.ts';
import { App } from './App.tsx';
import { terminalCapabilities } from './capabilities.ts';

export interface ScreenOptions extends Omit<AppOptions, 'viewOptions' | 'capabilities'> {
  /** Where sessions are kept; null keeps none. */
  readonly saves: SavedSessions | null;
  /** Whether the terminal shows ASCII alone. */
  readonly isAscii: boolean;
}

/** What only Ink can do, once it has begun. */
type Control = Pick<Platform, 'quit' | 'suspend' | 'redraw'>;

/**
 * Runs until the user leaves.
 *
 * @throws whatever went wrong inside; the terminal has been restored by then
 */
export async function openScreen({ saves, isAscii, ...options }: ScreenOptions): Promise<void> {
  const control: { ink: Control | null } = { ink: null };
  const platform: Platform = {
    saves,
    quit: () => control.ink?.quit(),
    suspend: () => control.ink?.suspend(),
    redraw: () => control.ink?.redraw(),
    now: () => performance.now(),
    later: (work, milliseconds) => {
      if (milliseconds !== undefined) {
        const timer = setTimeout(work, milliseconds);
        return () => clearTimeout(timer);
      }
      const turn = setImmediate(work);
      return () => clearImmediate(turn);
    },
  };
  const runner = new AppRunner({ ...options, capabilities: terminalCapabilities(isAscii) }, platform);
  // A screen reader is told what to read line by line, in the place where one already is.
  const isReadAloud = process.env.INK_SCREEN_READER === 'true';
  const root = (
    <Root
      runner={runner}
      onControl={(ink) => {
        control.ink = ink;
      }}
    />
  );
  const instance: Instance = render(root, {
    alternateScreen: !isReadAloud,
    incrementalRendering: !isReadAloud,
    interactive: true,
    maxFps: 60,
    exitOnCtrlC: false,
  });
  await instance.waitUntilExit();
}

function Root({ runner, onControl }: { runner: AppRunner; onControl: (control: Control) => void }) {
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
    onControl({ quit: () => exit(), suspend: () => void suspend(), redraw: () => void redraw() });
  }, [onControl, exit, suspendTerminal]);
  return <App runner={runner} />;
}
