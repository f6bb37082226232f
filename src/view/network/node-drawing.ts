/** Draws the nodes of the network: boxes, tiles or compact ones with their name, value and gradient. */

import type { Ground, Tone } from '../colours/palette.ts';
import type { NetworkNode } from '../diagram/diagram.ts';
import type { Geometry } from '../diagram/geometry.ts';
import type { PlacedItem } from '../diagram/placed.ts';
import { ARRAY_CELL, arrayText, WEIGHT_DIGITS } from '../diagram/sizes.ts';
import type { Pen, StrokeCanvas } from '../diagram/stroke-canvas.ts';
import { LOSS } from '../scene/working-node.ts';
import { isNumberText, UNKNOWN } from '../terminal/format.ts';
import { cut, type Line, lineWidth, span, toneOfNumber } from '../terminal/text.ts';
import type { Activity } from './activity.ts';
import type { LossRow } from './loss-rows.ts';
import { centred, chip, numberLine } from './numbers.ts';
import type { NetworkSlots, ShownNumber, ShownValues } from './shown-values.ts';
import { levels } from './wire-drawing.ts';

interface Shown {
  readonly node: NetworkNode;
  readonly value: ShownNumber | null;
  /** Whether its value is known; of an array all its numbers. */
  readonly isKnown: boolean;
  /** Its sum, while its value is not known. */
  readonly sum: ShownNumber | null;
  readonly gradient: ShownNumber | null;
  readonly isDropped: boolean;
  /** Whether no example trains it any more. */
  readonly isDead: boolean;
  readonly isWorking: boolean;
}

type Cells = readonly (readonly string[])[];

/** Digits of the numbers of an array, whose places are narrow. */
const ARRAY_DIGITS = 3;

/** The word at a unit that no example trains any more. */
const dead = span('dead', 'strong');

export class NodeDrawing {
  readonly #canvas: StrokeCanvas;
  readonly #values: ShownValues;
  readonly #geometry: Geometry;
  readonly #activity: Activity | null;
  readonly #slots: NetworkSlots;
  readonly #dead: ReadonlySet<string>;
  /** What works, as far as it is drawn. */
  readonly #worker: Activity['worker'];

  constructor(
    canvas: StrokeCanvas,
    values: ShownValues,
    geometry: Geometry,
    activity: Activity | null,
    slots: NetworkSlots,
    deadUnits: ReadonlySet<string>,
  ) {
    this.#canvas = canvas;
    this.#values = values;
    this.#geometry = geometry;
    this.#activity = activity;
    this.#slots = slots;
    this.#dead = deadUnits;
    const isDrawn = geometry.hasLoss || activity?.worker !== LOSS;
    this.#worker = activity === null ? null : isDrawn ? activity.worker : activity.node;
  }

