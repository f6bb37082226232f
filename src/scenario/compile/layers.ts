/** Emits layers on the tape: for each node its products, their sum, bias, activation and dropout. */

import type { DropoutLayer } from '../../core/dropout.ts';
import { NO_ACTIVATION } from '../../core/operations/activations/identity.ts';
import type { Slot } from '../../core/program.ts';
import type { LayerActivation, StepRole } from '../../core/step-role.ts';
import type { Scenario, ScenarioLayer, ScenarioNode } from '../format/scenario.ts';
import { type Exponentials, emitExponentials, emitTotal } from '../losses/common/softmax.ts';
import type { Given } from './given.ts';

/** Ranks of a node's names: if one slot has several of them, the one with the lowest rank is shown. */
const ranks = { node: 0, act: 0.5, in: 1, sum: 2, product: 3, bias: 5 };

/** The value of a node or formula, with its name. */
export interface Value {
  readonly slot: Slot;
  readonly name: string;
}

export class Layers {
  /** The dropout of the layers emitted so far. */
  readonly masked: (DropoutLayer & { readonly slots: Slot[] })[] = [];
  readonly #given: Given;
  #softmax: Exponentials | null = null;

  constructor(given: Given) {
    this.#given = given;
  }

  /** The softmax of the last layer emitted; null if it has another activation. */
  get softmax(): Exponentials | null {
    return this.#softmax;
  }

  /** Emits all layers. Returns all values by name: of the inputs and of the nodes. */
  emit({ inputs: names, layers }: Scenario, inputs: readonly Slot[]): ReadonlyMap<string, Slot> {
    const named = new Map(names.map((name, index) => [name, inputs[index] as Slot]));
    let incoming = [...named].map(([name, slot]) => ({ name, slot }));
    for (const layer of layers) {
      const shared =
        layer.bias === null
          ? null
          : this.#given.parameter(
              { layer: layer.name, node: null },
              { kind: 'layer', layer: layer.name, part: 'bias', index: null },
              layer.bias,
              ranks.bias,
            );
      const arriving = incoming.map(({ slot }) => slot);
      if (layer.dropout) this.masked.push({ ...layer.dropout, slots: [] });
      const nodes = layer.nodes.map((node) => {
        const slot = this.#node(layer, node, arriving, shared, named);
        return { name: node.name, slot };
      });
      this.#softmax = layer.activation === 'softmax' ? this.#exponentials(layer.name, nodes) : null;
      incoming = this.#softmax ? this.#shares(layer.name, nodes, this.#softmax) : nodes;
      for (const { name, slot } of incoming) named.set(name, slot);
    }
    return named;
  }

  #node(
    layer: ScenarioLayer,
    node: ScenarioNode,
    incoming: readonly Slot[],
    shared: Slot | null,
    named: ReadonlyMap<string, Slot>,
  ): Slot {
    const { builder } = this.#given;
    builder.enter({ phase: 'forward', layer: layer.name, node: node.name });
    const { activation } = layer;
    const passed = node.from === null ? null : (named.get(node.from) as Slot);
    const sum = passed ?? this.#sum(layer, node, incoming, shared);
    builder.name(sum, { kind: 'node', node: node.name, part: 'in' }, ranks.in, passed !== null);
    if (activation === 'softmax') return sum;
    const value =
      activation === NO_ACTIVATION
        ? sum
        : builder.emit(activation, [sum], { kind: 'activation', activation, formula: null });
    const result = layer.dropout ? this.#masking(node.name, value) : value;
    builder.name(result, { kind: 'value', name: node.name }, ranks.node, result === passed);
    return result;
  }

  /** Multiplies a node's value by its mask. */
  #masking(node: string, value: Slot): Slot {
    const { builder } = this.#given;
    builder.name(value, { kind: 'node', node, part: 'act' }, ranks.act);
    const mask = builder.slot('mask', 1);
    builder.name(mask, { kind: 'node', node, part: 'mask' });
    this.masked.at(-1)?.slots.push(mask);
    return builder.emit('multiply', [value, mask], { kind: 'dropout', node });
  }

  /** Emits the first part of softmax, from the layer's sums, in a frame of the layer. */
  #exponentials(layer: string, sums: readonly Value[]): Exponentials {
    const { builder } = this.#given;
    builder.enter({ phase: 'forward', layer, node: null });
    const slots = sums.map(({ slot }) => slot);
    return emitExponentials(builder, slots, {
      layer,
      max: (index) => ({ kind: 'layer', layer, part: 'max', index }),
      each: (part, index) => ({ kind: 'node', node: sums[index]?.name as string, part }),
    });
  }

  /** Emits the rest of softmax, in the same frame. Returns the layer's values. */
  #shares(layer: string, sums: readonly Value[], { exps }: Exponentials): Value[] {
    const { builder } = this.#given;
    const total = emitTotal(builder, exps, layer, (index) => ({
      kind: 'layer',
      layer,
      part: 'exp_sum',
      index,
    }));
    return sums.map(({ name }, index) => {
      const role: StepRole = { kind: 'softmaxPart', part: 'share', layer };
      const slot = builder.emit('divide', [exps[index] as Slot, total], role);
      builder.name(slot, { kind: 'value', name }, ranks.node);
      return { slot, name };
    });
  }

  /** Emits products and their sum from left to right: ((product 0 + product 1) + product 2) … + bias. */
  #sum(
    layer: ScenarioLayer,
    { name: node, weights: values, bias: own }: ScenarioNode,
    incoming: readonly Slot[],
    shared: Slot | null,
  ): Slot {
    const { builder } = this.#given;
    const owner = { layer: layer.name, node };
    const activation: LayerActivation | null = layer.activation === NO_ACTIVATION ? null : layer.activation;
    const weights = values.map((value, index) =>
      this.#given.parameter(owner, { kind: 'nodeItem', node, part: 'w', index }, value),
    );
    const bias =
      own === null
        ? shared
        : this.#given.parameter(owner, { kind: 'node', node, part: 'bias' }, own, ranks.bias);
    const role: StepRole = { kind: 'product', node, activation };
    const products = weights.map((weight, index) => {
      const operands = [incoming[index] as Slot, weight];
      const product = builder.emit('multiply', operands, role);
      builder.name(product, { kind: 'nodeItem', node, part: 'product', index }, ranks.product);
      return product;
    });
    let sum = products[0] as Slot;
    const all = products.length;
    for (let index = 1; index < all; index++) {
      const operands = [sum, products[index] as Slot];
      sum = builder.emit('add', operands, { kind: 'sum', node, activation, count: index + 1, all });
      builder.name(sum, { kind: 'nodeItem', node, part: 'sum', index }, ranks.sum);
    }
    if (bias === null) return sum;
    return builder.emit('add', [sum, bias], { kind: 'bias', node, activation, isShared: bias === shared });
  }
}
