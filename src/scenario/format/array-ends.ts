/** Whole arrays by name. As the place of a note or a question, an array is where the last of its numbers is computed. */
import { type Address, printAddress } from '../../core/address.ts';
import { memoize } from '../../core/memo.ts';
import type { Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { elementNames } from '../../expression/arrays/terms.ts';
import type { Scenario } from './scenario.ts';

interface Compiled {
  readonly run: Run;
  readonly scenario: Scenario;
}

/** What can be said of an array as of a number: its value, its gradient, and the sum of that over a batch. */
const about: readonly ((of: Address) => Address)[] = [
  (of) => of,
  (of) => ({ kind: 'gradient', of }),
  (of) => ({ kind: 'batchGradient', of }),
];

/**
 * By the name of an array, also in `grad(…)`: the address of its number that is computed last; if none is computed, that
 * of the last number.
 */
export const arrayEnds = memoize(
  ({ run }: Compiled) => run,
  ({ run, scenario }): ReadonlyMap<string, string> => {
    const arrays = elementsOf(scenario);
    const ends = new Map<string, string>();
    if (arrays.size === 0) return ends;
    const slots = new Map<string, Slot>();
    for (const [slot, { names }] of run.slots.entries()) for (const name of names) slots.set(name, slot);
    const index = tapeIndexOf(run);
    const placeOf = (name: string) => {
      const slot = slots.get(name) as Slot;
      const writer = index.writerOf(slot);
      if (writer === null) return -1;
      return writer.index + (writer.program === 'update' ? run.example.instructions.length : 0);
    };
    for (const [array, elements] of arrays)
      for (const wrap of about) {
        const text = (name: string) => printAddress(wrap({ kind: 'value', name }));
        const known = elements.map(text).filter((name) => slots.has(name));
        if (known.length === 0) continue;
        const last = known.reduce((before, name) => (placeOf(name) >= placeOf(before) ? name : before));
        ends.set(text(array), last);
      }
    return ends;
  },
);

/** The address that a note or a question at an address or an array is about. */
export function addressOfPlace(compiled: Compiled, at: string): string {
  return arrayEnds(compiled).get(at) ?? at;
}

/** The names of the numbers of each array, in their order. */
function elementsOf({ arrays, formulas, nexts }: Scenario): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { name, shape } of [...arrays, ...formulas, ...nexts])
    if (shape.length > 0) found.set(name, elementNames(name, shape));
  return found;
}
