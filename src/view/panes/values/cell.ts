/** A number of the values panel: its address and its kind. */
import { type Address, printAddress } from '../../../core/address.ts';
import type { Slot } from '../../../core/program.ts';
import type { Session } from '../../../session/session.ts';

/** Digits of the numbers. */
export const CELL_DIGITS = 4;

/** What a number is: a given number or a result, a product of a sum, a gradient, a loss. Each has its colour. */
export type CellKind = 'value' | 'product' | 'gradient' | 'loss';

/** An address and the slots that it can mean, in the order of the tape. */
interface Called {
  readonly name: string;
  readonly slots: readonly Slot[];
}

export interface Cell extends Called {
  readonly kind: CellKind;
  /** For a gradient of a parameter: its sum over the batch, which stands in its place while it is used. */
  readonly batch: Called | null;
  /** For a number that no step computes: how it follows from others, once all of these are known. */
  readonly derived?: Derived;
}

/** How a number that is only shown follows from numbers of the run. Its cell has no address and no slots. */
export interface Derived {
  readonly from: readonly Slot[];
  readonly compute: (values: readonly number[]) => number;
}

/** A number that is computed only to be shown. */
export function derivedCell(derived: Derived): Cell {
  return { name: '', slots: [], kind: 'value', batch: null, derived };
}

function calledIn({ values }: Session, address: Address): Called | null {
  const name = printAddress(address);
  const slots = values.slotsOf(name);
  return slots.length === 0 ? null : { name, slots };
}

/** The number with this address; null if the run never has one. */
export function cellOf(session: Session, address: Address, kind: CellKind = 'value'): Cell | null {
  const called = calledIn(session, address);
  return called && { ...called, kind, batch: null };
}

/** The gradient of a value, and its sum over the batch; null if the run computes none. */
export function gradientCell(session: Session, of: Address): Cell | null {
  const own = calledIn(session, { kind: 'gradient', of });
  const batch = calledIn(session, { kind: 'batchGradient', of });
  const called = own ?? batch;
  return called && { ...called, kind: 'gradient', batch };
}

/** The number in a slot, under the slot's first address. */
export function cellOfSlot({ engine, values }: Session, slot: Slot, kind: CellKind): Cell {
  const name = engine.run.slots[slot]?.name ?? '';
  const slots = values.slotsOf(name);
  return { name, slots: slots.includes(slot) ? slots : [slot], kind, batch: null };
}
