/** What is read from a person's numbers, whatever their form. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diagnostic } from '../../diagnostics/diagnostic.ts';
import { catchFault, matchAt, skipSpaces } from '../../expression/addresses.ts';
import { addressAt } from '../../expression/vocabulary.ts';
import { t } from '../../i18n/translate.ts';
import type { Entry, Place, Time } from '../numbers/claims.ts';
import { numberAt, type WrittenNumber } from '../numbers/written-number.ts';

/** Numbers with their places, and everything that could not be read. */
export interface Reading {
  readonly entries: readonly Entry[];
  readonly faults: readonly Diagnostic[];
  /** The number of blanks: places for a number that have none. */
  readonly blanks: number;
  /** Whether the order of the entries says something, and an address may be there several times. */
  readonly isOrdered: boolean;
}

/** The addresses that can be read, in the order of the tape. */
export type Names = readonly string[];

export function faultAt({ line, column }: Place, expected: string, found: string, fix: string): Diagnostic {
  return diagnostic({ path: [], expected, found, fix }, { line, column });
}

/** The most characters in which an address is looked for. */
const MOST_CHARACTERS = 500;

/** An address, and the time after it, if there is one: `loss@2` is in epoch 2, `loss@2.3` in its example 3. */
export function readTimedAddress(
  text: string,
  at: number,
  names: Names,
):
  | { readonly ok: true; readonly name: string; readonly time: Time | null; readonly end: number }
  | { readonly ok: false; readonly fault: { at: number; expected: string; found: string; fix: string } } {
  // A pasted line may be longer than what can be typed.
  const part = text.slice(at, at + MOST_CHARACTERS);
  const read = catchFault(part, () => ({ ok: true as const, ...addressAt(part, 0, names) }));
  if (!read.ok)
    return {
      ok: false,
      fault: {
        at: at + read.fault.at,
        expected: read.fault.expected,
        found: read.fault.found,
        fix: read.fault.fix,
      },
    };
  const suffix = matchAt(/\s?@\s?\d+(?:\.\d+)?/y, text, at + read.end);
  const [epoch, example] = suffix.replace(/[\s@]/g, '').split('.');
  const time = suffix === '' ? null : { epoch: Number(epoch), example: example ? Number(example) : null };
  return { ok: true, name: read.name, time, end: at + read.end + suffix.length };
}

/** A number that is all of a text; null if it is not one. */
export function wholeNumberText(text: string): WrittenNumber | null {
  const at = skipSpaces(text, 0);
  const read = numberAt(text, at);
  return read !== null && skipSpaces(text, read.end) === text.length ? read.number : null;
}

/** Whether a text stands for a number that is not there: nothing, a question mark, a line to write on. */
export function isBlank(text: string): boolean {
  return /^[\s_?.…]*$/.test(text);
}

/** What was expected where there is no number, and how to write one. */
export const numberTexts = {
  expected: () => t`a number`,
  fix: () => t`write it as 0.25, −3 or 1.5e-4, with a point and without spaces`,
};
