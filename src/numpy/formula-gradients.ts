/** Writes the backward phase of formulas of vectors and matrices, each gradient as a whole if the tape allows it. */
import type { Slot } from '../core/program.ts';
import type { Stage } from './variables/formulas.ts';
import type { NumpyArray } from './variables/named-arrays.ts';
import { gradientName } from './variables/names.ts';
import type { NumpyNetwork } from './variables/network.ts';
import type { LineWriter } from './writing/line-writer.ts';

/** A gradient with a variable of its own. */
interface Unit {
  /** The variable of the value, not of the gradient; of a stage it is chosen when it is written. */
  readonly name: () => string;
  readonly shape: readonly number[];
  readonly slots: readonly (Slot | null)[];
  readonly kind: 'formula' | 'stage' | 'given';
  /** What is written after the gradient. */
  readonly after: () => void;
}

/**
 * Writes the gradients of formulas, of their intermediate arrays, of parameters and of inputs: each after all that it is
 * computed from, otherwise in the order of the tape.
 */
export function writeArrayGradients(writer: LineWriter, network: NumpyNetwork): void {
  const { formulas, parameters, inputs, run } = network;
  const { instructions } = run.example;
  const first = instructions.findIndex(({ scope }) => scope.phase === 'backward');
  const needed = new Set(instructions.slice(first).flatMap(({ operands }) => operands));
  const unitOf = ({ name, shape, slots }: NumpyArray, kind: Unit['kind'], after = () => {}): Unit => ({
    name: () => name,
    shape,
    slots: slots.map((slot) => network.gradient(slot)),
    kind,
    after,
  });
  // Of formulas with the same gradient, the last one is the first that has it.
  const ofFormulas = formulas.toReversed().flatMap((formula) => {
    const names = namesOf(formula);
    const copies = () => {
      if (formula.whole) copyStages(writer, formula, names, needed);
    };
    return [
      unitOf(formula, 'formula', copies),
      ...(formula.parts ? [unitOf(formula.parts, 'formula')] : []),
      ...formula.stages.map((stage) => ({
        ...unitOf({ name: '', shape: stage.terms.shape, slots: stage.slots }, 'stage'),
        name: () => names(stage),
      })),
    ];
  });
  const units = [...ofFormulas, ...[...parameters, ...(inputs ?? [])].map((each) => unitOf(each, 'given'))]
    .filter(
      ({ slots, kind }) => slots.some((slot) => slot !== null) && !(kind === 'stage' && slots.includes(null)),
    )
    .map((unit) => ({ unit, last: Math.max(...unit.slots.map((slot) => network.orderOf(slot))) }))
    .sort((a, b) => a.last - b.last)
    .map(({ unit }) => unit);
  const sourcesOf = sourceFinder(network, units, first);
  const begun = new Set<Unit>();
  const write = (unit: Unit) => {
    if (begun.has(unit)) return;
    begun.add(unit);
    for (const source of sourcesOf(unit)) write(source);
    const { name, shape, slots, kind, after } = unit;
    const nameIt = () => gradientName(name());
    if (kind === 'stage') writer.defineStage(nameIt, shape, slots as Slot[]);
    else writer.defineArray(nameIt(), shape, slots);
    after();
  };
  for (const unit of units) write(unit);
}

/** Names the stages of a formula in the order in which they are asked for. */
function namesOf({ stageNames }: { readonly stageNames: readonly string[] }) {
  const known = new Map<Stage, string>();
  return (stage: Stage): string => {
    const name = known.get(stage) ?? (stageNames[known.size] as string);
    known.set(stage, name);
    return name;
  };
}

/** Finds the units that a unit is computed from. @param first the first instruction of the backward phase */
function sourceFinder(network: NumpyNetwork, units: readonly Unit[], first: number) {
  const { instructions } = network.run.example;
  // A value that is the same as another one has its gradient from that.
  const owner = new Map<Slot, Unit>();
  for (const kind of ['formula', 'given', 'stage'])
    for (const unit of units.filter((each) => each.kind === kind))
      for (const slot of unit.slots) if (slot !== null && !owner.has(slot)) owner.set(slot, unit);
  return (unit: Unit): Unit[] => {
    const found = new Set<Unit>();
    const seen = new Set<Slot>();
    const open = unit.slots.filter((slot) => slot !== null);
    for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
      if (seen.has(slot)) continue;
      seen.add(slot);
      const of = owner.get(slot);
      if (of !== undefined && of !== unit) {
        found.add(of);
        continue;
      }
      const index = network.orderOf(slot);
      if (index >= first) open.push(...(instructions[index]?.operands ?? []));
    }
    return units.filter((each) => found.has(each));
  };
}

/**
 * Writes the intermediate arrays of a formula once more, as variables.
 *
 * @param needed the slots that later lines use
 */
function copyStages(
  writer: LineWriter,
  { stages, whole }: NumpyNetwork['formulas'][number],
  nameOf: (stage: Stage) => string,
  needed: ReadonlySet<Slot>,
): void {
  if (whole === null) return;
  const wanted = new Set(stages.filter(({ slots }) => slots.some((slot) => needed.has(slot))));
  // What a function has inside uses its operand more than once.
  for (const { operand } of [...wanted])
    for (const stage of stages) if (operand !== null && stage.terms === operand) wanted.add(stage);
  for (const stage of stages) {
    if (wanted.has(stage)) writer.copyStage(() => nameOf(stage), stage.terms, stage.slots, whole.slots);
  }
}
