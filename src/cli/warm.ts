/** Draws the first screens without a terminal, so that the build can keep the code that they compile. */
import { PassThrough } from 'node:stream';
import { AppRunner } from '../app/runner.ts';
import { screenOf } from '../app/screen/screen.ts';
import { Painter } from '../tui/painter.ts';
import { catalogue } from './files.ts';

const size = { columns: 100, rows: 30 };

/** The keys: to a scenario, a few steps there, and back to the menu. */
const keys = ['down', 'enter', 'right', 'right', 'left', 'n', 'G', '?', 'escape', 'escape'];

/** Goes through the first screens: the menu, a scenario, its help. */
export async function drawFirstScreens(): Promise<void> {
  await import('../tui/Root.tsx');
  const colouring = { depth: 256, backdrop: 'dark' } as const;
  const capabilities = { isAscii: false, colouring, mayWriteFiles: true, maySuspend: true };
  const platform = {
    saves: null,
    quit: () => {},
    suspend: () => {},
    redraw: () => {},
    toClipboard: () => {},
    now: () => performance.now(),
    later: () => () => {},
  };
  const options = { entries: await catalogue(), open: null, restore: null, language: 'en' as const };
  const runner = new AppRunner({ ...options, capabilities }, platform);
  const painter = new Painter(new PassThrough() as never);
  const paint = () => painter.paint(screenOf(runner.state, size), size, colouring);
  paint();
  for (const key of keys) {
    runner.press(key);
    paint();
  }
}
