/** Tiles of nodes, and the wires that arrive at the working node from its sources. */
import type { Address } from '../../core/address.ts';
import type { NumberReader } from '../bars/model.ts';
import type { Tone } from '../colours/palette.ts';
import { arrayText } from '../diagram/sizes.ts';
import type { Scene } from '../scene/scene.ts';
import type { Canvas } from '../terminal/canvas.ts';
import { isNumberText, UNKNOWN } from '../terminal/format.ts';
import {
  filled,
  fittedSpan,
  type Line,
  lineWidth,
  type MarkedNumber,
  type Span,
  span,
  toneOfNumber,
} from '../terminal/text.ts';
import { type Focus, type Graph, graphOf, isKnownIn, LOSS } from './graph.ts';

/** Cells of a number in a tile, and its most digits. */
export const NUMBER = 8;
const DIGITS = 4;
const ARROW = ' → ';
/** The digits of both numbers of a change, the best first. */
const CHANGE_DIGITS = [4, 3, 2];

/** What tiles and wires read at the cursor. */
export class Tiles {
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  readonly #focus: Focus;
  readonly #reader: NumberReader;
  readonly #graph: Graph;

  constructor(scene: Scene, canvas: Canvas, focus: Focus, reader: NumberReader) {
    this.#scene = scene;
    this.#canvas = canvas;
    this.#focus = focus;
    this.#reader = reader;
    this.#graph = graphOf(scene);
  }

  /** The value of a node, or its gradient; of an array the number that the step just done has written. */
  #number(name: string, kind: 'value' | 'gradient'): MarkedNumber | null {
    if (name === LOSS) return kind === 'value' ? this.#reader.ofAddress({ kind: 'loss' }) : null;
    const { written } = this.#focus;
    if (this.#graph.arrays.has(name))
      return written !== null && this.#isWritten(name, kind) ? this.#scene.marked(written) : null;
    const own: Address = { kind: 'value', name };
    return this.#reader.ofAddress(kind === 'value' ? own : { kind, of: own });
  }

  /** Whether the step just done has written a value, or the gradient of it. */
  #isWritten(name: string, kind: 'value' | 'gradient'): boolean {
    const { written } = this.#focus;
    const addresses = written === null ? [] : (this.#scene.engine.run.slots[written]?.addresses ?? []);
    return addresses.some((address) => {
      if (name === LOSS) return kind === 'value' && address.kind === 'loss';
      const own = kind === 'value' ? address : address.kind === 'gradient' ? address.of : null;
      return own?.kind === 'value' && this.#graph.nodes.get(own.name) === name;
    });
  }

  #isWorking(name: string): boolean {
    return this.#focus.isWorking && name === this.#focus.name;
  }

  /** Whether the step is about the node. */
  #isActive(name: string): boolean {
    return this.#isWorking(name) || this.#focus.active.has(name);
  }

  /** The left edge of a tile's row. */
  #edge(name: string): Span {
    const isKnown = isKnownIn(this.#graph, this.#reader, name, 'value');
    const tone = this.#isActive(name) ? this.#focus.phase : isKnown ? 'wire' : 'frame';
    return span('▌', tone, 'soft');
  }

  /** A row of a tile without text. */
  blank({ x, y, width }: TileRow, name: string): void {
    this.#canvas.text({ x, y }, [this.#edge(name), blanks(width - 1)]);
  }

  /** A row with the name, in a form that fits, and the value. */
  value(row: TileRow, name: string, label: string): void {
    const number = this.#number(name, 'value');
    const isNow = number !== null && this.#isWritten(name, 'value');
    const text =
      number === null
        ? [span(this.#arrayText(name) ?? UNKNOWN, 'ahead', 'soft')]
        : [fittedSpan(number, toneOfNumber(number.value), NUMBER, DIGITS)];
    const tone: Tone = this.#isWorking(name) ? `${this.#focus.phase}Strong` : 'plain';
    this.#row(row, [this.#edge(name), span(label, tone, 'soft')], text, isNow);
  }

  /** How many numbers an array has; null if the name is that of a single value. */
  #arrayText(name: string): string | null {
    const cells = this.#graph.arrays.get(name);
    return cells ? arrayText(cells) : null;
  }

  /** A row with the gradient; of what an update has changed, with the old and the new value. */
  gradient(row: TileRow, name: string): void {
    const changed = this.#isWorking(name) ? this.#changed(row.width - 3) : null;
    if (changed !== null) {
      this.#row(row, [this.#edge(name)], changed, true);
      return;
    }
    const number = this.#number(name, 'gradient');
    const text = number ? [span('∂ ', 'gradient'), fittedSpan(number, 'gradient', NUMBER, DIGITS)] : [];
    this.#row(row, [this.#edge(name)], text, number !== null && this.#isWritten(name, 'gradient'));
  }

  /** `2 → 2.4`, if the step is an update, and both fit in `room` cells with digits that show the change. */
  #changed(room: number): Span[] | null {
    const { before, written } = this.#focus;
    if (before === null || written === null) return null;
    const [old, made] = [before, written].map((slot): MarkedNumber => {
      const value = this.#scene.session.registers[slot] as number;
      return { value, suffix: this.#scene.sign(slot), target: this.#scene.target(slot) };
    }) as [MarkedNumber, MarkedNumber];
    const forms = CHANGE_DIGITS.map((digits): [Span, Span, Span] => [
      fittedSpan(old, 'ink', NUMBER, digits),
      span(ARROW),
      fittedSpan(made, 'ink', NUMBER, digits),
    ]);
    const isWhole = ([from, , to]: [Span, Span, Span]) =>
      isNumberText(from.text) && isNumberText(to.text) && (from.text !== to.text || old.value === made.value);
    return forms.find((form) => lineWidth(form) <= room && isWhole(form)) ?? null;
  }

  /** A row of a tile: its start, and its end at the right edge, which is filled if it has just been made. */
  #row({ x, y, width }: TileRow, start: Line, end: Line, isNow: boolean): void {
    const { phase } = this.#focus;
    const chip: Line = isNow
      ? [span(' ', 'ink', phase), ...end.map((each) => filled(each, phase)), span(' ', 'ink', phase)]
      : [...end.map((each) => (each.ground ? each : { ...each, ground: 'soft' as const })), blanks(1)];
    const gap = blanks(width - lineWidth(start) - lineWidth(chip));
    this.#canvas.text({ x, y }, [...start, gap, ...chip]);
  }

  /** A straight wire from a source to the node. */
  wire({ from, to, y }: { from: number; to: number; y: number }, name: string): void {
    const { phase, isBackward } = this.#focus;
    const isActive = this.#focus.active.has(name);
    const length = to - from + 1;
    if (length < 2) return;
    const line = (isActive ? '━' : '─').repeat(length - 2);
    const [start, end] = isActive ? (isBackward ? '◂╸' : '╺▸') : '╶▸';
    this.#canvas.text({ x: from, y }, [span(`${start}${line}${end}`, isActive ? phase : 'wire')]);
  }
}

/** A row of a tile: its first column, its row and its width. */
export interface TileRow {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function blanks(count: number): Span {
  return span(' '.repeat(Math.max(0, count)), 'plain', 'soft');
}
