/** What the listing has to know of a scenario's tape: where values, parameters and gradients are. */
import type { Run, Slot } from '../core/program.ts';
import type { Scenario, ScenarioLayer } from '../scenario/format/scenario.ts';
import { type LayerNames, layerNames, valueNames } from './names.ts';

/** A layer, the variables for it, and its slots. */
export interface ListedLayer {
  readonly layer: ScenarioLayer;
  readonly names: LayerNames;
  /** The variable that holds the sums before the activation; without an activation they are the values. */
  readonly sums: string;
  /** Of every node. */
  readonly outputs: readonly Slot[];
  readonly inputs: readonly Slot[];
  /** Where there is dropout: the values before it, and the masks. */
  readonly dropout: { readonly acts: readonly Slot[]; readonly masks: readonly Slot[] } | null;
  /** The nodes that have weights: a row of the matrix each. */
  readonly weighted: readonly number[];
  readonly weights: readonly Slot[];
  /** How many values come in. */
  readonly width: number;
  /** The variable that holds them. */
  readonly incoming: string;
  /** The nodes that have a bias of their own: an element each. */
  readonly biased: readonly number[];
  readonly biases: readonly Slot[];
  readonly sharedBias: Slot | null;
  /** Where softmax is the layer's activation: what it is made from. */
  readonly softmax: { readonly max: Slot; readonly exps: readonly Slot[]; readonly total: Slot } | null;
}

/** Values in a variable: a number where the shape is empty. */
export interface ListedArray {
  readonly name: string;
  readonly shape: readonly number[];
  readonly slots: readonly Slot[];
}

/** A formula; if it is long, also what is made on the way to it: written out anew each time it would never end. */
interface ListedFormula {
  readonly name: string;
  readonly slot: Slot;
  readonly parts: ListedArray | null;
}

/** Longer formulas have their parts in a variable. */
const MOST_PARTS = 16;

export class ListedNetwork {
  readonly run: Run;
  readonly layers: readonly ListedLayer[];
  /** What is computed where there are no layers, each in a variable of its own. */
  readonly formulas: readonly ListedFormula[];
  /** The inputs of formulas, likewise; null for layers, whose inputs are one vector. */
  readonly inputs: readonly string[] | null;
  /** All weights and biases, or what formulas learn. */
  readonly parameters: readonly ListedArray[];
  /** The variables that hold what comes out. */
  readonly results: readonly string[];
  /** The gradients of the outputs, where they are given. */
  readonly seeds: readonly Slot[];
  readonly #slots = new Map<string, Slot[]>();
  readonly #order = new Map<Slot, number>();
  /** The products that pass a gradient back, by the forward instruction that they differentiate. */
  readonly #passing = new Map<number, Slot>();

