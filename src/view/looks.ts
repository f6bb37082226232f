/** What the user has selected on the screen. */
import type { Level } from '../debugger/frames.ts';

export type Pane = 'tape' | 'values' | 'stack' | 'watches';

/** Null follows the cursor. */
export interface Looks {
  /** The pane that up and down belong to. */
  readonly focus: Pane;
  readonly step: number | null;
  readonly address: string | null;
  readonly frame: Level | null;
}

export const nothingSelected: Looks = { focus: 'tape', step: null, address: null, frame: null };
