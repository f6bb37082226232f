/** The values pane: what is known at the cursor, what has just changed marked. */
import { formatNumber } from './format.ts';
import type { Scene } from './scene.ts';
import { cut, type Line, padText, type Size, span, type Tone, windowStart } from './text.ts';

/** One known value a row: what is given, then what was computed, in the order of the tape. Around the last change. */
export function valueLines(scene: Scene, { columns, rows }: Size): Line[] {
  const written = scene.done?.instruction.result ?? null;
  const known = scene.session.known().filter(({ fresh }) => fresh);
  const changed = known.findIndex(({ slot }) => slot === written);
  const first = windowStart(known.length, Math.min(rows, known.length), Math.max(0, changed));
  const shown = known.slice(first, first + rows);
  const numberWidth = Math.max(0, ...shown.map(({ value }) => formatNumber(value).length));
  const nameWidth = Math.max(0, columns - numberWidth - 4);
  return shown.map(({ slot, names, value }) => {
    const isChanged = slot === written;
    const name = names[0] ?? '';
    const tone: Tone = isChanged ? 'now' : 'strong';
    return cut(
      [
        span(isChanged ? ' ● ' : '   ', 'accent'),
        span(padText(name, nameWidth), isChanged ? 'plain' : name.startsWith('grad(') ? 'gradient' : 'dim'),
        span(' '),
        span(padText(formatNumber(value), numberWidth, 'right'), tone),
      ],
      columns,
    );
  });
}
