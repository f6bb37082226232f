/** Formulas on the tape: every operation of one is a step. */
import type { Slot, TapeBuilder } from '../../core/program.ts';
import type { Term } from '../../expression/formula.ts';

/**
 * Emits a formula from the inside out, and names its value `name`; what it is made from on the way is `name.part[i]`,
 * in the order in which it is computed.
 *
 * @param known the slots of what it speaks of
 */
export function emitFormula(
  builder: TapeBuilder,
  name: string,
  term: Term,
  known: ReadonlyMap<string, Slot>,
): Slot {
  let parts = 0;
  const emit = (inner: Term): Slot => {
    if ('number' in inner) return builder.constant(inner.number);
    if ('name' in inner) return known.get(inner.name) as Slot;
    const slot = builder.apply(inner.op, ...inner.operands.map(emit));
    if (inner !== term) builder.name(slot, `${name}.part[${parts++}]`);
    return slot;
  };
  const slot = emit(term);
  builder.name(slot, name);
  return slot;
}
