/** What a function over arrays is. Each file of this folder has a family of them. */
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
  /** What it computes, for the table in the documents. */
  readonly about: string;
}
