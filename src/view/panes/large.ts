/** The operation in large letters, for a projector. */

import { operationText } from '../notation/operation.ts';
import type { Scene } from '../scene/scene.ts';
import type { LookaheadDetail } from '../scene/view-options.ts';
import { formatNumber } from '../terminal/format.ts';
import { largeLines } from '../terminal/letters.ts';
import { cut, type Line, lineWidth, pad, type Size, span } from '../terminal/text.ts';
import { nextStepLine, opening, stepInNames } from './operation-pane.ts';

/** Significant digits in large letters. */
const DIGITS = 4;
/** Rows besides the large letters: the step just done in names, the next step, and two blank rows. */
const FIXED_ROWS = 4;

/** The step just done in names, its numbers in the largest letters that fit, and the next step. */
export function largeOperation(scene: Scene, { columns, rows }: Size, ahead: LookaheadDetail): Line[] {
  const { lastStep, next, session } = scene;
  const head = lastStep ? stepInNames(scene, lastStep) : opening(scene);
  const tail = next ? [nextStepLine(scene, next, columns, ahead)] : [];
  if (!lastStep) return [head, [], ...tail].map((line) => cut(line, columns));
  const { operands, result } = session.step(lastStep.step);
  const shown = (digits: number) => [
    span(
      `${operationText(
        lastStep.instruction.op,
        operands.map(({ value }) => formatNumber(value, digits)),
      )} = `,
      'strong',
    ),
    span(formatNumber(result.value, digits), 'accent'),
  ];
  const room = rows - FIXED_ROWS;
  const large = largeLines(shown(DIGITS), columns - 2, room) ?? [shown(DIGITS + 1)];
  const margin = Math.max(1, Math.floor((columns - lineWidth(large[0] ?? [])) / 2));
  const centred = large.map((line): Line => [...pad([], margin), ...line]);
  return [head, [], ...centred, [], ...tail].map((line) => cut(line, columns));
}
