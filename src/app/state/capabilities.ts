/** What the front end can show and do. Given at the start, and never changed. */
import type { Colouring } from '../../view/colours/palette.ts';

export interface Capabilities {
  /** Whether only ASCII can be shown. Letters of other scripts are still written. */
  readonly isAscii: boolean;
  readonly colouring: Colouring;
  /** Whether the user may save a session to a file. */
  readonly mayWriteFiles: boolean;
  /** Whether scenarios may come from files that change. */
  readonly mayReload: boolean;
  /** Whether there is a shell to suspend to. */
  readonly maySuspend: boolean;
  /** Whether other programs can write over the screen, so that it has to be painted again. */
  readonly mayRedraw: boolean;
  /** Whether the program ends when the user leaves. A web page stays. */
  readonly mayQuit: boolean;
}
