/** The application in Ink, which reads keys, knows the size of the window, suspends, and restores the terminal. */
import { type Instance, render, useApp } from 'ink';
import { useEffect, useLayoutEffect } from 'react';
import type { Platform } from '../app/platform.ts';
import type { AppRunner } from '../app/runner.ts';
import { App } from './App.tsx';
import { withoutAnswers } from './backdrop.ts';
import { withSpecialKeys } from './input.ts';
import { modesOnly } from './modes-only.ts';
import type { Painter } from './painter.ts';
import { Pastes, pasteMode } from './paste.ts';

/**
 * Switches on and off what the terminal reports: the marks around pastes, and, if the mouse is used, buttons and the wheel
 * in SGR form (xterm's control sequences).
 */
function reportsOf(hasMouse: boolean) {
  const mouse = hasMouse ? { on: '\u001b[?1000h\u001b[?1006h', off: '\u001b[?1006l\u001b[?1000l' } : null;
  return {
    on: () => process.stdout.write(`${pasteMode.on}${mouse?.on ?? ''}`),
    off: () => process.stdout.write(`${mouse?.off ?? ''}${pasteMode.off}`),
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
  const pastes = new Pastes(withoutAnswers(stdin), (text) => props.runner.paste(text));
  const begun = (control: Omit<Control, 'unmount'>) =>
    onControl({ ...control, unmount: () => instance.unmount() });
  const instance: Instance = render(
    <Root {...props} pastes={pastes} onControl={begun} reports={reportsOf(hasMouse)} />,
    {
      stdin: withSpecialKeys(pastes.input),
      stdout: isReadAloud ? stdout : modesOnly(stdout),
      alternateScreen: !isReadAloud,
      interactive: true,
      maxFps: 60,
      exitOnCtrlC: false,
    },
  );
  await instance.waitUntilExit();
}

/** After this time without being stopped, in milliseconds, a program that asked for it goes on. */
const STOPPED_MS = 200;

interface RootProps {
  readonly runner: AppRunner;
  readonly pastes: Pastes;
  readonly reports: ReturnType<typeof reportsOf>;
  readonly painter: Painter;
  readonly onControl: (control: Omit<Control, 'unmount'>) => void;
}

function Root({ runner, pastes, reports, painter, onControl }: RootProps) {
  const { exit, suspendTerminal } = useApp();
  // Ink unmounts at every end, also at a signal and a crash; only layout effects are ended before the process is.
  useLayoutEffect(() => {
    reports.on();
    return () => void reports.off();
  }, [reports]);
  useEffect(() => {
    let isSuspended = false;
    const suspend = async () => {
      if (isSuspended) return;
      isSuspended = true;
      reports.off();
      painter.pause();
      const suspension = await suspendTerminal();
      const resume = () => {
        clearTimeout(notStopped);
        process.off('SIGCONT', resume);
        void suspension.resume().then(() => {
          reports.on();
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
  }, [onControl, reports, painter, exit, suspendTerminal]);
  return <App runner={runner} pastes={pastes} painter={painter} />;
}
