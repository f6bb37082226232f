/** Draws the nodes of the network: boxes, tiles or compact ones with their name, value and gradient. */

import type { Ground } from '../colours/palette.ts';
import type { Geometry } from '../diagram/geometry.ts';
import type { NetworkNode } from '../diagram/network.ts';
import type { PlacedItem } from '../diagram/placed.ts';
import { contentRows } from '../diagram/sizes.ts';
import type { StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { LOSS } from '../scene/working-node.ts';
import { isNumberText, UNKNOWN } from '../terminal/format.ts';
import { cut, type Line, lineWidth, span, toneOfNumber } from '../terminal/text.ts';
import { ArrayDrawing } from './array-drawing.ts';
import { drawBorder, nameTone, type WorkingPhase } from './frame.ts';
import { centred, chip, numberLine, widthBeforeBlank } from './numbers.ts';
import { type NetworkSlots, NodeNumbers, type ShownNumber, type ShownValues } from './shown-values.ts';
import { weightedSum } from './weighted-sum.ts';

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
  /** The phase that it works in; null if it does not work. */
  readonly phase: WorkingPhase;
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

  draw(): void {
    const draw = { big: this.#drawBox, box: this.#drawBox, tile: this.#drawTile, compact: this.#drawCompact };
    for (const placed of this.#geometry.items) {
      if (placed.item.kind === 'node')
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
    const phase = this.#worker === name ? (this.#activity?.phase ?? null) : null;
    return { node, value, isKnown, sum, gradient, isDropped, isDead, phase };
  }

  #drawBox(placed: PlacedItem, shown: Shown): void {
    const { place, rows } = placed;
    const { node, phase } = shown;
    drawBorder(this.#canvas, placed, phase, shown.isKnown);
    const name = cut([span(node.name, nameTone(phase, 'plain'))], place.columns - 4);
    const title = [span(' '), ...name, span(' ')];
    const detail = node.detail === null ? [] : [span(`${node.detail} `, 'mute')];
    const whole = [...title, ...detail];
    this.#canvas.text(place.x + 1, place.y, lineWidth(whole) <= place.columns - 2 ? whole : title);
    if (shown.isDead) this.#canvas.text(place.x + 1, place.y + place.rows - 1, [span(' '), dead, span(' ')]);
    if (node.cells !== null) {
      this.#drawArray(placed, shown, node.cells);
      return;
    }
    const [x, columns] = [place.x + 1, place.columns - 2];
    if (rows.first < rows.out) {
      const sum = weightedSum(placed, this.#geometry.links, this.#slots, this.#values);
      this.#centre(x, rows.first, columns, sum);
    }
    this.#drawNumbers(placed, shown, x, columns);
  }

  #drawTile(placed: PlacedItem, shown: Shown): void {
    const { x, y, columns } = placed.place;
    const name = [span(shown.node.name, nameTone(shown.phase, 'mute'))];
    const mark = shown.isDead ? [span(' '), dead] : [];
    this.#canvas.text(x, y, [span(' '), ...cut(name, columns - 1 - lineWidth(mark)), ...mark]);
    this.#ground(placed, shown, 'soft');
    const { cells } = shown.node;
    if (cells === null) this.#drawNumbers(placed, shown, x, columns);
    else this.#drawArray(placed, shown, cells);
  }

  #drawArray(placed: PlacedItem, { node, phase }: Shown, cells: NonNullable<NetworkNode['cells']>): void {
    if (node.isFolded) this.#arrays.drawFolded(placed, cells, phase !== null);
    else this.#arrays.drawRows(placed, cells, phase !== null);
  }

  /** Value and gradient below each other, in the middle; in one row beside each other, or the newer one. */
  #drawNumbers({ item, rows, hasBox }: PlacedItem, shown: Shown, x: number, columns: number): void {
    const { style, graph } = this.#geometry;
    const hasOneRow = shown.node.isSource && contentRows(item, style, graph) === 1;
    // A number may fill a box; a tile has its edge at the left.
    const [first, room] = hasBox ? [x, columns] : [x + 1, columns - 1];
    const chipRoom = hasBox ? columns : columns - 2;
    const gradient = this.#gradient(shown, room, chipRoom);
    const isNew = gradient !== null && this.#isNew(shown.gradient, shown);
    const value = this.#value(shown, room, chipRoom);
    const both = gradient && [...value, span(' '.repeat(isNew ? 1 : 2)), ...gradient];
    const put = (y: number, line: Line) =>
      this.#canvas.text(Math.max(first, centred(x, columns, line)), y, line);
    if (hasOneRow && both && lineWidth(both) <= room) put(rows.out, both);
    else if (hasOneRow && isNew) put(rows.out, gradient);
    else put(rows.out, value);
    if (!hasOneRow && gradient) put(rows.out + 1, gradient);
  }

  #drawCompact(placed: PlacedItem, shown: Shown): void {
    const { place, rows, index, touchingAbove } = placed;
    const { node } = shown;
    const order = this.#geometry.graph.hasFormulas ? touchingAbove : index;
    this.#ground(placed, shown, order % 2 === 1 ? 'softer' : 'soft');
    if (node.cells !== null) {
      const tone = nameTone(shown.phase, 'plain');
      this.#arrays.drawCompact(placed, { ...node, cells: node.cells, tone, isWorking: shown.phase !== null });
      return;
    }
    const room = place.columns - 2;
    const hasOneRow = rows.inner === 1;
    const beside = hasOneRow ? this.#gradientBeside(shown, room) : null;
    const gradient = this.#gradient(shown, room, room + 1);
    const value = beside ?? this.#value(shown, room, room + 1);
    const end = place.x + place.columns - 1;
    const name = cut(
      [span(node.name, nameTone(shown.phase, 'plain'))],
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
    { node, isKnown, phase: own }: Shown,
    ground: Ground,
  ): void {
    this.#canvas.fill(place.x, rows.top, { columns: place.columns, rows: rows.inner }, ground);
    const { phase, sources } = this.#activity ?? {};
    const isMeant = own !== null || sources?.has(node.name);
    const tone = isMeant && phase ? phase : isKnown ? 'wire' : 'frame';
    for (let row = 0; row < rows.inner; row++) this.#canvas.text(place.x, rows.top + row, [span('▌', tone)]);
    // Where grounds have no colour the edges of two formulas would be one.
    if (touchesBelow && this.#geometry.graph.hasFormulas && this.#geometry.style === 'compact')
      this.#canvas.text(place.x, rows.top + rows.inner - 1, [span('▘', tone)]);
  }

  get #digits(): number {
    return this.#geometry.digits;
  }

  #isNew(number: ShownNumber | null, { phase }: Shown): boolean {
    return number !== null && phase !== null && number.slot === this.#activity?.result;
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

  #centre(x: number, y: number, columns: number, line: Line): void {
    this.#canvas.text(centred(x, columns, line), y, line);
  }
}
