/** The numbers that the drawing of the network shows, by address. */
import { type Address, printAddress } from '../../core/address.ts';
import type { Slot } from '../../core/program.ts';
import type { Scene } from '../scene/scene.ts';
import { DIGITS } from '../terminal/format.ts';
import type { Tone } from '../terminal/palette.ts';
import { fittedSpan, type Span } from '../terminal/text.ts';

/** The room for a number: its width in cells, and its most digits. */
interface NumberRoom {
  readonly width?: number;
  readonly digits?: number;
}

export class ShownValues {
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  /** The slot of an address at the cursor; null if it has no value in the current iteration yet. */
  slot(address: Address): Slot | null {
    const { session } = this.#scene;
    const slot = session.values.resolve(printAddress(address), session.position);
    return slot !== null && session.values.isCurrent(slot, session.position) ? slot : null;
  }

  value(slot: Slot): number {
    return this.#scene.session.registers[slot] as number;
  }

  isWritten(slot: Slot): boolean {
    return slot === this.#scene.lastStep?.instruction.result;
  }

  /** The value of a slot as a span, with the sign of an edit; in the tone `now` if the step just done has written it. */
  span(slot: Slot, tone: Tone, { width = Number.POSITIVE_INFINITY, digits = DIGITS }: NumberRoom = {}): Span {
    const number = { value: this.value(slot), suffix: this.#scene.sign(slot) };
    return fittedSpan(number, this.isWritten(slot) ? 'accent' : tone, width, digits);
  }
}
