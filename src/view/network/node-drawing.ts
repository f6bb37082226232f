/** Draws the nodes of the network: boxes, tiles or compact ones with their name, value and gradient. */

import type { Ground, Tone } from '../colours/palette.ts';
import type { NetworkNode } from '../diagram/diagram.ts';
import type { Geometry } from '../diagram/geometry.ts';
import type { PlacedItem } from '../diagram/placed.ts';
import { contentRows, WEIGHT_DIGITS } from '../diagram/sizes.ts';
import type { Pen, StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { LOSS } from '../scene/working-node.ts';
import { isNumberText, legibleWidth, UNKNOWN } from '../terminal/format.ts';
import { shortName } from '../terminal/short-name.ts';
import {
  cut,
  fittedSpan,
  type Line,
  lineWidth,
  type MarkedNumber,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import { ArrayDrawing } from './array-drawing.ts';
import type { LossRow } from './loss-rows.ts';
import { centred, chip, numberLine, widthBeforeBlank } from './numbers.ts';
import { type NetworkSlots, NodeNumbers, type ShownNumber, type ShownValues } from './shown-values.ts';
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

/** The word at a unit that no example trains any more. */
const dead = span('dead', 'strong');

export class NodeDrawing {
  readonly #canvas: StrokeCanvas;
  readonly #values: ShownValues;
  readonly #geometry: Geometry;
  readonly #activity: Activity | null;
  readonly #slots: NetworkSlots;
  readonly #dead: ReadonlySet<string>;
  readonly #numbers: NodeNumbers;
  readonly #arrays: ArrayDrawing;
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
    this.#numbers = new NodeNumbers(values, slots.nodes, geometry.graph.hasBackward);
    this.#arrays = new ArrayDrawing(canvas, this.#numbers, geometry.digits, activity);
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
    const { name } = node;
    const value = this.#numbers.value(name);
    const sum = value === null ? this.#numbers.sum(name) : null;
    const gradient = this.#numbers.gradient(name);
    const isDropped = this.#numbers.isDropped(name);
    // Before its value is known, nothing is told of it.
    const isDead = value !== null && this.#dead.has(name);
    const isKnown = node.cells === null ? value !== null : this.#arrays.isKnown(node.cells);
    return { node, value, isKnown, sum, gradient, isDropped, isDead, isWorking: this.#worker === name };
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
      this.#drawArray(placed, node, node.cells, isWorking);
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
    const { node, isWorking } = shown;
    if (node.cells === null) this.#drawNumbers(placed, shown, x, columns);
    else this.#drawArray(placed, node, node.cells, isWorking);
  }

  #drawArray(
    placed: PlacedItem,
    { isFolded }: NetworkNode,
    cells: NonNullable<NetworkNode['cells']>,
    isWorking: boolean,
  ): void {
    if (isFolded) this.#arrays.drawFolded(placed, cells, isWorking);
    else this.#arrays.drawRows(placed, cells, isWorking);
  }

  /** Value and gradient below each other, in the middle; in one row beside each other, or the newer one. */
  #drawNumbers({ item, rows, hasBox }: PlacedItem, shown: Shown, x: number, columns: number): void {
    const { style, graph } = this.#geometry;
    const hasOneRow = shown.node.isSource && contentRows(item, style, graph) === 1;
    // A number may fill a box; a tile has its edge at the left.
    const room = hasBox ? columns : columns - 2;
    const gradient = this.#gradient(shown, room, room);
    const isNew = gradient !== null && this.#isNew(shown.gradient, shown);
    const value = this.#value(shown, room, room);
    const both = gradient && [...value, span(' '.repeat(isNew ? 1 : 2)), ...gradient];
    if (hasOneRow && both && lineWidth(both) <= columns) this.#centre(x, rows.out, columns, both);
    else if (hasOneRow && isNew) this.#centre(x, rows.out, columns, gradient);
    else this.#centre(x, rows.out, columns, value);
    if (!hasOneRow && gradient) this.#centre(x, rows.out + 1, columns, gradient);
  }

  #drawCompact(placed: PlacedItem, shown: Shown): void {
    const { place, rows, index, touchingAbove } = placed;
    const { node } = shown;
    const order = this.#geometry.graph.hasFormulas ? touchingAbove : index;
    this.#ground(placed, shown, order % 2 === 1 ? 'softer' : 'soft');
    if (node.cells !== null) {
      const tone = this.#nameTone(shown.isWorking, 'plain');
      this.#arrays.drawCompact(placed, { ...node, cells: node.cells, tone, isWorking: shown.isWorking });
      return;
    }
    const room = place.columns - 2;
    const hasOneRow = rows.inner === 1;
    const beside = hasOneRow ? this.#gradientBeside(shown, room) : null;
    const gradient = this.#gradient(shown, room, room + 1);
    const value = beside ?? this.#value(shown, room, room + 1);
    const end = place.x + place.columns - 1;
    const name = cut(
      [span(node.name, this.#nameTone(shown.isWorking, 'plain'))],
      Math.max(0, room - widthBeforeBlank(value) - Number(widthBeforeBlank(value) === lineWidth(value))),
    );
    this.#canvas.text(place.x + 1, rows.out, name);
    this.#canvas.text(end - widthBeforeBlank(value), rows.out, value);
    if (hasOneRow) return;
    const width = gradient === null ? 0 : lineWidth(gradient) + 1;
    const detail = shown.isDead ? dead : node.detail === null ? null : span(node.detail, 'ahead');
    if (detail !== null)
      this.#canvas.text(place.x + 1, rows.out + 1, cut([detail], Math.max(0, room - width)));
    if (gradient) this.#canvas.text(end - widthBeforeBlank(gradient), rows.out + 1, gradient);
  }

  /** The gradient that a step has just made, in place of the value: with fewer digits beside the name, if that fits. */
  #gradientBeside(shown: Shown, room: number): Line | null {
    if (!this.#isNew(shown.gradient, shown)) return null;
    const left = room - shown.node.name.length;
    const short = this.#gradient(shown, left, left);
    return short?.some(({ value, text }) => value !== undefined && isNumberText(text))
      ? short
      : this.#gradient(shown, room, room + 1);
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
    if (touchesBelow && this.#geometry.graph.hasFormulas && this.#geometry.style === 'compact')
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
      const inner = place.columns - 4;
      const room = inner - 1 - (number === null ? word.length : wordRoom(word, number, inner));
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
      this.#canvas.text(place.x + 2, y, [span(shortName(word, inner - 1 - room), 'mute')]);
      this.#canvas.text(place.x + place.columns - 2 - widthBeforeBlank(own), y, own);
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

  /** The value of a node, otherwise its sum, in at most `room` cells, or with the blanks of a chip `filledRoom`. */
  #value(shown: Shown, room: number, filledRoom: number): Line {
    const { value, sum, isDropped } = shown;
    const number = value ?? sum;
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
