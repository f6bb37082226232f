/** Draws the box of the loss: words at the left, numbers at the right. */
import type { Tone } from '../colours/palette.ts';
import type { Geometry } from '../diagram/geometry.ts';
import type { StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { LOSS } from '../scene/working-node.ts';
import { isNumberText, legibleWidth } from '../terminal/format.ts';
import { shortName } from '../terminal/short-name.ts';
import { fittedSpan, type MarkedNumber, span, toneOfNumber } from '../terminal/text.ts';
import { drawBorder, nameTone } from './frame.ts';
import type { LossRow } from './loss-rows.ts';
import { chip, numberLine, widthBeforeBlank } from './numbers.ts';
import type { ShownNumber, ShownValues } from './shown-values.ts';

/** Draws the box of the loss, if the drawing has one. Its numbers have one digit more than those of nodes. */
export function drawLoss(
  canvas: StrokeCanvas,
  values: ShownValues,
  { items, digits }: Geometry,
  activity: Activity | null,
  lossRows: readonly LossRow[],
): void {
  const placed = items.find(({ item }) => item.kind === 'loss');
  if (!placed) return;
  const { place, rows } = placed;
  const working = activity?.worker === LOSS ? activity : null;
  const phase = working?.phase ?? null;
  drawBorder(canvas, placed, phase, true);
  canvas.text(place.x + 1, place.y, [span(` loss `, nameTone(phase, 'mute'))]);
  for (const [index, { word, address }] of lossRows.entries()) {
    const number = values.named(address);
    const usual = place.columns - 4;
    // Where the word is whole with it, a number has the blank before the border, too.
    const isCut = (columns: number) => number !== null && wordRoom(word, number, columns) < word.length;
    const isWide = isCut(usual) && !isCut(usual + 1);
    const inner = isWide ? usual + 1 : usual;
    const room = inner - 1 - (number === null ? word.length : wordRoom(word, number, inner));
    const line =
      number === null
        ? [span('·', 'ahead')]
        : numberLine('', number, lossTones(address.kind === 'loss', number), room, digits + 1);
    const isNew = number !== null && number.slot === working?.result;
    const own = isNew && phase !== null ? chip(line, phase, isWide ? room : room + 2) : line;
    const y = rows.top + index;
    canvas.text(place.x + 2, y, [span(shortName(word, inner - 1 - room), 'mute')]);
    canvas.text(place.x + 2 + inner - widthBeforeBlank(own), y, own);
  }
}

function lossTones(isLoss: boolean, { value }: ShownNumber): { words: Tone; number: Tone } {
  return { words: 'mute', number: isLoss ? 'lossStrong' : toneOfNumber(value) };
}

/** The cells that a word in the box of the loss keeps, whatever number stands beside it. */
const LEAST_WORD = 2;

/**
 * The cells of a word beside a number. After an edit a number may be longer than those that the box is made for: then the
 * word is shortened, as far as the number needs it.
 */
function wordRoom(word: string, number: MarkedNumber, columns: number): number {
  const room = columns - 1 - word.length;
  if (isNumberText(fittedSpan(number, 'plain', room).text)) return word.length;
  const needed = legibleWidth(number.value) + (number.suffix?.length ?? 0);
  return Math.max(LEAST_WORD, Math.min(word.length, columns - 1 - needed));
}
