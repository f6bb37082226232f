/** Tiles of nodes, and the wires that arrive at the working node from its sources. */
import type { Address } from '../../core/address.ts';
import type { NumberReader } from '../bars/model.ts';
import type { Tone } from '../colours/palette.ts';
import type { Scene } from '../scene/scene.ts';
import type { Canvas } from '../terminal/canvas.ts';
import { UNKNOWN } from '../terminal/format.ts';
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
import { type Focus, LOSS } from './graph.ts';

/** Cells of a number in a tile, and its most digits. */
export const NUMBER = 8;
const DIGITS = 4;
/** Cells of a weight on its wire, with the blanks around it, and its most digits. */
export const BEAD = 8;
const BEAD_DIGITS = 3;
/** Cells of what has just been made on a wire. */
const MADE = 12;

/** What tiles and wires read at the cursor. */
export class Tiles {
  readonly #scene: Scene;
  readonly #canvas: Canvas;
  readonly #focus: Focus;
  readonly #reader: NumberReader;

  constructor(scene: Scene, canvas: Canvas, focus: Focus, reader: NumberReader) {
    this.#scene = scene;
    this.#canvas = canvas;
    this.#focus = focus;
    this.#reader = reader;
  }

  #number(name: string): MarkedNumber | null {
    return this.#reader.ofAddress(name === LOSS ? { kind: 'loss' } : { kind: 'value', name });
  }

  /** Whether the step just done has written the value of an address. */
  #isWritten(address: string): boolean {
    const { written } = this.#focus;
    return written !== null && (this.#scene.engine.run.slots[written]?.names.includes(address) ?? false);
  }

  /** Whether the step is about the node. */
  #isActive(name: string): boolean {
    return name === this.#focus.name || this.#focus.active.has(name);
  }

  /** The left edge of a tile's row. */
  #edge(name: string): Span {
    const tone = this.#isActive(name) ? this.#focus.phase : this.#number(name) === null ? 'frame' : 'wire';
    return span('▌', tone, 'soft');
  }

  /** A row of a tile without text. */
  blank({ x, y, width }: TileRow, name: string): void {
    this.#canvas.text({ x, y }, [this.#edge(name), blanks(width - 1)]);
  }

  /** A row with the name, in a form that fits, and the value. */
  value(row: TileRow, name: string, label: string): void {
    const number = this.#number(name);
    const isWorking = name === this.#focus.name;
    const sum = number === null && isWorking ? this.#sum() : null;
    const isNow = number !== null && this.#isWritten(name === LOSS ? 'loss' : name);
    const text =
      number === null
        ? (sum ?? [span(UNKNOWN, 'ahead', 'soft')])
        : [fittedSpan(number, toneOfNumber(number.value), NUMBER, DIGITS)];
    const tone: Tone = isWorking ? `${this.#focus.phase}Strong` : 'plain';
    this.#row(row, [this.#edge(name), span(label, tone, 'soft')], text, isNow);
  }

  /** A row with the gradient. */
  gradient(row: TileRow, name: string): void {
    const of: Address = { kind: 'value', name };
    const number = name === LOSS ? null : this.#reader.ofAddress({ kind: 'gradient', of });
    const text = number ? [span('∂ ', 'gradient'), fittedSpan(number, 'gradient', NUMBER, DIGITS)] : [];
    this.#row(row, [this.#edge(name)], text, number !== null && this.#isWritten(`grad(${name})`));
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

  /** The running sum of the working node, if the step has written it. */
  #sum(): Span[] | null {
    const { isSum, written, phase } = this.#focus;
    const number = isSum && written !== null ? this.#reader.of([written]) : null;
    if (number === null) return null;
    return [span('Σ ', 'ink', phase), filled(fittedSpan(number, 'ink', NUMBER - 2, DIGITS), phase)];
  }

  /** A straight wire from a source to the node, with its weight and what the step has just made on it. */
  wire({ from, to, y }: { from: number; to: number; y: number }, name: string, weight: Address | null): void {
    const { phase, isBackward } = this.#focus;
    const isActive = this.#focus.active.has(name);
    const number = weight === null ? null : this.#reader.ofAddress(weight);
    const length = to - from + 1;
    if (length < 2) return;
    const plain: Tone = number === null ? 'wire' : number.value < 0 ? 'negativeLine' : 'positiveLine';
    const line = (isActive ? '━' : '─').repeat(length - 2);
    const [start, end] = isActive ? (isBackward ? '◂╸' : '╺▸') : '╶▸';
    this.#canvas.text({ x: from, y }, [span(`${start}${line}${end}`, isActive ? phase : plain)]);
    if (number === null || length < BEAD + 4) return;
    const bead = beadOf(number, isActive);
    this.#canvas.text({ x: to - 1 - lineWidth(bead), y }, bead);
    if (isActive && length >= BEAD + MADE + 4) this.#drawMade(to - 1 - BEAD, y);
  }

  /** What the step has made on the wire, up to a column. */
  #drawMade(end: number, y: number): void {
    const { phase, isEdge, written } = this.#focus;
    const made = isEdge && written !== null ? this.#reader.of([written]) : null;
    if (made === null) return;
    const sign = phase === 'backward' ? '∂ ' : '';
    const number = filled(fittedSpan(made, 'ink', MADE - 2 - sign.length, DIGITS), phase);
    const chip = [span(` ${sign}`, 'ink', phase), number, span(' ', 'ink', phase)];
    this.#canvas.text({ x: end - lineWidth(chip), y }, chip);
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

/** A weight on its wire; in full colour where the step is about it. */
function beadOf(number: MarkedNumber, isActive: boolean): Line {
  const sign = number.value < 0 ? 'negative' : 'positive';
  const [tone, ground] = isActive ? (['ink', sign] as const) : ([`${sign}Bead`, `${sign}Bead`] as const);
  const blank = span(' ', tone, ground);
  return [blank, { ...fittedSpan(number, tone, BEAD - 2, BEAD_DIGITS), ground }, blank];
}
