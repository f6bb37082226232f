/**
 * Runs the application in the terminal's alternate buffer, and restores the terminal at the end. The first screen is
 * painted before Ink and React are loaded, which takes longer than all else up to it.
 */
import type { AppOptions } from '../app/app.ts';
import { bindables } from '../app/keys/bindables.ts';
import type { Platform } from '../app/platform.ts';
import { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import type { SavedSessions } from '../commands/saved/saved.ts';
import { attempt } from '../diagnostics/attempt.ts';
import type { Backdrop } from '../view/colours/palette.ts';
import { terminalBackdrop } from './backdrop.ts';
import { terminalCapabilities } from './capabilities.ts';
import { faultOf, watchEnds } from './ending.ts';
import { ENTER, LEAVE } from './modes-only.ts';
import { Painter } from './painter.ts';
import type { Control } from './Root.tsx';

export { bindables };

export interface ScreenOptions extends Omit<AppOptions, 'viewOptions' | 'further' | 'capabilities'> {
  /** Storage for sessions and view options; null stores nothing. */
  readonly saves: SavedSessions | null;
  /** Whether the terminal can show only ASCII. */
  readonly isAscii: boolean;
  /** Whether the mouse is used. Then most terminals select text only with Shift. */
  readonly hasMouse: boolean;
  /** The background that the user has named; null asks the terminal. */
  readonly backdrop: Backdrop | null;
  /** Reads a file that the user names. */
  readonly readText: NonNullable<Platform['readText']>;
  /** The files of scenarios. */
  readonly files: NonNullable<Platform['files']>;
  /** Loads what the first key may need, but not the first screen. */
  readonly loadRest: () => Promise<void>;
}

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
  readText,
  files,
  loadRest,
  ...options
}: ScreenOptions): Promise<void> {
  const control: { ink: Control | null } = { ink: null };
  const platform: Platform = {
    saves,
    readText,
    files,
    quit: (language) => {
      painter.pause();
      control.ink?.quit(language);
    },
    suspend: () => control.ink?.suspend(),
    redraw: () => control.ink?.redraw(),
    // The terminal sets the clipboard (OSC 52), so it works over SSH too.
    toClipboard: (text) => process.stdout.write(`\u001b]52;c;${Buffer.from(text).toString('base64')}\u0007`),
    now: () => performance.now(),
    later: (work, milliseconds) => {
      if (milliseconds !== undefined) {
        const timer = setTimeout(work, milliseconds);
        // The terminal keeps the process alive, until the user leaves.
        timer.unref();
        return () => clearTimeout(timer);
      }
      const turn = setImmediate(work);
      return () => clearImmediate(turn);
    },
  };
  const { stdin, stdout, env } = process;
  // For a screen reader the text is written to the main screen, without colours, by Ink.
  const isReadAloud = env.INK_SCREEN_READER === 'true';
  const query = isReadAloud ? null : (text: string) => stdout.write(text);
  const background = backdrop ?? (await terminalBackdrop(stdin, query, env.COLORFGBG));
  const capabilities = terminalCapabilities(isAscii, background);
  const runner = new AppRunner({ ...options, capabilities }, platform);
  const painter = new Painter(stdout);
  const restore = () => {
    if (control.ink !== null) control.ink.unmount();
    else if (!isReadAloud) stdout.write(LEAVE);
    stdin.setRawMode(false);
  };
  const stop = watchEnds([stdin, stdout], { save: () => runner.save(), restore });
  try {
    if (!isReadAloud) {
      stdout.write(ENTER);
      const size = { columns: stdout.columns, rows: stdout.rows };
      painter.paint(screenOf(runner.state, size), size, capabilities.colouring);
    }
    const [{ runInk }] = await Promise.all([import('./Root.tsx'), loadRest()]);
    const onControl = (ink: Control) => {
      control.ink = ink;
    };
    await runInk({ runner, painter, hasMouse: hasMouse && !isReadAloud, isReadAloud, onControl });
  } catch (error) {
    const kept = attempt(() => runner.save());
    if (control.ink === null) restore();
    throw kept === null ? error : new Error(`${faultOf(error)} ${kept}`);
  } finally {
    stop();
  }
}
