/** What a function over arrays is. Each file of this folder has a family of them. */
import { binding, type Notation } from '../../core/operations/operation.ts';
import type { Terms, TermWriter } from './terms.ts';

/** How many values a function takes. */
export interface NumberOfValues {
  readonly least: number;
  readonly most: number;
}

export interface ArrayFunction {
  /** How it is called; the first name is the usual one. */
  readonly names: readonly string[];
  readonly values: NumberOfValues;
  /** Whether `axis=0` can follow the values. */
  readonly takesAxis: boolean;
  /**
   * Takes the function apart into scalar operations.
   *
   * @param axis null if it is not written
   * @throws ShapeFault if there is no such array
   */
  readonly apply: (writer: TermWriter, operands: readonly Terms[], axis: number | null) => Terms;
  /**
   * How NumPy says it, with the operands in their places; null if it has no short form for so many operands. `axis` is
   * null if it is not written.
   */
  readonly numpy: (call: { readonly operands: number; readonly axis: number | null }) => Notation | null;
  /** Lines at the start of a listing that its NumPy text needs. They define its name. */
  readonly helper?: readonly string[];
  /** What it computes, for the table in the documents. */
  readonly about: string;
}

/** The notation of a call: never in need of brackets, nor are its operands. */
export function callOf(text: string): Notation {
  return { text, binds: binding.atom, needs: [0] };
}

/** A call of a function of one array, with the axis if it is written. */
export function alongAxis(name: string, axis: number | null): Notation {
  return callOf(axis === null ? `${name}({0})` : `${name}({0}, axis=${axis})`);
}
