/** The view of a scenario's tape that the listing needs: the slots of values, parameters and gradients. */

import { type Address, printAddress } from '../../core/address.ts';
import type { Run, Slot } from '../../core/program.ts';
import { type TapeIndex, tapeIndexOf } from '../../core/tape-index.ts';
import { sizeOf } from '../../expression/arrays/terms.ts';
import type { Scenario } from '../../scenario/format/scenario.ts';
import {
  type ListedFormula,
  listedFormulas,
  type NextFormula,
  nextFormulas,
  stagesOfEach,
} from './formulas.ts';
import { type NumpyLayer, numpyLayer, parametersOf } from './layers.ts';
import { type LossPart, lossPartsOf } from './loss-parts.ts';
import { type NumpyLoss, numpyLosses } from './losses.ts';
import { arraysOf, inputArrays, type NumpyArray } from './named-arrays.ts';
import { formulaNames, type LayerNames, layerNames } from './names.ts';
import { reservedFor } from './reserved.ts';
import { type UpdateStates, updateStatesOf } from './update-states.ts';

export class NumpyNetwork {
  readonly run: Run;
  readonly layers: readonly NumpyLayer[];
  /** The formulas of a scenario without layers, each in its own variable. */
  readonly formulas: readonly ListedFormula[];
  /** The variables of the inputs of formulas; null for layers, whose inputs are one vector. */
  readonly inputs: readonly NumpyArray[] | null;
  /** All weights and biases, or the parameters of formulas. */
  readonly parameters: readonly NumpyArray[];
  /** The values that are kept from batch to batch. */
  readonly kept: readonly NumpyArray[];
  /** The formulas of the next kept values, in their order, each in the variable that it changes or in its own. */
  readonly nexts: readonly NextFormula[];
  /** The variables for the outputs. */
  readonly results: readonly string[];
  /** The losses, with their variables. */
  readonly losses: readonly NumpyLoss[];
  /** The intermediate values that all outputs of a loss share. */
  readonly lossParts: readonly LossPart[];
  /** The values that the optimizer keeps, and those that it computes once for all parameters. */
  readonly states: UpdateStates;
  readonly tape: TapeIndex;
  /** All slots by printed address. */
  readonly #slots = new Map<string, Slot[]>();
  /** The products of the chain rule, by the index of the forward instruction that they differentiate. */
  readonly #passing = new Map<number, Slot>();

  constructor(scenario: Scenario, run: Run) {
    this.run = run;
    for (const [slot, { kind, names }] of run.slots.entries()) {
      // The name of a constant is its number, which is not an address.
      if (kind === 'constant') continue;
      for (const name of names) {
        const known = this.#slots.get(name);
        if (known) known.push(slot);
        else this.#slots.set(name, [slot]);
      }
    }
    for (const { role, result } of run.example.instructions) {
      if (role.kind === 'term') this.#passing.set(role.of, result);
    }
    this.tape = tapeIndexOf(run);
    this.losses = numpyLosses(scenario);
    const variables = new Map(this.losses.map((loss) => [loss.name, loss.variable]));
    const variableOf = (loss: string | null) => variables.get(loss) ?? 'loss';
    this.lossParts = lossPartsOf(run.slots, run.example.instructions, variableOf);
    this.states = updateStatesOf(run.slots, run.update);
    const reserved = reservedFor(run, this.losses, this.lossParts);
    const names = layerNames(
      scenario.layers.map(({ name }) => name),
      reserved,
    );
    const slotOf = (address: Address) => this.slot(address);
    const slotsOf = (values: readonly string[]) =>
      values.map((name) => this.slot({ kind: 'value', name }) as Slot);
    this.layers = scenario.layers.map((layer, index) => {
      const incoming = names[index - 1]?.values ?? 'x';
      const width = scenario.layers[index - 1]?.nodes.length ?? run.inputs.length;
      return numpyLayer(layer, names[index] as LayerNames, incoming, width, slotOf);
    });
    const isLayered = scenario.formulas.length === 0;
    const inputs = isLayered ? [] : inputArrays(scenario);
    const parameters = arraysOf(scenario.parameters);
    const kept = arraysOf(scenario.kept);
    const stages = stagesOfEach(scenario.formulas);
    const variablesOf = formulaNames(
      {
        inputs: inputs.map(({ name }) => name),
        parameters: parameters.map(({ name }) => name),
        formulas: scenario.formulas.map(({ name }, index) => ({ name, stages: stages[index]?.length ?? 0 })),
        nexts: [...kept, ...scenario.nexts].map(({ name }) => name),
      },
      reserved,
    );
    this.inputs = isLayered
      ? null
      : inputs.map(({ shape, first }, index) => ({
          name: variablesOf.inputs[index] as string,
          shape,
          slots: run.inputs.slice(first, first + sizeOf(shape)),
        }));
    this.formulas = listedFormulas(run, scenario.formulas, stages, variablesOf, slotOf);
    this.parameters = isLayered
      ? this.layers.flatMap(parametersOf)
      : parameters.map(({ shape, elements }, index) => ({
          name: variablesOf.parameters[index] as string,
          shape,
          slots: slotsOf(elements),
        }));
    this.kept = kept.map(({ name, shape, elements }) => ({
      name: variablesOf.nexts.get(name) as string,
      shape,
      slots: slotsOf(elements),
    }));
    this.nexts = nextFormulas(run, scenario.nexts, variablesOf.nexts, slotOf);
    this.results = isLayered
      ? this.layers.slice(-1).map((listed) => listed.names.values)
      : this.formulas
          .filter(({ slots: [first] }) => scenario.outputs.includes(this.nameOf(first as Slot)))
          .map(({ name }) => name);
  }

  /** The slot of an address before any update; null if there is none. */
  slot(address: Address): Slot | null {
    return this.#slots.get(printAddress(address))?.[0] ?? null;
  }

  nameOf(slot: Slot): string {
    return this.run.slots[slot]?.name ?? '';
  }

  /** The slot of a value's complete gradient; null if it is not computed. */
  gradient(slot: Slot): Slot | null {
    const addresses = this.run.slots[slot]?.addresses ?? [];
    const found = addresses.flatMap((of) => this.#slots.get(printAddress({ kind: 'gradient', of })) ?? []);
    // If several slots have the address, the sum is the one that is written last.
    return found.reduce<Slot | null>(
      (best, each) => (best === null || this.orderOf(each) > this.orderOf(best) ? each : best),
      null,
    );
  }

  /** Index of the instruction in the example's Program that writes a slot; −1 if there is none. */
  orderOf(slot: Slot | null): number {
    return slot === null ? -1 : (this.tape.writerIn('example', slot) ?? -1);
  }

  /** The gradient that a node passes back through its activation; null if there is none. */
  gradientThroughActivation(output: Slot): Slot | null {
    return this.#passing.get(this.orderOf(output)) ?? null;
  }
}
