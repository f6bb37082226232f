/** Draws the wires of the network with their weights and gradients. */

import type { Tone } from '../colours/palette.ts';
import type { PlacedLink, Slot } from '../diagram/placed.ts';
import { WEIGHT_DIGITS } from '../diagram/sizes.ts';
import type { Pen, StrokeCanvas } from '../diagram/stroke-canvas.ts';
import type { Activity } from '../scene/activity.ts';
import { isNumberText, legibleWidth } from '../terminal/format.ts';
import { filled, fittedSpan, type Line, lineWidth, span } from '../terminal/text.ts';
import { chip, numberLine, toneIfFinite } from './numbers.ts';
import type { EdgeSlots, ShownNumber, ShownValues } from './shown-values.ts';

/** Which line gives a cell its tone where several meet; the borders of nodes are between them. */
export const levels = { trunk: 2, branch: 3, node: 5, added: 8, working: 9, workingNode: 10 } as const;

export class WireDrawing {
  readonly #canvas: StrokeCanvas;
  readonly #values: ShownValues;
  readonly #edges: readonly EdgeSlots[];
  readonly #activity: Activity | null;
  readonly #working: ReadonlySet<number>;
  readonly #added: ReadonlySet<number>;

  constructor(
    canvas: StrokeCanvas,
    values: ShownValues,
    edges: readonly EdgeSlots[],
    activity: Activity | null,
  ) {
    this.#canvas = canvas;
    this.#values = values;
    this.#edges = edges;
    this.#activity = activity;
    this.#working = new Set(activity?.working);
    this.#added = new Set(activity?.added);
  }

  draw(links: readonly PlacedLink[]): void {
    for (const link of links) this.#drawWire(link, isOnly(link, links));
    for (const link of links) this.#drawEnds(link);
    for (const link of links) this.#drawLabels(link);
  }

  #isWorking({ link }: PlacedLink): boolean {
    return link.edges.some((edge) => this.#working.has(edge));
  }

