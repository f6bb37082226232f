/** Scenario → Run: writes the tape of one example, of a batch's update, and of the finish. */
import { differentiate, type Root } from '../../core/differentiate.ts';
import { type Masked, Masks } from '../../core/dropout.ts';
import {
  type Example,
  type Program,
  type Role,
  type Run,
  type Slot,
  TapeBuilder,
} from '../../core/program.ts';
import { epochOrders } from '../../core/random.ts';
import type { Scenario, ScenarioLayer, ScenarioNode, Variant } from '../format/scenario.ts';
import { emitLoss, OWN_LOSS } from '../losses/losses.ts';
import { emitExponentials } from '../losses/softmax.ts';
import { type Optimizer, Updates } from '../optimizers/optimizers.ts';
import { emitFormula } from './formula.ts';

/** A node's names, in the order in which they are preferred where one slot has several. */
const ranks = { node: 0, act: 0.5, in: 1, sum: 2, product: 3, bias: 5, batch: 50 };

/** The frame that a parameter belongs to. */
interface Owner {
  readonly layer: string | null;
  readonly node: string | null;
}

const nothing: Program = { instructions: [], carry: [] };

/**
 * Compiles a scenario, with a variant's numbers in place of its own where one is given.
 * The scenario has passed all checks: compiling it cannot fail.
 */
export function compile(scenario: Scenario, variant?: Variant): Run {
  return new Compiler(scenario, variant?.set ?? {}).compile();
}

class Compiler {
  readonly #scenario: Scenario;
  /** A map, because a name may also be that of a property which every object has (`constructor`). */
  readonly #set: ReadonlyMap<string, number>;
  readonly #builder = new TapeBuilder();
  readonly #parameters: Slot[] = [];
  readonly #owners = new Map<Slot, Owner>();
  readonly #carry: { from: Slot; to: Slot }[] = [];
  /** The masks of layers with dropout, as far as they are compiled. */
  readonly #masked: (Masked & { readonly slots: Slot[] })[] = [];
  #share: Slot | null = null;

  constructor(scenario: Scenario, set: Readonly<Record<string, number>>) {
    this.#scenario = scenario;
    this.#set = new Map(Object.entries(set));
  }

