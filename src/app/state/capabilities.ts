/** What the front end of one session can show and do. Handed over when the session is created, and never changed. */
import type { ColourDepth } from '../../view/terminal/palette.ts';

export interface Capabilities {
  /** Whether only ASCII can be shown. Letters of other languages stay. */
  readonly isAscii: boolean;
  readonly colours: ColourDepth;
  /** Whether a session may be saved under the name of a file. */
  readonly mayWriteFiles: boolean;
  /** Whether there is a shell to suspend to. */
  readonly maySuspend: boolean;
}