  #weightOf({ link }: PlacedLink): ShownNumber | null {
    return link.weighted === null ? null : this.#values.read(this.#edges[link.weighted]?.weight ?? []);
  }

  /** The tone of a wire: the phase where it works or is added, otherwise the sign of its weight. */
  #tone(placed: PlacedLink): Tone {
    const { phase } = this.#activity ?? {};
    const isAdded = placed.link.edges.some((edge) => this.#added.has(edge));
    if (phase && (isAdded || this.#isWorking(placed))) return phase;
    const weight = this.#weightOf(placed);
    if (weight === null || weight.value === 0) return 'wire';
    return toneIfFinite(weight, weight.value > 0 ? 'positiveLine' : 'negativeLine');
  }

  /** From the source to its track, along it, and to the target. What wires share has no sign. */
  #drawWire(placed: PlacedLink, isAlone: boolean): void {
    const { from, to, track, port } = placed;
    const tone = this.#tone(placed);
    const isWorking = this.#isWorking(placed);
    const isAdded = placed.link.edges.some((edge) => this.#added.has(edge));
    const level = isWorking ? levels.working : isAdded ? levels.added : null;
    const branch: Pen = { tone, isHeavy: isWorking, level: level ?? levels.branch };
    const trunk: Pen = level !== null ? branch : { tone: isAlone ? tone : 'wire', level: levels.trunk };
    const { out } = from.rows;
    const start = from.item.kind === 'pass' ? from.place.x : endOf(from) - Number(from.hasBox);
    const end = to.item.kind === 'pass' ? to.place.x : to.place.x - 1;
    this.#canvas.horizontal(out, start, track, trunk);
    this.#canvas.vertical(track, out, port, trunk);
    this.#canvas.horizontal(port, track, end, branch);
  }

  /** The arrow at the target; of a gradient on its way back at the source. */
  #drawEnds(placed: PlacedLink): void {
    const { from, to, port } = placed;
    const { phase } = this.#activity ?? {};
    const isWorking = phase !== undefined && this.#isWorking(placed);
    const isBackward = isWorking && phase === 'backward';
    const strong: Tone | null = isWorking ? `${phase}Strong` : null;
    if (to.item.kind !== 'pass' && !isBackward)
      this.#canvas.text(to.place.x - 1, port, [span('▸', strong ?? this.#tone(placed))]);
    if (from.item.kind !== 'pass' && isBackward && strong)
      this.#canvas.text(endOf(from), from.rows.out, [span('◂', strong)]);
  }

  #drawLabels(placed: PlacedLink): void {
    const { bead, gradient, link, port } = placed;
    const weight = this.#weightOf(placed);
    if (bead === null || weight === null || link.weighted === null) return;
    const made = this.#activity?.made?.edge === link.weighted ? this.#activity.made : null;
    const all: Slot = { from: bead.from, to: gradient?.to ?? bead.to };
    if (made?.kind === 'weight' && made.before !== null) {
      this.#write(all, port, this.#changed(this.#values.at(made.before), weight, all));
      return;
    }
    // A weight that has become too long to be read beside its gradient takes the place of both.
    if (legibleWidth(weight.value) > roomBetweenBlanks(weight, bead)) {
      this.#write(all, port, this.#bead(weight, all, this.#isWorking(placed)));
      return;
    }
    const label = this.#bead(weight, bead, this.#isWorking(placed));
    const chipLine = made && this.#chip(made.slot, made.kind === 'gradient', gradient ?? bead);
    if (gradient === null) {
      // What has just been made stands before the weight; with no room for both, in its place.
      const before: Slot = { from: bead.from, to: bead.to - lineWidth(label) };
      const isBeside = chipLine === null || lineWidth(chipLine) <= before.to - before.from;
      if (isBeside) this.#write(bead, port, label);
      if (chipLine) this.#write(isBeside ? before : bead, port, chipLine);
      return;
    }
    this.#write(bead, port, label);
    const known = this.#values.read(this.#edges[link.weighted]?.gradient ?? []);
    if (chipLine) this.#write(gradient, port, chipLine);
    else if (known) this.#write(gradient, port, gradientLabel(known, gradient));
  }

  #bead(weight: ShownNumber, slot: Slot, isWorking: boolean): Line {
    const isNegative = weight.value < 0;
    const number = fittedSpan(weight, 'ink', roomBetweenBlanks(weight, slot), WEIGHT_DIGITS);
    const line = betweenBlanks([number], slot);
    if (!Number.isFinite(weight.value)) return line.map((each) => filled(each, 'warning'));
    if (isWorking) return line.map((each) => filled(each, isNegative ? 'negative' : 'positive'));
    const tint = isNegative ? 'negativeBead' : 'positiveBead';
    return line.map((each) => ({ ...each, tone: tint, ground: tint }));
  }

  /** What the step has made, on the colour of its phase. */
  #chip(slot: number, isGradient: boolean, room: Slot): Line | null {
    const { phase } = this.#activity ?? {};
    if (phase === undefined) return null;
    const tones = { words: 'ink', number: 'ink' } as const;
    const words = isGradient ? '∂ ' : '';
    const line = numberLine(words, this.#values.at(slot), tones, widthOf(room), WEIGHT_DIGITS);
    if (!isNumberText(line.at(-1)?.text ?? '')) return null;
    return chip(line, phase, widthOf(room));
  }

  /** `2 → 2.4`, with fewer digits if there is no room. */
  #changed(before: ShownNumber, after: ShownNumber, room: Slot): Line {
    const { phase = 'update' } = this.#activity ?? {};
    const columns = widthOf(room) - 2;
    const tried = [WEIGHT_DIGITS, 2].map((digits) => [
      fittedSpan(before, 'ink', columns, digits),
      span(' → '),
      fittedSpan(after, 'ink', columns, digits),
    ]);
    const both = tried.find((line) => lineWidth(line) <= columns);
    return chip(both ?? [fittedSpan(after, 'ink', columns, WEIGHT_DIGITS)], phase, columns + 2);
  }

  /** At the right of its cells. */
  #write({ to }: Slot, y: number, line: Line): void {
    this.#canvas.text(to - lineWidth(line), y, line);
  }
}

function endOf({ place }: PlacedLink['from']): number {
  return place.x + place.columns;
}

/** Whether no other wire of its channel has the same source. */
function isOnly({ link }: PlacedLink, links: readonly PlacedLink[]): boolean {
  return links.every((other) => other.link === link || other.link.from !== link.from);
}

function widthOf({ from, to }: Slot): number {
  return to - from;
}

function gradientLabel(gradient: ShownNumber, slot: Slot): Line {
  const tones = { words: 'gradient', number: 'gradient' } as const;
  const line = numberLine('∂ ', gradient, tones, roomBetweenBlanks(gradient, slot, '∂ '), WEIGHT_DIGITS);
  return betweenBlanks(line, slot);
}

/**
 * The cells for a number with words before it in a slot. The sign of an edit takes the place of the second blank, so
 * that the number stays as it is; so does a number that could not be read without it.
 */
function roomBetweenBlanks({ value, suffix = '' }: ShownNumber, slot: Slot, words = ''): number {
  const most = widthOf(slot) - 1;
  return suffix !== '' || words.length + legibleWidth(value) === most ? most : most - 1;
}

/** A text with a blank before it, and one after it if there is room. */
function betweenBlanks(line: Line, slot: Slot): Line {
  return lineWidth(line) + 2 <= widthOf(slot) ? [span(' '), ...line, span(' ')] : [span(' '), ...line];
}