  compile(): Run {
    const { lastPhase, data, epochs, batch, finish, optimizer, loss, shuffle } = this.#scenario;
    const builder = this.#builder;
    const inputs = this.#scenario.inputs.map((name) => this.#given('input', name));
    for (const { input, mean, deviation } of this.#scenario.scales) {
      builder.name(builder.slot('statistic', mean), `${input}.mean`);
      builder.name(builder.slot('statistic', deviation), `${input}.std`);
    }
    const { outputs: names, formulas } = this.#scenario;
    const single = names.length === 1;
    const targets = (loss ? names : []).map((_name, index) => {
      const slot = this.#given('target', single ? 'target' : `target[${index}]`);
      if (single) builder.name(slot, 'target[0]', 1);
      return slot;
    });
    const outputs = formulas.length > 0 ? this.#formulas(inputs) : this.#layers(inputs);
    const roots = lastPhase === 'forward' ? [] : this.#loss(outputs, targets);
    const finishing = builder.instructions.length;
    const backward = lastPhase === 'backward' || lastPhase === 'update';
    const gradients = backward ? this.#backward(roots, inputs) : new Map<Slot, Slot>();
    const example: Program = { instructions: builder.instructions.splice(0), carry: [...this.#carry] };
    const update = lastPhase === 'update' && optimizer ? this.#update(gradients, optimizer) : nothing;
    return {
      slots: builder.slots(),
      example,
      update,
      finish: finish ? { ...example, instructions: example.instructions.slice(0, finishing) } : nothing,
      inputs,
      targets,
      parameters: this.#parameters,
      masks: this.#masked.length === 0 ? null : new Masks(this.#masked, data.length, epochs),
      share: this.#share,
      data: data.map((row) => this.#example(row)),
      order: shuffle === null || data.length === 1 ? null : epochOrders(data.length, shuffle, epochs),
      epochs,
      batch,
    };
  }

  #given(role: Role, name: string, value = 0, rank = 0): Slot {
    const slot = this.#builder.slot(role, this.#set.get(name) ?? value);
    this.#builder.name(slot, name, rank);
    return slot;
  }

  #parameter(owner: Owner, name: string, value: number, rank = 0): Slot {
    const slot = this.#given('parameter', name, value, rank);
    this.#parameters.push(slot);
    this.#owners.set(slot, owner);
    return slot;
  }

  /** An example's numbers, with those that the variant sets. */
  #example({ inputs, targets }: Example): Example {
    const single = targets.length === 1;
    return {
      inputs: inputs.map((value, index) => this.#set.get(this.#scenario.inputs[index] as string) ?? value),
      targets: targets.map((value, index) => this.#set.get(single ? 'target' : `target[${index}]`) ?? value),
    };
  }

  /** A frame for each formula, whose name its value has. */
  #formulas(inputs: readonly Slot[]): { slot: Slot; name: string }[] {
    const { formulas, parameters, inputs: names, outputs } = this.#scenario;
    const builder = this.#builder;
    const known = new Map(names.map((name, index) => [name, inputs[index] as Slot]));
    for (const { name, value } of parameters) {
      known.set(name, this.#parameter({ layer: null, node: name }, name, value));
    }
    for (const { name, term } of formulas) {
      builder.enter({ phase: 'forward', layer: null, node: name });
      known.set(name, emitFormula(builder, name, term, known));
    }
    return outputs.map((name) => ({ name, slot: known.get(name) as Slot }));
  }

  #layers(inputs: readonly Slot[]): { slot: Slot; name: string }[] {
    const named = new Map(this.#scenario.inputs.map((name, index) => [name, inputs[index] as Slot]));
    let incoming = [...named].map(([name, slot]) => ({ name, slot }));
    for (const layer of this.#scenario.layers) {
      const shared =
        layer.bias === null
          ? null
          : this.#parameter(
              { layer: layer.name, node: null },
              `layer(${layer.name}).bias`,
              layer.bias,
              ranks.bias,
            );
      const arriving = incoming.map(({ slot }) => slot);
      if (layer.dropout) this.#masked.push({ ...layer.dropout, slots: [] });
      const nodes = layer.nodes.map((node) => {
        const slot = this.#node(layer, node, arriving, shared, named);
        return { name: node.name, slot };
      });
      incoming = layer.activation === 'softmax' ? this.#softmax(layer.name, nodes) : nodes;
      for (const { name, slot } of incoming) named.set(name, slot);
    }
    return incoming;
  }

  #node(
    layer: ScenarioLayer,
    node: ScenarioNode,
    incoming: readonly Slot[],
    shared: Slot | null,
    named: ReadonlyMap<string, Slot>,
  ): Slot {
    const builder = this.#builder;
    builder.enter({ phase: 'forward', layer: layer.name, node: node.name });
    const owner = { layer: layer.name, node: node.name };
    const sum =
      node.from === null ? this.#sum(owner, node, incoming, shared) : (named.get(node.from) as Slot);
    builder.name(sum, `${node.name}.in`, ranks.in);
    if (layer.activation === 'softmax') return sum;
    const value = layer.activation === 'identity' ? sum : builder.apply(layer.activation, sum);
    const result = layer.dropout ? this.#masking(node.name, value) : value;
    builder.name(result, node.name, ranks.node);
    return result;
  }

