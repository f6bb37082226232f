/** What the terminal of this process can do. */
import chalk from 'chalk';
import type { Capabilities } from '../app/state/capabilities.ts';
import type { ColourDepth } from '../view/terminal/palette.ts';

/** From this level of chalk's on, which is Ink's, a terminal has 256 colours. */
const MANY_COLOURS = 2;

/** @param isAscii whether it shows ASCII alone, which no terminal tells */
export function terminalCapabilities(isAscii: boolean): Capabilities {
  return { isAscii, colours: colourDepth(), mayWriteFiles: true, maySuspend: true };
}

/** Bold, dim and inverse stay without colours: they are none, and signs for what is selected. https://no-color.org */
function colourDepth(): ColourDepth {
  if (process.env.NO_COLOR) return 1;
  return chalk.level < MANY_COLOURS ? 16 : 256;
}
