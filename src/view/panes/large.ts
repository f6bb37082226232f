/** The operation in large letters, for a projector. */

import { equationForms, fittingForm } from '../notation/equation.ts';
import type { Scene } from '../scene/scene.ts';
import type { LookaheadDetail } from '../scene/view-options.ts';
import { largeLines } from '../terminal/letters.ts';
import { cut, type Line, lineWidth, numberSpan, pad, type Size } from '../terminal/text.ts';
import { nextStepLine, opening, stepInNames } from './operation-pane.ts';

/** Rows besides the large letters: the step just done in names, the next step, and two blank rows. */
const FIXED_ROWS = 4;

/** The step just done in names, its numbers in the largest letters that fit, and the next step. */
export function largeOperation(scene: Scene, { columns, rows }: Size, ahead: LookaheadDetail): Line[] {
  const { lastStep, next, session } = scene;
  const head = lastStep ? stepInNames(scene, lastStep) : opening(scene);
  const tail = next ? [nextStepLine(scene, next, columns, ahead)] : [];
  if (!lastStep) return [head, [], ...tail].map((line) => cut(line, columns));
  const { operands, result } = session.step(lastStep.step);
  const values = operands.map(({ value }) => value);
  const tones = { operation: 'strong', result: 'accent' } as const;
  const sign = scene.resultSign(lastStep.step);
  const forms = equationForms(lastStep.instruction.op, values, result.value, tones, sign);
  const fitting = forms.flatMap((form) => {
    const lines = largeLines(form, columns - 2, rows - FIXED_ROWS);
    return lines ? [lines] : [];
  });
  const alone = [numberSpan(result.value, 'accent', undefined, sign)];
  const large = fitting[0] ?? [fittingForm(forms, columns - 2) ?? alone];
  const margin = Math.max(1, Math.floor((columns - lineWidth(large[0] ?? [])) / 2));
  const centred = large.map((line): Line => [...pad([], margin), ...line]);
  return [head, [], ...centred, [], ...tail].map((line) => cut(line, columns));
}
