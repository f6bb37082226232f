/** The capabilities of a web page. */
import type { Capabilities } from '../app/state/capabilities.ts';
import type { Backdrop } from '../view/colours/palette.ts';

/** @param mayQuit whether there is an address to which quitting leads */
export function pageCapabilities(backdrop: Backdrop, mayQuit: boolean): Capabilities {
  return {
    isAscii: false,
    colouring: { depth: 256, backdrop },
    mayWriteFiles: true,
    mayReload: false,
    maySuspend: false,
    mayRedraw: false,
    mayQuit,
  };
}
