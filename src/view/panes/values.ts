/** The values pane: the values known at the cursor; the one just computed is marked. */

import type { Address } from '../../core/address.ts';
import type { SlotInfo } from '../../core/program.ts';
import type { Scene } from '../scene/scene.ts';
import type { ViewOptions } from '../scene/view-options.ts';
import type { Tone } from '../terminal/palette.ts';
import {
  cut,
  type Line,
  lineWidth,
  numberSpan,
  padText,
  type Size,
  type Span,
  span,
} from '../terminal/text.ts';
import type { PaneContent } from './pane.ts';

/** The pane, of the values of the selected frame if there is one. */
export function valuesPane(scene: Scene, size: Size, looks: ViewOptions): PaneContent {
  const { frame } = scene.debug.selection;
  const lines = valueLines(scene, size, looks);
  return frame === null ? { lines } : { lines, title: [span(`values of this ${frame}`, 'mute')] };
}

/** One known value per row: inputs, targets, parameters and settings first, then computed values in tape order. */
function valueLines(scene: Scene, { columns, rows }: Size, looks: ViewOptions): Line[] {
  const written = scene.lastStep?.instruction.result ?? null;
  const { slots } = scene.session.engine.run;
  const subject = looks.focus === 'values' ? scene.debug.subject : null;
  const shown = scene.valuesAround(scene.debug.selection.frame, subject, rows);
  const selected = shown.findIndex(({ names }) => subject !== null && names.includes(subject));
  const numbers = shown.map(({ slot, value }) =>
    numberSpan(value, slot === written ? 'accent' : 'strong', undefined, scene.sign(slot)),
  );
  const numberWidth = Math.max(0, ...numbers.map((each) => lineWidth([each])));
  const nameWidth = Math.max(0, columns - numberWidth - 4);
  return shown.map(({ slot, names }, index) => {
    const isSelected = index === selected;
    const isChanged = slot === written;
    const name = names[0] ?? '';
    const number = numbers[index] as Span;
    const tone: Tone = isSelected
      ? 'accent'
      : isChanged
        ? 'plain'
        : isGradient(slots[slot])
          ? 'gradient'
          : 'mute';
    return cut(
      [
        span(`${isSelected ? '▸' : ' '}${isChanged ? '●' : ' '} `, 'accent'),
        span(padText(name, nameWidth), tone),
        span(' '),
        span(' '.repeat(numberWidth - lineWidth([number]))),
        number,
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
