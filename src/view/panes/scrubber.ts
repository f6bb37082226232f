/** The line above the keys: how far the run is. */
import type { Scene } from '../scene/scene.ts';
import { Canvas } from '../terminal/canvas.ts';
import type { Tone } from '../terminal/palette.ts';
import { type Line, lineWidth, span } from '../terminal/text.ts';

/** Minimum width of an epoch in the progress bar, in cells, for its boundary to be drawn. */
const CELLS_AN_EPOCH = 3;

/** ` ━━━━╸────   13 / 32 `. */
export function scrubberLine(scene: Scene, columns: number): Line {
  const { position, total } = scene.session;
  const right: Line = [span(`   ${position}`, 'strong'), span(` / ${total} `, 'mute')];
  return [span(' '), ...progress(scene, columns - 1 - lineWidth(right)), ...right];
}

/** The progress bar, with the starts of epochs and the letters of marked steps. */
function progress({ session, debug }: Scene, columns: number): Line {
  const { position, total, engine } = session;
  const { epochs } = engine.run;
  const canvas = new Canvas({ columns, rows: 1 });
  const write = (x: number, text: string, tone: Tone) => canvas.text({ x, y: 0 }, [span(text, tone)]);
  const cellOf = (step: number) => (total === 0 ? columns : Math.floor((step / total) * columns));
  const done = cellOf(position);
  write(0, '━'.repeat(done), 'accent');
  write(done, '─'.repeat(columns - done), 'mute');
  const isTold = epochs > 1 && columns >= epochs * CELLS_AN_EPOCH;
  for (let epoch = 2; isTold && epoch <= epochs; epoch++) {
    const cell = cellOf(engine.schedule.epochStart(epoch));
    if (cell < done) write(cell, '┿', 'accent');
    else write(cell, '┼', 'mute');
  }
  if (position > 0 && position < total) write(done, '╸', 'accent');
  for (const [letter, step] of debug.marks) {
    if (letter !== "'") write(Math.min(columns - 1, cellOf(step)), letter, 'strong');
  }
  return canvas.lines()[0] ?? [];
}
