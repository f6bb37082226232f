/** Copying to the clipboard: the selected value, the picture, or the operation of the step. */

import { exactNumber } from '../../core/exact-number.ts';
import { t } from '../../i18n/translate.ts';
import { keySign } from '../../keys/bindings.ts';
import { drawnPicture } from '../../view/network/pictures.ts';
import { operandLabels } from '../../view/notation/leaves.ts';
import { operationText } from '../../view/notation/operation.ts';
import { isLack } from '../../view/plots/picture.ts';
import { Scene } from '../../view/scene/scene.ts';
import { plainText, type Size } from '../../view/terminal/text.ts';
import type { Transition } from '../state/transition.ts';
import { optionsWhilePredicting } from './questions.ts';

/** The size that a picture is drawn in for the clipboard: a document's width. */
const PICTURE: Size = { columns: 96, rows: 24 };

/** Copies what the focus and the selection are about, and says so. */
export function copy(transition: Transition): void {
  const { opened, view } = transition.state;
  if (!opened) return;
  const { debug, scene } = opened;
  const { address } = debug.selection;
  if (view.focus === 'picture') {
    // A scene of its own waits for what is shown, and what the screen shows stays found for its own size.
    const drawn = drawnPicture(new Scene(debug), PICTURE, optionsWhilePredicting(transition.state));
    if (isLack(drawn)) {
      transition.say(drawn.message, true);
      return;
    }
    give(transition, drawn.lines.map((line) => plainText(line).trimEnd()).join('\n'));
    transition.say(t`Copied: the view ${view.picture}.`);
    return;
  }
  const value = address === null ? null : debug.session.read(address);
  const text = value === null ? operationOf(scene) : exactNumber(value);
  if (text === null) transition.say(t`Nothing to copy yet: press ${keySign('right')} first.`);
  else {
    give(transition, text);
    transition.say(t`Copied: ${text}`);
  }
}

function give(transition: Transition, text: string): void {
  transition.emit({ kind: 'to-clipboard', text });
}

/** `error = output - target = 9 - 13 = -4`, with all digits; null at the start. */
function operationOf({ session, lastStep }: Scene): string | null {
  if (!lastStep) return null;
  const { instruction, step } = lastStep;
  const { operands, result } = session.step(step);
  const names = operationText(instruction.op, operandLabels(session.engine.run, instruction));
  const numbers = operationText(
    instruction.op,
    operands.map(({ value }) => exactNumber(value)),
  );
  return `${result.name} = ${names} = ${numbers} = ${exactNumber(result.value)}`;
}