  constructor(scenario: Scenario, run: Run) {
    this.run = run;
    for (const [slot, { role, names }] of run.slots.entries()) {
      if (role === 'constant' || role === 'accumulator') continue;
      for (const name of names) {
        const known = this.#slots.get(name);
        if (known) known.push(slot);
        else this.#slots.set(name, [slot]);
      }
    }
    this.seeds = [...run.slots.entries()]
      .filter(
        ([slot, { role, names }]) =>
          // The share of a batch is the gradient of the loss as well.
          slot !== run.share && role === 'setting' && names.some((name) => name.startsWith('grad(')),
      )
      .map(([slot]) => slot);
    for (const [index, { op, of, result }] of run.example.instructions.entries()) {
      this.#order.set(result, index);
      if (op === 'multiply' && of !== null) this.#passing.set(of, result);
    }
    const names = layerNames(scenario.layers.map(({ name }) => name));
    let incoming = 'x';
    let width = run.inputs.length;
    this.layers = scenario.layers.map((layer, index) => {
      const listed = this.#layer(layer, names[index] as LayerNames, incoming, width);
      incoming = listed.names.values;
      width = layer.nodes.length;
      return listed;
    });
    const isLayered = scenario.formulas.length === 0;
    const arrays = arraysOf(scenario.parameters.map(({ name }) => name));
    const ofFormulas = scenario.formulas.map(({ name }) => name);
    const given = isLayered ? [] : scenario.inputs;
    const partsOf = ofFormulas.map((name) => this.#parts(name));
    const values = [
      ...given,
      ...arrays.map(({ name }) => name),
      ...ofFormulas,
      ...ofFormulas.map((name) => `${name}_part`),
    ];
    const variables = valueNames(values);
    // The loss has one name in every listing.
    const variable = (index: number) => (values[index] === 'loss' ? 'loss' : (variables[index] as string));
    this.inputs = isLayered ? null : variables.slice(0, given.length);
    this.formulas = ofFormulas.map((name, index) => {
      const own = given.length + arrays.length + index;
      const parts = partsOf[index] as Slot[];
      const isLong = parts.length > MOST_PARTS;
      return {
        name: variable(own),
        slot: this.slot(name) as Slot,
        parts: isLong
          ? { name: variable(own + ofFormulas.length), shape: [parts.length], slots: parts }
          : null,
      };
    });
    this.parameters = isLayered
      ? this.layers.flatMap(parametersOf)
      : arrays.map(({ shape, addresses }, index) => ({
          name: variable(given.length + index),
          shape,
          slots: addresses.map((address) => this.slot(address) as Slot),
        }));
    this.results = isLayered
      ? this.layers.slice(-1).map((listed) => listed.names.values)
      : this.formulas
          .filter((_, index) => scenario.outputs.includes(ofFormulas[index] as string))
          .map(({ name }) => name);
  }

  /** The slot of an address before any update; null where the tape has none. */
  slot(name: string): Slot | null {
    return this.#slots.get(name)?.[0] ?? null;
  }

  nameOf(slot: Slot): string {
    return this.run.slots[slot]?.names[0] ?? '';
  }

  /** The slot that an update writes an address into; null where none does. */
  written(name: string): Slot | null {
    const slots = this.#slots.get(name) ?? [];
    return slots.length > 1 ? (slots.at(-1) ?? null) : null;
  }

  /** The slot of a value's whole gradient; null where none is computed. */
  gradient(slot: Slot): Slot | null {
    const names = this.run.slots[slot]?.names ?? [];
    const found = names.flatMap((name) => this.#slots.get(`grad(${name})`) ?? []);
    // What arrives from several sides has the names of its sum, which is written last.
    return found.reduce<Slot | null>(
      (best, each) => (best === null || this.orderOf(each) > this.orderOf(best) ? each : best),
      null,
    );
  }

  /** Where in an example's Program a slot is written; −1 where it is not. */
  orderOf(slot: Slot | null): number {
    return this.#order.get(slot ?? -1) ?? -1;
  }

  /** The gradient that a node passes back through its activation; null where none arrives. */
  throughActivation(output: Slot): Slot | null {
    return this.#passing.get(this.#order.get(output) ?? -1) ?? null;
  }

  /** What is made on the way to a formula, in the order in which it is computed. */
  #parts(formula: string): Slot[] {
    const parts: Slot[] = [];
    for (;;) {
      const part = this.slot(`${formula}.part[${parts.length}]`);
      if (part === null) return parts;
      parts.push(part);
    }
  }

  #layer(layer: ScenarioLayer, names: LayerNames, incoming: string, width: number): ListedLayer {
    const { nodes } = layer;
    const known = (name: string) => this.slot(name) as Slot;
    const all = [...nodes.keys()];
    const weighted = all.filter((node) => nodes[node]?.from === null);
    const biased = all.filter((node) => nodes[node]?.bias !== null);
    const nameOf = (node: number) => nodes[node]?.name ?? '';
    return {
      layer,
      names,
      sums: layer.activation === 'identity' && !layer.dropout ? names.values : names.sums,
      outputs: nodes.map(({ name }) => known(name)),
      inputs: nodes.map(({ name }) => known(`${name}.in`)),
      dropout: layer.dropout && {
        acts: nodes.map(({ name }) => known(`${name}.act`)),
        masks: nodes.map(({ name }) => known(`${name}.mask`)),
      },
      weighted,
      weights: weighted.flatMap((node) =>
        Array.from({ length: width }, (_weight, index) => known(`${nameOf(node)}.w[${index}]`)),
      ),
      width,
      incoming,
      biased,
      biases: biased.map((node) => known(`${nameOf(node)}.bias`)),
      sharedBias: layer.bias === null ? null : known(`layer(${layer.name}).bias`),
      softmax:
        layer.activation === 'softmax'
          ? {
              max: known(`layer(${layer.name}).max`),
              exps: nodes.map(({ name }) => known(`${name}.exp`)),
              total: known(`layer(${layer.name}).exp_sum`),
            }
          : null,
    };
  }
}

/** The variables that hold a layer's parameters: those that there are. */
export function parametersOf({
  names,
  weighted,
  weights,
  width,
  biases,
  sharedBias,
}: ListedLayer): ListedArray[] {
  const shared = sharedBias === null ? [] : [{ name: names.bias, shape: [], slots: [sharedBias] }];
  return [
    { name: names.weights, shape: [weighted.length, width], slots: weights },
    { name: names.bias, shape: [biases.length], slots: biases },
    ...shared,
  ].filter(({ slots }) => slots.length > 0);
}

/** Addresses such as `w[0][1]`, gathered to arrays: the last one of each has the largest indexes. */
function arraysOf(addresses: readonly string[]) {
  const arrays = new Map<string, string[]>();
  for (const address of addresses) {
    const name = address.replace(/\[.*/, '');
    arrays.set(name, [...(arrays.get(name) ?? []), address]);
  }
  return [...arrays].map(([name, all]) => ({
    name,
    addresses: all,
    shape: (all.at(-1)?.match(/\d+(?=\])/g) ?? []).map((index) => Number(index) + 1),
  }));
}