  draw(lossRows: readonly LossRow[]): void {
    const draw = { big: this.#drawBox, box: this.#drawBox, tile: this.#drawTile, compact: this.#drawCompact };
    for (const placed of this.#geometry.items) {
      if (placed.item.kind === 'loss') this.#drawLoss(placed, lossRows);
      else if (placed.item.kind === 'node')
        draw[this.#geometry.style].call(this, placed, this.#read(placed.item.node));
    }
  }

  #read(node: NetworkNode): Shown {
    const slots = this.#slots.nodes.get(node.name);
    const value = this.#values.read(slots?.value ?? []);
    let sum: ShownNumber | null = null;
    if (value === null) for (const each of slots?.sums ?? []) sum = this.#values.read(each) ?? sum;
    const gradient = this.#geometry.graph.hasBackward ? this.#values.read(slots?.gradient ?? []) : null;
    const isDropped = this.#values.read(slots?.mask ?? [])?.value === 0;
    // Before its value is known, nothing is told of it.
    const isDead = value !== null && this.#dead.has(node.name);
    const isKnown = node.cells === null ? value !== null : this.#isWhole(node.cells);
    return { node, value, isKnown, sum, gradient, isDropped, isDead, isWorking: this.#worker === node.name };
  }

  /** Whether all numbers of an array are known. */
  #isWhole(cells: Cells): boolean {
    return cells.flat().every((name) => this.#values.read(this.#slots.nodes.get(name)?.value ?? []) !== null);
  }

  /** The tone of the name of what works; another for the others. */
  #nameTone(isWorking: boolean, other: Tone): Tone {
    return isWorking && this.#activity ? `${this.#activity.phase}Strong` : other;
  }

  #border({ place }: PlacedItem, isWorking: boolean, isKnown: boolean): void {
    const pen: Pen =
      isWorking && this.#activity
        ? { tone: this.#activity.phase, isHeavy: true, level: levels.workingNode }
        : { tone: isKnown ? 'wire' : 'frame', level: levels.node };
    const [right, bottom] = [place.x + place.columns - 1, place.y + place.rows - 1];
    this.#canvas.horizontal(place.y, place.x, right, pen);
    this.#canvas.horizontal(bottom, place.x, right, pen);
    this.#canvas.vertical(place.x, place.y, bottom, pen);
    this.#canvas.vertical(right, place.y, bottom, pen);
  }

  #drawBox(placed: PlacedItem, shown: Shown): void {
    const { place, rows } = placed;
    const { node, isWorking } = shown;
    this.#border(placed, isWorking, shown.isKnown);
    const name = cut([span(node.name, this.#nameTone(isWorking, 'plain'))], place.columns - 4);
    const title = [span(' '), ...name, span(' ')];
    const detail = node.detail === null ? [] : [span(`${node.detail} `, 'mute')];
    const whole = [...title, ...detail];
    this.#canvas.text(place.x + 1, place.y, lineWidth(whole) <= place.columns - 2 ? whole : title);
    if (shown.isDead) this.#canvas.text(place.x + 1, place.y + place.rows - 1, [span(' '), dead, span(' ')]);
    if (node.cells !== null) {
      this.#drawCells(placed, node.cells, isWorking);
      return;
    }
    const [x, columns] = [place.x + 1, place.columns - 2];
    if (rows.first < rows.out) this.#centre(x, rows.first, columns, this.#sum(placed));
    this.#drawNumbers(placed, shown, x, columns);
  }

  #drawTile(placed: PlacedItem, shown: Shown): void {
    const { x, y, columns } = placed.place;
    const name = [span(shown.node.name, this.#nameTone(shown.isWorking, 'mute'))];
    const mark = shown.isDead ? [span(' '), dead] : [];
    this.#canvas.text(x, y, [span(' '), ...cut(name, columns - 1 - lineWidth(mark)), ...mark]);
    this.#ground(placed, shown, 'soft');
    this.#drawNumbers(placed, shown, x, columns);
  }

  /** Value and gradient below each other, in the middle; in one row the gradient only if it has just been made. */
  #drawNumbers({ rows, hasBox }: PlacedItem, shown: Shown, x: number, columns: number): void {
    const hasOneRow = shown.node.isSource;
    // A number may fill a box; a tile has its edge at the left.
    const room = hasBox ? columns : columns - 2;
    const gradient = this.#gradient(shown, room, room);
    const isNew = gradient !== null && this.#isNew(shown.gradient, shown);
    if (hasOneRow && isNew) this.#centre(x, rows.out, columns, gradient);
    else this.#centre(x, rows.out, columns, this.#value(shown, room, room));
    if (!hasOneRow && gradient) this.#centre(x, rows.out + 1, columns, gradient);
  }

  #drawCompact(placed: PlacedItem, shown: Shown): void {
    const { place, rows, index, touchingAbove } = placed;
    const { node } = shown;
    const order = this.#geometry.graph.hasFormulas ? touchingAbove : index;
    this.#ground(placed, shown, order % 2 === 1 ? 'softer' : 'soft');
    if (node.cells !== null) {
      this.#drawCompactArray(placed, shown, node.cells);
      return;
    }
    const room = place.columns - 2;
    const gradient = this.#gradient(shown, room, room + 1);
    const hasOneRow = rows.inner === 1;
    const isNew = gradient !== null && this.#isNew(shown.gradient, shown);
    const value = hasOneRow && isNew ? gradient : this.#value(shown, room, room + 1);
    const isFilled = hasBlanks(value);
    const end = place.x + place.columns - 1;
    const name = cut(
      [span(node.name, this.#nameTone(shown.isWorking, 'plain'))],
      Math.max(0, room - lineWidth(value) - Number(!isFilled)),
    );
    this.#canvas.text(place.x + 1, rows.out, name);
    this.#canvas.text(end - lineWidth(value) + Number(isFilled), rows.out, value);
    if (hasOneRow) return;
    const width = gradient === null ? 0 : lineWidth(gradient) + 1;
    const detail = shown.isDead ? dead : node.detail === null ? null : span(node.detail, 'ahead');
    if (detail !== null)
      this.#canvas.text(place.x + 1, rows.out + 1, cut([detail], Math.max(0, room - width)));
    if (gradient)
      this.#canvas.text(end - lineWidth(gradient) + Number(hasBlanks(gradient)), rows.out + 1, gradient);
  }

  /** The name and the shape of an array; below them, or in place of the shape, the number that a step has just made. */
  #drawCompactArray({ place, rows }: PlacedItem, shown: Shown, cells: Cells): void {
    const room = place.columns - 2;
    const end = place.x + place.columns - 1;
    const made = shown.isWorking ? this.#madeIn(cells, room + 1) : null;
    const isBelow = rows.inner > 1;
    const name = [span(shown.node.name, this.#nameTone(shown.isWorking, 'plain'))];
    const isBeside = made !== null && !isBelow && lineWidth([...name, ...made]) <= room;
    if (made && isBelow)
      this.#canvas.text(end - lineWidth(made) + Number(hasBlanks(made)), rows.out + 1, made);
    const line = isBeside ? made : [span(arrayText(cells), 'mute')];
    this.#canvas.text(place.x + 1, rows.out, cut(name, Math.max(0, room - lineWidth(line) - 1)));
    this.#canvas.text(end - lineWidth(line) + Number(hasBlanks(line)), rows.out, line);
  }

  /** The number of an array, or its gradient, that a step has just made; null if it has made none that fits. */
  #madeIn(cells: Cells, room: number): Line | null {
    for (const name of cells.flat()) {
      const slots = this.#slots.nodes.get(name);
      for (const [words, own] of [
        ['', slots?.value],
        ['∂ ', slots?.gradient],
      ] as const) {
        const number = this.#values.read(own ?? []);
        if (number === null || number.slot !== this.#activity?.result) continue;
        const tones = { words: 'ink', number: 'ink' } as const;
        const line = numberLine(words, number, tones, room, this.#digits);
        return isNumberText(line.at(-1)?.text ?? '') ? this.#filledIf(true, line, room) : null;
      }
    }
    return null;
  }

  /** The ground of a tile or compact node, with an edge at its left. */
  #ground(
    { place, rows, touchesBelow }: PlacedItem,
    { node, isKnown, isWorking }: Shown,
    ground: Ground,
  ): void {
    this.#canvas.fill(place.x, rows.top, { columns: place.columns, rows: rows.inner }, ground);
    const { phase, sources } = this.#activity ?? {};
    const isMeant = isWorking || sources?.has(node.name);
    const tone = isMeant && phase ? phase : isKnown ? 'wire' : 'frame';
    for (let row = 0; row < rows.inner; row++) this.#canvas.text(place.x, rows.top + row, [span('▌', tone)]);
    // Where grounds have no colour the edges of two formulas would be one.
    if (touchesBelow && this.#geometry.graph.hasFormulas)
      this.#canvas.text(place.x, rows.top + rows.inner - 1, [span('▘', tone)]);
  }

  /** The box of the loss: words at the left, numbers at the right. */
  #drawLoss(placed: PlacedItem, lossRows: readonly LossRow[]): void {
    const { place, rows } = placed;
    const isWorking = this.#worker === LOSS;
    this.#border(placed, isWorking, true);
    this.#canvas.text(place.x + 1, place.y, [span(` loss `, this.#nameTone(isWorking, 'mute'))]);
    for (const [index, { word, address }] of lossRows.entries()) {
      const number = this.#values.named(address);
      const room = place.columns - 5 - word.length;
      const isNew = number !== null && isWorking && number.slot === this.#activity?.result;
      const own =
        number === null
          ? [span('·', 'ahead')]
          : this.#filledIf(
              isNew,
              [...numberLine('', number, lossTones(address.kind === 'loss', number), room, this.#digits + 1)],
              room + 2,
            );
      const y = rows.top + index;
      this.#canvas.text(place.x + 2, y, [span(word, 'mute')]);
      this.#canvas.text(place.x + place.columns - 2 - lineWidth(own) + Number(hasBlanks(own)), y, own);
    }
  }

  get #digits(): number {
    return this.#geometry.digits;
  }

  #isNew(number: ShownNumber | null, { isWorking }: Shown): boolean {
    return number !== null && isWorking && number.slot === this.#activity?.result;
  }

  #filledIf(isNew: boolean, line: Line, room: number): Line {
    return isNew && this.#activity ? chip(line, this.#activity.phase, room) : line;
  }

  /** The numbers of an array in rows; the gradient that a step has just made stands in its number's place. */
  #drawCells({ place, rows }: PlacedItem, cells: Cells, isWorking: boolean): void {
    const width = cells[0]?.length ?? 0;
    const left = place.x + 1 + Math.floor((place.columns - 2 - width * ARRAY_CELL) / 2);
    for (const [row, numbers] of cells.entries())
      for (const [column, name] of numbers.entries()) {
        const line = this.#cell(name, isWorking);
        const end = left + (column + 1) * ARRAY_CELL;
        this.#canvas.text(end - lineWidth(line), rows.first + row, line);
      }
  }

  /** A number of an array in the cells before a blank. */
  #cell(name: string, isWorking: boolean): Line {
    const slots = this.#slots.nodes.get(name);
    const value = this.#values.read(slots?.value ?? []);
    const gradient = this.#geometry.graph.hasBackward ? this.#values.read(slots?.gradient ?? []) : null;
    const room = ARRAY_CELL - 1;
    const digits = Math.min(this.#digits, ARRAY_DIGITS);
    const isMade = (number: ShownNumber | null): number is ShownNumber =>
      number !== null && isWorking && number.slot === this.#activity?.result;
    if (isMade(gradient)) {
      const tones = { words: 'gradient', number: 'gradient' } as const;
      return this.#filledIf(true, numberLine('', gradient, tones, room, digits), room);
    }
    if (value === null) return [span(UNKNOWN, 'ahead')];
    const tones = { words: 'mute', number: toneOfNumber(value.value) } as const;
    return this.#filledIf(isMade(value), numberLine('', value, tones, room, digits), room);
  }

  /** The value of a node, otherwise its sum, in at most `room` cells, or with the blanks of a chip `filledRoom`. */
  #value(shown: Shown, room: number, filledRoom: number): Line {
    const { value, sum, isDropped } = shown;
    const number = value ?? sum;
    if (shown.node.cells !== null) return [span(arrayText(shown.node.cells), 'mute')];
    if (number === null) return [span(UNKNOWN, 'ahead')];
    const words = isDropped ? '✗ ' : value === null ? 'Σ ' : '';
    const tones = { words: 'mute', number: value === null ? 'plain' : toneOfNumber(number.value) } as const;
    const line = numberLine(words, number, tones, room, this.#digits);
    return this.#filledIf(this.#isNew(number, shown), line, filledRoom);
  }

  #gradient(shown: Shown, room: number, filledRoom: number): Line | null {
    const { gradient } = shown;
    if (gradient === null) return null;
    const tones = { words: 'gradient', number: 'gradient' } as const;
    const line = numberLine('∂ ', gradient, tones, room, this.#digits);
    return this.#filledIf(this.#isNew(gradient, shown), line, filledRoom);
  }

  /** `−2×1 + (−3)×(−1)`: what the sum of a node is made of, if all of it is known and fits. */
  #sum({ place, item }: PlacedItem): Line {
    const parts: Line[] = [];
    // A sum that is done shows what it was made of, whatever was edited since then.
    const own = item.kind === 'node' ? this.#slots.nodes.get(item.node.name) : undefined;
    const done = this.#values.read(own?.sums.at(-1) ?? own?.value ?? []);
    const operand = (number: ShownNumber) =>
      done === null || (number.suffix ?? '') === '' ? number : this.#values.asReadFor(done, number);
    for (const { link, from, to } of this.#geometry.links) {
      if (to.item !== item) continue;
      const source = from.item.kind === 'node' ? this.#slots.nodes.get(from.item.node.name) : undefined;
      const value = this.#values.read(source?.value ?? []);
      const weight = this.#values.read(this.#slots.edges[link.weighted ?? -1]?.weight ?? []);
      if (value === null || weight === null) return [];
      const first = parts.length === 0 ? plainNumber(operand(value)) : inBrackets(operand(value));
      parts.push([...first, span('×', 'ahead'), ...inBrackets(operand(weight))]);
    }
    const line = parts.flatMap((part, index): Line => (index === 0 ? part : [span(' + ', 'ahead'), ...part]));
    return lineWidth(line) <= place.columns - 2 ? line : [];
  }

  #centre(x: number, y: number, columns: number, line: Line): void {
    this.#canvas.text(centred(x, columns, line), y, line);
  }
}

function lossTones(isLoss: boolean, { value }: ShownNumber): { words: Tone; number: Tone } {
  return { words: 'mute', number: isLoss ? 'lossStrong' : toneOfNumber(value) };
}

function plainNumber(number: ShownNumber): Line {
  const tones = { words: 'ahead', number: 'ahead' } as const;
  return numberLine('', number, tones, Number.POSITIVE_INFINITY, WEIGHT_DIGITS);
}

function inBrackets(number: ShownNumber): Line {
  const own = plainNumber(number);
  return number.value < 0 ? [span('(', 'ahead'), ...own, span(')', 'ahead')] : own;
}

/** Whether a chip has a blank at its end, which does not move its number. */
function hasBlanks(line: Line): boolean {
  const last = line.at(-1);
  return last?.text === ' ' && last.ground !== undefined;
}