  /** A node's value times its mask. */
  #masking(node: string, value: Slot): Slot {
    const builder = this.#builder;
    builder.name(value, `${node}.act`, ranks.act);
    const mask = builder.slot('mask', 1);
    builder.name(mask, `${node}.mask`);
    this.#masked.at(-1)?.slots.push(mask);
    return builder.apply('multiply', value, mask);
  }

  /** The layer's sums → its values, in a frame of the layer. */
  #softmax(layer: string, sums: readonly { slot: Slot; name: string }[]): { slot: Slot; name: string }[] {
    const builder = this.#builder;
    builder.enter({ phase: 'forward', layer, node: null });
    const slots = sums.map(({ slot }) => slot);
    const { exps, total } = emitExponentials(builder, slots, {
      all: (what) => `layer(${layer}).${what}`,
      each: (index, what) => `${sums[index]?.name}.${what}`,
    });
    return sums.map(({ name }, index) => {
      const slot = builder.apply('divide', exps[index] as Slot, total);
      builder.name(slot, name, ranks.node);
      return { slot, name };
    });
  }

  /** Products and their sum, left to right: ((product 0 + product 1) + product 2) … + bias. */
  #sum(owner: Owner, node: ScenarioNode, incoming: readonly Slot[], shared: Slot | null): Slot {
    const builder = this.#builder;
    const weights = node.weights.map((value, index) =>
      this.#parameter(owner, `${node.name}.w[${index}]`, value),
    );
    const bias =
      node.bias === null ? shared : this.#parameter(owner, `${node.name}.bias`, node.bias, ranks.bias);
    const products = weights.map((weight, index) => {
      const product = builder.apply('multiply', incoming[index] as Slot, weight);
      builder.name(product, `${node.name}.product[${index}]`, ranks.product);
      return product;
    });
    let sum = products[0] as Slot;
    products.slice(1).forEach((product, index) => {
      sum = builder.apply('add', sum, product);
      builder.name(sum, `${node.name}.sum[${index + 1}]`, ranks.sum);
    });
    return bias === null ? sum : builder.apply('add', sum, bias);
  }

  /** Emits the loss, where one is written, and says where the backward phase starts. */
  #loss(outputs: readonly { slot: Slot; name: string }[], targets: readonly Slot[]): Root[] {
    const { loss, hasLoss, huberDelta, outputGradient, batch, reduction } = this.#scenario;
    const builder = this.#builder;
    if (!hasLoss) {
      return outputs.map(({ slot, name }, index) => {
        const seed = this.#given('setting', `grad(${name})`, outputGradient?.[index] ?? 0);
        return { slot, seed };
      });
    }
    const one = builder.constant(1);
    const own = outputs.find(({ name }) => name === OWN_LOSS)?.slot;
    const total = loss === null ? (own as Slot) : emitLoss(builder, loss, outputs, targets, huberDelta);
    if (batch === 1) return [{ slot: total, seed: one }];
    builder.enter({ phase: 'loss', layer: null, node: null });
    let term = total;
    if (reduction === 'mean') {
      this.#share = this.#given('setting', 'batch.share', 1, ranks.batch);
      term = builder.apply('multiply', total, this.#share);
      builder.name(term, 'batch.loss.term', ranks.batch);
    }
    return [{ slot: this.#accumulate('batch.loss', term), seed: one }];
  }

  #backward(roots: readonly Root[], inputs: readonly Slot[]): Map<Slot, Slot> {
    const builder = this.#builder;
    const parameters = new Set(this.#parameters);
    const wanted = new Set([...this.#parameters, ...(this.#scenario.inputGradients ? inputs : [])]);
    const gradients = differentiate(builder, [...builder.instructions], roots, wanted, (slot) =>
      parameters.has(slot),
    );
    if (this.#scenario.batch === 1) return gradients;
    builder.enter({ phase: 'backward', layer: null, node: null });
    const sums = new Map<Slot, Slot>();
    for (const [parameter, gradient] of gradients) {
      if (!parameters.has(parameter)) continue;
      this.#accumulate(`batch.grad(${this.#nameOf(parameter)})`, gradient);
      sums.set(parameter, this.#carry.at(-1)?.to as Slot);
    }
    return sums;
  }

  /** Adds to a sum that goes on through the examples of a batch; it starts at 0. */
  #accumulate(name: string, term: Slot): Slot {
    const builder = this.#builder;
    const before = builder.slot('accumulator');
    const after = builder.apply('add', before, term);
    builder.name(before, name, ranks.batch);
    builder.name(after, name, ranks.batch);
    this.#carry.push({ from: after, to: before });
    return after;
  }

  /** What the optimiser does with each parameter, in the order in which gradients finish. */
  #update(gradients: ReadonlyMap<Slot, Slot>, optimizer: Optimizer): Program {
    const builder = this.#builder;
    const { frozen, batch, data } = this.#scenario;
    const rate = this.#given('setting', 'learning_rate', optimizer.learningRate);
    const updates = new Updates(builder, optimizer, rate, Math.ceil(data.length / batch));
    const isFree = new Set(this.#parameters.filter((slot) => !frozen.includes(this.#nameOf(slot))));
    let last: Owner | null = null;
    for (const [parameter, gradient] of gradients) {
      if (!isFree.has(parameter)) continue;
      const name = this.#nameOf(parameter);
      const owner = this.#owners.get(parameter) as Owner;
      if (owner !== last) builder.enter({ phase: 'update', ...owner });
      last = owner;
      updates.emit(parameter, name, gradient, `${batch === 1 ? '' : 'batch.'}grad(${name})`);
    }
    return { instructions: builder.instructions.splice(0), carry: updates.carry };
  }

  #nameOf(slot: Slot): string {
    return this.#builder.namings(slot)[0]?.name ?? '';
  }
}
