/** The view of a scenario's tape that the listing needs: the slots of values, parameters and gradients. */

import { type Address, printAddress } from '../../core/address.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Run, Slot } from '../../core/program.ts';
import { type TapeIndex, tapeIndexOf } from '../../core/tape-index.ts';
import { elementNames, sizeOf, type Terms } from '../../expression/arrays/terms.ts';
import type { Formula, Scenario, ScenarioLayer } from '../../scenario/format/scenario.ts';
import { LOSS_FORMULA } from '../../scenario/losses/losses.ts';
import { TermSlots } from '../writing/term-slots.ts';
import { type LossPart, lossPartsOf } from './loss-parts.ts';
import { type NumpyLoss, numpyLosses } from './losses.ts';
import { arraysOf, inputArrays } from './named-arrays.ts';
import { type LayerNames, layerNames, valueNames } from './names.ts';
import { reservedFor } from './reserved.ts';
import { type StageTerms, stagesOf } from './stages.ts';
import { type UpdateStates, updateStatesOf } from './update-states.ts';

/** A layer, its variables and its slots. */
export interface NumpyLayer {
  readonly layer: ScenarioLayer;
  readonly names: LayerNames;
  /** The variable for the sums before the activation; the variable for the values if there is no activation. */
  readonly sums: string;
  /** The values and the sums, one for each node. */
  readonly outputs: readonly Slot[];
  readonly inputs: readonly Slot[];
  /** With dropout: the values before it, and the masks. */
  readonly dropout: { readonly acts: readonly Slot[]; readonly masks: readonly Slot[] } | null;
  /** The nodes with weights. Each has a row of the matrix. */
  readonly weighted: readonly number[];
  readonly weights: readonly Slot[];
  /** Number of incoming values. */
  readonly width: number;
  /** The variable for the incoming values. */
  readonly incoming: string;
  /** The nodes with their own bias. Each has an element of the vector. */
  readonly biased: readonly number[];
  readonly biases: readonly Slot[];
  readonly sharedBias: Slot | null;
  /** The intermediate values of softmax; null for other activations. */
  readonly softmax: {
    readonly max: Slot;
    readonly shifted: readonly Slot[];
    readonly exps: readonly Slot[];
    readonly total: Slot;
  } | null;
}

/** A variable and its slots. For a single number the shape is empty. */
export interface NumpyArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly slots: readonly Slot[];
}

/** An intermediate array of a formula, and its slots. */
export interface Stage extends StageTerms {
  readonly slots: readonly Slot[];
}

/**
 * A formula and, if it has more than 16 intermediate results, an array for them (inlined, the text would grow
 * exponentially). A formula of arrays has stages instead.
 */
interface ListedFormula extends NumpyArray {
  readonly parts: NumpyArray | null;
  readonly stages: readonly Stage[];
  /** Names for variables of stages: as many as there are stages. */
  readonly stageNames: readonly string[];
  /** Of a formula of arrays: its terms, and their slots; null for a formula of single values. */
  readonly whole: { readonly terms: Terms; readonly slots: TermSlots } | null;
}

/** The formula of a next kept value, or one that it calls. */
type NextFormula = Pick<ListedFormula, 'name' | 'shape' | 'slots' | 'whole'>;

type NodePart = Extract<Address, { kind: 'node' }>['part'];
type LayerPart = Extract<Address, { kind: 'layer' }>['part'];

