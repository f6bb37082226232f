/** The values pane: what is known at the cursor, what has just changed marked. */

import type { Scene } from '../scene/scene.ts';
import type { Looks } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import { cut, type Line, padText, type Size, span, type Tone } from '../terminal/text.ts';

/** One known value a row: what is given, then what was computed, in the order of the tape. */
export function valueLines(scene: Scene, { columns, rows }: Size, looks: Looks): Line[] {
  const written = scene.done?.instruction.result ?? null;
  const subject = looks.focus === 'values' ? scene.debug.subject : null;
  const shown = scene.valuesAround(looks.frame, subject, rows);
  const selected = shown.findIndex(({ names }) => subject !== null && names.includes(subject));
  const numberWidth = Math.max(0, ...shown.map(({ value }) => formatNumber(value).length));
  const nameWidth = Math.max(0, columns - numberWidth - 4);
  return shown.map(({ slot, names, value }, index) => {
    const isSelected = index === selected;
    const isChanged = slot === written;
    const name = names[0] ?? '';
    const tone: Tone = isSelected
      ? 'accent'
      : isChanged
        ? 'plain'
        : name.startsWith('grad(')
          ? 'gradient'
          : 'dim';
    return cut(
      [
        span(`${isSelected ? '▸' : ' '}${isChanged ? '●' : ' '} `, 'accent'),
        span(padText(name, nameWidth), tone),
        span(' '),
        span(' '.repeat(numberWidth - formatNumber(value).length)),
        span(formatNumber(value), isChanged ? 'now' : 'strong'),
      ],
      columns,
    );
  });
}
