/** Emits formulas on the tape: each operation is a step. */
import { activationOf } from '../../core/operations.ts';
import type { Slot } from '../../core/program.ts';
import type { StepRole } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import type { FormulaTree } from '../../expression/formula.ts';
import type { Scenario } from '../format/scenario.ts';
import type { Given } from './given.ts';
import type { Value } from './layers.ts';

/**
 * Emits a formula, operands first, and names its value `name`. Its intermediate results are `name.part[i]`, in the
 * order in which they are computed. A formula that is only a name copies the value: each of the two then has its own
 * gradient.
 *
 * @param known the slots of the values that it can use, by name
 */
function emitFormula(
  builder: TapeBuilder,
  name: string,
  term: FormulaTree,
  known: ReadonlyMap<string, Slot>,
): Slot {
  let parts = 0;
  const emit = (inner: FormulaTree): Slot => {
    if ('number' in inner) return builder.constant(inner.number);
    if ('name' in inner) return known.get(inner.name) as Slot;
    const isPart = inner !== term;
    const activation = activationOf(inner.op);
    const role: StepRole = activation
      ? { kind: 'activation', activation, formula: name }
      : { kind: 'formula', formula: name, isPart };
    const slot = builder.emit(inner.op, inner.operands.map(emit), role);
    if (isPart) builder.name(slot, { kind: 'nodeItem', node: name, part: 'part', index: parts++ });
    return slot;
  };
  const slot = 'name' in term ? builder.emit('copy', [emit(term)], { kind: 'copied', name }) : emit(term);
  builder.name(slot, { kind: 'value', name });
  return slot;
}

/** Emits all formulas, each in its own frame. Returns the outputs. */
export function emitFormulas(
  given: Given,
  { formulas, parameters, inputs: names, outputs }: Scenario,
  inputs: readonly Slot[],
): Value[] {
  const { builder } = given;
  const known = new Map(names.map((name, index) => [name, inputs[index] as Slot]));
  for (const { name, value } of parameters) {
    known.set(name, given.parameter({ layer: null, node: name }, { kind: 'value', name }, value));
  }
  for (const { name, term } of formulas) {
    builder.enter({ phase: 'forward', layer: null, node: name });
    known.set(name, emitFormula(builder, name, term, known));
  }
  return outputs.map((name) => ({ name, slot: known.get(name) as Slot }));
}
