/** Runs the application in the terminal's alternate buffer, and restores the terminal at the end. */
import { type Instance, render, useApp } from 'ink';
import { useEffect, useLayoutEffect } from 'react';
import type { AppOptions } from '../app/app.ts';
import { AppRunner, type Platform } from '../app/runner.ts';
import type { SavedSessions } from '../commands/saved/saved.ts';
import type { Backdrop } from '../view/colours/palette.ts';
import { App } from './App.tsx';
import { terminalBackdrop, withoutAnswers } from './backdrop.ts';
import { terminalCapabilities } from './capabilities.ts';
import { withSpecialKeys } from './input.ts';
import { modesOnly } from './modes-only.ts';
import { Painter } from './painter.ts';

export interface ScreenOptions extends Omit<AppOptions, 'viewOptions' | 'capabilities'> {
  /** Storage for sessions and view options; null stores nothing. */
  readonly saves: SavedSessions | null;
  /** Whether the terminal can show only ASCII. */
  readonly isAscii: boolean;
  /** Whether the mouse is used. Then most terminals select text only with Shift. */
  readonly hasMouse: boolean;
  /** The background that the user has named; null asks the terminal. */
  readonly backdrop: Backdrop | null;
}

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

/** Functions of the platform that need Ink; available once it is running. */
type Control = Pick<Platform, 'quit' | 'suspend' | 'redraw'>;

/**
 * Runs until the user quits.
 *
 * @throws any error of the application, after the terminal has been restored
 */
export async function openScreen({
  saves,
  isAscii,
  hasMouse,
  backdrop,
  ...options
}: ScreenOptions): Promise<void> {
  const control: { ink: Control | null } = { ink: null };
  const platform: Platform = {
    saves,
    quit: () => control.ink?.quit(),
    suspend: () => control.ink?.suspend(),
    redraw: () => control.ink?.redraw(),
    // The terminal sets the clipboard (OSC 52), so it works over SSH too.
    toClipboard: (text) => process.stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`),
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
  const { stdin, stdout, env } = process;
  // For a screen reader the text is written to the main screen, without colours and incremental updates.
  const isReadAloud = env.INK_SCREEN_READER === 'true';
  const query = isReadAloud ? null : (text: string) => stdout.write(text);
  const background = backdrop ?? (await terminalBackdrop(stdin, query, env.COLORFGBG));
  const runner = new AppRunner(
    { ...options, capabilities: terminalCapabilities(isAscii, background) },
    platform,
  );
  const mouse = mouseOf(hasMouse && !isReadAloud);
  const root = (
    <Root
      runner={runner}
      mouse={mouse}
      painter={new Painter(stdout)}
      onControl={(ink) => {
        control.ink = ink;
      }}
    />
  );
  const instance: Instance = render(root, {
    stdin: withSpecialKeys(withoutAnswers(stdin)),
    stdout: isReadAloud ? stdout : modesOnly(stdout),
    alternateScreen: !isReadAloud,
    interactive: true,
    maxFps: 60,
    exitOnCtrlC: false,
  });
  await instance.waitUntilExit();
}

interface RootProps {
  readonly runner: AppRunner;
  readonly mouse: ReturnType<typeof mouseOf>;
  readonly painter: Painter;
  readonly onControl: (control: Control) => void;
}

function Root({ runner, mouse, painter, onControl }: RootProps) {
  const { exit, suspendTerminal } = useApp();
  // Ink unmounts at every end, also at a signal and a crash; only layout effects are ended before the process is.
  useLayoutEffect(() => {
    mouse.on();
    return mouse.off;
  }, [mouse]);
  useEffect(() => {
    const suspend = async () => {
      mouse.off();
      painter.pause();
      const suspension = await suspendTerminal();
      // While the process does not listen for keys, only this timer keeps it from ending.
      const keepAlive = setInterval(() => {}, 1 << 30);
      process.once('SIGCONT', () => {
        clearInterval(keepAlive);
        void suspension.resume().then(() => {
          mouse.on();
          painter.repaint();
        });
      });
      process.kill(0, 'SIGTSTP');
    };
    onControl({ quit: () => exit(), suspend: () => void suspend(), redraw: () => painter.repaint() });
  }, [onControl, mouse, painter, exit, suspendTerminal]);
  return <App runner={runner} painter={painter} />;
}
