/** What the user has selected on the screen. */
import type { Level } from '../debugger/frames.ts';

export type Pane = 'tape' | 'values' | 'stack' | 'watches';

/** What the whole screen can be given to, beside the operation. */
export const zooms = ['network', 'tape', 'values', 'stack'] as const;
export type Zoom = (typeof zooms)[number];

/** Null follows the cursor. */
export interface Looks {
  /** The pane that up and down belong to. */
  readonly focus: Pane;
  readonly step: number | null;
  readonly address: string | null;
  readonly frame: Level | null;
  /** The pane that has the screen to itself; null shows all. */
  readonly zoom: Zoom | null;
}

export const nothingSelected: Looks = { focus: 'tape', step: null, address: null, frame: null, zoom: null };
