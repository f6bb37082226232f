/** Draws the numbers of arrays: all of them in a box, or in a compact node the one that a step has just made. */
import type { Tone } from '../colours/palette.ts';
import type { NetworkNode } from '../diagram/network.ts';
import type { PlacedItem } from '../diagram/placed.ts';
import { arrayCell, arrayText } from '../diagram/sizes.ts';
import type { StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { isNumberText, UNKNOWN } from '../terminal/format.ts';
import { cut, type Line, lineWidth, span, toneOfNumber } from '../terminal/text.ts';
import { chip, numberLine, widthBeforeBlank } from './numbers.ts';
import type { NodeNumbers, ShownNumber } from './shown-values.ts';

/** The numbers of an array in rows, by their addresses. */
type Cells = NonNullable<NetworkNode['cells']>;

/** A node that is an array. */
interface ArrayNode {
  readonly name: string;
  readonly cells: Cells;
  /** The tone of its name. */
  readonly tone: Tone;
  readonly isWorking: boolean;
}

/** Digits of the numbers of an array in a box, whose places are narrow. */
const BOX_DIGITS = 3;

export class ArrayDrawing {
  readonly #canvas: StrokeCanvas;
  readonly #numbers: NodeNumbers;
  readonly #digits: number;
  readonly #activity: Activity | null;

  /** @param digits the most digits of a number */
  constructor(canvas: StrokeCanvas, numbers: NodeNumbers, digits: number, activity: Activity | null) {
    this.#canvas = canvas;
    this.#numbers = numbers;
    this.#digits = digits;
    this.#activity = activity;
  }

  /** Whether all numbers of an array are known. */
  isKnown(cells: Cells): boolean {
    return cells.flat().every((name) => this.#numbers.value(name) !== null);
  }

  /** The numbers in rows; the gradient that a step has just made stands in its number's place. */
  drawRows({ place, rows }: PlacedItem, cells: Cells, isWorking: boolean): void {
    const width = cells[0]?.length ?? 0;
    const size = arrayCell(this.#digits);
    const left = place.x + 1 + Math.floor((place.columns - 2 - width * size) / 2);
    for (const [row, numbers] of cells.entries())
      for (const [column, name] of numbers.entries()) {
        const line = this.#cell(name, isWorking);
        const end = left + (column + 1) * size;
        this.#canvas.text(end - widthBeforeBlank(line), rows.first + row, line);
      }
  }

  /** The shape, and below it the number that a step has just made. */
  drawFolded({ place, rows }: PlacedItem, cells: Cells, isWorking: boolean): void {
    const room = place.columns - 2;
    const made = isWorking ? this.#madeIn(cells, room) : null;
    for (const [row, line] of [[span(arrayText(cells), 'mute')], made ?? []].entries()) {
      const left = place.x + 1 + Math.floor((room - lineWidth(line)) / 2);
      this.#canvas.text(left, rows.first + row, line);
    }
  }

  /** The name and the shape; below them, or in place of the shape, the number that a step has just made. */
  drawCompact({ place, rows }: PlacedItem, { name, cells, tone, isWorking }: ArrayNode): void {
    const room = place.columns - 2;
    const end = place.x + place.columns - 1;
    const write = (y: number, line: Line) => this.#canvas.text(end - widthBeforeBlank(line), y, line);
    const made = isWorking ? this.#madeIn(cells, room + 1) : null;
    const isBelow = rows.inner > 1;
    const isBeside = made !== null && !isBelow && name.length + widthBeforeBlank(made) <= room;
    const line = isBeside ? made : [span(arrayText(cells), 'mute')];
    this.#canvas.text(
      place.x + 1,
      rows.out,
      cut([span(name, tone)], Math.max(0, room - widthBeforeBlank(line))),
    );
    write(rows.out, line);
    if (made !== null && isBelow) write(rows.out + 1, made);
  }

  #isMade(number: ShownNumber | null): number is ShownNumber {
    return number !== null && number.slot === this.#activity?.result;
  }

  /** A number in the cells before a blank. */
  #cell(name: string, isWorking: boolean): Line {
    const value = this.#numbers.value(name);
    const gradient = this.#numbers.gradient(name);
    const room = arrayCell(this.#digits) - 1;
    const digits = Math.min(this.#digits, BOX_DIGITS);
    if (isWorking && this.#isMade(gradient)) return this.#filled('', gradient, room, digits);
    if (value === null) return [span(UNKNOWN, 'ahead')];
    if (isWorking && this.#isMade(value)) return this.#filled('', value, room, digits);
    const tones = { words: 'mute', number: toneOfNumber(value.value) } as const;
    return numberLine('', value, tones, room, digits);
  }

  /** The number of an array, or its gradient, that a step has just made; null if it has made none that fits. */
  #madeIn(cells: Cells, room: number): Line | null {
    for (const name of cells.flat()) {
      const value = this.#numbers.value(name);
      const gradient = this.#numbers.gradient(name);
      const line = this.#isMade(value)
        ? this.#filled('', value, room, this.#digits)
        : this.#isMade(gradient)
          ? this.#filled('∂ ', gradient, room, this.#digits)
          : null;
      if (line)
        return line.some(({ value: shown, text }) => shown !== undefined && isNumberText(text)) ? line : null;
    }
    return null;
  }

  #filled(words: string, number: ShownNumber, room: number, digits: number): Line {
    const line = numberLine(words, number, { words: 'ink', number: 'ink' }, room, digits);
    return this.#activity ? chip(line, this.#activity.phase, room) : line;
  }
}
