/** The application in Ink, which reads keys, knows the size of the window, suspends, and restores the terminal. */
import { type Instance, render, useApp } from 'ink';
import { useEffect, useLayoutEffect } from 'react';
import type { AppRunner, Platform } from '../app/runner.ts';
import { App } from './App.tsx';
import { withoutAnswers } from './backdrop.ts';
import { withSpecialKeys } from './input.ts';
import { modesOnly } from './modes-only.ts';
import type { Painter } from './painter.ts';

/** Switches the terminal's reports of buttons and the wheel, in SGR form, on and off (xterm's control sequences). */
function mouseOf(isUsed: boolean) {
  const write = (sequence: string) => {
    if (isUsed) process.stdout.write(sequence);
  };
  return {
    on: () => write('\u001b[?1000h\u001b[?1006h'),
    off: () => write('\u001b[?1006l\u001b[?1000l'),
  };
}

/** Functions that need Ink; available once it is running. */
export interface Control extends Pick<Platform, 'quit' | 'suspend' | 'redraw'> {
  /** Ends Ink at once, which restores the terminal. */
  unmount(): void;
}

interface InkOptions {
  readonly runner: AppRunner;
  readonly painter: Painter;
  readonly hasMouse: boolean;
  readonly isReadAloud: boolean;
  /** Called when Ink is running. */
  readonly onControl: (control: Control) => void;
}

/**
 * Runs until the user quits.
 *
 * @throws any error of the application, after the terminal has been restored
 */
export async function runInk({ hasMouse, isReadAloud, onControl, ...props }: InkOptions): Promise<void> {
  const { stdin, stdout } = process;
  const begun = (control: Omit<Control, 'unmount'>) =>
    onControl({ ...control, unmount: () => instance.unmount() });
  const instance: Instance = render(<Root {...props} onControl={begun} mouse={mouseOf(hasMouse)} />, {
    stdin: withSpecialKeys(withoutAnswers(stdin)),
    stdout: isReadAloud ? stdout : modesOnly(stdout),
    alternateScreen: !isReadAloud,
    interactive: true,
    maxFps: 60,
    exitOnCtrlC: false,
  });
  await instance.waitUntilExit();
}

/** After this time without being stopped, in milliseconds, a program that asked for it goes on. */
const STOPPED_MS = 200;

interface RootProps {
  readonly runner: AppRunner;
  readonly mouse: ReturnType<typeof mouseOf>;
  readonly painter: Painter;
  readonly onControl: (control: Omit<Control, 'unmount'>) => void;
}

function Root({ runner, mouse, painter, onControl }: RootProps) {
  const { exit, suspendTerminal } = useApp();
  // Ink unmounts at every end, also at a signal and a crash; only layout effects are ended before the process is.
  useLayoutEffect(() => {
    mouse.on();
    return mouse.off;
  }, [mouse]);
  useEffect(() => {
    let isSuspended = false;
    const suspend = async () => {
      if (isSuspended) return;
      isSuspended = true;
      mouse.off();
      painter.pause();
      const suspension = await suspendTerminal();
      const resume = () => {
        clearTimeout(notStopped);
        process.off('SIGCONT', resume);
        void suspension.resume().then(() => {
          mouse.on();
          painter.repaint();
          isSuspended = false;
        });
      };
      // While the process does not listen for keys, only this timer keeps it from ending. It also continues where
      // nothing stops it: in a terminal without a shell, or as the first process of a container.
      const notStopped = setTimeout(resume, STOPPED_MS);
      process.once('SIGCONT', resume);
      process.kill(0, 'SIGTSTP');
    };
    onControl({ quit: () => exit(), suspend: () => void suspend(), redraw: () => painter.repaint() });
  }, [onControl, mouse, painter, exit, suspendTerminal]);
  return <App runner={runner} painter={painter} />;
}
