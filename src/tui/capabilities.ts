/** The capabilities of the terminal of this process. */
import chalk from 'chalk';
import type { Capabilities } from '../app/state/capabilities.ts';
import type { Backdrop, ColourDepth } from '../view/colours/palette.ts';

/** From this level of chalk on, a terminal has 256 colours. Ink uses the same level. */
const MANY_COLOURS = 2;

/** @param isAscii whether the terminal can show only ASCII; that cannot be detected */
export function terminalCapabilities(isAscii: boolean, backdrop: Backdrop): Capabilities {
  return {
    isAscii,
    colouring: { depth: colourDepth(), backdrop },
    mayWriteFiles: true,
    mayReload: true,
    maySuspend: true,
    mayRedraw: true,
    mayQuit: true,
  };
}

/**
 * NO_COLOR (https://no-color.org) turns colours off. Bold, dim and inverse stay, since they are not colours and mark
 * what is selected.
 */
function colourDepth(): ColourDepth {
  if (process.env.NO_COLOR) return 1;
  return chalk.level < MANY_COLOURS ? 16 : 256;
}
