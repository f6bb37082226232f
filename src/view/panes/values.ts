/** The values pane: the values known at the cursor; the one just computed is marked. */

import type { Address } from '../../core/address.ts';
import type { SlotInfo } from '../../core/program.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import { cut, type Line, numberSpan, padText, type Size, span, type Tone } from '../terminal/text.ts';

/** One known value per row: inputs, targets, parameters and settings first, then computed values in tape order. */
export function valueLines(scene: Scene, { columns, rows }: Size, looks: ViewOptions): Line[] {
  const written = scene.lastStep?.instruction.result ?? null;
  const { slots } = scene.session.engine.run;
  const subject = looks.focus === 'values' ? scene.debug.subject : null;
  const shown = scene.valuesAround(scene.debug.selection.frame, subject, rows);
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
        : isGradient(slots[slot])
          ? 'gradient'
          : 'dim';
    return cut(
      [
        span(`${isSelected ? '▸' : ' '}${isChanged ? '●' : ' '} `, 'accent'),
        span(padText(name, nameWidth), tone),
        span(' '),
        span(' '.repeat(numberWidth - formatNumber(value).length)),
        numberSpan(value, isChanged ? 'now' : 'strong'),
      ],
      columns,
    );
  });
}

/** Whether a value is a gradient, a term of one, or a partial sum of one. */
function isGradient(slot: SlotInfo | undefined): boolean {
  const [address] = slot?.addresses ?? [];
  return address !== undefined && gradientKinds.includes(address.kind);
}

const gradientKinds: readonly Address['kind'][] = ['gradient', 'gradientTerm', 'gradientSum'];
