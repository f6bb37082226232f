/** Emits formulas on the tape: each operation is a step. */
import { activationOf, type OpName, ops } from '../../core/operations.ts';
import type { Carry, Phase, Slot } from '../../core/program.ts';
import type { StepRole } from '../../core/step-role.ts';
import type { TapeBuilder } from '../../core/tape-builder.ts';
import { elementNames, type FormulaTree } from '../../expression/arrays/terms.ts';
import type { Formula, Scenario, TurnList } from '../format/scenario.ts';
import type { Given } from './given.ts';

/** The rank of a number's name in a list: the one in its turn is shown. */
const LIST_RANK = 1;

/**
 * Emits a formula, operands first, and names its value, or each number of its array. Its intermediate results are
 * `name.part[i]`, in the order in which they are computed. A number that is only another value copies it: each of the
 * two then has its own gradient.
 */
class FormulaEmitter {
  readonly #builder: TapeBuilder;
  readonly #formula: Formula;
  readonly #known: Map<string, Slot>;
  /** The slots of the terms so far: several may use one of them. */
  readonly #slots = new Map<FormulaTree, Slot>();
  #parts = 0;

  /** @param known the slots of the values that it can use, by name; its own are added */
  constructor(builder: TapeBuilder, formula: Formula, known: Map<string, Slot>) {
    this.#builder = builder;
    this.#formula = formula;
    this.#known = known;
  }

  emit(): void {
    const { name, shape, cells } = this.#formula;
    if (shape.length === 0) {
      this.#known.set(name, this.#number(name, cells[0] as FormulaTree));
      return;
    }
    const names = elementNames(name, shape);
    const slots = names.map((each, place) => {
      this.#builder.enterCell(place);
      return this.#number(each, cells[place] as FormulaTree);
    });
    // The next values of an array that is kept are all computed from the present ones.
    for (const [place, slot] of slots.entries()) this.#known.set(names[place] as string, slot);
  }

  #number(name: string, term: FormulaTree): Slot {
    const slot = this.#cell(name, term);
    this.#builder.name(slot, { kind: 'value', name });
    return slot;
  }

  #cell(name: string, term: FormulaTree): Slot {
    const isNew = 'op' in term && !this.#slots.has(term);
    if (isNew) return this.#operation(term, name);
    return this.#builder.emit('copy', [this.#slotOf(term)], { kind: 'copied', name });
  }

  #slotOf(term: FormulaTree): Slot {
    if ('number' in term) return this.#builder.constant(term.number);
    if ('name' in term) return this.#known.get(term.name) as Slot;
    const known = this.#slots.get(term);
    return known ?? this.#operation(term, null);
  }

  /** @param cell the name of the number that it is; null if it is an intermediate result */
  #operation(term: Extract<FormulaTree, { op: unknown }>, cell: string | null): Slot {
    const { op } = term;
    const operands = term.operands.map((each) => this.#slotOf(each));
    let slot = operands[0] as Slot;
    if (ops[op].arity === 2) {
      // From left to right, as far as there are operands.
      const last = operands.length - 1;
      for (let index = 1; index <= last; index++)
        slot = this.#step(op, [slot, operands[index] as Slot], cell, cell === null || index < last);
    } else slot = this.#step(op, operands, cell, cell === null);
    this.#slots.set(term, slot);
    return slot;
  }

  /** @param cell the name of the number that it is a step of; null as in `#operation` */
  #step(op: OpName, operands: readonly Slot[], cell: string | null, isPart: boolean): Slot {
    const formula = cell ?? this.#formula.name;
    const activation = activationOf(op);
    const role: StepRole = activation
      ? { kind: 'activation', activation, formula }
      : { kind: 'formula', formula, isPart };
    const slot = this.#builder.emit(op, operands, role);
    if (isPart) this.#nameAsPart(slot);
    return slot;
  }

  #nameAsPart(slot: Slot): void {
    const index = this.#parts;
    this.#parts += 1;
    this.#builder.name(slot, { kind: 'nodeItem', node: this.#formula.name, part: 'part', index });
  }
}

/**
 * Emits all formulas, each in its own frame, and the numbers of an array one after the other. Returns all values by
 * name.
 */
export function emitFormulas(
  given: Given,
  { formulas, parameters, kept, inputs: names, lists }: Scenario,
  inputs: readonly Slot[],
): ReadonlyMap<string, Slot> {
  const { builder } = given;
  const known = new Map(names.map((name, index) => [name, inputs[index] as Slot]));
  for (const { name, value } of parameters) {
    known.set(name, given.parameter({ layer: null, node: name }, { kind: 'value', name }, value));
  }
  for (const { name, value } of kept) known.set(name, given.slot('kept', { kind: 'value', name }, value));
  for (const formula of formulas) emitFormula(builder, formula, known, 'forward');
  for (const list of lists) nameInList(builder, list, known);
  return known;
}

/** What all turns of a repetition give is a list: its numbers are also called by its name, `rnn.h[0][1]`. */
function nameInList(
  builder: TapeBuilder,
  { name, shape, turns }: TurnList,
  known: ReadonlyMap<string, Slot>,
): void {
  const own = turns.flatMap((turn) => elementNames(turn, shape.slice(1)));
  for (const [place, called] of elementNames(name, shape).entries()) {
    const slot = known.get(own[place] as string);
    if (slot !== undefined) builder.name(slot, { kind: 'value', name: called }, LIST_RANK);
  }
}

/**
 * Emits the formulas of the next kept values, as a part of the update. Each one reads the new values of those above it,
 * as lines of a program do.
 *
 * @param values the slots of all values by name
 * @returns what is copied when the update is complete
 */
export function emitNexts(
  builder: TapeBuilder,
  { kept, nexts }: Scenario,
  values: ReadonlyMap<string, Slot>,
): readonly Carry[] {
  if (nexts.length === 0) return [];
  const known = new Map(values);
  for (const formula of nexts) emitFormula(builder, formula, known, 'update');
  return kept.map(({ name }) => ({ from: known.get(name) as Slot, to: values.get(name) as Slot }));
}

/** Emits a formula in a frame of its own, and adds its numbers to the known values. */
function emitFormula(builder: TapeBuilder, formula: Formula, known: Map<string, Slot>, phase: Phase): void {
  const { name: node, frame: layer, shape } = formula;
  builder.enter({ phase, layer, node, ...(shape.length > 0 ? { shape } : {}) });
  new FormulaEmitter(builder, formula, known).emit();
}
