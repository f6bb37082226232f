/** The texts of a node in the drawing of the network: its name, value and gradient. */
import type { Address } from '../../core/address.ts';
import type { Slot } from '../../core/program.ts';
import type { NetworkNode } from '../diagram/diagram.ts';
import { DIGITS, typographic, UNKNOWN } from '../terminal/format.ts';
import { cut, type Line, lineWidth, type Span, span } from '../terminal/text.ts';
import type { ShownValues } from './shown-values.ts';

/** Digits of two numbers beside each other, as many as there is room for; with less room, only one number is shown. */
export const BOTH_DIGITS = [DIGITS, 4, 3] as const;

/** Minimum cells for an activation or a formula; with less room it is left out. */
const LEAST_DETAIL = 9;

/** Cells of the dot of a node and the blank after it. */
const DOT = 2;

export const gradientOf = (of: Address): Address => ({ kind: 'gradient', of });

export class NodeText {
  readonly #values: ShownValues;
  readonly #node: NetworkNode;
  readonly #isActive: boolean;
  readonly #value: Slot | null;
  readonly #gradient: Slot | null;

  constructor(values: ShownValues, node: NetworkNode, isActive: boolean) {
    const own: Address = { kind: 'value', name: node.name };
    this.#values = values;
    this.#node = node;
    this.#isActive = isActive;
    this.#value = values.slot(own);
    this.#gradient = values.slot(gradientOf(own));
  }

  /** Its name, its activation or formula, and its bias, as far as there is room. */
  title(columns: number): Line {
    const { name, bias } = this.#node;
    const named = [span(name, this.#isActive ? 'accent' : 'plain'), ...this.#detail(columns)];
    const slot = bias === null ? null : this.#values.slot(bias);
    const biased =
      slot === null ? named : [...named, span(' bias ', 'mute'), this.#values.span(slot, 'plain')];
    return lineWidth(biased) <= columns ? biased : cut(named, columns);
  }

  /** Everything in one row: its value and its name if both fit; otherwise its value, or its name if it has none. */
  inOneRow(columns: number): Line {
    const { name } = this.#node;
    const tone = this.#isActive ? 'accent' : 'mute';
    const whole = [this.#dot(), ...this.#number(), span(` ${name}`, tone)];
    if (lineWidth(whole) <= columns) return whole;
    return this.#value !== null || this.#sum() !== null
      ? [this.#dot(), ...this.#number({ width: columns - DOT })]
      : cut([this.#dot(), span(name, tone)], Math.max(1, columns));
  }

  /** Its value. */
  value(columns: number): Line {
    return [this.#dot(), ...this.#number({ width: columns - DOT }), span(' ')];
  }

  /** Its gradient; empty before it is computed. */
  gradient(columns: number): Line {
    return this.#gradient === null
      ? []
      : [span('∂ ', 'gradient'), this.#values.span(this.#gradient, 'gradient', { width: columns - DOT })];
  }

  /**
   * Its value and its gradient in one row. If only one fits: the one just computed.
   *
   * @param room for both
   * @param columns for one of them
   */
  valueAndGradient(room: number, columns: number): Line {
    const gradient = this.#gradient;
    if (gradient === null) return this.value(columns);
    const both = BOTH_DIGITS.map((digits) => [
      this.#dot(),
      ...this.#number({ digits }),
      span(' ∂ ', 'gradient'),
      this.#values.span(gradient, 'gradient', { digits }),
      span(' '),
    ]).find((line) => lineWidth(line) <= room);
    if (both) return both;
    return this.#values.isWritten(gradient)
      ? [this.#dot(), ...this.gradient(columns - DOT), span(' ')]
      : this.value(columns);
  }

  #dot(): Span {
    const mask = this.#values.slot({ kind: 'node', node: this.#node.name, part: 'mask' });
    if (mask !== null && this.#values.value(mask) === 0)
      return span('✗ ', this.#isActive ? 'accent' : 'plain');
    if (this.#isActive) return span('◉ ', 'accent');
    return this.#value === null ? span('○ ', 'mute') : span('● ', 'plain');
  }

  #sum(): Slot | null {
    return this.#values.slot({ kind: 'node', node: this.#node.name, part: 'in' });
  }

  /** Its value; before that is computed, its sum if that is known. */
  #number(room: { readonly width?: number; readonly digits?: number } = {}): Line {
    if (this.#value !== null) return [this.#values.span(this.#value, 'strong', room)];
    const sum = this.#sum();
    if (sum === null) return [span(UNKNOWN, 'mute')];
    const left = room.width === undefined ? room : { ...room, width: room.width - DOT };
    return [span('Σ ', 'mute'), this.#values.span(sum, 'plain', left)];
  }

  /** Its activation or formula, if enough of it fits; see `LEAST_DETAIL`. */
  #detail(columns: number): Line {
    const { name, detail } = this.#node;
    if (detail === null) return [];
    const room = columns - name.length - 1;
    return room >= Math.min(detail.length, LEAST_DETAIL) ? [span(` ${typographic(detail)}`, 'mute')] : [];
  }
}
