/** The formulas of the listing: the variables of each and of what it has inside, and the slots that they hold. */
import type { Address } from '../../core/address.ts';
import type { Run, Slot } from '../../core/program.ts';
import { tapeIndexOf } from '../../core/tape-index.ts';
import { elementNames, type Terms } from '../../expression/arrays/terms.ts';
import type { Formula } from '../../scenario/format/scenario.ts';
import { TermSlots } from '../writing/term-slots.ts';
import type { NumpyArray } from './named-arrays.ts';
import type { FormulaNames } from './names.ts';
import { type StageTerms, stagesOf } from './stages.ts';

/** An intermediate array of a formula, and its slots. */
export interface Stage extends StageTerms {
  readonly slots: readonly Slot[];
}

/**
 * A formula and, if it has more than 16 intermediate results, an array for them (inlined, the text would grow
 * exponentially). A formula of arrays has stages instead.
 */
export interface ListedFormula extends NumpyArray {
  readonly parts: NumpyArray | null;
  readonly stages: readonly Stage[];
  /** Names for variables of stages: as many as there are stages. */
  readonly stageNames: readonly string[];
  /** Of a formula of arrays: its terms, and their slots; null for a formula of single values. */
  readonly whole: { readonly terms: Terms; readonly slots: TermSlots } | null;
}

/** The formula of a next kept value, or one that it calls. */
export type NextFormula = Pick<ListedFormula, 'name' | 'shape' | 'slots' | 'whole'>;

/** Maximum number of intermediate results of a formula without an array for them. */
const MOST_PARTS = 16;

/** Whether arrays are in a formula, or it is one. */
function isOfArrays({ shape, made }: Terms): boolean {
  return shape.length > 0 || made !== undefined;
}

/** The intermediate arrays of each formula that can have a variable. */
export function stagesOfEach(formulas: readonly Formula[]): (readonly StageTerms[])[] {
  return formulas.map((formula) => (isOfArrays(formula) ? stagesOf(formula) : []));
}

/**
 * The formulas of a scenario without layers, in their order.
 *
 * @param stages the intermediate arrays of each
 * @param slotOf the slot of an address before any update; null if there is none
 */
export function listedFormulas(
  run: Run,
  formulas: readonly Formula[],
  stages: readonly (readonly StageTerms[])[],
  names: FormulaNames,
  slotOf: (address: Address) => Slot | null,
): ListedFormula[] {
  const slotOfName = (name: string) => slotOf({ kind: 'value', name });
  return formulas.map((formula, index) => {
    const { name, shape } = formula;
    const parts = partsOf(name, slotOf);
    const slots = elementNames(name, shape).map((each) => slotOfName(each) as Slot);
    const isWhole = isOfArrays(formula);
    const isLong = parts.length > MOST_PARTS && !isWhole;
    const ofTerms = isWhole ? new TermSlots(run, formula, slots, slotOfName, 'example') : null;
    return {
      name: names.formulas[index] as string,
      shape,
      slots,
      whole: ofTerms && { terms: formula, slots: ofTerms },
      stages: (stages[index] ?? []).map((each) => ({
        ...each,
        slots: each.terms.cells.map((cell) => ofTerms?.of(cell) as Slot),
      })),
      stageNames: names.stages[index] ?? [],
      parts: isLong ? { name: names.parts[index] as string, shape: [parts.length], slots: parts } : null,
    };
  });
}

/** The intermediate results of a formula, in the order in which they are computed. */
function partsOf(formula: string, slotOf: (address: Address) => Slot | null): Slot[] {
  const parts: Slot[] = [];
  for (;;) {
    const part = slotOf({ kind: 'nodeItem', node: formula, part: 'part', index: parts.length });
    if (part === null) return parts;
    parts.push(part);
  }
}

/**
 * The formulas of the next kept values, in their order.
 *
 * @param variables by the name of a formula
 * @param slotOf the slot of an address before any update; null if there is none
 */
export function nextFormulas(
  run: Run,
  formulas: readonly Formula[],
  variables: ReadonlyMap<string, string>,
  slotOf: (address: Address) => Slot | null,
): NextFormula[] {
  // A new value is read under the same name by the formulas below it.
  const changed = new Map<string, Slot>();
  const tape = tapeIndexOf(run);
  return formulas.map((formula) => {
    const { name, shape } = formula;
    const names = elementNames(name, shape);
    const known = new Map(changed);
    const slots = names.map((each) => {
      const before = slotOf({ kind: 'value', name: each }) as Slot;
      return tape.carriedInto(before)?.from ?? before;
    });
    for (const [place, each] of names.entries()) changed.set(each, slots[place] as Slot);
    const slotOfName = (each: string) => known.get(each) ?? slotOf({ kind: 'value', name: each });
    const ofTerms = isOfArrays(formula) ? new TermSlots(run, formula, slots, slotOfName, 'update') : null;
    return {
      name: variables.get(name) as string,
      shape,
      slots,
      whole: ofTerms && { terms: formula, slots: ofTerms },
    };
  });
}
