/** The next step in one line, for a screen reader. */
import type { Slot } from '../../../core/program.ts';
import { operandDigits, operationLine } from '../../notation/equation.ts';
import { operandLabels } from '../../notation/leaves.ts';
import { operationText } from '../../notation/operation.ts';
import type { Place, Scene } from '../../scene/scene.ts';
import type { LookaheadDetail } from '../../scene/view-options.ts';
import { UNKNOWN } from '../../terminal/format.ts';
import { type Line, span } from '../../terminal/text.ts';

/** The next step, with as much detail as `ahead` allows. Its result is never told. */
export function nextStepLine(scene: Scene, place: Place, ahead: LookaheadDetail): Line {
  const { operands, result } = scene.session.step(place.step);
  const { op, operands: slots } = place.instruction;
  const name = span(`next ${result.name}`);
  if (ahead === 'nothing') return [name, span(` = ${UNKNOWN}`)];
  const names = [name, span(` = ${operationText(op, operandLabels(scene.engine.run, place.instruction))}`)];
  if (ahead === 'names') return [...names, span(` = ${UNKNOWN}`)];
  const values = operands.map(({ value }) => value);
  const marked = values.map((value, index) => ({ value, suffix: scene.sign(slots[index] as Slot) }));
  const numbers = operationLine(op, marked, operandDigits(op, values), 'plain');
  return [...names, span(':  '), ...numbers, span(` = ${UNKNOWN}`)];
}
