/** Writes the numbers of the values panel: their colour, what has just changed, what is selected. */
import type { Phase, Slot } from '../../../core/program.ts';
import type { Ground, Tone } from '../../colours/palette.ts';
import type { Scene } from '../../scene/scene.ts';
import { cut, fittedSpan, type Line, type Span, span, toneOfNumber } from '../../terminal/text.ts';
import { CELL_DIGITS, type Cell, type Derived } from './cell.ts';

/** A number that is known at the cursor, under the address that it is shown for. */
export interface Known {
  readonly name: string;
  readonly slot: Slot;
  readonly value: number;
}

/** The text of a number that is not known. */
const NOT_KNOWN = '·';

/** What is left of a row's cell for a number: one blank keeps it from the number before. */
const GAP = 1;

export class Pen {
  readonly scene: Scene;
  /** The phase of the step just done; null at the start. */
  readonly phase: Phase | null;
  readonly #fresh: (slots: readonly Slot[]) => Slot | null;
  readonly #written: Slot | null;
  readonly #selected: string | null;
  readonly #selectedSlots: readonly Slot[];

  /** @param selected the selected address */
  constructor(scene: Scene, selected: string | null) {
    const { session, lastStep } = scene;
    this.scene = scene;
    this.phase = lastStep?.instruction.scope.phase ?? null;
    this.#fresh = session.values.currentAt(session.position);
    this.#written = lastStep?.instruction.result ?? null;
    this.#selected = selected;
    this.#selectedSlots = selected === null ? [] : session.values.slotsOf(selected);
  }

  /** The number of a cell; null if it is not known yet in this iteration. */
  read(cell: Cell): Known | null {
    const { name, slots } = cell.batch !== null && this.#isSummed(cell.batch.slots) ? cell.batch : cell;
    const slot = this.#fresh(slots);
    return slot === null ? null : { name, slot, value: this.scene.session.registers[slot] as number };
  }

  /** Whether a gradient is added to the batch's sum at present, or the sum is used. */
  #isSummed(slots: readonly Slot[]): boolean {
    if (this.phase === 'update') return true;
    const { lastStep, session } = this.scene;
    if (lastStep?.instruction.role.kind !== 'batchGradient') return false;
    const slot = this.#fresh(slots);
    return slot !== null && session.values.isComputed(slot);
  }

  isWritten(cell: Cell): boolean {
    return this.#written !== null && this.read(cell)?.slot === this.#written;
  }

  /** The tone of a name before some numbers: that of the phase if one of them has just been written. */
  nameTone(cells: readonly Cell[]): Tone {
    const { phase } = this;
    return phase !== null && cells.some((cell) => this.isWritten(cell)) ? `${phase}Strong` : 'plain';
  }

  isSelected(cell: Cell): boolean {
    const has = ({ name, slots }: { readonly name: string; readonly slots: readonly Slot[] }) =>
      name === this.#selected || slots.some((slot) => this.#selectedSlots.includes(slot));
    return this.#selected !== null && (has(cell) || (cell.batch !== null && has(cell.batch)));
  }

  /** What a cell stands on; null for nothing. */
  groundOf(cell: Cell): Ground | null {
    if (this.isSelected(cell)) return 'focus';
    return this.phase !== null && this.isWritten(cell) ? this.phase : null;
  }

  /** A number in at most `width` cells. */
  number(cell: Cell, width: number, tone?: Tone, digits = CELL_DIGITS): Span {
    if (cell.derived) return this.#derived(cell.derived, width, digits);
    const known = this.read(cell);
    if (known === null) return span(NOT_KNOWN, 'ahead');
    const { name, value, slot } = known;
    const own = Number.isFinite(value) ? (tone ?? toneOf(cell, value)) : 'warning';
    const target = { kind: 'value', address: name } as const;
    return fittedSpan({ value, suffix: this.scene.sign(slot), target }, own, width, digits);
  }

  /** A number that is computed only to be shown, from those at the cursor. */
  #derived({ from, compute }: Derived, width: number, digits: number): Span {
    const known = from.map((slot) => this.#fresh([slot]));
    if (known.includes(null)) return span(NOT_KNOWN, 'ahead');
    const { session } = this.scene;
    const value = compute(from.map((slot) => session.registers[slot] as number));
    const suffix = from.map((slot) => this.scene.sign(slot)).find((sign) => sign !== '') ?? '';
    const tone = Number.isFinite(value) ? toneOfNumber(value) : 'warning';
    return fittedSpan({ value, suffix }, tone, width, digits);
  }

  row(): Row {
    return new Row(this);
  }
}

function toneOf({ kind }: Cell, value: number): Tone {
  if (kind === 'value') return toneOfNumber(value);
  return kind === 'product' ? 'mute' : kind;
}

/**
 * A row that is written from left to right. The blanks beside a filled number are filled too, as far as one more blank
 * keeps it from what stands beside it.
 */
class Row {
  readonly #pen: Pen;
  readonly #spans: Span[] = [];
  #width = 0;
  /** The ground of the next cell, if it stays blank. */
  #ground: Ground | null = null;

  constructor(pen: Pen) {
    this.#pen = pen;
  }

  text(text: string, tone: Tone = 'plain'): void {
    if (text === '') return;
    const isChip = this.#ground !== null && text.startsWith('  ');
    if (isChip) this.#add(span(' ', 'ink', this.#ground as Ground));
    this.#add(span(isChip ? text.slice(1) : text, tone));
    this.#ground = null;
  }

  /** A number, after a sign, at the right of `width` cells, of which the first one stays blank; blanks for null. */
  right(cell: Cell | null, width: number, tone?: Tone, digits?: number, sign = ''): void {
    if (cell === null) {
      this.text(' '.repeat(Math.max(0, width)));
      return;
    }
    const number = this.#pen.number(cell, width - GAP - sign.length, tone, digits);
    const blank = Math.max(0, width - sign.length - number.text.length);
    const ground = this.#pen.groundOf(cell);
    const padding = ground !== null && blank > 1 ? 1 : 0;
    this.text(' '.repeat(blank - padding));
    if (ground !== null && padding > 0) this.#add(span(' ', 'ink', ground));
    this.#add(ground === null ? span(sign, number.tone) : span(sign, 'ink', ground));
    this.#number(number, ground);
  }

  /** A blank, then a number at the left of `width` cells; with a sign of an edit it may need up to `most`. */
  left(cell: Cell, width: number, most = width): void {
    const number = this.#pen.number(cell, Math.max(width, most));
    const ground = this.#pen.groundOf(cell);
    this.text(' ');
    this.#number(number, ground);
    this.text(' '.repeat(Math.max(0, width - number.text.length)));
  }

  /** A rule up to a column. */
  ruleTo(columns: number): void {
    this.text('─'.repeat(Math.max(0, columns - this.#width)), 'frame');
  }

  /** The row, in at most `columns` cells. */
  end(columns: number): Line {
    if (this.#ground !== null && this.#width < columns) this.#add(span(' ', 'ink', this.#ground));
    return cut(this.#spans, columns);
  }

  #number(number: Span, ground: Ground | null): void {
    this.#add(ground === null ? number : { ...number, tone: 'ink', ground });
    this.#ground = ground;
  }

  #add(each: Span): void {
    if (each.text === '') return;
    this.#spans.push(each);
    this.#width += each.text.length;
  }
}
