/** The values that a frame reads or writes, as a list. */
import type { Level } from '../../../session/frames.ts';
import type { Line, Size } from '../../terminal/text.ts';
import { cellOfSlot } from './cell.ts';
import { namedRow } from './parts.ts';
import type { Pen } from './pen.ts';

/** One known value in each row: given values first, then results in the order of the tape, around the subject. */
export function frameLines(pen: Pen, frame: Level, subject: string | null, { columns, rows }: Size): Line[] {
  const { scene } = pen;
  const { slots } = scene.session.engine.run;
  return scene.valuesAround(frame, subject, rows).map(({ slot }) => {
    const isGradient = slots[slot]?.addresses[0]?.kind.startsWith('gradient') ?? false;
    return namedRow(pen, cellOfSlot(scene.session, slot, isGradient ? 'gradient' : 'value'), columns);
  });
}
