/** The frame of a box in the drawing: its border, and the tone of its name. What works has those of its phase. */
import type { Tone } from '../colours/palette.ts';
import type { PlacedItem } from '../diagram/placed.ts';
import type { Pen, StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { levels } from './wire-drawing.ts';

/** The phase of what works; null for what does not. */
export type WorkingPhase = Activity['phase'] | null;

/** The tone of the name of what works; another for the others. */
export function nameTone(phase: WorkingPhase, other: Tone): Tone {
  return phase === null ? other : `${phase}Strong`;
}

/** Draws the four sides of a box. @param isKnown whether the numbers in it are known */
export function drawBorder(
  canvas: StrokeCanvas,
  { place }: PlacedItem,
  phase: WorkingPhase,
  isKnown: boolean,
): void {
  const pen: Pen =
    phase === null
      ? { tone: isKnown ? 'wire' : 'frame', level: levels.node }
      : { tone: phase, isHeavy: true, level: levels.workingNode };
  const [right, bottom] = [place.x + place.columns - 1, place.y + place.rows - 1];
  canvas.horizontal(place.y, place.x, right, pen);
  canvas.horizontal(bottom, place.x, right, pen);
  canvas.vertical(place.x, place.y, bottom, pen);
  canvas.vertical(right, place.y, bottom, pen);
}