/** Maximum number of intermediate results of a formula without an array for them. */
const MOST_PARTS = 16;

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
    let incoming = 'x';
    let width = run.inputs.length;
    this.layers = scenario.layers.map((layer, index) => {
      const listed = this.#layer(layer, names[index] as LayerNames, incoming, width);
      incoming = listed.names.values;
      width = layer.nodes.length;
      return listed;
    });
    const isLayered = scenario.formulas.length === 0;
    const arrays = arraysOf(scenario.parameters);
    const ofFormulas = scenario.formulas.map(({ name }) => name);
    const inputs = isLayered ? [] : inputArrays(scenario);
    const given = inputs.map(({ name }) => name);
    const stages = scenario.formulas.map((formula) => (isOfArrays(formula) ? stagesOf(formula) : []));
    const stageNames = stages.map((each, index) =>
      each.map((_stage, place) => `${ofFormulas[index]}_${place + 1}`),
    );
    const partsOf = ofFormulas.map((name) => this.#parts(name));
    const kept = arraysOf(scenario.kept);
    const ofFormulasAndStages = [
      ...given,
      ...arrays.map(({ name }) => name),
      ...ofFormulas,
      ...ofFormulas.map((name) => `${name}_part`),
      ...stageNames.flat(),
    ];
    const ofNexts = new Set([...kept, ...scenario.nexts].map(({ name }) => name));
    const values = [...ofFormulasAndStages, ...ofNexts];
    const valueVariables = valueNames(values, reserved);
    // The loss has the same name in all listings.
    const variable = (index: number) =>
      values[index] === LOSS_FORMULA ? 'loss' : (valueVariables[index] as string);
    this.inputs = isLayered
      ? null
      : inputs.map(({ shape, first }, index) => ({
          name: valueVariables[index] as string,
          shape,
          slots: run.inputs.slice(first, first + sizeOf(shape)),
        }));
    let stage = given.length + arrays.length + 2 * ofFormulas.length;
    this.formulas = scenario.formulas.map((formula, index) => {
      const { name, shape } = formula;
      const own = given.length + arrays.length + index;
      const parts = partsOf[index] as Slot[];
      const slots = elementNames(name, shape).map((each) => this.slot({ kind: 'value', name: each }) as Slot);
      const isWhole = isOfArrays(formula);
      const isLong = parts.length > MOST_PARTS && !isWhole;
      const ofTerms = isWhole
        ? new TermSlots(run, formula, slots, (each) => this.slot({ kind: 'value', name: each }), 'example')
        : null;
      return {
        name: variable(own),
        shape,
        slots,
        whole: ofTerms && { terms: formula, slots: ofTerms },
        stages: (stages[index] ?? []).map((each) => ({
          ...each,
          slots: each.terms.cells.map((cell) => ofTerms?.of(cell) as Slot),
        })),
        stageNames: (stages[index] ?? []).map(() => variable(stage++)),
        parts: isLong
          ? { name: variable(own + ofFormulas.length), shape: [parts.length], slots: parts }
          : null,
      };
    });
    this.parameters = isLayered
      ? this.layers.flatMap(parametersOf)
      : arrays.map(({ shape, elements }, index) => ({
          name: variable(given.length + index),
          shape,
          slots: elements.map((name) => this.slot({ kind: 'value', name }) as Slot),
        }));
    const variableOfNext = new Map(
      [...ofNexts].map((name, index) => [name, variable(ofFormulasAndStages.length + index)]),
    );
    this.kept = kept.map(({ name, shape, elements }) => ({
      name: variableOfNext.get(name) as string,
      shape,
      slots: elements.map((each) => this.slot({ kind: 'value', name: each }) as Slot),
    }));
    this.nexts = this.#nexts(scenario.nexts, variableOfNext);
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

  /** @param variables by the name of a formula */
  #nexts(formulas: readonly Formula[], variables: ReadonlyMap<string, string>): NextFormula[] {
    // A new value is read under the same name by the formulas below it.
    const changed = new Map<string, Slot>();
    return formulas.map((formula) => {
      const { name, shape } = formula;
      const names = elementNames(name, shape);
      const known = new Map(changed);
      const slots = names.map((each) => {
        const before = this.slot({ kind: 'value', name: each }) as Slot;
        return this.tape.carriedInto(before)?.from ?? before;
      });
      for (const [place, each] of names.entries()) changed.set(each, slots[place] as Slot);
      const slotOf = (each: string) => known.get(each) ?? this.slot({ kind: 'value', name: each });
      const ofTerms = isOfArrays(formula) ? new TermSlots(this.run, formula, slots, slotOf, 'update') : null;
      return {
        name: variables.get(name) as string,
        shape,
        slots,
        whole: ofTerms && { terms: formula, slots: ofTerms },
      };
    });
  }

  /** The intermediate results of a formula, in the order in which they are computed. */
  #parts(formula: string): Slot[] {
    const parts: Slot[] = [];
    for (;;) {
      const part = this.slot({ kind: 'nodeItem', node: formula, part: 'part', index: parts.length });
      if (part === null) return parts;
      parts.push(part);
    }
  }

  #layer(layer: ScenarioLayer, names: LayerNames, incoming: string, width: number): NumpyLayer {
    const { nodes } = layer;
    const all = [...nodes.keys()];
    const nameOf = (node: number) => nodes[node]?.name ?? '';
    const known = (address: Address) => this.slot(address) as Slot;
    const ofNodes = (part: NodePart, which = all) =>
      which.map((node) => known({ kind: 'node', node: nameOf(node), part }));
    const ofLayer = (part: LayerPart) => known({ kind: 'layer', layer: layer.name, part, index: null });
    const weighted = all.filter((node) => nodes[node]?.from === null);
    const biased = all.filter((node) => nodes[node]?.bias !== null);
    return {
      layer,
      names,
      sums: layer.activation === NO_ACTIVATION && !layer.dropout ? names.values : names.sums,
      outputs: nodes.map(({ name }) => known({ kind: 'value', name })),
      inputs: ofNodes('in'),
      dropout: layer.dropout && { acts: ofNodes('act'), masks: ofNodes('mask') },
      weighted,
      weights: weighted.flatMap((node) =>
        Array.from({ length: width }, (_weight, index) =>
          known({ kind: 'nodeItem', node: nameOf(node), part: 'w', index }),
        ),
      ),
      width,
      incoming,
      biased,
      biases: ofNodes('bias', biased),
      sharedBias: layer.bias === null ? null : ofLayer('bias'),
      softmax:
        layer.activation === 'softmax'
          ? {
              max: ofLayer('max'),
              shifted: ofNodes('shifted'),
              exps: ofNodes('exp'),
              total: ofLayer('exp_sum'),
            }
          : null,
    };
  }
}

/** Whether arrays are in a formula, or it is one. */
function isOfArrays({ shape, made }: Terms): boolean {
  return shape.length > 0 || made !== undefined;
}

/** The variables for a layer's parameters: weights, biases, shared bias, if it has them. */
export function parametersOf({
  names,
  weighted,
  weights,
  width,
  biases,
  sharedBias,
}: NumpyLayer): NumpyArray[] {
  const shared = sharedBias === null ? [] : [{ name: names.bias, shape: [], slots: [sharedBias] }];
  return [
    { name: names.weights, shape: [weighted.length, width], slots: weights },
    { name: names.bias, shape: [biases.length], slots: biases },
    ...shared,
  ].filter(({ slots }) => slots.length > 0);
}
